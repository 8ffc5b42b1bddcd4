"""Write training rows from frames: `python -m frames.build --out FILE --seed 1 --rows 40000`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from frames.cards import rows_of
from frames.domains import DOMAINS

__all__ = ["build", "main"]


def build(seed: int, rows: int) -> Iterator[dict[str, str]]:
    """Yield exactly `rows` rows, no two with the same claim and evidence; the same for the same seed."""
    rng = Random(seed)
    seen: set[tuple[str, str]] = set()
    names = list(DOMAINS)
    weights = [DOMAINS[name].weight for name in names]
    while True:
        name = rng.choices(names, weights)[0]
        domain = DOMAINS[name]
        maker = rng.choices(domain.makers, domain.shares)[0]
        for row in rows_of(rng, maker(rng), name):
            pair = (row["claim"], row["evidence"])
            if pair in seen:
                continue
            if len(seen) == rows:
                return
            seen.add(pair)
            yield row


def main() -> None:
    """Read the command line and write the file, whole or not at all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=40_000)
    asked = parser.parse_args()
    rows = list(build(asked.seed, asked.rows))
    Random(asked.seed).shuffle(rows)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    part = asked.out.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    part.replace(asked.out)


if __name__ == "__main__":
    main()
