"""Two reports compared as a reader would: verdicts, statements, rules, sources, and who judged. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wellsourced.diff.pairing import told
from wellsourced.diff.ruled import rule_changes
from wellsourced.diff.said import answer_changes, statement_changes
from wellsourced.diff.sourced import Cited, source_changes
from wellsourced.diff.verdicts import paired_verdicts, verdict_changes
from wellsourced.model.editions import Change, ChangeKind
from wellsourced.model.reports import Report
from wellsourced.render import parts
from wellsourced.render.sharing import shareable
from wellsourced.render.words import NO_PHRASES

__all__ = ["diff"]


def diff(before: Report, after: Report, *, actions: Mapping[str, str] = NO_PHRASES) -> tuple[Change, ...]:
    """What a reader would see differ, in the order of the page; `actions` as for the page.

    No difference are ids, clocks and durations; the order of anything, the part of the page a statement
    stands in, the numbers of citations; another capture of a source with the words cited still in it; and
    what only tells of the work or leads on from the page: its search log, what was withheld, topics and
    follow-up questions. What is private is hidden before anything is compared.
    """
    before, after = shareable(before), shareable(after)
    return tuple(_changes(before, after, actions))


def _changes(before: Report, after: Report, actions: Mapping[str, str]) -> Iterator[Change]:
    old, new = Cited.of(before), Cited.of(after)
    verdicts = paired_verdicts(before, after)
    yield from told(ChangeKind.STATEMENT, before.inquiry.title, after.inquiry.title, parts.QUESTION)
    yield from verdict_changes(verdicts, before, after)
    for pair in verdicts:
        yield from answer_changes(pair, old, new)
    yield from statement_changes(before, after, old, new)
    yield from rule_changes(before, after, old, new, actions)
    yield from source_changes(before, after)
    for where, was, now in (
        (parts.VERIFIER, before.method.verifier, after.method.verifier),
        (parts.ENCODER, before.method.encoder, after.method.encoder),
        (parts.WRITER, before.method.writer, after.method.writer),
    ):
        yield from told(ChangeKind.METHOD, was, now, where)
