"""A reader says what is wrong with a page; editors, and nobody else, see it, and answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom_site import EDITOR, NOBODY, REPORTER, Newsroom, newsroom, text_of
from wellsourced.errors import InputError, Transient
from wellsourced.settings import Settings, read_settings
from wellsourced.web.databases import site_database
from wellsourced.web.desk import store
from wellsourced.web.desk.flags import Flag, Outcome, Reason, flag_id
from wellsourced.web.desk.store import FILE, FlagStore
from wellsourced.web.desk.words import plain
from wellsourced.web.visitors import Visitor

PAGE = "/p/how-much-does-a-fishing-permit-in-alderford-cost"
AGE = "The harbor office must refuse a fishing permit to anyone under 12."


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(tmp_path) as made:
        made.publish()
        made.door.visitor_now = NOBODY
        yield made


def test_a_flag_reaches_the_editors_and_its_answer_who_raised_it(room: Newsroom) -> None:
    key = room.key_of(AGE, PAGE)
    chosen = room.get(f"{PAGE}/flag?statement={key}").text
    assert f'<option value="{key}" selected>' in chosen
    words = "It is 10 now;\nask clerk@harbor.example."
    receipt = room.post(f"{PAGE}/flag", reason="citation", statement=key, words=words).headers["location"]
    assert "Nobody has looked at it yet" in room.get(receipt).text
    # It is not public.
    assert "It is 10 now" not in room.get(PAGE).text
    assert room.get("/desk").status_code == 401
    room.door.visitor_now = REPORTER
    assert room.get("/desk").status_code == 403
    room.door.visitor_now = EDITOR
    desk = text_of(room.get("/desk"))
    assert AGE in desk and "It is 10 now;" in desk and "a reader without an account" in desk
    assert "clerk@" not in desk and "1 open flag" in desk
    assert "1 open flag on this page" in text_of(room.get(f"{PAGE}/desk"))
    name = receipt.removeprefix("/flags/")
    assert room.post(f"/desk/flags/{name}/take").status_code == 303
    assert "An editor is looking at it" in room.get(receipt).text
    answer = "The office's own page says 12."
    for unfit in ({"outcome": "gone", "answer": answer}, {"outcome": "stands", "answer": " "}):
        assert room.post(f"/desk/flags/{name}/close", **unfit).status_code == 422
    assert room.post(f"/desk/flags/{name}/close", outcome="stands", answer=answer).status_code == 303
    assert room.post(f"/desk/flags/{name}/close", outcome="stands", answer=answer).status_code == 422
    told = text_of(room.get(receipt))
    assert "The page stands as it is" in told and answer in told and "edda" not in told
    assert room.json(receipt)["outcome"] == "stands"
    assert "0 open flags" in text_of(room.get("/desk"))
    assert [action for _, action, _ in room.logged] == ["flag", "take flag", "close flag: stands"]


def test_what_cannot_be_looked_at_is_asked_about(room: Newsroom) -> None:
    for said, why in (
        ({}, "choose one of the list"),
        ({"reason": "rude"}, "choose one of the list"),
        ({"reason": "wrong"}, "in your words"),
        ({"reason": "other", "statement": room.key_of(AGE, PAGE)}, "in your words"),
        ({"reason": "wrong", "statement": "s-gone", "words": "x"}, "newer edition"),
        ({"reason": "wrong", "words": "x" * 1001}, "1,001 characters"),
    ):
        reply = room.post(f"{PAGE}/flag", **said)
        assert reply.status_code == 422 and why in text_of(reply)
    assert room.post("/p/no-page/flag", reason="wrong", words="x").status_code == 404
    assert room.site.flags.counted() == 0


def test_who_may_not_flag_is_told_to_sign_in(room: Newsroom) -> None:
    room.door.visitor_now = Visitor(csrf="csrf")
    assert "Sign in" in text_of(room.get(f"{PAGE}/flag"))
    assert room.post(f"{PAGE}/flag", reason="wrong", words="x").status_code == 401
    room.door.visitor_now = NOBODY
    assert room.client.post(f"{PAGE}/flag", data={"reason": "wrong", "words": "x"}).status_code == 403


def test_the_same_said_twice_is_one_flag(room: Newsroom) -> None:
    said = {"reason": "wrong", "words": "It is $31."}
    first, second = (room.post(f"{PAGE}/flag", **said).headers["location"] for _ in range(2))
    assert first == second
    assert room.post(f"{PAGE}/flag", reason="wrong", words="It is $32.").headers["location"] != first
    assert room.site.flags.counted() == 2
    assert room.get("/flags/flag-nothing").status_code == 422


def a_flag(words: str) -> Flag:
    return Flag(
        id=flag_id(),
        page="page-x",
        edition="edition-x",
        reason=Reason.WRONG,
        statement="",
        words=words,
        by="",
        raised_at=datetime(2026, 11, 22, tzinfo=UTC),
    )


def over(folder: Path, **more: object) -> Settings:
    return read_settings(library=folder / "library", **more)


def test_flags_outlive_the_server_and_are_of_one_library(tmp_path: Path) -> None:
    url = site_database(over(tmp_path), FILE)
    kept = FlagStore(url, "one")
    first = kept.raise_flag(a_flag("It rains."))
    kept.close()
    again, other = FlagStore(url, "one"), FlagStore(url, "two")
    assert again.open() == again.open("page-x") == [first]
    assert other.open() == again.open("page-y") == []
    with pytest.raises(InputError, match="no such flag"):
        other.flag(first.id)
    closed = again.close_flag(first.id, Outcome.KNOWN, "Yes.", "edda", first.raised_at)
    assert again.closed() == [closed] and again.open() == []
    again.close()
    other.close()


def test_a_page_takes_no_more_flags_than_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_OPEN", 2)
    kept = FlagStore(site_database(over(tmp_path), FILE), "one")
    for words in ("a", "b"):
        kept.raise_flag(a_flag(words))
    with pytest.raises(Transient, match="come back later"):
        kept.raise_flag(a_flag("c"))
    kept.close()


def test_words_are_kept_as_text_alone() -> None:
    assert plain(" a\r\n\r\n\r\n\r\nb\x00\u202e \t c ", 20) == "a\n\nb c"


def test_flags_are_kept_on_a_server_where_one_is_named(tmp_path: Path, database: str) -> None:
    kept = FlagStore(site_database(over(tmp_path, database=database), FILE), "one")
    first = kept.raise_flag(a_flag("It rains."))
    assert kept.take(first.id, "edda").taken_by == "edda"
    closed = kept.close_flag(first.id, Outcome.STANDS, "It does.", "edda", first.raised_at)
    assert (kept.closed(), kept.counted()) == ([closed], 0)
    assert not (tmp_path / "library.site").exists()
    kept.close()
