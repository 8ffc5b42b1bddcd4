"""Growth is measured bit by bit and written up from the figures alone."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from tools.growth import page as pages
from tools.growth import passages
from tools.growth.__main__ import FIGURES, PAGE, main
from tools.growth.corpus import BLOCK, DIMENSION, Corpus
from tools.growth.figures import Figures
from tools.growth.fitting import line, power
from tools.growth.page import written
from tools.growth.rivals import compare

from wellsourced.library.index import Index

SMALL = (1_000, 5_000)


def test_a_corpus_is_the_same_wherever_it_is_begun() -> None:
    corpus, edge = Corpus(), BLOCK - 2
    assert list(corpus.texts(edge, edge + 5)) == list(Corpus().texts(0, edge + 5))[edge:]
    vectors = corpus.vectors(edge, edge + 5)
    assert vectors.shape == (5, DIMENSION)
    assert np.array_equal(vectors, Corpus().vectors(0, edge + 5)[edge:])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert list(Corpus(seed=8).texts(0, 3)) != list(corpus.texts(0, 3))
    for number, words, _ in corpus.queries(100, 5):
        [text] = corpus.texts(number, number + 1)
        assert set(words.split()) <= set(text.replace(".", "").split())


def test_words_are_spread_as_those_of_a_language() -> None:
    counts: dict[str, int] = {}
    for text in Corpus().texts(0, 500):
        for word in text.lower().replace(".", "").split():
            counts[word] = counts.get(word, 0) + 1
    ranked = sorted(counts.values(), reverse=True)
    assert sum(ranked) / 500 == pytest.approx(100, rel=0.05)
    assert ranked[0] > 4 * ranked[20] > 16 * ranked[400]
    assert ranked.count(1) > len(ranked) / 3, "most words are rare"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where five thousand passages were measured, but for what takes encoder and verifier."""
    here = tmp_path_factory.mktemp("growth")
    sizes = ",".join(map(str, SMALL))
    told = ["passages", "--folder", str(here), "--sizes", sizes, "--queries", "5", "--reranked", "0"]
    assert main(told) == 0
    return here


def test_each_size_is_measured_once_and_a_run_takes_up_what_is_missing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = Figures(folder / "figures.jsonl")
    for what in ("ingest", "lexical", "dense", "disk", "memory"):
        assert figures.sizes(what) == [*SMALL]
    assert len(Index(folder / "corpus" / "index").ids()) == SMALL[-1]
    asked: list[tuple[str, ...]] = []

    def child(*given: str) -> dict[str, dict[str, float]]:
        asked.append(given)
        return {"lexical": {"p50_ms": 1.0}}

    monkeypatch.setattr(passages, "in_child", child)
    assert list(passages.grow(folder / "corpus", figures, SMALL, 5, 1)) == [*SMALL]
    assert asked == []
    lines = figures.file.read_text(encoding="utf-8").splitlines(keepends=True)
    broken = Figures(folder / "broken.jsonl")
    # Killed while it wrote the first figure of searching at the second size.
    at = next(n for n, one in enumerate(lines) if '"lexical", "at": 5000' in one)
    broken.file.write_text("".join(lines[:at]) + lines[at][:20], encoding="utf-8")
    assert list(passages.grow(folder / "corpus", broken, SMALL, 5, 1)) == [*SMALL]
    assert [given[1] for given in asked] == ["search"]
    assert broken.of("lexical", SMALL[-1]) == {"p50_ms": 1.0}
    assert broken.of("ingest", SMALL[-1]) == figures.of("ingest", SMALL[-1])


def test_what_was_added_before_a_run_was_broken_off_is_not_added_again(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "corpus", tmp_path / "corpus")
    told = passages.add(tmp_path / "corpus", 1_000, 5_500)
    assert told["ingest"]["passages"] == 500 + passages.BATCH - SMALL[-1] % passages.BATCH - 1_000
    assert len(Index(tmp_path / "corpus" / "index").ids()) == 5_500


