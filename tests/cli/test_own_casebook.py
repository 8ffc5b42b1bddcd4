"""A casebook of one's own: checked, built, and laid under the library by its folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from held_documents import holds
from wellsourced.cli import main
from wellsourced.settings import bundled_casebooks

ASKED = "Can people record police officers in public in Texas?"
Ask = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A casebook in a folder, as a user writes it: rows and notes, no words for facets, no vectors."""
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "mine"
    folder.mkdir()
    source = bundled_casebooks()["recording-the-police"]
    for name in ("notes.jsonl", "instruments.jsonl"):
        shutil.copy(source / name, folder / name)
    book = json.loads((source / "casebook.json").read_text(encoding="utf-8"))
    (folder / "casebook.json").write_text(json.dumps({**book, "name": "mine"}))
    return folder


def test_a_sound_casebook_is_clean(mine: Path, ask: Ask) -> None:
    assert ask("casebook", "check", "./mine") == (0, {"folder": "mine", "findings": []})


def test_a_finding_is_one_line_and_exits_1(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (mine / "instruments.jsonl").read_text(encoding="utf-8")
    (mine / "instruments.jsonl").write_text(rows.replace('"US-RI"', '"US-ZZ"'), encoding="utf-8")
    assert main(["casebook", "check", "./mine"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(
        "instruments.jsonl:2: US-1st-Glik-2011: binds.places names 'US-ZZ', which is no"
    )
    assert lines[-1] == "2 findings in mine"


def test_words_for_facets_that_cannot_be_read_are_a_finding(mine: Path, ask: Ask) -> None:
    (mine / "facets.json").write_text('{"acts": {}}')
    code, said = ask("casebook", "check", "./mine")
    assert code == 1
    assert [finding["file"] for finding in said["findings"]] == ["facets.json"]


@pytest.mark.parametrize("spoil", ["absent", "no JSON", "a newer format"])
def test_what_cannot_be_read_exits_2(spoil: str, mine: Path, ask: Ask) -> None:
    if spoil == "absent":
        shutil.rmtree(mine)
    else:
        (mine / "casebook.json").write_text("{" if spoil == "no JSON" else '{"format": 99}')
    code, said = ask("casebook", "check", "./mine")
    assert (code, said["kind"]) == (2, "InputError")


def test_it_answers_without_vectors_and_the_same_with_them(mine: Path, ask: Ask) -> None:
    code, before = ask("check", ASKED, "--casebook", "./mine")
    assert code == 0
    assert before["verdicts"][0]["label"] == "supported"
    assert [source["publisher"] for source in before["sources"]] != []
    assert not (mine / "vectors.npy").exists()
    code, built = ask("casebook", "build", "./mine")
    assert (code, built) == (0, {"casebook": "mine", "version": "2026.11", "notes": 27})
    holds("casebook-build", built)
    assert (mine / "vectors.npy").exists()
    after = ask("check", ASKED, "--casebook", "./mine")[1]
    assert [after[part] for part in ("verdicts", "sections", "sources")] == [
        before[part] for part in ("verdicts", "sections", "sources")
    ]


def test_it_is_named_in_settings_too(mine: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", f"local-ice-cooperation,{mine}")
    assert ask("check", ASKED)[1]["verdicts"][0]["label"] == "supported"


def test_one_named_in_settings_is_listed_with_those_that_come_along(
    mine: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = set(bundled_casebooks())
    assert {one["name"] for one in ask("casebook", "list")[1]["casebooks"]} == bundled
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", f"local-ice-cooperation,{mine}")
    assert {one["name"] for one in ask("casebook", "list")[1]["casebooks"]} == bundled | {"mine"}
    found = {one["name"]: one["found"] for one in ask("doctor")[1]["checks"]}
    assert found[str(mine)].startswith("27 passages, ") and "not used" not in found[str(mine)]
    assert "not used" in found["recording-the-police"] and "not used" not in found["local-ice-cooperation"]
    (mine / "instruments.jsonl").write_text("no row")
    code, told = ask("doctor")
    assert (code, told["sound"]) == (4, False)


def test_two_casebooks_of_one_name_are_refused(
    mine: Path, tmp_path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(mine, tmp_path / "again")
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", f"{mine},{tmp_path / 'again'}")
    code, said = ask("check", ASKED)
    assert (code, said["kind"]) == (4, "Config")
    assert "both called 'mine'" in said["message"]


@pytest.mark.parametrize("name", ["./nowhere", "nobody"])
def test_one_that_is_not_here_is_refused(name: str, mine: Path, ask: Ask) -> None:
    code, said = ask("check", ASKED, "--casebook", name)
    assert (code, said["kind"]) == (2, "InputError")


def test_a_casebook_of_notes_alone_speaks_only_where_it_is_found(mine: Path, ask: Ask) -> None:
    """Without actions there is no rule to hear, and no word that matches everything."""
    book = json.loads((mine / "casebook.json").read_text())
    (mine / "casebook.json").write_text(json.dumps({**book, "actions": {}, "unknowns": []}))
    (mine / "instruments.jsonl").write_text("")
    notes = [json.loads(line) for line in (mine / "notes.jsonl").read_text(encoding="utf-8").splitlines()]
    kept = [json.dumps(note) for note in notes if note["instrument"] is None]
    (mine / "notes.jsonl").write_text("\n".join(kept), encoding="utf-8")
    code, said = ask("check", "Can ferries sail at night?", "--casebook", "./mine")
    assert (code, said["verdicts"][0]["label"]) == (0, "not_enough_evidence")
    assert said["provisions"] == []
