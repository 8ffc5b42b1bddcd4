"""The shelf of drafts: what lies there comes back as it was, to whoever has its id, while it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from builders import NOW
from desks import desk_of
from queueing import NOON, Hands, bench
from test_publish import FERRY
from wellsourced.adapters.drafts import draft_of, draft_source
from wellsourced.adapters.extractors import Extractors
from wellsourced.audit import audit
from wellsourced.errors import Permanent, Transient
from wellsourced.jobs import worker
from wellsourced.jobs.databases import database_url
from wellsourced.jobs.doing import Tools
from wellsourced.jobs.drafts import Drafts
from wellsourced.jobs.giving import Given
from wellsourced.jobs.ledger import Ledger
from wellsourced.jobs.turns import Limits
from wellsourced.jobs.worker import Manner, work_off
from wellsourced.model.audits import Audit
from wellsourced.ports import Capture

TEXT = "# Ferries\n\nThe Gull Island ferry carries cars [1]. It “sails” at 9 – often.\n\n[1] https://ferry.example/cars"


@dataclass
class Shelf:
    """A shelf, that of another library in the same database, and the clock of both."""

    drafts: Drafts
    other: Drafts
    clock: Hands


def shelf_in(folder: Path, database: str | None) -> Iterator[Shelf]:
    clock = Hands()
    ledgers = [Ledger(database_url(folder, database), folder, f"wellsourced-{n}") for n in ("a", "b")]
    with closing(ledgers[0]), closing(ledgers[1]):
        for ledger in ledgers:
            ledger.prepare()
        yield Shelf(Drafts(ledgers[0], clock), Drafts(ledgers[1], clock), clock)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    yield from shelf_in(tmp_path, None)


def given(title: str = "Ferries") -> Given:
    """A draft with all that one can have."""
    source = draft_source("https://draft.example/", title)
    capture = Capture(source=source, body=TEXT.encode(), media_type="text/markdown", captured_at=NOW)
    return Given(title=title, draft=draft_of(capture, Extractors()), place="US-TX", sources=True)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    desk = desk_of([FERRY], tmp_path_factory.mktemp("told"))
    draft = given().draft
    assert draft is not None
    with closing(desk.library):
        return audit(draft, desk)


def comes_back(shelf: Shelf, told: Audit) -> None:
    """Laid down and taken up again it is the same; another library knows nothing of it."""
    name = shelf.drafts.put(given(), "ann")
    assert shelf.drafts.given(name) == given()
    assert shelf.drafts.audited(name) is None
    shelf.drafts.keep(name, told)
    found = shelf.drafts.audited(name)
    assert found is not None and found.audit == told and found.person == "ann"
    assert told.sentences and told.document.text
    assert shelf.other.audited(name) is None
    shelf.other.drop(name)
    shelf.other.forget(date.max)
    assert shelf.drafts.audited(name) is not None
    shelf.drafts.drop(name)
    assert shelf.drafts.audited(name) is None
    with pytest.raises(Permanent, match="give it again"):
        shelf.drafts.given(name)


def test_what_lies_there_comes_back_as_it_was(shelf: Shelf, told: Audit) -> None:
    comes_back(shelf, told)


def test_so_it_does_from_a_server(tmp_path: Path, database: str, told: Audit) -> None:
    for shelf in shelf_in(tmp_path, database):
        comes_back(shelf, told)


def test_a_draft_has_an_id_of_its_own_a_person_and_a_day(shelf: Shelf) -> None:
    name = shelf.drafts.put(given(), "ann")
    assert shelf.drafts.put(given(), "ann") == name
    others = [shelf.drafts.put(given(), "bob"), shelf.drafts.put(given("Boats"), "ann")]
    shelf.clock.pass_by(timedelta(days=1))
    others.append(shelf.drafts.put(given(), "ann"))
    assert len({name, *others}) == 4


def test_it_is_forgotten_by_the_day_of_its_audit(shelf: Shelf, told: Audit) -> None:
    waits, ended = shelf.drafts.put(given("Waits"), ""), shelf.drafts.put(given("Ended"), "")
    shelf.clock.pass_by(timedelta(days=2))
    shelf.drafts.keep(ended, told)
    shelf.drafts.forget(NOON.date() + timedelta(days=1))
    assert shelf.drafts.audited(ended) is not None
    with pytest.raises(Permanent):
        shelf.drafts.given(waits)


def test_an_audit_whose_draft_was_deleted_meanwhile_is_not_kept(shelf: Shelf, told: Audit) -> None:
    name = shelf.drafts.put(given(), "")
    shelf.drafts.drop(name)
    shelf.drafts.keep(name, told)
    assert shelf.drafts.audited(name) is None


def test_a_database_out_of_reach_is_waited_for(tmp_path: Path) -> None:
    ledger = Ledger(database_url(tmp_path, "postgresql://nobody@127.0.0.1:9/none"), tmp_path, "wellsourced-a")
    with closing(ledger), pytest.raises(Transient, match="out of reach"):
        Drafts(ledger, Hands()).audited("audit-x")


def test_a_worker_looks_again_for_what_is_to_be_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    with bench(tmp_path, Limits()) as made:
        monkeypatch.setattr(made.queue, "forget", lambda: looked.append(1))
        monkeypatch.setattr(worker, "TIDY", 0.05)
        manner = Manner(stopping=lambda: len(looked) == 3, tick=0.01, round=0.01)
        work_off(made.queue, cast(Tools, SimpleNamespace()), manner)
    assert len(looked) == 3
