"""Every template is light, stays put while it is scrolled, asks nobody else and breaks nothing."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import BrowserContext, Page, sync_playwright

from every_page import EveryPage, Way, every_page

PHONE = {"width": 390, "height": 844}
MOST = 100_000
"""Bytes of a page with its style and script, packed as they are sent."""
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
def phone(chromium: str, site: tuple[EveryPage, str]) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    """A browser in which somebody who may do everything is signed in, and one of nobody."""
    made, address = site
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        own, other = (browser.new_context(viewport=PHONE) for _ in range(2))
        cookies = [(name, value) for name, value in made.admin.client.cookies.items()]
        own.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies])
        for context in (own, other):
            context.add_init_script(WATCH)
        yield own, other
        browser.close()


def test_every_page_is_light_stays_put_and_asks_nobody_else(
    site: tuple[EveryPage, str], phone: tuple[BrowserContext, BrowserContext]
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


def visit(page: Page, site: str, way: Way, csrf: str) -> None:
    """Go there, or send the form there from another page."""
    if not way.said:
        page.goto(site + way.address)
        return
    page.goto(f"{site}/method")
    with page.expect_navigation():
        page.evaluate(SEND, [site + way.address, {"csrf": csrf, **way.said}])
    page.wait_for_load_state()
