"""A made-up page that lives: it is written once and then changes, one event at a time."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wellsourced.bench.freshness.events import FIRST_DAY
from wellsourced.bench.freshness.grammar import Matter, Point, asides, chatter, filled, said_day
from wellsourced.bench.freshness.markup import Furniture, PageText, Part, cosmetically_changed, html_of

__all__ = ["KINDS", "Line", "LivingPage", "Spoken", "figure_on", "spoken_text", "written"]

KINDS = ("government", "news", "statistics", "statute", "staff")
_ATTRIBUTED = 0.3
"""Of the lines of news, the share that names who said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a line tells of a point: which wording, of which side, with which figure of which day."""

    point: Point
    wording: int
    denied: bool
    slots: Mapping[str, str]
    figure: int = 0
    day: date = FIRST_DAY
    frame: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of a page; `spoken` where it bears on the topic's question."""

    text: str
    spoken: Spoken | None = None


class LivingPage:
    """A page with its furniture; methods change it and say what the sentence was before and is after."""

    def __init__(self, page: PageText, lines: Sequence[Sequence[Line]], around: Furniture) -> None:
        self._page = page
        self._paragraphs = [list(paragraph) for paragraph in lines]
        self._breaks = _even_breaks(len(self._paragraphs), len(page.parts))
        self._around = around

    @property
    def title(self) -> str:
        """The title."""
        return self._page.title

    @property
    def kind(self) -> str:
        """The kind of page."""
        return self._page.kind

    def bearing(self) -> list[Line]:
        """The lines that bear on the question, in order."""
        return [line for row in self._paragraphs for line in row if line.spoken is not None]

    def beside(self) -> list[Line]:
        """The other lines."""
        return [line for row in self._paragraphs for line in row if line.spoken is None]

    def text(self) -> PageText:
        """What it says now."""
        parts = []
        starts = [0, *self._breaks]
        for at, part in enumerate(self._page.parts):
            end = starts[at + 1] if at + 1 < len(starts) else len(self._paragraphs)
            rows = [tuple(line.text for line in row) for row in self._paragraphs[starts[at] : end] if row]
            parts.append(Part(heading=part.heading, paragraphs=tuple(rows)))
        return replace(self._page, parts=tuple(parts))

    def body(self) -> bytes:
        """Its bytes now."""
        return html_of(self.text(), self._around)

    def copied(self, publisher: str, day: date, around: Furniture) -> LivingPage:
        """The same text at another site, under another date."""
        page = replace(self._page, publisher=publisher, published=day, updated=day)
        copy = LivingPage(page, self._paragraphs, around)
        copy._breaks = list(self._breaks)
        return copy

    def repaint(self, rng: random.Random) -> None:
        """Change the furniture only."""
        self._around = cosmetically_changed(self._around, rng)

    def redate(self, day: date) -> None:
        """Say that it was changed on a day."""
        self._page = replace(self._page, updated=day)

    def shuffle(self, rng: random.Random) -> None:
        """Put a paragraph elsewhere, so that paragraphs stand in another order or under another heading."""
        before = self.text()
        while self.text() == before:
            if len(self._paragraphs) > 1:
                row = self._paragraphs.pop(rng.randrange(len(self._paragraphs)))
                self._paragraphs.insert(rng.randint(0, len(self._paragraphs)), row)
            if self._breaks and rng.random() < 0.5:
                at = rng.randrange(len(self._breaks))
                lowest = self._breaks[at - 1] + 1 if at else 1
                highest = self._breaks[at + 1] if at + 1 < len(self._breaks) else len(self._paragraphs)
                self._breaks[at] = rng.randint(lowest, max(lowest, highest - 1))

    def say(self, line: Line, spoken: Spoken, rng: random.Random) -> str:
        """Put what is spoken in a line's place; the new sentence."""
        text = spoken_text(spoken, self.kind, rng)
        self._put(line, [Line(text=text, spoken=spoken)])
        return text

    def drop(self, line: Line) -> None:
        """Take a line out."""
        self._put(line, [])

    def _put(self, line: Line, instead: list[Line]) -> None:
        for row in self._paragraphs:
            if line in row:
                at = row.index(line)
                row[at : at + 1] = instead
                return
        raise ValueError(f"no such line: {line.text!r}")


