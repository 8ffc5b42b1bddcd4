"""A report as a page for the terminal: the verdict first, then why, then where the rest is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rich.console import Console
from rich.text import Text

from wellsourced.cli.output import print_text
from wellsourced.model.claims import Label
from wellsourced.model.provisions import in_places
from wellsourced.model.reports import Report, Statement, Verdict
from wellsourced.model.search_log import LIBRARY
from wellsourced.render import parts
from wellsourced.render.disputed import dispute_marks, disputed_notice
from wellsourced.render.imprint import Imprint, imprint_line
from wellsourced.render.rules_view import PlaceLine, place_lines
from wellsourced.render.sources import (
    NumberedSource,
    circle_notes,
    citation_numbers,
    number_sources,
    passage_numbers,
)
from wellsourced.render.staleness import newer_marks, stale_notice
from wellsourced.render.words import (
    UNDECIDED,
    as_of_line,
    byline,
    confidence_phrase,
    counted,
    disclaimers,
    in_quotes,
    kind_word,
    label_word,
    short_date,
    unanswered,
)

__all__ = ["print_report"]

INDENT = 2

BULLET = "- "


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph: its words, how far it is set in, and how much further its later lines are."""

    words: Text
    indent: int = 0
    hang: int = 0


_STYLES = {
    Label.SUPPORTED: "bold green",
    Label.REFUTED: "bold red",
    Label.QUALIFIED: "bold yellow",
    Label.CONFLICTING: "bold magenta",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cites:
    """The number of each passage's source, and what stands behind statements: newer figures, disputes."""

    numbers: Mapping[str, int]
    newer: Mapping[str, str]
    disputed: Mapping[str, str]


def print_report(
    report: Report,
    console: Console,
    pages: Sequence[str],
    phrases: Mapping[str, str],
    imprint: Imprint | None = None,
) -> None:
    """Print the report.

    `pages` are the files it was written to, `phrases` the words for actions by code, and `imprint` is of
    the edition that the report is published as.
    """
    for line in _lines(report, pages, phrases, imprint):
        print_text(console, line.words, line.indent, line.hang)


def _lines(
    report: Report, pages: Sequence[str], phrases: Mapping[str, str], imprint: Imprint | None
) -> Iterator[Line]:
    sources = number_sources(report)
    numbers = passage_numbers(sources)
    cites = _Cites(
        numbers=numbers,
        newer={} if imprint is None else newer_marks(imprint.stale),
        disputed={} if imprint is None else dispute_marks(imprint.disputes),
    )
    for verdict in report.verdicts:
        yield from _verdict(verdict, report, cites)
    yield from _heading(report, imprint)
    agencies = dict(report.agencies)
    for resolution in in_places(report.resolutions):
        lines = [_rule(line, numbers) for line in place_lines(resolution, phrases, agencies)]
        yield from _part(f"The rule in {resolution.place_name}", lines)
    yield from _part("Summary", _paragraph(report.summary, cites))
    yield from _part("What the evidence shows", _findings(report, cites))
    yield from _part("Bottom line", _paragraph(report.bottom_line, cites))
    yield from _part(parts.UNDECIDED, _undecided(report, cites))
    yield from _part(
        "What the evidence does not show", [_marked(BULLET, gap.text) for gap in report.unknowns]
    )
    yield from _part("What to watch", [_marked(BULLET, _cited(said, cites)) for said in report.watch])
    yield from _part(_sources_title(sources), _sources(report, sources, _shown(report, numbers)))
    leads = [_marked(BULLET, f"{lead.title} ({lead.publisher})") for lead in report.leads]
    yield from _part("Published fact-checks (to look at, no evidence)", leads)
    yield from _part("Ask next", [_marked(BULLET, question) for question in report.followups])
    yield from _part("Where we looked" if report.is_thin else "How this was checked", _method(report))
    yield from _part("Full page", _where(report, pages))


def _verdict(verdict: Verdict, report: Report, cites: _Cites) -> Iterator[Line]:
    line = Text(label_word(verdict.label).upper(), style=_STYLES.get(verdict.label, "bold"))
    line.append("  ")
    if verdict.answer is None:
        line.append(
            unanswered(verdict.label, report.search_log, report.resolutions, report.undecided),
            style="not bold default",
        )
    else:
        line.append_text(_cited(verdict.answer, cites, style="bold default"))
    yield Line(words=line)
    if len(report.verdicts) > 1:
        yield Line(words=Text(f"Claim: {verdict.claim}", style="dim"), indent=INDENT)
    if verdict.supports + verdict.refutes == 0:
        return
    weighed = (
        f"{confidence_phrase(verdict.confidence).capitalize()} in this label"
        f" · {counted(verdict.supports, 'passage')} for"
        f" · {counted(verdict.refutes, 'passage')} against"
        f" · {counted(verdict.independent_sources, 'independent publisher')}"
    )
    yield Line(words=Text(weighed, style="dim"), indent=INDENT)


def _heading(report: Report, imprint: Imprint | None) -> Iterator[Line]:
    yield Line(words=Text())
    yield Line(words=Text(report.inquiry.title, style="bold"))
    told = f"{as_of_line(report.inquiry.on, report.checked_at)}. {' '.join(disclaimers(report))}"
    yield Line(words=Text(told, style="dim"))
    if imprint is not None:
        yield Line(words=Text(f"{imprint_line(imprint)}."))
        notice = stale_notice(imprint.stale)
        yield from [Line(words=Text(notice, style="bold"))] if notice else []
        disputed = disputed_notice(imprint.disputes)
        yield from [Line(words=Text(disputed, style="bold"))] if disputed else []


def _rule(line: PlaceLine, numbers: Mapping[str, int]) -> Line:
    words = Text.assemble(f"{line.who} ", (line.deciding, "bold"), f" {line.rest}")
    rests_on = ", ".join(part for part in (line.since, line.instrument) if part)
    words.append(f" ({rests_on})" if rests_on else "", style="dim")
    words.append_text(_marks(dict.fromkeys(numbers[passage] for passage in line.passages)))
    if line.beside:
        words.append(". " + " ".join(line.beside))
    return _marked(BULLET, words)


def _cited(said: Statement, cites: _Cites, style: str = "", *, quoted: bool = False) -> Text:
    text = Text(in_quotes(said.text) if quoted else said.text, style=style)
    text.append_text(_marks(citation_numbers(said, cites.numbers)))
    for told in (cites.newer, cites.disputed):
        if said.text in told:
            text.append(f" [{told[said.text]}]", style="bold")
    return text


def _marks(cited: Iterable[int]) -> Text:
    marks = "".join(f"[{n}]" for n in cited)
    return Text(f" {marks}" if marks else "", style="not bold cyan")


def _paragraph(statements: Sequence[Statement], cites: _Cites) -> list[Line]:
    if not statements:
        return []
    return [Line(words=Text(" ").join(_cited(said, cites) for said in statements))]


def _marked(mark: str, words: str | Text) -> Line:
    """An item of a list: its later lines stand under its words, not under its mark."""
    text = Text(mark, style="default")
    text.append_text(Text(words) if isinstance(words, str) else words)
    return Line(words=text, hang=len(mark))


def _findings(report: Report, cites: _Cites) -> list[Line]:
    titles = [_cited(section.title, cites) for section in report.sections]
    return [_marked(f"{n}. ", title) for n, title in enumerate(titles, start=1)]


def _undecided(report: Report, cites: _Cites) -> list[Line]:
    lines = [_marked(BULLET, _cited(said, cites, quoted=True)) for said in report.undecided]
    return [Line(words=Text(UNDECIDED)), *lines] if lines else []


def _shown(report: Report, numbers: Mapping[str, int]) -> set[int]:
    """The numbers of the sources that a terminal's page cites."""
    answers = [verdict.answer for verdict in report.verdicts if verdict.answer is not None]
    titles = [section.title for section in report.sections]
    said = [*answers, *report.summary, *titles, *report.bottom_line, *report.undecided, *report.watch]
    rules = (rule for one in in_places(report.resolutions) for rule in one.rules)
    ruled = {numbers[passage] for rule in rules for passage in rule.passages}
    return ruled.union(n for statement in said for n in citation_numbers(statement, numbers))


def _sources_title(sources: Sequence[NumberedSource]) -> str:
    archived = sum(source.archived for source in sources)
    notes = sum(source.note and not source.archived for source in sources)
    return f"Sources ({archived} archived here, {notes} known by our notes only)"


def _sources(report: Report, sources: Sequence[NumberedSource], cited: Collection[int]) -> list[Line]:
    listed = [_source(numbered) for numbered in sources if numbered.n in cited]
    left = len(sources) - len(listed)
    more = [Line(words=Text(f"and {left} more on the full page", style="dim"))] if left else []
    circles = [Line(words=Text(note)) for note in circle_notes(report, sources)] if listed else []
    return [*listed, *more, *circles]


def _source(numbered: NumberedSource) -> Line:
    source = numbered.source
    facts = [source.publisher, byline(numbered.authors), kind_word(source.kind)]
    if source.published is not None:
        facts.append(short_date(source.published))
    if numbered.updated is not None:
        facts.append(f"updated {short_date(numbered.updated)}")
    words = Text(source.title)
    words.append(f" ({', '.join(fact for fact in facts if fact)})", style="dim")
    return _marked(f"[{numbered.n}] ", words)


def _method(report: Report) -> list[Line]:
    """Every query where nothing was found; else one line, as the full page has the rest."""
    asked = report.search_log if report.is_thin else []
    queries = [f"{entry.query!r}: {entry.error or counted(entry.hits, 'passage')}" for entry in asked]
    at_home = sum(entry.where == LIBRARY for entry in report.search_log)
    outside = len(report.search_log) - at_home
    told = (
        f"{counted(at_home, 'search', 'searches')} of the library"
        + (f", {outside:,} outside" if outside else "")
        + f" · weighed by rules and by {report.method.verifier}"
        + f" · {counted(len(report.withheld), 'sentence')} withheld"
    )
    return [*(_marked(BULLET, query) for query in queries), Line(words=Text(told, style="dim"))]


def _where(report: Report, pages: Sequence[str]) -> list[Line]:
    where = [Line(words=Text(page, style="bold")) for page in pages]
    if not where:
        where = [Line(words=Text("add --out page.html to read it with every passage a click away"))]
    kept = f"kept as {report.id[:19]} (wellsourced show {report.id[:19]})"
    return [*where, Line(words=Text(kept, style="dim"))]


def _part(title: str, lines: Sequence[Line]) -> Iterator[Line]:
    if lines:
        yield Line(words=Text())
        yield Line(words=Text(title, style="bold"))
        yield from (replace(line, indent=line.indent + INDENT) for line in lines)
