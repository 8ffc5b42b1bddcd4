"""Addresses of pages are theirs for good; the catalogue is read anew only when something befell a page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from builders import report
from wellsourced.config import Shelves
from wellsourced.model.editions import Edition, Page, Retraction
from wellsourced.model.reports import Report
from wellsourced.model.standing import Rule, Withholding
from wellsourced.web.catalogue import LOOK_AFTER, Directory
from wellsourced.web.kept_files import KeptFiles

THEN = datetime(2026, 11, 1, tzinfo=UTC)
PAGE = Page(claims=("Shops sell permits.",), place=None, agency=None, title="Do shops sell permits?",
            slug="do-shops-sell-permits", variants=("Are permits sold in shops?",))  # fmt: skip
ELSEWHERE = replace(PAGE, place="ZZ-AV", variants=())


@dataclass
class Published:
    """A library's published part; `read` are the reports that were asked for."""

    chains_: dict[str, list[Edition]]
    pages_: list[Page]
    taken_back: dict[str, Retraction] = field(default_factory=dict)
    withheld: dict[str, Withholding] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)

    def befallen(self) -> tuple[int, ...]:
        return sum(map(len, self.chains_.values())), len(self.taken_back), len(self.withheld)

    def chains(self) -> dict[str, list[Edition]]:
        return self.chains_

    def pages(self) -> list[Page]:
        return self.pages_

    def retractions(self) -> dict[str, Retraction]:
        return self.taken_back

    def withholdings(self) -> dict[str, Withholding]:
        return self.withheld

    def report(self, report_id: str) -> Report:
        self.read.append(report_id)
        return report()


def first_of(page: Page, days: int = 0) -> Edition:
    return Edition(page=page.id, number=1, report=report().id, published_at=THEN + timedelta(days=days))


def library() -> Published:
    chains = {PAGE.id: [first_of(PAGE, 1)], ELSEWHERE.id: [first_of(ELSEWHERE, 2)]}
    return Published(chains_=chains, pages_=[ELSEWHERE, PAGE])


def directory(published: Published, folder: Path, clock: list[float]) -> Directory:
    return Directory(cast(Shelves, published), KeptFiles(folder), lambda: clock[0])


def test_the_page_that_was_first_has_the_plain_address(tmp_path: Path) -> None:
    catalogue = directory(library(), tmp_path, [0.0]).catalogue()
    assert catalogue.keys["do-shops-sell-permits"].page == PAGE
    assert catalogue.keys["are-permits-sold-in-shops"].page == PAGE
    other = catalogue.by_page[ELSEWHERE.id]
    assert other.key.startswith("do-shops-sell-permits.") and catalogue.keys[other.key].page == ELSEWHERE
    assert [one.page for one in catalogue.shown] == [ELSEWHERE, PAGE]  # the newest edition first


def test_a_withheld_page_keeps_its_address_and_is_in_nothing_else(tmp_path: Path) -> None:
    published, clock = library(), [0.0]
    made = directory(published, tmp_path, clock)
    before = made.catalogue()
    published.withheld[PAGE.id] = Withholding(page=PAGE.id, withheld_at=THEN, rule=Rule.RIGHTS, why="Theirs.")
    assert made.catalogue() is before
    made.look_again()
    after = made.catalogue()
    assert [one.page for one in after.listings] == [ELSEWHERE] and list(after.by_page) == [ELSEWHERE.id]
    assert list(after.withheld) == ["do-shops-sell-permits"]
    # Its address is not given to the page that asks the same elsewhere, nor does its wording lead anywhere.
    assert list(after.keys) == [before.by_page[ELSEWHERE.id].key]


def test_a_page_taken_back_keeps_its_address_and_leaves_the_lists(tmp_path: Path) -> None:
    published, clock = library(), [0.0]
    made = directory(published, tmp_path, clock)
    before = made.catalogue()
    published.taken_back[PAGE.id] = Retraction(page=PAGE.id, retracted_at=THEN, why="The law was misread.")
    clock[0] += LOOK_AFTER / 2
    assert made.catalogue() is before
    clock[0] += LOOK_AFTER
    after = made.catalogue()
    assert [one.page for one in after.shown] == [ELSEWHERE]
    assert after.keys["do-shops-sell-permits"].retraction is not None


def test_where_nothing_befell_a_page_nothing_is_read(tmp_path: Path) -> None:
    published, clock = library(), [0.0]
    made = directory(published, tmp_path, clock)
    before = made.catalogue()
    assert len(published.read) == 2
    clock[0] += 2 * LOOK_AFTER
    assert made.catalogue() is before


def test_cards_are_worked_out_once_even_for_the_next_server(tmp_path: Path) -> None:
    first, second = library(), library()
    told = directory(first, tmp_path, [0.0]).catalogue()
    again = directory(second, tmp_path, [0.0]).catalogue()
    assert second.read == []
    assert [one.cards for one in again.listings] == [one.cards for one in told.listings]


def test_a_card_that_cannot_be_read_is_worked_out_anew(tmp_path: Path) -> None:
    directory(library(), tmp_path, [0.0]).catalogue()
    for kept in tmp_path.rglob("*.json"):
        kept.write_bytes(b"{")
    published = library()
    assert directory(published, tmp_path, [0.0]).catalogue().shown
    assert len(published.read) == 2
