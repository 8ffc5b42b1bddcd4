"""A report as Markdown: the same page, each `[n]` a link to its source and the passages below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wellsourced.model.claims import Label
from wellsourced.model.provisions import in_places
from wellsourced.model.reports import Exhibit, Report, Statement, Verdict
from wellsourced.model.sources import Source
from wellsourced.render import parts, words
from wellsourced.render.anchor_view import AnchorView, anchor_views
from wellsourced.render.disputed import dispute_marks, disputed_notice
from wellsourced.render.imprint import Imprint, imprint_line
from wellsourced.render.markdown_rules import map_block, place_block, rule_blocks
from wellsourced.render.markdown_text import Numbers, escaped, links, listed
from wellsourced.render.page_view import settled_by
from wellsourced.render.sharing import shareable
from wellsourced.render.sources import (
    NumberedSource,
    circle_notes,
    citation_numbers,
    number_sources,
    passage_numbers,
    source_counts,
    web_address,
)
from wellsourced.render.staleness import newer_marks, stale_notice
from wellsourced.render.words import NO_PHRASES

__all__ = ["escaped", "page_markdown"]

_UNSAFE_IN_LINK = re.compile(r"[\s<>()\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cites:
    """The number of each passage's source, and what stands behind statements: newer figures, disputes."""

    numbers: Numbers
    newer: Mapping[str, str]
    disputed: Mapping[str, str]


def page_markdown(
    report: Report, *, actions: Mapping[str, str] = NO_PHRASES, imprint: Imprint | None = None
) -> str:
    """Return the report as CommonMark. `actions` maps action codes to infinitives; see `page_html`."""
    report = shareable(report)
    sources = number_sources(report)
    blocks = list(_blocks(report, sources, actions, imprint))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _blocks(
    report: Report,
    sources: Sequence[NumberedSource],
    actions: Mapping[str, str],
    imprint: Imprint | None,
) -> Iterator[str]:
    numbers = passage_numbers(sources)
    cites = _Cites(
        numbers=numbers,
        newer={} if imprint is None else newer_marks(imprint.stale),
        disputed={} if imprint is None else dispute_marks(imprint.disputes),
    )
    yield f"# {escaped(report.inquiry.title)}"
    for verdict in report.verdicts:
        yield _verdict(verdict, report, cites)
    yield f"{words.as_of_line(report.inquiry.on, report.checked_at)}."
    if imprint is not None:
        yield f"{escaped(imprint_line(imprint))}."
        notice = stale_notice(imprint.stale)
        yield f"**{escaped(notice)}**" if notice else ""
        disputed = disputed_notice(imprint.disputes)
        yield f"**{escaped(disputed)}**" if disputed else ""
    yield f"*{' '.join(words.disclaimers(report))} [Method and limits](#method)*"
    for resolution in in_places(report.resolutions):
        title = f"The rule in {escaped(resolution.place_name)}"
        yield from _part(title, place_block(resolution, numbers, actions, dict(report.agencies)))
    yield from _part("Executive summary", _paragraph(report.summary, cites))
    for n, section in enumerate(report.sections, start=1):
        yield f"## {n}. {_said(section.title, cites)}"
        yield _paragraph(section.statements, cites)
    rules = [*map_block(report, actions), *rule_blocks(report, numbers, actions)]
    yield from _part("Where it depends", "\n\n".join(rules))
    yield from _part("Bottom line", _paragraph(report.bottom_line, cites))
    undecided = listed(_said(said, cites, quoted=True) for said in report.undecided)
    yield from _part(parts.UNDECIDED, undecided and f"{words.UNDECIDED}\n\n{undecided}")
    settling = settled_by(report)
    unknowns = [] if settling else [unknown.text for unknown in report.unknowns]
    yield from _part("What would settle it", listed(escaped(text) for text in settling))
    yield from _part("What the evidence does not show", listed(escaped(text) for text in unknowns))
    yield from _part("What to watch next", listed(_said(said, cites) for said in report.watch))
    yield from _part("Sources", "\n\n".join(_sources(report, sources)))
    yield from _part("Published fact-checks", _leads(report.leads))
    yield from _part("Follow-up questions", listed(escaped(text) for text in report.followups))
    yield from _part("Topics", listed(escaped(text) for text in report.topics))
    yield from _checked(report)


def _part(title: str, body: str) -> Iterator[str]:
    if body:
        yield f"## {title}"
        yield body


def _said(statement: Statement, cites: _Cites, *, quoted: bool = False) -> str:
    marks = [told[statement.text] for told in (cites.newer, cites.disputed) if statement.text in told]
    mark = "".join(f" **{escaped(f'[{one}]')}**" for one in marks)
    text = words.in_quotes(statement.text) if quoted else statement.text
    return f"{escaped(text)}{links(citation_numbers(statement, cites.numbers))}{mark}"


def _paragraph(statements: Iterable[Statement], cites: _Cites) -> str:
    return " ".join(_said(statement, cites) for statement in statements)


