"""The index while it grows: whatever is added, merged and opened again in between, everything is found."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import lancedb
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hashing_encoder import HashingEncoder
from holdings import add, capture
from wellsourced.library import index_tables, lance_tables, scanning
from wellsourced.library.index import DIMENSION, Index
from wellsourced.library.store import open_library
from wellsourced.library.wording import folder_name

ENCODER = HashingEncoder()
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 60), st.integers(1, 12)),
        st.sampled_from([("open again",), ("merge",)]),
        st.tuples(st.just("ask"), st.integers(0, 60)),
        st.tuples(st.just("remove"), st.integers(0, 60)),
    ),
    max_size=12,
)


@pytest.fixture
def often_merged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds as small as the examples, so that tables are merged, and versions dropped, all the time."""
    monkeypatch.setattr(index_tables, "OPTIMIZE_ABOVE", 10)
    monkeypatch.setattr(index_tables, "WHILE_ADDING", 10)
    monkeypatch.setattr(index_tables, "MANY_FILES", 2)
    monkeypatch.setattr(scanning, "AT_ONCE_UP_TO", 15)


def text_of(number: int) -> str:
    return f"Pier q{number}z was closed by the board."


def put(index: Index, first: int, count: int) -> set[str]:
    numbers = range(first, first + count)
    texts = [text_of(number) for number in numbers]
    index.add([f"p{number}" for number in numbers], texts, ENCODER.encode(texts))
    return {f"p{number}" for number in numbers}


