"""What `wellsourced casebook` prints: what was read, what bears which note out, and what is still open."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from wellsourced.cli.output import console, print_text
from wellsourced.model.sources import Passage, Source
from wellsourced.ports import Added
from wellsourced.rules.casebook import LoadedCasebook
from wellsourced.rules.checks import Finding
from wellsourced.steps.anchoring import AnchoredNote, Sought

__all__ = [
    "Checked",
    "Fetched",
    "Held",
    "Shelved",
    "checked_json",
    "fetched_json",
    "shelved_json",
    "tell_checked",
    "tell_fetched",
    "tell_shelved",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A source and what came of reading it now; `held` are its passages, of this or an earlier capture."""

    source: Source
    outcome: Added | Exception
    title: str
    held: Sequence[Passage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What `fetch` found; `left_out` counts the sources that --limit left out, with their notes.

    `rejudged` are the notes that another verifier had anchored before, by its name.
    """

    casebook: LoadedCasebook
    read: Sequence[Held]
    notes: Sequence[AnchoredNote]
    left_out: int
    rejudged: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A casebook at hand, and how many of its notes are anchored in the library.

    `verifiers` are the names of those who judged them.
    """

    casebook: LoadedCasebook
    notes: int
    anchored: int
    verifiers: Sequence[str]


def fetched_json(result: Fetched) -> Mapping[str, object]:
    """The outcome of `casebook fetch` as plain JSON types."""
    return {
        "casebook": result.casebook.name,
        "version": result.casebook.version,
        "sources": [_source_json(one) for one in result.read],
        "left_out": result.left_out,
        "notes": [_note_json(one) for one in result.notes],
        "rejudged": dict(result.rejudged),
        "counts": _counts(result),
    }


def _source_json(one: Held) -> Mapping[str, object]:
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
        "anchors": [_anchor_json(part) for part in one.parts],
    }


def _anchor_json(part: Sought) -> Mapping[str, object]:
    return {
        "text": part.text,
        "passage": part.passage,
        "quote": part.quote,
        "nearest": part.nearest,
        "tier": None if part.tier is None else part.tier.value,
        "score": round(part.score, 4),
        "why": part.why,
    }


def _counts(result: Fetched) -> Mapping[str, int]:
    captured = sum(isinstance(one.outcome, Added) for one in result.read)
    borne_out = sum(one.borne_out for one in result.notes)
    return {
        "captured": captured,
        "not_read": len(result.read) - captured,
        "borne_out": borne_out,
        "not_borne_out": len(result.notes) - borne_out,
    }


def tell_fetched(result: Fetched) -> None:
    """Print what was found, errors to standard error."""
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
    for verifier, notes in result.rejudged.items():
        print_text(page, Text(f"{notes} notes that {verifier} had anchored were judged again"))


def _tell_notes(page: Console, heading: str, notes: Sequence[AnchoredNote]) -> None:
    if notes:
        page.print(Text(heading, style="bold"))
    for note in notes:
        print_text(page, Text(note.note.text), indent=2)
        page.print(Text(f"    {_about(note).uri}", style="dim"), soft_wrap=True)
        for part in note.parts:
            line = _anchor_line(part, of_several=len(note.parts) > 1)
            page.print(Text(f"    {line}", style="dim"), soft_wrap=True)


def _about(note: AnchoredNote) -> Source:
    if note.note.note is None:
        raise ValueError("only notes are anchored")
    return note.note.note.about


def _anchor_line(part: Sought, *, of_several: bool) -> str:
    """What carries a part, or why nothing does; the part's first words where a note has several."""
    which = f"“{' '.join(part.text.split()[:6])} …” " if of_several else ""
    if part.passage is not None:
        return f"{which}{part.passage}: {part.why}"
    nearest = "" if part.nearest is None else f" (nearest: {part.nearest})"
    return f"{which}{part.why}{nearest}"


def shelved_json(shelf: Sequence[Shelved]) -> Mapping[str, object]:
    """The casebooks as plain JSON types."""
    return {
        "casebooks": [
            {
                "name": one.casebook.name,
                "title": one.casebook.title,
                "version": one.casebook.version,
                "built": one.casebook.built.isoformat(),
                "notes": one.notes,
                "anchored": one.anchored,
                "anchored_by": list(one.verifiers),
                "instruments": len(one.casebook.instruments),
            }
            for one in shelf
        ]
    }


def tell_shelved(shelf: Sequence[Shelved]) -> None:
    """Print the casebooks, each with what it holds and how much of it is archived here."""
    page = console()
    for one in shelf:
        page.print(Text(f"{one.casebook.name} {one.casebook.version}", style="bold"))
        by = f" by {', '.join(one.verifiers)}" if one.verifiers else ""
        for line in (
            one.casebook.title,
            f"{one.notes} notes, {len(one.casebook.instruments)} instruments, built {one.casebook.built}",
            f"{one.anchored} notes anchored in your library{by}",
        ):
            print_text(page, Text(line), indent=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A casebook's folder and what is wrong in its files."""

    folder: Path
    findings: Sequence[Finding]


def checked_json(checked: Checked) -> Mapping[str, object]:
    """The findings as plain JSON types."""
    return {"folder": str(checked.folder), "findings": [asdict(finding) for finding in checked.findings]}


def tell_checked(checked: Checked) -> None:
    """Print one line a finding, unwrapped: editors jump to FILE:LINE."""
    for finding in checked.findings:
        print(finding)
    print(f"{len(checked.findings)} findings in {checked.folder}" if checked.findings else "no findings")
