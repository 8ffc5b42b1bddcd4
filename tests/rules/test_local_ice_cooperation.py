"""The shipped casebook keeps what its readers are promised, row by row."""

from __future__ import annotations

import calendar
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import wellsourced
from wellsourced.model.provisions import DECIDED, RuleValue
from wellsourced.rules.casebook import load_casebook
from wellsourced.rules.engine import resolve
from wellsourced.rules.instruments import VALUES
from wellsourced.rules.places import find_place
from wellsourced.rules.situation import Situation

FOLDER = Path(wellsourced.__file__).parent / "casebooks/local-ice-cooperation"
TODAY = date(2026, 11, 22)
BOOK = load_casebook(FOLDER)


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


NOTES, FACTS, INSTRUMENTS = rows("notes"), rows("facts"), rows("instruments")
DATA = json.loads((FOLDER / "casebook.json").read_text(encoding="utf-8"))
SHIPPED = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.json*")))


def test_every_research_row_is_there() -> None:
    assert [row["id"] for row in FACTS] == [f"F{number:03}" for number in range(1, 163)]
    assert len({row["id"] for row in INSTRUMENTS}) == len(INSTRUMENTS) == 159


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from keys(item)
    elif isinstance(value, list):
        for item in value:
            yield from keys(item)


@pytest.mark.parametrize("gold", ["stance", "topic"])
def test_what_grades_us_is_not_shipped(gold: str) -> None:
    assert gold not in set(keys([NOTES, FACTS, INSTRUMENTS, DATA]))


BRITISH = re.compile(
    r"\b\w*(?:honour|programme|licence|offence|defence|neighbour|behaviour|labour|colour|favour|harbour|misdemeanour"
    r"|authoris|organis|recognis|criminalis|deputis|federalis|enquir|pre-empt|judgement|modell)\w*|\bcentres?\b",
    re.IGNORECASE,
)


def test_the_spelling_is_american() -> None:
    assert BRITISH.findall(SHIPPED) == []


# The first digits of SHA-256 of the names of private people in the research rows.
PRIVATE = {
    "0df2b318462f5a52",
    "10344fbb33cf720f",
    "945341ceac38f2bb",
    "f3d8f6ef539025ac",
    "f5a1971c2ef02a5a",
}


def test_no_private_person_is_named() -> None:
    words = set(re.findall(r"[^\W\d_]+", SHIPPED.lower()))
    assert not {hashlib.sha256(word.encode()).hexdigest()[:16] for word in words} & PRIVATE


def test_one_kind_publisher_and_date_for_each_address() -> None:
    seen: dict[str, dict[str, Any]] = {}
    sources = [row["source"] for row in [*FACTS, *INSTRUMENTS] if row["source"]]
    for source in [*sources, *(note["about"] for note in NOTES)]:
        assert seen.setdefault(source["url"], source) == source


def test_addresses_are_clean() -> None:
    for note in NOTES:
        parts = urlsplit(note["about"]["url"])
        assert parts.scheme in ("http", "https")
        assert not re.search(r"utm_|[?&](?:os|oref|item|source|from)=", note["about"]["url"])
    assert not re.search(r"https?://\d+\.\d+\.\d+\.\d+", SHIPPED)


LEADS = re.compile(
    r"detention-pipeline|citizenportal|cpo\.soar\.com|daily8\.com|misryoum|warptechlab|jhb\.news|worldnewsdaily|jknioh"
)


def test_a_lead_is_never_cited() -> None:
    assert [note["id"] for note in NOTES if LEADS.search(note["about"]["url"])] == []
    cited = {note["id"] for note in NOTES}
    assert cited == {row["id"] for row in [*FACTS, *INSTRUMENTS] if row["use"] == "cite"}


def test_what_was_not_seen_is_not_cited() -> None:
    for row in INSTRUMENTS:
        if row["basis"] == "background" or "all" in row["unverified"]:
            assert row["use"] != "cite", row["id"]


def test_every_note_says_complete_sentences() -> None:
    for note in NOTES:
        assert re.match(r"[A-Z\d]", note["text"]), note["id"]
        assert note["text"].endswith((".", '."')), note["id"]
        first = re.split(r"(?<=[a-z\d)])\. ", note["text"])[0]
        assert not re.match(r"(?:It|They|This|These|The same|He|She)\b", first), note["id"]


def printed(day: str) -> str:
    year, month, number = (int(part) for part in day.split("-"))
    return f"{calendar.month_name[month]} {number}, {year}"


@pytest.mark.parametrize("field", ["enacted", "effective", "ended"])
def test_an_unverified_date_is_never_printed(field: str) -> None:
    for row in INSTRUMENTS:
        day = row[field]
        verified = {row[name] for name in ("enacted", "effective", "ended") if name not in row["unverified"]}
        if field in row["unverified"] and day and len(day) == len("2026-01-01") and day not in verified:
            assert printed(day) not in (row["text"] or ""), row["id"]


def test_an_unverified_citation_is_never_printed() -> None:
    for row in INSTRUMENTS:
        if "citation" in row["unverified"] and row["text"]:
            assert row["research"]["citation"] not in row["text"], row["id"]


