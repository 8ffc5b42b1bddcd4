"""Reranking: the verifier moves up what speaks to the query, and is asked of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wellsourced.model.sources import Passage, Span
from wellsourced.ports import Hit, Judgement
from wellsourced.steps.rerank import UNITS, rerank

QUERY = "The weir at Stoke was rebuilt in 1954."
SPEAKS = "Stoke lies on the Arrow. The weir at Stoke was rebuilt after the flood, in 1954. Eels pass it."


class Telling:
    """A verifier that takes a side only on texts with a word; keeps what it was asked."""

    name = "telling@1"

    def __init__(self, word: str) -> None:
        self.word = word
        self.asked: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        self.asked.extend(pairs)
        return [
            Judgement(supports=0.5, refutes=0.4, neutral=0.1)
            if self.word in text
            else Judgement(supports=0.05, refutes=0.05, neutral=0.9)
            for _, text in pairs
        ]


def hits(*texts: str) -> list[Hit]:
    return [
        Hit(
            passage=Passage(document=f"document-{n}", span=Span(start=0, end=len(text)), text=text),
            score=1.0 / (n + 1),
            similarity=0.3,
        )
        for n, text in enumerate(texts)
    ]


def order(found: Sequence[Hit]) -> list[str]:
    return [hit.passage.document for hit in found]


OTHERS = ("Stoke has a mill.", "A weir slows a river.", "The Arrow rises in Wales.")


def test_what_takes_a_side_moves_up() -> None:
    found = rerank(QUERY, hits(*OTHERS, SPEAKS), Telling("1954"))
    assert order(found) == ["document-0", "document-3", "document-1", "document-2"]
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert {hit.similarity for hit in found} == {0.3}


def test_without_an_opinion_nothing_moves() -> None:
    given = hits(*OTHERS, SPEAKS)
    assert order(rerank(QUERY, given, Telling("no such word"))) == order(given)


def test_the_verifier_reads_sentences_not_passages() -> None:
    verifier = Telling("1954")
    rerank(QUERY, hits(SPEAKS), verifier)
    assert len(verifier.asked) == UNITS
    assert verifier.asked[0] == (QUERY, "The weir at Stoke was rebuilt after the flood, in 1954.")
    assert all(text in SPEAKS and text != SPEAKS for _, text in verifier.asked)


def test_a_title_is_told_where_the_sentences_do_not_say_it() -> None:
    verifier = Telling("1954")
    rerank(
        "The weir was rebuilt.", hits("It was put up again in 1954."), verifier, title_of=lambda _: "Weirs"
    )
    rerank("The weir was rebuilt.", hits("The weir fell in 1954."), verifier, title_of=lambda _: "Weirs")
    assert [text for _, text in verifier.asked] == [
        "Weirs. It was put up again in 1954.",
        "The weir fell in 1954.",
    ]


def test_what_the_search_is_sure_of_outweighs_a_slight_opinion() -> None:
    speaks, silent = hits("It was rebuilt in 1954.", "It was rebuilt.")
    near = [replace(silent, score=1.0), replace(speaks, score=0.9)]
    assert order(rerank(QUERY, near, Telling("1954"))) == ["document-0", "document-1"]
    far = [replace(silent, score=1.0), replace(speaks, score=0.3)]
    assert order(rerank(QUERY, far, Telling("1954"))) == ["document-1", "document-0"]
    assert all(0.0 <= hit.score <= 1.0 for hit in rerank(QUERY, far, Telling("1954")))


def test_only_the_first_are_read_and_the_rest_stay_below() -> None:
    verifier = Telling("1954")
    found = rerank(QUERY, hits(*OTHERS, SPEAKS), verifier, depth=2)
    assert order(found) == ["document-0", "document-1", "document-2", "document-3"]
    assert SPEAKS not in {text for _, text in verifier.asked}
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True) and len(set(scores)) == len(scores)


def test_nothing_found_stays_nothing() -> None:
    assert rerank(QUERY, [], Telling("1954")) == []
