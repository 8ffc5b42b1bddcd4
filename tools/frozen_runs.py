"""Hold benchmarks against their frozen runs, or freeze them anew: `python tools/frozen_runs.py [--write]`.

The gate's tuning half is in this repository and always run. The dev sets are not: they are run where
`WELLSOURCED_BENCH` names their folder, 300 cases of each, whole with `--whole` or `--write`. Exits 1 where
more cases are lost than gained beyond the tolerance: int8 kernels round differently on other processors.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FROZEN = ROOT / "benchmarks" / "frozen"
CASES = 300
"""Cases of a dev set that are run unless all are asked for: ten minutes for all sets on two cores."""
TOLERANCE = 0.01
"""Share of the cases by which losses may outnumber gains."""


@dataclass(frozen=True, slots=True)
class Suite:
    """One benchmark: how it is run, on what, and where its frozen run lies."""

    kind: str
    name: str

    @property
    def frozen(self) -> Path:
        """Its frozen run: ids, labels and scores, no text."""
        return FROZEN / f"{self.name.removesuffix('.jsonl').replace('/', '-')}.tsv"


ALWAYS = (Suite("gate", "gate/tuning.jsonl"),)
DEV = (
    Suite("pairs", "scifact/pairs"),
    Suite("pairs", "healthver/pairs"),
    Suite("pairs", "climate_fever/pairs"),
    Suite("pairs", "vitaminc/pairs"),
    Suite("pairs", "infotabs/pairs"),
    Suite("claims", "fm2/claims"),
    Suite("claims", "wice/claims"),
    Suite("claims", "averitec/claims"),
    Suite("claims", "vitaminc/conflict"),
)


def run(suite: Suite, write: bool, whole: bool) -> int:
    """Run one suite; return the exit status of the program."""
    name = str(ROOT / "benchmarks" / suite.name) if suite.kind == "gate" else suite.name
    command = [sys.executable, "-m", "wellsourced", "bench", suite.kind, name, "--quiet"]
    if write:
        command += ["--freeze", str(suite.frozen)]
    else:
        known = suite.frozen.read_text(encoding="utf-8").count("\n") - 1
        cases = known if whole or suite.kind == "gate" else min(CASES, known)
        command += ["--against", str(suite.frozen), "--tolerance", str(round(TOLERANCE * cases))]
        command += [] if cases == known else ["--limit", str(cases)]
    print(f"\n{suite.kind} {suite.frozen.stem}", flush=True)
    return subprocess.run(command, check=False).returncode


def main() -> None:
    """Run all suites that can be run here."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="freeze what is measured now")
    parser.add_argument("--whole", action="store_true", help="all cases of each dev set")
    asked = parser.parse_args()
    there = "WELLSOURCED_BENCH" in os.environ
    if not there:
        print("WELLSOURCED_BENCH is not set: the dev sets are left out")
    FROZEN.mkdir(parents=True, exist_ok=True)
    suites = (*ALWAYS, *DEV) if there else ALWAYS
    worse = [suite.frozen.stem for suite in suites if run(suite, asked.write, asked.whole) != 0]
    if worse:
        sys.exit(f"worse than frozen, or not run: {', '.join(worse)}")


if __name__ == "__main__":
    main()
