"""Docstrings, signatures and fields as Markdown."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any

GENERATED = "<!-- Written by tools/docs_reference.py (`make docs`); do not edit. -->"

WIDEST = 96
"""Columns of a signature on one line."""


def page(title: str, lead: str, *parts: str) -> str:
    """A whole page: what it was made by, its title, what it is about, and its parts."""
    return "\n\n".join([GENERATED, f"# {title}", lead, *(part for part in parts if part)]) + "\n"


def table(header: tuple[str, ...], rows: Iterator[tuple[str, ...]] | list[tuple[str, ...]]) -> str:
    """A table of Markdown; bars in cells are escaped."""
    lines = [f"| {' | '.join(header)} |", "|" + "---|" * len(header)]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines)


def first_line(text: str | None) -> str:
    """What a docstring says in its first sentence or line; empty where there is none."""
    return plain(inspect.cleandoc(text or "").split("\n\n")[0].replace("\n", " "))


def words_of(thing: object) -> str:
    """A docstring as Markdown: doctests become blocks that are shown, not run, and no word becomes markup."""
    return as_markdown(inspect.getdoc(thing) or "") if _own_words(thing) else ""


def as_markdown(docstring: str) -> str:
    """The same of a docstring's text."""
    parts: list[str] = []
    for paragraph in inspect.cleandoc(docstring).split("\n\n"):
        if paragraph.lstrip().startswith(">>>"):
            parts.append(f"```pycon\n{re.sub(r'  # doctest:.*', '', paragraph)}\n```")
        else:
            parts.append(plain(paragraph))
    return "\n\n".join(part for part in parts if part.strip())


def plain(text: str) -> str:
    """A text in which `<` outside of code is no tag."""
    pieces = re.split(r"(`[^`]*`)", text)
    return "".join(one if one.startswith("`") else one.replace("<", "&lt;") for one in pieces)


class _Bare(str):
    """What is printed without quotation marks."""

    def __repr__(self) -> str:
        return str(self)


def signature_of(name: str, function: Any) -> str:
    """`name(parameters) -> what`, a parameter a line where it is long."""
    told = inspect.signature(function)
    parameters = [_bare(one) for one in told.parameters.values()]
    result = f" -> {told.return_annotation}"
    line = f"{name}{told.replace(parameters=parameters, return_annotation=inspect.Signature.empty)}{result}"
    if len(line) <= WIDEST:
        return line
    inner = [str(one) for one in parameters]
    named = [n for n, one in enumerate(parameters) if one.kind is one.KEYWORD_ONLY]
    if named:
        inner.insert(named[0], "*")
    return "\n".join([f"{name}(", *(f"    {one}," for one in inner), f"){result}"])


def _bare(parameter: inspect.Parameter) -> inspect.Parameter:
    """A parameter whose annotation and default are printed as they are written."""
    if isinstance(parameter.annotation, str):
        parameter = parameter.replace(annotation=_Bare(parameter.annotation))
    if parameter.default is not parameter.empty:
        parameter = parameter.replace(default=_Bare(_value(parameter.default)))
    return parameter


def fields_of(kind: type) -> str:
    """The fields of a dataclass, or the members of an enumeration, as a list; empty for other classes."""
    if issubclass(kind, Enum):
        return "Members: " + ", ".join(f"`{member.name}` (`{member.value}`)" for member in kind) + "."
    if not is_dataclass(kind):
        return ""
    return "\n".join(f"- `{one.name}: {one.type}{_default(one)}`" for one in fields(kind))


def methods_of(kind: type) -> Iterator[tuple[str, Any]]:
    """Its own public functions and properties, in the order they are written."""
    for name, member in vars(kind).items():
        function = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
        if not name.startswith("_") and inspect.isfunction(function):
            yield name, member


def method_words(name: str, member: Any) -> str:
    """One of them: its signature, and what it says of itself."""
    if isinstance(member, property):
        told = f"{name}: {inspect.signature(member.fget).return_annotation}"  # type: ignore[arg-type]
    else:
        told = signature_of(name, getattr(member, "__func__", member))
    said = words_of(member)
    return f"```text\n{told}\n```" + (f"\n\n{said}" if said else "")


def _own_words(thing: object) -> bool:
    """Whether it has a docstring that was written for it: dataclasses and heirs get others."""
    own = getattr(thing, "__doc__", None) or ""
    return bool(own) and not (inspect.isclass(thing) and own.startswith(f"{thing.__name__}("))


def _default(field: Any) -> str:
    if field.default is not MISSING:
        return f" = {_value(field.default)}"
    return " = ..." if field.default_factory is not MISSING else ""


def _value(value: object) -> str:
    """A default as it is written, the same in every run: a set's members have no order of their own."""
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, frozenset | set):
        return f"{{{', '.join(sorted(map(_value, value)))}}}" if value else "frozenset()"
    if isinstance(value, Mapping) and not value:
        return "{}"
    if inspect.isroutine(value) or inspect.isclass(value):
        return value.__name__
    told = repr(value)
    return "..." if " at 0x" in told or len(told) > WIDEST // 2 else told
