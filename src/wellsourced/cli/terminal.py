"""A report as a page for the terminal: the verdict first, then why, then where the rest is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from rich.console import Console
from rich.text import Text

from wellsourced.cli.output import print_text
from wellsourced.model.claims import Label
from wellsourced.model.reports import Report, Statement, Verdict
from wellsourced.render.sources import NumberedSource, citation_numbers, number_sources, passage_numbers
from wellsourced.render.words import (
    NO_ANSWER,
    as_of_line,
    confidence_phrase,
    counted,
    disclaimers,
    kind_word,
    label_word,
    short_date,
)

__all__ = ["print_report"]

MOST_SOURCES = 12
"""Sources listed on a terminal; the page lists them all."""

INDENT = 2

Line = tuple[int, Text]
"""How far a paragraph is set in, and its words."""

_STYLES = {
    Label.SUPPORTED: "bold green",
    Label.REFUTED: "bold red",
    Label.QUALIFIED: "bold yellow",
    Label.CONFLICTING: "bold magenta",
}


def print_report(report: Report, console: Console, pages: Sequence[str]) -> None:
    """Print the report; `pages` are the files it was written to."""
    for indent, line in _lines(report, pages):
        print_text(console, line, indent, hang=indent)


def _lines(report: Report, pages: Sequence[str]) -> Iterator[Line]:
    sources = number_sources(report)
    numbers = passage_numbers(sources)
    for verdict in report.verdicts:
        yield from _verdict(verdict, numbers, name_claim=len(report.verdicts) > 1)
    yield 0, Text(f"{report.inquiry.title} {as_of_line(report.inquiry.on, report.checked_at)}.", style="dim")
    yield 0, Text(" ".join(disclaimers(report)), style="dim")
    yield from _part("Summary", [_cited(said, numbers) for said in report.summary])
    yield from _part("What the evidence shows", _findings(report, numbers))
    yield from _part("Bottom line", [_cited(said, numbers) for said in report.bottom_line])
    yield from _part("What the evidence does not show", [Text(gap.text) for gap in report.unknowns])
    yield from _part("What to watch", [_cited(said, numbers) for said in report.watch])
    if not sources:
        yield from _part("Where we looked", _search_log(report))
    yield from _part(_sources_title(sources), _sources(sources))
    yield from _part("Ask next", [Text(question) for question in report.followups])
    yield from _part("Full page", _where(report, pages))


def _verdict(verdict: Verdict, numbers: Mapping[str, int], *, name_claim: bool) -> Iterator[Line]:
    line = Text(label_word(verdict.label).upper(), style=_STYLES.get(verdict.label, "bold"))
    line.append("  ")
    if verdict.answer is None:
        line.append(NO_ANSWER, style="not bold default")
    else:
        line.append_text(_cited(verdict.answer, numbers, style="bold default"))
    yield 0, line
    if name_claim:
        yield INDENT, Text(f"Claim: {verdict.claim}", style="dim")
    if verdict.supports + verdict.refutes == 0:
        return
    weighed = (
        f"{confidence_phrase(verdict.confidence).capitalize()} in this label"
        f" · {counted(verdict.supports, 'passage')} for"
        f" · {counted(verdict.refutes, 'passage')} against"
        f" · {counted(verdict.independent_sources, 'independent publisher')}"
    )
    yield INDENT, Text(weighed, style="dim")


def _cited(said: Statement, numbers: Mapping[str, int], style: str = "") -> Text:
    text = Text(said.text, style=style)
    text.append(_marks(said, numbers), style="not bold cyan")
    return text


def _marks(said: Statement, numbers: Mapping[str, int]) -> str:
    return " " + "".join(f"[{n}]" for n in citation_numbers(said, numbers))


def _findings(report: Report, numbers: Mapping[str, int]) -> list[Text]:
    found = []
    for n, section in enumerate(report.sections, start=1):
        found.append(Text(f"{n}. ").append_text(_cited(section.title, numbers)))
    return found


def _search_log(report: Report) -> list[Text]:
    return [
        Text(f"{entry.where}: {entry.query!r}, {entry.error or counted(entry.hits, 'passage')}")
        for entry in report.search_log
    ]


def _sources_title(sources: Sequence[NumberedSource]) -> str:
    archived = sum(source.archived for source in sources)
    notes = sum(source.note and not source.archived for source in sources)
    return f"Sources ({archived} archived here, {notes} known by our notes only)"


def _sources(sources: Sequence[NumberedSource]) -> list[Text]:
    shown = []
    for numbered in islice(sources, MOST_SOURCES):
        source = numbered.source
        facts = [source.publisher, kind_word(source.kind)]
        if source.published is not None:
            facts.append(short_date(source.published))
        line = Text(f"[{numbered.n}]", style="cyan")
        line.append(f" {source.title}", style="default")
        line.append(f" ({', '.join(fact for fact in facts if fact)})", style="dim")
        shown.append(line)
    if len(sources) > MOST_SOURCES:
        shown.append(Text(f"and {len(sources) - MOST_SOURCES} more on the full page", style="dim"))
    return shown


def _where(report: Report, pages: Sequence[str]) -> list[Text]:
    where = [Text(page, style="bold") for page in pages]
    if not where:
        where = [Text("add --out page.html to read it with every passage a click away")]
    kept = f"kept as {report.id[:19]} (wellsourced show {report.id[:19]})"
    return [*where, Text(kept, style="dim")]


def _part(title: str, lines: Sequence[Text]) -> Iterator[Line]:
    if lines:
        yield 0, Text()
        yield 0, Text(title, style="bold")
        yield from ((INDENT, line) for line in lines)
