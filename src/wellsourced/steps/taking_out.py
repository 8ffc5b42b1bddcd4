"""A report without sentences that an editor takes back: what is left stands as it stood, word for word."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from wellsourced.errors import InputError
from wellsourced.model.reports import Report, Section, Statement

__all__ = ["answers_of", "can_go", "without"]


def answers_of(report: Report) -> frozenset[str]:
    """The sentences that answer: the page is of them, so they are not taken out."""
    return frozenset(verdict.answer.text for verdict in report.verdicts if verdict.answer is not None)


def can_go(report: Report, taken_back: Collection[str]) -> frozenset[str]:
    """Those of the sentences taken back that the report says, its answers aside."""
    said = frozenset(statement.text for statement in report.statements())
    return said.intersection(taken_back) - answers_of(report)


def without(report: Report, taken_back: Collection[str]) -> Report:
    """The report less these sentences, wherever they stand, and less what only they cite.

    A section goes with its title or with its last sentence. Raises `InputError` where one of them is not
    said or is an answer, which is not taken out but checked again.
    """
    if answers_of(report).intersection(taken_back):
        raise InputError(
            "this sentence is the page's answer, so it is not taken out: check the page again, or retract it."
        )
    said = {statement.text for statement in report.statements()}
    unknown = next((text for text in taken_back if text not in said), None)
    if unknown is not None or not taken_back:
        raise InputError("the page says no such thing any more: load its desk again and choose anew.")
    sections = (_section(section, taken_back) for section in report.sections)
    left = replace(
        report,
        summary=_left(report.summary, taken_back),
        sections=tuple(section for section in sections if section is not None),
        bottom_line=_left(report.bottom_line, taken_back),
        watch=_left(report.watch, taken_back),
        undecided=_left(report.undecided, taken_back),
    )
    cited = {citation.passage for one in left.statements() for citation in one.citations}
    ruled = {passage for one in left.resolutions for passage in one.passages}
    ruled |= {passage for one in left.provisions for passage in one.passages}
    kept = tuple(one for one in report.exhibits if one.passage.id in cited | ruled)
    return replace(left, exhibits=kept)


def _section(section: Section, taken_back: Collection[str]) -> Section | None:
    statements = _left(section.statements, taken_back)
    if section.title.text in taken_back or not statements:
        return None
    return replace(section, statements=statements)


def _left(statements: Iterable[Statement], taken_back: Collection[str]) -> tuple[Statement, ...]:
    return tuple(said for said in statements if said.text not in taken_back)
