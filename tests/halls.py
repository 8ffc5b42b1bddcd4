"""A library with a few published pages, for tests of the site's halls: permits in Oregon, all invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from starlette.testclient import TestClient

from builders import cite, inquiry, provision, report, say, verdict
from hashing_encoder import HashingEncoder
from holdings import add, capture
from sites import served
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.model.claims import Label
from wellsourced.model.editions import Correction, Edition, Page, Retraction
from wellsourced.model.provisions import RuleValue
from wellsourced.model.reports import Exhibit, Report, Section
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import SourceKind
from wellsourced.ports import Capture
from wellsourced.settings import read_settings
from wellsourced.steps.asking.titles import slug

__all__ = ["AT", "FEE", "GONE", "MANY", "ODD", "SHOPS", "TOPIC", "at_the_halls", "filled", "key_of"]

AT = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
ODD = "<script>alert(1)</script> & “Sons”"
"""What a title must never be taken for."""
TOPIC = "Lake/River permits"
SHOPS = "May shops in Oregon sell day permits?"
FEE = "Does a day permit cost nine marks?"
GONE = "Are permits painted green?"
MANY = 27
"""Pages that are there only to be many."""


class Holdings:
    """The library at work, and what was put in it."""

    def __init__(self, library: SqlLibrary, captures: Sequence[Capture]) -> None:
        self.library = library
        self.documents = [one.document for one in add(library, *captures)]
        self.view = library.view(date.max)

    def exhibits(self, number: int) -> list[Exhibit]:
        """The passages of a source as a report shows them."""
        found = self.view.passages_of(self.documents[number])
        return [
            Exhibit(
                passage=one,
                source=self.view.source_of(one),
                document_title=self.view.document_of(one).title,
                captured_at=self.view.snapshot_of(one).captured_at,
                archived=True,
            )
            for one in found
        ]

    def publish(self, title: str, made: Report, place: str | None, day: int, **more: str) -> Edition:
        """Another edition of the page of that title."""
        page = Page(claims=(title,), place=place, agency=None, title=title, slug=slug(title))
        name = self.library.save_report(made)
        corrected = {more["what"]: more["why"]} if more.get("why") else {}
        return self.library.publish(page, name, AT + timedelta(days=day), more.get("note", ""), corrected)


def told(
    title: str, exhibits: Sequence[Exhibit], label: Label = Label.SUPPORTED, **changes: object
) -> Report:
    """A report that says what its passages say, one sentence each."""
    first, *rest = exhibits
    said = tuple(say(one.passage.text, cite(one)) for one in exhibits)
    asked = inquiry(title, date(2026, 11, 1))
    base = report(
        inquiry=replace(asked, slug=slug(title), place=None),
        checked_at=AT,
        verdicts=(verdict(label, said[0]),),
        summary=said[:1],
        sections=(Section(title=said[0], statements=said[1:] or said[:1]),),
        bottom_line=(),
        watch=(),
        provisions=(),
        topics=(TOPIC, "Oregon shops"),
        exhibits=tuple(exhibits),
        leads=(),
        resolutions=(),
    )
    assert first.passage.id not in {one.passage.id for one in rest}
    return replace(base, **changes)  # type: ignore[arg-type]


def sources() -> list[Capture]:
    """A law, what it costs, news on it, a copy of that, and a page of an odd title."""
    act = capture("act", "A shop may sell day permits in Oregon.", published="2019")
    fee = capture("fee", "A day permit costs nine marks, says the schedule of fees.", published="2021-03")
    wire = capture("wire", "Shops in Salem sold 300 day permits in May 2026.", published="2026-06-01")
    copy = capture("copy", "Shops in Salem sold 300 day permits in May 2026!", published="2026-06-02")
    odd = capture(
        "odd", "<b>Permits</b> are never painted green, says <img src=x onerror=alert(1)>.", published="1998"
    )
    law = replace(
        act.source, kind=SourceKind.LAW, title="Oregon Permit Act", publisher="Legislature of Oregon"
    )
    return [
        replace(act, source=law),
        fee,
        wire,
        replace(copy, source=replace(copy.source, published=PartialDate(text="2026-06"))),
        replace(odd, source=replace(odd.source, title=ODD)),
    ]


def filled(folder: Path, many: int = MANY) -> None:
    """Fill a library: a page in two editions, one corrected, one taken back, and many more."""
    with closing(open_library(folder, HashingEncoder())) as library:
        held = Holdings(library, sources())
        act, fee, wire, copy, odd = (held.exhibits(n) for n in range(5))
        copied = [replace(one, copy_of=wire[0].source.id) for one in copy]
        rule = provision(act[0], ("US-TX", "Texas"), ("shop", RuleValue.MAY, "sell_permits"))
        before = told(SHOPS, [*act, *fee, *wire], Label.QUALIFIED)
        held.publish(SHOPS, before, "US-OR", 1)
        after = told(SHOPS, [*act, *fee, *wire, *copied], provisions=(rule,))
        held.publish(
            SHOPS, after, "US-OR", 3, what="Only in Salem.", why="The Act is the state’s.", note="A copy."
        )
        held.publish(FEE, told(FEE, [*fee, *odd], Label.REFUTED), "US-OR-city-Salem", 2)
        gone = held.publish(GONE, told(GONE, odd), None, 0)
        library.retract(Retraction(page=gone.page, retracted_at=AT + timedelta(days=4), why="Nobody knows."))
        library.correct(
            Correction(
                page=gone.page, edition=gone.id, corrected_at=AT, what=ODD, why="It was <i>never</i> so."
            )
        )
        for number in range(many):
            title = f"Was permit number {number + 1} sold in Salem?"
            held.publish(title, told(title, wire, topics=("Salem",)), None, -1 - number)
        today = datetime.now(UTC).date()
        library.count_read(gone.page, today, 9)
        library.count_read(_page(FEE, "US-OR-city-Salem").id, today, 5)
        library.count_read(_page(SHOPS, "US-OR").id, today - timedelta(days=20), 50)


def _page(title: str, place: str) -> Page:
    return Page(claims=(title,), place=place, agency=None, title=title, slug=slug(title))


def key_of(title: str) -> str:
    """What a page's address ends in."""
    return slug(title)


@contextmanager
def at_the_halls(folder: Path) -> Iterator[TestClient]:
    """A client of a site over a library that was filled, with one casebook."""
    with served(read_settings(library=folder, casebooks=("local-ice-cooperation",))) as client:
        yield client
