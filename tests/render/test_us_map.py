"""The map of the states says in words all that it shows, and never speaks by color alone."""

from __future__ import annotations

import html
import re
import struct
import subprocess
import zlib
from collections import Counter
from datetime import date
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.model.provisions import RuleValue
from wellsourced.model.scope import PartialDate
from wellsourced.render.us_map import VALUE_WORDS, StateValue, map_css, us_map
from wellsourced.rules.gazetteer import gazetteer, printed

STATES = sorted(
    f"US-{code}" for code in gazetteer().state_names if code not in ("AS", "GU", "MP", "PR", "VI")
)
ON = date(2026, 11, 22)
TITLE = "Whether jails lend <keys> & ladders"
LEAST_CONTRAST = 3.0
QUIETLY = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking"


def rule(value: RuleValue, since: str | None = None, label: str = "") -> StateValue:
    return StateValue(value=value, since=PartialDate(text=since) if since else None, label=label)


EVERY_VALUE = dict(zip(STATES, map(rule, [value for value in RuleValue for _ in range(7)]), strict=False))


def drawn(rules: dict[str, StateValue]) -> ElementTree.Element:
    return ElementTree.fromstring(us_map(rules, title=TITLE, on=ON))


def titles(figure: ElementTree.Element) -> dict[str, str]:
    """What each state's outline is titled, by its code."""
    paths = [path for path in figure.iter("path") if path.find("title") is not None]
    counted = Counter(path.get("id") for path in paths)
    assert set(counted.values()) == {1}
    return {f"US-{path.get('id', '').removeprefix('map-')}": path.findtext("title", "") for path in paths}


def listed(figure: ElementTree.Element) -> dict[str, str]:
    """What the text alternative says of each place, written as the map's titles are."""
    (words,) = [one for one in figure.iter("details") if one.get("class") == "map-words"]
    found = {}
    for term, places in zip(words.iter("dt"), words.iter("dd"), strict=True):
        value = (term.text or "").strip()
        for place in (places.text or "").split("; "):
            name, comma, rest = place.partition(", since ")
            name, bracket, label = name.partition(" (") if not comma else (name, "", "")
            found[name] = f"{name}: {value}{comma}{rest}{bracket}{label}"
    return found


def test_every_state_is_drawn_once_and_titled() -> None:
    shown = titles(drawn({"US-OR": rule(RuleValue.MUST_NOT, "2021", "the Promise Act")}))
    assert sorted(shown) == STATES
    assert shown["US-OR"] == "Oregon: must not, since 2021 (the Promise Act)"
    assert shown["US-DC"] == "District of Columbia: no rule on file"


@given(
    st.dictionaries(
        st.sampled_from(STATES),
        st.builds(
            rule,
            st.sampled_from(RuleValue),
            st.sampled_from([None, "2021", "2025-07", "2026-01-11"]),
            st.sampled_from(["", "the Ladder Act", "Act <1> & more"]),
        ),
    )
)
@settings(max_examples=40, deadline=None)
def test_the_words_say_what_the_map_shows(rules: dict[str, StateValue]) -> None:
    figure = drawn(rules)
    assert sorted(listed(figure).values()) == sorted(titles(figure).values())


def test_the_legend_names_and_counts_every_value_shown() -> None:
    figure = drawn(EVERY_VALUE)
    (legend,) = [one for one in figure.iter("ul") if one.get("class") == "map-legend"]
    said = {" ".join("".join(row.itertext()).split()) for row in legend}
    held = Counter(EVERY_VALUE.get(code, rule(RuleValue.NOT_FOUND)).value for code in STATES)
    assert said == {f"{VALUE_WORDS[value]} {count}" for value, count in held.items()}


def test_values_differ_by_their_hatching() -> None:
    figure = drawn(EVERY_VALUE)
    signs = {one.get("id"): one.findall("path")[0].get("d") for one in figure.iter("pattern")}
    assert len(set(signs.values())) == len(signs) == len(RuleValue) - 2  # must is solid, not found is bare
    used = {
        path.get("fill", path.get("class")) for path in figure.iter("path") if path.find("title") is not None
    }
    assert len(used) == len(RuleValue)


def test_the_figure_says_its_title_and_its_day() -> None:
    caption = drawn({}).find("figcaption")
    assert caption is not None
    assert " ".join("".join(caption.itertext()).split()) == f"{TITLE} As of November 22, 2026"


def test_a_territory_is_told_in_words() -> None:
    text = html.unescape(us_map({"US-PR": rule(RuleValue.MAY, "2020")}, title=TITLE, on=ON))
    assert "Puerto Rico, since 2020 [not drawn]" in text


