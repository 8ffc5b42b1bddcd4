"""Promise 12: offices, ages, parties and lives are what dated sources say, whatever anybody remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import Desk, Text, ask, desk_of, labels, said
from wellsourced.model.sources import SourceKind

pytestmark = pytest.mark.promise(12)

OTHER_WORLD = [
    "Joan Petrov is the governor of California. She is a member of the Green Party.",
    "Barack Obama is 41 years old.",
    "Paris is the capital of Belgium.",
    "Emmanuel Macron died in March 2025.",
]
"""Statements that everybody remembers otherwise."""


@pytest.fixture(scope="module")
def other_world(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    texts = [
        Text(body=body, publisher=f"Almanac {n}", kind=SourceKind.REFERENCE, published="2026-10-01")
        for n, body in enumerate(OTHER_WORLD)
    ]
    return desk_of(texts, tmp_path_factory.mktemp("other"))


@pytest.mark.parametrize(
    ("claim", "label"),
    [
        ("Joan Petrov is the governor of California.", "supported"),
        ("Gavin Newsom is the governor of California.", "refuted"),
        ("Joan Petrov is a member of the Green Party.", "supported"),
        ("Barack Obama is 41 years old.", "supported"),
        ("Barack Obama is 64 years old.", "refuted"),
        ("Paris is the capital of Belgium.", "supported"),
        ("Emmanuel Macron died in March 2025.", "supported"),
    ],
)
def test_what_the_sources_say_decides(claim: str, label: str, other_world: Desk) -> None:
    assert labels(ask(claim, other_world)) == [label]


@pytest.mark.parametrize(
    "asked",
    [
        "Who is the president of the United States?",
        "Is Emmanuel Macron alive?",
        "Is Gavin Newsom a member of the Democratic Party?",
        "Barack Obama was born in Hawaii.",
        "Is Paris the capital of France?",
    ],
)
def test_what_no_source_says_is_open_however_well_it_is_known(asked: str, other_world: Desk) -> None:
    assert labels(ask(asked, other_world)) in (["not_enough_evidence"], ["refuted"])
    assert "supported" not in labels(ask(asked, other_world))


def test_who_holds_an_office_is_who_holds_it_in_the_latest_source(tmp_path: Path) -> None:
    city = {"publisher": "City of Fennmouth"}
    texts = [
        Text(body="Ruth Okafor is the mayor of Fennmouth.", published="2023-02-01", **city),
        Text(body="Peter Lindqvist is the mayor of Fennmouth.", published="2026-06-02", **city),
    ]
    desk = desk_of(texts, tmp_path)
    report = ask("Who is the mayor of Fennmouth?", desk)
    assert "Peter Lindqvist" in said(report)
    assert "Ruth Okafor is" not in said(report)
    assert labels(ask("Ruth Okafor is the mayor of Fennmouth.", desk)) == ["refuted"]
