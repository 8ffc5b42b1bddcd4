"""Editors look through all that is archived: as text on the page, as bytes only in a file to keep."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import html5lib
import pytest
from starlette.testclient import TestClient

from hashing_encoder import HashingEncoder
from holdings import FERRY, add, capture
from sites import settings_over
from wellsourced.library.store import open_library
from wellsourced.model.sources import Snapshot
from wellsourced.web.app import make_app
from wellsourced.web.opening import opened_site
from wellsourced.web.rooms.library import file_name
from wellsourced.web.visitors import MAY, Role, Visitor

EVIL = b"<html><title>Ferries</title><p>The ferry sails at nine. <script>alert(1)</script></p></html>"


class Badge:
    """A gate that lets in whom it is told to."""

    def __init__(self) -> None:
        self.role = Role.EDITOR

    def visitor(self, request: object) -> Visitor:
        return Visitor(name="Kim", role=self.role, may=MAY[self.role])


@pytest.fixture
def gate() -> Badge:
    return Badge()


@pytest.fixture
def client(tmp_path: Path, gate: Badge) -> Iterator[TestClient]:
    with closing(open_library(tmp_path / "library", HashingEncoder())) as library:
        add(library, capture("ferry", FERRY), capture("evil", EVIL, media_type="text/html"))
    with (
        opened_site(settings_over(tmp_path / "library")) as site,
        TestClient(make_app(replace(site, gate=gate)), base_url="http://127.0.0.1") as client,
    ):
        yield client


def sources(client: TestClient, query: str = "") -> dict[str, str]:
    return {one["title"]: one["id"] for one in client.get(f"/library.json?q={query}").json()["sources"]}


def test_an_editor_reads_a_text_whole_and_keeps_its_bytes(client: TestClient) -> None:
    assert list(sources(client)) == ["evil", "ferry"]
    assert list(sources(client, "FERRY+publisher")) == ["ferry"]
    assert sources(client, "100%25") == {}
    source = sources(client)["evil"]
    page = client.get(f"/library/sources/{source}").text
    html5lib.HTMLParser(strict=True).parse(page)
    [capture] = client.get(f"/library/sources/{source}.json").json()["captures"]
    text = client.get(f"/library/documents/{capture['document']}").text
    html5lib.HTMLParser(strict=True).parse(text)
    assert "The ferry sails at nine." in text
    kept = client.get(f"/library/captures/{capture['id']}")
    assert kept.content == EVIL
    assert kept.headers["content-type"] == "application/octet-stream"
    assert kept.headers["x-content-type-options"] == "nosniff"
    assert kept.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert kept.headers["content-disposition"].startswith('attachment; filename="evil.example-20261122-')


def test_the_passages_of_the_library_are_searched(client: TestClient) -> None:
    headers = {"accept": "application/json"}
    told = client.get("/library/search?q=ferry+to+Gull+Island", headers=headers).json()
    assert told["passages"][0]["source"] == "ferry"
    page = client.get("/library/search?q=ferry+to+Gull+Island").text
    html5lib.HTMLParser(strict=True).parse(page)
    assert "sails twice a day" in page


@pytest.mark.parametrize("role", [Role.READER, Role.REPORTER])
def test_it_is_shut_to_everybody_else(client: TestClient, gate: Badge, role: Role) -> None:
    source = sources(client)["ferry"]
    [capture] = client.get(f"/library/sources/{source}.json").json()["captures"]
    gate.role = role
    for address in (
        "/library",
        "/library.json",
        "/library/search?q=ferry",
        f"/library/sources/{source}",
        f"/library/documents/{capture['document']}",
        f"/library/captures/{capture['id']}",
    ):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("kind", ["sources", "documents", "captures"])
@pytest.mark.parametrize("name", ["none", "source-", "snapshot-aaaa", "%2e%2e", "passage-1"])
def test_what_is_not_there_is_not_there(client: TestClient, kind: str, name: str) -> None:
    assert client.get(f"/library/{kind}/{name}").status_code == 404


def test_a_file_is_named_for_nothing_but_where_and_when_it_was_captured() -> None:
    taken = datetime(2026, 11, 1, tzinfo=UTC)
    snapshot = Snapshot(
        source="s", content="bytes-abcdefghijklmnop", media_type="text/html", captured_at=taken
    )
    assert file_name("https://a.example/x?y=../../etc", snapshot) == "a.example-20261101-abcdefghijkl.bin"
    for odd in (
        'https://a"b\r\n.example/',
        "file:///etc/passwd",
        "",
        "http://[::1",
        "https://xn--é.example/",
    ):
        told = file_name(odd, snapshot)
        assert told.isascii()
        assert not set(told) & set('"\\/\r\n; ')
        assert not told.startswith(".")
