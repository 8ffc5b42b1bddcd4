"""The US places that a text names, as codes."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from wellsourced.rules.finding import COUNTY_WORD, MOST_CHOICES, find_place, of_kind
from wellsourced.rules.gazetteer import Place, gazetteer, key, printed

__all__ = ["MOST_CHOICES", "find_place", "places_in", "printed"]

SPOTTED_SIZE = 100_000
"""The size from which a bare city name in a text is taken for the city."""
SIZE_IN_STATE = 50_000
"""The same where the text names the city's state."""

# City names that are as often a word or a person's name.
NOT_BARE = frozenset(
    {"Allen", "Cary", "Columbia", "Concord", "Enterprise", "Gary", "Henderson", "Independence", "Irving"}
    | {"Jackson", "Lincoln", "Mesa", "Mobile", "Norman", "Orange", "Paradise", "Plantation", "Surprise"}
    | {"Tyler", "Victoria", "Warren"}
)
_NAME = r"[A-Z][\w’'.-]*"
# A hyphen belongs to one part only, and parts are bounded: time goes with a text's length.
_PART = r"[A-Z][\w’'.]{0,30}(?:-[a-z][\w’'.]{0,30}){0,2}"
_COUNTY = re.compile(rf"\b(?P<name>{_PART}(?:[ -](?:of |de |La |du )?{_PART}){{0,4}})\s{COUNTY_WORD}\b")
_RUN = re.compile(r"(?:St\. )?[A-Z][\w-]{0,40}(?:[ -][A-Z][\w-]{0,40}){0,2}")
_TITLES = (
    "Attorney General|Gov\\.|Governor|Judge|Justice|Mayor|Mr\\.|Mrs\\.|Ms\\.|President|Sen\\.|Senator|Sheriff"
)
_TITLED, _VERSUS = re.compile(rf"(?:{_TITLES})\s$"), re.compile(r"\s(?:v\.|vs\.)")
_LED = 24
"""Characters before a name in which a title that leads it stands."""
_PAPERS = re.compile(r"\s(?:Post|Times|Examiner|Monthly|Week|Journal|Globe|Tribune|Herald|Chronicle|Daily)\b")
_FIRST_NAME = re.compile(
    r"(?:\b(?!(?:Eastern|Western|Central|Northern|Southern|State|University|Of|In|And|At|From|To|As)\s)"
    r"[A-Z][a-z]+|\b[A-Z]\.)\s\Z"
)


def places_in(text: str, known: Collection[str] = ()) -> list[tuple[int, int, str]]:
    """The places a text names, as `(start, end, code)`, in order and without overlap.

    States, `X County`, `City, State`, and bare names of large cities. `known` are place codes that a
    casebook speaks of: their towns and counties are spotted by bare name too, where no larger
    namesake exists. A name that could be several places is none, unless the text names the state.
    """
    table = gazetteer()
    found: list[tuple[int, int, str]] = []
    states = [(m.start(), m.end(), f"US-{table.states[key(m[0])]}") for m in _states().finditer(text)]
    states = [(start, end, code) for start, end, code in states if not _is_name(text, start, end)]
    around = _Around(text=text, known=frozenset(known), states=frozenset(code for _, _, code in states))
    for spotter in (_counties_in(around), _cities_in(around), states):
        found = sorted([*found, *_apart_from(found, spotter)])
    return found


def _apart_from(
    found: Sequence[tuple[int, int, str]], more: Iterable[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Those of `more` that have no part in any of `found`, which are in order."""
    starts = [start for start, _, _ in found]
    reached = list(accumulate((end for _, end, _ in found), max))
    for item in more:
        before = bisect_left(starts, item[1])
        if not before or reached[before - 1] <= item[0]:
            yield item


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """A text with what helps to tell namesakes apart: known places, and the states it names."""

    text: str
    known: frozenset[str]
    states: frozenset[str]

    def settle(self, end: int, places: Sequence[Place], bare: bool) -> tuple[int, Place | None]:
        """Which namesake is meant, and where its name ends: by the state after a comma, else by the rest."""
        after = _after_comma().match(self.text, end)
        if after is None:
            return end, self._meant(places, bare)
        state = gazetteer().states[key(after["state"])]
        return after.end(), next((place for place in places if place.state == state), None)

    def _meant(self, places: Sequence[Place], bare: bool) -> Place | None:
        """A known place without a larger namesake, the one of a state named here, or the likeliest."""
        mine = [place for place in (places[:1] if bare else places) if place.code in self.known]
        if len(mine) == 1:
            return mine[0]
        here = [place for place in places if f"US-{place.state}" in self.states]
        if len(here) == 1 and (not bare or here[0].population >= SIZE_IN_STATE):
            return here[0]
        likely = gazetteer().likeliest(places)
        return likely if likely is not None and (not bare or likely.population >= SPOTTED_SIZE) else None


def _counties_in(around: _Around) -> Iterator[tuple[int, int, str]]:
    table = gazetteer()
    for match in _COUNTY.finditer(around.text):
        for word in re.finditer(r"\S+", match["name"]):
            start = match.start("name") + word.start()
            named = table.counties.get(key(around.text[start : match.end("name")]), ())
            if named:
                end, place = around.settle(match.end(), of_kind(named, match["kind"]), bare=False)
                if place is not None:
                    yield start, end, place.code
                break


def _cities_in(around: _Around) -> Iterator[tuple[int, int, str]]:
    table, text = gazetteer(), around.text
    taken = 0
    for match in re.finditer(rf"\b{_NAME}", text):
        if match.start() < taken or _is_person(text, match.start(), match.end()):
            continue
        for end in _ends(text, match.start()):
            name = text[match.start() : end]
            named = table.cities.get(key(name), ())
            if not named or key(name) in table.states:
                continue
            stop, place = around.settle(end, named, bare=True)
            if place is not None and (stop > end or name not in NOT_BARE):
                yield match.start(), stop, place.code
                taken = stop
                break


def _ends(text: str, start: int) -> list[int]:
    """Where a name of one to three capitalized words from here may end, longest first."""
    run = _RUN.match(text, start)
    if run is None:
        return []
    return [start + word.end() for word in reversed(list(re.finditer(r"[\w.]+", run[0])))]


def _is_person(text: str, start: int, end: int) -> bool:
    """Whether the name is a person's, a party's or a paper's rather than a town's."""
    before = _TITLED.search(text[max(0, start - _LED) : start])
    return bool(before or _VERSUS.match(text, end) or _PAPERS.match(text, end))


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a state's name is that of a paper, or a "Washington" after a first name or an initial."""
    before = text[max(0, start - 40) : start]
    surname = text[start:end] == "Washington" and _FIRST_NAME.search(before) is not None
    return surname or _PAPERS.match(text, end) is not None


@functools.cache
def _states() -> re.Pattern[str]:
    names = [re.escape(name) for name in gazetteer().state_names.values()]
    extra = [r"Washington,? D\.?C\.?", r"D\.C\.", "Washington State", "New York State"]
    return re.compile(rf"\b(?:{'|'.join(sorted([*names, *extra], key=len, reverse=True))})(?!\w)")


@functools.cache
def _after_comma() -> re.Pattern[str]:
    names = [re.escape(name) for name in [*gazetteer().state_names.values(), *gazetteer().state_names]]
    names += [r"D\.C\."]
    return re.compile(rf",\s(?P<state>{'|'.join(sorted(names, key=len, reverse=True))})(?!\w)")
