"""What a reader would see differ between two reports, one kind of difference at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import (
    ANSWER,
    CAPTURED,
    E_ALDER,
    E_COPY,
    E_STATUTE,
    E_STUDY,
    E_WIRE,
    EXHIBITS,
    NOW,
    archived,
    cite,
    day,
    provision,
    provisions,
    report,
    say,
    sections,
    source,
    thin_report,
    verdict,
)
from wellsourced.diff import diff
from wellsourced.model.claims import Label
from wellsourced.model.editions import Change, ChangeKind
from wellsourced.model.ids import digest
from wellsourced.model.provisions import Resolution, ResolvedRule, RuleValue
from wellsourced.model.reports import Citation, Exhibit, Report, Statement, Unknown
from wellsourced.model.sources import SourceKind

BEFORE = report()


def told(changes: tuple[Change, ...]) -> list[tuple[str, str | None, str | None, str]]:
    return [(one.kind.value, one.before, one.after, one.where) for one in changes]


def summary(*statements: Statement) -> Report:
    return report(summary=statements)


def shown_as(changed: Exhibit, was: Exhibit) -> tuple[Exhibit, ...]:
    """The exhibits of the sample page with one replaced."""
    return tuple(changed if one is was else one for one in EXHIBITS)


def test_a_page_does_not_differ_from_itself_nor_by_its_clocks() -> None:
    later = report(
        checked_at=NOW + timedelta(days=40),
        method=replace(BEFORE.method, seconds=99.0),
        exhibits=tuple(replace(one, captured_at=CAPTURED + timedelta(days=40)) for one in EXHIBITS),
        inquiry=replace(BEFORE.inquiry, on=BEFORE.inquiry.on + timedelta(days=40)),
    )
    assert diff(BEFORE, BEFORE) == ()
    assert diff(BEFORE, later) == ()


def test_a_verdict_that_turned_is_told_by_its_label_and_its_answer() -> None:
    answer = say("No shop may sell any permit.", cite(E_ALDER))
    after = report(verdicts=(verdict(Label.REFUTED, answer),))
    assert told(diff(BEFORE, after))[:2] == [
        ("verdict", "Qualified: it depends", "Refuted", "Verdict"),
        ("verdict", ANSWER.text, answer.text, "Answer"),
    ]


def test_confidence_is_told_where_the_page_words_it_otherwise() -> None:
    assert diff(BEFORE, report(verdicts=(verdict(answer=ANSWER, confidence=0.7),))) == ()
    after = report(verdicts=(verdict(answer=ANSWER, confidence=0.9),))
    assert told(diff(BEFORE, after)) == [("verdict", "moderate confidence", "high confidence", "Confidence")]


def test_of_several_claims_each_has_its_own_verdict() -> None:
    fees = verdict(Label.SUPPORTED, claim="A day permit costs 9 marks.")
    stocks = verdict(Label.SUPPORTED, claim="Trout stocks fell.")
    before = report(verdicts=(fees, stocks))
    after = report(verdicts=(replace(stocks, label=Label.CONFLICTING), verdict(claim="Clerks sell permits.")))
    found = [one for one in told(diff(before, after)) if one[3].startswith("Verdict")]
    assert found == [
        ("verdict", "Supported", "Conflicting", "Verdict: Trout stocks fell."),
        ("verdict", "Supported", None, "Verdict: A day permit costs 9 marks."),
        ("verdict", None, "Qualified: it depends", "Verdict: Clerks sell permits."),
    ]


def test_a_figure_alone_is_no_rewording() -> None:
    before = summary(say("There are 2,510 agreements as of May 2031.", cite(E_WIRE)))
    after = summary(say("There are 2,640 agreements as of June 2031.", cite(E_WIRE)))
    assert told(diff(before, after)) == [
        ("figure", "2,510", "2,640", "Executive summary"),
        ("figure", "May 2031", "June 2031", "Executive summary"),
    ]


def test_a_figure_and_more_is_both() -> None:
    before = summary(say("There are 2,510 agreements with counties.", cite(E_WIRE)))
    after = summary(say("There are now 2,640 agreements with counties.", cite(E_WIRE)))
    assert told(diff(before, after)) == [
        ("figure", "2,510", "2,640", "Executive summary"),
        (
            "statement",
            "There are 2,510 agreements with counties.",
            "There are now 2,640 agreements with counties.",
            "Executive summary",
        ),
    ]


def test_statements_are_added_removed_and_reworded_and_moving_one_is_nothing() -> None:
    first, second, third = BEFORE.summary
    cut = say("No shop may sell a season permit.", *third.citations)
    new = say("Clerks sell permits during office hours.", cite(E_STATUTE))
    after = summary(second, cut, new)
    assert told(diff(BEFORE, after)) == [
        ("statement", third.text, cut.text, "Executive summary"),
        ("statement", None, new.text, "Executive summary"),
        ("statement", first.text, None, "Executive summary"),
    ]
    moved = report(summary=BEFORE.summary[1:], bottom_line=(*BEFORE.bottom_line, first))
    assert diff(BEFORE, moved) == ()


def test_a_reworded_statement_is_found_in_its_own_part_first() -> None:
    one, two, three = sections()
    here = say("It lets a county open such sales to shops by ordinance.", cite(E_STATUTE))
    elsewhere = say("The Act lets a county open sales to shops by ordinance, say clerks.", cite(E_STATUTE))
    after = report(
        sections=(
            replace(one, statements=(one.statements[0], here, *one.statements[2:])),
            two,
            replace(three, statements=(*three.statements, elsewhere)),
        )
    )
    found = told(diff(BEFORE, after))
    where = "Section 1: State law hands the choice to the counties"
    assert found == [
        ("statement", one.statements[1].text, here.text, where),
        ("statement", None, elsewhere.text, f"Section 3: {three.title.text}"),
    ]


def test_section_titles_and_unknowns_are_told_by_their_parts() -> None:
    one, *others = sections()
    titled = replace(one, title=say("State law leaves the choice to the counties", *one.title.citations))
    after = report(
        sections=(titled, *others),
        unknowns=(Unknown(text="We found no price list of shops.", origin="query:2"),),
    )
    assert told(diff(BEFORE, after)) == [
        ("statement", one.title.text, titled.title.text, "Section title"),
        ("statement", None, "We found no price list of shops.", "What the evidence does not show"),
        ("statement", BEFORE.unknowns[0].text, None, "What the evidence does not show"),
    ]


def test_the_same_words_in_another_capture_are_no_difference_in_another_source_they_are() -> None:
    statement = say("Nineteen of 31 counties do.", cite(E_WIRE, "19 let shops sell day permits"))
    text = "As of today, of 31 counties “19 let shops  sell day permits”, they say."
    again = archived(E_WIRE.source, text, start=40)
    again = replace(again, passage=replace(again.passage, document=digest("document", "captured again")))
    recited = say(statement.text, cite(again, "19 let shops  sell day permits"))
    before = report(summary=(statement,))
    assert diff(before, report(summary=(recited,), exhibits=(*EXHIBITS, again))) == ()

    copied = say(statement.text, cite(E_COPY, "19 let shops sell day permits"))
    assert told(diff(before, report(summary=(copied,)))) == [
        (
            "source",
            "Counties split on day permits. Avonia Press Service",
            "Counties split on permits. Tarn Herald",
            "Executive summary: “Nineteen of 31 counties do.”",
        )
    ]


def test_other_words_cited_of_the_same_source_are_told() -> None:
    before = summary(say("Counties split.", cite(E_WIRE, "19 let shops sell")))
    after = summary(say("Counties split.", cite(E_WIRE, "12 do not")))
    assert told(diff(before, after)) == [
        ("source", "19 let shops sell", "12 do not", "Executive summary: “Counties split.”")
    ]


def test_what_is_said_of_a_source_is_told_fact_by_fact() -> None:
    better = replace(
        E_STUDY.source, title="Permit sales and trout", publisher="Tarn Press", published=day("2030")
    )
    after = report(exhibits=shown_as(replace(E_STUDY, source=better, archived=False), E_STUDY))
    where = "Sources: Permit sales and trout"
    assert told(diff(BEFORE, after)) == [
        ("source", "Permit sales and trout stocks, 2020 to 2029", "Permit sales and trout", where),
        ("source", "University of Tarn", "Tarn Press", where),
        ("source", "undated", "published 2030", where),
        ("source", "archived copy", "not archived here", where),
    ]


def test_sources_and_leads_come_and_go() -> None:
    almanac = archived(
        source("almanac", "Almanac of Avonia", "Tarn Press", SourceKind.REFERENCE), "Fees are 9."
    )
    more = say("Fees are nine marks, says the almanac.", cite(almanac))
    after = report(watch=(*BEFORE.watch, more), exhibits=(*EXHIBITS, almanac), leads=())
    found = told(diff(BEFORE, after))
    assert ("source", None, "Almanac of Avonia. Tarn Press", "Sources") in found
    assert found[-1] == (
        "source",
        "May shops sell permits? <Half true>. The Checkers",
        None,
        "Published fact-checks",
    )
    assert ("source", "Almanac of Avonia. Tarn Press", None, "Sources") in told(diff(after, BEFORE))


def test_a_rule_is_told_with_its_value_since_when_and_by_what() -> None:
    alder = ("ZZ-AV-county-Alder", "Alder County, Avonia")
    now = provision(E_ALDER, alder, ("shop", RuleValue.MAY, "sell_permits"), "2031-04-01")
    after = report(provisions=(provisions()[0], now, *provisions()[3:]))
    where = "Where it depends: Alder County, Avonia"
    law = "Alder County Code, chapter 14"
    words = {"sell_permits": "sell day permits"}
    assert told(diff(BEFORE, after, actions=words)) == [
        (
            "provision",
            f"shop must not sell day permits (since Mar 1, 2025; {law})",
            f"shop may sell day permits (since Apr 1, 2031; {law})",
            where,
        ),
        ("provision", f"shop must not check catch (since Mar 1, 2025; {law})", None, where),
    ]


@pytest.fixture
def here() -> Resolution:
    """What the rules come to in Alder County."""
    rule = ResolvedRule(
        place="ZZ-AV-county-Alder",
        place_name="Alder County, Avonia",
        agency="shop",
        action="sell_permits",
        value=RuleValue.MUST_NOT,
        since=day("2025-03-01"),
        instrument="Alder County Code",
        instrument_id="alder",
        passages=(E_ALDER.passage.id,),
    )
    return Resolution(
        action="sell_permits",
        agency="shop",
        agency_name="shops",
        named=True,
        rules=(rule,),
        place=rule.place,
        place_name=rule.place_name,
        chain=("Alder County", "Avonia"),
    )


def test_the_rule_in_a_place_is_told_once_though_the_table_has_it_too(here: Resolution) -> None:
    rule = here.rules[0]
    may = replace(here, rules=(replace(rule, value=RuleValue.MAY, notes=("The county runs the desk.",)),))
    alder = (rule.place, rule.place_name)
    table = provision(E_ALDER, alder, ("shop", RuleValue.MAY, "sell_permits"))
    before = report(resolutions=(here,))
    after = report(resolutions=(may,), provisions=(provisions()[0], table, *provisions()[2:]))
    where = "The rule in Alder County, Avonia"
    assert diff(before, before) == ()
    assert told(diff(before, after)) == [
        (
            "provision",
            "Shop must not sell permits (since Mar 1, 2025; Alder County Code)",
            "Shop may sell permits (since Mar 1, 2025; Alder County Code)",
            where,
        ),
        ("provision", None, "The county runs the desk.", where),
    ]


def test_who_judged_is_told_apart() -> None:
    after = report(method=replace(BEFORE.method, verifier="tiny-verifier@4", writer="llm"))
    assert told(diff(BEFORE, after)) == [
        ("method", "tiny-verifier@3", "tiny-verifier@4", "Verifier"),
        ("method", "extractive", "llm", "Writer"),
    ]


def test_what_is_private_does_not_leave_by_a_difference() -> None:
    after = summary(*BEFORE.summary, say("Write to jane.roe@tarn.example for a permit.", cite(E_WIRE)))
    assert "jane.roe" not in str(diff(BEFORE, after))


def test_a_page_that_lost_all_its_evidence_says_so() -> None:
    found = diff(BEFORE, thin_report())
    gone = {one.before for one in found if one.kind is ChangeKind.STATEMENT and one.after is None}
    assert gone >= {statement.text for statement in (*BEFORE.summary, *BEFORE.bottom_line, *BEFORE.watch)}
    assert found[0].after == "Not enough evidence"


def test_a_citation_alone_does_not_make_two_statements() -> None:
    twice = (
        say("Counties split.", cite(E_WIRE)),
        say("Counties split.", Citation(passage=E_COPY.passage.id, quote="x")),
    )
    assert diff(summary(*twice), summary(*reversed(twice))) == ()


def test_the_map_tells_of_the_states_that_turned(here: Resolution) -> None:
    def by_state(*turned: str) -> Resolution:
        rules = tuple(
            replace(
                here.rules[0],
                place=f"US-{code}",
                place_name=code,
                value=RuleValue.MAY if code in turned else RuleValue.MUST_NOT,
            )
            for code in ("TX", "OR", "NY", "CA", "IL")
        )
        return replace(here, rules=rules, place=None, place_name="", chain=())

    before, after = report(resolutions=(by_state(),)), report(resolutions=(by_state("OR"),))
    (found,) = diff(before, after)
    assert (found.kind, found.where) == (ChangeKind.PROVISION, "The rule by state")
    assert found.before is not None and found.before.startswith("Oregon")
    assert found.before.endswith(": must not")
    assert found.after is not None and found.after.endswith(": may")
    gone = diff(before, BEFORE)
    assert [(one.before, one.after) for one in gone] == [("May shops sell permits? The rule by state", None)]
