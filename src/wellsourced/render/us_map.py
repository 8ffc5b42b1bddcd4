"""A map of the states by what a rule says there: inline SVG, a legend, and the same said in words.

Outlines are `us_states.json` (us-atlas, ISC; `tools/build_us_map.py` writes it). Looks are in
`templates/map.css`: no value is told by color alone, each has its own hatching and is named in words.
Puerto Rico and the island territories are in no outline; where a rule of theirs is given, words tell it.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

from markupsafe import Markup

from wellsourced.model.provisions import RuleValue
from wellsourced.model.scope import PartialDate
from wellsourced.render import words
from wellsourced.rules.gazetteer import printed

__all__ = [
    "LEADERS",
    "VALUE_WORDS",
    "Outline",
    "StateValue",
    "at_sea",
    "drawn",
    "label_at",
    "map_css",
    "map_words",
    "outlines",
    "place_words",
    "us_map",
]

VALUE_WORDS = {
    RuleValue.MUST: "must",
    RuleValue.MAY: "may",
    RuleValue.ONLY_WITH_JUDICIAL_WARRANT: "only with a judicial warrant",
    RuleValue.ONLY_WITH: "only with certain papers or grounds",
    RuleValue.MUST_NOT: "must not",
    RuleValue.UNRESOLVED: "unresolved",
    RuleValue.NOT_FOUND: "no rule on file",
}
"""What the legend calls each value, in its order."""

# What is drawn over a value's color, on a tile of 24 units: the sign that does not need color.
_TILE = 24
_SIGNS = {
    RuleValue.MAY: "M0,12h24",
    RuleValue.ONLY_WITH_JUDICIAL_WARRANT: "M8,12a4,4 0 1 0 8,0a4,4 0 1 0 -8,0z",
    RuleValue.ONLY_WITH: "M12,0v24",
    RuleValue.MUST_NOT: "M-6,6L6,-6M0,24L24,0M18,30L30,18",
    RuleValue.UNRESOLVED: "M0,0L24,24M0,24L24,0",
}
# Where a label stands that its state's middle does not suit, in units of the drawing.
_LABELS = {
    "AK": (215, 1010), "CA": (150, 575), "FL": (1530, 1025), "HI": (655, 1105), "ID": (377, 310),
    "KY": (1375, 625),
    "LA": (1120, 955), "MI": (1362, 380), "OK": (940, 742), "VA": (1600, 600), "WV": (1500, 560),
    "NY": (1640, 330),
    "VT": (1690, 186), "NH": (1868, 282), "MA": (1884, 330), "RI": (1862, 384), "CT": (1830, 424),
    "NJ": (1784, 468),
    "DE": (1776, 514), "MD": (1776, 560), "DC": (1828, 616),
}  # fmt: skip
# Lines from labels at sea to their states.
LEADERS = {
    "VT": "M1696,196L1722,238", "NH": "M1846,282L1786,278", "MA": "M1860,331L1800,334",
    "RI": "M1840,382L1794,360",
    "CT": "M1806,418L1758,376", "NJ": "M1760,466L1718,452", "DE": "M1752,512L1696,506",
    "MD": "M1750,557L1688,534",
    "DC": "M1770,614L1640,534",
}  # fmt: skip
_CAPITAL = "M1770,592h48v48h-48z"
"""The District of Columbia, too small to be seen where it lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateValue:
    """What the map shows of a state: the rule's value, since when, and what else to say (an instrument)."""

    value: RuleValue
    since: PartialDate | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A state as it is drawn: its name, its path, and where its middle is."""

    name: str
    path: str
    middle: tuple[int, int]


def us_map(rules: Mapping[str, StateValue], *, title: str, on: date, name: str = "map") -> Markup:
    """A figure of the states as of a day; `rules` are by place code (`US-OR`), states without one have none.

    `title` says what is mapped ("Whether sheriffs honor detainers"), `name` begins the ids, which are
    the figure's own. Deterministic: equal rules give equal text.
    """
    told = _told(rules)
    shown = {code: told[f"US-{code}"] for code in outlines()}
    return Markup(
        '<figure class="us-map" id="{name}">\n'
        '<figcaption><span class="map-title" id="{name}-title">{title}</span> '
        '<span class="map-date">As of {day}</span></figcaption>\n'
        "{legend}\n{drawing}\n{list}\n</figure>"
    ).format(
        name=name,
        title=title,
        day=words.long_date(on),
        legend=_legend(shown, name),
        drawing=_drawing(shown, name),
        list=_in_words(rules, name),
    )


def map_css() -> str:
    """The style of the figure, for the page's own style sheet."""
    return resources.files("wellsourced").joinpath("templates", "map.css").read_text("utf-8")


def _drawing(shown: Mapping[str, StateValue], name: str) -> Markup:
    """The states, borders between them, then labels above all."""
    width, height = drawn()["box"]
    # States without a rule come last, so that their outline lies above their neighbors' white borders.
    order = sorted(shown, key=lambda code: shown[code].value is RuleValue.NOT_FOUND)
    states = Markup("\n").join(_state(code, shown[code], name) for code in order)
    leaders = "".join(LEADERS.values())
    labels = Markup("").join(_label(code, state) for code, state in shown.items())
    return Markup(
        '<svg viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-title" '
        'aria-describedby="{name}-words" focusable="false">\n<defs>{signs}</defs>\n{states}\n'
        '<path class="leader" d="{leaders}"/>\n<g class="abbr" aria-hidden="true">{labels}</g>\n</svg>'
    ).format(
        width=width,
        height=height,
        name=name,
        signs=_signs(shown, name),
        states=states,
        leaders=leaders,
        labels=labels,
    )


