"""A made-up corpus of any size: passages, their vectors, and queries, each told by its number and the seed.

Nothing is kept: block b of the texts is the same whether or not the blocks before it were made, so a corpus
larger than memory is streamed, and a run that was broken off goes on in the middle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from wellsourced.text.wordlists import words

__all__ = ["BLOCK", "DIMENSION", "Corpus"]

BLOCK = 5_000
"""Passages that are drawn at once."""
DIMENSION = 384

WORD_TYPES = 250_000
TOPICS, TOPIC_WORDS = 2_000, 200
TOPICAL = 0.25
"""The share of a passage's words that are of its topic."""
FIGURES = 0.015
"""The share of words that are numbers: without them the reading of citations would have nothing to do."""
EXPONENT, SHIFT = 1.07, 2.7  # Zipf-Mandelbrot: p(rank) ~ 1 / (rank + shift) ^ exponent
MEAN_WORDS, LEAST_WORDS, MOST_WORDS = 100, 60, 140
SENTENCE = 18
TERMS_LEAST, TERMS_MOST = 5, 10
NOISE = 0.3
"""How far a query's vector is from its passage's, as the length of the noise that is added."""

_COMMON = words(
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an "
    "which one were been their there will when who more if out so up said what its about than into them can "
    "only other new some could time these two may then do first any my now such like our over man me even "
    "most made after also did many before must through back where much your way well down should because "
    "each just those people how too little state good very make world still own see men work long get here"
)
_ONSETS = words("b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl st str t th tr v w z")
_NUCLEI = words("a ai au e ea ei i ie o oa oo ou u")
_CODAS = ("", *words("b ck d ft l m n nd p r rd rt s st t x"))


@dataclass(frozen=True)
class Corpus:
    """Texts of some 100 words, unit vectors of shape (n, 384), queries of 5 to 10 words of a passage."""

    seed: int = 7

    def texts(self, start: int, stop: int) -> Iterator[str]:
        """The passages numbered `start` to `stop` (half-open), in order."""
        for block in range(start // BLOCK, -(-stop // BLOCK)):
            first = block * BLOCK
            yield from self._block(block)[max(start - first, 0) : stop - first]

    def vectors(self, start: int, stop: int) -> NDArray[np.float32]:
        """Unit vectors of the passages `start` to `stop`, clustered by topic, shape (stop - start, 384)."""
        parts = []
        for block in range(start // BLOCK, -(-stop // BLOCK)):
            first = block * BLOCK
            rng = np.random.default_rng((self.seed, 2, block))
            noise = rng.standard_normal((BLOCK, DIMENSION), dtype=np.float32)
            near = _units(self._centers[self._topics(block)] + noise / np.sqrt(np.float32(DIMENSION)))
            parts.append(near[max(start - first, 0) : stop - first])
        return np.concatenate(parts) if parts else np.empty((0, DIMENSION), dtype=np.float32)

    def queries(self, passages: int, count: int) -> list[tuple[int, str, NDArray[np.float32]]]:
        """`(passage, words, unit vector)`: words drawn from that passage, stop words included."""
        rng = np.random.default_rng((self.seed, 3, passages))
        made = []
        for number in rng.integers(0, passages, count).tolist():
            [text] = self.texts(number, number + 1)
            said = text.replace(".", "").split()
            terms = rng.choice(len(said), int(rng.integers(TERMS_LEAST, TERMS_MOST + 1)), replace=False)
            noise = _units(rng.standard_normal((1, DIMENSION), dtype=np.float32))
            vector = _units(self.vectors(number, number + 1) + NOISE * noise)[0]
            made.append((number, " ".join(said[at] for at in terms), vector))
        return made

    def _topics(self, block: int) -> NDArray[np.int64]:
        return np.random.default_rng((self.seed, 1, block)).integers(0, TOPICS, BLOCK)

    def _block(self, block: int) -> list[str]:
        rng = np.random.default_rng((self.seed, 4, block))
        counts = np.clip(rng.normal(MEAN_WORDS, 15, BLOCK).astype(np.int64), LEAST_WORDS, MOST_WORDS)
        total = int(counts.sum())
        ranks = np.searchsorted(self._cumulated, rng.random(total))
        own = rng.random(total) < TOPICAL
        topic = np.repeat(self._topics(block), counts)
        nth = np.minimum(rng.geometric(0.02, total) - 1, TOPIC_WORDS - 1)
        ranks[own] = self._topic_words[topic[own], nth[own]]
        figures = rng.random(total) < FIGURES
        numbers = rng.integers(1, 2100, total)
        said = self._words[np.minimum(ranks, WORD_TYPES - 1)].tolist()
        for at in np.flatnonzero(figures).tolist():
            said[at] = str(numbers[at])
        made, at = [], 0
        for count in counts.tolist():
            made.append(_sentences(said[at : at + count]))
            at += count
        return made

    @cached_property
    def _cumulated(self) -> NDArray[np.float64]:
        weights = 1.0 / (np.arange(WORD_TYPES) + SHIFT) ** EXPONENT
        cumulated: NDArray[np.float64] = np.cumsum(weights) / weights.sum()
        return cumulated

    @cached_property
    def _words(self) -> NDArray[np.object_]:
        """The words by rank: the commonest of English first, then made-up ones in a seeded order."""
        syllables = ["".join(parts) for parts in product(_ONSETS, _NUCLEI, _CODAS)]
        rng = np.random.default_rng((self.seed, 5))
        pairs = rng.choice(len(syllables) ** 2, WORD_TYPES - len(_COMMON), replace=False).tolist()
        made = [syllables[pair // len(syllables)] + syllables[pair % len(syllables)] for pair in pairs]
        # The common words of a language are its short ones.
        made = [made[at] for at in np.argsort([len(word) for word in made] + rng.normal(0, 2, len(made)))]
        return np.array([*_COMMON, *made], dtype=object)

    @cached_property
    def _topic_words(self) -> NDArray[np.int64]:
        """For each topic the ranks of its words, none of the thousand commonest."""
        rng = np.random.default_rng((self.seed, 6))
        return rng.integers(1000, WORD_TYPES, (TOPICS, TOPIC_WORDS))

    @cached_property
    def _centers(self) -> NDArray[np.float32]:
        rng = np.random.default_rng((self.seed, 7))
        return _units(rng.standard_normal((TOPICS, DIMENSION), dtype=np.float32))


def _sentences(said: list[str]) -> str:
    parts = (" ".join(said[at : at + SENTENCE]) for at in range(0, len(said), SENTENCE))
    return " ".join(part[:1].upper() + part[1:] + "." for part in parts)


def _units(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    units: NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return units
