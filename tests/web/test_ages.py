"""What is past its shelf life is worked out once, read after a restart, and never told too long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from newsroom_site import PRICE, Newsroom, newsroom
from wellsourced.model.freshness import Stale
from wellsourced.web import ages
from wellsourced.web.ages import Ages
from wellsourced.web.kept_files import KeptFiles


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(tmp_path) as made:
        made.publish()
        yield made


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Has one more for each page whose figures were held against others'."""
    found, overtaking = list[int](), ages.overtaking

    def counted(*said: object) -> object:
        found.append(1)
        return overtaking(*said)  # type: ignore[arg-type]

    monkeypatch.setattr(ages, "overtaking", counted)
    return found


def told(room: Newsroom, folder: Path) -> tuple[Stale, ...]:
    """What a server tells of the page that was started just now."""
    started = Ages(room.site.library, KeptFiles(folder / "library.site"), room.clock)
    catalogue = room.site.directory.catalogue()
    listing = next(one for one in catalogue.shown if one.page.title == PRICE)
    return started.stale(listing, room.site.library.confirmations(listing.page.id), catalogue)


def test_after_a_restart_it_is_read(room: Newsroom, tmp_path: Path, worked_out: list[int]) -> None:
    first = told(room, tmp_path)
    assert (told(room, tmp_path), len(worked_out)) == (first, 1)


def test_it_is_worked_out_anew_once_something_goes_off(
    room: Newsroom, tmp_path: Path, worked_out: list[int]
) -> None:
    assert told(room, tmp_path) == ()
    room.clock.moment += timedelta(days=400)
    later = told(room, tmp_path)
    assert later and all(one.due_at <= room.clock.moment for one in later)
    assert (told(room, tmp_path), len(worked_out)) == (later, 2)


def test_it_is_worked_out_anew_once_another_page_is_published(
    room: Newsroom, tmp_path: Path, worked_out: list[int]
) -> None:
    told(room, tmp_path)
    room.publish("May tackle shops in Alderford sell fishing permits?")
    told(room, tmp_path)
    assert len(worked_out) == 2


def test_it_is_worked_out_anew_once_the_page_was_checked(
    room: Newsroom, tmp_path: Path, worked_out: list[int]
) -> None:
    room.clock.moment += timedelta(days=400)
    assert told(room, tmp_path)
    room.post(f"/p/{room.site.directory.catalogue().shown[0].key}/refresh")
    room.work()
    assert told(room, tmp_path) == ()
    assert len(worked_out) == 2


def test_what_cannot_be_read_is_worked_out_anew(
    room: Newsroom, tmp_path: Path, worked_out: list[int]
) -> None:
    first = told(room, tmp_path)
    for file in tmp_path.rglob("*.gone-*.json"):
        file.write_text("{}")
    assert (told(room, tmp_path), len(worked_out)) == (first, 2)