def found_by_words_and_meaning(index: Index, name: str) -> None:
    text = text_of(int(name[1:]))
    vector = ENCODER.encode([text])[0]
    assert [one for one, _ in index.lexical(text.split()[1], 2)] == [name]
    assert index.similarities([name], vector)[name] == pytest.approx(1.0, abs=1e-5)
    assert (name, pytest.approx(1.0, abs=1e-5)) in index.dense(vector, 5)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_is_done_in_between_what_was_added_is_found(often_merged: None, steps: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index, reader = Index(Path(folder, "index")), Index(Path(folder, "index"))
        held: set[str] = set()
        for step in steps:
            match step:
                case ("add", first, count):
                    held |= put(index, first, count)
                    found_by_words_and_meaning(reader, f"p{first}")
                case ("remove", number):
                    index.remove([f"p{number}"])
                    held.discard(f"p{number}")
                case ("ask", number):
                    assert bool(reader.lexical(f"q{number}z", 1)) == (f"p{number}" in held)
                case ("merge",):
                    index.optimize()
                case _:
                    index = Index(Path(folder, "index"))
            assert reader.ids() == held
        for name in held:
            found_by_words_and_meaning(reader, name)


def test_a_library_filled_in_many_turns_indexes_just_its_passages(tmp_path: Path, often_merged: None) -> None:
    for turn in range(4):
        library = open_library(tmp_path / "library", ENCODER)
        for one in range(5):
            number = 5 * turn + one
            add(library, capture(f"pier-{number}", text_of(number)))
        library.close()
    library = open_library(tmp_path / "library", ENCODER)
    view = library.view(date.max)
    assert library.verify() == []
    assert len(list(view.passages())) == 20
    for number in range(20):
        text = text_of(number)
        assert view.lexical(text.split()[1], 1)[0].text == text
        # The encoder of tests hashes two of the words to one place, so two texts may be equally near.
        assert text in [passage.text for passage in view.dense(text, 3)]


@pytest.fixture
def grown(tmp_path: Path) -> Iterator[Index]:
    """An index of 60 random vectors, read by others of the same folder."""
    index = Index(tmp_path / "index")
    vectors = np.random.default_rng(5).normal(size=(60, DIMENSION)).astype(np.float32)
    index.add([f"p{number:02}" for number in range(60)], ["text"] * 60, vectors)
    yield index


def test_vectors_in_memory_and_vectors_where_they_lie_answer_alike(
    grown: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = np.random.default_rng(6).normal(size=DIMENSION).astype(np.float32)
    names = ["p07", "p51", "no such", "p00"]
    in_memory, cosines = grown.dense(query, 20), grown.similarities(names, query)
    monkeypatch.setattr(scanning, "IN_MEMORY_UP_TO", 59)
    where_they_lie = Index(tmp_path / "index")
    scanned = where_they_lie.dense(query, 20)
    assert [name for name, _ in scanned] == [name for name, _ in in_memory]
    assert [score for _, score in scanned] == pytest.approx([score for _, score in in_memory], abs=1e-5)
    assert where_they_lie.similarities(names, query) == pytest.approx(cosines, abs=1e-5)
    assert len(grown.dense(query, 500)) == 60


def test_many_vectors_are_read_into_memory_from_the_second_question_on(
    grown: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []
    read = scanning.matrix
    monkeypatch.setattr(scanning, "matrix", lambda *given: reads.append(1) or read(*given))
    monkeypatch.setattr(scanning, "AT_ONCE_UP_TO", 59)
    reader, query = Index(tmp_path / "index"), np.ones(DIMENSION, dtype=np.float32)
    answers, counts = [], []
    for _ in range(3):
        answers.append((reader.dense(query, 3), reader.similarities(["p07"], query)))
        counts.append(len(reads))
    assert counts == [0, 1, 1]
    for nearest, cosines in answers[1:]:
        assert [name for name, _ in nearest] == [name for name, _ in answers[0][0]]
        assert cosines == pytest.approx(answers[0][1], abs=1e-5)


def test_a_vector_of_zeros_is_near_nothing(tmp_path: Path) -> None:
    index = Index(tmp_path / "index")
    index.add(["none", "some"], ["a", "b"], np.stack([np.zeros(DIMENSION), np.ones(DIMENSION)]))
    assert dict(index.dense(np.ones(DIMENSION, dtype=np.float32), 2))["none"] == 0.0


def test_rows_killed_between_vectors_and_words_are_not_held_and_can_be_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, write = Index(tmp_path / "index"), index_tables.add_new
    put(index, 0, 1)

    def killed(table: lancedb.table.Table, rows: Any) -> None:
        if "text" in rows.column_names:
            raise KeyboardInterrupt
        write(table, rows)

    monkeypatch.setattr(index_tables, "add_new", killed)
    with pytest.raises(KeyboardInterrupt):
        put(index, 1, 2)
    monkeypatch.undo()
    assert index.ids() == {"p0"}
    again = Index(tmp_path / "index")
    put(again, 1, 2)
    assert again.ids() == {"p0", "p1", "p2"}
    found_by_words_and_meaning(again, "p2")


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def test_the_disk_holds_the_index_and_little_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, often_merged: None
) -> None:
    """As if every reader were done at once, and then as if none were: what stays is what they may read."""
    monkeypatch.setattr(lance_tables, "_MARGIN", timedelta(0))
    sizes = {}
    for keep in (timedelta(0), timedelta(minutes=2)):
        monkeypatch.setattr(lance_tables, "READ_WITHIN", keep)
        index = Index(tmp_path / str(keep))
        for turn in range(30):
            put(index, 20 * turn, 20)
        sizes[keep] = size(tmp_path / str(keep))
    raw = 600 * (4 * DIMENSION + 60)
    assert sizes[timedelta(0)] < 3 * raw < sizes[timedelta(minutes=2)]


def test_the_version_a_reader_may_hold_outlives_its_own_age(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version of yesterday was the newest until a moment ago: the age that matters is its successor's."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp()
    monkeypatch.setattr(lance_tables.time, "time", lambda: now)
    written = [timedelta(days=3), timedelta(days=1), timedelta(seconds=30), timedelta(seconds=2)]
    here = datetime.fromtimestamp(now, UTC).astimezone().replace(tzinfo=None)

    class Table:
        def list_versions(self) -> list[dict[str, datetime]]:
            return [{"timestamp": here - age} for age in written]

        def optimize(self, *, cleanup_older_than: timedelta) -> None:
            self.kept = [age for age in written if age <= cleanup_older_than]

    table = Table()
    lance_tables.merge_files(table)  # type: ignore[arg-type]
    assert table.kept == written[1:]
    written[:] = [timedelta(seconds=9)]
    lance_tables.merge_files(table)  # type: ignore[arg-type]
    assert table.kept == written


def test_a_reader_keeps_its_version_while_another_merges(tmp_path: Path, often_merged: None) -> None:
    """A table opened at a version can be read after many merges: its files are still there."""
    index = Index(tmp_path / "index")
    put(index, 0, 5)
    table = lancedb.connect(tmp_path / "index").open_table("words")  # stays at this version
    for turn in range(1, 12):
        put(index, 20 * turn, 20)
    assert sorted(table.search().select(["id"]).limit(None).to_arrow()["id"].to_pylist()) == [
        f"p{number}" for number in range(5)
    ]
    assert len(index.ids()) == 225


def test_closing_after_much_was_added_leaves_no_words_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waiting() -> int:
        folder = tmp_path / "library" / "index" / folder_name(ENCODER.name)
        words = lancedb.connect(folder).open_table("words")
        return int(words.index_stats("text_idx").num_unindexed_rows)

    library = open_library(tmp_path / "library", ENCODER)
    for number in range(8):
        add(library, capture(f"pier-{number}", text_of(number)))
    monkeypatch.setattr(index_tables, "OPTIMIZE_ABOVE", 5)
    reader = open_library(tmp_path / "library", ENCODER)
    reader.close()
    assert waiting() == 8, "one who only read merges nothing"
    library.close()
    assert waiting() == 0
    assert open_library(tmp_path / "library", ENCODER).verify() == []
