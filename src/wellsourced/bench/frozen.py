"""What was said of every case, kept in a file without any text, and what changed since.

A file is tab-separated with a head line: id, gold, predicted, score. Where a case has no label but a
measure (a query's nDCG), gold and predicted are `-` and the score alone is compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wellsourced.errors import InputError
from wellsourced.outputs import write_output

__all__ = [
    "UNLABELED",
    "Case",
    "Comparison",
    "compare",
    "read_frozen",
    "refuse_other_set",
    "write_frozen",
]

UNLABELED = "-"
HEAD = ("id", "gold", "predicted", "score")
PLACES = 4
"""Decimals kept of a score: more would only record another machine's rounding."""
SAME = 10**-PLACES * 1.5
"""A measure that moved by no more than its rounding has not changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case of a run: `score` is the probability of what was predicted, or a query's measure.

    At the gate it is the probability that the sentence is borne out, whatever was ruled.
    """

    id: str
    gold: str
    predicted: str
    score: float

    @property
    def worth(self) -> float:
        """How well the case went: 1 right, 0 wrong, or its measure."""
        return self.score if self.gold == UNLABELED else float(self.gold == self.predicted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The ids that went better and worse than before, and how many cases were in both runs or one only."""

    gains: tuple[str, ...]
    losses: tuple[str, ...]
    both: int
    only_now: int
    only_before: int

    @property
    def net_losses(self) -> int:
        """How many more cases were lost than gained; below 0 where more were gained."""
        return len(self.losses) - len(self.gains)


def refuse_other_set(before: Sequence[Case], gold: Mapping[str, str]) -> None:
    """Raise `InputError` where a frozen run shares no case with `gold`, or differs in what is gold."""
    shared = [case for case in before if case.id in gold]
    if not shared:
        raise InputError("--against names a run that shares no case with this one: give one of the same set")
    for case in shared:
        if case.gold != gold[case.id]:
            raise InputError(
                f"--against: {case.id} was {case.gold!r} in gold and is now {gold[case.id]!r}: freeze anew"
            )


def compare(before: Sequence[Case], now: Sequence[Case]) -> Comparison:
    """Gains and losses by id, in the order of this run; cases of one run only are counted apart."""
    known = {case.id: case for case in before}
    shared = [case for case in now if case.id in known]
    moved = [(case.id, case.worth - known[case.id].worth) for case in shared]
    return Comparison(
        gains=tuple(name for name, by in moved if by > SAME),
        losses=tuple(name for name, by in moved if by < -SAME),
        both=len(shared),
        only_now=len(now) - len(shared),
        only_before=len(known) - len(shared),
    )


def write_frozen(path: Path, cases: Sequence[Case]) -> None:
    """Write the cases, whole or not at all."""
    lines = ["\t".join(HEAD)]
    lines += [f"{case.id}\t{case.gold}\t{case.predicted}\t{case.score:.{PLACES}f}" for case in cases]
    write_output(path, ("\n".join(lines) + "\n").encode("utf-8"))


def read_frozen(path: Path) -> list[Case]:
    """Read what `write_frozen` wrote. Raises `InputError` with file and line."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"--against {path} cannot be read ({error}): name a frozen run") from error
    if lines[0].split("\t") != list(HEAD):
        raise InputError(f"{path}:1: no frozen run: its first line is not {' '.join(HEAD)}")
    cases = [_case(path, number, line) for number, line in enumerate(lines[1:], start=2) if line]
    if len({case.id for case in cases}) != len(cases):
        raise InputError(f"{path} names a case twice: freeze it anew")
    return cases


def _case(path: Path, number: int, line: str) -> Case:
    parts = line.split("\t")
    try:
        name, gold, predicted, score = parts
        return Case(id=name, gold=gold, predicted=predicted, score=float(score))
    except ValueError as error:
        raise InputError(f"{path}:{number}: not id, gold, predicted and score with tabs between") from error
