"""Promise 18: what is true of one is no evidence on another of the same name."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import Text, ask, desk_of, labels

pytestmark = pytest.mark.promise(18)

# What is asked, and a document that speaks of a namesake of who or what is asked about.
NAMESAKES = [
    (
        "Did the mayor Maria Lopez win the Harrow medal in 2021?",
        "Maria Lopez, a marine biologist, won the Harrow medal in 2021.",
    ),
    (
        "Did the city council of Portland, Oregon, raise the bus fare to $3 in 2024?",
        "The city council of Portland, Maine, raised the bus fare to $3 in 2024.",
    ),
    ("Did Portland, Oregon, ban leaf blowers in 2022?", "Portland, Maine, banned leaf blowers in 2022."),
    (
        "Did Jackson County, Missouri, open a jail in 2020?",
        "Jackson County, Michigan, opened a jail in 2020.",
    ),
    ("Was John Reed Sr. convicted of fraud in 2019?", "John Reed Jr. was convicted of fraud in 2019."),
    ("Was John B. Reed convicted of fraud in 2019?", "John A. Reed was convicted of fraud in 2019."),
    ("Did Alder Bank of Fennmouth collapse in 2019?", "Alder Bank of Tarn collapsed in 2019."),
]
NOT_YET = [
    (
        "Does the sheriff of Orange County, California, honor detainers?",
        "The sheriff of Orange County, Florida, honors detainers.",
    ),
    (
        "Did the University of Tarn dismiss its editor in 2020?",
        "The University of Tarn Press dismissed its editor in 2020.",
    ),
    ("Did King George III visit Tarn in 1790?", "King George II visited Tarn in 1790."),
]
"""Names told apart only by their last part: the state of a county, one more word, a number."""


@pytest.mark.parametrize(("asked", "namesake"), NAMESAKES)
def test_a_namesake_neither_supports_nor_refutes(asked: str, namesake: str, tmp_path: Path) -> None:
    report = ask(asked, desk_of([Text(publisher="Gazette", body=namesake)], tmp_path))
    assert labels(report) == ["not_enough_evidence"]
    assert report.is_thin
    assert report.verdicts[0].evidence == ()


@pytest.mark.parametrize(("asked", "namesake"), NOT_YET)
def test_nor_does_one_that_differs_in_the_last_part_of_the_name(
    asked: str, namesake: str, tmp_path: Path
) -> None:
    assert labels(ask(asked, desk_of([Text(publisher="Gazette", body=namesake)], tmp_path))) == [
        "not_enough_evidence"
    ]


PAIR = [
    Text(publisher="Maine Post", body="Portland, Maine, banned leaf blowers in 2022. Fines start at $50."),
    Text(
        publisher="Oregon Post",
        body="Portland, Oregon, did not ban leaf blowers in 2022. It set a rebate for electric ones.",
    ),
]


@pytest.mark.parametrize(
    ("place", "label", "publisher"),
    [("Maine", "supported", "Maine Post"), ("Oregon", "refuted", "Oregon Post")],
)
def test_each_of_two_namesakes_is_answered_from_its_own_source(
    place: str, label: str, publisher: str, tmp_path: Path
) -> None:
    report = ask(f"Did Portland, {place}, ban leaf blowers in 2022?", desk_of(PAIR, tmp_path))
    assert labels(report) == [label]
    assert {exhibit.source.publisher for exhibit in report.exhibits} == {publisher}


def test_a_source_said_to_speak_of_another_place_is_not_cited_for_this_one(tmp_path: Path) -> None:
    text = Text(publisher="Gazette", body="The sheriff of Orange County honors detainers.", place="US-FL")
    desk = desk_of([text], tmp_path)
    report = ask("Does the sheriff of Orange County, California, honor detainers?", desk)
    assert labels(report) == ["not_enough_evidence"]
    assert report.is_thin
    assert report.verdicts[0].evidence == ()
