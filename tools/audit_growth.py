"""How the time of an audit grows with the draft: `python tools/audit_growth.py [SENTENCES ...]`.

Drafts of the bundled casebook's matter are made of distinct sentences, a third of them true to form and
none a copy of a note; they are audited in one process, against the casebooks alone. Printed are JSON lines.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from time import perf_counter, process_time

from wellsourced.audit import audit
from wellsourced.config import open_desk, open_draft
from wellsourced.ports import quiet
from wellsourced.settings import Settings
from wellsourced.text.wordlists import US_STATES

SIZES = (100, 1_000, 10_000)
ACTORS = ("sheriffs", "local police", "county jails", "state police", "city officers", "state prisons")
DUTIES = (
    "{state} law requires {actor} to honor ICE detainers{when}.",
    "In {state}, {actor} may not hold people for ICE without a judicial warrant{when}.",
    "{state} bars {actor} from asking about immigration status{when}.",
    "{state} lets {actor} share release dates with ICE{when}.",
    "The governor of {state} signed a law on {actor} and immigration detainers{when}.",
    "In {state}, {count} agencies of {actor} signed 287(g) agreements{when}.",
    "{count} people were held by {actor} in {state} for ICE{when}.",
    "A court in {state} ruled that {actor} need a warrant to hold people{when}.",
)
YEARS = ("", *(f" since {year}" for year in range(2016, 2026)))


def made(count: int) -> Iterator[str]:
    """So many distinct sentences, in an order drawn by chance from a fixed seed."""
    chance = random.Random(20)
    states = sorted(state.title() for state in US_STATES)
    every = list(product(states, ACTORS, DUTIES, YEARS))
    for state, actor, wording, when in chance.sample(every, count):
        yield wording.format(state=state, actor=actor, when=when, count=chance.randint(2, 9_000))


def measure(count: int) -> dict[str, object]:
    """Audit a draft of so many sentences, ten a paragraph."""
    told = list(made(count))
    text = "\n\n".join(" ".join(told[at : at + 10]) for at in range(0, count, 10))
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(library=Path(folder) / "library")
        desk = open_desk(settings, quiet)
        draft = open_draft("-", text.encode(), settings, datetime.now(UTC))
        began, spent = perf_counter(), process_time()
        found = audit(draft, desk)
        seconds, cpu = perf_counter() - began, process_time() - spent
        desk.library.close()
    return {
        "sentences": len(found.sentences),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "sentences_per_second": round(len(found.sentences) / seconds, 1),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "counts": {name: n for name, n in found.counts().items() if n},
    }


def main() -> None:
    """Measure each size."""
    for size in [int(one) for one in sys.argv[1:]] or SIZES:
        print(json.dumps({"asked": size, **measure(size)}), flush=True)


if __name__ == "__main__":
    main()
