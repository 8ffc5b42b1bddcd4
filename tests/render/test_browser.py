"""A page in a real browser: it fits a phone, asks for nothing else, and opens a passage without scripts."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from builders import report, thin_report
from wellsourced.model.reports import Report
from wellsourced.render.page import page_html

PHONE = 390
"""Width in CSS pixels of a common telephone."""

QUIETLY = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync "
    "--disable-quic --disable-component-update --disable-default-apps --virtual-time-budget=4000"
)

LOOKING = """<!doctype html><title>Two telephones</title><pre id="seen"></pre>
<iframe id="plain" src="/page" width="{width}" height="800"></iframe>
<iframe id="still" src="/page#{passage}" sandbox="allow-same-origin" width="{width}" height="800"></iframe>
<script>
addEventListener("load", () => setTimeout(() => {{
  const plain = document.getElementById("plain"), still = document.getElementById("still");
  const shown = still.contentDocument.getElementById("{passage}").getBoundingClientRect();
  document.getElementById("seen").textContent = JSON.stringify({{
    width: plain.contentDocument.documentElement.scrollWidth,
    loaded: plain.contentWindow.performance.getEntriesByType("resource").map(entry => entry.name),
    passage: shown.height > 40 && shown.top < 800 && shown.bottom > 0,
  }});
}}, 500));
</script>"""


@contextmanager
def served(pages: dict[str, str]) -> Iterator[str]:
    """The pages on a loopback address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def seen(chromium: str, page: str, profile: Path) -> Any:
    """What the browser finds on the page, at a telephone's width."""
    passage = re.search(r'href="#(passage-[^"]+)"', page)
    looking = LOOKING.format(width=PHONE, passage=passage[1] if passage else "main")
    with served({"/": looking, "/page": page}) as address:
        ended = subprocess.run(
            [chromium, *QUIETLY.split(), f"--user-data-dir={profile}", "--dump-dom", address],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    found = re.search(r'<pre id="seen">(.*?)</pre>', ended.stdout, re.DOTALL)
    assert found, ended.stderr
    return json.loads(found[1])


@pytest.mark.parametrize("made", [report(), thin_report()], ids=["full", "thin"])
def test_a_page_fits_a_telephone_and_loads_nothing(chromium: str, made: Report, tmp_path: Path) -> None:
    found = seen(chromium, page_html(made), tmp_path)
    assert found["width"] <= PHONE
    assert found["loaded"] == []


def test_a_citation_opens_its_passage_without_scripts(chromium: str, tmp_path: Path) -> None:
    assert seen(chromium, page_html(report()), tmp_path)["passage"] is True


def test_what_does_not_fit_would_be_seen(chromium: str, tmp_path: Path) -> None:
    wide = "<!doctype html><main id='main' style='width:900px'>wide <img src='/no.png'></main>"
    found = seen(chromium, wide, tmp_path)
    assert found["width"] > PHONE
    assert len(found["loaded"]) == 1
