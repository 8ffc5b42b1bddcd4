"""What one worker had judged no other pays for, and what a dying worker had judged is not lost."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from queueing import NOON, Hands, bench
from wellsourced.jobs.databases import database_url
from wellsourced.jobs.judged import CHUNK, LastingVerifier
from wellsourced.jobs.ledger import Ledger
from wellsourced.jobs.queue import KEPT
from wellsourced.jobs.turns import Limits
from wellsourced.ports import Judgement

CLOCK = Hands()
PAIRS = [("The pier is open.", f"Gate {n} is open.") for n in range(10)]


@dataclass
class Counting:
    """A verifier that counts what it is asked for, and dies when it was asked for so much."""

    name: str = "counting@1"
    dies_at: int = 10**6
    asked: list[tuple[str, str]] = field(default_factory=list)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        if len(self.asked) + len(pairs) > self.dies_at:
            raise KeyboardInterrupt
        self.asked += pairs
        return [
            Judgement(supports=1 / (2 + len(one)), refutes=0.0, neutral=1 - 1 / (2 + len(one)))
            for _, one in pairs
        ]


def ledger_in(folder: Path) -> Ledger:
    made = Ledger(database_url(folder, None), folder, "wellsourced-test")
    made.prepare()
    return made


def test_no_pair_is_judged_twice_by_whomever(tmp_path: Path) -> None:
    with closing(ledger_in(tmp_path)) as one, closing(ledger_in(tmp_path)) as other:
        first, second = Counting(), Counting()
        told = LastingVerifier(first, one, CLOCK).judge([*PAIRS, PAIRS[0]])
        again = LastingVerifier(second, other, CLOCK).judge(PAIRS)
    assert told == [*again, told[0]]
    assert (first.asked, second.asked) == (PAIRS, [])


def test_another_verifier_judges_for_itself(tmp_path: Path) -> None:
    with closing(ledger_in(tmp_path)) as ledger:
        LastingVerifier(Counting(), ledger, CLOCK).judge(PAIRS)
        newer = Counting(name="counting@2")
        LastingVerifier(newer, ledger, CLOCK).judge(PAIRS[:3])
    assert newer.asked == PAIRS[:3]


def test_what_a_dying_worker_had_judged_is_kept(tmp_path: Path) -> None:
    with closing(ledger_in(tmp_path)) as ledger:
        with pytest.raises(KeyboardInterrupt):
            LastingVerifier(Counting(dies_at=9), ledger, CLOCK).judge(PAIRS)
        next_one = Counting()
        LastingVerifier(next_one, ledger, CLOCK).judge(PAIRS)
    assert next_one.asked == PAIRS[2 * CHUNK :]


def test_two_workers_may_keep_the_same(tmp_path: Path) -> None:
    told = Judgement(supports=0.25, refutes=0.5, neutral=0.25)
    with closing(ledger_in(tmp_path)) as ledger:
        ledger.keep({"one": told}, NOON.date())
        ledger.keep({"one": told, "two": told}, NOON.date())
        assert ledger.judged(["one", "two", "three"]) == {"one": told, "two": told}


def test_nothing_asked_is_nothing_judged(tmp_path: Path) -> None:
    with closing(ledger_in(tmp_path)) as ledger:
        assert list(LastingVerifier(Counting(), ledger, CLOCK).judge([])) == []


def test_judgements_are_let_go_of_when_no_job_can_need_them(tmp_path: Path) -> None:
    told = Judgement(supports=0.25, refutes=0.5, neutral=0.25)
    with bench(tmp_path, Limits()) as ours:
        ours.queue.ledger.keep({"old": told}, NOON.date() - KEPT - timedelta(days=1))
        ours.queue.ledger.keep({"new": told}, NOON.date() - KEPT + timedelta(days=1))
        ours.work()
        assert ours.queue.ledger.judged(["old", "new"]) == {"new": told}
