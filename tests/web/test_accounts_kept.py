"""What is kept of people: no secret in the clear, nothing longer than it should, nothing rewritten."""

from __future__ import annotations

import sqlite3
import stat
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import URL, text
from sqlalchemy.exc import DatabaseError

from wellsourced.errors import Config, InputError, Integrity
from wellsourced.settings import read_settings
from wellsourced.web.accounts import tables
from wellsourced.web.accounts.actions import network_of
from wellsourced.web.accounts.database import FILE, AccountsDatabase
from wellsourced.web.accounts.keeping import WRONG, Accounts
from wellsourced.web.accounts.opening import open_accounts
from wellsourced.web.accounts.passwords import Passwords
from wellsourced.web.accounts.people import read_name
from wellsourced.web.databases import site_database
from wellsourced.web.visitors import May, Role

PASSWORD = "nineteen blue kettles"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class Hands:
    """A clock that is set by hand."""

    moment: datetime = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


def in_file(folder: Path) -> URL:
    return URL.create("sqlite", database=str(folder / "accounts.sqlite3"))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Accounts]:
    with closing(Accounts(AccountsDatabase(in_file(tmp_path)), Hands(), Passwords(QUICK))) as made:
        yield made


def passes(kept: Accounts, time: timedelta) -> None:
    assert isinstance(kept.clock, Hands)
    kept.clock.moment += time


def test_no_secret_is_kept_in_the_clear(kept: Accounts, tmp_path: Path) -> None:
    kept.add("anna", Role.ADMIN, PASSWORD)
    _, session = kept.sign_in("anna", PASSWORD, "Firefox")
    token = kept.tokens.make("anna", "feed reader", frozenset({May.ASK}), 30, kept.clock.now())
    invitation = kept.invitations.make(Role.EDITOR, "anna", 7, kept.clock.now())
    kept.close()
    body = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"feed reader" in body
    for secret in (PASSWORD, session, token, invitation):
        assert secret.encode() not in body
    assert b"$argon2id$" in body


def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    settings = read_settings(library=tmp_path / "papers", accounts="closed")
    with closing(open_accounts(settings, Hands())) as made:
        made.add("anna", Role.ADMIN, PASSWORD)
        files = list((tmp_path / "papers.site").iterdir())
        assert (tmp_path / "papers.site" / "accounts.sqlite3") in files
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_accounts_of_a_newer_program_are_not_touched(kept: Accounts, tmp_path: Path) -> None:
    kept.close()
    with closing(sqlite3.connect(tmp_path / "accounts.sqlite3")) as raw:
        raw.execute("UPDATE wellsourced_site SET value = '9' WHERE name = 'revision'")
        raw.commit()
    with pytest.raises(
        Config, match=r"made by a newer wellsourced \(revision 9, this one knows 1\): upgrade"
    ):
        AccountsDatabase(in_file(tmp_path))


def test_a_step_that_is_missing_is_made_once(
    kept: Accounts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.add("anna", Role.ADMIN, PASSWORD)
    secret = kept.database.secret
    kept.close()
    done: list[str] = []
    monkeypatch.setattr(tables, "STEPS", (*tables.STEPS, lambda connection: done.append("second")))
    monkeypatch.setattr(tables, "HEAD", 2)
    for _ in range(2):
        with closing(Accounts(AccountsDatabase(in_file(tmp_path)), Hands())) as again:
            assert [one.name for one in again.people.all()] == ["anna"]
            assert again.database.secret == secret
    assert done == ["second"]


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "accounts.sqlite3").write_bytes(b"no database at all, but long enough to be read as one" * 40)
    with pytest.raises(Integrity, match="is no database: restore it from a backup"):
        AccountsDatabase(in_file(tmp_path))


def test_where_accounts_are_kept_is_a_setting(tmp_path: Path) -> None:
    library = tmp_path / "papers"
    named = "postgresql://anna:pw@db.example/site"
    records = "postgresql://anna:pw@db.example/records"
    assert (
        site_database(read_settings(library=library), FILE).database
        == f"{tmp_path}/papers.site/accounts.sqlite3"
    )
    assert site_database(read_settings(library=library, database=records), FILE).database == "records"
    both = site_database(read_settings(library=library, database=records, site_database=named), FILE)
    assert (both.drivername, both.database) == ("postgresql+psycopg", "site")
    with pytest.raises(Config, match="'site_database': PostgreSQL"):
        site_database(read_settings(library=library, site_database="mysql://db.example/site"), FILE)


