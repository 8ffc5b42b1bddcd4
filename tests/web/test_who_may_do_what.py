"""Every address of the site and everybody who may come to it: what is allowed, and that nothing else is.

The table below is held against the application's own routes: an address without a rule fails here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Route

from guarded_sites import PASSWORD, Guest, Told, guarded, guest, held, published
from site_audits import audited
from wellsourced.jobs.orders import order_to_check
from wellsourced.steps.classify import read_inquiry
from wellsourced.web.app import ROOMS, make_app
from wellsourced.web.site import Site
from wellsourced.web.visitors import MAY, May, Role

OPEN = "open"
"""Reading: for everybody."""
OWN = "own"
"""What is one's own: for whoever is signed in with a password."""
NAMED = "named"
"""What is one's own, also for one's programs."""
ANYBODY = "anybody"
"""A form for everybody, which must be our own."""

WHO = (None, *Role)


@dataclass(frozen=True)
class Rule:
    """Who may ask what of an address; `at` is one that is there, `said` what a form needs to be read."""

    method: str
    path: str
    needs: str | May
    at: str = ""
    said: dict[str, str] = field(default_factory=dict)
    absent: bool = False
    """Whether nothing is there, so that who is allowed gets a 404."""
    alone: bool = True
    """Whether a token that is for this and nothing else will do."""