def _even_breaks(paragraphs: int, parts: int) -> list[int]:
    return [round(paragraphs * at / parts) for at in range(1, parts)]


def spoken_text(spoken: Spoken, kind: str, rng: random.Random) -> str:
    """The sentence in the words of a kind of page."""
    wording = spoken.point.wordings(kind, denied=spoken.denied)[spoken.wording]
    slots = {**spoken.slots, "n": f"{spoken.figure:,}", "day": said_day(spoken.day)}
    text = filled(wording, slots, rng)
    return f"{text.rstrip('.')}, {spoken.frame}." if spoken.frame else text


def figure_on(point: Point, slots: Mapping[str, str], day: date) -> int:
    """The figure of a point on a day, 0 where it tells none: it grows by a tenth in four months."""
    if not point.is_figure:
        return 0
    base = int(slots[f"figure_{point.name}"])
    return max(1, round(base * (1 + (day - FIRST_DAY).days / 1200)))


def points_for(matter: Matter, kind: str) -> list[Point]:
    """The points that a kind of page tells; its own first."""
    if kind == "statute":
        return [point for point in matter.points if point.law]
    if kind == "statistics":
        return [point for point in matter.points if point.is_figure]
    if kind == "staff":
        own = [point for point in matter.points if "staff" in point.speaks]
        return own or [matter.points[0]]
    return list(matter.points)


def drawn(point: Point, kind: str, slots: Mapping[str, str], denied: bool, rng: random.Random) -> Spoken:
    """A point as one page tells it."""
    wordings = point.wordings(kind, denied=denied)
    frame = ""
    if kind == "news" and rng.random() < _ATTRIBUTED:
        said = chatter(rng)
        frame = rng.choice(
            (f"according to the {slots['council']}", f"{said['speaker']} said {said['weekday']}")
        )
    return Spoken(
        point=point,
        wording=rng.randrange(len(wordings)),
        denied=denied,
        slots=slots,
        frame=frame,
    )


def written(
    page: PageText, matter: Matter, slots: Mapping[str, str], denied: bool, rng: random.Random
) -> list[list[Line]]:
    """Paragraphs of a page: what it tells of the matter, among what it says besides.

    `denied` is said of the first point; the others are told as they are.
    """
    points = points_for(matter, page.kind)
    first, others = points[0], points[1:]
    asked = matter.points[0]
    told = [first] if first is asked or page.kind != "news" else []
    told += rng.sample(others, min(len(others), rng.randint(1, 2)))
    bearing = []
    for point in told:
        spoken = drawn(point, page.kind, slots, denied and point is asked, rng)
        day = page.published - timedelta(days=rng.randint(5, 60))
        spoken = replace(spoken, day=day, figure=figure_on(point, slots, day))
        bearing.append(Line(text=spoken_text(spoken, page.kind, rng), spoken=spoken))
    wordings = asides()[page.kind]
    besides = [
        Line(text=filled(wording, {**slots, **chatter(rng)}, rng))
        for wording in rng.sample(wordings, min(len(wordings), rng.randint(7, 12)))
    ]
    return _paragraphs(bearing, besides, rng)


def _paragraphs(bearing: list[Line], besides: list[Line], rng: random.Random) -> list[list[Line]]:
    """Paragraphs of two to four lines, those that bear on the question each in another."""
    rows: list[list[Line]] = []
    left = list(besides)
    while left:
        take = rng.randint(2, 3)
        rows.append(left[:take])
        left = left[take:]
    while len(rows) < max(4, len(bearing)):
        rows.append([])
    for row, line in zip(rng.sample(range(len(rows)), len(bearing)), bearing, strict=True):
        rows[row].insert(rng.randint(0, len(rows[row])), line)
    return [row for row in rows if row]
