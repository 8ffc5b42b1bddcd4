"""Figures of a sentence against those of its passages: the same value of the same thing, or a true bound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from wellsourced.steps.vetoing.patterns import phrases, words_before
from wellsourced.text.dates import date_mentions, dates
from wellsourced.text.figures import Figure, figures, ordinals
from wellsourced.text.tokens import STOPWORDS, stem, tokens
from wellsourced.text.wordlists import words

__all__ = ["amount_not_there"]

ROUGHLY = Decimal("0.06")
"""How far, as a share, a figure called rough may be from the passage's."""
BOUND = Decimal("0.5")
"""How far below its bound a figure may lie: 'more than 1,000' is no fair telling of 2,500."""
_MORE = words_before(
    """
    more than
    over
    above
    greater than
    upward of
    in excess of
    exceed(?:s|ed|ing)?
    top(?:s|ped)
    """
)
_LEAST = words_before(
    """
    at least
    no (?:fewer|less) than
    as (?:many|much) as
    a minimum of
    """
)
_LESS = words_before(
    """
    (?:fewer|less) than
    under
    below
    short of
    just shy of
    """
)
_MOST = words_before(
    """
    at most
    up to
    no (?:more|later) than
    not more than
    within
    a maximum of
    """
)
_ROUGH = words_before(
    """
    about
    around
    roughly
    nearly
    almost
    approximately
    some
    close to
    an estimated
    """
)
MOST_PARTS = 12
"""Largest 'in every' of a share: 'four of 58' tells two counts."""
_ARITHMETIC = phrases(
    """
    (?:more|fewer|less|higher|lower|up|down|margin|gap|difference|apart|later|earlier|another)\\b
    (?:rose|rise|risen|fell|fall|fallen|grew|gain|drop|increase|decrease|decline|total|together|combined)\\w*
    """
)
"""Words under which a figure may be the sum or the difference of two."""
_MULTIPLES = {
    phrases(r"(?<!and a )half(?! a (?:dozen|million|billion)| an hour)\b"): phrases(
        r"""
        hal(?:f|ves|ved)\b
        50 ?%
        majority\b
        most\b
        (?:50|fifty) percent\b
        one in two\b
        """
    ),
    phrases(r"(?:twice|double[sd]?|doubling)\b"): phrases(
        r"""
        (?:twice|double[sd]?|doubling|two|2)\b
        (?:100|a hundred) percent\b
        """
    ),
    phrases(r"(?:thrice|triple[sd]?|tripling)\b"): phrases(r"(?:thrice|triple[sd]?|tripling|three|3)\b"),
}
"""Words for a share or a multiple, and what may bear them out."""
_PART = re.compile(r"\b(?:an?|one|two|three|four)[\s-]$", re.IGNORECASE)
"""What stands before the name of a part: 'a sixth', 'two thirds'."""
_PARTITIVE = re.compile(r"\bof (?:the|these|its|their) $", re.IGNORECASE)
"""What makes of a count a whole that another count is part of: 'five of the seven patients'."""
_NUMBERED = re.compile(r"\b(?=[\w-]*\d)\w+(?:-\w+)*-\d[\w-]*")
"""A number that names: '23-0417'."""
_BETWEEN_DATES = phrases(r"years? (?:later|earlier|before|after|apart)\b")
TENTH = Decimal("0.1")
_ONE_IN = re.compile(
    r"\b(?P<top>\w+) (?:in|of|out of) (?:every )?(?P<bottom>\w+)\b(?! (?:the|these|those|its|their)\b)",
    re.IGNORECASE,
)
_BOUNDS = {"more": _MORE, "least": _LEAST, "less": _LESS, "most": _MOST}
_HOURS = {"hour": 1, "day": 24, "week": 168}
_CENTS = {"cent": 1, "dollar": 100}
_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
_TOLD = frozenset(["minute", *_HOURS, *_MONTHS]) | {"mile", "kilometer"}
"""Units that a bare number has not: 'two hours' is not borne out by 'two of them left'."""
_LIGHT = STOPWORDS | frozenset(words("total new additional other different separate full whole consecutive"))
NEAR = 3
"""Words after a figure among which stands what it counts."""


def amount_not_there(sentence: str, passage: str) -> str | None:
    """Return the first figure of the sentence that the passage does not bear out; None if all are."""
    theirs = [*figures(passage), *_shares(passage)]
    shares = _shares(sentence)
    named = [found.span() for found in _NUMBERED.finditer(sentence) if found[0] in passage]
    apart = [*((share.start, share.end) for share in shares), *named]
    plain = [f for f in figures(sentence) if not any(start <= f.start < end for start, end in apart)]
    worked_out = theirs if _ARITHMETIC.search(sentence) else []
    if _BETWEEN_DATES.search(sentence):
        theirs = [*theirs, *_years_apart(passage)]
    for said in [*plain, *shares]:
        if not any(_holds(said, found, sentence) for found in theirs) and not _follows(said, worked_out):
            return said.text
        if _counts_another_thing(said, sentence, theirs, passage):
            return said.text
    return _multiple_not_there(sentence, passage) or _order_not_there(sentence, passage)


def _multiple_not_there(sentence: str, passage: str) -> str | None:
    """The first 'half' or 'twice' of the sentence that no word or figure of the passage comes to."""
    for said, meant in _MULTIPLES.items():
        found = said.search(sentence)
        if found is not None and not meant.search(passage):
            return found[0]
    return None


