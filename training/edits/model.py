"""What the edits pass around: passages, changes of wording, and rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from random import Random

__all__ = ["NEI", "REFUTED", "SUPPORTED", "Change", "Edit", "Made", "Pair", "Passage", "Rewording"]

SUPPORTED, REFUTED, NEI = "supported", "refuted", "nei"


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences in a row from one document; `text` names the collection, `doc` the document."""

    text: str
    doc: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """`old` put as `new`: a claim so changed has `label` beside the unchanged sentence.

    `back` is the label of the unchanged claim beside the changed sentence; `None`: not known.
    """

    old: str
    new: str
    kind: str
    label: str = REFUTED
    back: str | None = REFUTED

    def apply(self, text: str) -> str | None:
        """`text` with the change made; `None` unless `old` stands there exactly once as whole words."""
        found = list(_whole(self.old).finditer(text))
        if len(found) != 1:
            return None
        start, end = found[0].span()
        return text[:start] + self.new + text[end:]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of one form on the same sentence: `sound` is borne out by it, `broken` has `label`."""

    sound: str
    broken: str
    kind: str
    label: str = REFUTED


@dataclass(frozen=True, slots=True)
class Made:
    """A finished row."""

    claim: str
    evidence: str
    label: str
    source: str


Edit = Callable[[str, Random], list[Change]]
Rewording = Callable[[str, Random], list[str]]


@lru_cache(maxsize=4096)
def _whole(old: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){re.escape(old)}(?![\w])")
