"""`add feed.xml` and `add https://…/feed.xml`: the pages a feed names come in its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from web_server import Page, Site

WORDS = (
    "The toll on the Tarn Bridge number {n} rose from $2 to $3 on June {n}, 2021, the county said. "
    "The council voted nine to four for it, and a fee for boats is planned for the year after."
)


def text(n: int) -> Page:
    return Page(WORDS.format(n=n).encode(), headers={"Content-Type": "text/plain; charset=utf-8"})


def feed(body: str, media_type: str = "application/rss+xml") -> Page:
    return Page(body.encode(), headers={"Content-Type": media_type})


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>Tarn News</title>{"".join(items)}</channel></rss>'


def item(link: str, title: str = "", date: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate></item>"


@pytest.fixture
def site(site: Site) -> Site:
    """A site with three pages."""
    site.pages |= {"/1": text(1), "/2": text(2), "/3": text(3)}
    return site


def source(ask: Any, added: Any) -> Any:
    return ask("show", added["source"])[1]


def test_the_pages_of_a_feed_of_the_web_are_added_in_its_place(site: Site, ask: Any) -> None:
    site.pages["/feed.xml"] = feed(
        rss(
            item("/1", "Toll rises", "Tue, 01 Jun 2021 09:00:00 GMT"),
            item(f"{site.address}/2#top", "Toll falls"),
            item("/1", "Toll rises"),
        )
    )
    code, added = ask("add", f"{site.address}/feed.xml", "--kind", "news")
    assert code == 0
    assert [one["url"] for one in added["added"]] == [f"{site.address}/1", f"{site.address}/2"]
    assert added["failed"] == []
    first = source(ask, added["added"][0])
    assert (first["title"], first["publisher"], first["kind"]) == ("Toll rises", "Tarn News", "news")
    assert first["published"] == "2021-06-01"
    assert sorted(site.paths()) == ["/1", "/2", "/feed.xml"]
    assert ask("verify") == (0, {"sound": True, "damage": []})

    code, again = ask("add", f"{site.address}/feed.xml")
    assert (code, [one["new"] for one in again["added"]]) == (0, [False, False])


def test_an_atom_feed_in_a_file_leads_to_the_web(site: Site, ask: Any, tmp_path: Path) -> None:
    listed = tmp_path / "saved.atom"
    listed.write_text(
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{site.address}/"><title>Tarn</title>'
        f'<link href="/"/><entry><title>One</title><link href="1"/><published>2021-06-01</published>'
        "</entry><entry><title>No page</title></entry></feed>"
    )
    code, added = ask("add", str(listed), f"{site.address}/2")
    assert code == 2
    assert [one["url"] for one in added["added"]] == [f"{site.address}/2", f"{site.address}/1"]
    assert source(ask, added["added"][1])["publisher"] == "Tarn"
    [refused] = added["failed"]
    assert refused["url"] == f"{listed.as_uri()} (entry 2, 'No page')"
    assert "has no link" in refused["message"]


def test_a_feed_in_a_folder_sends_nobody_to_the_web(site: Site, ask: Any, tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "feed.xml").write_text(rss(item(f"{site.address}/1")))
    code, added = ask("add", str(folder))
    assert (code, site.connections) == (2, 0)
    assert [one["url"] for one in added["failed"]] == [(folder / "feed.xml").as_uri()]


def test_what_was_said_before_and_is_said_now_stands_over_the_feed(site: Site, ask: Any) -> None:
    site.pages["/feed"] = feed(rss(*(item(f"/{n}", f"Title {n}", "2022-02-02") for n in (1, 2))), "text/xml")
    ask("add", f"{site.address}/1", "--published", "2021-06", "--publisher", "Tarn County")
    _, added = ask("add", f"{site.address}/feed", "--place", "Oregon")
    first, second = (source(ask, one) for one in added["added"])
    assert (first["published"], first["publisher"], first["title"]) == ("2021-06", "Tarn County", "Title 1")
    assert (second["published"], second["publisher"], second["title"]) == (
        "2022-02-02",
        "Tarn News",
        "Title 2",
    )
    _, added = ask("add", f"{site.address}/feed", "--published", "2023", "--publisher", "Somebody")
    for one in added["added"]:
        assert (source(ask, one)["published"], source(ask, one)["publisher"]) == ("2023", "Somebody")


def test_a_page_of_a_feed_is_fetched_as_safely_as_any_and_is_no_feed_itself(site: Site, ask: Any) -> None:
    site.pages["/feed"] = feed(rss(item("/inner"), item("http://127.0.0.1:1/x"), item("http://127.0.0.1/x"),
                                   item("file:///etc/passwd"), item("/gone")))  # fmt: skip
    site.pages["/inner"] = feed(rss(item("/1")))
    code, added = ask("add", f"{site.address}/feed")
    assert (code, added["added"]) == (2, [])
    why = {one["url"]: one["message"] for one in added["failed"]}
    assert len(why) == 5
    assert "convert it first" in why[f"{site.address}/inner"]
    assert "fetch_allowed_hosts" in why["http://127.0.0.1/x"]
    assert "HTTP 404" in why[f"{site.address}/gone"]
    assert sorted(site.paths()) == ["/feed", "/gone", "/inner"]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<rss><channel><item></channel></rss>", "is a broken feed (line 1 is no XML)"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>', "declares entities of its own"),
    ],
)
def test_a_broken_feed_is_refused_and_the_rest_is_added(site: Site, ask: Any, body: str, why: str) -> None:
    site.pages["/feed"] = feed(body)
    code, added = ask("add", f"{site.address}/feed", f"{site.address}/3")
    assert code == 2
    assert [one["url"] for one in added["added"]] == [f"{site.address}/3"]
    assert why in added["failed"][0]["message"]


def test_of_a_feed_of_ten_thousand_entries_two_hundred_pages_are_asked_for(site: Site, ask: Any) -> None:
    site.pages["/feed"] = feed(rss(*(item(f"/n/{n}") for n in range(10_000))))
    code, added = ask("add", f"{site.address}/feed")
    assert code == 2
    assert len(site.paths()) == 201
    assert len(added["failed"]) == 201
    assert "names 10000 pages, and the first 200 are taken" in added["failed"][0]["message"]


def test_a_feed_of_the_web_that_is_down_is_a_temporary_failure(site: Site, ask: Any) -> None:
    site.pages["/feed"] = Page(status=503, headers={"Retry-After": "900"})
    code, added = ask("add", f"{site.address}/feed")
    assert (code, added["added"]) == (3, [])


def test_a_page_that_two_feeds_name_is_asked_for_once(site: Site, ask: Any, tmp_path: Path) -> None:
    site.pages["/feed"] = feed(rss(item("/1"), item("/2"), item("/feed"), item("/3")))
    saved = {"version": "https://jsonfeed.org/version/1.1", "feed_url": f"{site.address}/saved.json"}
    listed = tmp_path / "saved.json"
    listed.write_text(json.dumps(saved | {"title": "Saved", "items": [{"url": "2"}, {"url": "1"}]}))
    code, added = ask("add", str(listed), f"{site.address}/feed", f"{site.address}/3")
    assert (code, added["failed"]) == (0, [])
    assert [one["url"] for one in added["added"]] == [f"{site.address}/{n}" for n in (3, 2, 1)]
    assert sorted(site.paths()) == ["/1", "/2", "/3", "/feed"]