def test_a_settled_action_is_verified_and_in_force() -> None:
    for row in INSTRUMENTS:
        for action in row["decides"]:
            assert row["status"] in ("in_force", "partly_enjoined"), row["id"]
            assert row["actions"][action] in VALUES, row["id"]
            assert not {"all", "status", f"actions.{action}"} & set(row["unverified"]), row["id"]
            excepted = {item["action"] for item in row["exceptions"]}
            assert not ("exceptions" in row["unverified"] and action in excepted), row["id"]


def rule_of(sentence: str, action: dict[str, Any]) -> str | None:
    """The value that a templated sentence gives an action, read back from its words."""
    if re.search(rf"\b(?:bars|barred) .+ from {re.escape(action['gerund'])}\b", sentence):
        return "must_not"
    if re.search(rf"\b(?:requires|required) .+ to {re.escape(action['infinitive'])}\b", sentence):
        return "must"
    if re.search(
        rf"\b(?:lets|let) .+ {re.escape(action['infinitive'])} only with a judicial warrant", sentence
    ):
        return "may_if_judicial_warrant"
    if re.search(rf"\b(?:lets|let) .+ {re.escape(action['infinitive'])}(?: after|\.|,)", sentence):
        return "may"
    if re.search(rf"^Federal law leaves it to .+ whether to {re.escape(action['infinitive'])}\.", sentence):
        return "may"
    return None


def test_every_rule_sentence_says_what_its_row_says() -> None:
    found = 0
    for row in INSTRUMENTS:
        for sentence in re.split(r"(?<=[a-z)])\. ", row["text"] or ""):
            for code, action in DATA["actions"].items():
                value = rule_of(f"{sentence.rstrip('.')}.", action)
                if value is not None:
                    assert row["actions"][code] == value, (row["id"], sentence)
                    assert f"actions.{code}" not in row["unverified"], (row["id"], sentence)
                    found += 1
    assert found > 120


def test_an_exception_on_record_is_said() -> None:
    """A bar with a verified exception is never printed as if it had none."""
    for row in INSTRUMENTS:
        for item in row["exceptions"]:
            sentences = re.split(r"(?<=[a-z)])\. ", row["text"] or "")
            gerund = DATA["actions"][item["action"]]["gerund"]
            flat = [s for s in sentences if s.rstrip(".").endswith(f" from {gerund}")]
            assert flat == [], (row["id"], flat)


def test_every_place_has_a_name_that_finds_it() -> None:
    for code, name in BOOK.place_names.items():
        assert find_place(name) == code


def test_local_rows_name_their_own_government() -> None:
    for row in INSTRUMENTS:
        if row["level"] in ("county", "city"):
            assert f"-{row['level']}-" in row["place"], row["id"]


def test_what_we_do_not_know_is_said_with_where_it_comes_from() -> None:
    ids = {row["id"] for row in [*FACTS, *INSTRUMENTS]}
    for item in DATA["unknowns"]:
        assert item["origin"] in ids or re.fullmatch(r"gap-\d+", item["origin"])
        assert item["text"].endswith(".")
        assert item["place"] in BOOK.place_names
    assert all(row.since > date(2015, 1, 1) for row in BOOK.unknown_rows)


def test_corrections_name_rows() -> None:
    assert {item["row"] for item in DATA["corrections"]} <= {row["id"] for row in INSTRUMENTS}


def value(place: str, agency: str, action: str, on: date = TODAY) -> RuleValue:
    return resolve(BOOK, Situation(place=place, agency=agency, action=action), on).value


def test_texas_jails_must_honor_detainers_since_september_2017() -> None:
    assert value("US-TX", "jail", "honor_detainer") is RuleValue.MUST
    assert value("US-TX", "jail", "honor_detainer", date(2017, 9, 1)) is RuleValue.MUST
    assert value("US-TX", "jail", "honor_detainer", date(2017, 8, 31)) is RuleValue.NOT_FOUND


def test_oregon_bars_what_its_law_bars() -> None:
    assert value("US-OR", "police", "honor_detainer") is RuleValue.MUST_NOT


def test_the_unsettled_decides_nothing() -> None:
    assert value("US-LA-county-Orleans", "jail", "honor_detainer") not in DECIDED
    assert value("US-HI", "police", "honor_detainer") not in DECIDED
    assert value("US-MT", "jail", "honor_detainer") not in DECIDED
    assert value("US-TN", "sheriff", "287g_agreement") not in DECIDED


def test_a_local_rule_against_a_state_bar_does_not_decide() -> None:
    assert value("US-IN-county-Monroe", "jail", "honor_detainer") is RuleValue.MUST


def test_a_district_court_never_decides_for_everybody() -> None:
    deciding = {row["id"] for row in INSTRUMENTS if row["kind"] == "court_decision" and row["decides"]}
    assert deciding == {"MA-Lunn-2017"}


def test_rules_are_carried_by_notes_of_the_document() -> None:
    passages = {passage.id for passage in BOOK.passages}
    carried = {row.passage for row in BOOK.instruments if row.passage is not None}
    assert carried and carried <= passages
