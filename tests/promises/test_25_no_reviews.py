"""Promise 25: nothing reads as if somebody here had tried, tested or ranked anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desks import TODAY, Text, ask, bundled_answer, desk_of, flagship, markdown, said
from wellsourced.errors import NotCheckable
from wellsourced.steps.classify import read_inquiry

pytestmark = pytest.mark.promise(25)

REVIEWS = re.compile(
    r"\b(?:we (?:tested|tried|reviewed|used|compared|recommend)|hands-on|our (?:test|review|pick|favorite)s?|"
    r"top[- ](?:rated|pick|choice)|best[- ](?:rated|in class|overall)|editors['’] choice|must-have|"
    r"\d out of \d stars|number one|ranked|winner|runner-up)\b",
    re.IGNORECASE,
)
PRAISE = [
    "We tested the Ferris ladder for a month: it is made of aluminum.",
    "The top-rated Ferris ladder is made of aluminum.",
    "The Ferris ladder, our top pick, is made of aluminum.",
    "In our hands-on review the Ferris ladder, which is made of aluminum, was the best overall.",
    "We highly recommend the Ferris ladder, which is made of aluminum.",
]


@pytest.mark.parametrize("praise", PRAISE)
def test_praise_of_a_source_is_not_repeated_as_ours(praise: str, tmp_path: Path) -> None:
    report = ask(
        "Is the Ferris ladder made of aluminum?", desk_of([Text(body=praise, publisher="Shop")], tmp_path)
    )
    assert REVIEWS.findall(said(report)) == []


def test_the_plain_fact_beside_it_is_told(tmp_path: Path) -> None:
    texts = [Text(body=praise, publisher=f"Shop {n}") for n, praise in enumerate(PRAISE)]
    plain = Text(body="The Ferris ladder is made of aluminum.", publisher="Trade Register")
    report = ask("Is the Ferris ladder made of aluminum?", desk_of([*texts, plain], tmp_path))
    assert report.verdicts[0].label.value == "supported"
    assert REVIEWS.findall(said(report)) == []


@pytest.mark.parametrize(
    "asked",
    [
        "What is the best ladder?",
        "Which ladder should I buy?",
        "Is the Ferris ladder better than the Olt ladder?",
    ],
)
def test_what_asks_for_a_ranking_gets_no_page(asked: str) -> None:
    with pytest.raises(NotCheckable):
        read_inquiry(asked, on=TODAY)


def test_no_page_of_the_casebook_ranks(tmp_path: Path) -> None:
    for report in (flagship(), bundled_answer("Are ICE detainers mandatory under federal law?")):
        assert REVIEWS.findall(markdown(report)) == []
