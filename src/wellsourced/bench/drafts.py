"""How well a draft is read: which of its sentences are worth checking, and what they claim.

Facts are as FActScore has them (Min et al., 2023): a sentence and the facts people took it apart into.
A fact is covered where one of our claims bears it out, a claim invented where its sentence does not;
what bears out is told by proof, and by the verifier where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from wellsourced.bench.datasets import Line, unique_rows
from wellsourced.bench.frozen import UNLABELED, Case
from wellsourced.bench.metrics import label_f1
from wellsourced.bench.run import Figures, Outcome, rounded, told
from wellsourced.model.claims import Stance
from wellsourced.ports import Progress, Verifier
from wellsourced.steps.auditing.splitting import split
from wellsourced.steps.auditing.worth import is_checkable, worth
from wellsourced.steps.proving.proof import prove

__all__ = ["FactsRow", "WorthRow", "checkworthy", "facts", "read_facts", "read_worth"]

WORTHY, NOT = "checkworthy", "not"
FEWEST_WORDS = 8
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthRow:
    """A sentence and whether people thought it worth checking."""

    id: str
    text: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsRow:
    """A sentence and the facts in it."""

    id: str
    text: str
    facts: tuple[str, ...]


def read_worth(path: Path) -> list[WorthRow]:
    """Rows `{"id", "text", "label": "checkworthy"|"not"}`."""

    def row(line: Line) -> WorthRow:
        label = line.text("label")
        if label not in (WORTHY, NOT):
            raise line.fault(f"label {label!r} is neither {WORTHY} nor {NOT}")
        return WorthRow(id=line.name(), text=line.text("text"), label=label)

    return unique_rows(path, row)


def read_facts(path: Path) -> list[FactsRow]:
    """Rows `{"id", "text", "atomic_facts": [{"text"}]}`; those without facts are left out."""

    def row(line: Line) -> FactsRow:
        found = line.fields.get("atomic_facts")
        if not isinstance(found, list) or not all(
            isinstance(one, dict) and isinstance(one.get("text"), str) for one in found
        ):
            raise line.fault("`atomic_facts` is no list of objects with a `text`")
        texts = tuple(one["text"] for one in found if one["text"].strip())
        return FactsRow(id=line.name(), text=line.text("text"), facts=texts)

    return [row for row in unique_rows(path, row) if row.facts]


def checkworthy(rows: Sequence[WorthRow], progress: Progress) -> Outcome:
    """F1, precision and recall of the sentences worth checking; beside it two rules of length and numbers."""
    started = perf_counter()
    found = [worth(row.text) for row in told(rows, "checkworthy", progress)]
    seconds = perf_counter() - started
    gold = [row.label for row in rows]
    said = [_named(is_checkable(row.text)) for row in rows]
    long_or_number = [_named(_is_long(row.text) or _has_number(row.text)) for row in rows]
    long_and_number = [_named(_is_long(row.text) and _has_number(row.text)) for row in rows]
    cases = [
        Case(id=row.id, gold=row.label, predicted=label, score=one)
        for row, label, one in zip(rows, said, found, strict=True)
    ]
    figures: Figures = {
        "n": len(rows),
        **_scores(gold, said),
        "rule_long_or_number": _scores(gold, long_or_number),
        "rule_long_and_number": _scores(gold, long_and_number),
        "sentences_per_second": round(len(rows) / seconds, 1),
    }
    return Outcome(figures=figures, cases=tuple(cases))


def facts(rows: Sequence[FactsRow], verifier: Verifier, progress: Progress) -> Outcome:
    """The share of facts covered and of claims invented; a case is a sentence with its share covered."""
    covered = total = invented = claims = 0
    cases = []
    for row in told(rows, "facts", progress):
        ours = split(row.text)
        held = sum(any(bears_out(one, fact, verifier) for one in ours) for fact in row.facts)
        invented += sum(not bears_out(row.text, one, verifier) for one in ours)
        covered, total, claims = covered + held, total + len(row.facts), claims + len(ours)
        cases.append(Case(id=row.id, gold=UNLABELED, predicted=UNLABELED, score=held / len(row.facts)))
    figures: Figures = {
        "n": len(rows),
        "facts": total,
        "covered": rounded(covered / total),
        "claims": claims,
        "claims_per_sentence": rounded(claims / len(rows)),
        "invented": rounded(invented / max(1, claims)),
    }
    return Outcome(figures=figures, cases=tuple(cases))


def bears_out(told_by: str, claim: str, verifier: Verifier) -> bool:
    """Whether one sentence bears a claim out, by proof or by the verifier's likeliest stance."""
    if prove(claim, [told_by]) is not None:
        return True
    return verifier.judge([(claim, told_by)])[0].stance is Stance.SUPPORTS


def _named(is_worthy: bool) -> str:
    return WORTHY if is_worthy else NOT


def _is_long(text: str) -> bool:
    return len(text.split()) >= FEWEST_WORDS


def _has_number(text: str) -> bool:
    return _DIGIT.search(text) is not None


def _scores(gold: Sequence[str], said: Sequence[str]) -> Figures:
    both = sum(g == s == WORTHY for g, s in zip(gold, said, strict=True))
    return {
        "f1": rounded(label_f1(gold, said, WORTHY)),
        "precision": rounded(both / max(1, said.count(WORTHY))),
        "recall": rounded(both / max(1, gold.count(WORTHY))),
    }