RULES = (
    Rule("GET", "/openapi.json", OPEN),
    Rule("GET", "/", OPEN),
    Rule("GET", "/assets/{name}", OPEN, absent=True),
    Rule("GET", "/ask", OPEN),
    Rule("POST", "/ask", May.ASK, said={"q": "May shops sell permits?", "again": "yes"}),
    Rule("GET", "/audit", OPEN),
    Rule("POST", "/audit", May.ASK, said={"text": "Shops may sell permits."}),
    Rule("GET", "/audits/{name}", OPEN, at="{audit}"),
    Rule("POST", "/audits/{name}/delete", May.EDIT, at="{audit}/delete", alone=False),  # of another's
    Rule("GET", "/jobs/{name}", OPEN, at="/jobs/{job}"),
    Rule("GET", "/jobs/{name}/events", OPEN, at="/jobs/nothing-of-the-kind/events", absent=True),
    Rule("GET", "/reports/{name}", OPEN, at="/reports/{report}"),
    Rule("GET", "/p/{key}", OPEN, at="/p/{page}"),
    Rule("GET", "/p/{key}/editions", OPEN, at="/p/{page}/editions"),
    Rule("GET", "/p/{key}/changes/{before}/{after}", OPEN, at="/p/{page}/changes/1/2"),
    Rule("GET", "/p/{key}/{number}", OPEN, at="/p/{page}/1"),
    Rule("GET", "/passages/{passage_id}", OPEN, at="/passages/{cited}"),
    Rule("GET", "/feed.atom", OPEN),
    Rule("GET", "/p/{key}.atom", OPEN, at="/p/{page}.atom"),
    Rule("GET", "/topics/{key}.atom", OPEN, at="/topics/nothing.atom", absent=True),
    Rule("GET", "/places/{code}.atom", OPEN, at="/places/US-TX.atom", absent=True),
    Rule("GET", "/corrections.atom", OPEN),
    Rule("GET", "/sitemap.xml", OPEN),
    Rule("GET", "/sitemap-{number:int}.xml", OPEN, at="/sitemap-1.xml", absent=True),
    Rule("GET", "/robots.txt", OPEN),
    Rule("GET", "/.well-known/security.txt", OPEN, absent=True),
    Rule("GET", "/health", OPEN),
    Rule("GET", "/health/live", OPEN),
    Rule("GET", "/metrics", OPEN, absent=True),  # of another address than ours nothing is there
    Rule("GET", "/index.json", OPEN),
    Rule("GET", "/topics", OPEN),
    Rule("GET", "/topics.json", OPEN),
    Rule("GET", "/topics/{key}", OPEN, at="/topics/nothing", absent=True),
    Rule("GET", "/places", OPEN),
    Rule("GET", "/places.json", OPEN),
    Rule("GET", "/places/{code}", OPEN, at="/places/US-TX"),
    Rule("GET", "/sources", OPEN),
    Rule("GET", "/sources.json", OPEN),
    Rule("GET", "/sources/{source_id}", OPEN, at="/sources/{source}"),
    Rule("GET", "/search", OPEN),
    Rule("GET", "/search.json", OPEN),
    Rule("GET", "/corrections", OPEN),
    Rule("GET", "/corrections.json", OPEN),
    Rule("GET", "/method", OPEN),
    Rule("GET", "/method.json", OPEN),
    Rule("GET", "/library", May.EDIT),
    Rule("GET", "/library.json", May.EDIT),
    Rule("GET", "/library/search", May.EDIT),
    Rule("GET", "/library/search.json", May.EDIT),
    Rule("GET", "/library/sources/{source_id}", May.EDIT, at="/library/sources/{source}"),
    Rule("GET", "/library/documents/{document_id}", May.EDIT, at="/library/documents/x", absent=True),
    Rule("GET", "/library/captures/{snapshot_id}", May.EDIT, at="/library/captures/x.bin", absent=True),
    Rule("GET", "/jobs", NAMED),
    Rule("POST", "/jobs/{name}/cancel", May.EDIT, at="/jobs/{job}/cancel", alone=False),  # of another's
    Rule("POST", "/jobs/{name}/retry", May.EDIT, at="/jobs/{job}/retry", alone=False),
    Rule("POST", "/reports/{name}/publish", May.EDIT, at="/reports/{report}/publish"),
    Rule("GET", "/p/{key}/refresh", OPEN, at="/p/{page}/refresh"),
    Rule("POST", "/p/{key}/refresh", May.REFRESH, at="/p/{page}/refresh"),
    Rule("GET", "/p/{key}/flag", OPEN, at="/p/{page}/flag"),
    Rule("POST", "/p/{key}/flag", May.FLAG, at="/p/{page}/flag", said={"reason": "wrong", "words": "No."}),
    Rule("GET", "/flags/{name}", OPEN, absent=True),
    Rule("GET", "/desk", May.EDIT),
    Rule("POST", "/desk/flags/{name}/take", May.EDIT, at="/desk/flags/x/take", absent=True),
    Rule("POST", "/desk/flags/{name}/close", May.EDIT, at="/desk/flags/x/close", absent=True),
    Rule("GET", "/p/{key}/desk", May.EDIT, at="/p/{page}/desk"),
    *(
        Rule(
            "POST",
            f"/p/{{key}}/desk/{deed}",
            May.EDIT,
            at=f"/p/{{page}}/desk/{deed}",
            absent=deed == "show",
            alone=deed not in ("add", "upload"),
        )
        for deed in ("dispute", "let-stand", "correct", "log", "add", "upload", "retract", "withhold", "show")
    ),
    Rule("GET", "/account", OPEN),
    Rule("POST", "/account/sign-in", ANYBODY),
    Rule("POST", "/account/sign-out", OWN),
    Rule("GET", "/account/join", OPEN),
    Rule("POST", "/account/join", ANYBODY),
    Rule("POST", "/account/password", OWN),
    Rule("POST", "/account/sessions/{handle}/end", OWN, at="/account/sessions/0123/end", absent=True),
    Rule("POST", "/account/tokens", OWN, said={"scopes": "flag"}),
    Rule("POST", "/account/tokens/{handle}/revoke", OWN, at="/account/tokens/0123/revoke", absent=True),
    Rule("GET", "/people", May.MANAGE),
    Rule("GET", "/people/log", May.MANAGE),
    Rule("POST", "/people/invitations", May.MANAGE, said={"role": "reader"}),
    Rule(
        "POST",
        "/people/invitations/{handle}/withdraw",
        May.MANAGE,
        at="/people/invitations/0/withdraw",
        absent=True,
    ),
    Rule("POST", "/people/{name}/role", May.MANAGE, at="/people/bela/role", said={"role": "reader"}),
    Rule("POST", "/people/{name}/disable", May.MANAGE, at="/people/bela/disable"),
    Rule("POST", "/people/{name}/enable", May.MANAGE, at="/people/bela/enable"),
)
BY_FORM = tuple(rule for rule in RULES if rule.method != "GET")


@dataclass(frozen=True)
class Building:
    """A site with all its people, and what stands for the names in addresses."""

    site: Site
    app: FastAPI
    names: dict[str, str]

    def at(self, rule: Rule) -> str:
        return (rule.at or rule.path).format(name="x", **self.names)

    def visit(self, role: Role | None) -> Guest:
        visitor = guest(self.app)
        return visitor if role is None else visitor.signs_in(f"{role.value}-anna")

    def answers(self, rule: Rule, visitor: Guest, csrf: str | None = None, **headers: str) -> int:
        if rule.method == "GET":
            return visitor.client.get(self.at(rule), headers=headers).status_code
        said = {**rule.said, "csrf": visitor.csrf() if csrf is None else csrf}
        return visitor.client.post(self.at(rule), data=said, headers=headers).status_code


