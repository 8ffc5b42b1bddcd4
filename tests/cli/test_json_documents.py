"""What commands really print with `--json`, held against the schemas that are published of it.

Every document that other tests of this folder ask for is held against its schema too, by `ask` itself.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import ValidationError

from builders import E_WIRE, NOW, cite, report, say
from command_names import commands_that_act
from held_documents import holds, holds_for
from wellsourced.cli import main
from wellsourced.cli.documents.every import DOCUMENTS
from wellsourced.config import open_library
from wellsourced.model.editions import Page
from wellsourced.settings import read_settings

Ask = Callable[..., tuple[int, Any]]
TEXAS = "Texas law requires sheriffs to honor ICE detainers."
MINUTES = (
    "The Springfield council met on 4 March 2026. The council raised the harbor permit fee to 40 dollars. "
    "Shops may sell permits from May on.\n"
)
WITHOUT_DOCUMENT = {
    "serve": "it answers browsers until it is stopped, and prints none",
    "mcp": "it speaks the Model Context Protocol, which has messages of its own",
}
SMALL_HISTORIES = ("bench", "freshness", "--sources", "20", "--steps", "2", "--topics", "1")


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(tmp_path)


def test_every_command_has_a_document_or_a_reason_to_have_none() -> None:
    told = {command for one in DOCUMENTS.values() for command in one.commands} - {"every command"}
    assert not told & WITHOUT_DOCUMENT.keys()
    assert told | WITHOUT_DOCUMENT.keys() == commands_that_act()


def test_every_document_is_held_against_what_is_really_printed() -> None:
    tests = [file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py")]
    assert {name for text in tests for name in re.findall(r'\bholds\(\s*"([\w-]+)"', text)} == set(DOCUMENTS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_may_say_nothing(name: str) -> None:
    with pytest.raises(ValidationError):
        holds(name, {})


def test_a_field_that_no_schema_tells_is_found() -> None:
    told = {"sound": True, "damage": []}
    holds("verify", told)
    with pytest.raises(ValidationError, match="surprise"):
        holds("verify", {**told, "surprise": 1})
    with pytest.raises(ValidationError, match="damage"):
        holds("verify", {"sound": True})
    with pytest.raises(AssertionError, match="damage"):
        holds_for(("verify", "--quiet"), 0, {"sound": True})
    with pytest.raises(AssertionError):
        holds_for(("verify",), 0, {"kind": "Config", "message": "an error, and yet it is said to be well"})


def test_a_moment_that_is_not_in_utc_is_found() -> None:
    told = {"page": "page-1", "retracted_at": "2026-11-23T10:00:00Z", "why": "It was wrong."}
    holds("retract", told)
    with pytest.raises(ValidationError, match="date-time"):
        holds("retract", {**told, "retracted_at": "2026-11-23T10:00:00+01:00"})


def test_reports_editions_and_refreshes(ask: Ask) -> None:
    code, told = ask("check", "Must Texas sheriffs honor ICE detainers?", "--publish")
    assert code == 0
    holds("report", told)
    assert told["imprint"] is not None and told["rules"] and told["provisions"] and told["sources"]
    holds("editions", ask("editions")[1])
    page = ask("editions")[1]["pages"][0]["id"]
    holds("editions", ask("editions", page)[1])
    holds("publish", ask("publish", told["id"])[1])
    code, refreshed = ask("refresh", told["edition"], "--offline")
    assert code == 0 and refreshed
    holds("refresh", refreshed)
    code, since = ask("diff", page, "--since", "2020-01-01")
    holds("diff" if code == 0 else "error", since)
    for name in (told["id"], page, told["edition"]):
        card = ask("show", name)[1]
        assert card["type"] == name.partition("-")[0]
        holds("show", card)
    holds("retract", ask("retract", page, "--why", "It mixed up two counties.")[1])
    assert ask("show", told["edition"])[1]["imprint"]["retracted"] == "It mixed up two counties."


def test_a_question_about_the_service(ask: Ask) -> None:
    code, told = ask("check", "Who runs Wellsourced?")
    assert code == 0
    holds("method", told)


def test_what_is_to_be_watched_and_what_was_taken_back(ask: Ask) -> None:
    told = say("The fee of 40 dollars is due on May 9, 2031.", cite(E_WIRE))
    page = Page(claims=("fee",), place=None, agency=None, title="The fee", slug="fee")
    before = report(watch=(told, say("An appeal is pending.", cite(E_WIRE))))
    after = replace(before, checked_at=NOW + timedelta(days=1))
    with closing(open_library(read_settings(None))) as library:
        library.publish(page, library.save_report(before), NOW, "", {})
        library.publish(page, library.save_report(after), NOW, "", {told.text: "It was another fee."})
    watched = ask("watch")[1]
    assert {one["day"] for one in watched["watch"]} == {"2031-05-09", None}
    holds("watch", watched)
    corrected = ask("corrections")[1]
    assert corrected["corrections"]
    holds("corrections", corrected)


def test_an_audit(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(
        f"{TEXAS} The council spent 40 of 100 dollars, or 50 percent, see [1].\n\n[1] https://paper.example/a\n"
    )
    code, told = ask("audit", "draft.md")
    assert code == 0
    holds("audit", told)
    (first, *_) = told["sentences"]
    assert first["evidence"] and first["claims"]
    assert any(one["citations"] for one in told["sentences"])
    assert any(one["remarks"] for one in told["sentences"])


def test_rules_of_one_action_and_of_all(ask: Ask) -> None:
    place = ("rules", "--place", "Houston", "--agency", "police")
    holds("rules", ask(*place, "--action", "honor_detainer")[1])
    code, every = ask(*place)
    assert code == 0 and len(every) > 3
    holds("rules", every)


def test_what_is_added_found_and_proven(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(MINUTES)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7 torn")
    code, told = ask("add", "minutes.txt", "scan.pdf", "--publisher", "Springfield City Council")
    assert told["added"] and told["failed"], code
    holds("add", told)
    code, found = ask("search", "permit fee", "-k", "3")
    assert found["hits"]
    holds("search", found)
    passage = ask("show", found["hits"][0]["passage"])[1]
    cards = [passage, *(ask("show", passage[of]["id"])[1] for of in ("source", "document", "snapshot"))]
    assert [one["type"] for one in cards] == ["passage", "source", "document", "snapshot"]
    for card in cards:
        holds("show", card)
    holds("verify", ask("verify")[1])
    holds("doctor", ask("doctor")[1])


def test_libraries_that_go_out_and_come_in(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    (tmp_path / "minutes.txt").write_text(MINUTES)
    assert ask("add", "minutes.txt")[0] == 0
    holds("export", ask("export", "--warc", "archive.warc")[1])
    code, both = ask("export", "site", "--warc", "archive.warc")
    assert code == 0 and {"file", "folder"} <= both.keys()
    holds("export", both)
    holds("backup", ask("backup", "all.tar.gz")[1])
    holds("restore", ask("restore", "all.tar.gz", "--library", "restored")[1])
    code, merged = ask("merge", "library", "--library", "other")
    assert code == 0 and merged["new"]["snapshots"] == 1
    holds("merge", merged)


def test_jobs(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    (tmp_path / "minutes.txt").write_text(MINUTES)
    for words in (("The harbor fee is 40 dollars.", "--later"), ("--add", "minutes.txt")):
        code, told = ask("submit", *words)
        assert code == 0
        holds("jobs", told)
    name = told["jobs"][0]["id"]
    for command in (("jobs",), ("jobs", "cancel", name), ("jobs", "retry", name)):
        code, told = ask(*command)
        assert code == 0 and told["jobs"]
        holds("jobs", told)


def test_claims_of_a_file(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    (tmp_path / "minutes.txt").write_text(MINUTES)
    holds("add", ask("bulk", "add", str(tmp_path))[1])
    (tmp_path / "claims.jsonl").write_text(
        '{"claim": "The council raised the harbor permit fee to 40 dollars.", "id": 7}\nnonsense\n'
    )
    code, told = ask("bulk", "check", "claims.jsonl", "--out", "out.jsonl")
    assert code == 2 and told["labels"] and told["errors"]
    holds("bulk-check", told)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert ["error" in line for line in lines] == [False, True]
    for line in lines:
        holds("bulk-line", line)


def test_accounts(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in (
        ("add", "anna", "--role", "editor"),
        ("password", "anna"),
        ("role", "anna", "reporter"),
        ("disable", "anna"),
        ("enable", "anna"),
    ):
        monkeypatch.setattr("sys.stdin", io.StringIO("nineteen blue kettles\n"))
        code, told = ask("accounts", *command)
        assert code == 0
        holds("account", told)
    holds("accounts", ask("accounts", "list")[1])
    holds("accounts-invite", ask("accounts", "invite", "--role", "reporter")[1])
    holds("accounts-token", ask("accounts", "token", "anna", "--may", "ask")[1])
    code, log = ask("accounts", "log")
    assert len(log["actions"]) == 7
    holds("accounts-log", log)


def test_casebooks(ask: Ask) -> None:
    listed = ask("casebook", "list")[1]
    assert len(listed["casebooks"]) == 2
    holds("casebooks", listed)
    code, told = ask("casebook", "check", "recording-the-police")
    assert code == 0
    holds("casebook-check", told)


def test_how_well_pages_are_kept_up_to_date(ask: Ask) -> None:
    holds("bench-freshness", ask(*SMALL_HISTORIES)[1])
    holds("bench-histories", ask(*SMALL_HISTORIES, "--export", "histories")[1])


def test_differences(ask: Ask) -> None:
    before = report(summary=(say("There are 2,510 agreements.", cite(E_WIRE)),))
    after = report(summary=(say("There are 2,640 agreements.", cite(E_WIRE)),))
    with closing(open_library(read_settings(None))) as library:
        library.save_report(before)
        library.save_report(after)
    code, told = ask("diff", before.id, after.id)
    assert code == 0 and told["changes"]
    holds("diff", told)


@pytest.mark.parametrize(
    "command",
    [
        ("check", "liars"),
        ("check", "Is it raining?", "--on", "tomorrow"),
        ("rules", "--place", "Springfield"),
        ("show", "passage-nothing"),
        ("--config", "nothing.toml", "doctor"),
    ],
)
def test_errors(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--json", "--quiet"]) != 0
    holds("error", json.loads(capsys.readouterr().out))


def test_errors_of_a_place_and_of_no_claim(ask: Ask) -> None:
    assert ask("rules", "--place", "Springfield")[1]["choices"]
    assert ask("check", "Hello there!")[1]["next"]