def _signs(shown: Mapping[str, StateValue], name: str) -> Markup:
    """The hatchings that the map and its legend use."""
    used = {state.value for state in shown.values()}
    tile = Markup(
        '<pattern id="{name}-{value}" width="{tile}" height="{tile}" patternUnits="userSpaceOnUse">'
        '<rect class="{value}" width="{tile}" height="{tile}"/>'
        '<path class="sign sign-{value}" d="{sign}"/></pattern>'
    )
    kept = {value: sign for value, sign in _SIGNS.items() if value in used}
    rows = (tile.format(name=name, value=one.value, tile=_TILE, sign=sign) for one, sign in kept.items())
    return Markup("").join(rows)


def _fill(value: RuleValue, name: str) -> Markup:
    """The attributes that color an area: a hatching where the value has one, else its class alone."""
    if value in _SIGNS:
        return Markup('class="area" fill="url(#{}-{})"').format(name, value.value)
    return Markup('class="area {}"').format(value.value)


def _state(code: str, state: StateValue, name: str) -> Markup:
    outline = outlines()[code]
    title = f"{outline.name}: {_said(state)}"
    return Markup('<path id="{}-{}" {} d="{}"><title>{}</title></path>').format(
        name, code, _fill(state.value, name), outline.path, title
    )


def _label(code: str, state: StateValue) -> Markup:
    x, y = label_at(code)
    kind = "sea" if at_sea(code) else f"on-{state.value.value}"
    only = " capital" if code == "DC" else ""
    return Markup('<text class="{}{}" x="{}" y="{}">{}</text>').format(kind, only, x, y + 10, code)


def label_at(code: str) -> tuple[int, int]:
    """Where a state's letters stand."""
    return _LABELS.get(code, outlines()[code].middle)


def at_sea(code: str) -> bool:
    """Whether its letters stand beside the state, not on it."""
    return code in LEADERS or code == "HI"


def _said(state: StateValue) -> str:
    """`must not, since 2021 (Sanctuary Promise Act)`."""
    since = "" if state.since is None else f", since {words.short_date(state.since)}"
    return VALUE_WORDS[state.value] + since + (f" ({state.label})" if state.label else "")


def _legend(shown: Mapping[str, StateValue], name: str) -> Markup:
    """What each hatching means and how many states bear it."""
    held = [state.value for state in shown.values()]
    row = Markup(
        '<li><svg class="swatch" viewBox="0 0 64 40" width="32" height="20" aria-hidden="true">'
        '<rect x="1" y="1" width="62" height="38" {fill}/></svg> '
        '{word} <span class="map-count">{count}</span></li>'
    )
    rows = [
        row.format(fill=_fill(value, name), word=word, count=held.count(value))
        for value, word in VALUE_WORDS.items()
        if value in held
    ]
    return Markup('<ul class="map-legend">\n{}\n</ul>').format(Markup("\n").join(rows))


def map_words(rules: Mapping[str, StateValue]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """All that the map shows, in words: each value with its places, and since when and by what."""
    told = _told(rules)
    groups = (
        (
            word,
            tuple(sorted(place_words(code, state) for code, state in told.items() if state.value is value)),
        )
        for value, word in VALUE_WORDS.items()
    )
    return tuple((word, tuple(places)) for word, places in groups if places)


def _told(rules: Mapping[str, StateValue]) -> dict[str, StateValue]:
    """The rules, and that there is none in each other state."""
    return {f"US-{code}": StateValue(value=RuleValue.NOT_FOUND) for code in outlines()} | dict(rules)


def _in_words(rules: Mapping[str, StateValue], name: str) -> Markup:
    """The text alternative: every state under its value."""
    item = Markup("<dt>{} <span>({})</span></dt>\n<dd>{}</dd>")
    groups = [
        item.format(word, words.counted(len(places), "place"), Markup("; ").join(places))
        for word, places in map_words(rules)
    ]
    return Markup(
        '<details class="map-words" id="{}-words">\n<summary>{}</summary>\n<dl>\n{}\n</dl>\n</details>'
    ).format(name, "The map in words", Markup("\n").join(groups))


def place_words(code: str, state: StateValue) -> str:
    """A place's name with since when, by what, and that it is not drawn."""
    said = printed(code) + _said(state).removeprefix(VALUE_WORDS[state.value])
    return said if code.removeprefix("US-") in outlines() else f"{said} [not drawn]"


@functools.cache
def drawn() -> Any:
    """The file of outlines: `box`, and `states` by their letters."""
    text = resources.files("wellsourced").joinpath("render", "us_states.json").read_text("utf-8")
    return json.loads(text)


@functools.cache
def outlines() -> Mapping[str, Outline]:
    """States and the District by code, in order of their names."""
    states = {
        code: Outline(name=name, path=path, middle=(x, y))
        for code, (name, x, y, path) in drawn()["states"].items()
    }
    states["DC"] = Outline(name="District of Columbia", path=_CAPITAL, middle=_LABELS["DC"])
    return dict(sorted(states.items(), key=lambda item: item[1].name))