def test_what_was_done_cannot_be_changed(kept: Accounts) -> None:
    kept.actions.write("anna", "asking.ask", "/ask", kept.clock.now(), (303, "192.0.2.77"))
    for change in ("UPDATE wellsourced_actions SET who = 'bela'", "DELETE FROM wellsourced_actions"):
        with pytest.raises(DatabaseError, match="stays written down"), kept.database.writing() as connection:
            connection.execute(text(change))
    [one] = kept.actions.newest(10)
    assert (one.who, one.what, one.outcome, one.network) == ("anna", "asking.ask", 303, "192.0.2.0/24")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("testclient", ""),
        ("", ""),
    ],
)
def test_of_an_address_the_network_is_kept(address: str, network: str) -> None:
    assert network_of(address) == network


def test_a_password_is_hashed_anew_where_the_parameters_are_others(kept: Accounts) -> None:
    kept.add("anna", Role.READER, PASSWORD)
    before = kept.people.known("anna")
    kept.passwords = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    kept.sign_in("anna", PASSWORD, "")
    after = kept.people.known("anna")
    assert before is not None and after is not None
    assert "m=8,t=1" in before[1] and "m=16,t=2" in after[1]
    kept.sign_in("anna", PASSWORD, "")
    assert kept.people.known("anna") == after


def test_a_wrong_name_costs_as_much_as_a_wrong_password(kept: Accounts) -> None:
    kept.passwords = Passwords(PasswordHasher(time_cost=2, memory_cost=8192, parallelism=1))
    kept.add("anna", Role.READER, PASSWORD)
    with pytest.raises(InputError):
        kept.sign_in("nobody-here", PASSWORD, "")  # the first makes what is compared with

    def seconds(name: str) -> float:
        begun = time.process_time()
        with pytest.raises(InputError, match=WRONG):
            kept.sign_in(name, "another password", "")
        return time.process_time() - begun

    known, unknown = ([seconds(name) for _ in range(9)] for name in ("anna", "nobody-here"))
    assert 0.6 < statistics.median(known) / statistics.median(unknown) < 1.67


def test_passwords_are_hashed_at_real_cost_unless_a_test_says_otherwise() -> None:
    kept = Passwords().hasher
    assert (kept.type.name, kept.time_cost, kept.memory_cost) == ("ID", 3, 65536)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "too short"),
        ("x" * 201, "too long"),
        ("aaaaaaaaaaaaaa", "guessed"),
        ("anna-1234567", "guessed"),
    ],
)
def test_passwords_that_are_easily_guessed_are_refused(kept: Accounts, password: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        kept.add("anna", Role.READER, password)
    assert kept.people.all() == []


def test_the_same_letters_typed_otherwise_are_the_same_password(kept: Accounts) -> None:
    kept.add("anna", Role.READER, "Ångström and ﬁve kettles")
    assert kept.sign_in("ANNA ", "Ångström and five kettles", "")[0].name == "anna"


@pytest.mark.parametrize(
    "name", ["", "a", "1a", "a b", "a/b", "<b>", "ána", "admin", "x" * 41, "a\nb", "local"]
)
def test_names_that_could_be_taken_for_something_else_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="name"):
        read_name(name)


def test_two_names_that_differ_in_capitals_are_one(kept: Accounts) -> None:
    kept.add("Anna", Role.READER, PASSWORD)
    with pytest.raises(InputError, match="taken"):
        kept.add("anna", Role.READER, PASSWORD)


def test_a_session_ends_by_rest_and_by_age(kept: Accounts) -> None:
    kept.add("anna", Role.READER, PASSWORD)
    _, secret = kept.sign_in("anna", PASSWORD, "")
    for _ in range(5):
        passes(kept, timedelta(days=5, hours=23))
        assert kept.sessions.whose(secret, kept.clock.now()) == ("anna", Role.READER)
    passes(kept, timedelta(days=1))  # in use, and thirty days old
    assert kept.sessions.whose(secret, kept.clock.now()) is None
    _, rested = kept.sign_in("anna", PASSWORD, "")
    passes(kept, timedelta(days=7))
    assert kept.sessions.whose(rested, kept.clock.now()) is None


def test_who_is_kept_out_has_neither_session_nor_token(kept: Accounts) -> None:
    kept.add("anna", Role.READER, PASSWORD)
    _, secret = kept.sign_in("anna", PASSWORD, "")
    token = kept.tokens.make("anna", "", frozenset({May.FLAG}), 1, kept.clock.now())
    kept.set_disabled("anna", True)
    kept.set_disabled("anna", False)
    assert kept.sessions.whose(secret, kept.clock.now()) is None
    assert kept.tokens.whose(token, kept.clock.now()) is None
    kept.people.set_disabled("anna", True)
    with pytest.raises(InputError, match=WRONG):
        kept.sign_in("anna", PASSWORD, "")


