"""Small made-up casebooks about renting boats: what the engine reads of one, and rows drawn at random."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import strategies as st

from wellsourced.model.provisions import Paper, RuleValue
from wellsourced.model.scope import PartialDate
from wellsourced.rules.effects import ActionTraits
from wellsourced.rules.instruments import Bar, Binds, CarveOut, Instrument, Needs
from wellsourced.rules.situation import Situation

ACTIONS = ("rent_boat", "sell_boat")
AGENCIES = ("police", "sheriff", "jail", "state_police", "harbor_master")
GROUNDS = ("storm", "festival")
PLACES = ("US-TX", "US-TX-county-Harris", "US-TX-city-Bay", "US-KY-city-Louisville", "US-KY", "US-NY")
VALUES = ("must", "may", "must_not", "may_if_judicial_warrant", "silent")
FIRST, LAST = date(2000, 1, 1), date(2030, 12, 31)


@dataclass(frozen=True, kw_only=True)
class MadeUpAction:
    code: str
    traits: ActionTraits = field(default_factory=ActionTraits)


@dataclass(frozen=True, kw_only=True)
class MadeUpBook:
    instruments: tuple[Instrument, ...]
    actions: tuple[MadeUpAction, ...] = tuple(MadeUpAction(code=code) for code in ACTIONS)
    agencies: Mapping[str, str] = field(default_factory=lambda: {code: code for code in AGENCIES})
    grounds: Mapping[str, str] = field(default_factory=lambda: {code: code for code in GROUNDS})
    papers: Mapping[str, str] = field(default_factory=lambda: {"permit": "a permit"})


def act(**changes: Any) -> Instrument:
    """A state act of Texas that binds all agencies since June 1, 2020, unless changed."""
    fields: dict[str, Any] = {
        "id": "ACT",
        "name": "The Harbor Act",
        "cite": "Harbor Code 1",
        "level": "state",
        "place": "US-TX",
        "status": "in_force",
        "actions": {"rent_boat": "must_not"},
        "bars": (),
        "supersedes": (),
        "enacted": None,
        "effective": PartialDate(text="2020-06-01"),
        "ended": None,
        "unverified": frozenset(),
        "seen": date(2026, 1, 31),
        "passage": None,
        "applies_to": frozenset(AGENCIES),
        "settles": {"rent_boat": AGENCIES, "sell_boat": AGENCIES},
        **changes,
    }
    return Instrument(**fields)


_DAYS = st.dates(min_value=FIRST, max_value=LAST)
_DATES = st.one_of(
    st.none(),
    st.one_of(_DAYS.map(date.isoformat), _DAYS.map(lambda day: f"{day:%Y-%m}")).map(
        lambda text: PartialDate(text=text)
    ),
)
_NEEDS = st.builds(
    Needs,
    papers=st.frozensets(st.sampled_from(list(Paper)[1:]), max_size=2),
    grounds=st.frozensets(st.sampled_from(GROUNDS), max_size=1),
)
_CARVES = st.builds(
    CarveOut,
    action=st.sampled_from(ACTIONS),
    value=st.sampled_from([RuleValue.MAY, RuleValue.MUST_NOT, RuleValue.MUST]),
    when=st.just("a storm is near"),
    needs=_NEEDS,
)


def _level(place: str) -> str:
    return place.split("-")[2] if place.count("-") > 1 else "state"


@st.composite
def instruments(draw: st.DrawFn, places: tuple[str, ...] = PLACES) -> Instrument:
    """A row of any kind in one of the places."""
    place = draw(st.sampled_from(places))
    bars = st.builds(Bar, action=st.sampled_from(ACTIONS), values=st.just(("must_not", "may")))
    decree = draw(st.booleans()) and draw(st.booleans())
    return act(
        id=draw(st.text("ABCDEFGH", min_size=3, max_size=6)),
        level=_level(place),
        place=place,
        kind=draw(st.sampled_from(["statute", "executive_order", "agency_policy"])),
        status=draw(st.sampled_from(["in_force", "in_force", "in_force", "superseded", "partly_enjoined"])),
        actions={action: draw(st.sampled_from(VALUES)) for action in ACTIONS},
        settles={action: AGENCIES for action in ACTIONS if draw(st.booleans()) or draw(st.booleans())},
        bars=tuple(draw(st.lists(bars, max_size=1))) if place.count("-") == 1 else (),
        enacted=draw(_DATES),
        effective=draw(_DATES),
        ended=draw(st.one_of(st.none(), _DATES)),
        unverified=draw(st.frozensets(st.sampled_from(["effective", "ended", "enacted"]), max_size=1)),
        carve_outs=tuple(draw(st.lists(_CARVES, max_size=2))),
        only_if={"rent_boat": draw(_NEEDS)} if draw(st.booleans()) and draw(st.booleans()) else {},
        binds=Binds(scope="parties") if decree and place.count("-") > 1 else Binds(),
        cited=draw(st.integers(0, 4)) > 0,
    )


def books(places: tuple[str, ...] = PLACES) -> st.SearchStrategy[MadeUpBook]:
    """A casebook of up to six rows."""
    rows = st.lists(instruments(places), max_size=6, unique_by=lambda row: row.id)
    return rows.map(lambda drawn: MadeUpBook(instruments=tuple(drawn)))


SITUATIONS = st.builds(
    Situation,
    place=st.sampled_from(PLACES),
    agency=st.sampled_from(AGENCIES),
    action=st.sampled_from(ACTIONS),
    paper=st.sampled_from(Paper),
    grounds=st.frozensets(st.sampled_from(GROUNDS)),
)
DAYS = _DAYS
