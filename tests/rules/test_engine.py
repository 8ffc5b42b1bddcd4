"""What the engine promises whatever the casebook is about."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_up_books import DAYS, SITUATIONS, MadeUpAction, MadeUpBook, act, books, instruments
from wellsourced.errors import InputError
from wellsourced.model.provisions import Paper, RuleValue
from wellsourced.model.scope import PartialDate
from wellsourced.rules import chain
from wellsourced.rules.chain import chain_of, locate
from wellsourced.rules.effects import ActionTraits
from wellsourced.rules.engine import Answer, resolve
from wellsourced.rules.finding import find_place
from wellsourced.rules.gazetteer import gazetteer
from wellsourced.rules.in_force import Standing, standing
from wellsourced.rules.instruments import Bar, Binds, CarveOut, Instrument, Needs
from wellsourced.rules.precedence import Reach, binds_agency, reach
from wellsourced.rules.situation import Situation

DAY = date(2026, 1, 1)
ASKED = Situation(place="US-TX", agency="police", action="rent_boat")
IN_BAY = replace(ASKED, place="US-TX-city-Bay")


def answer(*rows: Instrument, asked: Situation = ASKED, day: date = DAY) -> Answer:
    return resolve(MadeUpBook(instruments=rows), asked, day)


def bay(**changes: object) -> Instrument:
    """An ordinance of the town of Bay."""
    return act(**{"id": "TOWN", "level": "city", "place": "US-TX-city-Bay", "kind": "ordinance", **changes})


def says(value: str) -> dict[str, str]:
    return {"rent_boat": value}


# --- the order of law


def test_a_state_act_decides_for_its_towns() -> None:
    found = answer(act(), bay(actions=says("must")), asked=IN_BAY)
    assert found.value is RuleValue.MUST_NOT
    assert [rule.instrument for rule in found.because] == ["ACT"]
    assert [(rule.instrument, rule.why) for rule in found.displaced] == [("TOWN", "The Harbor Act decides")]


def test_a_floor_leaves_the_town_free() -> None:
    found = answer(act(actions=says("may")), bay(actions=says("must_not")), asked=IN_BAY)
    assert found.value is RuleValue.MUST_NOT
    assert [rule.instrument for rule in found.because] == ["TOWN", "ACT"]


def test_a_bar_takes_the_town_s_freedom() -> None:
    bar = (Bar(action="rent_boat", values=("must_not",)),)
    found = answer(act(actions=says("may"), bars=bar), bay(), asked=IN_BAY)
    assert found.value is RuleValue.MAY
    assert found.displaced[0].instrument == "TOWN"


def test_a_silent_act_displaces_nothing() -> None:
    assert answer(act(actions=says("silent")), bay(), asked=IN_BAY).value is RuleValue.MUST_NOT


def test_a_high_court_goes_before_a_statute() -> None:
    ruling = act(id="RULING", level="court", actions=says("must_not"), binds=Binds(scope="state"))
    found = answer(act(actions=says("must")), ruling)
    assert (found.value, found.because[0].instrument) == (RuleValue.MUST_NOT, "RULING")


def test_a_circuit_binds_its_states_and_no_other() -> None:
    places = frozenset({"US-circuit-5"})
    ruling = act(id="5TH", level="court", place="US", binds=Binds(scope="circuit", places=places))
    assert answer(ruling).value is RuleValue.MUST_NOT
    assert answer(ruling, asked=replace(ASKED, place="US-KY")).value is RuleValue.NOT_FOUND


def test_federal_law_commands_no_local_officer() -> None:
    federal = act(id="FED", level="federal", place="US", actions=says("must"))
    found = answer(federal)
    assert found.value is RuleValue.NOT_FOUND
    assert "may not command" in found.displaced[0].why


def test_rules_of_one_rank_against_each_other_settle_nothing() -> None:
    found = answer(act(), act(id="OTHER", actions=says("must")))
    assert found.value is RuleValue.UNRESOLVED
    assert {rule.instrument for rule in found.because} == {"ACT", "OTHER"}


def test_a_contested_rule_is_unresolved_where_it_is_contested() -> None:
    dispute = bay(actions=says("silent"), contests=frozenset({"ACT"}))
    assert answer(act(), dispute, asked=IN_BAY).value is RuleValue.UNRESOLVED
    assert answer(act(), dispute).value is RuleValue.MUST_NOT


# --- conditions


def test_an_exception_comes_before_the_rule() -> None:
    carve = CarveOut(
        action="rent_boat",
        value=RuleValue.MAY,
        when="a storm is near",
        needs=Needs(grounds=frozenset({"storm"})),
    )
    row = act(carve_outs=(carve,))
    assert answer(row).value is RuleValue.MUST_NOT
    assert answer(row, asked=replace(ASKED, grounds=frozenset({"storm"}))).value is RuleValue.MAY
    assert answer(row).exceptions == ("The Harbor Act: allowed where: a storm is near",)


def test_a_condition_that_is_not_encoded_is_unresolved() -> None:
    carve = CarveOut(action="rent_boat", value=RuleValue.MAY, when="it is fair", needs=Needs())
    assert answer(act(carve_outs=(carve,))).value is RuleValue.UNRESOLVED


@pytest.mark.parametrize(
    ("paper", "value"),
    [
        (Paper.NONE, RuleValue.ONLY_WITH_JUDICIAL_WARRANT),
        (Paper.ADMINISTRATIVE_WARRANT, RuleValue.ONLY_WITH_JUDICIAL_WARRANT),
        (Paper.JUDICIAL_WARRANT, RuleValue.MAY),
        (Paper.CRIMINAL_WARRANT, RuleValue.MAY),
    ],
)
def test_a_judge_s_warrant_flips_what_needs_one(paper: Paper, value: RuleValue) -> None:
    row = act(actions=says("may_if_judicial_warrant"))
    assert answer(row, asked=replace(ASKED, paper=paper)).value is value


def test_a_bar_that_does_not_speak_of_a_judge_s_warrant_is_unresolved_there() -> None:
    asked = replace(ASKED, paper=Paper.JUDICIAL_WARRANT)
    assert answer(act(), asked=asked).value is RuleValue.UNRESOLVED
    papers = {"rent_boat": frozenset({Paper.JUDICIAL_WARRANT})}
    assert answer(act(court_papers=papers), asked=asked).value is RuleValue.MAY


def test_a_bar_that_gives_way_to_a_judge_and_a_town_that_asks_for_more_say_one_thing() -> None:
    """Without the warrant both forbid it; what the warrant must come with is the town's to say."""
    opened = act(court_papers={"rent_boat": frozenset({Paper.JUDICIAL_WARRANT})})
    needs = Needs(papers=frozenset({Paper.JUDICIAL_WARRANT}), grounds=frozenset({"storm"}))
    town = bay(actions=says("only_with"), needs={"rent_boat": needs})
    found = answer(opened, town, asked=IN_BAY)
    assert (found.value, found.needs) == (RuleValue.ONLY_WITH, needs)
    assert [rule.instrument for rule in found.because] == ["TOWN", "ACT"]
    with_both = replace(IN_BAY, paper=Paper.JUDICIAL_WARRANT, grounds=frozenset({"storm"}))
    assert answer(opened, town, asked=with_both).value is RuleValue.MAY