def _verdict(verdict: Verdict, report: Report, cites: _Cites) -> str:
    if verdict.answer is None:
        answer = words.unanswered(verdict.label, report.search_log, report.resolutions, report.undecided)
    else:
        answer = _said(verdict.answer, cites)
    claim = f"*{escaped(verdict.claim)}* " if len(report.verdicts) > 1 else ""
    label = words.label_word(verdict.label)
    # "Low confidence" beside "Not enough evidence" would read as doubt about the doubt.
    open_ended = verdict.label in (Label.NOT_ENOUGH_EVIDENCE, Label.NOT_CHECKABLE)
    sure = "" if open_ended else f" ({words.confidence_phrase(verdict.confidence)})"
    return f"{claim}**{label}**{sure}. {answer}"


def _sources(report: Report, sources: Sequence[NumberedSource]) -> Iterator[str]:
    if sources:
        yield escaped(" ".join(source_counts(sources)))
        yield from (escaped(note) for note in circle_notes(report, sources))
    on_page = {source.id: source.n for source in sources}
    for numbered in sources:
        source = numbered.source
        facts = [
            escaped(source.publisher),
            *([escaped(words.byline(numbered.authors))] if numbered.authors else []),
            words.kind_word(source.kind),
            "undated" if source.published is None else f"published {words.short_date(source.published)}",
            *([] if numbered.updated is None else [f"updated {words.short_date(numbered.updated)}"]),
            _status(numbered),
        ]
        if numbered.copy_of in on_page:
            facts.append(f"a copy of \\[{on_page[numbered.copy_of]}\\], counted once")
        if numbered.circle:
            others = ", ".join(f"\\[{n}\\]" for n in numbered.circle)
            facts.append(f"in a circle of citations with {others}")
        yield f'<a id="source-{numbered.n}"></a>**\\[{numbered.n}\\]** {_titled(source)}. {", ".join(facts)}.'
        yield from (_exhibit(exhibit) for exhibit in numbered.exhibits)


def _titled(source: Source) -> str:
    link, title = web_address(source.uri), escaped(source.title)
    return f"[{title}]({_UNSAFE_IN_LINK.sub(_percent, link)})" if link else title


def _leads(leads: Sequence[Source]) -> str:
    """Fact-checks of others, under a line that says what they are not."""
    found = listed(f"{_titled(source)} ({escaped(source.publisher)})" for source in leads)
    return f"{words.LEADS}\n\n{found}" if leads else ""


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8"))


def _status(numbered: NumberedSource) -> str:
    if numbered.captured_at is not None and numbered.archived:
        also = "; also our note" if numbered.note else ""
        return f"archived copy, captured {words.short_date(numbered.captured_at.date())}{also}"
    return "our note, not archived here" if numbered.note else "not archived here"


def _exhibit(exhibit: Exhibit) -> str:
    """A quotation for an archived passage; a note of ours is plain text, and quotes what bears it out."""
    text = escaped(exhibit.passage.text)
    if exhibit.passage.note is None:
        return f"> {text}"
    return "\n\n".join(
        (f"Our note: {text}", *(_anchor(view, exhibit.source) for view in anchor_views(exhibit)))
    )


def _anchor(view: AnchorView, source: Source) -> str:
    """The archived passage, with the words of it that bear our note out in bold."""
    marked = "".join(
        f"**{escaped(one.text)}**" if one.quotes and one.text.strip() else _between(one.text)
        for one in view.segments
    )
    captured = words.short_date(view.anchor.captured_at.date())
    where = f"this archived passage of {escaped(source.title)} (captured {captured})"
    return f"{view.what}, borne out by {where}:\n\n> {marked.strip()}"


def _between(text: str) -> str:
    """Text beside what is marked, with the spaces that part them."""
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and text.strip() else ""
    return f"{left}{escaped(text)}{right}"


def _checked(report: Report) -> Iterator[str]:
    yield "## How this was checked"
    log = [
        f"{escaped(entry.where)}: {escaped(entry.query)} "
        + (
            f"({words.counted(entry.hits, 'passage')})"
            if entry.error is None
            else f"(failed: {escaped(entry.error)})"
        )
        for entry in report.search_log
    ]
    yield from _subpart("What was searched", listed(log) or "No search was run.")
    withheld = [f"{escaped(one.text)} ({escaped(one.why)})" for one in report.withheld]
    yield from _subpart("What was withheld", listed(withheld) or "No sentence was withheld.")
    method = report.method
    by = [f"Verifier: {method.verifier}", f"Encoder: {method.encoder}", f"Writer: {method.writer}"]
    by += [f"Prompts: {method.prompts}"] if method.prompts else []
    yield from _subpart("What judged and wrote", listed(escaped(line) for line in by))
    if method.fallbacks:
        own = listed(escaped(line) for line in method.fallbacks)
        yield from _subpart("What stands in the sources' own words", own)
    yield '### <a id="method"></a>Method and limits'
    yield words.METHOD[0]
    yield listed(f"**{words.label_word(label)}**: {words.label_meaning(label)}." for label in Label)
    yield from words.METHOD[1:]


def _subpart(title: str, body: str) -> Iterator[str]:
    yield f"### {title}"
    yield body