def test_the_figure_is_small_alone_and_the_same_each_time() -> None:
    text = us_map(EVERY_VALUE, title=TITLE, on=ON)
    assert text == us_map(dict(reversed(EVERY_VALUE.items())), title=TITLE, on=ON)
    assert len(text.encode()) < 60_000
    assert "style=" not in text
    assert "<script" not in text
    ids = re.findall(r'\bid="([^"]+)"', us_map(EVERY_VALUE, title=TITLE, on=ON, name="jail"))
    assert len(set(ids)) == len(ids)
    assert all(one.startswith("jail") for one in ids)


def luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def colors() -> dict[str, dict[str, str]]:
    """The colors of the page and of the map, in light and in dark."""
    page = resources.files("wellsourced").joinpath("templates", "page.css").read_text("utf-8")
    found: dict[str, dict[str, str]] = {}
    for css in (page, map_css()):
        light, _, rest = css.partition("@media (prefers-color-scheme: dark)")
        dark = rest.partition("\n}\n")[0]
        for mode, text in (("light", light), ("dark", dark)):
            found.setdefault(mode, {}).update(re.findall(r"--([\w-]+): (#\w{6});", text))
    return found


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("value", ["must", "may", "only", "must-not", "unresolved"])
def test_a_color_stands_out_from_the_paper_the_borders_and_its_sign(mode: str, value: str) -> None:
    palette = colors()[mode]
    # Borders between states and the hatching are the paper's color, so one ratio holds for all three.
    assert contrast(palette[value], palette["paper"]) >= LEAST_CONTRAST


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_state_without_a_rule_has_an_outline_that_stands_out(mode: str) -> None:
    palette = colors()[mode]
    assert contrast(palette["soft"], palette["paper"]) >= LEAST_CONTRAST
    assert contrast(palette["soft"], palette["none"]) >= LEAST_CONTRAST
    assert contrast(palette["ink"], palette["none"]) >= 4.5


def test_neighbors_are_parted_by_a_line_of_the_papers_color() -> None:
    assert re.search(r"\.area \{ stroke: var\(--paper\); stroke-width: [3-9]", map_css())


def pixels(image: bytes) -> tuple[int, int, Counter[tuple[int, int, int]]]:
    """Width, height and colors of a PNG of eight bits without interlacing."""
    width, height, _, kind = struct.unpack(">IIBB", image[16:26])
    deep = {2: 3, 6: 4}[kind]
    data, at = b"", 8
    while at < len(image):
        size = int.from_bytes(image[at : at + 4], "big")
        if image[at + 4 : at + 8] == b"IDAT":
            data += image[at + 8 : at + 8 + size]
        at += size + 12
    raw, long = zlib.decompress(data), width * deep
    before = bytearray(long)
    seen: Counter[tuple[int, int, int]] = Counter()
    for row in range(height):
        start = row * (long + 1)
        line = bytearray(raw[start + 1 : start + 1 + long])
        _unfiltered(line, before, raw[start], deep)
        seen.update(zip(line[0::deep], line[1::deep], line[2::deep], strict=True))
        before = line
    return width, height, seen


def _unfiltered(line: bytearray, above: bytearray, kind: int, deep: int) -> None:
    for at in range(len(line)):
        left = line[at - deep] if at >= deep else 0
        corner = above[at - deep] if at >= deep else 0
        guess = left + above[at] - corner
        near = min((left, above[at], corner), key=lambda one: abs(guess - one))
        line[at] = (line[at] + (0, left, above[at], (left + above[at]) // 2, near)[kind]) & 255


@pytest.mark.parametrize("width", [500, 1200])
def test_a_browser_draws_every_color(chromium: str, width: int, tmp_path: Path) -> None:
    page = resources.files("wellsourced").joinpath("templates", "page.css").read_text("utf-8")
    figure = us_map(EVERY_VALUE, title=TITLE, on=ON)
    head = f"<!doctype html><meta charset=utf-8><style>{page}{map_css()}</style>"
    (tmp_path / "map.html").write_text(f'{head}<div class="page">{figure}</div>', encoding="utf-8")
    quietly = f"{QUIETLY} --hide-scrollbars --window-size={width},800 --user-data-dir={tmp_path / 'profile'}"
    subprocess.run(
        [chromium, *quietly.split(), f"--screenshot={tmp_path / 'map.png'}", f"file://{tmp_path}/map.html"],
        capture_output=True,
        timeout=60,
        check=True,
    )
    wide, _, seen = pixels((tmp_path / "map.png").read_bytes())
    assert wide == width
    for name in ("must", "may", "only", "must-not", "unresolved", "none"):
        color = colors()["light"][name]
        assert seen[(int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16))] > 300, name


def test_printed_names_are_those_of_the_map() -> None:
    shown = titles(drawn({}))
    assert {code: title.partition(":")[0] for code, title in shown.items()} == {c: printed(c) for c in STATES}