def test_without_the_rivals_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tools.growth.rivals.find_spec", lambda name: None)
    figures = Figures(tmp_path / "figures.jsonl")
    compare(tmp_path, figures, 1_000, 5)
    [said] = capsys.readouterr().err.splitlines()
    assert said.endswith("tantivy, bm25s, Stemmer missing; install them with `pip install --group growth`")
    assert list(figures) == []


def test_the_page_is_made_of_the_figures_and_of_nothing_else(folder: Path) -> None:
    figures = Figures(folder / "figures.jsonl")
    blank = "Before.\n<!-- growth: searching -->\nold\n<!-- end -->\nAfter.\n"
    once = written(blank, figures)
    assert written(once, figures) == once
    assert once.startswith("Before.\n") and once.endswith("After.\n") and "old" not in once
    for size in SMALL:
        told = figures.of("lexical", size)
        assert told is not None
        assert f"| {size:,} | {told['p50_ms']:,.1f} / {told['p95_ms']:,.1f} / " in once


def test_the_tables_of_the_page_are_those_of_the_committed_figures() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"<!-- growth: (\w+) -->", page)) == set(pages.TABLES)
    assert written(page, Figures(FIGURES)) == page, "run `python -m tools.growth write`"


def test_a_fit_finds_the_law_that_numbers_follow() -> None:
    sizes = [10.0, 100.0, 1000.0, 5000.0]
    straight = line(sizes, [3 + 0.5 * size for size in sizes])
    assert (straight.intercept, straight.slope) == pytest.approx((3, 0.5))
    assert straight.error == pytest.approx(0, abs=1e-9)
    law = power(sizes, [4 * size**1.2 for size in sizes])
    assert (10**law.intercept, law.slope) == pytest.approx((4, 1.2))
    uneven = line([0, 1, 2, 3], [0, 1, 1, 2])
    assert (uneven.slope, uneven.error) == pytest.approx((0.6, 0.02**0.5))


@pytest.mark.endurance
def test_a_million_passages_are_within_their_bars(tmp_path: Path) -> None:
    """Resumable where `WELLSOURCED_GROWTH` names a folder to keep (10 GB); half an hour on two cores."""
    folder = Path(os.environ.get("WELLSOURCED_GROWTH") or tmp_path)
    assert main(["passages", "--folder", str(folder)]) == 0
    figures = Figures(folder / "figures.jsonl")
    million = {what: figures.of(what, 1_000_000) or {} for what in ("lexical", "reranked", "memory")}
    spent = [figures.of("ingest", size) or {} for size in passages.SIZES]
    assert million["lexical"]["p95_ms"] < 50
    assert million["reranked"]["p95_ms"] < 3_000
    assert 1_000_000 / sum(one["cpu_s"] for one in spent) >= 2_000
    assert million["memory"]["with_models_mb"] < 4_000
    for size, most in ((200_000, 5), (1_000_000, 3)):
        if (tantivy := figures.of("tantivy", size)) is not None:  # the rivals are installed by hand
            ours, bm25s = figures.of("ours", size) or {}, figures.of("bm25s", size) or {}
            assert ours["p50_ms"] <= most * tantivy["p50_ms"]
            assert ours["p50_ms"] < bm25s["p50_ms"]


def test_figures_are_lines_that_name_machine_and_day(tmp_path: Path) -> None:
    figures = Figures(tmp_path / "figures.jsonl")
    figures.add("lexical", 10, {"p50_ms": 1.23456})
    figures.add("lexical", 10, {"p50_ms": 2.0})
    first, second = map(json.loads, figures.file.read_text(encoding="utf-8").splitlines())
    assert first["numbers"] == {"p50_ms": 1.235}
    assert set(second) == {"what", "at", "numbers", "day", "machine"}
    assert figures.of("lexical", 10) == {"p50_ms": 2.0}
    assert figures.of("lexical", 11) is None
