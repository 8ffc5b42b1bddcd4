"""A published page is read at its address, stands for good, and says what became of it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sites import KEY, kept_page, second_edition, served, settings_over
from test_publish import ASKED, REWORDED


@pytest.fixture
def library(tmp_path: Path) -> Path:
    kept_page(tmp_path)
    return tmp_path / "library"


@pytest.fixture
def client(library: Path) -> Iterator[TestClient]:
    with served(settings_over(library)) as client:
        yield client


def test_the_edition_that_stands_is_at_the_pages_address(client: TestClient) -> None:
    page = client.get(f"/p/{KEY}")
    assert page.status_code == 200
    assert ASKED in page.text
    assert "Edition 1, published" in page.text
    assert client.get(f"/p/{KEY}/1").text == page.text
    assert client.get(f"/p/{KEY}/2").status_code == 404
    assert client.get("/p/nothing-of-the-kind").status_code == 404


def test_a_page_is_sent_as_it_was_stored_and_not_at_all_to_whom_has_it(client: TestClient) -> None:
    page = client.get(f"/p/{KEY}", headers={"accept-encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    plain = client.get(f"/p/{KEY}", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == page.content  # the client unpacks
    again = client.get(f"/p/{KEY}", headers={"if-none-match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert len(gzip.compress(plain.content)) < len(plain.content)


def test_a_page_is_json_for_who_asks_for_it(client: TestClient) -> None:
    told = client.get(f"/p/{KEY}", headers={"accept": "application/json"}).json()
    assert told["inquiry"]["title"] == ASKED
    assert told["imprint"]["number"] == 1
    assert client.get(f"/p/{KEY}.json").json() == told
    assert client.get(f"/p/{KEY}/1.json").json() == told
    assert client.get(f"/p/{KEY}.md").text.startswith(f"# {ASKED}")


def test_a_new_edition_takes_the_address_and_the_old_one_keeps_its_own(library: Path) -> None:
    with served(settings_over(library)) as client:
        old = client.get(f"/p/{KEY}/1").text
    second_edition(library.parent)
    with served(settings_over(library)) as client:
        stands = client.get(f"/p/{KEY}").text
        earlier = client.get(f"/p/{KEY}/1").text
        assert "Edition 2, published" in stands
        assert "Edition 1, published" in earlier
        assert f'href="/p/{KEY}">Read the newest edition' in earlier
        assert "Read the newest edition" not in old
        changed = client.get(f"/p/{KEY}/changes/1/2")
        assert "<ins>" in changed.text
        kinds = client.get(f"/p/{KEY}/changes/1/2", headers={"accept": "application/json"}).json()
        assert kinds["changes"]
        listed = client.get(f"/p/{KEY}/editions").text
        assert listed.index("Edition 2") < listed.index("Edition 1")


def test_another_wording_leads_to_the_page(library: Path) -> None:
    desk, edition = kept_page(library.parent)
    desk.library.add_variant(edition.page, REWORDED)
    with served(settings_over(library)) as client:
        moved = client.get("/p/is-it-true-that-the-gull-island-ferry-carries-cars-on-sundays")
        assert (moved.status_code, moved.headers["location"]) == (308, f"/p/{KEY}")


def test_a_cited_passage_is_open_to_all_with_the_words_relied_on_marked(client: TestClient) -> None:
    page = client.get(f"/p/{KEY}").text
    address = page.split('href="/passages/', 1)[1].split('"', 1)[0]
    passage = client.get(f"/passages/{address}")
    assert passage.status_code == 200
    assert "<mark>The Gull Island ferry carries cars on Sundays." in passage.text
    assert "Gull Island Harbor Board" in passage.text
    assert f'href="/p/{KEY}"' in passage.text
    assert client.get("/passages/passage-of-nothing").status_code == 404
