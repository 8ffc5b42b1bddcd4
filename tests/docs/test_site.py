"""The documentation as a site: built without a warning, all in the navigation, nothing from elsewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import sync_playwright

from doc_blocks import ROOT

DOCS = ROOT / "docs"
LOADED = {
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "img": "src",
    "link": "href",
    "script": "src",
    "source": "src",
    "video": "src",
}
"""What a browser loads unasked, by element and attribute; `link` where it is no mere pointer."""
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
POINTERS = {"canonical", "edit", "next", "prev"}


class Page(HTMLParser):
    """What a page loads, what it leads to, and the ids in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.ids: set[str] = set()
        self.classes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.ids.add(told.get("id", ""))
        self.classes.update(told.get("class", "").split())
        if tag == "a" and "href" in told:
            self.leads.append(told["href"])
        attribute = LOADED.get(tag, "")
        if attribute in told and not (tag == "link" and POINTERS & set(told.get("rel", "").split())):
            self.loads.append(told[attribute])


def built_into(folder: Path) -> subprocess.CompletedProcess[str]:
    """The site of a copy of the documentation, built as `make site` builds it."""
    return subprocess.run(
        [Path(sys.executable).with_name("zensical"), "build", "--clean", "--strict"],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built of a copy: nothing is written beside the sources."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(DOCS, folder / "docs")
    ended = built_into(folder)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return folder / "build" / "site"


def entries(node: Any) -> Iterator[str]:
    """The pages of a navigation."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for inner in node.values():
            yield from entries(inner)
    else:
        for inner in node:
            yield from entries(inner)


def test_every_page_has_its_place_in_the_navigation_once() -> None:
    listed = list(entries(yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]))
    there = {str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md")}
    assert there - set(listed) == set(), "add these to nav in mkdocs.yml"
    assert set(listed) - there == set(), "nav names pages that are not there"
    assert len(listed) == len(set(listed))


def test_every_page_is_built(site: Path) -> None:
    for page in DOCS.rglob("*.md"):
        at = page.relative_to(DOCS)
        name = "index.html" if at.name == "README.md" else at.with_suffix(".html").name
        assert (site / at.parent / name).is_file(), at
    for schema in (DOCS / "reference" / "schemas").iterdir():
        assert (site / "reference" / "schemas" / schema.name).read_bytes() == schema.read_bytes()


def test_a_page_loads_nothing_from_elsewhere(site: Path) -> None:
    for file in site.rglob("*.html"):
        page = Page(file.read_text(encoding="utf-8"))
        for address in page.loads:
            assert not urlsplit(address).netloc, f"{file.name} loads {address}"
        assert not page.classes & {"mermaid", "pyodide", "glightbox"}, f"{file.name} would load a library"
    for style in site.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*['\"]?(https?:)?//", style.read_text(encoding="utf-8")), (
            style
        )


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which a folder is served, on this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_browser_asks_nobody_else_and_finds_what_it_searches(site: Path, chromium: str) -> None:
    """Scripts may load what no page names: what they do is watched, a search included."""
    asked: list[str] = []
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for name in ("measurements/issue-2.html", "index.html"):
            page.goto(f"{address}/{name}", wait_until="load")
            assert page.locator("h1").count() == 1
        page.keyboard.press("Control+k")
        page.keyboard.type("harbor permit")
        page.get_by_text("Tutorial: a first page in five minutes").first.wait_for()
        browser.close()
    assert any(url.endswith("search.json") for url in asked)
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    pages = {file.resolve(): Page(file.read_text(encoding="utf-8")) for file in site.rglob("*.html")}
    for file, page in pages.items():
        if file.name == "404.html":  # shown at any depth, so its links begin at the root
            continue
        for address in page.leads:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            target = target / "index.html" if target.is_dir() else target
            assert target.exists(), f"{file.name} leads to {address}"
            if parts.fragment and target in pages:
                assert unquote(parts.fragment) in pages[target].ids, f"{file.name} leads to {address}"


def test_a_dead_link_fails_the_build(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nsite_dir: build/site\n")
    (tmp_path / "docs" / "index.md").write_text("# A\n\n[b](b.md)\n")
    ended = built_into(tmp_path)
    assert ended.returncode != 0
    assert "page does not exist" in ended.stdout + ended.stderr
