"""A note that archived passages bear out stays our note, and opens those passages on every kind of page."""

from __future__ import annotations

from dataclasses import replace

import html5lib
from lxml import html
from markdown_it import MarkdownIt
from pydantic import TypeAdapter

from builders import ALDER, CAPTURED, E_ALDER, E_ANGLERS, E_BIRCH, EXHIBITS, archived, report, say
from builders import cite as cite_all
from wellsourced.model.reports import AnchorExhibit, Exhibit, Report
from wellsourced.render.json import report_json
from wellsourced.render.markdown import page_markdown
from wellsourced.render.page import page_html
from wellsourced.render.sharing import shareable
from wellsourced.render.sources import number_sources, source_counts

PARTS = (
    "Alder County's ordinance bars shops from selling day permits.",
    "It has been in force since March 1, 2025.",
)
CODE = archived(
    ALDER,
    "Definitions stand above. No shop shall sell a day permit in the county. Call 555-010-4477 for more.",
    before="14.1 This chapter is on permits.",
    after="14.3 Clerks keep a register.",
)
IN_FORCE = archived(ALDER, "This chapter takes effect on March 1, 2025.", start=900)


def anchor_of(part: str, exhibit: Exhibit, quote: str) -> AnchorExhibit:
    return AnchorExhibit(
        part=part,
        passage=exhibit.passage,
        quote=quote,
        document_title="Chapter 14",
        captured_at=exhibit.captured_at,
        before=exhibit.before,
        after=exhibit.after,
    )


ANCHORED = replace(
    E_ALDER,
    archived=True,
    anchors=(
        anchor_of(PARTS[0], CODE, "No shop shall sell a day permit in the county."),
        anchor_of(PARTS[1], IN_FORCE, IN_FORCE.passage.text),
    ),
)


def page(*exhibits: Exhibit) -> Report:
    """The sample page with these in the place of its own exhibits of the same passages."""
    ours = {one.passage.id: one for one in exhibits}
    return report(exhibits=tuple(ours.get(one.passage.id, one) for one in EXHIBITS))


def panel(of: Report, words: str) -> html.HtmlElement:
    root = html.fromstring(page_html(of))
    return next(one for one in root.find_class("exhibit") if words in one.text_content())


