"""How fast pages become findable is measured step by step, in a library of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hashing_encoder import HashingEncoder
from wellsourced.bench import ingest as run
from wellsourced.bench.made_pages import made_pages
from wellsourced.config import open_bare_library, open_extractor, open_stand_in
from wellsourced.library.store import SqlLibrary
from wellsourced.ports import Encoder, Event, Progress, quiet
from wellsourced.settings import read_settings

STEPS = {
    "extraction": "pages",
    "cutting": "passages",
    "encoding": "passages",
    "cutting_writing_and_indexing": "passages",
}


def measured(passages: int, progress: Progress = quiet, folders: list[Path] | None = None) -> dict[str, Any]:
    def opened(folder: Path, encoder: Encoder) -> SqlLibrary:
        if folders is not None:
            folders.append(folder)
        library = open_bare_library(folder, encoder)
        assert isinstance(library, SqlLibrary)
        return library

    tools = run.Tools(
        extractor=open_extractor(read_settings()),
        encoder=HashingEncoder(),
        stand_in=open_stand_in(HashingEncoder.dimension),
        open_library=opened,
    )
    return dict(run.measure(passages, 3, tools, progress))


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    return measured(40)


def test_a_run_ends_with_the_batch_that_reaches_the_number(figures: dict[str, Any]) -> None:
    assert figures["pages"] == run.BATCH and figures["refused"] == 0
    assert figures["passages"] >= 40
    assert figures["encoding"]["passages"] == figures["passages"]
    assert figures["cutting_writing_and_indexing"]["passages"] == figures["passages"]
    assert figures["vectors"] == HashingEncoder.name


@pytest.mark.parametrize(("step", "what"), STEPS.items())
def test_a_rate_is_the_count_by_the_seconds(figures: dict[str, Any], step: str, what: str) -> None:
    """Seconds are rounded to hundredths, so a rate is between those of the next hundredths."""
    of = figures[step]
    for seconds, rate in (("seconds", f"{what}_per_second"), ("cpu_seconds", f"{what}_per_cpu_second")):
        assert of[rate] > 0
        assert of[what] / (of[seconds] + 0.006) - 0.1 <= of[rate]
        assert of[seconds] < 0.006 or of[rate] <= of[what] / (of[seconds] - 0.006) + 0.1


def test_all_steps_together_are_the_sum_of_their_costs(figures: dict[str, Any]) -> None:
    for of, seconds in (("per_second", "seconds"), ("per_cpu_second", "cpu_seconds")):
        steps = ("extraction", "encoding", "cutting_writing_and_indexing")
        cost = sum(figures[step][seconds] for step in steps) / figures["passages"]
        assert 1 / figures["searchable"][f"passages_{of}"] == pytest.approx(cost, rel=0.05)


def test_questions_find_the_pages_they_were_made_of(figures: dict[str, Any]) -> None:
    question = figures["question"]
    assert question["asked"] == run.ASKED
    assert question["own_page_found"] >= 0.9
    assert 0 < question["p50_ms"] <= question["p95_ms"]


def test_what_the_library_takes_is_measured_and_gone_afterwards() -> None:
    folders: list[Path] = []
    events: list[Event] = []
    figures = measured(600, events.append, folders)
    [folder] = set(folders)
    assert not folder.exists()
    vectors = figures["passages"] * 4 * HashingEncoder.dimension / 1e6
    assert vectors < figures["library_mb"] < 20 * vectors
    assert figures["peak_rss_mb"] > 50
    assert [event.total for event in events] == [600] * len(events)
    done = [event.done for event in events]
    assert len(done) == 2 and done[0] < 600 <= done[1] == figures["passages"]


def test_above_a_number_vectors_are_seeded_and_only_some_texts_encoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run, "SEEDED_ABOVE", 30)
    monkeypatch.setattr(run, "ENCODED", 25)
    figures = measured(40)
    assert figures["vectors"] == "seeded; 25 encoded to measure"
    assert figures["encoding"]["passages"] == 25 < figures["passages"]


def test_the_same_seed_makes_the_same_pages_and_another_makes_others() -> None:
    def first(seed: int) -> bytes:
        return next(made_pages(seed)).body

    assert first(1) == first(1) != first(2)
