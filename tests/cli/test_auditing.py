"""`audit` as an editor runs it: files, standard input, outputs, exit codes for continuous integration."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from documents import docx, paragraph
from web_server import Page, Site
from wellsourced.cli import main


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(tmp_path)


def audited(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    assert main(["audit", *arguments, "--json", "--quiet"]) == code
    printed = capsys.readouterr()
    assert printed.err == ""
    return json.loads(printed.out)


TEXAS = "Texas law requires sheriffs to honor ICE detainers."
OREGON = "Oregon law requires local police to honor ICE detainers."


def test_json_has_what_scripts_rely_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "draft.txt").write_text(f"{TEXAS} Thank you for reading.")
    told = audited(capsys, "draft.txt")
    first, second = told["sentences"]
    assert (first["start"], first["end"], first["text"]) == (0, len(TEXAS), TEXAS)
    assert (first["checkable"], first["claim"], first["label"]) == (True, TEXAS, "supported")
    assert {"source", "quote", "stance", "score"} <= first["evidence"][0].keys()
    assert (second["checkable"], second["label"]) == (False, "not_checkable")
    assert told["counts"]["supported"] == 1
    assert [one["text"] for one in audited(capsys, "draft.txt", "--only-checkable")["sentences"]] == [TEXAS]


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        (OREGON, "refuted", 1),
        (TEXAS, "refuted", 0),
        (TEXAS, "refuted,uncited", 1),
        ("Thank you for reading.", "refuted,uncited", 0),
    ],
)
def test_editors_can_fail_on_outcomes(
    text: str, fail_on: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "draft.txt").write_text(text)
    audited(capsys, "draft.txt", "--fail-on", fail_on, code=code)


def test_standard_input_is_read(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXAS.encode())))
    assert audited(capsys, "-")["counts"]["supported"] == 1


@pytest.mark.parametrize("name", ["draft.md", "draft.html", "draft.docx"])
def test_other_kinds_of_file_are_read(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bodies = {
        "draft.md": f"# Notes\n\n{TEXAS}".encode(),
        "draft.html": f"<!doctype html><title>N</title><article><p>{TEXAS}</p></article>".encode(),
        "draft.docx": docx(paragraph(TEXAS)),
    }
    (tmp_path / name).write_bytes(bodies[name])
    assert TEXAS in [one["text"] for one in audited(capsys, name)["sentences"]]


def test_every_form_is_written_and_the_table_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "draft.txt").write_text(f"{TEXAS} {OREGON}")
    names = ["out.html", "out.md", "out.json"]
    assert main(["audit", "draft.txt", "--quiet", *(a for name in names for a in ("--out", name))]) == 0
    assert "Refuted" in capsys.readouterr().out
    for name in names:
        assert OREGON in (tmp_path / name).read_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.txt"], "is not there"),
        (["draft.txt", "--fail-on", "wrong"], "is no outcome"),
        (["draft.txt", "--out", "a.pdf"], "end the name in"),
        (["draft.txt", "--offline", "--search", "searxng"], "contradict each other"),
        (["."], "is a folder"),
        (["--nothing"], "unknown option"),
    ],
)
def test_what_is_at_fault_is_said_in_one_line(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "draft.txt").write_text(TEXAS)
    assert main(["audit", *arguments, "--quiet"]) == 2
    printed = capsys.readouterr()
    assert words in printed.err
    assert len(printed.err.strip().splitlines()) == 1
    assert printed.out == ""


def test_the_sources_a_draft_cites_are_read_where_that_is_asked_for(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = "<!doctype html><title>Bridge</title><article><p>{}</p></article>"
    told = "The Tarn Bridge opened in 1990, and the county paid for it with a loan that it paid back in 2004."
    site.pages["/bridge"] = Page(body.format(f"{told} {told}").encode())
    draft = f"The Tarn Bridge [opened in 1990]({site.address}/bridge)."
    (tmp_path / "draft.md").write_text(draft)
    before = audited(capsys, "draft.md")["sentences"][0]["citations"]
    assert [one["carries"] for one in before] == [None]
    after = audited(capsys, "draft.md", "--sources")["sentences"][0]["citations"]
    assert [one["carries"] for one in after] == [True]
