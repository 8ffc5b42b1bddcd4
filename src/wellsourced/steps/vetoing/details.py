"""Dates, citations and names of a sentence that its passages do not have."""

from __future__ import annotations

import re

from wellsourced.steps.proving.items import read
from wellsourced.text.citing.comparing import missing_citations
from wellsourced.text.clock import clock_times
from wellsourced.text.dates import FoundDate, date_mentions, dates
from wellsourced.text.figures import figures
from wellsourced.text.names import Name, names
from wellsourced.text.tokens import STOPWORDS, stem
from wellsourced.text.wordlists import KNOWN_PLACES

__all__ = ["citation_not_there", "date_not_there", "name_not_there"]


def date_not_there(sentence: str, passage: str) -> str | None:
    """The first date or time of day of the sentence that no date there fits; '2021' fits '2021-03'."""
    found = [there.date for there in dates(passage)]
    for said in dates(sentence):
        if not any(there.startswith(said.date) for there in found):
            return said.text
    days = _days(passage)
    for said in date_mentions(sentence):
        if not said.date and _day(said) not in days:
            return said.text
    times = clock_times(passage)
    return next((said.text for said in clock_times(sentence) if not any(map(said.fits, times))), None)


def _days(text: str) -> set[str]:
    """The days of the year that a text names, with or without their year."""
    return {_day(found) for found in date_mentions(text)}


def _day(found: FoundDate) -> str:
    """'March 4' of 'March 4, 2021'; a decade stays what it is."""
    day = re.sub(r"\b(?:1[789]|20)\d\d\b(?!s)|[,.]|(?<=\d)(?:st|nd|rd|th)\b|\bof\b", " ", found.text.lower())
    parts = sorted(part if part.isdigit() else part[:3] for part in day.split())
    return " ".join(parts)


def citation_not_there(sentence: str, passage: str) -> str | None:
    """The first citation, section or bill of the sentence that the passage does not name."""
    return next(iter(missing_citations(sentence, passage)), None)


def name_not_there(sentence: str, passage: str) -> str | None:
    """The first name of the sentence that the passage has neither in full, nor in its words, nor by initials.

    One capitalized word that opens the sentence may be no name at all.
    """
    heard = {item.key for item in read(passage)}
    stems = {stem(word) for word in heard}
    theirs = names(passage)
    short = {"".join(word[0] for word in name.norm.split() if word not in _JOINING) for name in theirs}
    short |= {name.norm for name in theirs}
    for name in names(sentence):
        if name.start == 0 and _may_be_a_word(name):
            continue
        said = [
            item.key for item in read(name.text) if not item.mark and item.key not in _JOINING | STOPWORDS
        ]
        initials = "".join(word[0] for word in said)
        known = all(word in heard or stem(word) in stems for word in said)
        spelled_out = len(initials) > 1 and initials in heard
        if not (known or spelled_out or name.norm in short):
            return name.text
    return None


_WORD_ENDINGS = (
    "s", "ed", "ly", "al", "ic", "ive", "ing", "ity", "ous", "able", "tion", "ment", "less", "ful", "ship",
    "age", "ance", "ence", "ture", "hood", "ness", "ism",
)  # fmt: skip


def _may_be_a_word(name: Name) -> bool:
    """Whether a single capitalized word may be a common one; a figure word is told by another veto."""
    if " " in name.text or name.text.isupper() or name.norm in KNOWN_PLACES:
        return False
    return name.norm.endswith(_WORD_ENDINGS) or bool(figures(f"{name.text} people"))


_JOINING = frozenset({"of", "the", "and", "for", "in", "on", "a", "an", "&", "de", "s"})