def test_a_bar_stays_a_bar_over_a_town_that_asks_for_another_paper_or_for_none() -> None:
    opened = act(court_papers={"rent_boat": frozenset({Paper.CRIMINAL_WARRANT})})
    warrant = bay(actions=says("may_if_judicial_warrant"))
    storm = bay(actions=says("only_with"), needs={"rent_boat": Needs(grounds=frozenset({"storm"}))})
    for town in (warrant, storm):
        found = answer(opened, town, asked=IN_BAY)
        assert (found.value, found.because[0].instrument) == (RuleValue.MUST_NOT, "ACT")
    assert answer(act(), warrant, asked=IN_BAY).value is RuleValue.MUST_NOT


def test_a_duty_for_listed_cases_waits_for_one() -> None:
    row = act(actions=says("must"), only_if={"rent_boat": Needs(grounds=frozenset({"storm"}))})
    assert answer(row).value is RuleValue.UNRESOLVED
    assert answer(row).needs.grounds == {"storm"}
    assert answer(row, asked=replace(ASKED, grounds=frozenset({"storm"}))).value is RuleValue.MUST


def test_town_and_state_may_ask_for_one_thing_each() -> None:
    state = act(actions=says("may_if_judicial_warrant"))
    town = bay(actions=says("may"), needs={"rent_boat": Needs(grounds=frozenset({"storm"}))})
    found = answer(state, town, asked=IN_BAY)
    assert found.value is RuleValue.ONLY_WITH
    assert (found.needs.papers, found.needs.grounds) == ({Paper.JUDICIAL_WARRANT}, {"storm"})


