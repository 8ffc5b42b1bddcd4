"""Synonyms and antonyms of single-sense words, from the WordNet database files (Princeton's licence)."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from pathlib import Path

__all__ = ["WordNet"]

_PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}


class WordNet:
    """Lookups over `data.*` of one folder; only words with one sense in one part of speech have synonyms."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _senses(self) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
        senses: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for part, name in _PARTS.items():
            for line in (self._folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
                if line.startswith(" "):
                    continue
                fields = line.split(" ")
                count = int(fields[3], 16)
                members = tuple(fields[4 + 2 * i].split("(")[0] for i in range(count))
                for member in members:
                    senses[member].append((part, members))
        return dict(senses)

    def synonyms(self, word: str) -> list[str]:
        """Words that share the only sense of a lower-case word; each of one sense itself. May be empty."""
        senses = self._senses.get(word, [])
        if len(senses) != 1:
            return []
        return [
            other
            for other in senses[0][1]
            if other != word and other.isalpha() and other.islower() and len(self._senses[other]) <= 2
        ]

    def part(self, word: str) -> str | None:
        """The only part of speech of a word: n, v, a, r; `None` where there are several or none."""
        parts = {part for part, _ in self._senses.get(word, [])}
        return parts.pop() if len(parts) == 1 else None
