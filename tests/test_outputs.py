"""Files a command is told to write: refused before the work, or written whole."""

from pathlib import Path

import pytest

from wellsourced.errors import InputError
from wellsourced.outputs import plan_output, write_output


def test_what_cannot_be_written_is_said_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"--freeze .* is a folder"):
        plan_output(tmp_path, "--freeze")
    with pytest.raises(InputError, match="make it first"):
        plan_output(tmp_path / "no" / "run.tsv", "--freeze")


def test_planning_makes_nothing_and_changes_nothing(tmp_path: Path) -> None:
    plan_output(tmp_path / "run.tsv", "--freeze")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "old.tsv").write_text("kept")
    plan_output(tmp_path / "old.tsv", "--freeze")
    assert (tmp_path / "old.tsv").read_text() == "kept"


def test_a_write_that_fails_leaves_the_old_file_and_no_part_of_the_new_one(tmp_path: Path) -> None:
    target = tmp_path / "run.tsv"
    write_output(target, b"first")
    assert target.read_bytes() == b"first"
    blocked = tmp_path / "folder"
    blocked.mkdir()
    with pytest.raises(OSError, match="folder"):
        write_output(blocked, b"second")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "run.tsv"]
