"""Promise 7: no motive, agenda or beneficiary in our own voice, whatever a source insinuates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desks import Text, ask, bundled_answer, desk_of, flagship, said

pytestmark = pytest.mark.promise(7)

MOTIVE = re.compile(
    r"\b(?:motives?|motivated|agendas?|ulterior|cynical\w*|greed|spite|revenge|ploy|pander\w*|scheme|"
    r"deliberately|smear|virtue[- ]signal\w*|power grab|witch hunt|real reason|behind the scenes|cui bono|"
    r"political theater|to (?:distract|deceive|mislead)|score political points|hatred)\b",
    re.IGNORECASE,
)

INSINUATIONS = [
    "Mayor Ruth Okafor raised the parking fee to $4 in 2024, driven by greed.",
    "Mayor Ruth Okafor raised the parking fee to $4 in 2024 in a cynical attempt to distract voters.",
    "The real reason Mayor Ruth Okafor raised the parking fee to $4 in 2024 is her hidden agenda.",
    "Mayor Ruth Okafor deliberately misled drivers when she raised the parking fee to $4 in 2024.",
]
NOT_YET = [
    "Mayor Ruth Okafor raised the parking fee to $4 in 2024 out of spite.",
    "In a power grab, Mayor Ruth Okafor raised the parking fee to $4 in 2024.",
    "Mayor Ruth Okafor raised the parking fee to $4 in 2024, pandering to shop owners.",
]
"""Insinuations our list of words does not know yet."""

FACT = "Mayor Ruth Okafor raised the parking fee to $4 in 2024. The fee had been $3 since 2019."
ASKED = "Did Mayor Ruth Okafor raise the parking fee to $4 in 2024?"


@pytest.mark.parametrize("insinuation", INSINUATIONS)
def test_an_insinuation_of_a_source_is_not_repeated(insinuation: str, tmp_path: Path) -> None:
    report = ask(ASKED, desk_of([Text(publisher="Pamphlet", body=insinuation)], tmp_path))
    assert MOTIVE.findall(said(report)) == []


@pytest.mark.parametrize("insinuation", NOT_YET)
def test_nor_is_a_subtler_one(insinuation: str, tmp_path: Path) -> None:
    report = ask(ASKED, desk_of([Text(publisher="Pamphlet", body=insinuation)], tmp_path))
    assert MOTIVE.findall(said(report)) == []


def test_the_fact_beside_it_is_still_told(tmp_path: Path) -> None:
    texts = [Text(publisher=f"Pamphlet {n}", body=body) for n, body in enumerate(INSINUATIONS)]
    report = ask(ASKED, desk_of([*texts, Text(publisher="Gazette", body=FACT)], tmp_path))
    assert report.verdicts[0].label.value == "supported"
    assert MOTIVE.findall(said(report)) == []


@pytest.mark.parametrize(
    "asked",
    [
        "Does Texas require sheriffs to honor detainers?",
        "Are ICE detainers mandatory under federal law?",
        "Why do some cities refuse to honor ICE detainers?",
    ],
)
def test_no_page_of_the_casebook_imputes_one(asked: str) -> None:
    assert MOTIVE.findall(said(bundled_answer(asked))) == []


def test_nor_does_the_flagship() -> None:
    assert MOTIVE.findall(said(flagship())) == []