def test_a_source_that_we_would_not_cite_settles_nothing() -> None:
    found = answer(act(cited=False))
    assert (found.value, found.confidence) == (RuleValue.UNRESOLVED, 0.0)
    assert not found.because[0].verified
    assert "no page on it that we would cite" in found.notes[0]


# --- clauses and days


def test_a_court_stops_the_clause_it_names() -> None:
    row = act(status="partly_enjoined", enjoined=("rent_boat",))
    assert answer(row).value is RuleValue.NOT_FOUND
    assert answer(row).displaced[0].instrument == "ACT"
    assert answer(act(status="partly_enjoined", enjoined=("selling",))).value is RuleValue.MUST_NOT


def test_an_unnamed_stop_may_be_of_any_clause() -> None:
    assert answer(act(status="partly_enjoined")).value is RuleValue.UNRESOLVED


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2025, 6, 30), RuleValue.NOT_FOUND),
        (date(2025, 7, 1), RuleValue.UNRESOLVED),
        (date(2025, 7, 30), RuleValue.UNRESOLVED),
        (date(2025, 7, 31), RuleValue.MUST_NOT),
    ],
)
def test_a_month_is_open_until_it_is_over(day: date, value: RuleValue) -> None:
    assert answer(act(effective=PartialDate(text="2025-07")), day=day).value is value


def test_a_rule_in_doubt_matters_only_where_it_could_change_the_answer() -> None:
    coming = act(id="NEW", effective=PartialDate(text="2026"))
    assert answer(act(), coming).value is RuleValue.MUST_NOT
    assert answer(act(actions=says("may")), coming).value is RuleValue.UNRESOLVED


def test_a_rule_ends_when_its_successor_starts() -> None:
    new = act(id="NEW", actions=says("must"), effective=PartialDate(text="2025-01-01"), supersedes=("ACT",))
    assert answer(act(), new, day=date(2024, 12, 31)).value is RuleValue.MUST_NOT
    assert answer(act(), new, day=date(2025, 1, 1)).value is RuleValue.MUST


def test_a_sunset_is_honored() -> None:
    row = act(sunsets={"rent_boat": date(2026, 1, 1)})
    assert answer(row, day=date(2025, 12, 31)).value is RuleValue.MUST_NOT
    assert answer(row, day=date(2026, 1, 1)).value is RuleValue.NOT_FOUND


# --- places


def test_a_chain_goes_from_the_town_to_the_country() -> None:
    assert chain_of("US-OR-city-Portland")[-3:] == ({"US-OR"}, {"US-circuit-9"}, {"US"})
    assert len(chain_of("US-NY-city-New York")[1]) == 5
    assert chain_of("US-DC") == ({"US-DC"}, {"US-circuit-DC"}, {"US"})
    assert chain_of("US-PR")[1] == {"US-circuit-1"}
    assert chain_of("US") == ({"US"},)


def test_a_city_and_county_in_one_is_one_government() -> None:
    assert chain_of("US-KY-city-Louisville")[0] == chain_of("US-KY-county-Jefferson")[0]


@pytest.mark.parametrize("borough", ["Bronx", "Kings", "New York", "Queens", "Richmond"])
def test_a_borough_s_county_has_the_city_s_police_and_jail(borough: str) -> None:
    place = find_place(f"{borough} County, NY")
    assert place == f"US-NY-county-{borough}"
    city = act(id="CITY", level="city", place="US-NY-city-New York", kind="ordinance")
    for agency in ("police", "jail", "sheriff"):
        found = answer(city, asked=replace(ASKED, place=place, agency=agency))
        assert (found.value, found.because[0].instrument) == (RuleValue.MUST_NOT, "CITY"), agency


