"""What a sentence says in a claim's own words, but for one value: the surest sign of a contradiction.

"The ferry carried 41,200 passengers in 2024" against "The ferry carried 44,900 passengers in 2024, the
operator said": put the passage's figure in the claim's place, and the passage proves it. A sentence that
proves the claim with another figure or date of the same kind contradicts the claim as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wellsourced.steps.proving.contrast import Contrast, ContrastKind
from wellsourced.steps.proving.proof import prove
from wellsourced.text.dates import FoundDate, dates, may_be_one
from wellsourced.text.figures import Figure, figures
from wellsourced.text.identifiers import identifiers

__all__ = ["restated", "without_speaker"]

_FRONTED = re.compile(
    r"^(?P<when>(?:In|On|During|As of) [^,.;]{2,40}?),? (?P<rest>(?:the|a|an|[A-Z])[^;]+)\.$"
)
_SPEAKER = re.compile(
    r"^(?P<what>[^;]+), (?:(?:the |an? )?[^,;]{2,60}? (?:says?|said|reports?|reported|announced|found)"
    r"(?: (?:(?:on|in) [^,;]{2,30}|[A-Z][a-z]+day))?|according to [^,;]{2,80})\.?$",
)
MOST_VALUES = 6
"""Values of a sentence tried in the claim's place."""


def restated(claim: str, sentence: str) -> Contrast | None:
    """The contrast, where the sentence proves the claim with one of its own values; None elsewhere.

    Not where the claim or the sentence is rough ("about"), nor where the sentence has the claim's value too.
    """
    if "?" in sentence:
        return None
    for told in _forms(sentence):
        for said, found, kind in (*_figures(claim, told), *_dates(claim, told)):
            changed = claim[: said.start] + found.text + claim[said.end :]
            if prove(changed, [told]) is not None:
                return Contrast(kind=kind, why=f"the passage says {found.text}, not {said.text}")
    return None


def without_speaker(sentence: str) -> str:
    """What a sentence says but for who said so, where the speaker is named last."""
    spoken = _SPEAKER.match(sentence)
    return f"{spoken['what']}." if spoken is not None else sentence


def _forms(sentence: str) -> Iterator[str]:
    """The sentence; with a time that opens it put last; and what a speaker named last says of a matter."""
    plain = sentence
    told = without_speaker(sentence)
    if told != sentence:
        plain = told
        yield plain
    fronted = _FRONTED.match(plain)
    if fronted is not None:
        when, rest = fronted["when"], fronted["rest"]
        yield f"{rest[0].upper()}{rest[1:]} {when[0].lower()}{when[1:]}."
    yield sentence


Values = Iterator[tuple[Figure | FoundDate, Figure | FoundDate, ContrastKind]]


def _figures(claim: str, sentence: str) -> Values:
    named = [(cite.start, cite.end) for cite in identifiers(claim)]
    theirs = figures(sentence)[:MOST_VALUES]
    for said in figures(claim):
        inside_name = any(start <= said.start < end for start, end in named)
        if said.approximate or inside_name or any(f.value == said.value for f in theirs):
            continue
        for found in theirs:
            if found.unit == said.unit and not found.approximate:
                yield said, found, ContrastKind.FIGURE


def _dates(claim: str, sentence: str) -> Values:
    theirs = dates(sentence)[:MOST_VALUES]
    for said in dates(claim):
        if any(may_be_one(said.date, found.date) for found in theirs):
            continue
        for found in theirs:
            if len(found.date) >= len(said.date):
                yield said, found, ContrastKind.DATE
