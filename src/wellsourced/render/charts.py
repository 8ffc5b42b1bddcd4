"""Charts of a page's sources as inline SVG, each with the same in a table, none by color alone. Pure.

When the sources were published is drawn by what the page cites them for (verdict and summary, findings, table
of rules alone): a report does not hold what each passage was found to say of the claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, sqrt

from markupsafe import Markup

from wellsourced.model.reports import Report
from wellsourced.model.sources import SourceKind
from wellsourced.render import words
from wellsourced.render.sources import NumberedSource

__all__ = ["Columns", "Use", "kinds_chart", "timeline_chart", "uses_of", "years_of"]

FEWEST = 3
"""Sources below which there is nothing to draw."""

_MOST_COLUMNS = 10
_WIDTH, _ROW, _FOOT = 360, 58, 20
_SMALLEST, _LARGEST = 8.0, 16.0
"""Radii of circles; a number stands in each."""


class Use(StrEnum):
    """What a page cites a source for, the first of these that it does."""

    VERDICT = "Verdict or summary"
    FINDINGS = "Findings below"
    RULES = "Table of rules only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a timeline: their names, and in which a year stands."""

    names: tuple[str, ...]
    first: int
    step: int

    def of(self, year: int) -> int:
        """The column of a year: what is older than the second column stands in the first."""
        return 0 if year < self.first else 1 + (year - self.first) // self.step


def timeline_chart(report: Report, sources: Sequence[NumberedSource]) -> Markup:
    """When the sources were published, by what they are cited for; empty where too few say when."""
    dated = [one for one in sources if one.source.published is not None]
    if len(dated) < FEWEST:
        return Markup()
    columns = years_of([_year(one) for one in dated])
    used = uses_of(report, sources)
    cells: dict[Use, dict[int, list[NumberedSource]]] = {use: defaultdict(list) for use in Use}
    for one in dated:
        cells[used[one.id]][columns.of(_year(one))].append(one)
    rows = {use: row for use, row in cells.items() if row}
    undated = len(sources) - len(dated)
    left = f" {words.counted(undated, 'source')} of unknown date not drawn." if undated else ""
    return Markup(
        '<figure class="chart" id="timeline">\n<figcaption>When the sources were published '
        '<span class="chart-note">by what this page cites them for.{left}</span></figcaption>\n'
        "{drawing}\n{table}\n</figure>"
    ).format(left=left, drawing=_timeline(rows, columns), table=_timeline_table(rows, columns))


def kinds_chart(sources: Sequence[NumberedSource]) -> Markup:
    """The sources by kind, most first: a table with a bar a row; empty where there are too few."""
    if len(sources) < FEWEST:
        return Markup()
    counts = [(kind, sum(one.source.kind is kind for one in sources)) for kind in SourceKind]
    ranked = sorted(((kind, n) for kind, n in counts if n), key=lambda pair: -pair[1])
    most = ranked[0][1]
    row = Markup(
        '<tr><th scope="row">{kind}</th><td class="figure">{n}</td>'
        '<td class="bar"><svg viewBox="0 0 100 10" width="100" height="10" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false"><rect width="{width}" height="10"/></svg></td></tr>'
    )
    rows = Markup("\n").join(
        row.format(kind=words.capitalized(words.kind_word(kind)), n=n, width=round(100 * n / most, 1))
        for kind, n in ranked
    )
    return Markup(
        '<table class="chart kinds" id="kinds">\n<caption>Sources by kind</caption>\n'
        '<thead class="hidden"><tr><th scope="col">Kind</th><th scope="col">Sources</th>'
        "<td></td></tr></thead>\n<tbody>\n{}\n</tbody>\n</table>"
    ).format(rows)


def uses_of(report: Report, sources: Sequence[NumberedSource]) -> Mapping[str, Use]:
    """What each source is cited for, by its id."""
    first = [one.answer for one in report.verdicts if one.answer is not None]
    leading = {citation.passage for said in (*first, *report.summary) for citation in said.citations}
    uses = {}
    for one in sources:
        passages = {exhibit.passage.id for exhibit in one.exhibits}
        findings = Use.FINDINGS if one.in_text else Use.RULES
        uses[one.id] = Use.VERDICT if passages & leading else findings
    return uses


