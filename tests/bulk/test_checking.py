"""Claims checked in bulk: the same lines whoever works and however often the run is stopped."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ferries import TOWNS, write_claims, write_files
from running import KILLED, run
from wellsourced.adapters.files import file_sources
from wellsourced.bulk import checking
from wellsourced.bulk.adding import add_files
from wellsourced.bulk.checking import CheckRun, plan_check, refuse_bad, tally
from wellsourced.bulk.claims import claim_lines
from wellsourced.bulk.crew import Crew
from wellsourced.check import check
from wellsourced.config import open_desk
from wellsourced.errors import Config, InputError, Integrity, Transient
from wellsourced.ports import Added, quiet
from wellsourced.render.json import report_json
from wellsourced.settings import Settings
from wellsourced.steps.classify import read_inquiry

TODAY = datetime.now(UTC).date()
DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A library of the towns' ferries, without casebooks."""
    folder = tmp_path_factory.mktemp("ferries")
    settings = Settings(library=folder / "library", casebooks=())
    added = add_files(file_sources([write_files(folder / "pages")]), settings, Crew())
    assert all(isinstance(one, Added) for one in added)
    return settings


@pytest.fixture
def planned(shelf: Settings, tmp_path: Path) -> CheckRun:
    """Six shards of two claims each, none of them done."""
    return plan(shelf, tmp_path)


def plan(settings: Settings, folder: Path, on: date = TODAY, shards: int = 6) -> CheckRun:
    lines = claim_lines(write_claims(folder / "claims.jsonl").read_bytes())
    return plan_check(lines, settings, on, shards, folder / "parts")


def answers(run: CheckRun) -> bytes:
    return b"".join(run.results())


