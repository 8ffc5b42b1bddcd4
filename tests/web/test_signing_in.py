"""Signing in and out, joining, and what a browser keeps of it: for a person, a thief, a bystander."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from guarded_sites import PASSWORD, Guest, guarded, guest
from wellsourced.web.accounts.browsers import browser_name
from wellsourced.web.app import make_app
from wellsourced.web.site import Site
from wellsourced.web.visitors import Role

PUBLIC = "https://facts.example"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with guarded(tmp_path_factory.mktemp("signing"), "open") as made:
        yield made


@pytest.fixture(scope="module")
def app(site: Site) -> FastAPI:
    return make_app(site)


def who_is(visitor: Guest) -> str | None:
    name: str | None = visitor.client.get("/account", headers={"accept": "application/json"}).json()["name"]
    return name


def lines(answer: object) -> list[str]:
    return list(answer.headers.get_list("set-cookie"))  # type: ignore[attr-defined]


def test_somebody_signs_in_and_out(app: FastAPI) -> None:
    anna = guest(app)
    assert who_is(anna) is None
    anna.signs_in("editor-anna")
    assert who_is(anna) == "editor-anna"
    left = anna.client.post("/account/sign-out", data={"csrf": anna.csrf()})
    assert left.status_code == 303 and left.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert who_is(anna) is None


def test_a_session_that_was_signed_out_of_opens_nothing(app: FastAPI) -> None:
    anna = guest(app).signs_in("editor-anna")
    stolen = dict(anna.client.cookies)
    anna.sends("/account/sign-out")
    thief = guest(app)
    thief.client.cookies.update(stolen)
    assert who_is(thief) is None
    assert "Max-Age=0" in lines(thief.client.get("/account"))[0]


def test_nobody_learns_which_names_there_are(app: FastAPI) -> None:
    answers = []
    for name, password in (
        ("editor-anna", "wrong password!"),
        ("nobody-here", PASSWORD),
        ("", ""),
        ("\0", "x"),
    ):
        stranger = guest(app)
        said = {"name": name, "password": password, "csrf": stranger.csrf()}
        answer = stranger.client.post("/account/sign-in", data=said)
        answers.append(
            (answer.status_code, re.sub(r'(name="(csrf|name)"[^>]*) value="[^"]*"', r"\1", answer.text))
        )
    assert {status for status, _ in answers} == {422}
    assert len({text for _, text in answers}) == 1
    assert "Name or password is wrong." in answers[0][1]


def test_a_session_is_new_at_every_sign_in(app: FastAPI, site: Site) -> None:
    assert site.accounts is not None
    anna = guest(app)
    planted = "A" * 43  # what a thief had the browser keep before
    anna.client.cookies.set("wellsourced", planted, domain="localhost.local")
    anna.signs_in("reader-anna")
    first = anna.client.cookies["wellsourced"]
    assert first != planted
    anna.client.post(
        "/account/sign-in", data={"name": "editor-anna", "password": PASSWORD, "csrf": anna.csrf()}
    )
    assert anna.client.cookies["wellsourced"] != first and who_is(anna) == "editor-anna"
    assert site.accounts.sessions.whose(first, site.clock.now()) is None
    assert site.accounts.sessions.whose(planted, site.clock.now()) is None


def test_a_form_is_worth_nothing_in_another_session(app: FastAPI) -> None:
    anna, bela = guest(app).signs_in("reporter-anna"), guest(app).signs_in("reporter-anna")
    before = guest(app).csrf()
    for csrf in (bela.csrf(), before, "", "x", anna.csrf()[:-1], "é" * 64):
        refused = anna.client.post("/ask", data={"q": "May shops sell permits?", "csrf": csrf})
        assert refused.status_code == 403, csrf
        assert "This form is too old" in refused.text
    stranger = guest(app)
    said = {"name": "editor-anna", "password": PASSWORD, "csrf": before}
    assert stranger.client.post("/account/sign-in", data=said).status_code == 403
    assert who_is(stranger) is None


def test_what_a_browser_keeps_over_plain_http(app: FastAPI) -> None:
    anna = guest(app)
    [form] = lines(anna.client.get("/account"))
    said = {"name": "editor-anna", "password": PASSWORD, "csrf": anna.csrf()}
    session, dropped = lines(anna.client.post("/account/sign-in", data=said))
    kept = r"; Path=/; Max-Age=\d+; HttpOnly; SameSite=Lax"
    assert re.fullmatch(rf"wellsourced-form=[\w-]{{43}}{kept}", form)
    assert re.fullmatch(rf"wellsourced=[\w-]{{43}}{kept}", session)
    assert re.fullmatch(rf"wellsourced-form={kept}", dropped) and "Max-Age=0" in dropped


def test_what_a_browser_keeps_over_tls(tmp_path: Path) -> None:
    with guarded(tmp_path, "closed", site_url=PUBLIC) as secure:
        anna = guest(make_app(secure), PUBLIC)
        [form] = lines(anna.client.get("/account"))
        said = {"name": "editor-anna", "password": PASSWORD, "csrf": anna.csrf()}
        answer = anna.client.post("/account/sign-in", data=said)
        for line, name in ((form, "wellsourced-form"), (lines(answer)[0], "wellsourced")):
            assert line.startswith(f"__Host-{name}=") and line.endswith("; HttpOnly; SameSite=Lax; Secure")
            assert "; Path=/; " in line and "omain" not in line
        assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
        assert "upgrade-insecure-requests" in answer.headers["content-security-policy"]
        assert who_is(anna) == "editor-anna"


def test_reading_sets_no_cookie(app: FastAPI) -> None:
    for address in ("/", "/p/nothing", "/openapi.json", "/nothing"):
        assert lines(guest(app).client.get(address)) == []


def test_what_comes_with_a_cookie_is_kept_by_no_cache(app: FastAPI) -> None:
    for address in ("/account", "/ask", "/account/join"):
        answer = guest(app).client.get(address)
        assert lines(answer) and answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("then", "led"),
    [
        ("/ask?q=x", "/ask?q=x"),
        ("/p/may-shops-sell/desk", "/p/may-shops-sell/desk"),
        ("", "/account"),
        ("https://evil.example/", "/account"),
        ("//evil.example/", "/account"),
        ("/\\evil.example/", "/account"),
        ("\\/evil.example", "/account"),
        ("/\t/evil.example", "/account"),
        ("/\r\nset-cookie: x=1", "/account"),
        ("javascript:alert(1)", "/account"),
    ],
)
def test_signing_in_leads_to_our_own_pages_only(app: FastAPI, then: str, led: str) -> None:
    anna = guest(app)
    said = {"name": "reader-anna", "password": PASSWORD, "csrf": anna.csrf(), "then": then}
    answer = anna.client.post("/account/sign-in", data=said)
    assert answer.status_code == 303 and answer.headers["location"] == led


def test_where_everybody_may_join_they_are_readers(app: FastAPI, site: Site) -> None:
    assert site.accounts is not None
    bela = guest(app)
    assert bela.sends("/account/join", name="Bela", password=PASSWORD) == 303
    assert who_is(bela) == "bela"
    assert site.accounts.people.find("bela").role is Role.READER
    assert bela.sends("/ask", q="May shops sell permits?") == 403


def test_one_joins_an_invited_site_by_invitation_and_a_closed_one_not_at_all(tmp_path: Path) -> None:
    with guarded(tmp_path / "a", "invited") as invited:
        assert invited.accounts is not None
        inside = make_app(invited)
        assert guest(inside).sends("/account/join", name="bela", password=PASSWORD) == 422
        admin = guest(inside).signs_in("admin-anna")
        made = admin.client.post(
            "/people/invitations", data={"role": "editor", "days": 3, "csrf": admin.csrf("/people")}
        )
        [found] = re.findall(r'value="(/account/join\?invitation=[\w-]{43})"', made.text)
        bela = guest(inside)
        form = bela.client.get(found)
        assert form.status_code == 200
        said = {"name": "bela", "password": PASSWORD, "invitation": found.partition("=")[2]}
        assert bela.client.post("/account/join", data={**said, "csrf": bela.csrf()}).status_code == 303
        assert invited.accounts.people.find("bela").role is Role.EDITOR
        assert guest(inside).client.get(found).status_code == 422
    with guarded(tmp_path / "b", "closed") as closed:
        assert closed.accounts is not None
        invitation = closed.accounts.invitations.make(Role.EDITOR, "admin-anna", 3, closed.clock.now())
        said = {"name": "bela", "password": PASSWORD, "invitation": invitation}
        assert guest(make_app(closed)).sends("/account/join", **said) == 422
        assert (
            guest(make_app(closed)).signs_in("admin-anna").sends("/people/invitations", role="editor") == 422
        )


def test_another_password_signs_other_browsers_out(app: FastAPI, site: Site) -> None:
    assert site.accounts is not None
    site.accounts.add("carl", Role.READER, PASSWORD)
    here, elsewhere = guest(app).signs_in("carl"), guest(app).signs_in("carl")
    session = here.client.cookies["wellsourced"]
    assert here.sends("/account/password", old="not this one", new="five other kettles") == 422
    assert here.sends("/account/password", old=PASSWORD, new="short") == 422
    assert here.sends("/account/password", old=PASSWORD, new="five other kettles") == 303
    assert who_is(here) == "carl" and here.client.cookies["wellsourced"] != session
    assert who_is(elsewhere) is None
    guest(app).signs_in("carl", "five other kettles")


def test_what_a_page_says_is_escaped(app: FastAPI) -> None:
    stranger = guest(app)
    bad = '"><script>alert(1)</script>'
    said = {"name": bad, "password": "x", "then": bad, "csrf": stranger.csrf()}
    answer = stranger.client.post("/account/sign-in", data=said)
    assert bad not in answer.text and "&lt;script&gt;" in answer.text


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox 140 on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0 "
            "Safari/537.36 Edg/139.0.0.0",
            "Edge 139 on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/18.5 Mobile/15E148 Safari/604.1",
            "Safari 18 on iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile "
            "Safari/537.36",
            "Chrome 139 on Android",
        ),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_where_one_is_signed_in_is_told_in_a_few_words(agent: str, name: str) -> None:
    assert browser_name(agent) == name
