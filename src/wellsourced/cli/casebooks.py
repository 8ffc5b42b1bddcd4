"""`wellsourced casebook`: what stands behind a casebook's notes."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter
from rich.console import Console
from rich.text import Text

from wellsourced.adapters.web.addresses import is_web
from wellsourced.cli.options import Common, option, settings_of
from wellsourced.cli.output import console, print_json, print_text, progress
from wellsourced.cli.pages import plan_library
from wellsourced.config import (
    Settings,
    bundled_casebooks,
    open_extractor,
    open_fetcher,
    open_library,
    open_verifier,
)
from wellsourced.errors import InputError, Integrity, Permanent
from wellsourced.jobs.adding import Adding, add_sources
from wellsourced.model.sources import Passage, Source
from wellsourced.ports import Added, Event, Library, Progress, Verifier
from wellsourced.rules.casebook import LoadedCasebook, load_casebook
from wellsourced.steps.anchoring import Anchor, AnchoredNote, anchor, passages_by_source

__all__ = ["FetchOptions", "casebook"]

FINDINGS = Integrity.exit_code


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class FetchOptions(Common):
    """How much `casebook fetch` reads."""

    limit: Annotated[
        int | None, option("Read only the first so many sources, with their notes; default: all.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A source and what came of reading it now; `held` are its passages, of this or an earlier capture."""

    source: Source
    outcome: Added | Exception
    held: Sequence[Passage]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    """What `fetch` found; `left_out` counts the sources that --limit left out, with their notes."""

    casebook: LoadedCasebook
    read: Sequence[_Read]
    notes: Sequence[AnchoredNote]
    left_out: int


FETCHING = FetchOptions()

casebook = App(
    name="casebook",
    help="Archive the sources behind a casebook's notes, and see which notes they bear out.",
    help_format="plaintext",
    version_flags=(),
)


@casebook.command(sort_key=0)
def fetch(
    name: Annotated[
        str, Parameter(name="NAME", help="A casebook that comes along, or a folder (./NAME, /PATH).")
    ],
    /,
    *,
    options: FetchOptions = FETCHING,
) -> int:
    """Put the sources behind a casebook's notes in your library, and anchor each note in its own source.

    Opens a connection to every site that a note links to.

    A note is borne out where each of its sentences is, by one passage of the source it is about. Notes
    that are not, and sources that cannot be read, are listed, and the command exits 1.

    Fetching again is resuming: what has not changed is not added again. A source that is gone speaks by
    its last capture. The sources are kept; what bears a note out is only told.
    """
    if options.limit is not None and options.limit < 1:
        raise InputError(f"--limit {options.limit}: read 1 source or more")
    settings = settings_of(options)
    book = load_casebook(_folder(name))
    plan_library(settings.library)
    result = _fetch(book, settings, options)
    if options.json:
        print_json(_json(result))
    else:
        _tell(result)
    sound = all(isinstance(one.outcome, Added) for one in result.read)
    return 0 if sound and all(one.borne_out for one in result.notes) else FINDINGS


def _folder(name: str) -> Path:
    """Where the casebook is. Raises `InputError` where there is none of that name."""
    if name.startswith((".", "/", "~")):
        return Path(name).expanduser()
    bundled = bundled_casebooks()
    if name not in bundled:
        raise InputError(f"no casebook is called {name!r}: choose of {', '.join(bundled)}, or name a folder")
    return bundled[name]


def _fetch(book: LoadedCasebook, settings: Settings, options: FetchOptions) -> _Result:
    notes = [(one, one.note.about) for one in book.passages if one.note is not None]
    about = list({source.id: source for _, source in notes}.values())
    sources = about[: options.limit]
    extractor, fetcher = open_extractor(settings), open_fetcher(settings)
    verifier = open_verifier(settings)
    with progress(options.quiet) as tell, closing(open_library(settings)) as library:
        tools = Adding(fetcher=fetcher, extractor=extractor, library=library)
        read = _held(sources, _captured(sources, tools, tell), library)
        passages = {one.source.id: one.held for one in read}
        wanted = [(note, passages[source.id]) for note, source in notes if source.id in passages]
        anchored = _anchored(wanted, verifier, tell)
    return _Result(casebook=book, read=read, notes=anchored, left_out=len(about) - len(sources))


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


