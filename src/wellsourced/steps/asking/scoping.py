"""The place, parties and level of law that a claim or topic speaks of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from wellsourced.model.claims import Claim, Inquiry, Topic
from wellsourced.model.scope import Relation, Scope, place_relation
from wellsourced.model.sources import Authority
from wellsourced.text.tokens import stem, tokens

__all__ = ["SpotPlaces", "in_scope", "no_places"]

SpotPlaces = Callable[[str], list[tuple[int, int, str]]]
"""Finds the places a text names: `(start, end, place code)` each."""

_LAW = r"(?:\w+ )?(?:law|statute|regulation|constitution)"
_RULE = "(?:law|ordinance|policy|code)"
_LEVELS = (
    (Authority.FEDERAL, rf"\b(?:under|by|in|violates?|per) (?:\w+ )?federal {_LAW}\b|\bfederally\b"),
    (Authority.FEDERAL, r"\bunder the (?:us |u\.s\. )?constitution\b"),
    (Authority.STATE, rf"\b(?:under|by|in|violates?|per) state {_LAW}\b"),
    (Authority.COUNTY, rf"\b(?:under|by|in) (?:the )?(?:county|parish) {_RULE}\b"),
    (Authority.CITY, rf"\b(?:under|by|in) (?:the )?(?:city|municipal) {_RULE}\b"),
)
_UNDER = re.compile(
    r"\b[Uu]nder (?P<place>[A-Z][\w. ]*?)(?:['’]s?)? (?:state )?(?:law|statute|constitution)\b"
)


def no_places(text: str) -> list[tuple[int, int, str]]:
    """A spotter that knows no place."""
    return []


def in_scope(
    item: Claim | Topic, inquiry: Inquiry, spot_places: SpotPlaces, agencies: Mapping[str, Sequence[str]]
) -> Claim | Topic:
    """The claim or topic with the scope and level of law that its text or the inquiry names."""
    codes = [code for _, _, code in spot_places(item.text)]
    place = inquiry.place or _one_place(codes)
    parties = frozenset({inquiry.agency}) if inquiry.agency else _parties(item.text, agencies)
    scope = Scope(place=place, parties=parties)
    authority = _authority(item.text, spot_places)
    if isinstance(item, Topic):
        return Topic(text=item.text, subject=item.subject, asked=item.asked, scope=scope, authority=authority)
    return Claim(text=item.text, scope=scope, authority=authority, author=item.author)


def _one_place(codes: Iterable[str]) -> str | None:
    """The narrowest of the places if each of them contains it; several places are no one place."""
    distinct = sorted(set(codes), key=lambda code: (-code.count("-"), code))
    if not distinct:
        return None
    narrowest = distinct[0]
    inside = all(place_relation(narrowest, other) is Relation.NARROWER for other in distinct[1:])
    return narrowest if inside else None


def _parties(text: str, agencies: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The agencies a text names; a longer name hides a shorter one inside it ("state police", "police")."""
    stems = [stem(token.norm) for token in tokens(text)]
    named = sorted(
        (
            (tuple(stem(token.norm) for token in tokens(name)), code)
            for code, names in agencies.items()
            for name in names
        ),
        key=lambda entry: -len(entry[0]),
    )
    taken = [False] * len(stems)
    found = set()
    for phrase, code in named:
        for i in range(len(stems) - len(phrase) + 1 if phrase else 0):
            here = slice(i, i + len(phrase))
            if tuple(stems[here]) == phrase and not any(taken[here]):
                taken[here] = [True] * len(phrase)
                found.add(code)
    return frozenset(found)


def _authority(text: str, spot_places: SpotPlaces) -> Authority | None:
    for level, pattern in _LEVELS:
        if re.search(pattern, text, re.IGNORECASE):
            return level
    named = _UNDER.search(text)
    if named and any(code.count("-") == 1 for _, _, code in spot_places(named["place"])):
        return Authority.STATE
    return None