def _order_not_there(sentence: str, passage: str) -> str | None:
    """The first 'third' of the sentence, where the passage has other ordinals but not this one."""
    there = {found.value for found in ordinals(passage)}
    said = [found for found in ordinals(sentence) if found.value > 1 and _counts(sentence, found)]
    return next((found.text for found in said if found.value not in there), None)


def _counts(sentence: str, ordinal: Figure) -> bool:
    """Whether an ordinal counts, and is no part of a share ('a sixth') or of a name ('Ninth Circuit')."""
    named = ordinal.text[0].isupper() and ordinal.start > 0
    follows = sentence[ordinal.end : ordinal.end + 2].strip()
    return not (named or follows[:1].isupper() or _PART.search(sentence[: ordinal.start]))


def _holds(said: Figure, found: Figure, sentence: str) -> bool:
    """Whether a figure of the sentence is true of one of the passage."""
    pair = _alike(said, found)
    if pair is None:
        return False
    ours, theirs = pair
    before = sentence[: said.start]
    if ours == theirs:
        return True
    if _MORE.search(before) or _LEAST.search(before):
        return ours < theirs and theirs - ours <= ours * BOUND
    if _LESS.search(before) or _MOST.search(before):
        return theirs < ours and ours - theirs <= ours * BOUND
    return bool(_ROUGH.search(before)) and abs(ours - theirs) <= abs(theirs) * ROUGHLY


def _years_apart(passage: str) -> list[Figure]:
    """The years between any two dates of the passage, as figures."""
    named = {int(found.date[:4]) for found in dates(passage)}
    gaps = {abs(one - other) for one, other in combinations(sorted(named), 2)}
    return [
        Figure(value=Decimal(gap), unit="year", start=0, end=0, approximate=False, text=str(gap))
        for gap in sorted(gaps)
    ]


def _follows(said: Figure, theirs: Sequence[Figure]) -> bool:
    """Whether a figure is the difference or the sum of two of the passage, all in one unit."""
    pairs = [pair for found in theirs if (pair := _alike(_as_share(said), found)) is not None]
    values = [value for _, value in pairs]
    ours = {value for value, _ in pairs}
    return any(ours & {abs(one - other), one + other} for one, other in combinations(values, 2))


def _as_share(figure: Figure) -> Figure:
    """A percentage point as what it is the difference of."""
    return replace(figure, unit="percent") if figure.unit == "percentage point" else figure


def _number(word: str) -> Decimal | None:
    """The value of one number word."""
    found = figures(f"{word} years")
    return found[0].value if found else None


def _shares(text: str) -> list[Figure]:
    """'One in six' and 'three of every four', as fractions."""
    found = []
    for match in _ONE_IN.finditer(text):
        top, bottom = (_number(match[part]) for part in ("top", "bottom"))
        if top and bottom and top < bottom <= MOST_PARTS:
            share = top / bottom
            found.append(
                Figure(
                    value=share,
                    unit="fraction",
                    start=match.start(),
                    end=match.end(),
                    approximate=False,
                    text=match[0],
                )
            )
    return found


def _alike(one: Figure, other: Figure) -> tuple[Decimal, Decimal] | None:
    """The two values in one unit, or None where the units cannot be compared."""
    for units in (_HOURS, _MONTHS, _CENTS):
        if one.unit in units and other.unit in units:
            return one.value * units[one.unit], other.value * units[other.unit]
    if {one.unit, other.unit} == {"fraction", "percent"}:
        ours, theirs = (f.value * 100 if f.unit == "fraction" else f.value for f in (one, other))
        return ours.quantize(TENTH), theirs.quantize(TENTH)
    bare = one.unit is None or (other.unit is None and one.unit not in _TOLD)
    if one.unit == other.unit or bare:
        return one.value, other.value
    return None


def _counts_another_thing(said: Figure, sentence: str, theirs: Sequence[Figure], passage: str) -> bool:
    """Whether the passage counts the same thing by another figure, and other things by this one."""
    bound = _bound(sentence, said)
    bounded = [found for found in theirs if bound and _bound(passage, found) == bound]
    if bounded and not any(_same(said, found) for found in bounded):
        return True
    thing = _thing(sentence, said)
    if thing is None or _PARTITIVE.search(sentence[: said.start]):
        return False
    counted = {_thing(passage, found) for found in theirs}
    equal = [_thing(passage, found) for found in theirs if _holds(said, found, sentence)]
    return thing in counted and bool(equal) and thing not in equal and None not in equal


def _same(one: Figure, other: Figure) -> bool:
    pair = _alike(one, other)
    return pair is not None and pair[0] == pair[1]


def _bound(text: str, figure: Figure) -> str | None:
    """The word that makes a bound of a figure ('under 18'), if one stands right before it."""
    before = text[: figure.start]
    return next((name for name, pattern in _BOUNDS.items() if pattern.search(before)), None)


def _thing(text: str, figure: Figure) -> str | None:
    """The stem of what a plain count counts: the first telling word after it."""
    if figure.unit not in (None, "percent"):
        return None
    after = text[figure.end : figure.end + 60]
    stop = re.search(r"[,.;:()]", after)
    if date_mentions(after[:20]):
        return None
    heard = [token.norm for token in tokens(after[: stop.start()] if stop else after)][:NEAR]
    told = [word for word in heard if word not in _LIGHT]
    return stem(told[0]) if told else None
