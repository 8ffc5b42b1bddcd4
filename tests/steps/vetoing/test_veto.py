"""A veto stops what a passage does not have, and lets a fair telling in other words go by."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.steps.vetoing.veto import DETAILS, VetoKind, novel_share, veto

CASES = yaml.safe_load(
    (Path(__file__).parent.parent.parent / "cases" / "veto.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("sentence", "passage", "kind"), CASES)
def test_veto(sentence: str, passage: str, kind: str | None) -> None:
    found = veto(sentence, [passage])
    assert (found.kind.value if found else None) == kind, found


def test_every_kind_has_its_cases() -> None:
    counted = Counter(kind for _, _, kind in CASES)
    assert counted[None] >= 20
    assert set(counted) - {None} == {kind.value for kind in VetoKind}


@pytest.mark.parametrize("passage", sorted({passage for _, passage, _ in CASES}))
def test_a_passage_is_never_vetoed_by_itself(passage: str) -> None:
    assert veto(passage, [passage]) is None


def test_the_reason_names_what_is_missing() -> None:
    found = veto("Turnout was 40 percent.", ["Turnout was 55 percent."])
    assert found is not None
    assert found.why == "says 40 percent, which its passage does not bear out"


def test_only_the_kinds_asked_for() -> None:
    sentence, passage = "The sheriff closed the road.", "The mayor closed the road."
    assert veto(sentence, [passage]) is not None
    assert veto(sentence, [passage], DETAILS) is None


def test_several_quotes_are_read_together() -> None:
    quotes = ["The fare is $9.", "The ferry runs until 2031."]
    assert veto("The fare is $9 and the ferry runs until 2031.", quotes) is None
    assert veto("The fare is $9 and the ferry runs until 2031.", quotes[:1]) is not None


def test_novel_words_are_counted() -> None:
    assert novel_share("The ferry sank.", ["The ferry sank."]) == 0.0
    assert novel_share("The ferry sank.", ["A dog barked."]) == 1.0
    assert novel_share("", ["A dog barked."]) == 1.0


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_read(one: str, other: str) -> None:
    veto(one, [other])