@pytest.fixture(scope="module")
def building(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Building]:
    with guarded(tmp_path_factory.mktemp("building"), "open") as site:
        assert site.accounts is not None
        site.accounts.add("bela", Role.READER, PASSWORD)
        edition, _ = published(site, Told(), editions=2)
        [(_, passages)] = held(
            site, Told(text="Nobody cites this. It is here all the same.", uri="https://b.example/")
        )
        [cited] = site.directory.catalogue().citing
        today = site.clock.now().date()
        job = site.queue.submit(order_to_check(read_inquiry("May shops sell bait?", on=today), user="x"))
        names = {
            "page": "may-shops-sell-permits",
            "report": edition.report,
            "cited": cited,
            "uncited": passages[0],
            "job": job.id,
            "audit": audited(site, "Shops may sell day permits.", person="x"),
            "source": site.directory.catalogue().listings[0].card.sources[0].id,
        }
        yield Building(site=site, app=make_app(site), names=names)


def routes(app: FastAPI) -> set[tuple[str, str]]:
    """Every method and path that the application answers, its rooms' and its own."""
    own = [route for route in app.routes if isinstance(route, Route)]
    rooms = [route for room in ROOMS for route in room.router.routes if isinstance(route, APIRoute)]
    return {
        (method, one.path) for one in (*own, *rooms) for method in (one.methods or ()) if method != "HEAD"
    }


def allowed(rule: Rule, role: Role | None) -> bool:
    if rule.needs in (OPEN, ANYBODY):
        return True
    if rule.needs in (OWN, NAMED):
        return role is not None
    return rule.needs == May.FLAG or (role is not None and rule.needs in MAY[role])


def test_every_address_has_a_rule(building: Building) -> None:
    assert routes(building.app) == {(rule.method, rule.path) for rule in RULES}


@pytest.mark.parametrize("role", WHO, ids=lambda role: role or "guest")
def test_everybody_may_do_what_the_table_says_and_no_more(building: Building, role: Role | None) -> None:
    wrong = []
    for rule in RULES:
        status = building.answers(rule, building.visit(role))
        refused = status == (401 if role is None else 403)
        there = status != 404 or rule.absent
        if refused is allowed(rule, role) or not there or status >= 500:
            wrong.append((rule.method, rule.path, status))
    assert wrong == []


@pytest.mark.parametrize("rule", BY_FORM, ids=lambda rule: rule.path)
def test_no_form_is_taken_without_its_token(building: Building, rule: Rule) -> None:
    admin = building.visit(Role.ADMIN)
    assert building.answers(rule, admin) not in (401, 403)
    another = building.visit(Role.ADMIN).csrf()
    for csrf in ("", "0" * 64, another):
        assert building.answers(rule, building.visit(Role.ADMIN), csrf) == 403


@pytest.mark.parametrize("rule", BY_FORM, ids=lambda rule: rule.path)
def test_no_form_is_taken_from_another_site(building: Building, rule: Rule) -> None:
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://localhost:9999"},
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:9999"},
    ):
        assert building.answers(rule, building.visit(Role.ADMIN), **headers) == 403
    ours = {"sec-fetch-site": "same-origin", "origin": "null"}
    assert building.answers(rule, building.visit(Role.ADMIN), **ours) != 403


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.method} {rule.path}")
def test_a_token_opens_what_it_is_for_and_nothing_else(building: Building, rule: Rule) -> None:
    accounts = building.site.accounts
    assert accounts is not None
    now = building.site.clock.now()
    for scope in (May.FLAG, May.ASK, May.EDIT):
        token = accounts.tokens.make("admin-anna", "x", frozenset({scope}), 1, now)
        status = building.answers(rule, guest(building.app), "", authorization=f"Bearer {token}")
        accounts.tokens.revoke_all("admin-anna")
        if rule.needs in (OPEN, NAMED):
            assert status not in (401, 403)
        elif rule.needs == scope and rule.alone:
            assert status not in (401, 403), "a token needs no form of ours"
        elif rule.needs != ANYBODY:
            assert status == 403


def test_a_token_is_worth_what_its_owner_is(building: Building) -> None:
    accounts = building.site.accounts
    assert accounts is not None
    now, carl = building.site.clock.now(), "carl"
    accounts.add(carl, Role.REPORTER, PASSWORD)
    asked = Rule("POST", "/ask", May.ASK, said={"q": "May shops sell permits?", "again": "yes"})
    token = accounts.tokens.make(carl, "x", frozenset({May.ASK}), 1, now)
    bearer = {"authorization": f"Bearer {token}"}
    assert building.answers(asked, guest(building.app), "", **bearer) == 303
    accounts.people.set_role(carl, Role.READER)
    assert building.answers(asked, guest(building.app), "", **bearer) == 403
    accounts.people.set_role(carl, Role.REPORTER)
    accounts.people.set_disabled(carl, True)
    assert building.answers(asked, guest(building.app), "", **bearer) == 401
    for bad in ("Bearer ws_x", "Bearer ", f"Bearer {token}x", "bearer é"):
        headers = {"authorization": bad.encode()}
        answer = guest(building.app).client.get("/account", headers=headers)  # type: ignore[arg-type]
        assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"


