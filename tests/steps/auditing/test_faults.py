"""What is wrong with a draft's figures, quotations and statements, told by rule."""

from __future__ import annotations

import pytest

from wellsourced.steps.auditing.clashes import clashes
from wellsourced.steps.auditing.duties import tells_of_duty
from wellsourced.steps.auditing.named import holds, looked_up
from wellsourced.steps.auditing.quotations import compared, quotations
from wellsourced.steps.auditing.sums import miscalculations

RIGHT = [
    "Nineteen of 31 counties, or 61 percent, let shops sell.",
    "Ridership rose from 200 to 250, an increase of 25 percent.",
    "Ridership rose 25 percent from 200 to 250.",
    "The city runs 12 buses, 7 trams and 3 ferries, for a total of 22 vehicles.",
    "Of 31 counties, 19 let shops sell and the other 12 do not.",
    "Unemployment fell from 6.2 percent to 4.1 percent.",
    "The fee rose from $8 in 2020 to $12 in 2024, a 50 percent increase.",
    "Of 50 states, 6 require it, or 12 percent.",
    "About 54 of 120 members (45%) voted.",
    "Roughly half of the 31 counties, 15, let shops sell.",
    "The county held 110 people: 70 in March and 40 in April.",
    "The county held about 120 people: 70 in March and 44 in April.",
    "The bill drew 120 comments, including 70 from sheriffs and 40 from mayors.",
    "It spent $3 million in 2024: $2.4 million on jails and $500,000 on patrol.",
    "It was 8 to 5 in the vote: 7 for and 6 against.",
    "He served two terms: one in 1990 and one in 2002.",
    "Section 12 of 14 applies, and 30 percent of anglers pay.",
]
WRONG = [
    ("Nineteen of 31 counties, or 71 percent, let shops sell.", "61.3"),
    ("Ridership rose from 200 to 250, an increase of 20 percent.", "25"),
    ("Of 50 states, 6 require it, or 20 percent.", "12"),
    ("Ridership rose from 250 to 200.", "no rise"),
    ("The city runs 12 buses, 7 trams and 3 ferries, for a total of 24 vehicles.", "22"),
    ("Of 31 counties, 19 let shops sell and the other 13 do not.", "12"),
    ("The fee rose from $8 to $12, an increase of 40 percent.", "50"),
    ("The county held 120 people: 70 in March and 40 in April.", "70 and 40 add up to 110, not 120"),
    ("The league has 30 teams — 15 in the East, 12 in the West and 4 abroad.", "31"),
    ("It spent $3.4 million in 2024: $2.1 million on jails and $1.1 million on patrol.", "not 3400000"),
]


@pytest.mark.parametrize("sentence", RIGHT)
def test_figures_that_come_out_are_let_be(sentence: str) -> None:
    assert miscalculations(sentence) == ()


@pytest.mark.parametrize(("sentence", "right"), WRONG)
def test_figures_that_do_not_are_told_with_what_their_parts_come_to(sentence: str, right: str) -> None:
    (wrong,) = miscalculations(sentence)
    assert right in wrong.why
    assert sentence[wrong.start : wrong.end].strip()


LAW = "A county clerk shall sell day permits during office hours. A county may let shops sell them."


@pytest.mark.parametrize(
    "quoted",
    [
        "“A county clerk shall sell day permits”",
        '"a county clerk shall sell day permits during office hours"',
        "“A county clerk shall ... during office hours”",
        "“[a] county clerk shall sell day permits”",
    ],
)
def test_a_quotation_word_for_word_is_exact(quoted: str) -> None:
    (quotation,) = quotations(f"The act says {quoted}.")
    found = compared(quotation, [LAW])
    assert found is not None
    assert found.exact


def test_a_changed_word_is_told_with_what_stands_there() -> None:
    (quotation,) = quotations("The act says “a county clerk may sell day permits during office hours”.")
    found = compared(quotation, [LAW])
    assert found is not None
    assert not found.exact
    assert "shall sell" in found.nearest


def test_a_quotation_of_something_else_is_not_found() -> None:
    (quotation,) = quotations("He said “the trout are back in the Tarn this year”.")
    assert compared(quotation, [LAW]) is None


def test_a_word_held_at_arms_length_is_no_quotation() -> None:
    assert quotations("It works as a “dragnet” for the “county clerk”.") == ()


def test_two_statements_of_one_draft_that_cannot_both_be_true_are_found() -> None:
    told = [
        "The Tarn Bridge opened in 1990.",
        "Nineteen counties let shops sell permits.",
        "Alder County raised the fee to $12 in 2024.",
        "Sixteen counties let shops sell permits.",
        "The Tarn Bridge opened in 1994.",
        "Alder County raised the fee to $9 in 2021.",
    ]
    assert {(one.one, one.other) for one in clashes(told)} == {(0, 4), (1, 3)}


def test_a_draft_that_repeats_itself_does_not_contradict_itself() -> None:
    assert clashes(["The Tarn Bridge opened in 1990."] * 5) == ()


def test_laws_cases_and_bodies_are_looked_up() -> None:
    told = (
        "By the Inland Waters Act and 8 U.S.C. § 1373, Reed v. Alder County holds, the Trout Institute says."
    )
    assert [one.text for one in looked_up(told)] == [
        "Inland Waters Act",
        "8 U.S.C. § 1373",
        "Reed v. Alder County",
        "Trout Institute",
    ]


def test_a_law_is_found_in_any_spelling() -> None:
    (cited,) = looked_up("This is under 8 U.S.C. § 1373.")
    assert holds(cited, ["Section 1373 of title 8 of the United States Code says so."])
    assert not holds(cited, ["8 U.S.C. § 1644 says so."])


@pytest.mark.parametrize(
    ("claim", "is_one"),
    [
        ("Texas law requires sheriffs to honor detainers.", True),
        ("Police may refuse ICE requests.", True),
        ("Jails are not required to hold people.", True),
        ("In Florida, detainers surged and led to deportations that policies bar.", False),
        ("The county counted 12 requests.", False),
        ("Oregon law bars police from honoring ICE detainers.", True),
        ("The Third Circuit ruled in 2014 that ICE detainers are requests.", True),
        ("The report said that detainers surged in 2025.", False),
    ],
)
def test_a_rule_speaks_only_to_claims_of_duty(claim: str, is_one: bool) -> None:
    assert tells_of_duty(claim) is is_one
