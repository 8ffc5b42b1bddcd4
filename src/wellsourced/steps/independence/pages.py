"""A page as independence sees it: its words, which of them it quotes, and the facts it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urlsplit

from wellsourced.model.scope import PartialDate
from wellsourced.text.addresses import canonical_address
from wellsourced.text.boilerplate import is_boilerplate
from wellsourced.text.tokens import fold
from wellsourced.text.wordlists import words

__all__ = ["SHINGLE", "Page", "Print", "paragraphs", "print_of"]

SHINGLE = 5
"""Words a shingle (Broder, 1997): chance seldom repeats five words in a row."""

MOST = 200_000
"""Characters of a page that are read: a book is told by its first hundred pages."""
OPENING = 12
"""Words by which a quotation is known again: the second half of it may be left out."""

_BREAK = re.compile(r"\n+")
_QUOTED = re.compile(r"“[^”]{12,}(?:”|\Z)|\"[^\"]{12,}(?:\"|\Z)|^>.*$", re.MULTILINE)
_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:['’][^\W\d_]+)*")
_OPENS = re.compile(r"(?:^|[.!?:\n]['\"”’)]*\s+|[\"“(>]\s*|\s['‘])\Z")
_NO_FACT = frozenset(
    words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
        "july august september october november december mr mrs ms dr i"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page to be told apart or put together.

    `address` is where it was asked for, `read_at` where a redirect led from there, `canonical` the address
    it gives for itself (rel=canonical); `links` are the addresses it cites, by their canonical names.
    `captured_at` stands in where nobody knows when it was published.
    """

    id: str
    address: str
    text: str
    title: str = ""
    publisher: str = ""
    published: PartialDate | None = None
    captured_at: datetime | None = None
    canonical: str | None = None
    links: tuple[str, ...] = ()
    read_at: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical addresses it goes by, the one it was asked for at first.

        A home page is the name of no other page: that a site's every page gives it for its own is a mistake,
        and where a page that is gone redirects to is not the page.
        """
        others = [one for one in (self.read_at, self.canonical) if one and _has_path(one)]
        return tuple(dict.fromkeys(canonical_address(one) for one in (self.address, *others)))

    @property
    def day(self) -> date:
        """The earliest day it can be from; a page without any date is taken for the latest."""
        if self.published is not None:
            return self.published.earliest
        return date.max if self.captured_at is None else self.captured_at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """What is compared of a page.

    `shingles` are the hashes (64 bits) of every run of `SHINGLE` words; `own` those of them not wholly
    inside quotation marks. `facts` are its numbers and the capitalized words within its
    sentences; `quotations` the hashes of what it quotes, in order.
    """

    shingles: frozenset[int]
    own: frozenset[int]
    facts: frozenset[str]
    quotations: tuple[int, ...]


def _has_path(address: str) -> bool:
    try:
        return bool(urlsplit(address).path.strip("/"))
    except ValueError:
        return False


def paragraphs(text: str) -> list[str]:
    """The paragraphs that are not a site's furniture by their wording."""
    return [one.strip() for one in _BREAK.split(text) if one.strip() and not is_boilerplate(one)]


@lru_cache(maxsize=512)  # the same pages come back for every claim of a check
def print_of(text: str, without: frozenset[str] = frozenset()) -> Print:
    """The print of a text, `without` the paragraphs named."""
    body = "\n".join(one for one in paragraphs(text[:MOST]) if one not in without)
    quoted = [found.span() for found in _QUOTED.finditer(body)]
    found = [(one[0], one.start()) for one in _WORD.finditer(body)]
    shingles = list(_shingles([fold(word) for word, _ in found]))
    inside = list(_inside([at for _, at in found], quoted))
    own = (one for at, one in enumerate(shingles) if not all(inside[at : at + SHINGLE]))
    return Print(
        shingles=frozenset(shingles),
        own=frozenset(own),
        facts=frozenset(_facts(body, found)),
        quotations=tuple(_quotations(body, quoted)),
    )


def _shingles(said: list[str]) -> Iterator[int]:
    """A hash for each run of words, in order; none where there are fewer words than in a run."""
    for at in range(len(said) - SHINGLE + 1):
        yield _hash(" ".join(said[at : at + SHINGLE]))


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def _inside(places: list[int], quoted: list[tuple[int, int]]) -> Iterator[bool]:
    """Of each place, in order, whether it lies in one of the spans, in order."""
    at = 0
    for place in places:
        while at < len(quoted) and quoted[at][1] <= place:
            at += 1
        yield at < len(quoted) and quoted[at][0] <= place


def _facts(body: str, found: list[tuple[str, int]]) -> Iterator[str]:
    for word, at in found:
        if word[0].isdigit():
            yield word.replace(",", "")
        elif word[0].isupper() and len(word) > 1 and not _OPENS.search(body, max(0, at - 8), at):
            plain = fold(word).removesuffix("'s")
            if plain not in _NO_FACT:
                yield plain


def _quotations(body: str, quoted: list[tuple[int, int]]) -> Iterator[int]:
    for start, end in quoted:
        said = [fold(one[0]) for one in _WORD.finditer(body, start, end)]
        if len(said) >= SHINGLE:
            yield _hash(" ".join(said[:OPENING]))
