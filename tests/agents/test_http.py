"""The server over HTTP: who is let in, what each may do, and what other sites' pages cannot."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from pathlib import Path

import httpx2
import pytest

from agent_hosts import over_http, served, service_of
from builders import NOW
from desks import Stopped
from guarded_sites import Told, guarded, held, published
from wellsourced.mcp.http import LONGEST_BODY, make_http_app
from wellsourced.web.site import Site
from wellsourced.web.visitors import May

BEGIN = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "by hand", "version": "0"},
    },
}
ACCEPT = {"accept": "application/json, text/event-stream"}
THEN = Stopped(NOW)
"""When the pages of these sites are read: their sources are of a year to come."""
PERMITS = "May shops sell day permits in a county?"


@dataclass(frozen=True)
class Served:
    """A site, and where agents reach it."""

    site: Site
    address: str

    def token(self, role: str, *may: May) -> str:
        """A new token of somebody of that role."""
        assert self.site.accounts is not None
        now = self.site.accounts.clock.now()
        return self.site.accounts.tokens.make(f"{role}-anna", "an agent", frozenset(may), 1, now)

    def begins(self, token: str = "", **headers: str) -> httpx2.Response:
        """What answers a first request with such headers."""
        given = {**ACCEPT, **({"authorization": f"Bearer {token}"} if token else {}), **headers}
        return httpx2.post(self.address, json=BEGIN, headers=given)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with guarded(tmp_path_factory.mktemp("alone"), "none") as site:
        published(site, Told())
        with served(make_http_app(service_of(site, clock=THEN), None)) as address:
            yield Served(site, address)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("shared")
    with guarded(folder, "closed", site_url="https://facts.example") as site:
        published(site, Told())
        with served(make_http_app(service_of(site, clock=THEN), site.accounts)) as address:
            yield Served(site, address)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_whoever_is_on_this_machine_may_use_all_of_it(alone: Served, mode: str) -> None:
    with over_http(alone.address, mode=mode) as host:
        assert len(host.ask("list_tools").tools) == 7
        told = host.done("check", text=PERMITS)
        assert told["id"].startswith("report-") and len(host.heard) >= 4
        (page,) = host.done("editions")["pages"]
        assert json.loads(host.read(page["editions"][0]["resource"]))["inquiry"]["title"] == Told().title
        assert "needs the argument 'text'" in host.refused("check")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "facts.example"}, 400),
        ({"host": "127.0.0.1.evil.example"}, 400),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "http://localhost:1"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
    ],
)
def test_other_hosts_and_other_sites_pages_are_refused(
    alone: Served, headers: dict[str, str], status: int
) -> None:
    """A page elsewhere could have its name point at this machine, or send a form here."""
    assert alone.begins(**headers).status_code == status


def test_reading_for_another_sites_page_is_refused_too(alone: Served) -> None:
    headers = {"accept": "text/event-stream", "origin": "https://evil.example"}
    assert httpx2.get(alone.address, headers=headers).status_code == 403


def test_a_page_of_this_machine_and_a_program_are_let_in(alone: Served) -> None:
    own = alone.address.removesuffix("/mcp")
    for headers in ({}, {"origin": own}):
        assert alone.begins(**headers).status_code == 200


def test_nothing_else_is_served_and_nothing_endless_is_read(alone: Served) -> None:
    base = alone.address.removesuffix("/mcp")
    assert httpx2.get(f"{base}/").status_code == 404
    body = b'{"x": "' + b"y" * LONGEST_BODY + b'"}'
    headers = {**ACCEPT, "content-type": "application/json"}
    assert httpx2.post(alone.address, content=body, headers=headers).status_code == 413


def test_with_accounts_nobody_comes_in_without_a_good_token(shared: Served) -> None:
    for given in ({}, {"authorization": "Bearer nonsense"}, {"authorization": "Basic YTpi"}):
        answer = shared.begins(**given)
        assert answer.status_code == 401 and answer.headers["www-authenticate"].startswith("Bearer")
        assert "A token is needed" in answer.json()["error"]["message"]
    assert shared.begins(shared.token("reader", May.FLAG)).status_code == 200
    assert shared.begins(shared.token("reader", May.FLAG), host="facts.example").status_code == 200


def test_a_token_is_for_what_it_is_for(shared: Served) -> None:
    passage = next(iter(shared.site.directory.catalogue().citing))
    uncited = _uncited(shared)
    with over_http(shared.address, shared.token("reporter", May.FLAG)) as host:
        assert "may not do this (ask)" in host.refused("check", text=PERMITS)
        assert "may not do this (ask)" in host.refused("audit", text="Shops sell permits.")
        assert host.done("open_passage", id=passage)["cited_by"]
        assert "no passage is called" in host.refused("open_passage", id=uncited)
        hits = host.done("search", query="permits and herring", k=10)["hits"]
        assert {one["passage"] for one in hits} == {passage}, "what no page cites is the library's own"
    with over_http(shared.address, shared.token("reporter", May.ASK)) as host:
        assert host.done("check", text=PERMITS)["id"]
    with over_http(shared.address, shared.token("editor", May.EDIT)) as host:
        assert host.done("open_passage", id=uncited)["id"] == uncited


def _uncited(shared: Served) -> str:
    """A passage of the library that no page cites."""
    ((_, passages),) = held(
        shared.site,
        Told(uri="https://herring.example/", source="Herring", text="Herring is landed in Avonia in May."),
    )
    return passages[0]


def test_what_is_done_by_token_is_written_down(shared: Served) -> None:
    with over_http(shared.address, shared.token("editor", May.ASK)) as host:
        told = host.done("check", text=PERMITS)
        host.refused("check", text="hm")
    assert shared.site.accounts is not None
    done = [one for one in shared.site.accounts.actions.newest(10) if one.who == "editor-anna"]
    assert [(one.what, one.on, one.outcome) for one in done[:2]] == [
        ("mcp.check", "", 400),
        ("mcp.check", told["id"], 200),
    ]


def test_a_session_is_not_for_somebody_elses_token(shared: Served) -> None:
    hers = shared.begins(shared.token("editor", May.ASK))
    session = {"mcp-session-id": hers.headers["mcp-session-id"]}
    call = {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}

    def ask(token: str) -> int:
        headers = {**ACCEPT, **session, "authorization": f"Bearer {token}"}
        return httpx2.post(shared.address, json=call, headers=headers).status_code

    assert ask(shared.token("reporter", May.ASK)) == 404
    assert ask(shared.token("editor", May.FLAG)) == 200, "another token of hers is her"


def test_too_many_checks_and_too_many_strangers_are_put_off(tmp_path: Path) -> None:
    with (
        guarded(tmp_path, "closed", limit_actions=3) as site,
        served(make_http_app(service_of(site, clock=THEN), site.accounts)) as address,
    ):
        here = Served(site, address)
        with over_http(address, here.token("editor", May.ASK)) as host:
            told = [host.refused("check", text="hm") for _ in range(5)]
            assert host.done("editions")["total"] == 0, "looking is not counted as doing"
        strangers = [here.begins() for _ in range(5)]
    assert ["try again in" in one for one in told] == [False, False, False, True, True]
    assert [one.status_code for one in strangers] == [401, 401, 401, 429, 429]
    assert int(strangers[-1].headers["retry-after"]) >= 1


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_check_that_is_called_off_stops(tmp_path: Path, mode: str) -> None:
    """Of two things it would ask its verifier, it asks the one it is at."""
    with guarded(tmp_path, "none") as site:
        service = service_of(site, clock=THEN)
        published(site, Told())
        slow = Slow(service.desk.verifier)
        service = replace(service, desk=replace(service.desk, verifier=slow))
        with served(make_http_app(service, None)) as address, over_http(address, mode=mode) as host:
            call = host.portal.start_task_soon(host.client.call_tool, "check", {"text": PERMITS})
            until(lambda: slow.asked > 0)
            call.cancel()
            with pytest.raises(CancelledError):
                call.result(10)
            time.sleep(1.5)
            assert slow.asked == 1, "it went on judging"
            assert host.done("editions")["total"] == 1


def until(holds: Callable[[], bool]) -> None:
    """Wait for it, as long as a test may take."""
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end, "it never came to pass"
        time.sleep(0.02)


class Slow:
    """A verifier that takes its time, and counts how often it was asked."""

    def __init__(self, verifier: object) -> None:
        self._verifier, self.name, self.asked = verifier, "slow@1", 0

    def judge(self, pairs: object) -> object:
        self.asked += 1
        time.sleep(0.5)
        return self._verifier.judge(pairs)  # type: ignore[attr-defined]