def test_a_token_for_more_than_one_may_is_not_made(building: Building) -> None:
    reader = building.visit(Role.READER)
    assert reader.sends("/account/tokens", label="x", scopes="edit") == 422
    assert reader.sends("/account/tokens", label="x", scopes="manage") == 422
    assert building.visit(Role.ADMIN).sends("/account/tokens", label="x", scopes="manage") == 422
    made = reader.client.post("/account/tokens", data={"scopes": "flag", "csrf": reader.csrf()})
    assert made.status_code == 201 and re.search(r'value="ws_[\w-]{43}"', made.text)
    assert not re.search(r"ws_[\w-]{43}", reader.client.get("/account").text)


def test_nobody_ends_what_is_somebody_elses(building: Building) -> None:
    accounts = building.site.accounts
    assert accounts is not None
    now = building.site.clock.now()
    accounts.add("fred", Role.ADMIN, PASSWORD)
    fred, bela = guest(building.app).signs_in("fred"), guest(building.app).signs_in("reader-anna")
    token = accounts.tokens.make("fred", "x", frozenset({May.ASK}), 1, now)
    sessions, tokens = accounts.sessions.of("fred", now), accounts.tokens.of("fred", now)
    for handle in (*(one.id for one in sessions), "%", "_" * 16, "0%", "%00", "a" * 16):
        assert bela.sends(f"/account/sessions/{handle}/end") == 404
    for handle in (*(one.id for one in tokens), "%", "_" * 16):
        assert bela.sends(f"/account/tokens/{handle}/revoke") == 404
    assert accounts.sessions.of("fred", now) == sessions and accounts.tokens.whose(token, now)
    assert fred.sends(f"/account/tokens/{tokens[0].id}/revoke") == 303
    assert accounts.tokens.whose(token, now) is None
    own = accounts.sessions.of("reader-anna", now)
    assert bela.sends(f"/account/sessions/{own[-1].id}/end") == 303


def test_what_no_page_cites_is_for_editors(building: Building) -> None:
    uncited = f"/passages/{building.names['uncited']}"
    seen = {role: building.visit(role).client.get(uncited).status_code for role in WHO}
    assert seen == {None: 404, Role.READER: 404, Role.REPORTER: 404, Role.EDITOR: 200, Role.ADMIN: 200}


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(building: Building) -> None:
    accounts = building.site.accounts
    assert accounts is not None
    accounts.add("dora", Role.ADMIN, PASSWORD)
    dora, admin = guest(building.app).signs_in("dora"), building.visit(Role.ADMIN)
    assert dora.client.get("/people").status_code == 200
    assert admin.sends("/people/dora/role", role="editor") == 303
    assert dora.client.get("/people").status_code == 403
    assert admin.sends("/people/dora/disable") == 303
    assert dora.client.get("/account", headers={"accept": "application/json"}).json()["name"] is None


def test_what_was_done_is_written_down_with_who_and_how_it_ended(building: Building) -> None:
    accounts = building.site.accounts
    assert accounts is not None
    reader, admin = building.visit(Role.READER), building.visit(Role.ADMIN)
    accounts.add("emil", Role.READER, PASSWORD)
    reader.sends("/people/emil/role", role="admin")
    admin.sends("/people/emil/role", role="editor")
    guest(building.app).sends("/account/sign-in", name="emil", password="wrong password")
    guest(building.app).sends("/account/sign-in", name="my secret password", password="emil")
    found = [(one.who, one.what, one.on, one.outcome) for one in accounts.actions.newest(4)]
    assert found == [
        ("", "account.sign_in", "/account/sign-in", 422),
        ("", "account.sign_in", "emil", 422),
        ("admin-anna", "people.set_role", "/people/emil/role", 303),
        ("reader-anna", "people.set_role", "/people/emil/role", 403),
    ]
    page = admin.client.get("/people/log").text
    assert "people.set_role" in page and "my secret password" not in page
    told = admin.client.get("/people/log", headers={"accept": "application/json"}).json()["actions"]
    assert told[2]["who"] == "admin-anna" and told[2]["network"] is None
