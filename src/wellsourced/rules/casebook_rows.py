"""The files of a casebook as typed rows: what is read, before it means anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from wellsourced.errors import InputError
from wellsourced.model.provisions import RuleValue
from wellsourced.model.sources import Authority, Confidence, Nature, SourceKind

__all__ = [
    "FORMAT",
    "Book",
    "Correction",
    "InstrumentRow",
    "NoteRow",
    "UnknownRow",
    "check_format",
    "parse",
    "parse_lines",
    "parse_plain",
    "read",
]

_Row = TypeVar("_Row")

FORMAT = 1
"""The newest format of a casebook that is read; `docs/casebook-format.md` describes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownRow:
    """Something the casebook knows it does not know, with its place and the day from which it is open."""

    text: str
    origin: str
    place: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was changed in the meaning of a research row, and why."""

    row: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The source that a note is about."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    url: str
    title: str
    publisher: str
    kind: SourceKind
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A line of `notes.jsonl`."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    id: str
    text: str
    place: str
    parties: tuple[str, ...]
    authority: Authority
    nature: Nature
    dated: str | None
    confidence: Confidence
    heading: str
    instrument: str | None
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """Values a lower rule may not take; `contested` where courts differ on that."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    action: str
    barred_values: tuple[str, ...]
    contested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsRow:
    """One of these papers and one of these grounds; no papers or no grounds asks for none."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    papers: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionRow:
    """An exception in words and, where its condition is encoded, in papers and grounds."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    action: str
    value: RuleValue
    when: str
    papers: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BindsRow:
    """Whom a court's row binds, and where."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    scope: Literal["place", "nation", "circuit", "state", "department", "parties", "none"] = "place"
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """The address of an instrument's source."""

    __pydantic_config__ = ConfigDict(extra="ignore", strict=True)
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRow:
    """The fields of an instrument row that decide; the others are for its readers.

    Those with a default may be left out. `settles` names what is settled though no note carries it.
    """

    __pydantic_config__ = ConfigDict(extra="ignore", strict=True)
    id: str
    name: str
    cite: str
    level: str
    place: str
    status: str
    actions: dict[str, str]
    decides: dict[str, tuple[str, ...]]
    bars_lower_law: tuple[BarRow, ...]
    supersedes: tuple[str, ...]
    enacted: str | None
    effective: str | None
    ended: str | None
    as_of: str | None
    basis: str
    unverified: tuple[str, ...]
    kind: str = "statute"
    authority: str = ""
    nature: str = "rule"
    use: str = "cite"
    confidence: Literal["high", "medium", "low"] = "medium"
    source: LinkRow | None = None
    applies_to: tuple[str, ...] = ()
    binds: BindsRow = BindsRow()
    enjoined: tuple[str, ...] = ()
    exceptions: tuple[ExceptionRow, ...] = ()
    court_papers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    settles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    needs: dict[str, NeedsRow] = field(default_factory=dict)
    only_if: dict[str, NeedsRow] = field(default_factory=dict)
    sunsets: dict[str, date] = field(default_factory=dict)
    contests: tuple[str, ...] = ()
    confirmed_by: str | None = None
    in_force_by: str | None = None
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """An action in `casebook.json`."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    infinitive: str
    gerund: str
    terms: tuple[str, ...]
    paper_matters: bool = True
    not_asked_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """`casebook.json`. `papers` and `grounds` are the codes of what an exception may ask for, in words."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    name: str
    title: str
    version: str
    built: date
    matter: str
    actions: dict[str, ActionRow]
    agencies: dict[str, str]
    places: dict[str, str]
    unknowns: tuple[UnknownRow, ...]
    corrections: tuple[Correction, ...]
    facets: tuple[object, ...]
    grounds: dict[str, str] = field(default_factory=dict)
    overriding_grounds: tuple[str, ...] = ()
    papers: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


def check_format(book: object, path: Path) -> None:
    """Refuse a casebook of a format to come; one that names none is of the first."""
    declared = book.get("format", 1) if isinstance(book, Mapping) else 1
    if not isinstance(declared, int) or isinstance(declared, bool) or declared < 1:
        raise InputError(f"{path}: format is {declared!r}: write a whole number, 1 to {FORMAT}.")
    if declared > FORMAT:
        raise InputError(
            f"{path}: the casebook is of format {declared}, and this version reads up to {FORMAT}: "
            "update wellsourced."
        )


def read(path: Path) -> bytes:
    """The file's bytes; `InputError` if there are none to read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path} cannot be read ({error.strerror}): name a folder with a casebook."
        ) from error


def parse(adapter: TypeAdapter[_Row], raw: bytes, where: object) -> _Row:
    """One JSON value as a row; `InputError` names the field at fault."""
    try:
        return adapter.validate_json(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "the row"
        raise InputError(f"{where}: {field}: {first['msg']}. Correct the row.") from error


def parse_lines(adapter: TypeAdapter[_Row], raw: bytes, path: Path) -> tuple[_Row, ...]:
    """JSON lines as rows; `InputError` names the line and field at fault."""
    lines = enumerate(raw.splitlines(), start=1)
    return tuple(parse(adapter, line, f"{path}, line {number}") for number, line in lines if line.strip())


def parse_plain(path: Path) -> object:
    """A file's JSON as it stands."""
    try:
        return json.loads(read(path))
    except ValueError as error:
        raise InputError(f"{path}: {error}. Correct the JSON.") from error
