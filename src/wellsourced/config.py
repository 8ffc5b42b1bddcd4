"""The one place that picks tools: `open_desk`, and the openers of single tools.

Whatever is heavy is named here and imported only when a desk or a library is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol, cast

from wellsourced.check import Desk
from wellsourced.errors import Config, InputError
from wellsourced.jobs.orders import Crew, Queue
from wellsourced.model.editions import Edition, Page, Retraction
from wellsourced.model.reports import Report
from wellsourced.model.sources import Document, Passage, Snapshot, Source
from wellsourced.plugins import Port, build, load, names
from wellsourced.ports import (
    Backup,
    Capture,
    Counting,
    Encoder,
    Endpoint,
    Examined,
    Extractor,
    Fetcher,
    Fetching,
    LanguageModel,
    Library,
    Progress,
    Refused,
    SearchProvider,
    Verifier,
    quiet,
)
from wellsourced.rules.casebook import LoadedCasebook, load_casebook
from wellsourced.settings import BUNDLED, STORED, Settings, casebook_folder
from wellsourced.steps.auditing.reading import Draft
from wellsourced.steps.gather import Web
from wellsourced.steps.matter import read_matter

__all__ = [
    "Shelves",
    "SystemClock",
    "back_up",
    "build_casebook",
    "examine",
    "load_casebooks",
    "open_afresh",
    "open_bare_library",
    "open_crew",
    "open_desk",
    "open_draft",
    "open_encoder",
    "open_extractor",
    "open_fetcher",
    "open_forgetful",
    "open_library",
    "open_made_up_web",
    "open_measured",
    "open_model",
    "open_queue",
    "open_reader",
    "open_search",
    "open_stand_in",
    "open_verifier",
    "open_warc",
    "reach_library",
    "read_draft",
    "read_feed",
    "restore",
]

_MEASURED = {
    "text-alone": "wellsourced.adapters.library_alone:TextAlone",
    "dates": "wellsourced.adapters.extract_html:Dating",
    "dates-alone": "wellsourced.adapters.library_alone:DatesAlone",
}


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """This moment, with its zone."""
        return datetime.now(UTC)


def _by_name(path: str) -> Any:
    """Import `module:attribute`; heavy modules are only ever reached through here."""
    module, _, attribute = path.partition(":")
    return getattr(import_module(module), attribute)


def open_encoder(settings: Settings) -> Encoder:
    """The tool that turns texts into vectors; a text encoded once is remembered."""
    remember = _by_name("wellsourced.adapters.remember:RememberingEncoder")
    return cast(Encoder, remember(load(Port.ENCODER, settings.encoder)()))


def open_stand_in(dimension: int) -> Encoder:
    """A tool in the encoder's place where only the number of vectors matters, for `bench`."""
    return cast(Encoder, _by_name("wellsourced.adapters.seeded_encoder:SeededEncoder")(dimension))


def open_afresh(encoder: Encoder, verifier: Verifier) -> tuple[Encoder, Verifier]:
    """The two with memories that know nothing yet, for `bench`."""
    return (
        cast(Encoder, _by_name("wellsourced.adapters.remember:RememberingEncoder")(encoder)),
        cast(Verifier, _by_name("wellsourced.adapters.remember:RememberingVerifier")(verifier)),
    )


def open_forgetful(settings: Settings) -> tuple[Encoder, Verifier]:
    """The encoder and the verifier of the settings without a memory, for `bench`."""
    return cast(Encoder, load(Port.ENCODER, settings.encoder)()), _bare_verifier(settings)


def open_verifier(settings: Settings, progress: Progress = quiet) -> Verifier:
    """The tool that judges pairs, as NAME or NAME:WHAT-IT-OPENS; a pair judged once is remembered.

    Where progress is counted, what the model itself is asked is.
    """
    remember = _by_name("wellsourced.adapters.remember:RememberingVerifier")
    bare = _bare_verifier(settings)
    if isinstance(progress, Counting):
        bare = _by_name("wellsourced.adapters.stopwatch:CountedVerifier")(bare, progress.count)
    return cast(Verifier, remember(bare))


def _bare_verifier(settings: Settings) -> Verifier:
    name, _, opened = settings.verifier.partition(":")
    make = load(Port.VERIFIER, name)
    if opened and name == BUNDLED:
        raise Config(
            f"setting 'verifier': {BUNDLED} opens nothing, so write it alone; for a folder dir:FOLDER"
        )
    if not opened:
        return cast(Verifier, make())
    return cast(Verifier, make(settings.models / opened if name == STORED else opened))


