"""What stands around the sentence that a claim is about: alone, with neighbors, or among distractors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from random import Random

from edits.helpers import words
from edits.model import Passage

__all__ = ["Shelf", "content", "overlap", "run_together", "views"]

LONGEST_WORDS = 150
_STOP = frozenset(
    words(
        "the a an of in to and is was for on as by with are were it its that this from at be or has have "
        "had which not their his her they he she but also been can may will more than most other such "
        "these those into between during"
    )
)


def content(text: str) -> set[str]:
    """Words that carry meaning, roughly stemmed."""
    found = set()
    for word in re.findall(r"[a-z0-9]+", text.lower()):
        if word not in _STOP and (len(word) > 2 or word.isdigit()):
            found.add(word[:6] if word.isalpha() else word)
    return found


def overlap(claim: str, evidence: str) -> float:
    """The share of the claim's words of meaning that stand in the evidence."""
    asked = content(claim)
    return len(asked & content(evidence)) / len(asked) if asked else 1.0


class Shelf:
    """Passages of one collection, found by shared rare words."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self._by_word: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for at, passage in enumerate(passages):
            for number, sentence in enumerate(passage.sentences):
                for word in content(sentence):
                    self._by_word[word].append((at, number))

    def near_miss(self, claim: str, own: Passage, rng: Random) -> str | None:
        """A sentence of another passage that shares most rare words, but not nearly all; or `None`."""
        scores: dict[tuple[int, int], float] = defaultdict(float)
        for word in content(claim):
            places = self._by_word.get(word, [])
            if 1 < len(places) <= 400:
                for place in places:
                    scores[place] += 1 / len(places) ** 0.5
        best = sorted(scores, key=lambda place: -scores[place])[:12]
        rng.shuffle(best)
        for at, number in best:
            passage = self.passages[at]
            if passage.doc.split("#")[0] == own.doc.split("#")[0] and passage.text == own.text:
                continue
            sentence = passage.sentences[number]
            if 0.15 <= overlap(claim, sentence) <= 0.6 and len(sentence.split()) >= 6:
                return " ".join(
                    passage.sentences[max(0, number - rng.randrange(2)) : number + 1 + rng.randrange(2)]
                )
        return None

    def stray(self, own: Passage, rng: Random) -> str:
        """A sentence of some other document."""
        for _ in range(8):
            passage = rng.choice(self.passages)
            if passage.doc.split("#")[0] != own.doc.split("#")[0]:
                return rng.choice(passage.sentences)
        return ""


def views(passage: Passage, at: int, sentence: str, shelf: Shelf, rng: Random) -> str:
    """Evidence that holds `sentence` in the place of sentence `at`."""
    way = rng.random()
    parts = list(passage.sentences)
    parts[at] = sentence
    if way < 0.3 or (len(parts) == 1 and way < 0.7):
        return sentence
    if way < 0.45 and len(parts) > 1:
        return " ".join(parts[max(0, at - 1) : at + 1] if at and rng.random() < 0.6 else parts[at : at + 2])
    if way < 0.75 and len(parts) > 1:
        return run_together(parts, at)
    around = [text for _ in range(rng.randint(1, 4)) if (text := shelf.stray(passage, rng))]
    around.insert(rng.randint(0, len(around)), sentence)
    return run_together(around, around.index(sentence))


def run_together(parts: list[str], at: int) -> str:
    """The parts in a row, part `at` among them, cut at the ends to `LONGEST_WORDS`."""
    first, last = 0, len(parts)
    while sum(len(part.split()) for part in parts[first:last]) > LONGEST_WORDS and last - first > 1:
        if at - first > last - 1 - at:
            first += 1
        else:
            last -= 1
    return " ".join(parts[first:last])