@pytest.fixture(scope="module")
def told(shelf: Settings, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a run comes to that nobody disturbs."""
    run = plan(shelf, tmp_path_factory.mktemp("undisturbed"))
    run.work(Crew())
    return answers(run)


def test_each_claim_has_its_line_in_the_files_order(told: bytes) -> None:
    rows = [json.loads(line) for line in told.splitlines()]
    assert [(row["line"], row["id"]) for row in rows] == [(n, town) for n, town in enumerate(TOWNS, 1)]
    assert all(row["verdicts"][0]["label"] for row in rows)


def test_a_line_says_what_check_says_of_the_claim_without_its_clocks(shelf: Settings, told: bytes) -> None:
    desk = open_desk(shelf, quiet)
    with closing(desk.library):
        claim = f"The ferry at {TOWNS[0]} carries cars on Sundays."
        report = report_json(check(read_inquiry(claim, on=TODAY), desk))
    row = json.loads(told.splitlines()[0])
    assert not {"id", "checked_at", "imprint"} & (row.keys() - {"id"})
    assert "seconds" not in row["method"]
    same = row.keys() - {"line", "id", "method"}
    assert {name: row[name] for name in same} == {name: report[name] for name in same}


@pytest.mark.parametrize("shards", [1, 5, 12])
def test_the_number_of_shards_makes_no_difference(
    shelf: Settings, told: bytes, tmp_path: Path, shards: int
) -> None:
    run = plan(shelf, tmp_path, shards=shards)
    run.work(Crew())
    assert answers(run) == told


def test_only_shards_that_are_missing_are_done(planned: CheckRun, told: bytes) -> None:
    planned.work(Crew())
    kept = {one: one.stat().st_mtime_ns for one in planned.parts.folder.iterdir()}
    lost = sorted(kept)[:2]
    lost[0].unlink()
    lost[1].write_bytes(lost[1].read_bytes()[:-20])  # cut short, by a full disk perhaps
    assert len(planned.missing) == 2
    events = []
    planned.work(Crew(), lambda event: events.append((event.done, event.total)))
    assert events == [(4, 6), (5, 6), (6, 6)]
    assert answers(planned) == told
    again = {one: one.stat().st_mtime_ns for one in planned.parts.folder.iterdir()}
    assert {one for one in kept if again[one] == kept[one]} == kept.keys() - set(lost)


def test_a_finished_run_loads_no_model_when_it_is_run_again(
    planned: CheckRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned.work(Crew())
    monkeypatch.setattr(checking, "open_desk", lambda *_: pytest.fail("opened a desk for nothing"))
    planned.work(Crew())


def test_another_day_or_another_library_is_another_run(
    shelf: Settings, planned: CheckRun, tmp_path: Path
) -> None:
    keys = {shard.key for shard in planned.shards}
    assert not keys & {shard.key for shard in plan(shelf, tmp_path, on=DAY).shards}
    other = Settings(library=tmp_path / "other", casebooks=())
    assert not keys & {shard.key for shard in plan(other, tmp_path).shards}
    with_casebooks = Settings(library=shelf.library)
    assert not keys & {shard.key for shard in plan(with_casebooks, tmp_path).shards}


def test_nothing_of_a_library_that_was_written_to_meanwhile_is_handed_out(tmp_path: Path) -> None:
    pages = write_files(tmp_path / "pages")
    settings = Settings(library=tmp_path / "library", casebooks=())
    add_files(file_sources([pages / "alder.txt"]), settings, Crew())
    run = plan(settings, tmp_path)

    def meddle(event: object) -> None:
        if len(list(run.parts.folder.glob("*"))) == 3:
            add_files(file_sources([pages / "birch.txt"]), settings, Crew())

    with pytest.raises(Transient, match="written to while claims were checked"):
        run.work(Crew(), meddle)
    with pytest.raises(Transient, match="is not as the run found it"):
        run.parts.leave_only(())
        run.work(Crew())
    assert not {s.key for s in run.shards} & {s.key for s in plan(settings, tmp_path).shards}


def test_a_worker_with_another_model_or_casebook_is_refused(planned: CheckRun) -> None:
    other = replace(planned.task, rests_on={**planned.task.rests_on, "verifier": "another@1"})
    with pytest.raises(Config, match="has another verifier than the run began with"):
        replace(planned, task=other).work(Crew())


def test_a_run_killed_on_its_way_goes_on_where_it_was(shelf: Settings, told: bytes, tmp_path: Path) -> None:
    claims, out = write_claims(tmp_path / "claims.jsonl"), tmp_path / "out.jsonl"
    parts = tmp_path / "out.jsonl.parts"
    how = ["--shards", "12", "--on", str(TODAY), "--quiet"]
    command = ["bulk", "check", str(claims), "--out", str(out), *how]
    where = {"WELLSOURCED_LIBRARY": str(shelf.library), "WELLSOURCED_CASEBOOKS": "none"}

    def begun() -> bool:
        return len(list(parts.glob("shard-*"))) >= 3

    killed = run([*command, "-n", "2"], where, tmp_path, kill=begun)
    assert (killed.code, killed.left_behind) == (KILLED, ()) and not out.exists()
    kept = {one.name: one.stat().st_mtime_ns for one in parts.glob("shard-*")}
    assert 3 <= len(kept) < 12
    assert run(command, where, tmp_path).code == 0
    assert {one.name: one.stat().st_mtime_ns for one in parts.glob("shard-*")}.items() >= kept.items()
    assert out.read_bytes() == told


def test_a_line_at_fault_stops_no_other_and_is_refused_where_asked(shelf: Settings, tmp_path: Path) -> None:
    good = '{"id": "a", "claim": "The ferry at Alder carries cars on Sundays."}'
    lines = claim_lines("\n".join([good, "nonsense", '{"id": "c", "claim": "hello"}', good]).encode())
    run = plan_check(lines, shelf, DAY, None, tmp_path / "parts")
    run.work(Crew())
    rows = [json.loads(line) for body in run.results() for line in body.splitlines()]
    assert [(row["line"], row["id"], "error" in row) for row in rows] == [
        (1, "a", False),
        (2, None, True),
        (3, "c", True),
        (4, "a", False),
    ]
    counted = tally(run.results())
    assert (counted.claims, [line for line, _ in counted.errors]) == (4, [2, 3])
    with pytest.raises(InputError, match=r"line 2: the line is no JSON.*\(and 1 more\)"):
        refuse_bad(lines, shelf, DAY)
    refuse_bad(lines[:1], shelf, DAY)


def test_what_is_wrong_with_the_machine_is_no_answer_to_a_claim(
    shelf: Settings, planned: CheckRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise Integrity("the index cannot be read: delete the library's `index` folder.")

    monkeypatch.setattr(checking, "check", broken)
    with pytest.raises(Integrity):
        planned.work(Crew())
    assert len(planned.missing) == 6
