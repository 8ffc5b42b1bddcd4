"""Draw the site's pages at three widths, light and dark, into `docs/screenshots/`.

    wellsourced serve --library LIBRARY --port 8080 -n 0
    python tools/screenshots.py http://127.0.0.1:8080

Only what a screen shows at first is drawn. The library needs a published page; a second edition and a
correction make more to see. Rooms that have no address to be found at are named, `--also job=/jobs/job-...`,
and those behind a sign-in are drawn with the cookie of a session, `--cookie NAME=VALUE`.
"""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

try:  # comes with weasyprint; without it the files are larger
    from PIL import Image
except ImportError:  # pragma: no cover
    Image = None  # type: ignore[assignment]

SIZES = ((390, 844), (768, 1024), (1440, 900))
SCHEMES = ("light", "dark")
COLORS = 200
FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")


def pages_of(base: str) -> Iterator[tuple[str, str]]:
    """What is drawn: a name and an address each."""
    newest = _asked(base, "/index.json")["newest"]
    sources = _asked(base, "/sources.json")["sources"]
    places = [one for one in _asked(base, "/places.json")["places"] if one["code"].count("-") == 1]
    edition = max(newest, key=lambda one: one["sources"])
    source = next((one for one in sources if one["uri"].startswith("http")), sources[0])
    passage = _asked(base, source["address"] + ".json")["passages"][0]
    words = " ".join(edition["title"].strip("?").split()[-3:])
    yield "home", "/"
    yield "edition", edition["address"]
    yield "passage", passage["address"]
    yield "topics", "/topics"
    yield "places", "/places"
    yield "place", max(places, key=lambda one: one["pages"])["address"]
    yield "sources", "/sources"
    yield "source", source["address"]
    yield "search", f"/search?q={quote(words)}"
    yield "corrections", "/corrections"
    yield "method", "/method"
    yield "ask", "/ask"
    yield "not-found", "/p/no-such-page"


def draw(
    browser: Browser, base: str, folder: Path, pages: Sequence[tuple[str, str]], cookie: str = ""
) -> None:
    """Draw pages, a name and an address each, at every width in both schemes."""
    folder.mkdir(parents=True, exist_ok=True)
    for width, height in SIZES:
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            if cookie:
                name, _, value = cookie.partition("=")
                context.add_cookies([{"name": name, "value": value, "url": base}])
            for name, address in pages:
                page = context.new_page()
                page.goto(base + address)
                (folder / f"{name}-{width}-{scheme}.png").write_bytes(smaller(page.screenshot()))
                page.close()
            context.close()


def smaller(picture: bytes) -> bytes:
    """The picture with few colors, where that can be done."""
    if Image is None:
        return picture
    out = io.BytesIO()
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _asked(base: str, address: str) -> dict[str, list[dict[str, str]]]:
    with urlopen(base + address) as answer:
        found: dict[str, list[dict[str, str]]] = json.load(answer)
    return found


def main() -> None:
    """Draw what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="address of a running site, such as http://127.0.0.1:8080")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--also", action="append", default=[], metavar="NAME=ADDRESS", help="drawn besides")
    parser.add_argument("--only-also", action="store_true", help="draw nothing else")
    parser.add_argument("--cookie", default="", metavar="NAME=VALUE", help="of a session")
    said = parser.parse_args()
    base = said.base.rstrip("/")
    also = [(name, address) for name, _, address in (one.partition("=") for one in said.also)]
    pages = [*([] if said.only_also else pages_of(base)), *also]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=said.chromium, args=list(ARGUMENTS))
        draw(browser, base, said.out, pages, said.cookie)
        browser.close()


if __name__ == "__main__":
    main()
