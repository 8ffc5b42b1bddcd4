"""`check` from end to end on a small library: the page, its files, its JSON, and doing it again."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from wellsourced.cli import main

MINUTES = """Minutes of the Alder County board

The Alder County board raised the fishing permit fee in 2024. The fee rose from $9 to $12. The vote
was five to two. The higher fee pays for two more wardens on the Tarn river.

Anglers over the age of 70 pay no fishing permit fee in Alder County.
"""

QUESTION = "Did the Alder County board raise the fishing permit fee in 2024?"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one text, shared by the tests of this module, which only ever check."""
    folder = tmp_path_factory.mktemp("alder")
    (folder / "minutes.txt").write_text(MINUTES)
    added = ["--library", str(folder / "library"), "--publisher", "Alder County", "--kind", "government"]
    assert main(["add", str(folder / "minutes.txt"), "--published", "2024-05-03", *added, "--quiet"]) == 0
    return folder / "library"


@pytest.fixture(autouse=True)
def settings(library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(library))
    monkeypatch.chdir(tmp_path)
    yield


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """The report of one check, as its JSON."""
    assert main(["check", *arguments, "--casebook", "none", "--json", "--quiet"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return json.loads(printed.out)


def test_a_question_is_answered_from_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    report = checked(capsys, QUESTION)
    [verdict] = report["verdicts"]
    assert verdict["label"] == "supported"
    assert "raised" in verdict["answer"]
    assert report["sources"][0]["publisher"] == "Alder County"
    assert report["sources"][0]["archived"] is True
    quoted = [citation["quote"] for said in report["summary"] for citation in said["citations"]]
    assert all(quote in MINUTES.replace("\n", " ") for quote in quoted)


def test_the_same_question_gives_the_same_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys, QUESTION)["id"] == checked(capsys, QUESTION)["id"]


def test_a_report_is_kept_and_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    report = checked(capsys, QUESTION)
    assert main(["show", report["id"], "--json"]) == 0
    kept = json.loads(capsys.readouterr().out)
    assert kept["type"] == "report"
    assert kept["verdicts"] == report["verdicts"]


def test_as_of_an_earlier_day_later_sources_are_not_seen(capsys: pytest.CaptureFixture[str]) -> None:
    report = checked(capsys, QUESTION, "--on", "2024-01-31")
    assert report["on"] == "2024-01-31"
    assert report["verdicts"][0]["label"] == "not_enough_evidence"
    assert report["sources"] == []


def test_what_the_library_does_not_cover_is_never_denied(capsys: pytest.CaptureFixture[str]) -> None:
    report = checked(capsys, "Did the mayor of Fennmouth open a new bakery?")
    assert [verdict["label"] for verdict in report["verdicts"]] == ["not_enough_evidence"]
    assert report["sections"] == []
    assert report["search_log"]


def test_the_text_may_come_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(QUESTION.encode())))
    assert checked(capsys, "-")["inquiry"]["text"] == QUESTION


def test_pages_are_written_in_every_form_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    names = ("page.html", "page.md", "page.json")
    report = checked(capsys, QUESTION, *(word for name in names for word in ("--out", name)))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert json.loads((tmp_path / "page.json").read_text())["id"] == report["id"]
    assert (tmp_path / "page.html").read_text().lower().startswith("<!doctype html>")
    assert (tmp_path / "page.md").read_text().startswith("# ")


def test_a_page_that_is_there_is_replaced_whole(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("an older page")
    checked(capsys, QUESTION, "--out", "page.md")
    assert "an older page" not in (tmp_path / "page.md").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]


def test_people_read_the_verdict_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", QUESTION, "--casebook", "none", "--out", "page.html"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("SUPPORTED")
    assert "page.html" in printed.out
    assert "search: " in printed.err


def test_the_agencies_are_those_of_the_casebooks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", QUESTION, "--agency", "navy"]) == 2
    assert "choose one of police, sheriff, jail" in capsys.readouterr().err
    recording = ["--casebook", "recording-the-police"]
    assert main(["check", QUESTION, "--agency", "jail", *recording]) == 2
    assert "choose one of people, police\n" in capsys.readouterr().err
    assert main(["check", QUESTION, "--agency", "people", *recording, "--json", "--quiet"]) == 0
    assert json.loads(capsys.readouterr().out)["inquiry"]["text"] == QUESTION
    assert main(["check", QUESTION, "--agency", "police", "--casebook", "none"]) == 2
    assert "none is in use: leave it out" in capsys.readouterr().err