def years_of(years: Sequence[int]) -> Columns:
    """Columns for some years: one a year, or one for several; what is far older shares the first."""
    low, high = min(years), max(years)
    step = 1
    if high - low >= _MOST_COLUMNS:
        # Law may be of another century than the news on it: a scale for both would press the news together.
        recent = sorted(years)[len(years) // 8]
        step = next(n for n in (1, 2, 5, 10, 20, 50, 100) if (high - recent) // n < _MOST_COLUMNS - 1)
    first = max(low, high - step * (_MOST_COLUMNS - 1) + 1) if low < high - step * _MOST_COLUMNS else low
    first -= first % step
    spans = range(first, high + 1, step)
    names = [str(year) if step == 1 else f"{year}–{(year + step - 1) % 100:02d}" for year in spans]
    return Columns(names=(f"to {first - 1}" if low < first else "", *names), first=first, step=step)


def _year(source: NumberedSource) -> int:
    assert source.source.published is not None
    return source.source.published.latest.year


Rows = Mapping[Use, Mapping[int, Sequence[NumberedSource]]]


def _timeline(rows: Rows, columns: Columns) -> Markup:
    """A row a use, a column a year or more; in each circle, whose area goes with it, how many sources."""
    shown = [n for n, name in enumerate(columns.names) if name]
    wide = _WIDTH / len(shown)
    at = {n: round(wide * (k + 0.5), 1) for k, n in enumerate(shown)}
    most = max(len(cell) for row in rows.values() for cell in row.values())
    name = Markup('<path class="rule" d="M0,{}H{}"/><text x="0" y="{}">{}</text>')
    circle = Markup('<circle cx="{x}" cy="{y}" r="{r}"/><text class="n" x="{x}" y="{under}">{n}</text>')
    parts = []
    for k, (use, row) in enumerate(rows.items()):
        top, y = _ROW * k, _ROW * k + 38
        parts.append(name.format(y, _WIDTH, top + 13, use.value))
        for n, cell in sorted(row.items()):
            radius = max(_SMALLEST, min(_LARGEST, wide / 2) * sqrt(len(cell) / most))
            parts.append(circle.format(x=at[n], y=y, r=round(radius, 1), under=y + 4, n=len(cell)))
    height = _ROW * len(rows) + _FOOT
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}" focusable="false">{}{}</svg>').format(
        _WIDTH, height, _said(rows, columns), Markup("").join(parts), _years(columns, at, height - 5)
    )


def _years(columns: Columns, at: Mapping[int, float], y: int) -> Markup:
    """The names of the columns, as many as there is room for: the last, and that of what is older, always."""
    every = ceil(len(at) * max(map(len, columns.names[1:])) / 40)
    named = {n for k, n in enumerate(sorted(at, reverse=True)) if k % every == 0 and n > 1} | {min(at)}
    year = Markup('<text class="head" x="{}" y="{}">{}</text>')
    return Markup("").join(year.format(at[n], y, columns.names[n]) for n in sorted(named))


def _said(rows: Rows, columns: Columns) -> str:
    """The chart in a sentence, for who does not see it."""
    drawn = sum(len(cell) for row in rows.values() for cell in row.values())
    last = next(name for name in reversed(columns.names) if name)
    first = next(name for name in columns.names if name)
    return f"{words.counted(drawn, 'source')} from {first} through {last}; the table below has them all."


def _timeline_table(rows: Rows, columns: Columns) -> Markup:
    link = Markup('<a href="#source-{}">[{}]</a>')
    lines = []
    for use, row in rows.items():
        for n, cell in sorted(row.items()):
            numbers = Markup(" ").join(link.format(one.n, one.n) for one in cell)
            lines.append(
                Markup("<tr><td>{}</td><td>{}</td><td>{}</td></tr>").format(
                    columns.names[n], use.value, numbers
                )
            )
    return Markup(
        '<details class="more">\n<summary>The same in a table</summary>\n<table class="log">\n'
        '<thead><tr><th scope="col">Published</th><th scope="col">Cited for</th>'
        '<th scope="col">Sources</th></tr></thead>\n<tbody>\n{}\n</tbody>\n</table>\n</details>'
    ).format(Markup("\n").join(lines))
