"""Vectors that others add to while they are read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import lancedb
import numpy as np
import pytest

from wellsourced.library.index import DIMENSION, Index
from wellsourced.library.index_tables import VECTORS
from wellsourced.library.scanning import Scanner

QUERY = np.eye(1, DIMENSION, dtype=np.float32)[0]


class AddedTo:
    """A table that another process adds rows to as soon as its rows were counted."""

    def __init__(self, table: lancedb.table.Table, writer: Index) -> None:
        self._table = table
        self._writer = writer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._table, name)

    def count_rows(self) -> int:
        rows = self._table.count_rows()
        add(self._writer, rows, rows + 3)
        return rows


def add(index: Index, start: int, stop: int) -> None:
    names = [f"row-{n}" for n in range(start, stop)]
    index.add(names, names, np.tile(QUERY, (len(names), 1)))


@pytest.mark.parametrize("in_memory", [200_000, 0], ids=["as they are", "rounded"])
def test_an_answer_is_of_one_version_whatever_comes_meanwhile(
    tmp_path: Path, in_memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wellsourced.library.scanning.IN_MEMORY_UP_TO", in_memory)
    writer = Index(tmp_path)
    add(writer, 0, 4)
    database = lancedb.connect(tmp_path, read_consistency_interval=timedelta(0))
    scanner = Scanner(lambda: database.open_table(VECTORS))
    found = scanner.nearest(AddedTo(database.open_table(VECTORS), writer), QUERY, 10)  # type: ignore[arg-type]
    assert [name for name, _ in found] == [f"row-{n}" for n in range(4)]
