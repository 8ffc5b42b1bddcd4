"""The map of places: every state once, each band with a sign of its own, no stop for the keyboard."""

from __future__ import annotations

import re

from wellsourced.render.places_map import Told, places_map
from wellsourced.render.us_map import outlines

TOLD = {
    "US-OR": Told(pages=12, rules=True),
    "US-TX": Told(pages=2, rules=True),
    "US-DC": Told(pages=1, rules=False),
    "US-OH": Told(pages=0, rules=True),
}
DRAWN = str(places_map(TOLD, lambda code: f"/places/{code}?a&b"))


def test_every_state_is_drawn_once_and_leads_to_its_page() -> None:
    assert DRAWN.count("<title>") == len(outlines()) == 51
    assert DRAWN.count('href="/places/US-OR?a&amp;b" tabindex="-1"') == 1
    assert "<title>Oregon: 12 pages, rules on file</title>" in DRAWN
    assert "<title>District of Columbia: 1 page</title>" in DRAWN
    assert "<title>Ohio: 0 pages, rules on file</title>" in DRAWN


def test_no_band_is_told_by_color_alone() -> None:
    fills = dict(re.findall(r"<path (class=\"[^\"]*\"(?: fill=\"[^\"]*\")?)[^>]*><title>(\w+)", DRAWN))
    assert len(fills) == 5  # ten pages or more, some, one, rules alone, nothing
    signs = re.findall(r'<path class="sign sign-\w+" d="([^"]+)"', DRAWN)
    assert len(set(signs)) == len(signs) == 3  # the first and the last are plain, and light and dark


def test_the_legend_counts_every_state() -> None:
    counts = [int(one) for one in re.findall(r'map-count">(\d+)<', DRAWN)]
    assert counts == [1, 1, 1, 1, 47]
