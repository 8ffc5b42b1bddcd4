"""The provider against the contract that all search providers hold to, over a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from wellsourced_federal_register import FederalRegister

from wellsourced.contracts import search

FOUND = {
    "count": 1,
    "results": [
        {
            "title": "Fees for fishing permits",
            "html_url": "https://www.federalregister.gov/documents/2026/05/04/2026-00001/fees",
            "type": "Rule",
            "agencies": [{"name": "Harbor Department"}],
            "publication_date": "2026-05-04",
        }
    ],
}


class Register(BaseHTTPRequestHandler):
    """Answers as the service documents it: of herring it knows nothing, and of whales it will not speak."""

    def do_GET(self) -> None:
        (term,) = parse_qs(urlsplit(self.path).query)["conditions[term]"]
        if "whales" in term:
            self.send_error(400)
            return
        body = json.dumps({"count": 0} if "herring" in term else FOUND).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Register) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("check", search.CHECKS, ids=lambda check: check.__name__)
def test_it_holds_to_the_contract(check: Callable[[search.Case], None], address: str) -> None:
    check(
        search.Case(
            make=lambda: FederalRegister(address=address),
            query="fees for fishing permits",
            nothing="herring",
            failing=lambda: Refused(address=address),
        )
    )


class Refused(FederalRegister):
    """The provider, asking what its service refuses."""

    def search(self, queries: list[str]) -> list:
        return super().search(["whales" for _ in queries])


def test_a_rule_has_the_force_of_law(address: str) -> None:
    ((rule,),) = FederalRegister(address=address).search(["fees"])
    assert (rule.kind.value, rule.publisher, rule.published.text) == (
        "law",
        "Harbor Department",
        "2026-05-04",
    )
