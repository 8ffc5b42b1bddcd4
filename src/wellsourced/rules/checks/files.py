"""A casebook's files as plain rows that know their lines, and what is found wrong in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wellsourced.errors import InputError
from wellsourced.rules.casebook_rows import check_format, read

__all__ = ["Check", "Files", "Finding", "Line", "Row", "read_files"]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to correct: where it is, what is wrong, what to do. `row` is empty for the file itself."""

    file: str
    line: int
    row: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: {self.row}" if self.row else f"{self.file}:{self.line}"
        return f"{where}: {self.problem}; {self.remedy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a file: `row` is its JSON object."""

    file: str
    number: int
    row: Row

    @property
    def id(self) -> str:
        """The row's id, empty where it has none."""
        return str(self.row.get("id", ""))

    def finding(self, problem: str, remedy: str) -> Finding:
        """What is wrong with this row."""
        return Finding(file=self.file, line=self.number, row=self.id, problem=problem, remedy=remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """A casebook's files. `ids` are those of all instruments and facts, of bad form too."""

    book: Line
    notes: tuple[Line, ...]
    instruments: tuple[Line, ...]
    facts: tuple[Line, ...]
    ids: frozenset[str]

    def declared(self, what: str) -> Row:
        """What `casebook.json` declares: actions, agencies, places, papers, grounds."""
        found: Row = self.book.row.get(what, {})
        return found


Check = Callable[[Files], Iterator[Finding]]


def read_files(folder: Path) -> Files:
    """The rows as they stand. Raises `InputError` where a file is missing, no JSON or of a newer format."""
    book = folder / "casebook.json"
    row = _object(read(book), str(book))
    check_format(row, book)
    notes, instruments = _lines(folder, "notes.jsonl"), _lines(folder, "instruments.jsonl")
    facts = _lines(folder, "facts.jsonl") if (folder / "facts.jsonl").exists() else ()
    return Files(
        book=Line(file="casebook.json", number=1, row=row),
        notes=notes,
        instruments=instruments,
        facts=facts,
        ids=frozenset(line.id for line in (*instruments, *facts)),
    )


def _lines(folder: Path, name: str) -> tuple[Line, ...]:
    raw = read(folder / name).splitlines()
    return tuple(
        Line(file=name, number=number, row=_object(line, f"{folder / name}, line {number}"))
        for number, line in enumerate(raw, start=1)
        if line.strip()
    )


def _object(raw: bytes, where: str) -> Row:
    try:
        found = json.loads(raw)
    except ValueError as error:
        raise InputError(f"{where}: {error}. Correct the JSON.") from error
    if not isinstance(found, dict):
        raise InputError(f"{where}: not a JSON object. Write one object in braces.")
    return found
