"""A report as it may leave the machine: what is private in it is hidden, wherever it stands."""

from __future__ import annotations

from dataclasses import replace

from wellsourced.model.reports import AnchorExhibit, Citation, Exhibit, Report, Section, Statement
from wellsourced.model.sources import Passage
from wellsourced.text.private import masked

__all__ = ["shareable"]


def shareable(report: Report) -> Report:
    """The report with e-mail addresses, telephone numbers and keys hidden, each mark for a character.

    Only the words change, not their places: quotes still stand in their passages. Its `id` is another
    where anything was hidden, so print the id of the report it was made from.
    """
    inquiry = report.inquiry
    return replace(
        report,
        inquiry=replace(inquiry, text=masked(inquiry.text), title=masked(inquiry.title)),
        verdicts=tuple(
            replace(v, claim=masked(v.claim), answer=None if v.answer is None else _said(v.answer))
            for v in report.verdicts
        ),
        summary=_all(report.summary),
        sections=tuple(
            Section(title=_said(section.title), statements=_all(section.statements))
            for section in report.sections
        ),
        bottom_line=_all(report.bottom_line),
        undecided=_all(report.undecided),
        watch=_all(report.watch),
        unknowns=tuple(replace(gap, text=masked(gap.text)) for gap in report.unknowns),
        followups=tuple(masked(question) for question in report.followups),
        topics=tuple(masked(topic) for topic in report.topics),
        exhibits=tuple(_exhibit(exhibit) for exhibit in report.exhibits),
        search_log=tuple(replace(entry, query=masked(entry.query)) for entry in report.search_log),
        withheld=tuple(replace(one, text=masked(one.text), why=masked(one.why)) for one in report.withheld),
    )


def _all(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    return tuple(_said(statement) for statement in statements)


def _said(statement: Statement) -> Statement:
    citations = tuple(Citation(passage=c.passage, quote=masked(c.quote)) for c in statement.citations)
    return replace(statement, text=masked(statement.text), citations=citations)


def _exhibit(exhibit: Exhibit) -> Exhibit:
    return replace(
        exhibit,
        passage=_passage(exhibit.passage),
        document_title=masked(exhibit.document_title),
        authors=tuple(masked(name) for name in exhibit.authors),
        before=masked(exhibit.before),
        after=masked(exhibit.after),
        anchors=tuple(_anchor(anchor) for anchor in exhibit.anchors),
    )


def _anchor(anchor: AnchorExhibit) -> AnchorExhibit:
    return replace(
        anchor,
        part=masked(anchor.part),
        passage=_passage(anchor.passage),
        quote=masked(anchor.quote),
        document_title=masked(anchor.document_title),
        before=masked(anchor.before),
        after=masked(anchor.after),
    )


def _passage(passage: Passage) -> Passage:
    headings = tuple(masked(heading) for heading in passage.headings)
    return replace(passage, text=masked(passage.text), headings=headings)
