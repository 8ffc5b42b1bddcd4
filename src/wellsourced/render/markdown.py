"""A report as Markdown: the same page, each `[n]` a link to its source and the passages below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wellsourced.model.claims import Label
from wellsourced.model.reports import Exhibit, Report, Statement, Verdict
from wellsourced.model.sources import Source
from wellsourced.render import words
from wellsourced.render.anchor_view import AnchorView, anchor_views
from wellsourced.render.page import NO_PHRASES, web_address
from wellsourced.render.page_view import settled_by
from wellsourced.render.rules_table import RuleLine, group_rules
from wellsourced.render.sharing import shareable
from wellsourced.render.sources import (
    NumberedSource,
    circle_notes,
    citation_numbers,
    number_sources,
    passage_numbers,
    source_counts,
)

__all__ = ["escaped", "page_markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_OPENS_BLOCK = re.compile(r"^(\d+)([.)])|^([-+=])")
_UNSAFE_IN_LINK = re.compile(r"[\s<>()\\]")

Numbers = Mapping[str, int]


def page_markdown(report: Report, *, actions: Mapping[str, str] = NO_PHRASES) -> str:
    """Return the report as CommonMark. `actions` maps action codes to infinitives."""
    report = shareable(report)
    sources = number_sources(report)
    blocks = list(_blocks(report, sources, actions))
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(text: str) -> str:
    """The text on one line with nothing in it that Markdown or HTML would read as markup."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _OPENS_BLOCK.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)


def _blocks(report: Report, sources: Sequence[NumberedSource], actions: Mapping[str, str]) -> Iterator[str]:
    numbers = passage_numbers(sources)
    yield f"# {escaped(report.inquiry.title)}"
    for verdict in report.verdicts:
        yield _verdict(verdict, report, numbers)
    yield f"{words.as_of_line(report.inquiry.on, report.checked_at)}."
    yield f"*{' '.join(words.disclaimers(report))} [Method and limits](#method)*"
    yield from _part("Executive summary", _paragraph(report.summary, numbers))
    for n, section in enumerate(report.sections, start=1):
        yield f"## {n}. {_said(section.title, numbers)}"
        yield _paragraph(section.statements, numbers)
    yield from _part("Where it depends", "\n\n".join(_rules(report, numbers, actions)))
    yield from _part("Bottom line", _paragraph(report.bottom_line, numbers))
    settling = settled_by(report)
    unknowns = [] if settling else [unknown.text for unknown in report.unknowns]
    yield from _part("What would settle it", _list(escaped(text) for text in settling))
    yield from _part("What the evidence does not show", _list(escaped(text) for text in unknowns))
    yield from _part("What to watch next", _list(_said(said, numbers) for said in report.watch))
    yield from _part("Sources", "\n\n".join(_sources(report, sources)))
    yield from _part("Published fact-checks", _leads(report.leads))
    yield from _part("Follow-up questions", _list(escaped(text) for text in report.followups))
    yield from _part("Topics", _list(escaped(text) for text in report.topics))
    yield from _checked(report)


def _part(title: str, body: str) -> Iterator[str]:
    if body:
        yield f"## {title}"
        yield body


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _said(statement: Statement, numbers: Numbers) -> str:
    return f"{escaped(statement.text)}{_links(citation_numbers(statement, numbers))}"


def _links(numbers: Iterable[int]) -> str:
    return "".join(f" [[{n}]](#source-{n})" for n in numbers)


def _paragraph(statements: Iterable[Statement], numbers: Numbers) -> str:
    return " ".join(_said(statement, numbers) for statement in statements)


def _verdict(verdict: Verdict, report: Report, numbers: Numbers) -> str:
    if verdict.answer is None:
        answer = words.unanswered(verdict.label, report.search_log)
    else:
        answer = _said(verdict.answer, numbers)
    claim = f"*{escaped(verdict.claim)}* " if len(report.verdicts) > 1 else ""
    label = words.label_word(verdict.label)
    # "Low confidence" beside "Not enough evidence" would read as doubt about the doubt.
    open_ended = verdict.label in (Label.NOT_ENOUGH_EVIDENCE, Label.NOT_CHECKABLE)
    sure = "" if open_ended else f" ({words.confidence_phrase(verdict.confidence)})"
    return f"{claim}**{label}**{sure}. {answer}"


def _rules(report: Report, numbers: Numbers, actions: Mapping[str, str]) -> Iterator[str]:
    for state in group_rules(report.provisions):
        yield f"### {escaped(state.name)}"
        yield _list(
            (f"{escaped(place.name)}: " if place.name else "") + _rule(line, numbers, actions)
            for place in state.places
            for line in place.lines
        )


def _rule(line: RuleLine, numbers: Numbers, actions: Mapping[str, str]) -> str:
    who = words.joined(words.agency_word(agency) for agency in line.agencies)
    phrases = [words.action_phrase(code, actions) for code in line.actions]
    deciding, what, condition = words.rule_phrase(line.value, phrases)
    since = "start date not verified" if line.since is None else f"since {words.short_date(line.since)}"
    said = f"{escaped(who)} **{deciding}** {escaped(what)}" + (f" **{condition}**" if condition else "")
    cited = dict.fromkeys(numbers[passage] for passage in line.passages)
    return f"{said} ({since}; {escaped(line.instrument)}){_links(cited)}"


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
    listed = _list(f"{_titled(source)} ({escaped(source.publisher)})" for source in leads)
    return f"{words.LEADS}\n\n{listed}" if leads else ""


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
    yield from _subpart("What was searched", _list(log) or "No search was run.")
    withheld = [f"{escaped(one.text)} ({escaped(one.why)})" for one in report.withheld]
    yield from _subpart("What was withheld", _list(withheld) or "No sentence was withheld.")
    method = report.method
    by = [f"Verifier: {method.verifier}", f"Encoder: {method.encoder}", f"Writer: {method.writer}"]
    yield from _subpart("What judged and wrote", _list(escaped(line) for line in by))
    yield '### <a id="method"></a>Method and limits'
    yield words.METHOD[0]
    yield _list(f"**{words.label_word(label)}**: {words.label_meaning(label)}." for label in Label)
    yield from words.METHOD[1:]


def _subpart(title: str, body: str) -> Iterator[str]:
    yield f"### {title}"
    yield body
