"""Measure how Wellsourced grows, and write it up.

`python -m tools.growth passages|library|claims|workers --folder FOLDER` measures what FOLDER/figures.jsonl
lacks; `... write --folder FOLDER` brings those figures to docs/measurements/growth.jsonl and makes the tables
of docs/scale.md from them (without --folder: from the figures that are there).
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from tools.growth import claims, ingesting, workers
from tools.growth.figures import Figures
from tools.growth.page import write
from tools.growth.passages import QUERIES, RERANKED, SIZES, grow
from tools.growth.rivals import SIZES as COMPARED
from tools.growth.rivals import compare

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "scale.md"
FIGURES = ROOT / "docs" / "measurements" / "growth.jsonl"


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(prog="python -m tools.growth", description=__doc__)
    options.add_argument("part", choices=["passages", "library", "claims", "workers", "write"])
    options.add_argument("--folder", type=Path, help="where corpora and figures are kept: some 15 GB for all")
    options.add_argument("--sizes", type=_sizes, help="how many, as 10000,100000")
    options.add_argument("--queries", type=int, default=QUERIES)
    options.add_argument("--reranked", type=int, default=RERANKED, help="of the queries, with 100 read again")
    chosen = options.parse_args(arguments)
    if chosen.part == "write":
        if chosen.folder is not None:
            shutil.copyfile(chosen.folder / "figures.jsonl", FIGURES)
        write(PAGE, Figures(FIGURES))
        return 0
    if chosen.folder is None:
        options.error("name a --folder for what is measured")
    figures = Figures(chosen.folder / "figures.jsonl")
    if chosen.part == "passages":
        corpus = chosen.folder / "corpus"
        for size in grow(corpus, figures, chosen.sizes or SIZES, chosen.queries, chosen.reranked):
            if size in COMPARED:
                compare(corpus, figures, size, chosen.queries)
    elif chosen.part == "library":
        ingesting.measure(chosen.folder / "whole", figures)
    elif chosen.part == "claims":
        claims.measure(chosen.folder / "notes", figures, chosen.sizes or claims.SIZES)
    else:
        workers.measure(chosen.folder / "notes", figures, chosen.sizes or workers.SIZES)
    return 0


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(one) for one in text.split(",")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
