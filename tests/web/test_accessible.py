"""Everybody can use the site: no fault that axe-core knows, all of it by keyboard, and on a telephone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from halls import SHOPS, filled, key_of
from wellsourced.settings import read_settings
from wellsourced.web.app import make_app
from wellsourced.web.opening import opened_site

PHONE, DESK = 390, 1280
ADDRESSES = (
    *(
        "/",
        "/ask",
        "/audit",
        "/topics",
        "/topics/salem",
        "/places",
        "/places/US-TX",
        "/sources",
        "/search?q=permits",
    ),
    *("/search?q=permits&what=passages", "/corrections", "/method", "/library", "/nowhere"),
    *(f"/p/{key_of(SHOPS)}", f"/p/{key_of(SHOPS)}/1", f"/p/{key_of(SHOPS)}/editions"),
    f"/p/{key_of(SHOPS)}/changes/1/2",
)
ALONG_THE_TABS = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const ring = style.outlineStyle !== "none" && style.outlineWidth !== "0px";
  return {
    at: one.id || one.getAttribute("href") || one.name || one.tagName,
    // The parts of a date's field are the browser's own, and so is how it shows which one is meant.
    seen: box.width > 0 && box.right > 0 && (ring || one.type === "date"),
  };
}"""
SHIFTED = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 60);
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that a browser can reach."""
    folder = tmp_path_factory.mktemp("halls") / "library"
    filled(folder)
    with opened_site(read_settings(library=folder, casebooks=("local-ice-cooperation",))) as opened:
        server = uvicorn.Server(uvicorn.Config(make_app(opened), port=0, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()


def addresses(page: Page, site: str) -> Iterator[str]:
    """Those that are named here, a source's and a passage's."""
    yield from ADDRESSES
    source = page.request.get(f"{site}/sources.json").json()["sources"][0]["address"]
    yield source
    yield page.request.get(f"{site}{source}.json").json()["passages"][0]["address"]


@pytest.mark.parametrize(("width", "scheme", "first"), [(PHONE, "dark", 0), (DESK, "light", 1)])
def test_no_page_has_a_fault_that_axe_knows_or_is_wider_than_its_screen(
    browser: Browser, site: str, width: int, scheme: str, first: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # axe is put into the page
    )
    page, told = context.new_page(), []
    page.on("console", lambda message: told.append(message.text))
    for address in list(addresses(page, site))[first::2]:
        page.goto(site + address)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert page.evaluate(SHIFTED) == 0, address
    assert [one for one in told if "404" not in one] == []
    context.close()


def test_the_site_is_walked_through_by_keyboard_alone(browser: Browser, site: str) -> None:
    page = browser.new_page(java_script_enabled=True)
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate(ALONG_THE_TABS) == {"at": "#main", "seen": True}
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(ALONG_THE_TABS)["at"] == "q"  # past the header
    page.goto(site)
    met = []
    for _ in range(60):
        page.keyboard.press("Tab")
        one = page.evaluate(ALONG_THE_TABS)
        assert one["seen"], one
        met.append(one["at"])
        if one["at"] == f"/p/{key_of(SHOPS)}":
            break
    assert met[:4] == ["#main", "/", "find", "/ask"]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/p/{key_of(SHOPS)}")
    assert SHOPS in page.locator("h1").inner_text()
    page.close()


def test_it_is_searched_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 800})
    page = context.new_page()
    page.goto(site)
    page.locator("#find").fill("nine marks")
    page.locator("#find").press("Enter")
    page.wait_for_url("**/search?q=nine+marks")
    assert page.locator("article mark").first.inner_text().lower() in ("nine", "marks")
    page.goto(f"{site}/sources")
    page.get_by_label("Kind").select_option("law")
    page.get_by_role("button", name="Show").click()
    assert page.locator(".cards li").count() == 1
    context.close()


def test_lines_are_as_long_as_one_likes_to_read(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for address in (f"/p/{key_of(SHOPS)}", "/method", "/"):
        page.goto(site + address)
        letters = page.evaluate(
            """() => {
              const text = document.querySelector(".finding p, .prose p, .gist");
              const size = parseFloat(getComputedStyle(text).fontSize);
              return text.getBoundingClientRect().width / (size * 0.47);  // a letter of the text, on average
            }"""
        )
        assert 55 <= letters <= 76, (address, letters)
    page.close()


def test_the_paper_has_the_text_and_no_menus(tmp_path: Path, browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/topics/salem")
    page.emulate_media(media="print")
    assert not page.locator("header.site").is_visible()
    assert page.locator("h1").is_visible()
    page.close()