def test_any_town_has_the_jail_of_its_county() -> None:
    cook = act(id="COUNTY", level="county", place="US-IL-county-Cook", kind="ordinance")
    cicero = replace(ASKED, place=find_place("Cicero, IL"), agency="jail")
    assert answer(cook, asked=cicero).value is RuleValue.MUST_NOT
    assert answer(cook, asked=replace(cicero, agency="police")).value is RuleValue.NOT_FOUND


def test_a_city_in_no_county_is_told_so() -> None:
    alexandria = locate("US-VA-city-Alexandria")
    assert (alexandria.independent, alexandria.counties, alexandria.counties_unknown) == (True, set(), False)
    found = answer(act(), asked=replace(ASKED, place="US-VA-city-Alexandria", agency="jail"))
    assert found.notes[-1] == "This city lies in no county, and we do not know who runs its jail."


def test_a_town_s_law_does_not_bind_the_county_s_jail() -> None:
    assert answer(bay(), asked=IN_BAY).value is RuleValue.MUST_NOT
    assert answer(bay(), asked=replace(IN_BAY, agency="jail")).value is RuleValue.NOT_FOUND
    assert answer(bay(), asked=replace(IN_BAY, agency="state_police")).value is RuleValue.NOT_FOUND


def test_a_town_is_not_its_county() -> None:
    harris = act(id="COUNTY", level="county", place="US-TX-county-Harris", kind="ordinance")
    houston = replace(ASKED, place="US-TX-city-Houston")
    assert answer(harris, asked=houston).value is RuleValue.NOT_FOUND
    # Houston reaches into three counties, so whose jail is meant is not certain.
    assert answer(harris, asked=replace(houston, agency="jail")).value is RuleValue.UNRESOLVED


@pytest.mark.parametrize(
    "asked",
    [
        replace(ASKED, action="fly"),
        replace(ASKED, agency="navy"),
        replace(ASKED, grounds=frozenset({"whim"})),
        replace(ASKED, paper="napkin"),
    ],
)
def test_what_the_casebook_does_not_declare_is_refused(asked: Situation) -> None:
    with pytest.raises(InputError, match="choose one of"):
        answer(act(), asked=asked)


# --- properties


@settings(max_examples=150, deadline=None)
@given(book=books(), extra=instruments(("US-OR", "US-OR-city-Portland")), asked=SITUATIONS, day=DAYS)
def test_an_unrelated_instrument_changes_nothing(
    book: MadeUpBook, extra: Instrument, asked: Situation, day: date
) -> None:
    more = MadeUpBook(instruments=(*book.instruments, replace(extra, id="Z-UNRELATED")))
    assert resolve(more, asked, day) == resolve(book, asked, day)


def _may_be_in_force(book: MadeUpBook, row: Instrument, action: str, day: date) -> bool:
    return standing(row, action, day, book.instruments) is not Standing.NOT


@settings(max_examples=150, deadline=None)
@given(book=books(), asked=SITUATIONS, day=DAYS)
def test_an_answer_depends_only_on_rows_in_force_that_day(
    book: MadeUpBook, asked: Situation, day: date
) -> None:
    rows = tuple(row for row in book.instruments if _may_be_in_force(book, row, asked.action, day))
    assert resolve(MadeUpBook(instruments=rows), asked, day) == resolve(book, asked, day)


@settings(max_examples=200, deadline=None)
@given(book=books(), asked=SITUATIONS, day=DAYS)
def test_deciding_and_displaced_are_all_that_apply(book: MadeUpBook, asked: Situation, day: date) -> None:
    where = locate(asked.place)
    applies = sorted(
        row.id
        for row in book.instruments
        if row.actions[asked.action] != "silent"
        and reach(row, where, asked.agency) is not Reach.NO
        and binds_agency(row, asked.agency, asked.action)
        and _may_be_in_force(book, row, asked.action, day)
    )
    found = resolve(book, asked, day)
    told = [rule.instrument for rule in found.because] + [rule.instrument for rule in found.displaced]
    assert sorted(told) == applies


