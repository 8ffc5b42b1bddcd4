"""The search index against a scorer written out by hand, in memory, on disk and in an object store."""

from __future__ import annotations

import math
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from hashing_encoder import HashingEncoder
from wellsourced.library.index import DIMENSION, Index
from wellsourced.library.index_tables import OPTIMIZE_ABOVE
from wellsourced.library.wording import fold

ENCODER = HashingEncoder()


def brute_bm25(texts: dict[str, str], query: str) -> list[tuple[str, float]]:
    """BM25 (k1 1.2, b 0.75) over every text, best first."""
    bags = {name: Counter(text.split()) for name, text in texts.items()}
    mean = sum(sum(bag.values()) for bag in bags.values()) / len(bags)
    scores: dict[str, float] = {}
    for term in set(query.split()):
        holders = [name for name, bag in bags.items() if term in bag]
        idf = math.log(1 + (len(bags) - len(holders) + 0.5) / (len(holders) + 0.5))
        for name in holders:
            count, length = bags[name][term], sum(bags[name].values())
            weight = count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / mean))
            scores[name] = scores.get(name, 0.0) + idf * weight
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


@pytest.fixture(params=["memory", "folder", "object store"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Index:
    match request.param:
        case "memory":
            return Index("memory://")
        case "folder":
            return Index(tmp_path / "index")
    return Index(request.getfixturevalue("bucket") + "/index")


def fill(index: Index, texts: dict[str, str]) -> None:
    index.add(list(texts), list(texts.values()), ENCODER.encode(list(texts.values())))


def test_word_search_agrees_with_a_brute_force_scorer_after_several_appends(index: Index) -> None:
    rng = random.Random(7)
    # Words without endings to stem; common ones are drawn more often.
    words = [f"k{number}x" for number in range(400)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    texts: dict[str, str] = {}
    for append, size in enumerate((300, 200, OPTIMIZE_ABOVE + 1, 40)):
        batch = {
            f"p{append}-{number}": " ".join(rng.choices(words, weights, k=rng.randint(20, 60)))
            for number in range(size)
        }
        texts |= batch
        fill(index, batch)
    for _ in range(25):
        query = " ".join(rng.sample(words[20:], k=4))
        expected = brute_bm25(texts, query)[:5]
        found = index.lexical(query, 5)
        assert found[0][0] == expected[0][0]
        assert len({name for name, _ in found} & {name for name, _ in expected}) >= 4


def test_meaning_search_is_an_exact_scan(index: Index) -> None:
    vectors = np.random.default_rng(3).normal(size=(50, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    names = [f"p{number:02}" for number in range(50)]
    index.add(names, ["text"] * 50, vectors)
    cosines = vectors @ vectors[17]
    expected = [names[at] for at in np.argsort(-cosines)[:10]]
    found = index.dense(vectors[17], 10)
    assert [name for name, _ in found] == expected
    assert found[0][1] == pytest.approx(1.0, abs=1e-5)
    some = index.similarities(["p03", "p41", "no such"], vectors[17])
    assert some == pytest.approx({"p03": cosines[3], "p41": cosines[41]}, abs=1e-5)


def test_adding_again_changes_nothing(index: Index) -> None:
    fill(index, {"a": "sheriffs honor detainers", "b": "cities refuse them"})
    before = index.lexical("detainers", 5)
    fill(index, {"a": "sheriffs honor detainers", "b": "cities refuse them"})
    assert index.ids() == {"a", "b"}
    assert index.lexical("detainers", 5) == before


def test_inflection_spelling_and_accents_do_not_hide_a_word(index: Index) -> None:
    fill(index, {"a": "The county honours every request.", "b": "Doña Ana declined.", "c": "Nothing here."})
    assert [name for name, _ in index.lexical("honoring", 3)] == ["a"]
    assert [name for name, _ in index.lexical("dona", 3)] == ["b"]


def test_an_index_nobody_wrote_to_is_empty_and_makes_no_folder(tmp_path: Path) -> None:
    index = Index(tmp_path / "index")
    assert index.lexical("anything", 3) == []
    assert index.dense(ENCODER.encode(["anything"])[0], 3) == []
    assert index.ids() == set()
    assert not (tmp_path / "index").exists()


def test_a_query_of_stop_words_finds_nothing(index: Index) -> None:
    fill(index, {"a": "the end of the road"})
    assert index.lexical("of the", 3) == []
    assert index.lexical("", 3) == []


def test_scores_of_a_small_and_a_large_index_can_be_merged() -> None:
    small, large = Index("memory://"), Index("memory://")
    fill(small, {"s": "the tidal barrage opened"} | {f"s{n}": f"filler k{n}x" for n in range(10)})
    fill(large, {"l": "the tidal barrage opened"} | {f"l{n}": f"filler k{n}x" for n in range(400)})
    [(_, in_small)], [(_, in_large)] = small.lexical("barrage", 1), large.lexical("barrage", 1)
    assert in_small == pytest.approx(in_large, rel=0.15)


def test_removed_rows_are_gone(index: Index) -> None:
    fill(index, {"a": "one", "b": "two"})
    index.remove(["a", "no such"])
    assert index.ids() == {"b"}


def test_a_legal_authority_is_indexed_as_one_word_in_every_spelling(index: Index) -> None:
    fill(index, {"a": "It is 8 USC 1373(a).", "b": "It is 8 U.S.C. 1644.", "c": "Room 1373 of title 8 U."})
    assert index.lexical("Section 1373 of Title 8", 3)[0][0] == "a"
    assert fold("N.D. Cent. Code § 12.1-01-04").endswith("ndcentcode12x1x01x04")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the 3d Cir.’s honour", "The 3D CIR.'s honor"),
        ("U.S.C.", "USC"),
        ("1,000", "1000"),
        ("licence", "license"),
    ],
)
def test_two_ways_of_writing_are_indexed_as_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_rows_that_do_not_pair_up_are_refused() -> None:
    with pytest.raises(ValueError, match="do not pair up"):
        Index("memory://").add(["a"], [], ENCODER.encode([]))
