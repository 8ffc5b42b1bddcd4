"""What commands really print with `--json`, held against the schemas that are published of it.

The schemas leave room for new fields; here they are closed, so a field that they do not tell fails.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from builders import E_WIRE, cite, report, say
from wellsourced.cli import main
from wellsourced.config import open_library
from wellsourced.render.json_documents import json_schema
from wellsourced.settings import read_settings

Ask = Callable[..., tuple[int, Any]]
TEXAS = "Texas law requires sheriffs to honor ICE detainers."
MINUTES = (
    "The Springfield council met on 4 March 2026. The council raised the harbor permit fee to 40 dollars. "
    "Shops may sell permits from May on.\n"
)


def closed(shape: Any) -> Any:
    """The same schema without room for fields that it does not tell."""
    if isinstance(shape, list):
        return [closed(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    told = {key: closed(inner) for key, inner in shape.items()}
    if isinstance(told.get("properties"), dict) and told.get("type") == "object":
        told.setdefault("additionalProperties", False)
    return told


def holds(name: str, document: Any) -> None:
    """That a document has the shape published under that name, and no field beside."""
    Draft202012Validator(closed(json_schema(name))).validate(document)


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(tmp_path)


def test_a_field_that_no_schema_tells_is_found() -> None:
    told = {"sound": True, "damage": []}
    holds("verify", told)
    with pytest.raises(ValidationError, match="surprise"):
        holds("verify", {**told, "surprise": 1})
    with pytest.raises(ValidationError, match="damage"):
        holds("verify", {"sound": True})


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
    holds("verify", ask("verify")[1])
    holds("doctor", ask("doctor")[1])


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
