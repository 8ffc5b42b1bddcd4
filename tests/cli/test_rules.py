"""`rules`: the answer of a casebook for a place, as a resident reads it and as a script does."""

from __future__ import annotations

import doctest
import io
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import wellsourced.rules
from wellsourced.cli import main
from wellsourced.cli.rules_words import COLUMN, Sheet, print_sheet
from wellsourced.render.ruled_json import Ruled, ruled_json
from wellsourced.render.words import NOT_ADVICE_ON_RULES
from wellsourced.rules import LoadedCasebook, Situation, load_casebook, resolve
from wellsourced.rules.chain import locate
from wellsourced.settings import bundled_casebooks

DAY = "2026-11-22"
WORDS = ("must not", "must", "may", "only with", "unresolved", "no rule on file")


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.delenv("WELLSOURCED_CASEBOOKS", raising=False)
    monkeypatch.chdir(tmp_path)
    yield


def document(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    """What `rules --json` prints, and nothing else."""
    assert main(["rules", *arguments, "--json"]) == code
    printed = capsys.readouterr()
    assert printed.err == ""
    return json.loads(printed.out)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a resident reads."""
    assert main(["rules", *arguments, "--on", DAY]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def one_line(text: str) -> str:
    return " ".join(text.split())


# --- for scripts


def test_one_question_is_one_object_of_just_these_fields(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--place", "NYC", "--agency", "jail", "--action", "honor_detainer", "--on", DAY]
    found = document(capsys, *asked)
    assert list(found) == [
        *("place", "chain", "agency", "action", "paper", "on", "value", "needs", "because", "displaced"),
        *("exceptions", "confidence", "notes"),
    ]
    assert (found["place"], found["agency"], found["action"]) == (
        "US-NY-city-New York",
        "jail",
        "honor_detainer",
    )
    assert (found["paper"], found["on"], found["value"]) == ("none", DAY, "only_with")
    assert found["needs"] == {
        "papers": ["judicial_warrant"],
        "grounds": ["listed_conviction", "terrorist_watch_list"],
    }
    [rule] = found["because"]
    assert list(rule) == ["instrument", "citation", "level", "url", "verified"]
    assert (rule["instrument"], rule["level"], rule["verified"]) == ("NY-NYC-9-131", "city", True)
    assert rule["url"].startswith("https://")
    assert [list(one) for one in found["displaced"]] == [["instrument", "why"]]
    assert 0 < found["confidence"] <= 0.8
    assert found["notes"][-1] == NOT_ADVICE_ON_RULES
    assert "not legal advice" in NOT_ADVICE_ON_RULES


def test_the_chain_goes_from_the_city_to_the_country(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--place", "Portland, OR", "--agency", "police", "--action", "ask_status"]
    assert document(capsys, *asked)["chain"] == [
        "US-OR-city-Portland",
        *("US-OR-county-Clackamas", "US-OR-county-Multnomah", "US-OR-county-Washington"),
        *("US-OR", "US-circuit-9", "US"),
    ]


def test_a_warrant_and_a_listed_conviction_are_what_the_city_asks_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["--place", "NYC", "--agency", "jail", "--action", "honor_detainer", "--on", DAY]
    met = ["--paper", "judicial_warrant", "--ground", "listed_conviction", "long_sentence"]
    assert document(capsys, *asked, *met)["value"] == "may"
    assert document(capsys, *asked, *met[:2])["value"] == "only_with"


def test_without_an_action_each_of_them_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "--place", "Texas", "--agency", "jail")
    book = load_casebook(bundled_casebooks()["local-ice-cooperation"])
    assert [one["action"] for one in found] == [action.code for action in book.actions]
    assert {one["agency"] for one in found} == {"jail"}


@pytest.mark.parametrize(
    ("place", "agencies"),
    [
        ("Texas", ["police", "sheriff", "jail", "state_police", "state_corrections"]),
        ("Houston", ["police", "sheriff", "jail"]),
        ("Kings County, NY", ["police", "sheriff", "jail"]),
    ],
)
def test_without_an_agency_each_that_the_place_has(
    place: str, agencies: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    found = document(capsys, "--place", place, "--action", "honor_detainer")
    assert [one["agency"] for one in found] == agencies


def test_an_agency_s_name_says_where_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "--place", "Harris County Sheriff's Office, Texas", "--action", "honor_detainer")
    assert (found["place"], found["agency"]) == ("US-TX-county-Harris", "sheriff")
    found = document(capsys, "--place", "NYPD", "--agency", "police", "--action", "honor_detainer")
    assert (found["place"], found["agency"]) == ("US-NY-city-New York", "police")


def test_what_was_displaced_is_told_with_why(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--place", "New Orleans", "--agency", "police", "--action", "honor_detainer", "--on", DAY]
    found = document(capsys, *asked)
    assert (found["value"], found["because"][0]["instrument"]) == ("must", "LA-SB208-2024")
    assert "LA-NOPD-policy" in [one["instrument"] for one in found["displaced"]]
    assert all(one["why"] for one in found["displaced"])


def test_a_day_to_come_has_the_law_that_is_passed_already(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--place", "Tennessee", "--agency", "sheriff", "--action", "287g_agreement"]
    today = document(capsys, *asked, "--on", DAY)
    later = document(capsys, *asked, "--on", "2027-01-01")
    assert later["value"] == "must"
    assert today["value"] != "must"
    assert any("what came later is not in it" in note for note in later["notes"])
    assert not any("what came later is not in it" in note for note in today["notes"])


def test_where_nothing_is_held_federal_law_stands_behind_it(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--place", "Mississippi", "--agency", "jail", "--action", "honor_detainer", "--on", "2016-01-01"]
    found = document(capsys, *asked)
    assert (found["value"], found["confidence"]) == ("not_found", 0.0)
    assert {rule["level"] for rule in found["because"]} <= {"federal", "court"}
    assert found["because"]


# --- which casebook


def test_the_casebook_is_the_one_that_has_the_action(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--place", "Texas", "--agency", "people", "--action", "record_police", "--on", DAY]
    assert (
        document(capsys, *asked)["because"][0]["instrument"]
        == document(capsys, *asked, "--casebook", "recording-the-police")["because"][0]["instrument"]
    )


def test_an_agency_of_one_casebook_alone_chooses_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert "record_police" in [
        one["action"] for one in document(capsys, "--place", "Ohio", "--agency", "people")
    ]


def test_a_casebook_of_one_s_own_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(bundled_casebooks()["recording-the-police"], tmp_path / "mine")
    book = json.loads((tmp_path / "mine/casebook.json").read_text())
    book["agencies"]["wardens"] = "wardens"
    (tmp_path / "mine/casebook.json").write_text(json.dumps(book))
    asked = ["--place", "Ohio", "--agency", "wardens", "--action", "record_police"]
    assert document(capsys, *asked, "--casebook", "./mine")["agency"] == "wardens"


def test_the_others_are_named_below(capsys: pytest.CaptureFixture[str]) -> None:
    page = told(capsys, "--place", "Texas", "--agency", "police")
    assert "Local cooperation with ICE requests" in page
    assert "Also on file: Recording the police in public (--casebook recording-the-police)" in page


# --- what is refused


def test_an_ambiguous_place_gives_its_choices(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "--place", "Springfield", code=2)
    assert found["kind"] == "ambiguous_place"
    assert "Springfield, Illinois" in found["choices"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--place", "Texas", "--agency", "navy"], "choose one of police, sheriff, jail"),
        (["--place", "Texas", "--action", "fly"], "choose one of honor_detainer,"),
        (["--place", "Texas", "--paper", "napkin"], "choose one of none, detainer,"),
        (["--place", "Texas", "--ground", "whim"], "choose one of listed_conviction,"),
        (["--place", "Texas", "--casebook", "none"], "no casebook in use has rules"),
        (["--place", "Texas", "--casebook", "nix"], "no casebook is called 'nix'"),
        (["--place", "Texas", "--on", "2027"], "write it as YYYY-MM-DD"),
        (["--place", "Nowhereville"], "no place called 'Nowhereville'"),
        (["--place", "NYPD", "--agency", "jail"], "is the police's, and the agency named is jail"),
        (["--agency", "jail"], "--place"),
    ],
)
def test_what_there_is_not_is_refused_in_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert said in printed.err


# --- for people


def test_the_word_that_decides_comes_first_and_then_who_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    page = told(capsys, "--place", "Houston", "--agency", "police", "--action", "honor_detainer")
    lines = page.splitlines()
    [number] = [n for n, line in enumerate(lines) if line.startswith("must")]
    assert lines[number] == f"{'must':<{COLUMN}}honor ICE detainers"
    assert "Texas SB 4 (Tex. Gov't Code 752.051-.057), since Sep 1, 2017" in one_line(page)
    assert lines[number + 1].startswith(" " * COLUMN + "Texas SB 4")


def test_what_was_displaced_is_set_in_with_why(capsys: pytest.CaptureFixture[str]) -> None:
    page = told(capsys, "--place", "New Orleans", "--agency", "police", "--action", "honor_detainer")
    [line] = [line for line in page.splitlines() if "displaced: The New Orleans Police" in line]
    assert line.startswith(" " * (COLUMN + 2) + "displaced:")
    assert "bars lower law from this" in one_line(page)


def test_needs_are_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    page = told(capsys, "--place", "NYC", "--agency", "jail", "--action", "honor_detainer")
    assert f"\n{'only with':<{COLUMN}}honor ICE detainers\n" in page
    assert (
        "needs: a judicial warrant; and a conviction that the law lists or a match on a terrorist watch list"
        in one_line(page)
    )


def test_what_is_in_hand_is_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--place", "NYC", "--agency", "jail", "--action", "honor_detainer"]
    page = told(capsys, *asked, "--paper", "detainer", "--ground", "final_order_of_removal")
    assert "Asked with a detainer; a final order of removal" in page


def test_a_doubt_says_what_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    page = told(capsys, "--place", "Orleans Parish, LA", "--agency", "jail", "--action", "honor_detainer")
    assert f"\n{'unresolved':<{COLUMN}}honor ICE detainers\n" in page
    assert "in doubt: The Orleans Parish consent judgment in Cacho v. Gusman: no page" in one_line(page)


def test_agencies_with_the_same_answers_share_a_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\nSheriffs and jails\n" in told(capsys, "--place", "Houston")


def test_every_page_says_that_it_is_no_advice_and_whom_to_ask(capsys: pytest.CaptureFixture[str]) -> None:
    for place in ("Texas", "Mississippi"):
        assert one_line(told(capsys, "--place", place)).endswith(NOT_ADVICE_ON_RULES)


def sheets(book: LoadedCasebook, day: date) -> Iterator[Sheet]:
    """What is printed for each place of a casebook and each of its agencies."""
    for place in book.place_names:
        for agency in book.agencies:
            asked = [Situation(place=place, agency=agency, action=action.code) for action in book.actions]
            ruled = [Ruled(asked=one, answer=resolve(book, one, day)) for one in asked]
            yield Sheet(casebook=book, day=day, ruled=ruled, others=())


@pytest.mark.parametrize("name", bundled_casebooks())
def test_every_place_and_agency_of_a_casebook_can_be_printed(name: str) -> None:
    book = load_casebook(bundled_casebooks()[name])
    seen = 0
    for sheet in sheets(book, date(2026, 11, 22)):
        page = io.StringIO()
        print_sheet(sheet, Console(file=page, width=100, color_system=None))
        answered = [line for line in page.getvalue().splitlines() if line.startswith(WORDS)]
        assert len(answered) == len(book.actions), page.getvalue()
        assert one_line(page.getvalue()).endswith(NOT_ADVICE_ON_RULES)
        rows = [ruled_json(one, book, sheet.day) for one in sheet.ruled]
        assert json.loads(json.dumps(rows)) == rows
        assert all(row["chain"][-1] == "US" and locate(row["place"]).chain for row in rows)  # type: ignore[index, arg-type]
        seen += 1
    assert seen == len(book.place_names) * len(book.agencies)


def test_the_words_of_the_package_hold() -> None:
    found = doctest.testmod(wellsourced.rules)
    assert found.attempted > 0
    assert found.failed == 0
