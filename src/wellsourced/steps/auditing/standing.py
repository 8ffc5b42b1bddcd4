"""Claims that stand alone: a sentence's "it", "they" and "the city" put back to what the draft named before.

Only where one thing can be meant. What cannot be told is left as it is and said not to stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellsourced.steps.auditing.reading import DraftSentence
from wellsourced.steps.auditing.splitting import split
from wellsourced.text.grammar import finite_index, is_plural, join, split_words
from wellsourced.text.names import names

__all__ = ["ToldClaim", "claims_told"]

MOST_NAMED = 10
"""Words of a subject that is put in a pronoun's place."""
_OPENS = re.compile(
    r"^(?P<lead>(?:Also|But|And|However|Still|Yet|Meanwhile|In addition|Then|Later),?\s)?"
    r"(?P<word>It|They|He|She|Its|Their|His|Her)\b(?P<rest>.*)$",
    re.DOTALL | re.IGNORECASE,
)
_EXPLETIVE = re.compile(r"^it (?:is|was|would be|has been|seems|appears|follows|takes|took)\b", re.IGNORECASE)
_POINTS = re.compile(
    r"^(?:This|That|These|Those|Such|The (?:latter|former|same|others?))\b(?! (?:year|month|week|century)\b)"
    r"|^(?:One|Some|Many|Most|Others|Both|Neither|Each|Either)"
    r"(?= (?:said|is|are|was|were|has|have|of (?:these|those|them)\b))"
)
_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Judge|Mayor|Sheriff|Senator|Governor|President|Chief)\b\.?\s[A-Z]"
)
_OWNED = {"its", "their", "his", "her"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldClaim:
    """A claim of a sentence; `stands_alone` is false where it points to what it does not name."""

    text: str
    stands_alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What a sentence is about: its words, how many it is, and whether it may be a person."""

    words: str
    plural: bool
    person: bool


def claims_told(draft: Sequence[DraftSentence]) -> Iterator[tuple[ToldClaim, ...]]:
    """The claims of each sentence of a draft, in order; a new paragraph forgets the subject."""
    subject: _Subject | None = None
    paragraph = -1
    for sentence in draft:
        if sentence.paragraph != paragraph:
            subject, paragraph = None, sentence.paragraph
        told = []
        for claim in split(sentence.plain):
            named, stands = _named(claim, subject)
            told.append(ToldClaim(text=named, stands_alone=stands))
            if stands:
                subject = _subject(named) or subject
        yield tuple(told)


def _named(claim: str, subject: _Subject | None) -> tuple[str, bool]:
    """A claim with the subject in its pronoun's place, and whether it stands alone so."""
    if _EXPLETIVE.match(claim):
        return claim, re.match(r"^it (?:is|was) \w+ (?:to|that|for)\b", claim, re.IGNORECASE) is not None
    if _POINTS.match(claim):
        return claim, False
    found = _OPENS.match(claim)
    if found is None:
        return claim, True
    word = found["word"].lower()
    if subject is None or not _fits(word, subject):
        return claim, False
    words = f"{subject.words}’s" if word in _OWNED else subject.words
    return f"{words[:1].upper()}{words[1:]}{found['rest']}", True


def _fits(word: str, subject: _Subject) -> bool:
    if word in {"they", "their"}:
        return subject.plural
    if subject.plural:
        return False
    return subject.person if word in {"he", "she", "his", "her"} else not subject.person


def _subject(claim: str) -> _Subject | None:
    parts = split_words(claim)
    at = finite_index(parts)
    if at is None or not 0 < at <= MOST_NAMED:
        return None
    words = join(parts[:at]).rstrip(",")
    while parts[at - 1].low in {"also", "not", "still", "now"} and at > 1:
        at -= 1
        words = join(parts[:at])
    if "," in words or words.lower() in {"there", "it", "this", "that", "they", "he", "she"}:
        return None
    named = names(words)
    whole = len(named) == 1 and named[0].end - named[0].start >= len(words) - 4
    person = _PERSON.search(words) is not None or (
        whole and 2 <= len(words.split()) <= 3 and _like_a_person(words)
    )
    joined = " and " in f" {words} " and not whole
    return _Subject(words=words, plural=joined or is_plural(_head(words)), person=person)


def _head(words: str) -> str:
    """The noun of a subject: the last word before 'of', 'in' and the like."""
    plain = re.split(r"\s(?:of|in|for|with|from|on|at|by)\s", words)[0]
    return plain.split()[-1].lower() if plain.split() else ""


_THINGS = re.compile(
    r"\b(?:County|City|State|Act|Law|Court|Council|Department|Bridge|River|University|School|Bank|Company|Inc|Corp|"
    r"Party|Police|Office|Agency|Association|Union|Court|Circuit|Order|Union|League|Board|Committee|Service|Institute)\b|^The\b"
)


def _like_a_person(words: str) -> bool:
    return _THINGS.search(words) is None and all(word[:1].isupper() for word in words.split())
