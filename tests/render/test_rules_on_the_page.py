"""The map stands once on a page about the nation, the block on a page about a place, and both in words."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from builders import ACTIONS, E_STATUTE, report
from desks import FLAGSHIP, ask, bundled_desk, flagship, html, markdown
from reading import body_text
from wellsourced.errors import Integrity
from wellsourced.model.provisions import DisplacedRule, Resolution, ResolvedRule, RuleValue
from wellsourced.model.reports import Report
from wellsourced.model.scope import PartialDate
from wellsourced.render.json import report_json
from wellsourced.render.page import page_html
from wellsourced.render.rules_view import map_title, rule_map, state_values
from wellsourced.render.us_map import VALUE_WORDS

STATES = ("US-CA", "US-ID", "US-NV", "US-OR", "US-WA")


def answered(place: str, name: str, **changes: object) -> ResolvedRule:
    rule = ResolvedRule(
        place=place,
        place_name=name,
        agency="shop",
        action="sell_permits",
        value=RuleValue.MUST_NOT,
        since=PartialDate(text="2024-09-01"),
        instrument="Avonia Inland Waters Act",
        instrument_id="law",
        citation="Av. Code 13",
        passages=(E_STATUTE.passage.id,),
    )
    return replace(rule, **changes)  # type: ignore[arg-type]


def by_state(count: int) -> Report:
    rules = tuple(answered(place, place) for place in STATES[:count])
    return report(resolutions=(resolution(rules=rules),))


def resolution(**changes: object) -> Resolution:
    base = Resolution(action="sell_permits", agency="shop", agency_name="tackle shops", named=True, rules=())
    return replace(base, **changes)  # type: ignore[arg-type]


def here(*rules: ResolvedRule, **changes: object) -> Report:
    found = resolution(
        place="ZZ-AV-city-Tarn", place_name="Tarn, Avonia", chain=("Tarn", "Avonia"), rules=rules
    )
    return report(resolutions=(replace(found, **changes),))  # type: ignore[arg-type]


@cache
def portland() -> Report:
    return ask(FLAGSHIP, bundled_desk(), place="US-OR-city-Portland")


def tree(page: str) -> Element:
    found = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert isinstance(found, Element)
    return found


def maps(page: str) -> list[Element]:
    return [one for one in tree(page).iter("figure") if one.get("class") == "us-map"]


def test_the_page_on_the_nation_has_one_map_with_its_question_and_its_day() -> None:
    (figure,) = maps(html(flagship()))
    said = " ".join("".join(figure.itertext()).split())
    assert said.startswith("May local police honor ICE detainers? The rule by state As of November 22, 2026")


def test_a_page_on_a_place_has_no_map_but_the_rule_there_before_all_else() -> None:
    page = html(portland())
    assert maps(page) == []
    shown = body_text(page)
    assert shown.index("The rule in Portland, Oregon") < shown.index("Executive summary")
    assert "Local police must not honor ICE detainers" in shown
    assert "Looked up in: Portland › Clackamas County, Multnomah County, Washington County › Oregon" in shown
    assert "Not legal advice" in shown


@pytest.mark.parametrize(("count", "drawn"), [(4, 0), (5, 1)])
def test_fewer_than_five_states_make_no_map(count: int, drawn: int) -> None:
    assert len(maps(page_html(by_state(count), actions=ACTIONS))) == drawn


@pytest.mark.parametrize("page", [lambda: html(flagship()), lambda: html(portland())], ids=["map", "none"])
def test_the_policy_allows_the_style_that_is_there_and_nothing_else(page: Any) -> None:
    made = page()
    (style,) = list(tree(made).iter("style"))
    digest = base64.b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
    (policy,) = (one.get("content", "") for one in tree(made).iter("meta") if one.get("http-equiv"))
    assert f"style-src 'sha256-{digest}';" in policy
    assert [one for one in tree(made).iter() if one.get("style")] == []
    assert (".us-map" in (style.text or "")) == bool(maps(made))


def test_the_map_in_words_says_what_the_table_says() -> None:
    states = flagship().resolutions[0]
    figure = str(rule_map(flagship(), {}))
    words = re.sub(r"<[^>]+>", "", figure[figure.index('class="map-words"') :])
    table = {
        (row.place_name, row.value, row.instrument)
        for row in flagship().provisions
        if (row.subject, row.agency) == (states.action, states.agency) and row.place.count("-") == 1
    }
    assert len(table) >= 15
    for name, value, instrument in table:
        group = words[words.index(f"\n{VALUE_WORDS[value]} (") :]
        assert re.search(rf"{re.escape(name)}[^;]*\({re.escape(instrument)}\)", group.replace("&#39;", "'"))


def test_markdown_has_the_map_in_words_and_the_rule_of_a_place() -> None:
    told = markdown(flagship())
    assert "**May local police honor ICE detainers? The rule by state** (as of November 22, 2026)" in told
    assert re.search(r"^- \*\*must not\*\* \(\d+\): California, since Jan 1, 2018", told, re.M)
    there = markdown(portland())
    assert there.index("## The rule in Portland, Oregon") < there.index("## Executive summary")
    assert "- Local police **must not** honor ICE detainers" in there
    assert "**must not** (" not in there


def test_json_tells_each_answer_with_its_sources() -> None:
    printed = json.loads(json.dumps(report_json(portland())))
    (rules,) = printed["rules"]
    assert (rules["place"], rules["agency"], rules["agency_named"]) == ("US-OR-city-Portland", "police", True)
    first = rules["answers"][0]
    assert (first["action"], first["value"], first["since"]) == ("honor_detainer", "must_not", "2021")
    numbers = {source["n"] for source in printed["sources"]}
    assert first["sources"] and {n for one in rules["answers"] for n in one["sources"]} <= numbers
    assert len(json.loads(json.dumps(report_json(flagship())))["rules"][0]["answers"]) >= 51


def test_what_decides_since_when_and_what_was_put_aside_are_told_with_numbers() -> None:
    aside = DisplacedRule(
        instrument="A by-law <of Tarn>", why="the Act decides", passage=E_STATUTE.passage.id
    )
    shown = body_text(page_html(here(answered("ZZ", "Tarn", displaced=(aside,))), actions=ACTIONS))
    assert re.search(r"Shop must not sell day permits, since Sep 1, 2024\. Avonia Inland Waters Act", shown)
    assert re.search(r"A by-law <of Tarn>: the Act decides\. \[\d+\]", shown)


def test_a_rule_that_turns_on_a_condition_says_what_holds_with_it() -> None:
    rule = answered(
        "ZZ", "Tarn", value=RuleValue.UNRESOLVED, since=None, needs=("a guest card",), met=RuleValue.MUST
    )
    shown = body_text(page_html(here(rule), actions=ACTIONS))
    assert "Shop must sell day permits where there is a guest card; otherwise it is unresolved" in shown


def test_agencies_and_actions_under_one_rule_share_a_line_and_others_do_not() -> None:
    rules = (
        answered("ZZ", "Tarn"),
        answered("ZZ", "Tarn", agency="clerk"),
        answered("ZZ", "Tarn", action="check_catch"),
        answered("ZZ", "Tarn", action="check_catch", agency="clerk"),
        answered("ZZ", "Tarn", action="share_records", value=RuleValue.MAY),
    )
    shown = body_text(page_html(here(*rules), actions=ACTIONS))
    assert "Shop and clerk must not sell day permits or inspect a catch, since" in shown
    assert "Shop may share permit records, since" in shown


def test_an_agency_that_was_not_named_is_said_to_be_taken() -> None:
    rules = tuple(answered(place, place) for place in STATES)
    unnamed = report(resolutions=(resolution(rules=rules, named=False),))
    assert "(for tackle shops: the question names no agency)" in body_text(page_html(unnamed))
    assert "names no agency" not in body_text(page_html(by_state(5)))
    assert (
        map_title(unnamed.resolutions[0], ACTIONS) == "May tackle shops sell day permits? The rule by state"
    )


def test_a_state_without_a_rule_is_left_to_the_map() -> None:
    open_state = answered("US-UT", "Utah", value=RuleValue.NOT_FOUND, passages=())
    assert state_values(resolution(rules=(open_state,))) == {}


def test_an_old_report_keeps_its_id_and_a_new_one_has_another() -> None:
    assert report(resolutions=()).id == report().id != by_state(5).id


def test_a_rule_whose_passage_is_not_shown_is_refused() -> None:
    with pytest.raises(Integrity, match="cites passage passage-x"):
        page_html(here(answered("ZZ", "Tarn", passages=("passage-x",))))


def test_a_rule_that_decides_without_a_passage_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="cites a passage"):
        answered("ZZ", "Tarn", passages=())


def test_agencies_are_named_by_their_casebook_and_in_old_reports_by_their_codes() -> None:
    named, bare = (replace(portland(), agencies=names) for names in ((("police", "constables"),), ()))
    assert dict(portland().agencies)["state_corrections"] == "state prisons"
    assert "Constables must not honor ICE detainers" in body_text(html(named))
    assert "- Constables **must not** honor ICE detainers" in markdown(named)
    assert "- Police **must not** honor ICE detainers" in markdown(bare)
