"""The site as files: every link leads to a file, search needs no server, and only what changed is written."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as Xml

import pytest
from playwright.sync_api import Page, sync_playwright

from crowded import crowded_site
from reading import tree
from wellsourced.cli import main
from wellsourced.errors import InputError
from wellsourced.model.editions import Retraction
from wellsourced.ports import quiet
from wellsourced.web.export.exporting import export_site
from wellsourced.web.export.finding import words
from wellsourced.web.export.folder import LIST
from wellsourced.web.export.names import file_of, is_exported, plain, relative
from wellsourced.web.site import Site

PAGES = 12


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with crowded_site(tmp_path_factory.mktemp("crowd"), PAGES) as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("out") / "site"
    export_site(site, place, None, quiet)
    return place


class Leads(HTMLParser):
    """What a page leads to or loads, its anchors, and its forms."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.forms: list[dict[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if told.get("id"):
            self.ids.add(str(told["id"]))
        if tag == "form":
            self.forms.append(told)
        self.links += [str(told[name]) for name in ("href", "src", "action") if told.get(name)]


def read(folder: Path) -> dict[Path, Leads]:
    return {file: Leads(file.read_text("utf-8")) for file in sorted(folder.rglob("*.html"))}


def test_every_link_of_every_page_leads_to_a_file_and_a_place_in_it(folder: Path) -> None:
    pages, followed = read(folder), 0
    assert len(pages) > PAGES
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "data"):
                continue
            assert parts.scheme == "" and not link.startswith("/"), (file, link)
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            assert target.is_file(), (file, link)
            if parts.fragment and target.suffix == ".html":
                assert unquote(parts.fragment) in {*pages[target].ids, "_"}, (file, link)
            followed += 1
    assert followed > 1000


def test_every_page_is_there_in_every_form_and_every_edition(site: Site, folder: Path) -> None:
    for listing in site.directory.catalogue().listings:
        for name in (listing.key, *(f"{listing.key}/{one.number}" for one in listing.editions)):
            for ending in ("html", "json", "md"):
                assert (folder / "p" / f"{name}.{ending}").is_file(), (name, ending)
        assert (folder / "p" / f"{listing.key}.atom").is_file()
        assert (folder / "p" / listing.key / "editions.html").is_file()
        for card in listing.cards:
            for passage in card.quotes:
                assert (folder / "passages" / f"{passage}.html").is_file()


def test_pages_stay_valid_and_nothing_asks_a_server(folder: Path) -> None:
    for file, page in read(folder).items():
        tree(file.read_text("utf-8"))
        assert all(urlsplit(str(form["action"])).path.endswith("search.html") for form in page.forms), file
        assert all(form.get("method", "get") == "get" for form in page.forms)
    home = (folder / "index.html").read_text("utf-8")
    assert "Account" not in home and "Say what is wrong" not in home


def test_follow_up_questions_are_kept_though_they_cannot_be_asked(site: Site, folder: Path) -> None:
    listing = next(one for one in site.directory.catalogue().shown if one.card.answer)
    question = site.library.report(listing.stands.report).followups[0]
    page = (folder / "p" / f"{listing.key}.html").read_text("utf-8")
    assert f"<li>{question}</li>" in page


def test_a_second_export_writes_nothing_and_a_change_only_what_it_changes(
    tmp_path: Path,
) -> None:
    with crowded_site(tmp_path, 4) as site:
        place = tmp_path / "out"
        first = export_site(site, place, None, quiet)
        again = export_site(site, place, None, quiet)
        assert first.written > 50 and (again.written, again.removed) == (0, 0)
        assert again.same == first.written
        gone = site.directory.catalogue().shown[0]
        why = "It was asked of the wrong town."
        site.library.retract(Retraction(page=gone.page.id, retracted_at=site.clock.now(), why=why))
        time.sleep(1.1)  # for so long the catalogue is believed
        after = export_site(site, place, None, quiet)
        assert 0 < after.written < first.written and after.same > 0
        assert why[:-1] in (place / "p" / f"{gone.key}.html").read_text("utf-8")


def test_what_an_interrupted_export_left_is_taken_up(site: Site, tmp_path: Path) -> None:
    class Killed(Exception):
        pass

    def stop(_: object) -> None:
        if len(list(tmp_path.rglob("*.html"))) > 0 or done:
            raise Killed
        done.append(1)

    done: list[int] = []
    with pytest.raises(Killed):
        export_site(site, tmp_path / "out", None, stop)
    (tmp_path / "out" / "p").mkdir(exist_ok=True)
    assert not [file for file in tmp_path.rglob("*") if file.name.endswith(".part")]
    ended = export_site(site, tmp_path / "out", None, quiet)
    assert ended.written > 0 and read(tmp_path / "out")


def test_files_of_others_are_refused_or_left_alone(site: Site, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="no exported site: name a new or empty folder"):
        export_site(site, tmp_path, None, quiet)
    place = tmp_path / "out"
    export_site(site, place, None, quiet)
    (place / "CNAME").write_text("checks.example")
    export_site(site, place, None, quiet)
    assert (place / "CNAME").read_text() == "checks.example"
    listed = (place / LIST).read_text("utf-8")
    (place / LIST).write_text(listed.replace("index.html\n", ""))
    with pytest.raises(InputError, match=r"index\.html is not of the exported site"):
        export_site(site, place, None, quiet)


