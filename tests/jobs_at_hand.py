"""A library with a published page, jobs of each kind to be done on it, and what is there in the end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from dying_refresh import NOW, Texts, desk_over
from dying_worker import home_in, queue_in
from hashing_encoder import HashingEncoder
from library_digest import library_digest
from test_refresh import CLAIM, PAGES, START, source_of
from wellsourced.adapters.extractors import Extractors
from wellsourced.check import check
from wellsourced.jobs.orders import Order, State, order_to_add, order_to_check, order_to_refresh
from wellsourced.library import schema
from wellsourced.library.home import parts_of
from wellsourced.library.store import open_library
from wellsourced.publish import publish
from wellsourced.steps.classify import read_inquiry
from wellsourced.steps.collect import collect

__all__ = ["Ends", "ask", "ends_of", "filled", "judged_in"]

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


@dataclass(frozen=True)
class Ends:
    """What a library has in the end, however it came about."""

    digest: str
    editions: tuple[tuple[str, ...], ...]
    reports: int
    confirmations: int


def filled(folder: Path) -> tuple[Order, ...]:
    """Make a library with a page, where the folder says that it is; orders to add, check and refresh."""
    with closing(open_library(home_in(folder), HashingEncoder())) as library:
        desk = desk_over(library, START)
        collect([source_of(uri) for uri in PAGES], Texts(PAGES, START), Extractors(), library)
        report = check(read_inquiry(CLAIM, on=START.date()), desk)
        library.save_report(report)
        edition = publish(report.id, desk)
    (folder / "pages.json").write_text(json.dumps(NEW), encoding="utf-8")
    return (
        order_to_add([source_of(uri) for uri in NOTES]),
        *(order_to_check(read_inquiry(text, on=NOW.date()), publish=True) for text in ASKED),
        order_to_refresh(edition, report.checked_at, CLAIM),
    )


def ask(folder: Path, orders: Sequence[Order]) -> list[str]:
    """Put orders in a folder's queue; the ids of the jobs."""
    with closing(queue_in(folder)) as queue:
        return sorted(queue.submit(order).id for order in orders)


def ends_of(folder: Path) -> Ends:
    """What came about in a folder; its library is sound, and every job is done."""
    home = home_in(folder)
    with closing(open_library(home, HashingEncoder())) as library:
        assert library.verify() == []
        editions = sorted(tuple(one.id for one in library.editions(page.id)) for page in library.pages())
        confirmations = sum(len(library.confirmations(page.id)) for page in library.pages())
    with closing(queue_in(folder)) as queue:
        assert [(one.state, one.error) for one in queue.jobs() if one.state is not State.DONE] == []
    with closing(parts_of(home).records) as records:
        count = select(func.count()).select_from(schema.reports)
        reports = records.ask(lambda connection: connection.execute(count).scalar_one())
    return Ends(library_digest(home), tuple(editions), reports or 0, confirmations)


def judged_in(folder: Path) -> tuple[int, int]:
    """How many pairs the verifier was asked about, and how many of them again."""
    judged = Counter((folder / "judged").read_text(encoding="utf-8").splitlines())
    return judged.total(), judged.total() - len(judged)
