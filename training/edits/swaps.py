"""Names put for one another: from the passage, from another passage, subject and object exchanged."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import lru_cache
from random import Random

from edits.helpers import names, verbs
from edits.model import NEI, Change

__all__ = ["NamePool", "exchanged", "kind_of_name", "swapped_names"]

_ORGANISATION = re.compile(
    r"\b(?:University|College|Company|Corporation|Inc|League|Act|Court|Department|Party|Committee|Commission|"
    r"Council|Association|Union|Bank|Army|Navy|Congress|Senate|House|Parliament|Assembly|Records|Pictures|Studios|"
    r"Entertainment|Club|Church|Institute|School|Agency|Bureau|Office|Board|Treaty|Cup|Award|Awards|Series|"
    r"Organization|Ministry|Group|Television|Network|Empire|Republic|Kingdom|War|Fund|Force)\b"
)
_PLACE_BEFORE = re.compile(r"\b(?:in|from|near|to|at|across|throughout|within|into|outside)(?: the)? $")
_PERSON = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.)? [A-Z][a-zA-Z'-]+")
_DEMONYM = re.compile(r"[A-Z][a-z]+(?:ian|ean|ese|ish|can|ench|utch|aqi|ani|wan)s?")
_SYMMETRIC = re.compile(
    r"\b(?:and|or|with|between|married|met|border\w*|merged|joined|co-\w+|along|both|equal\w*|shares?|together)\b|[,;]"
)
_FUNCTIONAL = re.compile(
    r"\b(?:capital|born|located|directed|written|created|founded|produced|developed|published|released|headquartered|"
    r"based|died|headed|led|elected|appointed|won|called|known|named|succeeded|defeated|ceded|annexed|colony|"
    r"independence|signed|played|starred|performed|composed|hosted|set|filmed|built|invented|discovered|"
    r"is|was|became|controlled|ruled|occupied|governed|acquired|purchased|owned)\b"
)


def kind_of_name(sentence: str, start: int, end: int) -> str:
    """A rough type of the name at `sentence[start:end]`: org, demonym, acronym, place, person or one-word."""
    name = sentence[start:end]
    if _ORGANISATION.search(name):
        return "org"
    if _DEMONYM.fullmatch(name):
        return "plural demonym" if name.endswith("s") and not name.endswith("ese") else "demonym"
    if name.isupper():
        return "acronym"
    if _PLACE_BEFORE.search(sentence[:start]):
        return "place"
    if _PERSON.fullmatch(name):
        return "person"
    return "word" if " " not in name else "title"


@lru_cache(maxsize=20000)
def _typed(sentence: str) -> tuple[tuple[str, int, int, str], ...]:
    return tuple(
        (sentence[n.start : n.end], n.start, n.end, kind_of_name(sentence, n.start, n.end))
        for n in names(sentence)
        if n.end - n.start > 2
        and not re.fullmatch(r"B\.?C\.?E?|A\.?D\.?|[AP]\.?M\.?", sentence[n.start : n.end])
    )


_VERB = re.compile(
    r"(?:is|are|was|were|has|have|had|can|may|must|shall|will|would|does|did|began|won|led|made|became|took|fought|"
    r"held|lost|built|sought|went|gave|ruled|\w{3,}ed|\w{3,}s)$"
)


class NamePool:
    """Names of each type met in one collection."""

    def __init__(self, sentences: Iterable[str]) -> None:
        found: dict[str, set[str]] = {}
        for sentence in sentences:
            for name, start, _, kind in _typed(sentence):
                # A capital that opens a sentence says nothing: only names met inside one are taken.
                if start > 0:
                    found.setdefault(kind, set()).add(name)
        self._names = {kind: sorted(group) for kind, group in found.items()}
        self._known = set().union(*found.values()) if found else set()

    def knows(self, name: str) -> bool:
        """Whether the name stands inside some sentence."""
        return name in self._known

    def other(self, kind: str, unlike: str, rng: Random) -> str | None:
        """A name of the type that is not part of `unlike`; `None` if a few draws find none."""
        group = self._names.get(kind, [])
        for _ in range(5):
            if group and (name := rng.choice(group)) not in unlike:
                return name
        return None


def swapped_names(sentence: str, others: Iterable[str], pool: NamePool, rng: Random) -> list[Change]:
    """One name put as another of its type; the subject gives "nei", what is said of it "refuted"."""
    near = [found for other in others for found in _typed(other)]
    changes = []
    for name, start, end, kind in _typed(sentence):
        close = sorted({n for n, _, _, k in near if k == kind and n not in sentence and name not in n})
        new = rng.choice(close) if close and rng.random() < 0.6 else pool.other(kind, sentence, rng)
        if (
            not pool.knows(name)
            or new is None
            or not pool.knows(new)
            or name.split()[-1] in new
            or new.split()[-1] in name
        ):
            continue
        if start == 0 or sentence[:start] in ("The ", "the "):
            # "Bands of ...", "Receptor ...": a name is followed by a verb, not by more of a noun phrase.
            follows = sentence[end:].split(" ")[1:2]
            if not follows or not _VERB.match(follows[0]):
                continue
            changes.append(Change(name, new, "subject", NEI, NEI))
        elif kind != "title" and _said_alone(sentence, start, end):
            changes.append(Change(name, new, "name"))
    return changes


def _said_alone(sentence: str, start: int, end: int) -> bool:
    """Whether the name answers a word that takes one answer ("born in"), not one item of a list."""
    return (
        bool(_FUNCTIONAL.search(sentence[max(0, start - 45) : start]))
        and not re.search(r"\b(?:and|or|including|such as|, )\s*(?:the )?$", sentence[:start])
        and not re.match(r"(?: and\b|, [A-Z]|,? or\b|['’]s|-)", sentence[end:])
    )


def exchanged(sentence: str, pool: NamePool | None = None) -> list[Change]:
    """Subject and object exchanged around a verb that is no symmetric one."""
    changes = []
    found = _typed(sentence)
    for one, other in itertools.pairwise(found):
        between = sentence[one[2] : other[1]]
        words = re.findall(r"[a-z]+", between)
        if one[3] != other[3] or one[0] == other[0] or not 1 <= len(words) <= 6 or _SYMMETRIC.search(between):
            continue
        if pool and not pool.knows(one[0]):
            continue
        if sentence[other[2] :].startswith(("'", "’", "-")) or one[3] in ("demonym", "plural demonym"):
            continue
        turns = any(verbs.is_third_person(w) or verbs.is_past(w) or w in ("by", "from") for w in words)
        if turns and one[1] < 5:
            old = sentence[one[1] : other[2]]
            changes.append(Change(old, other[0] + between + one[0], "exchange"))
    return changes + _exchanged_phrases(sentence)


_PHRASE = r"(?:[Tt]he|[Aa]n?|[Ee]ach) (?:[a-z-]+ ){0,2}[a-z-]+"
_TRANSITIVE = re.compile(
    rf"^({_PHRASE}) ((?:is|are|was|were) \w+ed (?:by|into|from|above|below|to) |(?:contains|surrounds|covers|"
    rf"precedes|follows|controls|produces|supplies|replaces|causes|regulates|drains into|inherits from|calls|"
    rf"includes|elects|appoints|oversees|advises|overrides|encloses|supports|drives) "
    rf")({_PHRASE})(?=[.,;]| (?:in|of|at|by|to|and)\b)"
)


def _exchanged_phrases(sentence: str) -> list[Change]:
    match = _TRANSITIVE.search(sentence)
    if not match or match[1].lower() == match[3].lower():
        return []
    first, second = match[3][0].upper() + match[3][1:], match[1][0].lower() + match[1][1:]
    return [Change(match[0], f"{first} {match[2]}{second}", "exchange")]
