"""Codes become words a reader knows, no more precise and no surer than the code was."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import report, source, thin_report
from wellsourced.model.claims import Label
from wellsourced.model.provisions import RuleValue
from wellsourced.model.scope import PartialDate
from wellsourced.model.search_log import SearchLogEntry
from wellsourced.model.sources import SourceKind
from wellsourced.render import words


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("2026", "2026", "2026"),
        ("2026-07", "July 2026", "Jul 2026"),
        ("2018-05-08", "May 8, 2018", "May 8, 2018"),
        ("2017-09-01", "September 1, 2017", "Sep 1, 2017"),
    ],
)
def test_a_date_keeps_its_precision(text: str, long: str, short: str) -> None:
    assert words.long_date(PartialDate(text=text)) == long
    assert words.short_date(PartialDate(text=text)) == short


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_reads_back(day: date) -> None:
    assert datetime.strptime(words.long_date(day), "%B %d, %Y").replace(tzinfo=UTC).date() == day


def test_a_moment_is_printed_in_utc() -> None:
    evening = datetime(2031, 5, 4, 20, 5, tzinfo=timezone(timedelta(hours=-5)))
    assert words.checked_on(evening) == "May 5, 2031, 01:05 UTC"
    assert words.utc_stamp(evening) == "2031-05-05T01:05:00Z"


def test_as_of_leads_only_when_the_page_speaks_of_another_day() -> None:
    now = datetime(2031, 5, 4, 16, 30, tzinfo=UTC)
    assert words.as_of_line(date(2031, 5, 4), now) == "Checked on May 4, 2031, 16:30 UTC"
    expected = "As of March 1, 2030, checked on May 4, 2031, 16:30 UTC"
    assert words.as_of_line(date(2030, 3, 1), now) == expected


def test_every_label_has_its_own_word_and_meaning() -> None:
    assert len({words.label_word(label) for label in Label}) == len(Label)
    assert len({words.label_meaning(label) for label in Label}) == len(Label)
    assert "qualified" in words.label_word(Label.QUALIFIED).lower()


def test_nothing_found_is_told_without_denying_anything() -> None:
    told = f" {words.NO_ANSWER} ".lower()
    assert not any(denial in told for denial in (" false", " untrue", " no ", " not "))


@pytest.mark.parametrize("label", Label)
def test_a_verdict_without_a_sentence_of_its_own_says_what_its_label_says(label: Label) -> None:
    assert (words.unanswered(label, ()) == words.NO_ANSWER) is (label is Label.NOT_ENOUGH_EVIDENCE)
    assert words.unanswered(label, ()).endswith(".")


def test_what_notes_alone_can_carry_is_never_called_high() -> None:
    assert words.confidence_phrase(0.8) == "moderate confidence"
    assert words.confidence_phrase(0.81) == "high confidence"
    assert words.confidence_phrase(0.59) == "low confidence"


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_confidence_never_reads_as_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert words.confidence_level(low) <= words.confidence_level(high)


@pytest.mark.parametrize("value", RuleValue)
def test_every_rule_value_names_its_actions(value: RuleValue) -> None:
    deciding, actions, _ = words.rule_phrase(value, ["sell permits", "inspect a catch"])
    assert deciding
    assert "sell permits" in actions
    assert "inspect a catch" in actions


def test_a_ban_covers_each_action_and_a_condition_stays_with_the_leave() -> None:
    assert words.rule_phrase(RuleValue.MUST_NOT, ["sell", "lend"]) == ("must not", "sell or lend", "")
    leave = words.rule_phrase(RuleValue.ONLY_WITH_JUDICIAL_WARRANT, ["search"])
    assert leave == ("may", "search", "only with a judicial warrant")


def test_joining_words() -> None:
    assert words.joined([]) == ""
    assert words.joined(["a"]) == "a"
    assert words.joined(["a", "b", "c"], "or") == "a, b or c"
    assert words.joined(["a, b", "c", "d"]) == "a, b; c and d"


def test_counting() -> None:
    assert words.counted(1, "source") == "1 source"
    assert words.counted(0, "search", "searches") == "0 searches"
    assert words.counted(1200, "source") == "1,200 sources"


def test_an_unknown_action_or_agency_loses_its_underscores() -> None:
    assert words.phrase("sell_permits", {}) == "sell permits"
    assert words.phrase("sell_permits", {"sell_permits": "sell day permits"}) == "sell day permits"
    assert words.phrase("harbor_master", {"harbor_master": "harbor masters"}) == "harbor masters"


def test_only_a_page_that_speaks_of_law_disclaims_advice() -> None:
    assert words.disclaimers(report()) == (words.MACHINE_MADE, words.NOT_ADVICE)
    assert words.disclaimers(thin_report()) == (words.MACHINE_MADE,)


def test_every_kind_has_a_word() -> None:
    assert all(words.kind_word(source("s", "T", "P", kind).kind) for kind in SourceKind)


def test_an_empty_hand_after_failed_searches_is_no_sign_of_nothing() -> None:
    log = (
        SearchLogEntry(where="library", query="a", hits=0),
        SearchLogEntry(where="searxng", query="a", hits=0, error="timed out"),
        SearchLogEntry(where="searxng", query="b", hits=0, error="timed out"),
        SearchLogEntry(where="brave", query="b", hits=0),
        SearchLogEntry(where="web", query="https://a.example/", hits=0, error="404"),
    )
    told = words.unanswered(Label.NOT_ENOUGH_EVIDENCE, log)
    assert told.endswith(
        "1 search got no answer and 1 page could not be read, so evidence may have been missed."
    )
    assert words.unanswered(Label.NOT_ENOUGH_EVIDENCE, log[:1]) == words.NO_ANSWER