def open_fetcher(settings: Settings, progress: Progress = quiet) -> Fetcher:
    """The tool that reads sources' bytes. Raises `Config` where an allowed host is none."""
    fetching = Fetching(
        allowed_hosts=settings.fetch_allowed_hosts, delay=settings.fetch_delay, kept=settings.fetch_cache
    )
    fetcher = load(Port.FETCHER, settings.fetcher)(fetching)
    if isinstance(progress, Counting):
        fetcher = _by_name("wellsourced.adapters.stopwatch:CountedFetcher")(fetcher, progress.count)
    return cast(Fetcher, fetcher)


def open_made_up_web(fetching: Fetching) -> Fetcher:
    """A reader of web pages for which every host is this machine, for `bench`: no name is ever looked up."""
    web = _by_name("wellsourced.adapters.web.fetching:WebFetcher")
    return cast(Fetcher, web(fetching, resolve=lambda host, port: ("127.0.0.1",)))


def open_search(settings: Settings) -> tuple[SearchProvider, ...]:
    """The search providers named in the settings, each with its options; nothing is asked yet.

    Raises `Config` where one is not installed, or an option is missing, unknown or at fault.
    """
    made = []
    for name in dict.fromkeys(settings.search):
        hidden = settings.providers.get(name, {})
        options = {key: value.get_secret_value() for key, value in hidden.items()}
        made.append(cast(SearchProvider, build(Port.SEARCH, name, options, f"providers.{name}")))
    installed = names(Port.SEARCH)
    for name in settings.providers if made else ():
        if name not in installed:
            known = ", ".join(installed)
            raise Config(f"setting 'providers.{name}': no such search provider is installed ({known})")
    return tuple(made)


def open_warc(path: Path, said: Source) -> Iterator[Capture | Refused]:
    """The pages of a WARC file, with what is said of all of them; see `adapters.warc_files.read_warc`."""
    read_warc = _by_name("wellsourced.adapters.warc_files:read_warc")
    return cast("Iterator[Capture | Refused]", read_warc(path, said, SystemClock().now()))


def read_feed(capture: Capture) -> list[Source | Refused] | None:
    """The pages that a captured feed names, none where it is no feed; see `adapters.feeds.read_feed`."""
    read = _by_name("wellsourced.adapters.feeds:read_feed")
    return cast("list[Source | Refused] | None", read(capture, SystemClock().now()))


def open_extractor(settings: Settings) -> Extractor:
    """The tool that reads text out of files."""
    return cast(Extractor, load(Port.EXTRACTOR, settings.extractor)())


def open_measured(name: str) -> Extractor:
    """A part of the extractor by itself, or the library under it with nothing of ours, for `bench`."""
    return cast(Extractor, _by_name(_MEASURED[name])())


def _casebooks(settings: Settings) -> dict[Path, LoadedCasebook]:
    folders = {casebook_folder(name).resolve(): name for name in settings.casebooks}
    loaded = {folder: load_casebook(folder) for folder in folders}
    names: dict[str, str] = {}
    for folder, casebook in loaded.items():
        other = names.setdefault(casebook.name, folders[folder])
        if other != folders[folder]:
            raise Config(
                f"setting 'casebooks': {other} and {folders[folder]} are both called {casebook.name!r}: "
                "use one of them, or give one another name"
            )
    return loaded


def load_casebooks(settings: Settings) -> tuple[LoadedCasebook, ...]:
    """The casebooks of the settings, in their order. Raises `InputError` where one is at fault."""
    return tuple(_casebooks(settings).values())


def build_casebook(folder: Path, settings: Settings) -> LoadedCasebook:
    """Encode a casebook's notes and write the vectors beside them; the casebook.

    Raises `InputError` where its rows are at fault, or its folder cannot be written.
    """
    casebook = load_casebook(folder)
    texts = [_by_name("wellsourced.library.layers:index_text")(passage) for passage in casebook.passages]
    try:
        _by_name("wellsourced.library.bundled:write_vectors")(folder, texts, open_encoder(settings))
    except OSError as error:
        raise InputError(
            f"{folder} cannot be written ({error.strerror}): copy it to your own place"
        ) from error
    return casebook


