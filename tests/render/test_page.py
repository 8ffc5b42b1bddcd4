"""The page: one file that loads nothing, whose every number opens the passage it stands for."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

import html5lib
import pytest

from builders import (
    ACTIONS,
    E_ALDER,
    E_STATUTE,
    E_WIRE,
    LEAD,
    WIRE,
    archived,
    cite,
    inquiry,
    provision,
    report,
    say,
    texts,
    thin_report,
    verdict,
)
from wellsourced.model.claims import Label
from wellsourced.model.provisions import RuleValue
from wellsourced.model.reports import Report, Section
from wellsourced.render.json import report_json
from wellsourced.render.page import page_html
from wellsourced.render.words import LEADS, NO_ANSWER, confidence_phrase, label_word


def parsed(page: Report) -> Element:
    """The page as a tree; the parser refuses what is not valid HTML syntax."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(page_html(page, actions=ACTIONS))
    assert isinstance(tree, Element)
    return tree


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def by_class(root: Element, name: str) -> list[Element]:
    return [one for one in root.iter() if name in (one.get("class") or "").split()]


def by_id(root: Element) -> dict[str, Element]:
    found = [one for one in root.iter() if one.get("id")]
    ids = {one.get("id", ""): one for one in found}
    assert len(ids) == len(found), "an id is used twice"
    return ids


def shown_text(root: Element) -> str:
    """What a reader is shown of the body, in order: no style, no script."""
    body = root.find("body")
    assert body is not None
    for script in body.iter("script"):
        script.text = ""
    return text(body)


def plain(said: Element) -> str:
    """A statement without its markers."""
    return re.sub(r"\[\d+\]", "", text(said)).strip()


def test_verdict_answer_and_confidence_stand_in_the_first_forty_words() -> None:
    page = report()
    first = " ".join(shown_text(parsed(page)).split()[:40])
    only = page.verdicts[0]
    assert only.answer is not None
    assert label_word(only.label) in first
    assert confidence_phrase(only.confidence) in first.lower()
    assert only.answer.text in first


def test_parts_come_in_the_order_readers_were_promised() -> None:
    headings = [text(one) for one in parsed(report()).iter("h2")]
    titles = [f"{n}." for n in (1, 2, 3)]
    assert headings[0] == "Executive summary"
    assert [heading.split()[0] for heading in headings[1:4]] == titles
    assert headings[4:] == [
        "Where it depends",
        "Bottom line",
        "What the evidence does not show",
        "What to watch next",
        "Sources",
        "Published fact-checks",
        "Follow-up questions",
        "Topics",
        "How this was checked",
        "The passages",
    ]


def test_page_and_json_say_the_same_with_the_same_numbers() -> None:
    page = report()
    printed = report_json(page)
    said = by_class(parsed(page), "said")
    assert [plain(one) for one in said] == texts(page.statements())
    from_json = [
        *printed["summary"],
        *(one for section in printed["sections"] for one in section["statements"]),
        *printed["bottom_line"],
        *printed["watch"],
    ]
    on_page = {plain(one): re.findall(r"\[(\d+)\]", text(one)) for one in said}
    for one in from_json:
        assert on_page[one["text"]] == list(dict.fromkeys(str(c["source"]) for c in one["citations"]))


def test_every_number_opens_a_passage_of_its_source_with_the_cited_words_marked() -> None:
    page = report()
    root = parsed(page)
    ids = by_id(root)
    markers = by_class(root, "cite")
    assert len(markers) > 20
    for marker in markers:
        exhibit = ids[(marker.get("href") or "").removeprefix("#")]
        assert "exhibit" in (exhibit.get("class") or "").split()
        (heading,) = list(exhibit.iter("h3"))
        assert text(heading).startswith(text(marker))
        marked = {n for mark in exhibit.iter("mark") for n in (mark.get("data-quotes") or "").split()}
        assert set((marker.get("data-quotes") or "").split()) <= marked


def test_the_marked_words_are_the_quote() -> None:
    quote = "A county may by ordinance let shops sell day permits."
    page = report(summary=(say("Counties may let shops sell.", cite(E_STATUTE, quote)),), sections=())
    exhibit = by_id(parsed(page))["passage-1-1"]
    assert quote in [text(mark) for mark in exhibit.iter("mark")]
    assert quote in text(exhibit)