def flat(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_panel_of_a_note_shows_the_archived_passages_with_their_neighbours() -> None:
    html5lib.HTMLParser(strict=True).parse(page_html(page(ANCHORED)))
    shown = panel(page(ANCHORED), PARTS[0])
    assert "Our note, borne out by the archived source" in flat(shown)
    assert "not archived here" not in flat(shown)
    quoted = [flat(one) for one in shown.iter("blockquote")]
    assert len(quoted) == 2
    assert CODE.before in quoted[0] and CODE.after in quoted[0]
    assert [mark.text for mark in shown.xpath(".//blockquote//mark")] == [
        "No shop shall sell a day permit in the county.",
        IN_FORCE.passage.text,
    ]
    assert "captured April 2, 2031, 09:15 UTC" in flat(shown)
    assert "Archivedyes" in flat(shown).replace(" ", "")


def test_our_words_are_never_quoted_and_stay_labelled_as_ours() -> None:
    shown = panel(page(ANCHORED), PARTS[0])
    assert all(part not in flat(one) for one in shown.iter("blockquote") for part in PARTS)
    assert "These are our words, not the publisher’s." in flat(shown)
    assert "“" not in flat(shown)
    markdown = html.fromstring(MarkdownIt("commonmark").render(page_markdown(page(ANCHORED))))
    quoted = " ".join(flat(one) for one in markdown.iter("blockquote"))
    assert PARTS[0] not in quoted and "No shop shall sell a day permit in the county." in quoted
    assert f"Our note: {E_ALDER.passage.text}" in [flat(one) for one in markdown.iter("p")]


def test_the_markdown_names_the_source_and_the_day_and_marks_the_words() -> None:
    markdown = page_markdown(page(ANCHORED))
    told = "borne out by this archived passage of Alder County Code, chapter 14 (captured Apr 2, 2031):"
    assert f"Part 1 of our note, {told}" in markdown and f"Part 2 of our note, {told}" in markdown
    assert "> Definitions stand above. **No shop shall sell a day permit in the county.** Call" in markdown
    single = replace(ANCHORED, anchors=ANCHORED.anchors[:1])
    assert f"Our note, {told}" in page_markdown(page(single))


def test_the_json_gives_the_passages_under_the_note() -> None:
    source = next(one for one in report_json(page(ANCHORED))["sources"] if one["id"] == ALDER.id)
    assert (source["archived"], source["note"]) == (True, True)
    assert source["captured_at"] == "2031-04-02T09:15:00Z"
    assert source["anchors"][0] == {
        "note": E_ALDER.passage.id,
        "text": PARTS[0],
        "passage": CODE.passage.id,
        "quote": "No shop shall sell a day permit in the county.",
        "document": "Chapter 14",
        "captured_at": "2031-04-02T09:15:00Z",
    }
    before = next(one for one in report_json(report())["sources"] if one["id"] == ALDER.id)
    assert (before["archived"], before["captured_at"], before["anchors"]) == (False, None, [])


def test_an_anchored_note_counts_as_archived_and_the_others_as_notes() -> None:
    before = source_counts(number_sources(report()))
    after = source_counts(number_sources(page(ANCHORED)))
    assert before[0] == "8 sources: 5 archived here, 3 notes of ours."
    assert after[0] == "8 sources: 6 archived here, 2 notes of ours."
    assert "1 is told in notes of ours, borne out by archived passages that it opens." in after


def test_every_sentence_opens_an_archived_passage_only_when_every_note_is_anchored() -> None:
    def borne_out(note: Exhibit) -> Exhibit:
        kept = archived(note.source, f"The page says: {note.passage.text}", start=40)
        return replace(note, archived=True, anchors=(anchor_of(note.passage.text, kept, note.passage.text),))

    some = source_counts(number_sources(page(ANCHORED, borne_out(E_BIRCH))))
    every = source_counts(number_sources(page(ANCHORED, borne_out(E_BIRCH), borne_out(E_ANGLERS))))
    assert "Every sentence opens an archived passage." not in " ".join(some)
    assert every[0] == "8 sources. Every sentence opens an archived passage."
    assert "3 are told in notes of ours, borne out by archived passages that they open." in every


def test_a_marker_still_says_that_a_note_is_ours() -> None:
    def hint(of: Report) -> str:
        root = html.fromstring(page_html(of))
        return next(a.get("title") for a in root.find_class("cite") if "Alder County, law" in a.get("title"))

    assert hint(report()).endswith(", our note")
    assert hint(page(ANCHORED)).endswith(", our note, borne out by an archived passage")


def test_what_is_private_in_an_archived_passage_is_hidden_under_a_note_too() -> None:
    assert "555-010-4477" in CODE.passage.text
    shared = page(ANCHORED)
    for printed in (page_html(shared), page_markdown(shared), str(report_json(shared))):
        assert "555-010-4477" not in printed
    for exhibit in shareable(shared).exhibits:
        assert all(anchor.quote in anchor.passage.text for anchor in exhibit.anchors)


def test_reports_saved_before_notes_were_anchored_are_read_and_keep_their_ids() -> None:
    kept = TypeAdapter(Report)
    payload = kept.dump_python(report(), mode="json")
    for exhibit in payload["exhibits"]:
        del exhibit["anchors"]
    old = kept.validate_python(payload)
    assert old == report()
    assert all(exhibit.rests_on == exhibit.passage.id for exhibit in old.exhibits)


def test_a_page_that_rests_on_more_is_another_report_and_survives_storing() -> None:
    kept = TypeAdapter(Report)
    anchored = page(ANCHORED)
    assert anchored.id != report().id
    assert kept.validate_python(kept.dump_python(anchored, mode="json")) == anchored
    later = replace(ANCHORED.anchors[0], captured_at=CAPTURED.replace(year=2032))
    again = page(replace(ANCHORED, anchors=(later, ANCHORED.anchors[1])))
    assert again.id == anchored.id, "a clock is in no digest"


def test_a_sentence_on_both_a_note_and_its_source_prints_the_number_once() -> None:
    both = say("Alder County bars such sales.", cite_all(ANCHORED), cite_all(CODE))
    shown = report(bottom_line=(both,), exhibits=(*page(ANCHORED).exhibits, CODE))
    numbered = next(one for one in number_sources(shown) if one.id == ALDER.id)
    assert not numbered.unarchived and len(numbered.exhibits) == 2
