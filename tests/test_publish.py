"""A report becomes an edition: only what still stands is published, and one question has one page."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desks import NOW, Stopped, Text, ask, desk_of
from wellsourced.adapters.extractors import Extractors
from wellsourced.check import Desk
from wellsourced.errors import InputError, Integrity, Permanent
from wellsourced.model.editions import Retraction
from wellsourced.model.reports import Report
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture
from wellsourced.publish import page_for, publish
from wellsourced.render.page import page_html
from wellsourced.steps.classify import read_inquiry

ASKED = "Does the Gull Island ferry carry cars on Sundays?"
REWORDED = "Is it true that the Gull Island ferry carries cars on Sundays?"
FERRY = Text(
    body="The Gull Island ferry carries cars on Sundays. It sails twice a day from the old harbor.",
    publisher="Gull Island Harbor Board",
)
SAYS_MORE = Text(
    body="The Gull Island ferry carries cars on Sundays and takes bicycles free of charge, the county said.",
    publisher="Gull County",
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_of([FERRY], tmp_path)


def kept(desk: Desk, question: str = ASKED) -> Report:
    report = ask(question, desk)
    desk.library.save_report(report)
    return report


def test_a_report_becomes_the_first_edition_of_its_page(desk: Desk) -> None:
    report = kept(desk)
    assert report.statements()
    edition = publish(report.id, desk, note="As asked by a reader")
    assert (edition.number, edition.report, edition.previous) == (1, report.id, None)
    assert (edition.published_at, edition.note) == (NOW, "As asked by a reader")
    page = desk.library.page(edition.page)
    assert page.title == ASKED and page.variants == ()
    assert publish(report.id, desk) == edition
    assert desk.library.editions(page.id) == [edition]


def test_what_changed_is_the_next_edition(desk: Desk, tmp_path: Path) -> None:
    first = publish(kept(desk).id, desk)
    again = desk_of([FERRY, SAYS_MORE], tmp_path)
    later = replace(again, clock=Stopped(NOW + timedelta(days=2)))
    report = kept(later)
    second = publish(report.id, later)
    assert second.report != first.report and (second.number, second.previous) == (2, first.id)
    assert second.published_at == NOW + timedelta(days=2)


def test_other_words_lead_to_the_page_there_is(desk: Desk) -> None:
    first = publish(kept(desk).id, desk)
    assert publish(kept(desk, REWORDED).id, desk) == first
    [page] = desk.library.pages()
    assert (page.title, page.variants) == (ASKED, (kept(desk, REWORDED).inquiry.title,))
    found = page_for(read_inquiry(REWORDED, on=NOW.date()), desk)
    assert found is not None and found.id == page.id
    assert page_for(read_inquiry("Does the Gull Island ferry carry dogs?", on=NOW.date()), desk) is None


def test_what_its_passages_no_longer_say_is_not_published(desk: Desk, tmp_path: Path) -> None:
    report = kept(desk)
    said = report.statements()[0].text
    with closing(sqlite3.connect(tmp_path / "library" / "records.sqlite3")) as raw, raw:
        raw.execute("UPDATE passages SET text = replace(text, 'cars', 'cows')")
    with pytest.raises(Integrity, match="its quote does not occur in the passage it cites") as found:
        publish(report.id, desk)
    assert repr(said) in str(found.value)
    assert list(desk.library.pages()) == []


def test_a_report_whose_words_were_changed_is_not_published(desk: Desk) -> None:
    report = ask(ASKED, desk)
    [verdict] = report.verdicts
    assert verdict.answer is not None
    lie = replace(verdict.answer, text="The Gull Island ferry carries cars on Mondays.")
    changed = replace(report, verdicts=(replace(verdict, answer=lie),))
    desk.library.save_report(changed)
    with pytest.raises(Integrity, match="on Mondays"):
        publish(changed.id, desk)
    assert list(desk.library.pages()) == []


def test_a_page_taken_back_is_not_published_in_other_words(desk: Desk) -> None:
    edition = publish(kept(desk).id, desk)
    desk.library.retract(Retraction(page=edition.page, retracted_at=NOW, why="It mixed up two ferries."))
    for report in (kept(desk), kept(desk, REWORDED)):
        if report.id != edition.report:
            with pytest.raises(InputError, match="retracted"):
                publish(report.id, desk)
    assert desk.library.editions(edition.page) == [edition]


def test_a_report_nobody_kept_is_not_published(desk: Desk) -> None:
    with pytest.raises(InputError, match="no report"):
        publish("report-none", desk)


def test_our_own_editions_are_no_evidence(desk: Desk) -> None:
    report = kept(desk)
    publish(report.id, desk)
    ours = Capture(
        source=Source(uri="https://ours.example/e/1", title="", publisher="", kind=SourceKind.OTHER),
        body=page_html(report).encode(),
        media_type="text/html",
        captured_at=NOW,
    )
    [refused] = desk.library.add([ours], Extractors())
    assert isinstance(refused, Permanent)
