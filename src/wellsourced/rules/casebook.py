"""A casebook read from its folder: its document of notes, its rows of law, what it does not know.

A folder holds `casebook.json` (the casebook about itself), `notes.jsonl` (our sentences about
sources whose bytes we do not hold, one passage each), `instruments.jsonl` (rows of law) and,
where it has one, `facets.json`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from pydantic import TypeAdapter

from wellsourced.errors import InputError
from wellsourced.model.ids import bytes_digest
from wellsourced.model.scope import PartialDate, Scope
from wellsourced.model.sources import (
    Document,
    Note,
    Passage,
    Snapshot,
    Source,
    SourceKind,
    Span,
)
from wellsourced.rules.casebook_rows import (
    Book,
    Correction,
    InstrumentRow,
    NoteRow,
    UnknownRow,
    check_format,
    parse,
    parse_lines,
    parse_plain,
    read,
)
from wellsourced.rules.effects import ActionTraits
from wellsourced.rules.instrument_rows import instrument, partial_date
from wellsourced.rules.instruments import Instrument

__all__ = ["Action", "Correction", "LoadedCasebook", "UnknownRow", "action_words", "load_casebook"]

EXTRACTOR = "casebook@1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing an agency may be asked to do: how to say it, and words that speak of it."""

    code: str
    infinitive: str
    gerund: str
    terms: tuple[str, ...]
    traits: ActionTraits = field(default_factory=ActionTraits)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedCasebook:
    """A casebook in memory . Notes are the passages of its one document."""

    name: str
    title: str
    version: str
    built: date
    matter: str
    source: Source
    snapshot: Snapshot
    document: Document
    passages: tuple[Passage, ...]
    instruments: tuple[Instrument, ...]
    actions: tuple[Action, ...]
    agencies: Mapping[str, str]
    place_names: Mapping[str, str]
    unknown_rows: tuple[UnknownRow, ...]
    corrections: tuple[Correction, ...]
    facets: object
    grounds: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)

    @property
    def action_words(self) -> dict[str, str]:
        """What readers are told of an action, by its code: "honor ICE detainers"."""
        return {action.code: action.infinitive for action in self.actions}


def action_words(casebooks: Iterable[LoadedCasebook]) -> dict[str, str]:
    """What readers are told of the actions of several casebooks, by code."""
    return {code: told for book in casebooks for code, told in book.action_words.items()}


def load_casebook(directory: Path) -> LoadedCasebook:
    """Read and check a casebook's folder; raises `InputError` naming the file and line at fault."""
    about = directory / "casebook.json"
    check_format(parse_plain(about), about)
    book = parse(TypeAdapter(Book), read(about), about)
    raw = read(directory / "notes.jsonl")
    rows = parse_lines(TypeAdapter(NoteRow), raw, directory / "notes.jsonl")
    _check_notes(rows, book, directory / "notes.jsonl")
    source = Source(
        uri=f"casebook:{book.name}",
        title=book.title,
        publisher="Wellsourced",
        kind=SourceKind.REFERENCE,
        published=PartialDate(text=book.built.isoformat()),
    )
    snapshot = Snapshot(
        source=source.id,
        content=bytes_digest(raw),
        media_type="application/jsonl",
        captured_at=datetime.combine(book.built, time(), tzinfo=UTC),
    )
    document = Document(
        snapshot=snapshot.id,
        text="\n\n".join(row.text for row in rows),
        title=book.title,
        published=source.published,
        language="en",
        extractor=EXTRACTOR,
    )
    passages = _passages(rows, document)
    facets = directory / "facets.json"
    return LoadedCasebook(
        name=book.name,
        title=book.title,
        version=book.version,
        built=book.built,
        matter=book.matter,
        source=source,
        snapshot=snapshot,
        document=document,
        passages=passages,
        instruments=_instruments(directory / "instruments.jsonl", book, passages),
        actions=tuple(
            Action(
                code=code,
                infinitive=row.infinitive,
                gerund=row.gerund,
                terms=row.terms,
                traits=ActionTraits(
                    paper_matters=row.paper_matters,
                    not_asked_by=frozenset(row.not_asked_by),
                    overriding=frozenset(book.overriding_grounds),
                ),
            )
            for code, row in book.actions.items()
        ),
        agencies=book.agencies,
        place_names=book.places,
        unknown_rows=book.unknowns,
        corrections=book.corrections,
        facets=parse_plain(facets) if facets.exists() else book.facets,
        grounds=book.grounds,
        papers=book.papers,
    )


def _check_notes(rows: Sequence[NoteRow], book: Book, path: Path) -> None:
    """What types cannot say: known places and agencies, one source for an address, clean texts."""
    seen: dict[str, Source] = {}
    ids: set[str] = set()
    for row in rows:
        source = _about(row)
        agencies = set(row.parties) - set(book.agencies)
        if row.id in ids:
            problem = "this id occurs twice"
        elif row.place not in book.places:
            problem = f"the place {row.place} has no name in casebook.json"
        elif agencies:
            problem = f"the agency {sorted(agencies)[0]} is not in casebook.json"
        elif seen.setdefault(source.uri, source) != source:
            problem = f"{source.uri} has another kind, publisher, title or date elsewhere"
        elif row.text != unicodedata.normalize("NFC", row.text).strip() or "\n" in row.text or not row.text:
            problem = "a text is one paragraph in NFC without spaces at its ends"
        else:
            ids.add(row.id)
            continue
        raise InputError(f"{path}: {row.id}: {problem}. Correct the row.")


def _about(row: NoteRow) -> Source:
    about = row.about
    return Source(
        uri=about.url,
        title=about.title,
        publisher=about.publisher,
        kind=about.kind,
        published=partial_date(about.published, row.id),
    )


def _passages(rows: Sequence[NoteRow], document: Document) -> tuple[Passage, ...]:
    passages = []
    start = 0
    for row in rows:
        note = Note(
            about=_about(row),
            nature=row.nature,
            confidence=row.confidence,
            authority=row.authority,
            dated=partial_date(row.dated, row.id),
            instrument=row.instrument,
        )
        passages.append(
            Passage(
                document=document.id,
                span=Span(start=start, end=start + len(row.text)),
                text=row.text,
                headings=(row.heading,),
                scope=Scope(place=row.place, parties=frozenset(row.parties)),
                note=note,
            )
        )
        start += len(row.text) + len("\n\n")
    return tuple(passages)


def _instruments(path: Path, book: Book, passages: Sequence[Passage]) -> tuple[Instrument, ...]:
    carried = {p.note.instrument: p.id for p in passages if p.note is not None and p.note.instrument}
    rows = parse_lines(TypeAdapter(InstrumentRow), read(path), path)
    unknown = set(carried) - {row.id for row in rows}
    if unknown:
        raise InputError(f"{path}: a note names {sorted(unknown)[0]}, which has no row. Add the row.")
    _check_references(rows, path)
    return tuple(instrument(row, book, carried.get(row.id), path) for row in rows)


def _check_references(rows: Sequence[InstrumentRow], path: Path) -> None:
    """Rows name only rows of their own book."""
    known = {row.id for row in rows}
    for row in rows:
        confirmed = [row.confirmed_by] if row.confirmed_by else []
        for other in (*row.contests, *confirmed):
            if other not in known:
                raise InputError(f"{path}: {row.id} names {other}, which has no row. Correct the row.")
