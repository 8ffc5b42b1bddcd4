"""The promises of the product by number: how many cases each has, and how many fail: `make promises`.

A case is a test marked `promise(n)`. One that is known to fail and marked so counts as a failure here, and is
named; the exit code is 1 where a promise has no case or one fails that is not marked.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROMISES = (
    "What is not in the sources is not false",
    "It looks again in other words before it says no",
    "Junk is never cited",
    "Every sentence is carried by what it cites",
    "The verdict comes first, from a closed list",
    "No false balance",
    "No motives are imputed",
    "The asker is not on trial",
    "Nothing is later than the page's day",
    "No silent rewriting",
    "Nothing goes stale unsaid",
    "Sources stand over memory",
    "Breaking news moves",
    "The uncheckable gets no page",
    "Everything stands alone",
    "False premises are told first",
    "Two questions get two verdicts",
    "Namesakes are kept apart",
    "It knows itself",
    "The same question has the same answer",
    "One question has one page",
    "A page does not contradict itself",
    "Quality of sources is shown",
    "It never cites itself",
    "No reviews nobody did",
    "No talk of its own making",
    "Addresses come from titles",
    "Nothing private is printed",
    "Topics are what claims are about",
    "Open to machines",
)


class Ledger:
    """A plugin that notes of each test which promises it keeps, and how it ended."""

    def __init__(self) -> None:
        self.promised: dict[str, list[int]] = {}
        self.cases: dict[int, int] = defaultdict(int)
        self.failed: dict[int, list[str]] = defaultdict(list)
        self.known: dict[int, list[str]] = defaultdict(list)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            self.promised[item.nodeid] = [mark.args[0] for mark in item.iter_markers("promise")]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        told = report.when == "call" or (report.when == "setup" and not report.passed)
        for number in self.promised.get(report.nodeid, ()) if told else ():
            self.cases[number] += 1
            if report.failed:
                self.failed[number].append(report.nodeid)
            elif report.skipped:  # known to fail, or not run at all: neither keeps a promise
                self.known[number].append(report.nodeid)


def main() -> int:
    """Run the promises' tests and print the table."""
    ledger = Ledger()
    pytest.main([str(ROOT / "tests" / "promises"), "-q", "--tb=line", "--no-header"], plugins=[ledger])
    print(f"\n{'':>3}  {'promise':<52} {'cases':>5} {'failures':>8}")
    for number, name in enumerate(PROMISES, start=1):
        failures = len(ledger.failed[number]) + len(ledger.known[number])
        print(f"{number:>3}  {name:<52} {ledger.cases[number]:>5} {failures:>8}")
    for number, names in sorted(ledger.known.items()):
        for name in names:
            print(f"known to fail: promise {number}, {name}")
    missing = [number for number in range(1, len(PROMISES) + 1) if not ledger.cases[number]]
    for number in missing:
        print(f"promise {number} has no case: write tests/promises/test_{number:02}_*.py")
    return 1 if missing or any(ledger.failed.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
