"""Verdicts of two pages, claim by claim. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellsourced.diff.pairing import by_key, plain, told
from wellsourced.model.claims import Label
from wellsourced.model.editions import Change, ChangeKind
from wellsourced.model.reports import Report, Verdict
from wellsourced.render import parts, words

__all__ = ["VerdictPair", "paired_verdicts", "verdict_changes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPair:
    """The verdicts on one claim; one is absent where only one page has it. `claim` is said where
    either page has several."""

    before: Verdict | None
    after: Verdict | None
    claim: str


def paired_verdicts(before: Report, after: Report) -> tuple[VerdictPair, ...]:
    """Verdicts by the words of their claims; the only one of each page is paired whatever its words."""
    if len(before.verdicts) == len(after.verdicts) == 1:
        return (VerdictPair(before=before.verdicts[0], after=after.verdicts[0], claim=""),)
    same = by_key(before.verdicts, after.verdicts, lambda verdict: plain(verdict.claim))
    gone = _others(before.verdicts, [old for old, _ in same])
    come = _others(after.verdicts, [new for _, new in same])
    return (
        *(VerdictPair(before=old, after=new, claim=plain(new.claim)) for old, new in same),
        *(VerdictPair(before=old, after=None, claim=plain(old.claim)) for old in gone),
        *(VerdictPair(before=None, after=new, claim=plain(new.claim)) for new in come),
    )


def _others(verdicts: Sequence[Verdict], taken: Sequence[Verdict]) -> list[Verdict]:
    ids = {id(verdict) for verdict in taken}
    return [verdict for verdict in verdicts if id(verdict) not in ids]


def verdict_changes(pairs: Sequence[VerdictPair], before: Report, after: Report) -> Iterator[Change]:
    """Labels that differ; how sure they are, where the label stands; and what is said without an answer."""
    for pair in pairs:
        where = parts.within(parts.VERDICT, pair.claim)
        old, new = pair.before, pair.after
        yield from told(ChangeKind.VERDICT, _label(old), _label(new), where)
        if old is not None and new is not None and old.label is new.label:
            place = parts.within(parts.CONFIDENCE, pair.claim)
            yield from told(ChangeKind.VERDICT, _sure(old), _sure(new), place)
        answer = parts.within(parts.ANSWER, pair.claim)
        if old is not None and new is not None and (old.answer is None or new.answer is None):
            yield from told(ChangeKind.VERDICT, _answer(old, before), _answer(new, after), answer)


def _label(verdict: Verdict | None) -> str | None:
    return None if verdict is None else words.label_word(verdict.label)


def _sure(verdict: Verdict) -> str:
    """How sure, where the page says it."""
    if verdict.label in (Label.NOT_ENOUGH_EVIDENCE, Label.NOT_CHECKABLE):
        return ""
    return words.confidence_phrase(verdict.confidence)


def _answer(verdict: Verdict, report: Report) -> str:
    """The sentence of the verdict line; that a search got no answer is no matter of the verdict."""
    if verdict.answer is None:
        return words.unanswered(verdict.label, (), report.resolutions)
    return verdict.answer.text
