"""Accounts in a real browser: signing in works without JavaScript, other sites' pages can do nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from guarded_sites import PASSWORD, guarded, served
from wellsourced.web.visitors import May

ATTACK = """<!DOCTYPE html><title>x</title><form action="{base}{path}" method="post">
<input name="q" value="May shops sell bait?"><input name="csrf" value="{csrf}"></form>
<script>document.forms[0].submit()</script>"""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(
            executable_path=chromium,
            args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@contextmanager
def attacker(body: str) -> Iterator[str]:
    """The address of a page on another port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def sign_in(page: Page, base: str, name: str) -> None:
    page.goto(f"{base}/account")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{base}/account")


def test_a_person_joins_makes_a_token_and_leaves(page: Page, tmp_path: Path) -> None:
    with guarded(tmp_path, "open") as site, served(site) as base:
        page.goto(f"{base}/account")
        page.click("text=Make an account")
        page.fill("#name", "Bela")
        page.fill("#password", PASSWORD)
        page.click("main button")
        assert page.inner_text("h1") == "bela" and "this one" in page.inner_text(".held")
        page.fill("#label", "a feed reader")
        page.check("input[value=flag]")
        page.click("text=Make a token")
        token = page.input_value("#secret")
        assert site.accounts is not None
        found = site.accounts.tokens.whose(token, site.clock.now())
        assert found is not None and (found[0], found[2]) == ("bela", {May.FLAG})
        page.click("text=I have it")
        assert "a feed reader" in page.inner_text("main") and token not in page.content()
        page.click("text=Sign out")
        page.goto(f"{base}/account")
        assert page.inner_text("h1") == "Sign in" and page.context.cookies()[0]["name"] == "wellsourced-form"


@pytest.mark.parametrize("mode", ["none", "invited"])
def test_a_page_on_another_port_of_this_machine_can_do_nothing(
    browser: Browser, tmp_path: Path, mode: str
) -> None:
    with guarded(tmp_path, mode) as site, served(site) as base:
        context = browser.new_context()
        page = context.new_page()
        if mode != "none":
            sign_in(page, base, "reporter-anna")
        page.goto(f"{base}/ask")
        csrf = page.input_value("input[name=csrf]")  # even one who knew it
        with attacker(ATTACK.format(base=base, path="/ask", csrf=csrf)) as evil:
            page.goto(evil)
            page.wait_for_url(f"{base}/ask")
        assert "This was sent by another site" in page.inner_text("main")
        assert site.queue.jobs() == []
        page.goto(f"{base}/ask")
        page.fill("#q", "May shops sell bait?")
        page.click("main button")
        page.wait_for_url(f"{base}/jobs/*")
        assert len(site.queue.jobs()) == 1
        context.close()


def test_account_pages_can_be_used_by_everybody(browser: Browser, tmp_path: Path) -> None:
    with guarded(tmp_path, "open") as site, served(site) as base:
        assert site.accounts is not None
        now = site.accounts.clock.now()
        site.accounts.tokens.make("admin-anna", "x", frozenset({May.ASK}), 9, now)
        site.accounts.actions.write("admin-anna", "asking.ask", "/ask", now, (303, "192.0.2.1"))
        wrong: dict[str, object] = {}
        for scheme in ("light", "dark"):
            context = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 800})  # type: ignore[arg-type]
            page = context.new_page()

            def look(page: Page = page, scheme: str = scheme) -> None:
                found = Axe().run(page)
                wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
                if found.violations_count or wide:
                    wrong[f"{scheme} {page.url}"] = (
                        found.generate_report() if found.violations_count else "wide"
                    )

            for address in ("/account", "/account/join", "/people"):
                page.goto(base + address)
                look()
            sign_in(page, base, "admin-anna")
            for address in ("/account", "/people", "/people/log"):
                page.goto(base + address)
                look()
            page.goto(f"{base}/people")
            page.click("text=Make an invitation")
            page.wait_for_selector("#secret")
            look()
            context.close()
        assert wrong == {}
