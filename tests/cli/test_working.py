"""`wellsourced work`, `watch` and `refresh --due`: pages that are due, one of which cannot be refreshed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from held_documents import holds
from wellsourced.cli import main, refreshing
from wellsourced.config import SystemClock
from wellsourced.errors import Permanent, Transient
from wellsourced.model.editions import Edition
from wellsourced.refresh import refresh

Ask = Callable[..., tuple[int, Any]]

FERRY = "The Tarn ferry carries cars on Sundays."
BRIDGE = "The Tarn bridge is closed to carts on Mondays."


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask) -> None:
    """Two published pages, each on a source of its own."""
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    for name, told in (("ferry", FERRY), ("bridge", BRIDGE)):
        file = tmp_path / f"{name}.txt"
        file.write_text(f"{told} It is old, and the county keeps it in repair from its own funds.")
        said = ("--publisher", "Tarn County", "--published", "2024-05-01")
        assert ask("add", str(file), *said)[0] == 0
        assert ask("check", told, "--publish")[0] == 0


@pytest.fixture
def years_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda self: datetime.now(UTC) + timedelta(days=1500))


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Make the refresh of the page on the ferry fail so."""

    def fail(error: Exception) -> None:
        def one(edition: Edition, desk: Any, reader: Any) -> Any:
            if "ferry" in desk.library.page(edition.page).title:
                raise error
            return refresh(edition, desk, reader)

        monkeypatch.setattr(refreshing, "bring_up_to_date", one)

    return fail


def test_what_is_due_is_refreshed_once_and_then_nothing_is(ask: Ask, years_later: None) -> None:
    code, done = ask("work", "--once", "--offline")
    assert code == 0
    assert len(done["pages"]) == 2
    assert [one["error"] for one in done["pages"]] == [None, None]
    holds("work", done)
    assert ask("work", "--once", "--offline")[1]["pages"] == []
    assert ask("refresh", "--due", "--offline") == (0, [])


def test_a_round_keeps_to_its_budget(ask: Ask, years_later: None) -> None:
    sizes = [len(ask("work", "--once", "--offline", "--most", "1")[1]["pages"]) for _ in range(3)]
    assert sizes == [1, 1, 0]


def test_the_page_that_is_read_comes_first(ask: Ask, years_later: None) -> None:
    _, listed = ask("editions")
    last = max(page["id"] for page in listed["pages"])
    assert ask("show", last)[0] == 0
    _, [first] = ask("refresh", "--due", "--offline", "--most", "1")
    assert first["page"] == last


@pytest.mark.parametrize(
    ("error", "code", "kind"),
    [
        (Transient("the pier is busy: try again later"), 3, "Transient"),
        (Permanent("the pier is gone: look for another"), 2, "Permanent"),
    ],
)
def test_what_was_done_is_told_although_a_page_failed(
    ask: Ask,
    years_later: None,
    failing: Callable[[Exception], None],
    error: Exception,
    code: int,
    kind: str,
) -> None:
    failing(error)
    ended, told = ask("refresh", "--due", "--offline")
    assert ended == code
    by_title = {one["title"]: one for one in told}
    [bad] = [one for title, one in by_title.items() if "ferry" in title]
    [good] = [one for title, one in by_title.items() if "bridge" in title]
    assert bad["error"] == {"kind": kind, "message": str(error)}
    assert (bad["new"], bad["number"], bad["confirmed_at"], bad["asked"]) == (False, 1, None, [])
    assert good["error"] is None and good["confirmed_at"]
    assert good.keys() == bad.keys()


def test_people_are_told_too_and_the_error_goes_where_errors_go(
    capsys: pytest.CaptureFixture[str], years_later: None, failing: Callable[[Exception], None]
) -> None:
    capsys.readouterr()
    failing(Transient("the pier is busy: try again later"))
    assert main(["refresh", "--due", "--offline", "--quiet"]) == 3
    printed = capsys.readouterr()
    assert "Confirmed" in printed.out and "Not refreshed; what was published stands" in printed.out
    assert printed.err == "error: the pier is busy: try again later\n"


def test_one_page_asked_for_by_name_that_fails_is_an_error(
    ask: Ask, failing: Callable[[Exception], None]
) -> None:
    failing(Transient("the pier is busy: try again later"))
    _, listed = ask("editions")
    [edition] = [page["newest"]["id"] for page in listed["pages"] if "ferry" in page["title"]]
    assert ask("refresh", edition, "--offline") == (
        3,
        {"kind": "Transient", "message": "the pier is busy: try again later"},
    )


def test_a_worker_cannot_be_told_nonsense(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    for arguments in (["--most", "0"], ["--requests", "0"], ["--json"]):
        assert main(["work", *arguments, "--quiet"]) == 2
        captured = capsys.readouterr()
        assert (captured.err + captured.out).strip()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_worker_at_rest_stops_when_it_is_told_to(number: signal.Signals, code: int) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-m", "wellsourced", "work", "--offline"], stderr=subprocess.PIPE, text=True
    )
    assert worker.stderr is not None
    assert "Keeping pages fresh" in worker.stderr.readline()
    time.sleep(1)
    assert worker.poll() is None
    worker.send_signal(number)
    assert worker.wait(timeout=20) == code
    worker.stderr.close()


def test_nothing_to_watch_is_said_in_both_forms(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("watch") == (0, {"watch": []})
    assert main(["watch"]) == 0
    assert capsys.readouterr().out == "No published page names anything to watch.\n"
