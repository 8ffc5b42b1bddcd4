"""Frozen runs: what is kept of a case, and which cases went better or worse since."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.bench.frozen import (
    UNLABELED,
    Case,
    compare,
    read_frozen,
    refuse_other_set,
    write_frozen,
)
from wellsourced.errors import InputError

LABELS = st.sampled_from(("supported", "refuted", "nei"))
runs = st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(LABELS, LABELS), max_size=8)


def case(name: str, gold: str, predicted: str, score: float = 0.5) -> Case:
    return Case(id=name, gold=gold, predicted=predicted, score=score)


BEFORE = [
    case("a", "supported", "supported"),
    case("b", "supported", "nei"),
    case("c", "refuted", "nei"),
    case("old", "nei", "nei"),
]
NOW = [
    case("new", "nei", "nei"),
    case("c", "refuted", "refuted"),
    case("b", "supported", "refuted"),
    case("a", "supported", "nei"),
]


def test_a_run_comes_back_as_it_was_frozen(tmp_path: Path) -> None:
    file = tmp_path / "run.tsv"
    cases = [*BEFORE, case("Mill race:4 (north)", UNLABELED, UNLABELED, 0.6309)]
    write_frozen(file, cases)
    assert read_frozen(file) == cases
    assert file.read_text().splitlines()[:2] == [
        "id\tgold\tpredicted\tscore",
        "a\tsupported\tsupported\t0.5000",
    ]
    assert list(tmp_path.iterdir()) == [file]


def test_gains_and_losses_by_case() -> None:
    change = compare(BEFORE, NOW)
    assert (change.gains, change.losses) == (("c",), ("a",))
    assert (change.both, change.only_now, change.only_before) == (3, 1, 1)
    assert change.net_losses == 0


def test_a_measure_is_gained_or_lost_when_it_moves_by_more_than_its_rounding() -> None:
    def query(name: str, score: float) -> Case:
        return case(name, UNLABELED, UNLABELED, score)

    before = [query("q1", 0.5), query("q2", 0.5), query("q3", 0.3333)]
    now = [query("q1", 0.6309), query("q2", 0.4307), query("q3", 1 / 3)]
    change = compare(before, now)
    assert (change.gains, change.losses) == (("q1",), ("q2",))


@given(runs, runs)
def test_the_other_way_round_gains_are_losses(
    one: dict[str, tuple[str, str]], other: dict[str, tuple[str, str]]
) -> None:
    gold = {name: said[0] for name, said in other.items()} | {name: said[0] for name, said in one.items()}
    first = [case(name, gold[name], said) for name, (_, said) in sorted(one.items())]
    second = [case(name, gold[name], said) for name, (_, said) in sorted(other.items())]
    there, back = compare(first, second), compare(second, first)
    assert (there.gains, there.losses) == (back.losses, back.gains)
    assert there.both + there.only_now == len(second)
    assert there.both + there.only_before == len(first)
    assert not set(there.gains) & set(there.losses)
    assert compare(first, first).net_losses == 0


def test_another_set_is_refused() -> None:
    with pytest.raises(InputError, match="shares no case"):
        refuse_other_set(BEFORE, {"z": "nei"})
    with pytest.raises(InputError, match="b was 'supported' in gold and is now 'nei'"):
        refuse_other_set(BEFORE, {"b": "nei"})
    refuse_other_set(BEFORE, {"b": "supported", "z": "nei"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ":1: no frozen run"),
        ("id\tgold\n", ":1: no frozen run"),
        ("id\tgold\tpredicted\tscore\na\tnei\tnei\n", ":2: not id, gold, predicted and score"),
        ("id\tgold\tpredicted\tscore\na\tnei\tnei\thigh\n", ":2: not id, gold, predicted and score"),
        ("id\tgold\tpredicted\tscore\na\tnei\tnei\t1\na\tnei\tnei\t1\n", "names a case twice"),
    ],
)
def test_what_is_no_frozen_run_is_refused(text: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "run.tsv"
    file.write_text(text)
    with pytest.raises(InputError, match=words):
        read_frozen(file)
