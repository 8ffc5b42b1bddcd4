"""Statements of two pages: added, removed, reworded, with other figures, or on other sources. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from wellsourced.diff.pairing import alike, by_key, plain, told
from wellsourced.diff.sourced import Cited, basis_changes, quote_changes
from wellsourced.diff.verdicts import VerdictPair
from wellsourced.model.editions import Change, ChangeKind
from wellsourced.model.reports import Report, Section, Statement
from wellsourced.render import parts
from wellsourced.render.page_view import settled_by
from wellsourced.text.rewording import figure_changes, likeness

__all__ = ["answer_changes", "statement_changes"]

ALIKE_IN_PART = 0.5
ALIKE_ANYWHERE = 0.6
"""Share of words two statements have in common to be wordings of one: less is needed in the same part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A sentence of a page: `part` is the same for the same part of both pages, `where` its heading.

    `cited` are its quotes with their sources; `statement` is absent for what no source bears out.
    """

    text: str
    part: str
    where: str
    cited: frozenset[tuple[str, str]] = frozenset()
    statement: Statement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pages:
    """The sources of the passages that both pages cite."""

    old: Cited
    new: Cited


def answer_changes(pair: VerdictPair, old: Cited, new: Cited) -> Iterator[Change]:
    """An answer in other words, with other figures or on other sources, where both verdicts have one."""
    before, after = pair.before, pair.after
    if before is None or after is None or before.answer is None or after.answer is None:
        return
    where = parts.within(parts.ANSWER, pair.claim)
    said = _said(before.answer, old, where, where), _said(after.answer, new, where, where)
    yield from _between(*said, _Pages(old=old, new=new), ChangeKind.VERDICT)


def statement_changes(before: Report, after: Report, old: Cited, new: Cited) -> Iterator[Change]:
    """Titles of sections with those of sections, sentences with sentences, unknowns with unknowns."""
    pages = _Pages(old=old, new=new)
    was = [_said(one.title, old, parts.SECTION_TITLE, parts.SECTION_TITLE) for one in before.sections]
    now = [_said(one.title, new, parts.SECTION_TITLE, parts.SECTION_TITLE) for one in after.sections]
    titles = _pairs(was, now)
    yield from _all(titles, was, now, pages)
    names = {id(a): f"section {k}" for k, (a, _) in enumerate(titles)}
    names |= {id(b): f"section {k}" for k, (_, b) in enumerate(titles)}
    was = _sentences(before, old, [names.get(id(one), "only before") for one in was])
    now = _sentences(after, new, [names.get(id(one), "only after") for one in now])
    yield from _all(_pairs(was, now), was, now, pages)
    was, now = _unknowns(before), _unknowns(after)
    yield from _all(_pairs(was, now), was, now, pages)


def _sentences(report: Report, cited: Cited, sections: Sequence[str]) -> list[_Said]:
    """Every sentence in reading order; `sections` are the parts that the sections are."""
    said = [_said(one, cited, parts.SUMMARY, parts.SUMMARY) for one in report.summary]
    for n, (section, part) in enumerate(zip(report.sections, sections, strict=True), start=1):
        said += [_said(one, cited, part, _headed(n, section)) for one in section.statements]
    for part, statements in (
        (parts.BOTTOM_LINE, report.bottom_line),
        (parts.UNDECIDED, report.undecided),
        (parts.WATCH, report.watch),
    ):
        said += [_said(one, cited, part, part) for one in statements]
    return said


def _headed(n: int, section: Section) -> str:
    return parts.within(f"Section {n}", plain(section.title.text))


def _said(statement: Statement, cited: Cited, part: str, where: str) -> _Said:
    quotes = cited.quotes(statement.citations)
    return _Said(text=plain(statement.text), part=part, where=where, cited=quotes, statement=statement)


def _unknowns(report: Report) -> list[_Said]:
    texts = settled_by(report) or tuple(unknown.text for unknown in report.unknowns)
    return [_Said(text=plain(text), part=parts.UNKNOWNS, where=parts.UNKNOWNS) for text in texts]


def _pairs(old: Sequence[_Said], new: Sequence[_Said]) -> list[tuple[_Said, _Said]]:
    """The same sentence first, at best in its part and on its sources; then what is most alike."""

    def same_part(a: _Said, b: _Said) -> float:
        return likeness(a.text, b.text) if a.part == b.part else 0.0

    def anywhere(a: _Said, b: _Said) -> float:
        return likeness(a.text, b.text)

    steps: tuple[Callable[[list[_Said], list[_Said]], list[tuple[_Said, _Said]]], ...] = (
        lambda a, b: by_key(a, b, lambda one: (one.text, one.cited, one.part)),
        lambda a, b: by_key(a, b, lambda one: (one.text, one.cited)),
        lambda a, b: by_key(a, b, lambda one: (one.text, one.part)),
        lambda a, b: by_key(a, b, lambda one: one.text),
        lambda a, b: alike(a, b, same_part, ALIKE_IN_PART),
        lambda a, b: alike(a, b, anywhere, ALIKE_ANYWHERE),
    )
    left, right = list(old), list(new)
    pairs: list[tuple[_Said, _Said]] = []
    for step in steps:
        found = step(left, right)
        pairs += found
        taken = {id(one) for pair in found for one in pair}
        left = [one for one in left if id(one) not in taken]
        right = [one for one in right if id(one) not in taken]
    return pairs


def _all(
    pairs: Sequence[tuple[_Said, _Said]], old: Sequence[_Said], new: Sequence[_Said], pages: _Pages
) -> Iterator[Change]:
    """The changes in the order of the new page, then what is gone from the old."""
    was = {id(b): a for a, b in pairs}
    for one in new:
        if id(one) in was:
            yield from _between(was[id(one)], one, pages, ChangeKind.STATEMENT)
        else:
            yield from told(ChangeKind.STATEMENT, None, one.text, one.where)
    kept = {id(a) for a, _ in pairs}
    for one in old:
        if id(one) not in kept:
            yield from told(ChangeKind.STATEMENT, one.text, None, one.where)


def _between(old: _Said, new: _Said, pages: _Pages, kind: ChangeKind) -> Iterator[Change]:
    """What differs between two wordings of one statement: figures, words, sources, words cited."""
    quoted = parts.within(new.where, f"“{new.text}”")
    if old.text != new.text:
        refigured = figure_changes(old.text, new.text)
        for was, now in refigured.pairs:
            yield from told(ChangeKind.FIGURE, was, now, new.where)
        if not refigured.only:
            yield from told(kind, old.text, new.text, new.where)
    if old.statement is not None and new.statement is not None:
        before = pages.old.behind(c.passage for c in old.statement.citations)
        after = pages.new.behind(c.passage for c in new.statement.citations)
        yield from basis_changes(before, after, quoted)
    if old.text == new.text:
        yield from quote_changes(old.cited, new.cited, quoted)
