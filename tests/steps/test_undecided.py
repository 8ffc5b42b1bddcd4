"""A page tells what speaks of its matter also where no tier could say which side it takes."""

from datetime import date
from pathlib import Path

import pytest

from desks import Text, ask, desk_of, html, labels, markdown, terminal
from wellsourced.model.reports import Report

ASKED = "Does Alderford require a permit to moor a barge?"
NEITHER = (
    "No one may moor a barge at Alderford unless the board has issued a permit.",
    "Since last spring nobody in Alderford has had to get a permit to moor a barge.",
)
YEARS = range(2015, 2022)
BESIDE = "The harbor of Alderford was dug in spring, and a mason laid the stairs."


def told(*bodies: str) -> list[Text]:
    return [Text(body=body, publisher=f"Paper {n}") for n, body in enumerate(bodies)]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder: Path = tmp_path_factory.mktemp("undecided")
    return ask(ASKED, desk_of(told(*NEITHER, BESIDE), folder))


def test_a_page_that_decides_nothing_still_says_what_it_found(page: Report) -> None:
    assert labels(page) == ["not_enough_evidence"]
    assert page.is_thin
    assert {statement.text for statement in page.undecided} == set(NEITHER)


def test_what_seems_to_speak_against_comes_first(page: Report) -> None:
    assert page.undecided[0].text == NEITHER[1]


def test_each_is_a_statement_like_any_other(page: Report) -> None:
    shown = {exhibit.passage.id: exhibit.passage.text for exhibit in page.exhibits}
    for statement in page.undecided:
        (citation,) = statement.citations
        assert citation.quote == statement.text
        assert citation.quote in shown[citation.passage]
    assert set(page.undecided) <= set(page.statements())


def test_every_form_of_the_page_tells_it_as_the_source_s_words(page: Report) -> None:
    for printed in (markdown(page), terminal(page), html(page)):
        told = " ".join(printed.split())
        assert "Found, but not weighed" in told
        assert "none in words that could be weighed" in told
        assert f"“{NEITHER[0][:40]}" in told
        assert BESIDE not in told


def test_what_agrees_with_a_verdict_is_not_set_against_it(tmp_path: Path) -> None:
    says = "Alderford requires a permit to moor a barge."
    decided = ask(ASKED, desk_of(told(says, *NEITHER), tmp_path))
    assert labels(decided) == ["supported"]
    assert [statement.text for statement in decided.undecided] == [NEITHER[1]]


def test_a_place_in_a_longer_name_says_who_is_meant(tmp_path: Path) -> None:
    says = "Tap water in Alderford no longer has to be boiled before it is drunk."
    asked = "Residents of Alderford must boil tap water before they drink it."
    assert [one.text for one in ask(asked, desk_of(told(says), tmp_path)).undecided] == [says]


def test_a_name_that_only_shares_its_kind_does_not_say_who_is_meant(tmp_path: Path) -> None:
    says = "Birch County raised its fishing permit fee to $15 in 2021."
    asked = "Alder County raised its fishing permit fee to $15 in 2021."
    assert ask(asked, desk_of(told(says), tmp_path)).undecided == ()


def test_the_words_of_a_name_are_no_measure_of_what_is_spoken_of(tmp_path: Path) -> None:
    asked = "The Alderford Office of Ports and Harbors is accepting applications to the barge program."
    says = "The barge program is no longer accepting applications from people in Alderford."
    beside = "The Alderford Office of Ports and Harbors has moved to Depot Street."
    assert [one.text for one in ask(asked, desk_of(told(says, beside), tmp_path)).undecided] == [says]


def test_where_nothing_is_decided_both_sides_are_heard(tmp_path: Path) -> None:
    free = "Since the {} season nobody in Alderford has had to get a permit to moor a barge."
    moors = [free.format(year) for year in YEARS]
    page = ask(ASKED, desk_of(told(*moors, NEITHER[0]), tmp_path))
    assert labels(page) == ["not_enough_evidence"]
    assert page.undecided[1].text == NEITHER[0]
    assert {one.text for one in page.undecided} <= {*moors, NEITHER[0]}


def test_a_first_word_that_others_write_small_is_no_name(tmp_path: Path) -> None:
    asked = "Overnight mooring is banned in Alderford."
    says = "ALDERFORD — The board voted to drop the ban on overnight mooring."
    assert [one.text for one in ask(asked, desk_of(told(says), tmp_path)).undecided] == [says]


def test_what_would_settle_it_is_told_in_the_reader_s_small_letters(tmp_path: Path) -> None:
    asked = "Is overnight mooring banned in Alderford?"
    page = ask(asked, desk_of(told("The board of Alderford met on Monday and drank tea."), tmp_path))
    assert [one.text.partition("whether ")[2] for one in page.unknowns] == [
        "overnight mooring is banned in Alderford."
    ]


def test_a_source_captured_after_the_day_asked_about_is_heard_all_the_same(tmp_path: Path) -> None:
    desk = desk_of(told(*NEITHER), tmp_path)  # published before that day, and captured after it
    page = ask(ASKED, desk, on=date(2026, 1, 5))
    assert {statement.text for statement in page.undecided} == set(NEITHER)


def test_who_says_the_opposite_in_its_own_word_speaks_of_the_same(tmp_path: Path) -> None:
    asked = "The Orchard Street clinic in Alderford opened to the public."
    says = "Alderford's Orchard Street clinic closed until further notice."
    assert [one.text for one in ask(asked, desk_of(told(says), tmp_path)).undecided] == [says]


def test_a_word_for_everyone_is_no_part_of_what_is_spoken_of(tmp_path: Path) -> None:
    asked = "People in Alderford have to boil their tap water before drinking it."
    says = "The boil-water order for Alderford was lifted, and so people may rest."
    assert [one.text for one in ask(asked, desk_of(told(says), tmp_path)).undecided] == [says]


def test_a_verb_speaks_of_what_its_noun_speaks_of(tmp_path: Path) -> None:
    asked = "Enforcement of the barge code in Alderford is on hold under an order of the harbor court."
    says = "Alderford may enforce the barge code again, the harbor court ruled."
    assert [one.text for one in ask(asked, desk_of(told(says), tmp_path)).undecided] == [says]


COUNTED = "Boats in Alderford were on time on 88 percent of days in June 2026."


@pytest.mark.parametrize(
    ("says", "is_told"),
    [
        (
            "Ferry boats in Alderford were on time on only 79 percent of days in June 2026, volunteers say.",
            True,
        ),
        (
            "Ferry boats in Alderford were on time on only 79 percent of days in June 2019, volunteers say.",
            False,
        ),
        ("Ferry boats in Alderford were on time on all of 30 days in June 2026, volunteers say.", False),
    ],
)
def test_beside_a_verdict_that_stands_another_figure_of_the_same_days_is_told(
    says: str, is_told: bool, tmp_path: Path
) -> None:
    page = ask(COUNTED, desk_of(told(COUNTED, says), tmp_path))
    assert labels(page) == ["supported"]
    assert [one.text for one in page.undecided] == ([says] if is_told else [])
