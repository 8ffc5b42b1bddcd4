"""What programs are told: feeds, the sitemap, ClaimReview, JSON that agrees with the page, health."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from claim_reviews import faults
from crowded import asked, crowded_site
from promises.test_30_page_and_json_agree import said_in, said_on, text
from reading import tree
from wellsourced.errors import Transient
from wellsourced.model.claims import Label
from wellsourced.render import sitemap as sitemaps
from wellsourced.render.words import label_word
from wellsourced.web.app import make_app
from wellsourced.web.kept_files import KeptFiles
from wellsourced.web.pressing import IN_LINE, Press
from wellsourced.web.site import Site
from wellsourced.web.visitors import Visitor

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PAGES = 12
MARK = re.compile(r'<span class="newer".*?</span>')
"""What stands behind a sentence of which a newer figure is on file."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with crowded_site(tmp_path_factory.mktemp("crowd"), PAGES) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(site: Site) -> TestClient:
    return asked(site)


def feed(client: TestClient, address: str) -> Xml.Element:
    """A feed that has all RFC 4287 asks of one."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = Xml.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    for element in [root, *root.iter(f"{ATOM}entry")]:
        for once in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{once}")) == 1
        assert element.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated", "")).tzinfo is not None
        assert element.findtext(f"{ATOM}author/{ATOM}name")
    for entry in root.iter(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}summary") and entry.findtext(f"{ATOM}content")
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == f"http://127.0.0.1{address}"
    names = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(set(names)) == len(names)
    stamps = [entry.findtext(f"{ATOM}updated", "") for entry in root.iter(f"{ATOM}entry")]
    assert stamps == sorted(stamps, reverse=True)
    assert not stamps or root.findtext(f"{ATOM}updated") == stamps[0]
    return root


def test_the_feed_of_all_pages_has_every_edition_with_its_address(site: Site, client: TestClient) -> None:
    root = feed(client, "/feed.atom")
    found = [link.get("href") for link in root.iterfind(f"{ATOM}entry/{ATOM}link")]
    catalogue = site.directory.catalogue()
    told = {
        f"http://127.0.0.1{site.at.edition(one.key, edition.number)}"
        for one in catalogue.listings
        for edition in one.editions
    }
    assert set(found) == told and len(told) > PAGES
    assert all(client.get(str(address)).status_code == 200 for address in found)
    assert "Supported: In " in client.get("/feed.atom").text


def test_pages_topics_places_and_corrections_have_feeds_of_their_own(site: Site, client: TestClient) -> None:
    listing = next(
        one for one in site.directory.catalogue().shown if one.card.place and len(one.editions) == 2
    )
    page = feed(client, f"/p/{listing.key}.atom")
    assert len(page.findall(f"{ATOM}entry")) == 2 and page.findtext(f"{ATOM}title") == listing.page.title
    topic = feed(client, "/topics/the-bridges.atom")
    assert topic.findtext(f"{ATOM}title") == "Topic: The bridges"
    place = feed(client, f"/places/{listing.card.place}.atom")
    assert 0 < len(place.findall(f"{ATOM}entry")) < PAGES
    taken_back = feed(client, "/corrections.atom")
    assert "Its source was amended." in taken_back.findtext(f"{ATOM}entry/{ATOM}summary", "")


def test_what_has_no_feed_is_not_there(client: TestClient) -> None:
    for address in ("/p/nothing-here.atom", "/topics/nothing.atom", "/places/XX-YY.atom"):
        assert client.get(address).status_code == 404


def test_who_has_a_feed_is_not_sent_it_again(client: TestClient) -> None:
    first = client.get("/feed.atom")
    again = client.get("/feed.atom", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b""


def test_a_site_without_corrections_has_an_empty_feed_of_them(tmp_path: Path) -> None:
    with crowded_site(tmp_path, 0) as bare:
        root = feed(asked(bare), "/corrections.atom")
        assert root.findall(f"{ATOM}entry") == []
        assert feed(asked(bare), "/feed.atom").findall(f"{ATOM}entry") == []


def test_the_sitemap_names_every_page_and_when_it_changed(site: Site, client: TestClient) -> None:
    answer = client.get("/sitemap.xml")
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    root = Xml.fromstring(answer.content)
    assert root.tag == f"{MAP}urlset"
    found = {one.findtext(f"{MAP}loc"): one.findtext(f"{MAP}lastmod") for one in root}
    for listing in site.directory.catalogue().shown:
        changed = datetime.fromisoformat(found[f"http://127.0.0.1/p/{listing.key}"] or "")
        assert changed == listing.stands.published_at
    assert {"http://127.0.0.1/", "http://127.0.0.1/topics/the-bridges"} <= set(found)


def test_a_long_sitemap_comes_in_parts(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap.xml").text)
    monkeypatch.setattr(sitemaps, "MOST", 10)
    root = Xml.fromstring(client.get("/sitemap.xml").content)
    assert root.tag == f"{MAP}sitemapindex"
    parts = [client.get(one.findtext(f"{MAP}loc", "")) for one in root]
    assert all(part.status_code == 200 for part in parts) and len(parts) > 1
    assert [one for part in parts for one in re.findall(r"<loc>(.*?)</loc>", part.text)] == whole
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404


def test_the_sites_own_address_goes_before_the_one_it_was_asked_at(site: Site) -> None:
    known = asked(site, site_url="https://checks.example")
    for address in ("/sitemap.xml", "/feed.atom", "/robots.txt"):
        told = known.get(address).text
        assert "https://checks.example/" in told and "127.0.0.1" not in told


def test_robots_are_told_what_is_for_one_reader_only(client: TestClient) -> None:
    told = client.get("/robots.txt")
    assert told.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Disallow: /ask\n" in told.text and told.text.endswith("Sitemap: http://127.0.0.1/sitemap.xml\n")


def test_whom_to_tell_of_a_fault_is_said_where_somebody_is_named(site: Site, client: TestClient) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    named = asked(site, site_contact="mailto:desk@checks.example", site_url="https://checks.example")
    lines = named.get("/.well-known/security.txt").text.splitlines()
    told = dict(line.split(": ", 1) for line in lines)
    assert told["Contact"] == "mailto:desk@checks.example"
    assert told["Canonical"] == "https://checks.example/.well-known/security.txt"
    until = datetime.fromisoformat(told["Expires"])
    assert 0 < (until - datetime.now(UTC)).days < 365


def reviews(page: str) -> list[Any]:
    """The JSON-LD of a page."""
    found = [
        json.loads("".join(one.itertext()))
        for one in tree(page).iter("script")
        if one.get("type") == "application/ld+json"
    ]
    return [one for block in found for one in (block if isinstance(block, list) else [block])]


def test_claims_with_a_rating_are_reviewed_for_programs(site: Site, client: TestClient) -> None:
    seen = set()
    for listing in site.directory.catalogue().shown:
        answer = client.get(f"/p/{listing.key}")
        found = reviews(answer.text)
        label = listing.card.labels[0]
        rated = label in (Label.SUPPORTED, Label.QUALIFIED, Label.REFUTED)
        assert len(found) == (1 if rated else 0), label
        for one in found:
            assert faults(one) == []
            assert one["claimReviewed"] == listing.card.claims[0]
            assert one["reviewRating"]["alternateName"] == label_word(label)
            assert one["url"].endswith(f"/p/{listing.key}/{listing.stands.number}")
            seen.add((label, one["reviewRating"]["ratingValue"]))
    assert seen == {(Label.SUPPORTED, 5), (Label.QUALIFIED, 3), (Label.REFUTED, 1)}


def test_a_review_that_was_overtaken_is_not_repeated(site: Site, client: TestClient) -> None:
    listing = next(one for one in site.directory.catalogue().shown if len(one.editions) == 2)
    assert reviews(client.get(f"/p/{listing.key}/1").text) == []


def test_who_shares_a_page_shows_its_answer(site: Site) -> None:
    listing = next(one for one in site.directory.catalogue().shown if one.card.answer)
    page = asked(site).get(f"/p/{listing.key}").text
    metas = {one.get("property") or one.get("name"): one.get("content") for one in tree(page).iter("meta")}
    assert metas["og:title"] == listing.page.title and metas["og:type"] == "article"
    assert metas["description"].startswith(label_word(listing.card.labels[0]))
    assert len(metas["description"]) <= 202 and metas["og:description"] == metas["description"]


def test_page_and_json_of_every_edition_agree(site: Site, client: TestClient) -> None:
    for listing in site.directory.catalogue().listings:
        for edition in listing.editions:
            address = f"/p/{listing.key}/{edition.number}"
            page, document = client.get(address).text, client.get(f"{address}.json").json()
            assert document == client.get(address, headers={"accept": "application/json"}).json()
            assert document["edition"] == edition.id and document["imprint"]["number"] == edition.number
            shown = text(tree(page))
            for verdict in document["verdicts"]:
                assert label_word(Label(verdict["label"])) in shown
                assert verdict["answer"] in re.sub(r"\s*\[\d+\]", "", shown)
            said = said_on(MARK.sub("", page))
            assert [one for one in said_in(document) if one not in said] == []
            assert [s["title"] for s in document["sections"] if s["title"] not in [t for t, _ in said]] == []
            for source in document["sources"]:
                assert source["title"] in shown and source["url"] in page
            assert {n for _, numbers in said for n in numbers} == {one["n"] for one in document["sources"]}


def test_the_site_says_how_it_is(site: Site, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/health").json() == {"status": "ok", "library": "ok", "queue": "ok"}
    assert client.get("/health/live").json() == {"status": "ok"}

    def gone(*_: object, **__: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(site.queue, "jobs", gone)
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json() == {"status": "not ready", "library": "ok", "queue": "unreachable"}
    assert client.get("/health/live").status_code == 200


def test_requests_are_counted_by_route_and_not_by_who_asked_for_what(site: Site) -> None:
    here = TestClient(make_app(site), client=("127.0.0.1", 50000), base_url="http://127.0.0.1")
    key = site.directory.catalogue().shown[0].key
    here.get(f"/p/{key}")
    here.get("/no/such/room")
    told = here.get("/metrics")
    assert told.status_code == 200 and told.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'requests_total{method="GET",route="/p/{key}",status="200"} 1.0' in told.text
    assert 'requests_total{method="GET",route="none",status="404"} 1.0' in told.text
    assert 'request_seconds_count{route="/p/{key}"} 1.0' in told.text
    assert key not in told.text


def test_the_numbers_are_for_this_machine_and_for_who_manages_the_site(site: Site) -> None:
    class Stranger:
        def visitor(self, request: object) -> Visitor:
            return Visitor()

    app = make_app(replace(site, gate=Stranger()))
    assert (
        TestClient(app, client=("203.0.113.7", 50000), base_url="http://127.0.0.1")
        .get("/metrics")
        .status_code
        == 404
    )
    passed_on = {"x-forwarded-for": "203.0.113.7"}
    assert (
        TestClient(app, client=("127.0.0.1", 50000), base_url="http://127.0.0.1")
        .get("/metrics", headers=passed_on)
        .status_code
        == 404
    )
    managed = TestClient(make_app(site), client=("203.0.113.7", 50000), base_url="http://127.0.0.1")
    assert managed.get("/metrics").status_code == 200


def test_a_pdf_needs_its_extra_and_says_so(
    site: Site, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    listing = site.directory.catalogue().shown[0]
    answer = client.get(f"/p/{listing.key}.pdf")
    assert answer.status_code == 501 and "pip install &#39;wellsourced[pdf]&#39;" in answer.text


def test_pdfs_are_made_one_at_a_time_and_few_wait(site: Site, tmp_path: Path) -> None:
    listing = site.directory.catalogue().shown[0]
    begun, go_on = Event(), Event()
    together, most = [], []

    def slow(_: object) -> bytes:
        together.append(1)
        most.append(len(together))
        begun.set()
        go_on.wait(10)
        together.pop()
        return b"%PDF"

    press = Press(site.library, site.directory, KeptFiles(tmp_path / "kept"), site.clock)
    with ThreadPoolExecutor(8) as pool:
        asked_for = [pool.submit(press.print, listing, listing.stands, "pdf", slow) for _ in range(8)]
        assert begun.wait(10)
        first = next(as_completed(asked_for, timeout=10))  # who is sent away waits for nobody
        assert isinstance(first.exception(), Transient)
        wait(asked_for, timeout=1)
        go_on.set()
    ended = [one.exception() for one in asked_for]
    assert max(most) == 1
    assert {type(one) for one in ended} == {type(None), Transient}
    assert len([one for one in ended if one is not None]) == 8 - IN_LINE


def test_what_the_site_tells_of_itself_is_true(site: Site, client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    names = [one["operationId"] for methods in told["paths"].values() for one in methods.values()]
    assert len(set(names)) == len(names)
    listing = next(one for one in site.directory.catalogue().shown if len(one.editions) == 2)
    examples = {
        "key": listing.key,
        "number": "1",
        "before": "1",
        "after": "2",
        "passage_id": next(iter(listing.card.quotes)),
        "code": "US-OR",
        "name": "nothing-of-that-name",
        "source_id": listing.card.sources[0].id,
        "document_id": "nothing",
        "snapshot_id": "nothing.bin",
    }
    for path, methods in told["paths"].items():
        if "get" not in methods or path.endswith("/events"):
            continue
        address = path.replace("/topics/{key}", "/topics/the-bridges").format(**examples)
        for accept in ("application/json", "text/html"):
            answer = client.get(address, headers={"accept": accept}, follow_redirects=False)
            assert answer.status_code < 500, address
            responses = methods["get"]["responses"]
            content = responses.get(str(answer.status_code), responses["default"])["content"]
            kind = answer.headers["content-type"].partition(";")[0]
            assert kind in content, (address, kind)
            if kind == "application/json":
                schema = {**content[kind]["schema"], "components": told["components"]}
                Draft202012Validator(schema).validate(answer.json())
    assert client.get(f"/p/{listing.key}.json").json()["schema"] == 1