def test_every_link_within_the_page_leads_somewhere() -> None:
    root = parsed(report())
    ids = by_id(root)
    inner = [href for one in root.iter("a") if (href := one.get("href") or "").startswith("#")]
    assert {href for href in inner if href.removeprefix("#") not in ids} == {"#_"}


def test_labelled_elements_name_labels_that_exist() -> None:
    root = parsed(report())
    ids = by_id(root)
    assert all(one.get("aria-labelledby") in ids for one in root.iter() if one.get("aria-labelledby"))


def test_the_page_loads_nothing() -> None:
    html = page_html(report())
    root = parsed(report())
    assert not [one for one in root.iter() if one.get("src") or one.get("srcset") or one.get("style")]
    loading = [one for one in root.iter() if one.get("href") and one.tag not in ("a",)]
    assert [one.get("href") for one in loading] == ["data:,"]
    assert not re.search(r"@import|url\(", html)
    assert not list(root.iter("form"))


def test_the_policy_allows_our_own_style_and_script_and_no_other() -> None:
    html = page_html(report())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        allowed = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{allowed}&#39;" in policy[1].replace("&#43;", "+")
    assert policy[1].startswith("default-src &#39;none&#39;")


HOSTILE = "</style></script><script>alert(1)</script><img src=x onerror=alert(2)> \"' {{ 7 * 7 }} &amp;"


def hostile_report() -> Report:
    about = replace(WIRE, title=HOSTILE, publisher=HOSTILE, uri="javascript:alert(3)")
    exhibit = replace(archived(about, HOSTILE), before=HOSTILE, after=HOSTILE)
    said = say(HOSTILE, cite(exhibit))
    return report(
        inquiry=replace(inquiry(), title=HOSTILE),
        verdicts=(verdict(answer=said, claim=HOSTILE), verdict(answer=said, claim=HOSTILE)),
        summary=(said,),
        sections=(Section(title=said, statements=(said,)),),
        bottom_line=(said,),
        watch=(said,),
        provisions=(),
        exhibits=(exhibit,),
        topics=(HOSTILE,),
        followups=(HOSTILE,),
        leads=(about,),
    )


def test_hostile_text_is_shown_as_text() -> None:
    root = parsed(hostile_report())
    assert len(list(root.iter("script"))) == 1
    assert not list(root.iter("img"))
    assert not [one for one in root.iter() if any(name.startswith("on") for name in one.keys())]  # noqa: SIM118
    (heading,) = root.iter("h1")
    assert text(heading) == HOSTILE


def test_an_address_that_no_browser_should_follow_is_no_link() -> None:
    root = parsed(hostile_report())
    hrefs = [one.get("href") or "" for one in root.iter("a")]
    assert all(href.startswith("#") for href in hrefs)


def test_a_note_is_ours_and_never_quoted() -> None:
    root = parsed(report())
    notes = by_class(root, "note")
    assert len(notes) == 3
    for quoted in root.iter("blockquote"):
        assert E_ALDER.passage.text not in text(quoted)
    exhibit = next(one for one in by_class(root, "exhibit") if E_ALDER.passage.text in text(one))
    shown = text(exhibit)
    assert "Our note on a source that is not archived here" in shown
    assert "Publisher" not in shown
    assert E_ALDER.before not in shown and E_ALDER.after not in shown
    assert "“" not in shown and '"' not in shown


def test_an_archived_passage_shows_its_neighbours_and_its_original() -> None:
    exhibit = by_id(parsed(report()))["passage-1-1"]
    shown = text(exhibit)
    assert E_STATUTE.before in shown and E_STATUTE.after in shown
    assert "April 2, 2031, 09:15 UTC" in shown
    assert any(link.get("href") == E_STATUTE.source.uri for link in exhibit.iter("a"))


def test_the_fact_checks_of_others_stand_apart_from_the_sources() -> None:
    part = by_id(parsed(report()))["leads"]
    assert LEADS in text(part) and LEAD.title in text(part) and "Nov 2030" in text(part)
    assert not by_class(part, "cite")
    assert "leads" not in by_id(parsed(report(leads=())))