def _held(sources: Sequence[Source], outcomes: Sequence[Added | Exception], library: Library) -> list[_Read]:
    """Each source with its passages in the library: those of the capture just made, else of the last one."""
    captured = {one.source.id: one.document for one in outcomes if isinstance(one, Added)}
    held = passages_by_source({source.id for source in sources}, captured, library.view(date.max))
    return [
        _Read(source=source, outcome=outcome, held=held.get(source.id, []))
        for source, outcome in zip(sources, outcomes, strict=True)
    ]


def _anchored(
    wanted: Sequence[tuple[Passage, Sequence[Passage]]], verifier: Verifier, tell: Progress
) -> list[AnchoredNote]:
    found = []
    for done, (note, passages) in enumerate(wanted, start=1):
        found.append(anchor(note, passages, verifier))
        message = f"note {done} of {len(wanted)}"
        tell(Event(step="anchor", message=message, done=done, total=len(wanted)))
    return found


def _json(result: _Result) -> Mapping[str, object]:
    return {
        "casebook": result.casebook.name,
        "version": result.casebook.version,
        "sources": [_source_json(one) for one in result.read],
        "left_out": result.left_out,
        "notes": [_note_json(one) for one in result.notes],
        "counts": _counts(result),
    }


def _source_json(one: _Read) -> Mapping[str, object]:
    read = isinstance(one.outcome, Added)
    return {
        "source": one.source.id,
        "url": one.source.uri,
        "captured": read,
        "new": isinstance(one.outcome, Added) and one.outcome.new,
        "document": one.held[0].document if one.held else None,
        "passages": len(one.held),
        "error": None if read else str(one.outcome),
    }


def _note_json(one: AnchoredNote) -> Mapping[str, object]:
    return {
        "note": one.note.id,
        "text": one.note.text,
        "source": _about(one).id,
        "url": _about(one).uri,
        "borne_out": one.borne_out,
        "anchors": [_anchor_json(part) for part in one.anchors],
    }


def _anchor_json(part: Anchor) -> Mapping[str, object]:
    return {
        "text": part.text,
        "passage": part.passage,
        "nearest": part.nearest,
        "tier": None if part.tier is None else part.tier.value,
        "score": round(part.score, 4),
        "why": part.why,
    }


def _counts(result: _Result) -> Mapping[str, int]:
    captured = sum(isinstance(one.outcome, Added) for one in result.read)
    borne_out = sum(one.borne_out for one in result.notes)
    return {
        "captured": captured,
        "not_read": len(result.read) - captured,
        "borne_out": borne_out,
        "not_borne_out": len(result.notes) - borne_out,
    }


def _tell(result: _Result) -> None:
    for one in result.read:
        if isinstance(one.outcome, Exception):
            earlier = " (an earlier capture speaks for it)" if one.held else ""
            print(f"error: {' '.join(str(one.outcome).split())}{earlier}", file=sys.stderr)
    page = console()
    _tell_notes(page, "Borne out", [one for one in result.notes if one.borne_out])
    _tell_notes(page, "Not borne out", [one for one in result.notes if not one.borne_out])
    counts = _counts(result)
    words = f"{counts['captured']} sources captured, {counts['not_read']} could not be read; "
    words += f"{counts['borne_out']} notes borne out, {counts['not_borne_out']} that no passage bears out"
    print_text(page, Text(words))
    if result.left_out:
        print_text(page, Text(f"{result.left_out} sources left out by --limit"))


def _tell_notes(page: Console, heading: str, notes: Sequence[AnchoredNote]) -> None:
    if notes:
        page.print(Text(heading, style="bold"))
    for note in notes:
        print_text(page, Text(note.note.text), indent=2)
        page.print(Text(f"    {_about(note).uri}", style="dim"), soft_wrap=True)
        for part in note.anchors:
            line = _anchor_line(part, of_several=len(note.anchors) > 1)
            page.print(Text(f"    {line}", style="dim"), soft_wrap=True)


def _about(note: AnchoredNote) -> Source:
    if note.note.note is None:
        raise ValueError("only notes are anchored")
    return note.note.note.about


def _anchor_line(part: Anchor, *, of_several: bool) -> str:
    """What carries a part, or why nothing does; the part's first words where a note has several."""
    which = f"“{' '.join(part.text.split()[:6])} …” " if of_several else ""
    if part.passage is not None:
        return f"{which}{part.passage}: {part.why}"
    nearest = "" if part.nearest is None else f" (nearest: {part.nearest})"
    return f"{which}{part.why}{nearest}"
