"""How long readers wait: a small site with some in every run, a large one with many by `make endurance`."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import httpx2
import pytest
from playwright.sync_api import sync_playwright
from tools.crowd import crowd
from tools.readers import Figures, addresses, read_on

from serving_sites import served

LOOSE, TIGHT = 500.0, 50.0
"""Milliseconds in which nineteen answers of twenty come: on a machine that does other things, and alone."""


MOVED = """
window.moved = 0; window.broken = [];
new PerformanceObserver(list => list.getEntries().forEach(one => { window.moved += one.value; }))
  .observe({ type: "layout-shift", buffered: true });
document.addEventListener("securitypolicyviolation", one => window.broken.push(one.violatedDirective));
"""
SENT = """
[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .reduce((sum, one) => sum + one.transferSize, 0)
"""


def p95(figures: Figures, seconds: float) -> float:
    told = figures.told(seconds)["p95_ms"]
    assert isinstance(told, float)
    return told


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    library = tmp_path_factory.mktemp("small") / "library"
    crowd(library, 60)
    with served(library) as address:
        yield address


def test_readers_of_a_small_site_are_answered_at_once(site: str) -> None:
    asyncio.run(read_all(site))
    figures = asyncio.run(read_on(site, 10, 0.5, 4.0))
    assert figures.failed == 0
    assert sum(len(waits) for waits in figures.waits.values()) > 20
    assert p95(figures, 4.0) < LOOSE


def test_a_page_of_eight_sections_is_light_stays_put_and_breaks_no_rule(site: str, chromium: str) -> None:
    """Also its data for search engines, which is no script that runs: the policy forbids those."""
    found = [one for one in asyncio.run(addresses(site)) if "notice-31" in one]
    with sync_playwright() as driver:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = driver.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page(viewport={"width": 390, "height": 844})
        asked, told = list[str](), list[str]()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: told.append(message.text))
        page.add_init_script(MOVED)
        page.goto(found[0], wait_until="networkidle")
        assert page.locator("section.finding").count() == 8
        assert page.locator("script[type='application/ld+json']").count() == 1
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        sent = page.evaluate(SENT)
        assert page.evaluate("window.moved") == 0 and page.evaluate("window.broken") == []
        browser.close()
    assert told == []
    assert all(url.startswith((site, "data:")) for url in asked)
    assert 5_000 < sent < 100_000, sent


@pytest.mark.endurance
def test_fifty_readers_of_two_thousand_editions(tmp_path: Path) -> None:
    """And somebody asks meanwhile, and is answered."""
    crowd(tmp_path / "library", 2000)
    with served(tmp_path / "library", workers=1) as site:
        asyncio.run(read_all(site))
        ended: list[str] = []
        asking = Thread(target=lambda: ended.append(ask(site)))
        asking.start()
        figures = asyncio.run(read_on(site, 50, 1.0, 60.0))
        asking.join(120)
    assert figures.failed == 0
    assert p95(figures, 60.0) < TIGHT
    assert ended == ["done"]


async def read_all(site: str) -> None:
    """Each page once, so that all are printed: what is measured is how they are sent."""
    async with httpx2.AsyncClient(timeout=60) as client:
        for address in [f"{site}/feed.atom", *await addresses(site)]:
            answer = await client.get(address)
            assert answer.status_code == 200
            if address.endswith(".atom"):
                continue
            assert (await client.get(f"{address}.json")).status_code == 200


def ask(site: str) -> str:
    """What becomes of a question put by the form."""
    with httpx2.Client(base_url=site, timeout=60, follow_redirects=False) as client:
        form = client.get("/ask").text
        field = re.search(r'name="csrf" value="([^"]*)"', form)
        said = {"q": "Did the bridge of Alder open in 1931?", "csrf": field[1] if field else ""}
        job = client.post("/ask", data=said).headers["location"]
        until = time.monotonic() + 120
        while time.monotonic() < until:
            state = client.get(job, headers={"accept": "application/json"}).json()["state"]
            if state not in ("waiting", "running"):
                return str(state)
            time.sleep(1.0)
    return "late"
