"""A check that may ask the web rests on pages it has archived, and says what it could not ask or read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from search_server import JSON, Says, SearchServer, answering
from web_server import Page, Site, serving
from wellsourced.cli import main

CLAIM = "The Harlow footbridge was closed in March 2024."
STORY = """<html lang="en"><head><title>Footbridge closed</title>
<meta property="article:published_time" content="2024-03-20"></head><body><main><article>
<h1>Footbridge closed</h1>
<p>The Harlow footbridge was closed in March 2024. An inspector had found rust in two of its cables.</p>
<p>The county said that a new deck would cost $310,000, and that walkers could use the road bridge until then.
The council will choose a builder in the autumn, after three firms have sent their offers to the clerk.</p>
</article></main></body></html>"""

CHECKED = """<html lang="en"><head><title>Is the Harlow footbridge closed?</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "ClaimReview",
"url": "https://checkers.example/harlow", "datePublished": "2024-03-25",
"author": {"@type": "Organization", "name": "The Checkers"}}</script></head><body><main><article>
<h1>Is the Harlow footbridge closed?</h1>
<p>The Harlow footbridge was not closed in March 2024. We rate the claim that it was closed as false.</p>
<p>We asked the county and three walkers who cross it every day on their way to the station.</p>
</article></main></body></html>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as there:
        there.pages["/story"] = Page(STORY.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
        there.pages["/checked"] = Page(CHECKED.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
        yield there


@pytest.fixture
def engine(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[SearchServer]:
    results = [
        {"url": f"{site.address}/story", "title": "Footbridge closed", "content": "", "engine": "x"},
        {"url": f"{site.address}/gone", "title": "Gone", "content": "", "engine": "x"},
    ]
    with answering(Says(body={"results": results}, headers=JSON)) as server:
        monkeypatch.setenv("WELLSOURCED_PROVIDERS__SEARXNG__ADDRESS", server.address)
        monkeypatch.setenv("WELLSOURCED_FETCH_ALLOWED_HOSTS", site.address.removeprefix("http://"))
        monkeypatch.setenv("WELLSOURCED_FETCH_DELAY", "0")
        yield server


def checked(tmp_path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    asked = [
        "check",
        CLAIM,
        "--casebook",
        "none",
        "--library",
        str(tmp_path / "library"),
        "--json",
        "--quiet",
    ]
    assert main([*asked, *options]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_page_found_on_the_web_is_archived_and_cited(
    site: Site, engine: SearchServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = checked(tmp_path, capsys, "--search", "searxng")
    assert [verdict["label"] for verdict in report["verdicts"]] == ["supported"]
    (source,) = report["sources"]
    assert source["url"] == f"{site.address}/story"
    assert source["archived"]
    assert report["verdicts"][0]["answer"] == CLAIM


def test_what_could_not_be_read_or_asked_stands_in_the_log(
    site: Site, engine: SearchServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = checked(tmp_path, capsys, "--search", "searxng")["search_log"]
    (gone,) = [entry for entry in log if entry["where"] == "web"]
    assert gone["query"] == f"{site.address}/gone" and "404" in gone["error"]
    engine.script = [Says(status=403)]
    failed = checked(tmp_path, capsys, "--search", "searxng")
    asked = [entry for entry in failed["search_log"] if entry["where"] == "searxng"]
    assert asked and all(entry["error"] for entry in asked)
    assert failed["verdicts"][0]["label"] == "supported", "what was archived before is still there"


def test_a_published_fact_check_is_shown_and_never_weighed(
    site: Site, engine: SearchServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = {"url": f"{site.address}/story", "title": "Footbridge closed", "content": "", "engine": "x"}
    checked_by_others = {"url": f"{site.address}/checked", "title": "Is it?", "content": "", "engine": "x"}
    engine.script = [Says(body={"results": [checked_by_others]}, headers=JSON)]
    alone = checked(tmp_path, capsys, "--search", "searxng")
    assert [verdict["label"] for verdict in alone["verdicts"]] == ["not_enough_evidence"]
    assert alone["sources"] == []
    engine.script = [Says(body={"results": [checked_by_others, story]}, headers=JSON)]
    beside = checked(tmp_path, capsys, "--search", "searxng")
    assert [verdict["label"] for verdict in beside["verdicts"]] == ["supported"]
    assert [source["url"] for source in beside["sources"]] == [f"{site.address}/story"]
    for report in (alone, beside):
        assert [lead["url"] for lead in report["leads"]] == [f"{site.address}/checked"]


def test_what_a_published_fact_check_rests_on_is_read(
    site: Site,
    engine: SearchServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(host="127.0.0.2") as register:
        register.pages["/order"] = Page(STORY.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
        link = f'<a href="{register.address}/order">The order</a> says so'
        linked = CHECKED.replace("We asked the county", link)
        site.pages["/factcheck/harlow"] = Page(
            linked.encode(), headers={"Content-Type": "text/html; charset=utf-8"}
        )
        hosts = [one.address.removeprefix("http://") for one in (site, register)]
        monkeypatch.setenv("WELLSOURCED_FETCH_ALLOWED_HOSTS", ",".join(hosts))
        address = f"{site.address}/factcheck/harlow"
        review = {"publisher": {"name": "The Checkers"}, "url": address, "title": "Is it closed?"}
        engine.script = [Says(body={"claims": [{"text": CLAIM, "claimReview": [review]}]}, headers=JSON)]
        monkeypatch.setenv("WELLSOURCED_PROVIDERS__GOOGLE_FACT_CHECK__ADDRESS", engine.address)
        monkeypatch.setenv("WELLSOURCED_PROVIDERS__GOOGLE_FACT_CHECK__KEY", "k")
        report = checked(tmp_path, capsys, "--search", "google_fact_check")
    assert [verdict["label"] for verdict in report["verdicts"]] == ["supported"]
    assert [source["url"] for source in report["sources"]] == [f"{register.address}/order"]
    assert [lead["url"] for lead in report["leads"]] == [address]


def test_a_page_found_for_several_claims_is_read_once(
    site: Site, engine: SearchServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = f"{CLAIM} A new deck would cost $310,000."
    asked = ["check", both, "--casebook", "none", "--library", str(tmp_path / "library"), "--json", "--quiet"]
    assert main([*asked, "--search", "searxng"]) == 0
    assert len(json.loads(capsys.readouterr().out)["verdicts"]) == 2
    assert [one.path for one in site.asked].count("/story") == 1


def test_nothing_outside_is_asked_unless_a_provider_is_named(
    site: Site,
    engine: SearchServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert checked(tmp_path, capsys)["verdicts"][0]["label"] == "not_enough_evidence"
    monkeypatch.setenv("WELLSOURCED_SEARCH", "searxng")
    checked(tmp_path, capsys, "--offline")
    assert engine.asked == [] and site.asked == []


def test_the_archive_holds_question_and_answer(
    site: Site, engine: SearchServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(tmp_path, capsys, "--search", "searxng")
    target = tmp_path / "all.warc.gz"
    assert main(["export", "--warc", str(target), "--library", str(tmp_path / "library"), "--quiet"]) == 0
    with target.open("rb") as packed:
        kinds = {record.rec_type: record for record in ArchiveIterator(packed)}
    story = f"{site.address}/story"
    assert kinds["response"].rec_headers.get_header("WARC-Target-URI") == story
    assert kinds["response"].http_headers.get_statuscode() == "200"
    assert kinds["request"].http_headers.get_header("User-Agent").startswith("wellsourced/")
