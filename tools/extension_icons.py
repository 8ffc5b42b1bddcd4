"""Draw the extension's icons, PNG in four sizes, from `extension/icons/icon.svg` in a browser.

python tools/extension_icons.py
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent.parent / "extension" / "icons"
SIZES = (16, 32, 48, 128)
CHROMIUM = "/usr/bin/chromium"
PAGE = "<style>body {{ margin: 0 }} svg {{ display: block; width: {0}px; height: {0}px }}</style>{1}"


def main() -> None:
    """Draw them."""
    drawing = (FOLDER / "icon.svg").read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox"])
        page = browser.new_page()
        for size in SIZES:
            page.set_viewport_size({"width": size, "height": size})
            page.set_content(PAGE.format(size, drawing))
            page.screenshot(path=FOLDER / f"{size}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
