"""The laws, cases and bodies a sentence names, each to be looked up: what is not found is only not found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wellsourced.text.citing.reading import authority_words, legal_citations
from wellsourced.text.names import names
from wellsourced.text.tokens import STOPWORDS, norms

__all__ = ["Named", "holds", "looked_up"]

_CASE = re.compile(
    r"\b(?P<one>(?:[A-Z][\w.’'&-]*\s(?:of\s|the\s)?){1,5})v(?:s)?\.\s(?P<two>[A-Z][\w.’'&-]*(?:\s(?:of\s|the\s)?[A-Z][\w.’'&-]*){0,4})"
)
_INSTRUMENT = re.compile(
    r"\b(?:Act|Code|Treaty|Convention|Accord|Protocol|Directive|Regulations?|Ordinance|Proclamation|"
    r"Executive Order|Institute|University|Commission|Bureau|Agency|Foundation|Association|Society|"
    r"Observatory|Laboratory|Academy|Council of|Journal|Center|Centre|Coalition|Initiative)\b"
)
FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A law, case or body named at `[start, end)` of a sentence; `authority` is set for a citation of law."""

    text: str
    start: int
    end: int
    authority: str = ""


def looked_up(sentence: str) -> tuple[Named, ...]:
    """What a sentence names that can be looked up, in order, never overlapping."""
    found = [
        Named(text=sentence[one.start : one.end], start=one.start, end=one.end, authority=one.authority)
        for one in legal_citations(sentence)
    ]
    found += [
        Named(text=case[0].strip(), start=case.start(), end=case.start() + len(case[0].rstrip()))
        for case in _CASE.finditer(sentence)
    ]
    found += [
        Named(text=name.text, start=name.start, end=name.end)
        for name in names(sentence)
        if _INSTRUMENT.search(name.text) and len(name.text.split()) >= FEWEST_WORDS
    ]
    kept: list[Named] = []
    for one in sorted(found, key=lambda named: (named.start, -named.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def holds(named: Named, passages: Sequence[str]) -> bool:
    """Whether a passage names it: a citation of law by its authority, anything else by its words in a row."""
    if named.authority:
        wanted = authority_words(legal_citations(named.text))[:1]
        return any(set(wanted) & set(authority_words(legal_citations(text))) for text in passages)
    words = [norm for norm in norms(named.text) if norm not in STOPWORDS]
    return any(_in_a_row(words, [n for n in norms(text) if n not in STOPWORDS]) for text in passages)


def _in_a_row(wanted: Sequence[str], told: Sequence[str]) -> bool:
    size = len(wanted)
    return any(list(told[at : at + size]) == list(wanted) for at in range(len(told) - size + 1))
