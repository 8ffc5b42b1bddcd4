"""`wellsourced accounts`, and what `serve` refuses without them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wellsourced.cli import accounts as commands
from wellsourced.cli import main

PASSWORD = "nineteen blue kettles"
Ask = Callable[..., tuple[int, Any]]


@pytest.fixture(autouse=True)
def own_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    for name in ("ACCOUNTS", "SITE_URL", "SITE_DATABASE"):
        monkeypatch.delenv(f"WELLSOURCED_{name}", raising=False)


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give standard input something to read."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_an_account_is_made_changed_and_listed(ask: Ask, types: Callable[[str], None]) -> None:
    assert ask("accounts", "list") == (0, {"accounts": []})
    types(f"{PASSWORD}\n")
    code, made = ask("accounts", "add", "Anna", "--role", "admin")
    assert code == 0 and (made["name"], made["role"], made["disabled"]) == ("anna", "admin", False)
    types(PASSWORD)
    assert ask("accounts", "add", "bela")[1]["role"] == "reader"
    assert ask("accounts", "role", "bela", "editor")[1]["role"] == "editor"
    assert ask("accounts", "disable", "bela")[1]["disabled"] is True
    assert ask("accounts", "enable", "bela")[1]["disabled"] is False
    types("five other kettles\n")
    assert ask("accounts", "password", "bela")[0] == 0
    assert [one["name"] for one in ask("accounts", "list")[1]["accounts"]] == ["anna", "bela"]
    log = ask("accounts", "log")[1]["actions"]
    assert [(one["what"], one["on"]) for one in reversed(log)] == [
        ("accounts.add", "anna as admin"),
        ("accounts.add", "bela as reader"),
        ("accounts.role", "bela as editor"),
        ("accounts.disable", "bela"),
        ("accounts.enable", "bela"),
        ("accounts.password", "bela"),
    ]
    assert {one["who"] for one in log} == {"(command line)"}


@pytest.mark.parametrize(
    ("typed", "words", "line"),
    [
        ("", ("add", "anna"), "no password: give it as a line of standard input"),
        ("short\n", ("add", "anna"), "too short"),
        (PASSWORD, ("add", "<b>"), "a name is 2 to 40 of"),
        (PASSWORD, ("add", "anna", "--role", "king"), "choose of reader, reporter, editor, admin"),
        (PASSWORD, ("role", "nobody", "editor"), "there is no such account"),
        (PASSWORD, ("password", "nobody"), "there is no such account"),
        ("", ("invite", "--days", "40"), "lasts 1 to 30 days"),
        ("", ("token", "nobody", "--may", "ask"), "there is no such account"),
        ("", ("token", "nobody"), "say what the token is for"),
        ("", ("token", "nobody", "--may", "manage"), "say what the token is for"),
        ("", ("log", "--most", "0"), "give a number from 1"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    ask: Ask, types: Callable[[str], None], typed: str, words: tuple[str, ...], line: str
) -> None:
    types(typed)
    code, told = ask("accounts", *words)
    assert code == 2 and line in told["message"]


def test_a_password_is_no_argument(ask: Ask, types: Callable[[str], None]) -> None:
    types(PASSWORD)
    assert ask("accounts", "add", "anna", PASSWORD)[0] == 2
    assert ask("accounts", "add", "anna", "--password", PASSWORD)[0] == 2
    assert ask("accounts", "list")[1] == {"accounts": []}


def test_a_person_types_the_password_twice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed = iter([PASSWORD, "another", PASSWORD, PASSWORD])
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr(commands.getpass, "getpass", lambda prompt: next(typed))
    assert main(["accounts", "add", "anna"]) == 2
    assert "the two passwords differ" in capsys.readouterr().err
    assert main(["accounts", "add", "anna"]) == 0
    assert capsys.readouterr().out == "anna may sign in, as reader.\n"


def test_invitations_and_tokens_are_printed_once(
    ask: Ask, types: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WELLSOURCED_SITE_URL", "https://facts.example")
    types(PASSWORD)
    ask("accounts", "add", "anna", "--role", "editor")
    _, invited = ask("accounts", "invite", "--role", "reporter", "--days", "3")
    assert invited["address"].startswith("https://facts.example/account/join?invitation=")
    _, made = ask("accounts", "token", "anna", "--may", "ask", "--may", "edit", "--label", "a script")
    assert made["token"].startswith("ws_")
    log = json.dumps(ask("accounts", "log")[1])
    assert made["token"] not in log and invited["address"][-43:] not in log


def test_an_address_open_to_others_needs_accounts_and_a_name(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, told = ask("serve", "--host", "0.0.0.0")
    assert code == 4 and "there are no accounts: set `accounts`" in told["message"]
    monkeypatch.setenv("WELLSOURCED_ACCOUNTS", "invited")
    code, told = ask("serve", "--host", "0.0.0.0")
    assert code == 4 and "set `site_url`" in told["message"]
