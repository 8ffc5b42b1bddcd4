"""A real Chromium with the extension in it, over a site and a worker on this machine.

Nobody is there to answer the browser's question whether the extension may reach the server, nor to choose
from its menus: so a copy has the server's host in its manifest, where that was said yes to, and a menu is
chosen by the event that the browser sends the extension then. All else is as it is installed.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from playwright.sync_api import BrowserContext, Error, Page, Playwright, Worker

__all__ = ["EXTENSION", "Browsing", "browsing", "elsewhere"]

EXTENSION = Path(__file__).parents[1] / "extension"
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
PATIENCE = 30_000
"""Milliseconds."""
CHOOSE = """async ([name, url]) => {
  const tabs = await chrome.tabs.query({});
  // Without leave the extension is told of no tab where it is: the one that was opened last stands in front.
  const tab = tabs.find(one => one.url === url) ?? tabs.find(one => one.active);
  chrome.contextMenus.onClicked.dispatch({ menuItemId: name, frameId: 0 }, tab);
}"""


@dataclass
class Browsing:
    """The browser, the extension's worker in it, and what was asked of whom."""

    context: BrowserContext
    worker: Worker
    asked: list[str] = field(default_factory=list)

    @property
    def home(self) -> str:
        """Where the extension's own pages are."""
        return self.worker.url.removesuffix("background.js")

    def keep(self, **values: str) -> None:
        """What the options page would have kept."""
        self.worker.evaluate("values => chrome.storage.local.set(values)", values)

    def opened(self, address: str) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        try:
            page.goto(address)
        except Error as error:
            # Just installed, the extension shows its options: in the tab that is about to, if there is one.
            if f'another navigation to "{address}"' not in str(error):
                raise
            page.wait_for_url(address)
        return page

    def choose(self, name: str, page: Page) -> Page:
        """Choose from the menu over a page; the tab that opens."""
        with self.context.expect_page(timeout=PATIENCE) as opened:
            self.worker.evaluate(CHOOSE, [name, page.url])
        opened.value.set_default_timeout(PATIENCE)
        opened.value.wait_for_load_state()
        return opened.value

    def line(self, name: str, page: Page) -> str:
        """Choose from the menu what comes to nothing; the line that is said."""
        said = self.choose(name, page)
        assert said.url.startswith(f"{self.home}said.html#"), said.url
        text = said.get_by_role("alert").inner_text()
        said.close()
        return text


@contextmanager
def browsing(
    playwright: Playwright, chromium: str, folder: Path, *, allowed: bool = True
) -> Iterator[Browsing]:
    """A browser with the extension, which may reach servers on this machine where that was allowed."""
    copy = shutil.copytree(EXTENSION, folder / "extension")
    if allowed:
        manifest = json.loads((copy / "manifest.json").read_text("utf-8"))
        manifest["host_permissions"] = ["http://127.0.0.1/*"]
        (copy / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    context = playwright.chromium.launch_persistent_context(
        str(folder / "profile"),
        executable_path=chromium,
        headless=False,  # `--headless=new` has extensions, and the driver's own headless has none
        args=[*FLAGS, f"--disable-extensions-except={copy}", f"--load-extension={copy}"],
        ignore_default_args=["--disable-extensions"],
    )
    found = context.service_workers
    made = Browsing(context, found[0] if found else context.wait_for_event("serviceworker"))
    context.on("request", lambda request: made.asked.append(request.url))
    yield made
    context.close()


@contextmanager
def elsewhere(body: str) -> Iterator[str]:
    """The address of a page of another site than ours, on this machine all the same."""

    class Pages(BaseHTTPRequestHandler):
        text: ClassVar[bytes] = body.encode()

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(self.text)))
            self.end_headers()
            self.wfile.write(self.text)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/story"
        server.shutdown()
