"""A map of the states by how much is told of each: inline SVG and a legend. Links and counts stand in a list.

It looks as the map of rules does (`templates/map.css`), and tells nothing by color alone: each band has its
own hatching, and whoever uses the map puts the list beside it that says the same in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from wellsourced.render.us_map import LEADERS, at_sea, drawn, label_at, outlines
from wellsourced.render.words import counted

__all__ = ["Told", "places_map"]

_NAME = "places"
_TILE = 24


class _Band(StrEnum):
    MANY = "many"
    SOME = "some"
    ONE = "one"
    RULES = "rules"
    NONE = "none"


_SOME = 2
_MANY = 10
_WORDS = {
    _Band.MANY: f"{_MANY} pages or more",
    _Band.SOME: f"{_SOME} to {_MANY - 1} pages",
    _Band.ONE: "one page",
    _Band.RULES: "no page, rules on file",
    _Band.NONE: "nothing of its own yet",
}
_SIGNS = {_Band.SOME: "M0,12h24", _Band.ONE: "M12,0v24", _Band.RULES: "M-6,6L6,-6M0,24L24,0M18,30L30,18"}
"""What is drawn over a band's color: the sign that does not need color."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Of a state: how many pages are asked of it or tell of its rules, and whether a casebook has rules."""

    pages: int
    rules: bool


def places_map(told: Mapping[str, Told], address: Callable[[str], str]) -> Markup:
    """The map; `told` is by place code (`US-OR`), `address` gives that of a place's page."""
    states = {code: told.get(f"US-{code}", Told(pages=0, rules=False)) for code in outlines()}
    # What has no band of its own comes last, so that its outline lies above its neighbors' borders.
    order = sorted(states, key=lambda code: _band(states[code]) in (_Band.NONE, _Band.RULES))
    width, height = drawn()["box"]
    # The list beside it says the same, and is what keyboards and readers of screens go through.
    return Markup(
        '<figure class="us-map places-map">\n{legend}\n'
        '<svg viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false">\n'
        '<defs>{signs}</defs>\n{states}\n<path class="leader" d="{leaders}"/>\n'
        '<g class="abbr">{labels}</g>\n</svg>\n</figure>'
    ).format(
        legend=_legend(states),
        width=width,
        height=height,
        signs=_signs(),
        states=Markup("\n").join(_state(code, states[code], address) for code in order),
        leaders="".join(LEADERS.values()),
        labels=Markup("").join(_label(code, state) for code, state in states.items()),
    )


def _band(told: Told) -> _Band:
    if told.pages >= _MANY:
        return _Band.MANY
    if told.pages >= _SOME:
        return _Band.SOME
    if told.pages:
        return _Band.ONE
    return _Band.RULES if told.rules else _Band.NONE


def _state(code: str, told: Told, address: Callable[[str], str]) -> Markup:
    outline = outlines()[code]
    rules = ", rules on file" if told.rules else ""
    return Markup(
        '<a href="{address}" tabindex="-1"><path {fill} d="{path}"><title>{title}</title></path></a>'
    ).format(
        address=address(f"US-{code}"),
        fill=_fill(_band(told)),
        path=outline.path,
        title=f"{outline.name}: {counted(told.pages, 'page')}{rules}",
    )


def _label(code: str, told: Told) -> Markup:
    x, y = label_at(code)
    where = "sea" if at_sea(code) else f"on-{_band(told).value}"
    only = " capital" if code == "DC" else ""
    return Markup('<text class="{}{}" x="{}" y="{}">{}</text>').format(where, only, x, y + 10, code)


def _fill(band: _Band) -> Markup:
    if band in _SIGNS:
        return Markup('class="area {}" fill="url(#{}-{})"').format(f"in-{band.value}", _NAME, band.value)
    return Markup('class="area band-{}"').format(band.value)


def _signs() -> Markup:
    tile = Markup(
        '<pattern id="{name}-{band}" width="{tile}" height="{tile}" patternUnits="userSpaceOnUse">'
        '<rect class="band-{band}" width="{tile}" height="{tile}"/>'
        '<path class="sign sign-{band}" d="{sign}"/></pattern>'
    )
    rows = (tile.format(name=_NAME, band=band.value, tile=_TILE, sign=sign) for band, sign in _SIGNS.items())
    return Markup("").join(rows)


def _legend(states: Mapping[str, Told]) -> Markup:
    bands = [_band(one) for one in states.values()]
    row = Markup(
        '<li><svg class="swatch" viewBox="0 0 64 40" width="32" height="20" aria-hidden="true">'
        '<rect x="1" y="1" width="62" height="38" {fill}/></svg> '
        '{word} <span class="map-count">{count}</span></li>'
    )
    rows = [
        row.format(fill=_fill(band), word=word, count=bands.count(band))
        for band, word in _WORDS.items()
        if band in bands
    ]
    return Markup('<ul class="map-legend">\n{}\n</ul>').format(Markup("\n").join(rows))
