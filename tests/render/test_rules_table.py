"""Rules are gathered for reading, and every rule gathered can be read back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders import E_ALDER, E_BIRCH, E_STATUTE, provision, provisions
from wellsourced.model.provisions import Provision, RuleValue
from wellsourced.render.rules_table import group_rules, split_by_place

AVONIA = ("ZZ-AV", "Avonia")
ALDER = ("ZZ-AV-county-Alder", "Alder County, Avonia")
TARN = ("ZZ-TN-city-Tarn", "Tarn, Tennery")


def test_agencies_and_actions_under_one_rule_share_a_line() -> None:
    rows = [
        provision(E_ALDER, ALDER, (agency, RuleValue.MUST_NOT, action))
        for agency in ("jail", "police")
        for action in ("sell", "lend")
    ]
    ((state,),) = [group_rules(rows, ["police", "jail"])]
    (line,) = state.places[0].lines
    assert line.agencies == ("police", "jail")
    assert line.actions == ("sell", "lend")


def test_agencies_stand_in_their_casebook_s_order_and_others_after_them() -> None:
    rows = [
        provision(E_ALDER, ALDER, (agency, RuleValue.MAY, "sell"))
        for agency in ("clerk", "wardens", "bailiff", "ferrymen")
    ]
    line = group_rules(rows, ["wardens", "ferrymen"])[0].places[0].lines[0]
    assert line.agencies == ("wardens", "ferrymen", "bailiff", "clerk")


def test_an_action_that_binds_fewer_agencies_keeps_its_own_line() -> None:
    rows = [
        provision(E_ALDER, ALDER, ("police", RuleValue.MAY, "sell")),
        provision(E_ALDER, ALDER, ("jail", RuleValue.MAY, "sell")),
        provision(E_ALDER, ALDER, ("jail", RuleValue.MAY, "lend")),
    ]
    lines = group_rules(rows, ["police", "jail"])[0].places[0].lines
    assert [(line.agencies, line.actions) for line in lines] == [
        (("police", "jail"), ("sell",)),
        (("jail",), ("lend",)),
    ]


def test_a_state_comes_before_its_places_and_lends_them_its_name() -> None:
    rows = [
        provision(E_ALDER, ALDER, ("police", RuleValue.MAY, "sell")),
        provision(E_STATUTE, AVONIA, ("police", RuleValue.MUST, "sell")),
        provision(E_BIRCH, TARN, ("police", RuleValue.MAY, "sell")),
    ]
    states = group_rules(rows)
    assert [state.name for state in states] == ["Avonia", "Tennery"]
    assert [place.name for place in states[0].places] == ["", "Alder County"]
    assert [place.name for place in states[1].places] == ["Tarn"]


def test_the_first_places_are_shown_and_no_place_is_torn() -> None:
    shown, rest = split_by_place(provisions(), 2)
    assert {row.place for row in shown} == {"ZZ-AV", "ZZ-AV-county-Alder"}
    assert {row.place for row in rest} == {"ZZ-AV-county-Birch"}
    assert len(shown) + len(rest) == len(provisions())


def facts(rows: list[Provision]) -> set[tuple[object, ...]]:
    return {(r.place, r.agency, r.subject, r.value, r.since, r.instrument) for r in rows}


@given(
    st.lists(
        st.builds(
            provision,
            st.sampled_from([E_ALDER, E_BIRCH]),
            st.sampled_from([AVONIA, ALDER, TARN]),
            st.tuples(
                st.sampled_from(["police", "jail", "warden"]),
                st.sampled_from(RuleValue),
                st.sampled_from(["sell", "lend"]),
            ),
            st.sampled_from([None, "2024", "2025-03-01"]),
        ),
        max_size=20,
    )
)
def test_nothing_is_lost_or_added_by_gathering(rows: list[Provision]) -> None:
    read_back = {
        (place.place, agency, action, line.value, line.since, line.instrument)
        for state in group_rules(rows)
        for place in state.places
        for line in place.lines
        for agency in line.agencies
        for action in line.actions
    }
    assert read_back == facts(rows)