def test_a_page_that_is_gone_is_removed_and_its_folder_too(site: Site, tmp_path: Path) -> None:
    export_site(site, tmp_path, None, quiet)
    with (tmp_path / LIST).open("a") as listed:
        listed.write("p/older/1.html\n")
    (tmp_path / "p" / "older").mkdir()
    (tmp_path / "p" / "older" / "1.html").write_text("older")
    assert export_site(site, tmp_path, None, quiet).removed == 1
    assert not (tmp_path / "p" / "older").exists()


def test_where_the_files_will_be_is_told_to_feeds_and_the_sitemap(site: Site, tmp_path: Path) -> None:
    export_site(site, tmp_path, "https://files.example/checks/", quiet)
    for name in ("sitemap.xml", "feed.atom"):
        text = (tmp_path / name).read_text("utf-8")
        Xml.fromstring(text)
        found = re.findall(r'(?:<loc>|rel="alternate"[^>]*href=")(https:[^<"]+)', text)
        assert len(found) >= PAGES
        for address in found:
            path = unquote(address.removeprefix("https://files.example/checks/"))
            if not path.startswith(("https:", "topics", "places", "sources", "method", "corrections")):
                assert (tmp_path / path).is_file(), address
    assert "https://files.example/checks/sitemap.xml" in (tmp_path / "robots.txt").read_text()


def test_without_an_address_there_is_no_sitemap(folder: Path) -> None:
    assert not (folder / "sitemap.xml").exists() and not (folder / "robots.txt").exists()


def test_a_live_site_is_where_questions_are_asked(site: Site, tmp_path: Path) -> None:
    live = replace(site, settings=site.settings.model_copy(update={"site_url": "https://live.example"}))
    export_site(live, tmp_path, None, quiet)
    home = Leads((tmp_path / "index.html").read_text("utf-8"))
    assert "https://live.example/ask" in home.links and not [f for f in home.forms if f["method"] == "post"]
    listing = site.directory.catalogue().shown[0]
    page = (tmp_path / "p" / f"{listing.key}.html").read_text("utf-8")
    assert f"https://live.example/p/{listing.key}/flag" in page


def test_names_of_files() -> None:
    assert file_of("/", "text/html") == "index.html"
    assert file_of("/p/a.b", "text/html") == "p/a.b.html"
    assert file_of("/p/a.json", "application/json") == "p/a.json"
    assert file_of("/sources?page=2", "text/html") == "sources.page-2.html"
    assert file_of("/topics/caf%C3%A9", "text/html") == "topics/café.html"
    assert "/" not in file_of("/topics/a%2Fb", "text/html").removeprefix("topics/")
    assert ".." not in file_of("/%2E%2E/%2E%2E/etc", "text/plain")
    assert len(file_of(f"/p/{'x' * 400}", "text/html")) < 140
    assert relative("p/a.html", "p/a/1.html") == "../a.html"
    assert relative("assets/x.css", "index.html") == "assets/x.css"
    assert plain("/topics?page=2&sort=x#top") == "/topics?page=2"
    assert is_exported("/p/a/2") and not is_exported("/p/a/flag") and not is_exported("/ask?q=x")
    assert words("Café DÉJÀ x 2,510") == {"cafe", "deja", "510"}


def test_the_command_exports_and_says_what_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "out", "--library", "empty", "--quiet"]) == 0
    assert "files written, 0 unchanged, 0 removed: out" in capsys.readouterr().out
    assert main(["export", "--library", "empty"]) == 2
    assert "name a file with --warc" in capsys.readouterr().err
    assert main(["export", "out", "--at", "files.example", "--library", "empty"]) == 2
    assert "give the address of a folder's site" in capsys.readouterr().err


@pytest.fixture
def browser(chromium: str) -> Iterator[Page]:
    with sync_playwright() as driver:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        opened = driver.chromium.launch(executable_path=chromium, args=flags)
        yield opened.new_page()
        opened.close()


def test_the_search_works_from_a_folder_without_any_server(site: Site, folder: Path, browser: Page) -> None:
    told: list[str] = []
    browser.on("console", lambda message: told.append(message.text))
    browser.on("pageerror", lambda error: told.append(str(error)))
    browser.goto((folder / "index.html").as_uri())
    browser.fill("#find", "Bridge of ALDER")
    browser.press("#find", "Enter")
    browser.wait_for_selector("#found a")
    first = browser.text_content("#found a")
    assert first is not None and first.startswith("Was the bridge of Alder ever closed")
    browser.click("#found a")
    browser.wait_for_selector("article.page")
    assert browser.text_content("h1") == first
    browser.click(".cite >> nth=0")
    assert "#passage-" in browser.url
    browser.goto(f"{(folder / 'search.html').as_uri()}?q=zzyzx")
    browser.wait_for_function("document.getElementById('told').textContent !== ''")
    assert browser.text_content("#told") == "No page has all of these words."
    assert told == []
