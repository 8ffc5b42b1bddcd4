"""Shapes of JSON values, put together like the values themselves, and where a value departs from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wellsourced.model.scope import PartialDate

__all__ = [
    "ANYTHING",
    "DATE",
    "DAY",
    "NUMBER",
    "PARTIAL",
    "TEXT",
    "WORDS",
    "YES_NO",
    "Leaf",
    "ListOf",
    "MapOf",
    "OrNull",
    "Shape",
    "Table",
    "departures",
    "one_of",
]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A plain value; `words` say what is wanted."""

    words: str
    holds: Callable[[object], bool]


@dataclass(frozen=True, slots=True)
class OrNull:
    """A value, or null."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one shape."""

    item: Shape


@dataclass(frozen=True, slots=True)
class MapOf:
    """An object whose keys are codes or paths of the casebook's own."""

    value: Shape


@dataclass(frozen=True, slots=True)
class Table:
    """An object with these fields, some of them optional, and no others."""

    fields: Mapping[str, Shape]
    optional: frozenset[str] = frozenset()


Shape = Leaf | OrNull | ListOf | MapOf | Table


def one_of(choices: Iterable[str]) -> Leaf:
    """One of these words."""
    allowed = tuple(dict.fromkeys(choices))
    return Leaf(f"one of {', '.join(allowed)}", lambda value: value in allowed)


def _is_partial(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(PartialDate(text=value))
    except ValueError:
        return False


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


TEXT = Leaf("a text that is not empty", lambda value: isinstance(value, str) and bool(value.strip()))
WORDS = Leaf("a text", lambda value: isinstance(value, str))
NUMBER = Leaf("a whole number", lambda value: isinstance(value, int) and not isinstance(value, bool))
YES_NO = Leaf("true or false", lambda value: isinstance(value, bool))
PARTIAL = Leaf("a date: 2026, 2026-07 or 2026-07-22", _is_partial)
DATE = OrNull(PARTIAL)
DAY = Leaf("a day: 2026-07-22", _is_day)
ANYTHING = Leaf("anything", lambda _: True)


def departures(value: object, shape: Shape, path: str = "") -> Iterator[tuple[str, str]]:
    """Where a value departs from its shape, as `(path, what is wrong)`."""
    match shape:
        case OrNull(inner):
            found = iter(()) if value is None else departures(value, inner, path)
        case Leaf(words, holds):
            found = iter(() if holds(value) else [(path, f"is {_shown(value)}, not {words}")])
        case ListOf(item):
            found = _of_list(value, item, path)
        case MapOf(inner):
            found = _of_map(value, inner, path)
        case Table():
            found = _of_table(value, shape, path)
    yield from found


def _of_list(value: object, item: Shape, path: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, list):
        yield path, f"is {_shown(value)}, not a list"
        return
    for number, one in enumerate(value):
        yield from departures(one, item, f"{path}[{number}]")


def _of_map(value: object, inner: Shape, path: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        yield path, f"is {_shown(value)}, not an object"
        return
    for key, one in value.items():
        yield from departures(one, inner, _under(path, key))


def _of_table(value: object, table: Table, path: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        yield path, f"is {_shown(value)}, not an object"
        return
    for name, shape in table.fields.items():
        if name in value:
            yield from departures(value[name], shape, _under(path, name))
        elif name not in table.optional:
            yield _under(path, name), "is missing"
    for name in value:
        if name not in table.fields:
            yield _under(path, name), "is no field of this format"


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str) else type(value).__name__ if value is not None else "null"
    return text if len(text) <= 60 else f"{text[:57]}..."
