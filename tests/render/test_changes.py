"""Changes told to people and machines: each form says all of them, and none by color alone."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as Xml

import pytest

from builders import E_WIRE, cite, report, say, verdict
from wellsourced.diff import diff, since
from wellsourced.errors import InputError
from wellsourced.model.claims import Label
from wellsourced.model.editions import Change, ChangeKind, Confirmation, Edition, Page, Retraction
from wellsourced.render.atom import (
    atom_entry,
    atom_feed,
    confirmation_entry,
    edition_entry,
    reports_entry,
    retraction_entry,
    since_entry,
)
from wellsourced.render.change_notes import NOTHING, summed_up
from wellsourced.render.changes import changes_html, changes_json, changes_markdown, changes_text
from wellsourced.render.since_then import SinceThen

ATOM = "{http://www.w3.org/2005/Atom}"
PUBLISHED = datetime(2031, 5, 4, 16, 30, tzinfo=UTC)
PAGE = Page(
    claims=("Shops sell permits.",), place=None, agency=None, title="Who sells <permits>?", slug="who"
)


def change(
    kind: ChangeKind, before: str | None, after: str | None, where: str = "Executive summary", why: str = ""
) -> Change:
    return Change(kind=kind, before=before, after=after, where=where, why=why)


TURNED = change(ChangeKind.VERDICT, "Supported", "Refuted", "Verdict")
REWORDED = change(
    ChangeKind.STATEMENT, "Shops <may> sell permits.", "Shops <may> not sell permits.", why="the law changed"
)
FIGURE = change(ChangeKind.FIGURE, "2,510", "2,640")
GONE = change(ChangeKind.STATEMENT, "Clerks *do* as well.", None, "Bottom line")
SOURCE = change(ChangeKind.SOURCE, None, "Almanac. Tarn Press", "Sources")
METHOD = change(ChangeKind.METHOD, "tiny@3", "tiny@4", "Verifier")
STOPPED = change(ChangeKind.SOURCE, "answers", "no longer answers, asked on May 9, 2031", "Sources: Act")
BACK = change(ChangeKind.SOURCE, "no longer answers", "answers again, asked on May 9, 2031", "Sources: Act")
ALL = (TURNED, REWORDED, FIGURE, GONE, SOURCE, METHOD)


def edition(number: int, report_id: str = "report-x", note: str = "") -> Edition:
    return Edition(
        page=PAGE.id,
        number=number,
        report=report_id,
        published_at=PUBLISHED + timedelta(days=number),
        previous=None if number == 1 else f"edition-{number - 1}",
        note=note,
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((), NOTHING),
        (
            (TURNED, REWORDED, REWORDED, FIGURE),
            "Verdict changed from supported to refuted; 2 statements reworded, 1 figure.",
        ),
        ((FIGURE,), "1 figure changed."),
        ((TURNED, TURNED), "2 verdicts changed."),
        ((GONE, SOURCE), "1 statement removed, 1 source added."),
        ((METHOD,), "Another verifier."),
        (
            (change(ChangeKind.VERDICT, "Qualified: it depends", "Not enough evidence", "Verdict"),),
            "Verdict changed from qualified to not enough evidence.",
        ),
        (
            (change(ChangeKind.VERDICT, "low confidence", "high confidence", "Confidence"),),
            "Low confidence became high confidence.",
        ),
        ((change(ChangeKind.SOURCE, "Act", "Code", "Bottom line: “No.”"),), "1 citation changed."),
        ((change(ChangeKind.PROVISION, "a", "b", "Where it depends"),), "1 rule changed."),
        ((STOPPED,), "1 source no longer answers."),
        ((STOPPED, STOPPED, SOURCE), "1 source added, 2 sources no longer answer."),
        ((BACK,), "1 source answers again."),
    ],
)
def test_all_of_it_in_one_sentence(changes: tuple[Change, ...], said: str) -> None:
    assert summed_up(changes) == said


def test_a_terminal_shows_what_went_and_what_came_without_color() -> None:
    assert changes_text(ALL).splitlines()[2:11] == [
        "Verdict",
        "  Changed in Verdict: [-Supported-] {+Refuted+}",
        "",
        "Figures",
        "  Changed in Executive summary: [-2,510-] {+2,640+}",
        "",
        "Statements",
        "  Reworded in Executive summary: Shops <may> {+not+} sell permits. (the law changed)",
        "  Removed in Bottom line: [-Clerks *do* as well.-]",
    ]


def test_markdown_marks_words_and_escapes_what_is_not_markup() -> None:
    page = changes_markdown(ALL)
    assert "Shops \\<may\\> **not** sell permits." in page
    assert "~~Clerks \\*do\\* as well.~~" in page
    assert "~~2,510~~ **2,640**" in page


def test_html_says_in_words_what_went_and_what_came() -> None:
    fragment = str(changes_html(ALL))
    root = Xml.fromstring(fragment)
    said = ["".join(one.itertext()) for one in root.iter() if one.tag in ("ins", "del")]
    assert "[removed: 2,510]" in said and "[added: 2,640]" in said
    assert all(re.fullmatch(r"\[(added|removed): .+\]", one) for one in said)
    assert "Shops &lt;may&gt;" in fragment


def test_json_holds_every_change_with_its_words() -> None:
    rows = json.loads(json.dumps(changes_json(ALL)))
    assert [row["kind"] for row in rows] == [one.kind.value for one in ALL]
    assert rows[1]["words"][1] == {"change": "added", "text": "not "}
    assert rows[2] == {
        "kind": "figure",
        "where": "Executive summary",
        "before": "2,510",
        "after": "2,640",
        "why": None,
        "words": [],
    }


def test_an_entry_has_all_that_atom_asks_and_keeps_its_id() -> None:
    text = atom_entry(edition_entry(edition(2), ALL, title=PAGE.title, address="https://check.example/who/2"))
    entry = Xml.fromstring(text.encode())
    assert entry.tag == f"{ATOM}entry"
    assert {child.tag for child in entry} >= {
        f"{ATOM}{name}" for name in ("id", "title", "updated", "author")
    }
    assert entry.findtext(f"{ATOM}title") == "Who sells <permits>? (edition 2)"
    assert entry.findtext(f"{ATOM}updated") == "2031-05-06T16:30:00Z"
    assert entry.findtext(f"{ATOM}summary") == summed_up(ALL)
    link = entry.find(f"{ATOM}link")
    assert link is not None and link.get("href") == "https://check.example/who/2"
    elsewhere = Xml.fromstring(atom_entry(edition_entry(edition(2), (), title="Another title")))
    assert elsewhere.findtext(f"{ATOM}id") == entry.findtext(f"{ATOM}id")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.findtext(f"{ATOM}id") or "")
    content = entry.find(f"{ATOM}content")
    assert content is not None and content.get("type") == "html"
    assert Xml.fromstring(content.text or "").tag == "div"


def test_what_xml_cannot_write_does_not_break_a_feed() -> None:
    odd = change(ChangeKind.STATEMENT, None, "A bell \x07 and ]]> & \ud800.")
    assert (
        Xml.fromstring(atom_entry(edition_entry(edition(2), (odd,), title="\x00 title")).encode("utf-8"))
        is not None
    )


def test_a_feed_has_the_newest_edition_first_and_is_as_new() -> None:
    entries = [
        edition_entry(edition(1), (), title=PAGE.title),
        edition_entry(edition(2, note="A figure."), ALL, title=PAGE.title),
    ]
    feed = Xml.fromstring(atom_feed(PAGE, entries, address="https://check.example/who.atom"))
    assert [one.findtext(f"{ATOM}summary") for one in feed.iter(f"{ATOM}entry")] == [
        "A figure.",
        "First published.",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2031-05-06T16:30:00Z"
    ids = [one.text for one in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == 3
    with pytest.raises(ValueError, match="a feed has an entry"):
        atom_feed(PAGE, [])


def test_what_changed_since_the_day_a_reader_last_read() -> None:
    first, third = report(), report(verdicts=(verdict(Label.SUPPORTED, confidence=0.9),))
    second = report(summary=(say("Nineteen counties do.", cite(E_WIRE)),))
    shelf = {one.id: one for one in (first, second, third)}
    chain = [edition(3, third.id), edition(1, first.id), edition(2, second.id)]
    last = chain[0].published_at.date()

    found = since(chain, shelf, last - timedelta(days=1))
    assert (found.before.number, found.after.number) == (2, 3)
    assert found.changes == diff(second, third) != ()
    assert since(chain, shelf, last).changes == ()
    assert since(chain, shelf, last - timedelta(days=2)).before.number == 1
    with pytest.raises(InputError, match="first published on 2031-05-05"):
        since(chain, shelf, last - timedelta(days=3))


def test_two_reports_make_an_entry_of_their_own() -> None:
    before, after = report(), report(summary=())
    text = atom_entry(reports_entry(before, after, diff(before, after)))
    assert Xml.fromstring(text).findtext(f"{ATOM}updated") == "2031-05-04T16:30:00Z"


def test_the_feed_of_a_page_tells_that_a_source_went_silent_and_that_the_page_was_retracted() -> None:
    confirmed = Confirmation(edition=edition(1).id, confirmed_at=PUBLISHED + timedelta(days=9), asked=3)
    taken = Retraction(page=PAGE.id, retracted_at=PUBLISHED + timedelta(days=12), why="Of another lake.")
    entries = [
        edition_entry(edition(1), (), title=PAGE.title),
        confirmation_entry(confirmed, (STOPPED,), title=PAGE.title),
        retraction_entry(taken, title=PAGE.title),
    ]
    feed = Xml.fromstring(atom_feed(PAGE, entries))
    assert [one.findtext(f"{ATOM}summary") for one in feed.iter(f"{ATOM}entry")] == [
        "The page was retracted: Of another lake.",
        "1 source no longer answers.",
        "First published.",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2031-05-16T16:30:00Z"
    again = Xml.fromstring(atom_feed(PAGE, entries))
    assert [one.text for one in again.iter(f"{ATOM}id")] == [one.text for one in feed.iter(f"{ATOM}id")]


def test_asked_again_later_the_entry_since_a_day_is_the_same_one_updated() -> None:
    told = SinceThen(opening="Edition 1 stood.", log=("Edition <2> was published.",))
    day, last = PUBLISHED.date(), PUBLISHED + timedelta(days=2)
    one = Xml.fromstring(atom_entry(since_entry(PAGE, day, last, (), told)))
    later = Xml.fromstring(atom_entry(since_entry(PAGE, day, last + timedelta(days=5), ALL, told)))
    assert one.findtext(f"{ATOM}id") == later.findtext(f"{ATOM}id")
    assert one.findtext(f"{ATOM}updated") == "2031-05-06T16:30:00Z"
    content = Xml.fromstring(later.findtext(f"{ATOM}content") or "")
    lines = [line.text for line in content.iter("li")]
    assert lines[-1] == "Edition <2> was published." and len(lines) == len(ALL) + 1


def test_every_form_tells_what_stands_around_the_changes() -> None:
    told = SinceThen(opening="Edition 1 stood.", log=("Edition <2> was published.",))
    assert changes_text((), told).splitlines() == [
        "Edition 1 stood.",
        NOTHING,
        "",
        "Since then",
        "  Edition <2> was published.",
    ]
    assert "## Since then\n\n- Edition \\<2\\> was published.\n" in changes_markdown(ALL, told)
    assert changes_markdown(ALL, told).startswith("Edition 1 stood.\n\nVerdict changed")
    assert "<li>Edition &lt;2&gt; was published.</li>" in changes_html(ALL, told)
    assert "Since then" not in changes_text(ALL) + changes_markdown(ALL) + changes_html(ALL)
