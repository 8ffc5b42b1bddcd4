"""Whenever a worker is killed at an audit, the next ends it: it says the same, and judges little again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dying_refresh import NOW
from dying_worker import Nursery, queue_in
from jobs_at_hand import TOWNS, WHO, filled, judged_in
from wellsourced.adapters.drafts import draft_of, draft_source
from wellsourced.adapters.extractors import Extractors
from wellsourced.jobs.giving import Given
from wellsourced.jobs.orders import State, order_to_audit
from wellsourced.model.audits import Audit
from wellsourced.ports import Capture

SAID = [f"In {town} {who} drove carts along the ferry pier." for town in TOWNS for who in WHO[:5]]
DRAFT = "\n\n".join([*SAID, "In Brackwater 412 boats lie.", "In Brackwater 398 boats lie."])
SHARES = (0.2, 0.45, 0.7)
"""Of the moments there are: each worker but the last is killed before one."""


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with closing(Nursery(tmp_path_factory.mktemp("nobody"))) as made:
        yield made


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, nursery: Nursery) -> Path:
    """A folder whose library has something to say of the draft."""
    folder = tmp_path_factory.mktemp("prepared")
    orders = filled(folder)
    with closing(queue_in(folder)) as queue:
        queue.submit(orders[0])
    nursery.folder = folder
    nursery.work()
    return folder


def given_in(folder: Path) -> str:
    """Lay the draft down and ask for its audit; its id."""
    source = draft_source("draft:pasted", "Towns")
    capture = Capture(source=source, body=DRAFT.encode(), media_type="text/plain", captured_at=NOW)
    with closing(queue_in(folder)) as queue:
        name = queue.drafts.put(Given(title="Towns", draft=draft_of(capture, Extractors())), "ann")
        queue.submit(order_to_audit(name, "Towns", user="ann"))
    return name


def audit_in(folder: Path, name: str) -> Audit:
    """What was said of it, once its job is done."""
    with closing(queue_in(folder)) as queue:
        [job] = queue.jobs(user="ann")
        assert (job.state, job.error) == (State.DONE, None)
        found = queue.drafts.audited(name)
    assert found is not None
    return found.audit


def begun(prepared: Path, folder: Path, nursery: Nursery) -> str:
    """A folder of its own in which the draft waits; its id."""
    shutil.copytree(prepared, folder)
    (folder / "judged").write_text("")
    nursery.folder = folder
    return given_in(folder)


def test_an_audit_outlives_its_workers(prepared: Path, nursery: Nursery, tmp_path: Path) -> None:
    lived, died = tmp_path / "lived", tmp_path / "died"
    name = begun(prepared, lived, nursery)
    moments = nursery.work()
    as_lived = audit_in(lived, name)
    name = begun(prepared, died, nursery)
    for share in SHARES:
        assert nursery.work(int(share * moments)) == -1
    assert nursery.work() > 0
    assert audit_in(died, name) == as_lived
    assert as_lived.counts()["checkable"] > len(SAID)
    (judged, none), (_, again) = judged_in(lived), judged_in(died)
    assert judged > 10 and none == 0 and again <= len(SHARES), (judged, again)
