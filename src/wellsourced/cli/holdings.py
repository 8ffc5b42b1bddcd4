"""`add`, `search`, `show` and `verify`: what is in the library, and whether it is sound."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.text import Text

from wellsourced.adapters.web.addresses import is_web
from wellsourced.add import sources_named
from wellsourced.cli.added import tell_added
from wellsourced.cli.archives import add_warcs, is_warc, plan_warcs
from wellsourced.cli.cards import print_card, print_hit
from wellsourced.cli.options import Common, option, read_partial_date, settings_of
from wellsourced.cli.output import console, print_json, progress
from wellsourced.cli.pages import plan_library, plan_pages, write_pages
from wellsourced.cli.publishing import imprint_in
from wellsourced.cli.terminal import print_report
from wellsourced.config import (
    Shelves,
    SystemClock,
    load_casebooks,
    open_extractor,
    open_fetcher,
    open_library,
    read_feed,
)
from wellsourced.errors import InputError, Integrity
from wellsourced.jobs.adding import Adding
from wellsourced.jobs.following import Following, add_and_follow
from wellsourced.library.corrections import corrected
from wellsourced.model.editions import Edition, Page
from wellsourced.model.reports import Report
from wellsourced.model.scope import EVERYWHERE, Scope
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Event
from wellsourced.render.holdings_json import card_json, hit_json
from wellsourced.rules.casebook import action_words
from wellsourced.rules.places import find_place
from wellsourced.settings import Settings

__all__ = ["AddOptions", "SearchOptions", "ShowOptions", "add", "search", "show", "verify"]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class AddOptions(Common):
    """What `add` can be told of the sources."""

    paths_from: Annotated[
        Path | None, option("Read more paths and addresses from this file, one a line.", name="--from")
    ] = None
    kind: Annotated[SourceKind | None, option("What kind of publisher speaks in them.")] = None
    publisher: Annotated[str | None, option("Who published them.")] = None
    published: Annotated[str | None, option("When: 2026, 2026-07 or 2026-07-22.")] = None
    place: Annotated[str | None, option("What place they speak of.")] = None


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class SearchOptions(Common):
    """How much `search` shows."""

    k: Annotated[int, option("How many passages at most.", name="-k", show_default=True)] = 10


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class ShowOptions(Common):
    """Where `show` writes."""

    out: Annotated[
        tuple[Path, ...],
        option(
            "Write the page of a report or edition to FILE.html, .md, .json or .pdf; repeatable. "
            "Of an edition it says what befell it since."
        ),
    ] = ()


ADDING = AddOptions()
SEARCHING = SearchOptions()
SHOWING = ShowOptions()
VERIFYING = Common()


def add(
    *paths: Annotated[
        str,
        Parameter(
            help="Files, folders or web addresses: text, Markdown, HTML, DOCX, PDF; or WARC files, or feeds."
        ),
    ],
    options: AddOptions = ADDING,
) -> int:
    """Put files and web pages in the library: archived whole, read, cut into passages and indexed.

    Adding again is resuming: what is there already is left alone, and only what is newly said of a
    source is kept. A page is asked for again each time; what has changed is added beside what was there.

    For a feed (RSS, Atom, JSON Feed), named by its file or address, the first 200 pages that its
    entries link to are added, with their titles and dates; a feed in a folder is not followed.
    """
    settings = settings_of(options)
    files, warcs = _sorted_out(paths, options)
    said = _said(options)
    sources = sources_named(files, said)
    plan_library(settings)
    extractor, fetcher = open_extractor(settings), open_fetcher(settings)
    with progress(options.quiet, options.log_json) as tell, closing(open_library(settings)) as library:
        tools = Adding(fetcher=fetcher, extractor=extractor, library=library)
        outcomes = add_and_follow(sources, _following(files, sources, library, said), tools, tell)
        outcomes += add_warcs(warcs, said, tools, tell)
    return tell_added(outcomes, options.json)


def _following(wanted: Sequence[str], sources: Sequence[Source], library: Shelves, said: Source) -> Following:
    """Feeds are followed where they are named: a folder of files never makes us ask the web.

    What a feed says of a page fills in what the library does not know; what the user says stands over both.
    """
    files = {Path(one).resolve().as_uri() for one in wanted if not is_web(one)}

    def completed(page: Source) -> Source:
        try:
            known = library.find(page.id)
        except InputError:
            known = page
        filled = corrected(page, known) if isinstance(known, Source) else page
        return corrected(filled, replace(said, uri=page.uri))

    named = {one.uri for one in sources if one.uri in files or is_web(one.uri)}
    return Following(read=read_feed, said=completed, named=named)


def _sorted_out(paths: Sequence[str], options: AddOptions) -> tuple[list[str], list[Path]]:
    """The WARC files apart from what else is asked for. Raises `InputError` where nothing is."""
    wanted = [*paths, *_listed(options.paths_from)]
    if not wanted:
        raise InputError("nothing to add: name files, folders or addresses, or a list with --from")
    warcs = [Path(one) for one in wanted if is_warc(one)]
    plan_warcs(warcs)
    return [one for one in wanted if not is_warc(one)], warcs


def _said(options: AddOptions) -> Source:
    """What is said of everything added."""
    return Source(
        uri="",
        title="",
        publisher=options.publisher or "",
        kind=options.kind or SourceKind.OTHER,
        published=None if options.published is None else read_partial_date(options.published),
        coverage=EVERYWHERE if options.place is None else Scope(place=find_place(options.place)),
    )


def _listed(file: Path | None) -> list[str]:
    if file is None:
        return []
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"--from {file} cannot be read as text ({error}): name another list") from error
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def search(
    query: Annotated[str, Parameter(help="What to look for, in quotes.")],
    /,
    *,
    options: SearchOptions = SEARCHING,
) -> int:
    """Show the passages that fit best, by words and by meaning."""
    if not query.strip():
        raise InputError("nothing to search for: give words or a sentence")
    if not 1 <= options.k <= 1000:
        raise InputError(f"-k {options.k}: ask for 1 to 1000 passages")
    with closing(open_library(settings_of(options))) as library:
        view = library.view(_today())
        hits = [(hit, view.source_of(hit.passage)) for hit in view.search(query, options.k)]
    if options.json:
        print_json({"query": query, "hits": [hit_json(hit, source) for hit, source in hits]})
        return 0
    page = console()
    for rank, (hit, source) in enumerate(hits, start=1):
        print_hit(page, rank, hit, source)
    if not hits:
        page.print(Text("Nothing fits. Add sources with `wellsourced add`, or use other words."))
    return 0


def show(
    name: Annotated[str, Parameter(help="An id, or its first letters.")],
    /,
    *,
    options: ShowOptions = SHOWING,
) -> int:
    """Show one thing by its id: a passage, document, snapshot, source, report, page or edition.

    An edition is shown as its page with what befell it since: when it was confirmed, which statement is due
    to be checked again, and where a newer figure is on file.

    That a published page was shown is counted, by the day: what is read most is refreshed first.
    """
    settings = settings_of(options)
    files = plan_pages(options.out)
    phrases = action_words(load_casebooks(settings))
    with closing(open_library(settings)) as library:
        item = library.find(name)
        imprint = imprint_in(library, item) if isinstance(item, Edition) else None
        report = library.report(item.report) if isinstance(item, Edition) else item
        if isinstance(report, Report):
            write_pages(report, files, phrases, imprint)
        elif files:
            raise InputError(f"{name!r} has no page to write: name a report or an edition")
        view = library.view(date.max)
        if options.json:
            print_json(card_json(item, view, imprint))
        else:
            terminal = console()
            if isinstance(report, Report):
                print_report(report, terminal, [str(file.path) for file in files], phrases, imprint)
            if imprint is not None:
                terminal.print()
            if not isinstance(item, Report):
                print_card(terminal, item, view)
        page = _page_shown(item, library)
        if page is not None:
            library.count_read(page, _today())
    return 0


def _page_shown(item: object, library: Shelves) -> str | None:
    """The id of the published page that a thing is, or is an edition of."""
    match item:
        case Page():
            return item.id
        case Edition():
            return item.page
        case Report():
            return library.published_on(item.id)
    return None


def verify(*, options: Common = VERIFYING) -> int:
    """Prove every digest, span and quote; list what does not match, and exit 1 where anything does not."""
    settings: Settings = settings_of(options)
    with progress(options.quiet, options.log_json) as tell, closing(open_library(settings)) as library:
        tell(Event(step="verify", message=f"Proving {settings.library}"))
        damage = library.verify()
    if options.json:
        found = [{"kind": one.kind.value, "record": one.record, "message": one.message} for one in damage]
        print_json({"sound": not damage, "damage": found})
    else:
        page = console()
        for one in damage:
            page.print(Text(f"{one.kind.value}  {one.record}: {one.message}"), soft_wrap=True)
        missing = isinstance(settings.library, Path) and not settings.library.exists()
        sound = f"{settings.library} is not there yet." if missing else "Everything matches."
        page.print(Text(f"{len(damage)} do not match." if damage else sound))
    return Integrity.exit_code if damage else 0


def _today() -> date:
    return SystemClock().now().date()
