"""Claims in a file, one JSON object a line, and what is asked by each."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from wellsourced.errors import InputError
from wellsourced.model.claims import Inquiry
from wellsourced.rules.places import find_place
from wellsourced.steps.classify import read_inquiry
from wellsourced.text.private import private

__all__ = ["Asked", "Line", "claim_lines", "name_of", "read_line"]

FIELDS = '{"claim": "...", "id": ..., "place": "...", "on": "YYYY-MM-DD", "agency": "..."}'
"""What a line may say; all but the claim may be left out, and other fields are passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the file with its number from 1; `text` is None where its bytes are no UTF-8."""

    number: int
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a line asks; `id` is what the user calls it."""

    id: str | int | None
    inquiry: Inquiry


def claim_lines(body: bytes) -> list[Line]:
    """The lines of a file that hold something, with their numbers."""
    lines = body.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return [
        Line(number=number, text=_decoded(line.strip()))
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]


def read_line(line: Line, on: date, agencies: Collection[str]) -> Asked:
    """What the line asks, as of `on` where it names no day itself; `agencies` may be named.

    Raises `InputError` where it is no such line or its claim cannot be checked; see `name_of` for its id.
    """
    row = _row(line)
    text, day, place, agency = (_words(row, name) for name in ("claim", "on", "place", "agency"))
    if text is None:
        raise InputError(f'a line has a "claim": write it as {FIELDS}')
    if agency is not None and agency not in agencies:
        known = ", ".join(sorted(agencies)) or "none, since no casebook is in use"
        raise InputError(f"no agency is called {agency!r}: name one of {known}")
    asked_on = on if day is None else _day(day, on)
    inquiry = read_inquiry(
        text, on=asked_on, place=None if place is None else find_place(place), agency=agency
    )
    if private(text):
        raise InputError("leave out e-mail addresses, telephone numbers and keys")
    return Asked(id=name_of(line), inquiry=inquiry)


def name_of(line: Line) -> str | int | None:
    """What the user calls the line, None where it has no name that can be read."""
    try:
        name = _row(line).get("id")
    except InputError:
        return None
    return name if isinstance(name, str | int) and not isinstance(name, bool) else None


def _decoded(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _row(line: Line) -> dict[str, object]:
    if line.text is None:
        raise InputError("the line is no UTF-8 text: convert the file first")
    try:
        row = json.loads(line.text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"the line is no JSON: write it as {FIELDS}") from error
    if not isinstance(row, dict):
        raise InputError(f"the line is no JSON object: write it as {FIELDS}")
    return row


def _words(row: dict[str, object], name: str) -> str | None:
    said = row.get(name)
    if said is None:
        return None
    if not isinstance(said, str) or not said.strip():
        raise InputError(f'"{name}" is text that says something: write it as {FIELDS}')
    return said


def _day(text: str, latest: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f'"on" {text!r} is no day: write it as YYYY-MM-DD') from error
    if day > latest:
        raise InputError(f'"on" {text} is later than {latest}, the day of this run: name one up to that')
    return day