class Shelves(Library, Protocol):
    """A library one can look things up in and take the archive out of."""

    def export_warc(self, target: Path, software: str) -> int:
        """Write the archive as one WARC file; how many snapshots it holds."""
        ...

    def find(self, name: str) -> Source | Snapshot | Document | Passage | Report | Page | Edition:
        """What has this id, or the only thing whose id starts so; `InputError` where there is no such."""
        ...

    def merge(self, other: Path) -> Mapping[str, int]:
        """Bring in all that the library in another folder holds; how much of each kind was new."""
        ...

    def published_on(self, report_id: str) -> str | None:
        """The id of the page that a report is an edition of, None where it was not published."""
        ...

    def chains(self) -> Mapping[str, Sequence[Edition]]:
        """The editions of all pages by the page's id, each chain oldest first."""
        ...

    def retractions(self) -> Mapping[str, Retraction]:
        """All pages that were taken back, by their ids."""
        ...

    def befallen(self) -> Sequence[int]:
        """How much was published so far, and befell it: other numbers wherever anything did."""
        ...

    def contents(self, source_ids: Collection[str]) -> Mapping[str, frozenset[str]]:
        """The digests of the bytes that are held of each of the sources, by the source's id."""
        ...

    def shelf(self, words: str, start: int, count: int) -> tuple[int, Sequence[Source]]:
        """How many of the user's sources have the words in title, publisher or address, and some of them."""
        ...

    def captured(self, source_id: str) -> Sequence[tuple[Snapshot, str | None]]:
        """The captures of a source, newest first, each with the id of the document read of it, if any was."""
        ...

    def body(self, snapshot_id: str) -> bytes:
        """The bytes of a capture as archived; `InputError` where there is none of that id."""
        ...


def _library(settings: Settings, casebooks: Mapping[Path, LoadedCasebook], encoder: Encoder) -> Shelves:
    as_layer = _by_name("wellsourced.library.bundled:casebook_layer")
    layers = [as_layer(casebook, folder, encoder) for folder, casebook in casebooks.items()]
    return cast(Shelves, _by_name("wellsourced.library.store:open_library")(_home(settings), encoder, layers))


def _home(settings: Settings) -> Any:
    database = None if settings.database is None else settings.database.get_secret_value()
    return _by_name("wellsourced.library.home:Home")(
        place=settings.library, database=database, read_only=settings.read_only
    )


def reach_library(settings: Settings) -> str | None:
    """Where a library on servers is, in words without secrets; None where it is all in a folder.

    Raises `Transient` where a server does not answer, `Config` where one refuses.
    """
    if isinstance(settings.library, Path) and settings.database is None:
        return None
    return cast(str, _by_name("wellsourced.library.home:reach")(_home(settings)))


def open_library(settings: Settings, encoder: Encoder | None = None) -> Shelves:
    """The user's library over the casebooks; nothing is written before something is added.

    Its encoder is that of the settings, or one that stands in for it, with its name.
    """
    return _library(settings, _casebooks(settings), encoder or open_encoder(settings))


def examine(settings: Settings, encoder: str) -> Examined | None:
    """A quick look into the user's library, None where there is none; see `library.examining.examine`."""
    look = _by_name("wellsourced.library.examining:examine")
    return cast("Examined | None", look(_home(settings), encoder))


def back_up(settings: Settings, target: Path) -> Backup:
    """Write the user's library to a file, while others use it; see `library.backup.back_up`."""
    write = _by_name("wellsourced.library.backup:back_up")
    software = f"wellsourced {version('wellsourced')}"
    return cast(Backup, write(_folder_of(settings), target, software, SystemClock().now()))


def restore(settings: Settings, source: Path) -> Backup:
    """Make the user's library from a backup; see `library.restoring.restore`."""
    return cast(Backup, _by_name("wellsourced.library.restoring:restore")(source, _folder_of(settings)))


def _folder_of(settings: Settings) -> Path:
    """The folder that holds all of the library. Raises `Config` where parts of it are on servers."""
    if isinstance(settings.library, str) or settings.database is not None:
        raise Config(
            "a library on servers is backed up and restored by their own tools, `pg_dump` for the records "
            "and a copy of the bucket made after it: name a library in a folder"
        )
    return settings.library


def open_bare_library(folder: Path, encoder: Encoder) -> Library:
    """A library in a folder over an encoder of the caller's choice, without casebooks, for `bench`."""
    return cast(Library, _by_name("wellsourced.library.store:open_library")(folder, encoder))