def test_there_is_always_somebody_to_manage_accounts(kept: Accounts) -> None:
    kept.add("anna", Role.ADMIN, PASSWORD)
    for change in (
        lambda: kept.people.set_role("anna", Role.READER),
        lambda: kept.people.set_disabled("anna", True),
    ):
        with pytest.raises(InputError, match="the only admin left"):
            change()
    assert kept.people.find("anna").role is Role.ADMIN
    kept.add("bela", Role.ADMIN, PASSWORD)
    kept.people.set_role("anna", Role.READER)
    assert kept.people.find("anna").role is Role.READER


def test_a_token_lasts_as_long_as_it_says_and_tells_its_last_day(kept: Accounts) -> None:
    kept.add("anna", Role.EDITOR, PASSWORD)
    token = kept.tokens.make("anna", "a  script", frozenset({May.ASK, May.FLAG}), 2, kept.clock.now())
    assert token.startswith("ws_") and len(token) == 46
    [shown] = kept.tokens.of("anna", kept.clock.now())
    assert (shown.label, shown.used_on, shown.scopes) == ("a script", None, {May.ASK, May.FLAG})
    passes(kept, timedelta(days=1))
    assert kept.tokens.whose(token, kept.clock.now()) == ("anna", Role.EDITOR, {May.ASK, May.FLAG})
    [shown] = kept.tokens.of("anna", kept.clock.now())
    assert shown.used_on == kept.clock.now().date()
    passes(kept, timedelta(days=1))
    assert kept.tokens.whose(token, kept.clock.now()) is None
    assert kept.tokens.of("anna", kept.clock.now()) == []


def test_an_invitation_lets_one_person_in_with_its_role(kept: Accounts) -> None:
    kept.add("anna", Role.ADMIN, PASSWORD)
    invitation = kept.invitations.make(Role.EDITOR, "anna", 7, kept.clock.now())
    with pytest.raises(InputError, match="too short"):
        kept.join(invitation, "bela", "short")
    made = kept.join(invitation, "bela", PASSWORD)
    assert (made.role, made.invited_by) == (Role.EDITOR, "anna")
    assert kept.people.find("bela") == made
    with pytest.raises(InputError, match="not good any more"):
        kept.join(invitation, "carl", PASSWORD)


def test_a_name_that_is_taken_does_not_wear_an_invitation_out(kept: Accounts) -> None:
    kept.add("anna", Role.ADMIN, PASSWORD)
    invitation = kept.invitations.make(Role.READER, "anna", 7, kept.clock.now())
    with pytest.raises(InputError, match="taken"):
        kept.join(invitation, "anna", PASSWORD)
    assert kept.join(invitation, "bela", PASSWORD).name == "bela"
    late = kept.invitations.make(Role.READER, "anna", 7, kept.clock.now())
    passes(kept, timedelta(days=7))
    with pytest.raises(InputError, match="not good any more"):
        kept.join(late, "carl", PASSWORD)


def test_the_same_in_postgresql(database: str, tmp_path: Path) -> None:
    settings = read_settings(library=tmp_path / "papers", site_database=database, accounts="closed")
    for round_ in range(2):
        with closing(open_accounts(settings, Hands())) as held:
            held.passwords = Passwords(QUICK)
            if round_ == 0:
                held.add("anna", Role.ADMIN, PASSWORD)
                token = held.tokens.make("anna", "x", frozenset({May.ASK}), 3, held.clock.now())
                invitation = held.invitations.make(Role.EDITOR, "anna", 7, held.clock.now())
                held.join(invitation, "bela", PASSWORD)
                held.actions.write("anna", "asking.ask", "/ask", held.clock.now())
            _, session = held.sign_in("anna", PASSWORD, "Firefox")
            assert held.sessions.whose(session, held.clock.now()) == ("anna", Role.ADMIN)
            assert held.tokens.whose(token, held.clock.now()) == ("anna", Role.ADMIN, {May.ASK})
            with pytest.raises(InputError, match="taken"):
                held.add("bela", Role.READER, PASSWORD)
            for change in ("DELETE FROM wellsourced_actions", "TRUNCATE wellsourced_actions"):
                with pytest.raises(DatabaseError, match="stays written"), held.database.writing() as raw:
                    raw.execute(text(change))
            assert [one.who for one in held.actions.newest(5)] == ["anna"]
            for odd in ("an\0na", "\ud800", "%", "x" * 500):
                with pytest.raises(InputError, match=WRONG):
                    held.sign_in(odd, odd, odd)
                with pytest.raises(InputError, match="no such account"):
                    held.people.set_role(odd, Role.ADMIN)
                assert held.sessions.whose(odd, held.clock.now()) is None
                assert not held.sessions.end_one("anna", odd) and not held.tokens.revoke("anna", odd)
                assert not held.invitations.withdraw(odd)
            held.tokens.make("anna", "odd\0\ud800", frozenset({May.ASK}), 3, held.clock.now())
            assert held.tokens.of("anna", held.clock.now())[0].label in ("odd", "x")
            assert not (tmp_path / "papers.site").exists()
