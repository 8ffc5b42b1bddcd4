"""`wellsourced casebook`: what stands behind a casebook's notes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from wellsourced.adapters.web.addresses import is_web
from wellsourced.cli.casebook_words import (
    Checked,
    Fetched,
    Held,
    Shelved,
    checked_json,
    fetched_json,
    shelved_json,
    tell_checked,
    tell_fetched,
    tell_shelved,
)
from wellsourced.cli.options import Common, option, settings_of
from wellsourced.cli.output import print_json, progress
from wellsourced.cli.pages import plan_library
from wellsourced.config import (
    SystemClock,
    build_casebook,
    open_extractor,
    open_fetcher,
    open_library,
    open_verifier,
)
from wellsourced.errors import Config, InputError, Integrity, Permanent
from wellsourced.jobs.adding import Adding, add_sources
from wellsourced.model.anchors import is_anchored
from wellsourced.model.sources import Passage, Source
from wellsourced.ports import Added, Event, Library, Progress, Verifier, View
from wellsourced.rules.casebook import LoadedCasebook, load_casebook
from wellsourced.rules.checks import Finding, check_casebook
from wellsourced.settings import Settings, casebook_folder, casebooks_at_hand
from wellsourced.steps.anchoring import AnchoredNote, anchor, passages_by_source
from wellsourced.steps.matter import read_matter

__all__ = ["FetchOptions", "casebook"]

FINDINGS = Integrity.exit_code


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class FetchOptions(Common):
    """How much `casebook fetch` reads."""

    limit: Annotated[
        int | None, option("Read only the first so many sources, with their notes; default: all.")
    ] = None


FETCHING = FetchOptions()
LISTING = Common()

Name = Annotated[
    str, Parameter(name="NAME", help="A casebook that comes along, or a folder (./NAME, /PATH).")
]

casebook = App(
    name="casebook",
    help="Write, check and archive casebooks: rules of law and notes on one matter.",
    help_format="plaintext",
    version_flags=(),
)


@casebook.command(sort_key=0)
def fetch(
    name: Name,
    /,
    *,
    options: FetchOptions = FETCHING,
) -> int:
    """Put the sources behind a casebook's notes in your library, and anchor each note in its own source.

    Opens a connection to every site that a note links to.

    A note is borne out where each of its sentences is, by one passage of the source it is about. Notes
    that are not, and sources that cannot be read, are listed, and the command exits 1.

    Fetching again is resuming: what has not changed is not added again. A source that is gone speaks by
    its last capture. What bears a note out is kept with the sources: from then on pages show the archived
    passage under the note. Each note is judged anew, and what is found now replaces what was kept of it.
    """
    if options.limit is not None and options.limit < 1:
        raise InputError(f"--limit {options.limit}: read 1 source or more")
    settings = settings_of(options)
    book = load_casebook(casebook_folder(name))
    plan_library(settings)
    result = _fetch(book, settings, options)
    if options.json:
        print_json(fetched_json(result))
    else:
        tell_fetched(result)
    sound = all(isinstance(one.outcome, Added) for one in result.read)
    return 0 if sound and all(one.borne_out for one in result.notes) else FINDINGS


@casebook.command(name="list", sort_key=1)
def list_casebooks(*, options: Common = LISTING) -> int:
    """List the casebooks at hand, and how many of their notes are anchored in your library.

    These are the ones that come along and those of your own that the setting `casebooks` names.
    """
    settings = settings_of(options)
    today = SystemClock().now().date()
    with closing(open_library(settings)) as library:
        view = library.view(today)
        shelf = [_shelved(load_casebook(folder), view) for _, folder, _ in casebooks_at_hand(settings)]
    if options.json:
        print_json(shelved_json(shelf))
    else:
        tell_shelved(shelf)
    return 0


@casebook.command(sort_key=2)
def check(name: Name, /, *, options: Common = LISTING) -> int:
    """Look for what is wrong in a casebook's files: their form, and what they say together.

    Each finding is one line: file, line, row, what is wrong, what to do. The command exits 1 where there
    are any. docs/casebook-format.md describes the files.
    """
    folder = casebook_folder(name)
    found = check_casebook(folder)
    checked = Checked(folder=folder, findings=found or _unreadable(folder))
    if options.json:
        print_json(checked_json(checked))
    else:
        tell_checked(checked)
    return FINDINGS if checked.findings else 0


def _unreadable(folder: Path) -> tuple[Finding, ...]:
    """What keeps a casebook that is well in its rows from being used all the same."""
    try:
        read_matter(load_casebook(folder))
    except (Config, InputError) as error:
        file = "facets.json" if isinstance(error, Config) else "casebook.json"
        return (Finding(file=file, line=1, row="", problem=str(error).rstrip("."), remedy="correct it"),)
    return ()


@casebook.command(sort_key=3)
def build(folder: Name, /, *, options: Common = LISTING) -> int:
    """Work out the vectors of a casebook of your own, so that `check --casebook ./FOLDER` starts at once.

    They are written beside its rows. A casebook without them works too: its notes are then encoded at
    every start.
    """
    book = build_casebook(casebook_folder(folder), settings_of(options))
    if options.json:
        print_json({"casebook": book.name, "version": book.version, "notes": len(book.passages)})
    elif not options.quiet:
        print(f"{book.name} {book.version}: {len(book.passages)} notes are ready")
    return 0


def _shelved(book: LoadedCasebook, view: View) -> Shelved:
    notes = [passage for passage in book.passages if passage.note is not None]
    anchored = [found for found in map(view.anchors, notes) if is_anchored(found)]
    judges = sorted({one.verifier for found in anchored for one in found})
    return Shelved(casebook=book, notes=len(notes), anchored=len(anchored), verifiers=judges)


def _fetch(book: LoadedCasebook, settings: Settings, options: FetchOptions) -> Fetched:
    notes = [(one, one.note.about) for one in book.passages if one.note is not None]
    about = list({source.id: source for _, source in notes}.values())
    sources = about[: options.limit]
    extractor, fetcher = open_extractor(settings), open_fetcher(settings)
    verifier = open_verifier(settings)
    with progress(options.quiet, options.log_json) as tell, closing(open_library(settings)) as library:
        tools = Adding(fetcher=fetcher, extractor=extractor, library=library)
        read = _held(sources, _captured(sources, tools, tell), library)
        held = {one.source.id: one for one in read}
        wanted = [(note, held[source.id]) for note, source in notes if source.id in held]
        rejudged = _anchored_by_others([note for note, _ in wanted], verifier, library.view(date.max))
        anchored = _anchored(wanted, verifier, library, tell)
    return Fetched(
        casebook=book,
        read=read,
        notes=anchored,
        left_out=len(about) - len(sources),
        rejudged=rejudged,
    )


def _captured(sources: Sequence[Source], tools: Adding, tell: Progress) -> list[Added | Exception]:
    """One answer a source, in order. A casebook may be a stranger's: only pages of the web are read."""
    pages = [source for source in sources if is_web(source.uri)]
    answers = iter(add_sources(pages, tools, tell))
    return [
        next(answers)
        if is_web(source.uri)
        else Permanent(f"{source.uri} is no page of the web: correct the casebook's address")
        for source in sources
    ]


