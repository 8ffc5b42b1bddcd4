"""Work in shards: known by what is asked and what it rests on, and whole or not there at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.bulk.claims import Line
from wellsourced.bulk.shards import Parts, Shard, cut

LINES = [Line(number=number, text=f"line {number}") for number in range(1, 8)]
UNDER = {"library": "a", "on": "2031-05-04"}


@given(st.lists(st.text(max_size=5)), st.integers(1, 9))
def test_shards_hold_every_item_once_and_in_order(items: list[str], size: int) -> None:
    shards = cut(items, size, {})
    assert [item for shard in shards for item in shard.items] == items
    assert all(len(shard.items) == size for shard in shards[:-1])
    assert [shard.key for shard in shards] == [shard.key for shard in cut(items, size, {})]


def test_another_line_is_another_shard_and_leaves_its_neighbors_as_they_were() -> None:
    before = cut(LINES, 3, UNDER)
    changed = [*LINES[:4], Line(number=5, text="another line"), *LINES[5:]]
    after = cut(changed, 3, UNDER)
    assert [one.key == other.key for one, other in zip(before, after, strict=True)] == [True, False, True]


@pytest.mark.parametrize(
    "under", [{"library": "b", "on": "2031-05-04"}, {"library": "a", "on": "2031-05-05"}]
)
def test_where_what_it_rests_on_is_another_every_shard_is(under: dict[str, object]) -> None:
    assert not {one.key for one in cut(LINES, 3, UNDER)} & {one.key for one in cut(LINES, 3, under)}


def test_lines_that_only_moved_are_answered_anew_since_answers_name_their_numbers() -> None:
    moved = [Line(number=line.number + 1, text=line.text) for line in LINES]
    assert not {one.key for one in cut(LINES, 3, UNDER)} & {one.key for one in cut(moved, 3, UNDER)}


def test_a_shard_of_nothing_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="at least one"):
        cut(LINES, 0, {})


SHARD = Shard(key="shard-abc", items=("one", "two"))


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    parts = Parts(tmp_path / "made" / "when needed")
    assert parts.read(SHARD) is None
    parts.keep(SHARD.key, b"1\n2\n")
    assert parts.read(SHARD) == b"1\n2\n"


@pytest.mark.parametrize("damaged", [b"", b"1\n", b"1\n2", b"1\n2\n3\n"])
def test_a_part_that_is_not_whole_is_done_again(tmp_path: Path, damaged: bytes) -> None:
    parts = Parts(tmp_path)
    parts.keep(SHARD.key, damaged)
    assert parts.read(SHARD) is None


def test_parts_of_earlier_runs_are_dropped_and_a_users_files_are_not(tmp_path: Path) -> None:
    parts = Parts(tmp_path / "parts")
    for key in ("shard-abc", "shard-old"):
        parts.keep(key, b"1\n2\n")
    (tmp_path / "parts" / "notes.txt").write_text("mine")
    parts.leave_only({"shard-abc"})
    assert sorted(one.name for one in parts.folder.iterdir()) == ["notes.txt", "shard-abc.jsonl"]
    (tmp_path / "parts" / "notes.txt").unlink()
    parts.leave_only(())
    assert not parts.folder.exists()