def test_a_page_without_evidence_is_short_and_cites_nothing() -> None:
    root = parsed(thin_report())
    assert [text(one) for one in root.iter("h2")] == ["What would settle it", "How this was checked"]
    assert not by_class(root, "cite")
    shown = shown_text(root)
    assert NO_ANSWER in " ".join(shown.split()[:40])
    assert thin_report().search_log[0].query in shown
    assert "timed out after 10 s" in shown


@pytest.mark.parametrize("label", Label)
def test_a_verdict_is_told_by_word_and_shape_not_by_color_alone(label: Label) -> None:
    answer = None if label is Label.NOT_ENOUGH_EVIDENCE else report().verdicts[0].answer
    (badge,) = by_class(parsed(report(verdicts=(verdict(label, answer),))), "badge")
    assert text(badge) == label_word(label)
    (icon,) = list(badge)
    assert list(icon)


def test_each_label_has_a_shape_of_its_own() -> None:
    html = [page_html(report(verdicts=(verdict(label),))) for label in Label]
    icons = {re.search(r"<svg.*?</svg>", page, re.DOTALL)[0] for page in html}  # type: ignore[index]
    assert len(icons) == len(Label)


def test_several_claims_have_a_line_each() -> None:
    second = verdict(Label.REFUTED, say("No, clerks must.", cite(E_STATUTE)), claim="Clerks may refuse.")
    root = parsed(report(verdicts=(report().verdicts[0], second)))
    lines = [text(one) for one in by_class(root, "verdict")]
    assert len(lines) == 2
    assert lines[1].startswith("Clerks may refuse. Refuted")


def test_a_page_about_an_earlier_day_says_so_beside_the_time_of_the_check() -> None:
    page = report(inquiry=inquiry(on=date(2031, 2, 1)))
    (stamp,) = by_class(parsed(page), "stamp")
    assert text(stamp) == "As of February 1, 2031, checked on May 4, 2031, 16:30 UTC"


def test_rules_read_as_sentences_with_their_numbers() -> None:
    table = by_id(parsed(report()))["where"]
    rows = [text(one) for one in table.iter("tr")]
    assert "Clerk must sell day permits since Sep 1, 2024 Avonia Inland Waters Act [1]" in rows
    assert any(row.startswith("Shop must not sell day permits or inspect a catch") for row in rows)
    assert any("only with a judicial warrant" in row for row in rows)
    assert not list(table.iter("details"))


def test_a_long_table_keeps_twelve_places_in_sight() -> None:
    rows = tuple(
        provision(E_ALDER, (f"ZZ-{n:02d}", f"State {n:02d}"), ("police", RuleValue.MUST, "sell_permits"))
        for n in range(40)
    )
    where = by_id(parsed(report(provisions=rows)))["where"]
    (more,) = where.iter("details")
    assert "28 more places" in text(more)
    hidden = [text(one) for one in more.iter("tr") if one.get("class") == "state"]
    everywhere = [text(one) for one in where.iter("tr") if one.get("class") == "state"]
    assert len(hidden) == 28
    assert len(everywhere) == 40
    assert everywhere[0] == "State 00"


def test_copies_are_named_as_copies() -> None:
    sources = by_id(parsed(report()))["sources"]
    assert "a copy of [4], counted once" in text(sources)
    assert "copied by [5]" in text(sources)


def test_withheld_sentences_stand_with_their_reason_and_nowhere_else() -> None:
    page = report()
    root = parsed(page)
    checked = text(by_id(root)["checked"])
    withheld = page.withheld[0]
    assert withheld.text in checked and withheld.why in checked
    assert shown_text(root).count(withheld.text) == 1


def test_the_same_report_makes_the_same_page() -> None:
    assert page_html(report()) == page_html(report())


def test_one_sentence_on_two_passages_of_a_source_prints_its_number_once() -> None:
    other = archived(WIRE, "Twelve do not.", start=700)
    said = say("Nineteen let shops sell and twelve do not.", cite(E_WIRE), cite(other))
    page = report(
        verdicts=(verdict(),),
        summary=(said,),
        sections=(),
        bottom_line=(),
        watch=(),
        provisions=(),
        exhibits=(E_WIRE, other),
    )
    root = parsed(page)
    (marker,) = by_class(root, "cite")
    exhibit = by_id(root)[(marker.get("href") or "")[1:]]
    assert "passage 1 of 2" in text(exhibit)
    assert "#passage-1-2" in [link.get("href") for link in exhibit.iter("a")]