def open_reader(settings: Settings, progress: Progress = quiet) -> Web:
    """The tools that read files and web pages, within the limits of the settings; they search for none.

    Raises `Config` where an allowed host is none, or a tool is not installed.
    """
    return Web(providers=(), fetcher=open_fetcher(settings, progress), extractor=open_extractor(settings))


def open_draft(name: str, body: bytes | None, settings: Settings, at: datetime) -> Draft:
    """A document to audit: a file, a web address, or the bytes given, which are text. It is not kept.

    Raises `InputError` or `Permanent` where it cannot be read.
    """
    read = _by_name("wellsourced.adapters.drafts:read_draft")
    fetcher = None if body is not None else open_fetcher(settings)
    return cast(Draft, read(name, body, fetcher, open_extractor(settings), at))


def read_draft(
    name: str | Path, settings: Settings, *, text: str | None = None, place: str | None = None
) -> Draft:
    """A document to audit: a file, a web address, or with `text` the words themselves under any name.

    Text, Markdown, HTML, DOCX or PDF; it is not put in the library. `place` is the code of the place it is
    about. Raises `InputError` where it is not there or empty, `Permanent` where it cannot be read and
    `Transient` where its server does not answer.
    """
    body = None if text is None else text.encode("utf-8")
    return replace(open_draft(str(name), body, settings, SystemClock().now()), place=place)


def open_queue(settings: Settings) -> Queue:
    """The queue of the library's jobs, made where there is none. Raises `Config` where it cannot be."""
    return cast(Queue, _by_name("wellsourced.jobs.opening:open_durable")(settings, SystemClock()))


def open_crew(settings: Settings) -> Crew:
    """The processes that do the library's jobs; none is begun yet. Raises `Config` as `open_queue`."""
    return cast(Crew, _by_name("wellsourced.jobs.crew:ProcessCrew")(settings))


def _open_web(settings: Settings, progress: Progress) -> Web | None:
    """The tools that reach outside, where a search provider is named."""
    providers = open_search(settings)
    if not providers:
        return None
    fetcher = open_fetcher(settings, progress)
    return Web(providers=providers, fetcher=fetcher, extractor=open_extractor(settings))


def open_model(settings: Settings, library: Library) -> Callable[[], LanguageModel] | None:
    """The language model of the settings, opened anew for each check with a budget of its own; None for none.

    Its calls are kept in the library, and what was answered before is not asked again. Raises `Config` where
    it is not installed, has no address or names no model.
    """
    if settings.writer != "llm":
        return None
    key = settings.llm_key
    endpoint = Endpoint(
        address=settings.llm_address,
        model=settings.llm_model,
        key="" if key is None else key.get_secret_value().strip(),
        timeout=settings.llm_timeout,
        at_once=settings.llm_at_once,
        seed=settings.llm_seed,
    )
    model = load(Port.MODEL, settings.llm)(endpoint)
    budgeted = _by_name("wellsourced.adapters.llm.budgeted:Budgeted")
    budget = _by_name("wellsourced.adapters.llm.budgeted:Budget")(
        tokens=settings.llm_tokens_a_check,
        money=settings.llm_money_a_check,
        price_in=settings.llm_price_in,
        price_out=settings.llm_price_out,
    )
    kept = _by_name("wellsourced.adapters.llm.kept:KeptCalls")
    # Not the address: the same model elsewhere answers the same.
    return lambda: cast(LanguageModel, kept(budgeted(model, budget), library, f"seed {settings.llm_seed}"))


def open_desk(settings: Settings, progress: Progress = quiet) -> Desk:
    """Pick every tool one check needs, as the settings name them; use it in a `with` statement.

    `progress` is called with an `Event` a step. Raises `Config` where a setting is at fault or a tool is
    not installed, `Integrity` where the library is damaged, and `Transient` where a database does not
    answer.
    """
    encoder = open_encoder(settings)
    casebooks = _casebooks(settings)
    library = _library(settings, casebooks, encoder)
    return Desk(
        library=library,
        model=open_model(settings, library),
        verifier=open_verifier(settings, progress),
        encoder=encoder,
        matters=tuple(read_matter(casebook) for casebook in casebooks.values()),
        clock=SystemClock(),
        web=_open_web(settings, progress),
        progress=progress,
        rounds=settings.rounds,
        sought_an_audit=settings.sought_an_audit,
    )