@settings(max_examples=200, deadline=None)
@given(book=books(), asked=SITUATIONS, day=DAYS)
def test_every_answer_cites_what_decided_it(book: MadeUpBook, asked: Situation, day: date) -> None:
    found = resolve(book, asked, day)
    assert (found.value is RuleValue.NOT_FOUND) == (not found.because)
    decided = found.value not in (RuleValue.NOT_FOUND, RuleValue.UNRESOLVED)
    assert not decided or found.because[0].verified
    assert (found.confidence > 0) == decided


@settings(max_examples=150, deadline=None)
@given(book=books(), asked=SITUATIONS, day=DAYS, seed=st.randoms())
def test_the_order_of_the_rows_does_not_matter(
    book: MadeUpBook, asked: Situation, day: date, seed: random.Random
) -> None:
    rows = list(book.instruments)
    seed.shuffle(rows)
    shuffled, found = resolve(MadeUpBook(instruments=tuple(rows)), asked, day), resolve(book, asked, day)
    assert (shuffled.value, shuffled.needs) == (found.value, found.needs)
    assert {rule.instrument for rule in shuffled.because} == {rule.instrument for rule in found.because}


def test_a_bar_does_not_outweigh_other_law_unless_it_says_so() -> None:
    traits = ActionTraits(overriding=frozenset({"storm"}))
    book = MadeUpBook(instruments=(act(),), actions=(MadeUpAction(code="rent_boat", traits=traits),))
    assert resolve(book, ASKED, DAY).value is RuleValue.MUST_NOT
    stormy = replace(ASKED, grounds=frozenset({"storm"}))
    assert resolve(book, stormy, DAY).value is RuleValue.UNRESOLVED


def test_a_casebook_declares_papers_of_its_own() -> None:
    row = act(actions=says("only_with"), needs={"rent_boat": Needs(papers=frozenset({"permit"}))})
    assert answer(row).value is RuleValue.ONLY_WITH
    assert answer(row, asked=replace(ASKED, paper="permit")).value is RuleValue.MAY
    assert answer(act(actions=says("only_with"))).value is RuleValue.UNRESOLVED


def test_what_a_high_court_allows_no_act_simply_takes_away() -> None:
    ruling = act(id="RULING", level="court", actions=says("may"), binds=Binds(scope="state"))
    assert answer(ruling).value is RuleValue.MAY
    assert answer(ruling, act()).value is RuleValue.UNRESOLVED
    bars = (Bar(action="rent_boat", values=("must_not",)),)
    assert answer(replace(ruling, bars=bars), act()).value is RuleValue.MAY


def test_a_row_that_a_court_has_stopped_is_put_aside() -> None:
    found = answer(act(status="enjoined"))
    assert (found.value, found.displaced[0].instrument) == (RuleValue.NOT_FOUND, "ACT")


def test_every_state_lies_in_one_circuit() -> None:
    codes = [f"US-{code}" for code in gazetteer().state_names if code != "AS"]
    assert all(len(chain_of(code)) == 3 for code in codes)
    assert len({code for one in codes for code in chain_of(one)[1]}) == 12


def test_the_governments_named_in_the_table_are_places() -> None:
    """A misspelled county would bind no one, and no one would notice."""
    table = gazetteer()
    counties = {place.code for group in table.counties.values() for place in group}
    cities = {place.code for group in table.cities.values() for place in group}
    rows = json.loads((Path(chain.__file__).parent / "us_governments.json").read_text(encoding="utf-8"))
    served = {county: city for county, city in rows["served_by"].items() if county != "source"}
    assert set(served) <= counties
    assert set(served.values()) | {row["code"] for row in rows["city_jails"]} <= cities
    for row in rows["consolidated"]:
        assert set(row["codes"]) & (cities | counties), row["codes"]
        assert row["source"]


def test_an_agency_that_no_table_knows_is_of_the_place_s_own_government() -> None:
    town, county, state = "US-TX-city-Houston", "US-TX-county-Harris", "US-TX"
    assert locate(town).has("harbor_master") and locate(state).has("harbor_master")
    assert [locate(town).local_hold(code, "harbor_master") for code in (town, county)] == [True, False]
    assert [locate(town).local_hold(code, "sheriff") for code in (town, county)] == [False, True]
    assert not locate(town).has("state_police") and locate(state).has("state_police")
