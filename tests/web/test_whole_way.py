"""The whole way in a real browser: asked, watched, read, compared, flagged, corrected, told in the feed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from newsroom_at_work import at_work, listening
from newsroom_site import PRICE, Newsroom, newsroom

QUIETLY = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
AGE = "The harbor office must refuse a fishing permit to anyone under 12."
OFFICE = "https://harbor.example/permits"
PATIENCE = 30_000
"""Milliseconds in which a job ends."""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(tmp_path) as made, at_work(made):
        yield made


@contextmanager
def browser(chromium: str, *, script: bool = True) -> Iterator[Page]:
    """A page of a browser; nothing may go wrong in its console, nor be asked of anybody else."""
    wrong: list[str] = []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=QUIETLY)
        page = opened.new_context(java_script_enabled=script).new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: wrong.append(asked.url) if _is_elsewhere(asked.url) else None)
        yield page
        opened.close()
    assert wrong == []


def _is_elsewhere(address: str) -> bool:
    return not address.startswith(("http://127.0.0.1:", "data:"))


def test_from_the_question_to_the_feed_of_corrections(room: Newsroom, chromium: str) -> None:
    with listening(room) as site, browser(chromium) as page:
        # Ask, and watch until the draft is there.
        page.goto(f"{site}/ask")
        page.get_by_label("A question or a claim").fill(PRICE)
        page.get_by_role("button", name="Check it").click()
        page.wait_for_url("**/reports/report-*", timeout=PATIENCE)
        # Publish it.
        page.get_by_label("What this edition is for").fill("For the season.")
        page.get_by_role("button", name="Publish it").click()
        page.get_by_role("button", name="Publish it").click()
        page.wait_for_url("**/p/*", timeout=PATIENCE)
        read = page.url
        # Open three citations.
        for number in range(3):
            page.locator("a.cite").nth(number).click()
            assert page.url.startswith(f"{read}#passage-")
            expect(page.locator(".exhibit:target mark").first).to_be_in_viewport()
        # The office raises its price: check again, and see what changed.
        room.shelf.bodies[OFFICE] = room.shelf.bodies[OFFICE].replace("$27", "$29")
        room.clock.moment += timedelta(days=1)
        page.goto(f"{read}/refresh")
        page.get_by_role("button", name="Check it again").click()
        expect(page.locator("#state")).to_contain_text("Edition 2 was published", timeout=PATIENCE)
        page.get_by_role("link", name="What changed, by itself").click()
        assert page.url == f"{read}/changes/1/2"
        assert "$29" in page.locator("ins").all_inner_texts()[0]
        # Say what is wrong.
        page.goto(read)
        page.get_by_role("link", name="Say what is wrong").click()
        page.get_by_label("A citation does not carry its sentence").check()
        page.get_by_label("Which sentence?").select_option(label=AGE)
        page.get_by_label("In your words").fill("It is 10 by now.")
        page.get_by_role("button", name="Send it to the editors").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("It is with the editors")
        # An editor takes the sentence back.
        page.goto(f"{site}/desk")
        page.get_by_role("link", name="Work on the page").click()
        page.get_by_label(AGE).check()
        page.get_by_label("Why readers are told").first.fill("The office lowered it to 10.")
        page.get_by_role("button", name="Take them back in a new edition").click()
        expect(page.get_by_text(AGE)).to_be_visible()
        page.get_by_role("button", name="Take it back").click()
        page.wait_for_url(read, timeout=PATIENCE)
        assert AGE not in page.locator("main section.finding").all_inner_texts()[0]
        # The feed has it.
        feed = page.request.get(f"{site}/corrections.atom")
        assert feed.ok and AGE in feed.text() and "The office lowered it to 10." in feed.text()


def test_without_a_script_one_asks_waits_and_reads_all_the_same(room: Newsroom, chromium: str) -> None:
    with listening(room) as site, browser(chromium, script=False) as page:
        page.goto(site)
        page.get_by_label("A question or a claim").fill(PRICE)
        page.get_by_role("button", name="Check it").click()
        page.get_by_role("button", name="Check it").click()
        page.wait_for_url("**/reports/report-*", timeout=PATIENCE)
        page.get_by_role("button", name="Publish it").click()
        page.get_by_role("button", name="Publish it").click()
        page.wait_for_url("**/p/*", timeout=PATIENCE)
        read = page.url
        page.locator("a.cite").first.click()
        expect(page.locator(".exhibit:target")).to_be_visible()
        page.goto(f"{read}/editions")
        expect(page.get_by_text("Edition 1, published")).to_be_visible()


def test_what_a_job_told_is_there_at_the_first_look(room: Newsroom, chromium: str) -> None:
    with listening(room) as site, browser(chromium) as page:
        page.goto(f"{site}/ask")
        page.get_by_label("A question or a claim").fill(PRICE)
        page.get_by_role("button", name="Check it").click()
        page.wait_for_url("**/reports/report-*", timeout=PATIENCE)
        [job] = room.queue.jobs()
        room.site.watches.forget(job.id)
        began = time.monotonic()
        told = page.request.get(f"{site}/jobs/{job.id}/events").text()
        assert "event: ended" in told and "Held against its passages" in told
        assert time.monotonic() - began < 3