def _held(sources: Sequence[Source], outcomes: Sequence[Added | Exception], library: Library) -> list[Held]:
    """Each source with its passages in the library: those of the capture just made, else of the last one."""
    view = library.view(date.max)
    held = passages_by_source({source.id for source in sources}, view)
    titles = {name: view.document_of(passages[0]).title for name, passages in held.items()}
    return [
        Held(
            source=source,
            outcome=outcome,
            title=titles.get(source.id, ""),
            held=held.get(source.id, []),
        )
        for source, outcome in zip(sources, outcomes, strict=True)
    ]


def _anchored_by_others(notes: Sequence[Passage], verifier: Verifier, view: View) -> Mapping[str, int]:
    """How many of the notes are anchored by verifiers other than this one, by their names."""
    judges = ({one.verifier for one in view.anchors(note)} for note in notes)
    return Counter(name for some in judges for name in sorted(some) if name != verifier.name)


def _anchored(
    wanted: Sequence[tuple[Passage, Held]], verifier: Verifier, library: Library, tell: Progress
) -> list[AnchoredNote]:
    """Judge each note and keep what bears it out, one by one: what is kept is not lost with the rest."""
    found, clock = [], SystemClock()
    for done, (note, source) in enumerate(wanted, start=1):
        judged = anchor(note, source.held, verifier, source.title)
        library.keep_anchors({note.id: judged.anchors(verifier.name, clock.now())})
        found.append(judged)
        message = f"note {done} of {len(wanted)}"
        tell(Event(step="anchor", message=message, done=done, total=len(wanted)))
    return found
