"""No row of ours shares thirteen words in a row with a benchmark (needs `WELLSOURCED_BENCH`)."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "training"))

from edits.leakage import grams, hashes_of  # noqa: E402

FOLDERS = (ROOT / "training" / "written", ROOT / "benchmarks" / "gate")


def strings(value: object) -> Iterator[str]:
    """Every text in a row."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


@pytest.mark.endurance
@pytest.mark.skipif("WELLSOURCED_BENCH" not in os.environ, reason="WELLSOURCED_BENCH is not set")
def test_nothing_of_ours_is_in_a_benchmark() -> None:
    known = hashes_of(Path(os.environ["WELLSOURCED_BENCH"]))
    for file in (found for folder in FOLDERS for found in sorted(folder.glob("*.jsonl"))):
        for line in file.read_text(encoding="utf-8").splitlines():
            shared = [text for text in strings(json.loads(line)) if not known.isdisjoint(grams(text))]
            assert not shared, (file.name, shared[0][:200])
