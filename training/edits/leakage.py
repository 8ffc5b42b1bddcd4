"""No row may share thirteen words in a row with the benchmarks; only hashes of those are kept."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["LENGTH", "collides", "grams", "hashes_of"]

LENGTH = 13
_WORD = re.compile(r"\w+")


def grams(text: str, length: int = LENGTH) -> Iterator[int]:
    """64-bit hashes of every run of `length` words, case and marks aside."""
    words = _WORD.findall(text.lower())
    for at in range(len(words) - length + 1):
        run = " ".join(words[at : at + length])
        yield int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        # Sentences may be listed one by one: their run on counts as well.
        if value and all(isinstance(part, str) for part in value):
            yield " ".join(value)
        for part in value:
            yield from _strings(part)


def _texts(file: Path) -> Iterator[str]:
    if file.suffix == ".jsonl":
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                yield from _strings(json.loads(line))
    elif file.suffix == ".gz":
        with gzip.open(file, "rb") as packed:
            yield re.sub(r"<[^>]*>", " ", packed.read().decode("utf-8", "replace"))
    else:
        yield file.read_text(encoding="utf-8", errors="replace")


def hashes_of(folder: Path) -> set[int]:
    """The hashes of all runs in all files of a benchmark folder; a folder without any is an error."""
    found: set[int] = set()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            for text in _texts(file):
                found.update(grams(text))
    if not found:
        raise SystemExit(f"{folder} holds no benchmark to keep apart from: name another folder")
    return found


def collides(row: dict[str, object], known: set[int]) -> bool:
    """Whether the claim or the evidence of a row shares a run."""
    return any(gram in known for part in ("claim", "evidence") for gram in grams(str(row[part])))


def _rows(file: Path) -> Iterable[dict[str, object]]:
    with lzma.open(file, "rt") if file.suffix == ".xz" else file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def main() -> None:
    """Count colliding rows of a file by source; `--clean` writes the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--clean", type=Path)
    asked = parser.parse_args()
    known = hashes_of(asked.bench)
    counts: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    kept = []
    for row in _rows(asked.rows):
        source = str(row["source"])
        counts[source] += 1
        if collides(row, known):
            hits[source] += 1
        else:
            kept.append(row)
    for source in sorted(hits):
        print(f"{source}\t{hits[source]} of {counts[source]}")
    print(f"all\t{hits.total()} of {counts.total()}")
    if asked.clean:
        asked.clean.write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in kept), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
