"""Search over published pages and the words they cite: SQLite's full-text index, in memory."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from wellsourced.web.catalogue import Catalogue, Listing

__all__ = ["Finder", "Found", "Snippet", "matching"]

MOST_WORDS = 24
"""Words of a query that are looked for; what comes after them is let be."""

_OPEN, _SHUT = "\x02", "\x03"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ASKED = re.compile(r'"([^"]*)"|(\S+)')
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_TABLES = """
create virtual table pages using fts5(
  title, claims, answer, text, tokenize = "porter unicode61 remove_diacritics 2");
create virtual table quotes using fts5(
  quote, source, passage unindexed, tokenize = "porter unicode61 remove_diacritics 2");
"""
_RANKED = """
select rowid, snippet(pages, 3, char(2), char(3), '…', 28), snippet(pages, 2, char(2), char(3), '…', 40)
from pages where pages match ? order by bm25(pages, 10.0, 5.0, 4.0, 1.0), rowid limit ? offset ?
"""
_QUOTED = """
select passage, source, snippet(quotes, 0, char(2), char(3), '…', 40)
from quotes where quotes match ? order by bm25(quotes, 4.0, 1.0), rowid limit ? offset ?
"""

Snippet = tuple[tuple[str, bool], ...]
"""Stretches of text, each with whether it is what was looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search came upon: a page, or cited words (`passage` is the id of theirs, `source` its title)."""

    snippet: Snippet
    listing: Listing | None = None
    passage: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    passage: str
    quote: str
    source: str


@dataclass(slots=True)
class _Row:
    """A row of the index, and how many pages it is there for."""

    row: int
    uses: int


class Finder:
    """The index of a catalogue, brought up to it when it is asked. For several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        self._index.executescript(_TABLES)
        self._catalogue: Catalogue | None = None
        self._rows: dict[str, tuple[str, int]] = {}
        self._listings: dict[int, Listing] = {}
        self._said: dict[tuple[str, str], _Row] = {}
        """By passage and quote: what several pages cite is found once."""

    def pages(self, catalogue: Catalogue, match: str, start: int, count: int) -> tuple[int, list[Found]]:
        """How many pages match, and `count` of them from `start` on, best first."""
        with self._lock:
            self._bring_up_to(catalogue)
            total = self._total("pages", match)
            rows = self._index.execute(_RANKED, (match, count, start)).fetchall()
            return total, [
                Found(listing=self._listings[row], snippet=_marked(text if _OPEN in text else answer or text))
                for row, text, answer in rows
            ]

    def quotes(self, catalogue: Catalogue, match: str, start: int, count: int) -> tuple[int, list[Found]]:
        """How many cited stretches match, and some of them, best first."""
        with self._lock:
            self._bring_up_to(catalogue)
            total = self._total("quotes", match)
            rows = self._index.execute(_QUOTED, (match, count, start)).fetchall()
            return total, [
                Found(passage=passage, source=source, snippet=_marked(text)) for passage, source, text in rows
            ]

    def close(self) -> None:
        """Let the index go."""
        self._index.close()

    def _total(self, table: str, match: str) -> int:
        asked = f"select count(*) from {table} where {table} match ?"
        return int(self._index.execute(asked, (match,)).fetchone()[0])

    def _bring_up_to(self, catalogue: Catalogue) -> None:
        """Only pages that are new, or stand in another edition, are read: the others are as they were."""
        if self._catalogue is catalogue:
            return
        stand = {one.stands.page: one for one in catalogue.shown}
        for page in [page for page, (edition, _) in self._rows.items() if _other(stand.get(page), edition)]:
            self._drop(page)
        for page, listing in stand.items():
            if page not in self._rows:
                self._put(listing)
            self._listings[self._rows[page][1]] = listing
        self._catalogue = catalogue

    def _drop(self, page: str) -> None:
        _, row = self._rows.pop(page)
        self._index.execute("delete from pages where rowid = ?", (row,))
        for said in _quotes(self._listings.pop(row)):
            held = self._said[said.passage, said.quote]
            held.uses -= 1
            if not held.uses:
                self._index.execute("delete from quotes where rowid = ?", (held.row,))
                del self._said[said.passage, said.quote]

    def _put(self, listing: Listing) -> None:
        card = listing.card
        titles = "\n".join((listing.page.title, *listing.page.variants))
        texts = [_plain(text) for text in (titles, "\n".join(card.claims), card.answer, card.text)]
        self._rows[listing.stands.page] = (
            listing.stands.id,
            self._insert("pages(title, claims, answer, text)", texts),
        )
        for said in _quotes(listing):
            held = self._said.get((said.passage, said.quote))
            if held is None:
                row = self._insert("quotes(quote, source, passage)", [said.quote, said.source, said.passage])
                self._said[said.passage, said.quote] = _Row(row=row, uses=1)
            else:
                held.uses += 1

    def _insert(self, into: str, values: Sequence[str]) -> int:
        marks = ", ".join("?" * len(values))
        row = self._index.execute(f"insert into {into} values ({marks})", values).lastrowid
        assert row is not None
        return row


def matching(query: str, *, every: bool = True) -> str:
    """A query as the index reads it: each word, or what stands in quotes as it is; empty without a word.

    All must be there, or any where not `every`. Nothing a reader types is taken for the index's own signs.
    """
    asked: list[str] = []
    for quoted, bare in _ASKED.findall(query):
        words = _WORD.findall(quoted or bare)
        asked += [" ".join(words)] if quoted and words else words
    terms = [f'"{one}"' for one in dict.fromkeys(asked[:MOST_WORDS])]
    return (" AND " if every else " OR ").join(terms)


def _quotes(listing: Listing) -> Iterator[_Said]:
    card = listing.card
    titles = {passage: source.title for source in card.sources for passage in source.passages}
    for passage, quotes in card.quotes.items():
        for quote in quotes:
            yield _Said(passage=passage, quote=_plain(quote), source=_plain(titles.get(passage, "")))


def _other(listing: Listing | None, edition: str) -> bool:
    return listing is None or listing.stands.id != edition


def _plain(text: str) -> str:
    """The text without the signs that mark what was looked for."""
    return _CONTROL.sub(" ", text)


def _marked(text: str) -> Snippet:
    parts: list[tuple[str, bool]] = []
    for at, part in enumerate(text.split(_OPEN)):
        marked, shut, rest = part.partition(_SHUT)
        parts += [(marked, True), (rest, False)] if at and shut else [(part, False)]
    return tuple((part, mark) for part, mark in parts if part)
