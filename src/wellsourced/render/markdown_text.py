"""Text as Markdown: nothing in it that reads as markup, lists, and links to sources. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["Numbers", "escaped", "links", "listed"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_OPENS_BLOCK = re.compile(r"^(\d+)([.)])|^([-+=])")

Numbers = Mapping[str, int]
"""The number of each passage's source, by the passage's id."""


def escaped(text: str) -> str:
    """The text on one line with nothing in it that Markdown or HTML would read as markup."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _OPENS_BLOCK.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)


def listed(items: Iterable[str]) -> str:
    """The items as a list."""
    return "\n".join(f"- {item}" for item in items)


def links(numbers: Iterable[int]) -> str:
    """A link to each source, with a space before it."""
    return "".join(f" [[{n}]](#source-{n})" for n in numbers)
