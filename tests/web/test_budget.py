"""Every template is light, stays put while it is scrolled, asks nobody else and breaks nothing."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, sync_playwright

from every_page import EveryPage, Way, every_page

PHONE = {"width": 390, "height": 844}
MOST = 100_000
"""Bytes of a page with its style and script, packed as they are sent."""
THREE = (False, False, True)
ROOMS = (
    *(
        "account",
        "audited",
        "confirm",
        "desk",
        "draft",
        "flag",
        "flagged",
        "job",
        "jobs",
        "library_document",
        "page_desk",
    ),
    *("library_search", "library_source", "people", "people_log", "refresh", "shown_once", "withheld"),
)
"""What `test_accessible` does not look at."""
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WATCH = """
window.moved = 0; window.broken = [];
new PerformanceObserver(list => list.getEntries().forEach(one => { window.moved += one.value; }))
  .observe({ type: "layout-shift", buffered: true });
document.addEventListener("securitypolicyviolation", one => window.broken.push(one.violatedDirective));
"""
SEND = """([address, said]) => {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: address });
  for (const [name, value] of Object.entries(said))
    form.append(Object.assign(document.createElement("input"), { name, value }));
  document.body.append(form);
  form.submit();
}"""
LOOK = """() => new Promise(done => {
  const found = performance.getEntriesByType("navigation").concat(performance.getEntriesByType("resource"));
  window.scrollTo(0, document.body.scrollHeight);
  requestAnimationFrame(() => requestAnimationFrame(() => done({
    weight: found.reduce((sum, one) => sum + one.encodedBodySize, 0),
    moved: window.moved,
    broken: window.broken,
    wide: document.documentElement.scrollWidth,
  })));
})"""
"""What a page weighs, also what the browser had already, and how far it moved, once it was drawn."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[EveryPage, str]]:
    """The site and its address."""
    with (
        every_page(tmp_path_factory.mktemp("every")) as made,
        socket.create_server(("127.0.0.1", 0)) as place,
    ):
        server = uvicorn.Server(uvicorn.Config(made.app, log_level="critical", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [place]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield made, f"http://127.0.0.1:{place.getsockname()[1]}"
        server.should_exit = True
        server.force_exit = True  # the job's page listens for as long as the job waits
        thread.join()


@pytest.fixture(scope="module")
def phone(chromium: str, site: tuple[EveryPage, str]) -> Iterator[tuple[BrowserContext, ...]]:
    """Browsers: one in which somebody who may do everything is signed in, one of nobody, and again one of the
    first, that lets axe into its pages."""
    made, address = site
    cookies = [(name, value) for name, value in made.admin.client.cookies.items()]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        own, other, patient = (browser.new_context(viewport=PHONE, bypass_csp=last) for last in THREE)
        for context in (own, patient):
            context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies])
        for context in (own, other):
            context.add_init_script(WATCH)
        yield own, other, patient
        browser.close()


def test_every_page_is_light_stays_put_and_asks_nobody_else(
    site: tuple[EveryPage, str], phone: tuple[BrowserContext, ...]
) -> None:
    made, address = site
    wrong = dict[str, object]()
    for who in (0, 1):
        page, told, asked = phone[who].new_page(), list[str](), list[str]()
        page.on("console", lambda message, told=told: told.append(message.text))
        page.on("pageerror", lambda error, told=told: told.append(str(error)))
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        for name, way in made.ways.items():
            if way.signed_in is (who == 1):
                continue
            visit(page, address, way, made.admin.csrf() if way.said else "")
            found = page.evaluate(LOOK)
            own = [one for one in told if f"status of {way.status}" not in one]
            elsewhere = [one for one in asked if not one.startswith((address, "data:"))]
            good = {"moved": 0, "broken": [], "wide": PHONE["width"]}
            if not 2_000 < found.pop("weight") <= MOST or found != good or own or elsewhere:
                wrong[name] = (found, own, elsewhere)
            told.clear()
            asked.clear()
        page.close()
    assert wrong == {}


def test_the_other_rooms_have_no_fault_that_axe_knows(
    site: tuple[EveryPage, str], phone: tuple[BrowserContext, ...]
) -> None:
    made, address = site
    page, wrong = phone[2].new_page(), dict[str, str]()
    for name in ROOMS:
        way = made.ways[name]
        visit(page, address, way, made.admin.csrf() if way.said else "")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found = Axe().run(page)
        if found.violations_count:
            wrong[name] = found.generate_report()
    page.close()
    assert wrong == {}


def visit(page: Page, site: str, way: Way, csrf: str) -> None:
    """Go there, or send the form there from another page."""
    if not way.said:
        page.goto(site + way.address)
        return
    page.goto(f"{site}/method")
    with page.expect_navigation():
        page.evaluate(SEND, [site + way.address, {"csrf": csrf, **way.said}])
    page.wait_for_load_state()
