"""The forms a model may answer in: the JSON Schema that is sent, and the reading of what came back.

A model that cites does so by the numbers of the sentences it was given: there is no way to name a source, an
address or a passage of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Form", "Line", "Written", "lines_form", "order_form", "section_form", "texts_form"]

T = TypeVar("T", covariant=True)
MOST_CITED = 3
LONGEST = 400
"""Letters of one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Generic[T]):
    """What an answer must look like, and how it is read: `read` raises `ValueError` with a few words."""

    schema: Mapping[str, object]
    read: Callable[[str], T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence as the model gave it, with the numbers it cites, from 1."""

    text: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Sentences, under a title where one was asked for."""

    lines: tuple[Line, ...]
    title: Line | None = None


def _object(**properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(of: object, most: int) -> dict[str, object]:
    return {"type": "array", "items": of, "minItems": 1, "maxItems": most}


def _line_schema(passages: int) -> dict[str, object]:
    number = {"type": "integer", "enum": list(range(1, passages + 1))}
    return _object(text={"type": "string", "maxLength": LONGEST}, cites=_array(number, MOST_CITED))


def lines_form(passages: int, most: int) -> Form[Written]:
    """At most so many sentences that cite some of so many passages."""
    schema = _object(sentences=_array(_line_schema(passages), most))
    return Form(schema=schema, read=lambda text: Written(lines=_lines(_parsed(text), passages, most)))


def section_form(passages: int, most: int) -> Form[Written]:
    """As `lines_form`, under a title."""
    line = _line_schema(passages)

    def read(text: str) -> Written:
        value = _parsed(text)
        return Written(title=_line(value.get("title"), passages), lines=_lines(value, passages, most))

    return Form(schema=_object(title=line, sentences=_array(line, most)), read=read)


def texts_form(name: str, most: int, longest: int) -> Form[tuple[str, ...]]:
    """A list of short texts under a name."""
    schema = _object(**{name: _array({"type": "string", "maxLength": longest}, most)})

    def read(text: str) -> tuple[str, ...]:
        return tuple(_text(one, longest) for one in _list(_parsed(text), name)[:most])

    return Form(schema=schema, read=read)


def order_form(count: int) -> Form[tuple[int, ...]]:
    """Numbers from 1 to `count`, each once, in an order; those left out come last."""
    number = {"type": "integer", "enum": list(range(1, count + 1))}
    schema = _object(order=_array(number, count))

    def read(text: str) -> tuple[int, ...]:
        given = [_number(one, count) for one in _list(_parsed(text), "order")]
        return tuple(dict.fromkeys((*given, *range(1, count + 1))))

    return Form(schema=schema, read=read)


def _parsed(text: str) -> dict[str, object]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON") from None
    if not isinstance(value, dict):
        raise ValueError("it is no JSON object")
    return value


def _list(value: Mapping[str, object], name: str) -> Sequence[object]:
    found = value.get(name)
    if not isinstance(found, list) or not found:
        raise ValueError(f"it has no list {name!r}")
    return found


def _lines(value: Mapping[str, object], passages: int, most: int) -> tuple[Line, ...]:
    return tuple(_line(one, passages) for one in _list(value, "sentences")[:most])


def _line(value: object, passages: int) -> Line:
    if not isinstance(value, dict):
        raise ValueError("a sentence is no object with 'text' and 'cites'")
    numbers = dict.fromkeys(_number(one, passages) for one in _list(value, "cites"))
    return Line(text=_text(value.get("text"), LONGEST), cites=tuple(numbers)[:MOST_CITED])


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text is empty")
    if len(value) > longest:
        raise ValueError(f"a text is longer than {longest} letters")
    return " ".join(value.split())


def _number(value: object, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise ValueError(f"a number is not one of 1 to {most}")
    return value
