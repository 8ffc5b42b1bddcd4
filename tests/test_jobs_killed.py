"""Whenever a worker is killed, the next ends its jobs: none is lost, none is done twice, nothing is torn."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from dying_refresh import NOW, Texts, desk_over
from dying_worker import Nursery, queue_in
from hashing_encoder import HashingEncoder
from library_digest import library_digest
from test_refresh import CLAIM, PAGES, START, source_of
from wellsourced.adapters.extractors import Extractors
from wellsourced.check import check
from wellsourced.jobs.orders import Order, State, order_to_add, order_to_check, order_to_refresh
from wellsourced.library.store import open_library
from wellsourced.publish import publish
from wellsourced.steps.classify import read_inquiry
from wellsourced.steps.collect import collect

TOWNS = ("Brackwater", "Corley", "Dunmere", "Elstead")
WHO = ("mill hands", "farm wives", "coal men", "old sailors", "pilgrims", "tin miners", "net makers")
WHO += ("stable boys", "drovers", "salt traders", "fish wives", "rope men", "clock makers", "bell founders")
# Near enough to what is asked that the model is, about each of them, and sure of none; no two alike, since
# which of two that are comes first depends on which came into the index first.
NOTES = {
    f"https://notes.example/{town.lower()}/{n}": f"What {who} like about {town} in summer is driving carts "
    f"along its ferry pier{', year after year' * n}."
    for town in TOWNS
    for n, who in enumerate(WHO)
}
NEW = {**{uri: text.replace("412", "398") for uri, text in PAGES.items()}, **NOTES}
ASKED = tuple(f"{town} likes carts on the ferry pier in summer." for town in TOWNS)
LESS = 0.6
KILLS = 3
"""How often the worker is killed before one is let live: a job that four die at is dropped."""


@dataclass(frozen=True)
class Ends:
    """What a library has in the end, however it came about."""

    digest: str
    editions: tuple[tuple[str, ...], ...]
    reports: int
    confirmations: int


@dataclass(frozen=True)
class Prepared:
    """A library with a published page and jobs waiting, and what a worker that lives makes of them."""

    folder: Path
    moments: int
    ends: Ends
    judged: int
    orders: tuple[Order, ...]


def ends_of(folder: Path) -> Ends:
    """What came about in a folder; its library is sound, and every job is done."""
    with closing(open_library(folder / "library", HashingEncoder())) as library:
        assert library.verify() == []
        editions = sorted(tuple(one.id for one in library.editions(page.id)) for page in library.pages())
        confirmations = sum(len(library.confirmations(page.id)) for page in library.pages())
    with closing(queue_in(folder)) as queue:
        assert {one.state for one in queue.jobs()} == {State.DONE}
    with closing(sqlite3.connect(folder / "library" / "records.sqlite3")) as records:
        (reports,) = records.execute("SELECT count(*) FROM reports").fetchone()
    return Ends(library_digest(folder / "library"), tuple(editions), reports, confirmations)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("killed")
    with closing(open_library(folder / "library", HashingEncoder())) as library:
        desk = desk_over(library, START)
        collect([source_of(uri) for uri in PAGES], Texts(PAGES, START), Extractors(), library)
        report = check(read_inquiry(CLAIM, on=START.date()), desk)
        library.save_report(report)
        edition = publish(report.id, desk)
    (folder / "pages.json").write_text(json.dumps(NEW), encoding="utf-8")
    orders = (
        order_to_add([source_of(uri) for uri in NOTES]),
        *(order_to_check(read_inquiry(text, on=NOW.date()), publish=True) for text in ASKED),
        order_to_refresh(edition, report.checked_at, CLAIM),
    )
    lived = shutil.copytree(folder, folder.with_name("lived"))
    ask(lived, orders)
    with closing(Nursery(lived)) as nursery:
        moments = nursery.work()
    judged = len((lived / "judged").read_text().splitlines())
    return Prepared(folder, moments, ends_of(lived), judged, orders)


def ask(folder: Path, orders: Sequence[Order]) -> list[str]:
    """Put orders in a folder's queue; the ids of the jobs."""
    with closing(queue_in(folder)) as queue:
        return sorted(queue.submit(order).id for order in orders)


def killed_at(prepared: Prepared, shares: list[float], folder: Path) -> tuple[int, int]:
    """Kill workers one after another, each at a share of the moments there are; how many died, and how many
    pairs were judged again.
    """
    shutil.copytree(prepared.folder, folder, dirs_exist_ok=True)
    jobs = ask(folder, prepared.orders)
    died = 0
    with closing(Nursery(folder)) as nursery:
        for share in shares:
            died += nursery.work(max(1, round(share * prepared.moments))) == -1
        assert nursery.work() >= 0
    assert ends_of(folder) == prepared.ends
    with closing(queue_in(folder)) as queue:
        assert sorted(one.id for one in queue.jobs()) == jobs
    judged = Counter((folder / "judged").read_text().splitlines())
    return died, judged.total() - len(judged)


def test_a_worker_that_lives_does_every_job(prepared: Prepared) -> None:
    assert len(prepared.orders) == 6
    assert sorted(len(chain) for chain in prepared.ends.editions) == [1, 1, 1, 1, 2]
    assert prepared.moments > 100
    assert prepared.judged > 40


@pytest.mark.parametrize("share", [0.2, 0.6, 0.9])
def test_what_a_killed_worker_left_is_ended_by_the_next(
    prepared: Prepared, share: float, tmp_path: Path
) -> None:
    died, again = killed_at(prepared, [share], tmp_path)
    assert died == 1
    assert again <= prepared.judged / 10


@pytest.mark.parametrize("share", [0.4])
def test_a_living_worker_takes_up_what_another_left_and_nothing_else(
    prepared: Prepared, share: float, tmp_path: Path
) -> None:
    shutil.copytree(prepared.folder, tmp_path, dirs_exist_ok=True)
    ask(tmp_path, prepared.orders)
    with closing(Nursery(tmp_path)) as one, closing(Nursery(tmp_path)) as other:
        one.begin(round(share * prepared.moments))
        other.begin()
        assert one.ended() == -1
        assert other.ended() > 0
        assert other.work() > 0  # nothing is left over, whoever was last
    # Two at once find the library at other moments than one does: the same pages, not the same reports.
    ends = ends_of(tmp_path)
    assert sorted(map(len, ends.editions)) == sorted(map(len, prepared.ends.editions))
    assert (ends.reports, ends.confirmations) == (prepared.ends.reports, prepared.ends.confirmations)
    with closing(queue_in(tmp_path)) as queue:
        assert [one.tries for one in queue.jobs()] == [1] * len(prepared.orders)


@pytest.mark.endurance
@pytest.mark.parametrize("seed", range(100))
def test_workers_killed_anywhere_lose_nothing(prepared: Prepared, seed: int, tmp_path: Path) -> None:
    moments = random.Random(seed)
    # What is left to do grows less with each worker; one with less to do than its moment lives.
    shares = [moments.random() * LESS**n for n in range(KILLS)]
    died, again = killed_at(prepared, shares, tmp_path)
    assert again <= died * prepared.judged / 10
