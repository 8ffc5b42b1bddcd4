"""A sentence said otherwise: one to three rewordings in a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from edits import extract, reorder, rephrase, shorten
from edits.wordnet import WordNet

__all__ = ["Forms", "fit"]

_SMALL = frozenset({"phrases", "synonym", "numbers", "days"})
Way = Callable[[str, Random], list[str]]

_UNFIT = re.compile(
    r"[\[\]{}|<>\\*#=~]|\.\.|…|[(\"“]$|\b[Ss]ee\b|Figure|\d\)|\bnote\b|https?:|,,|\?$|^(?:Why|How|What|Who|Where|Which)\b|--|^\W|[a-z]{3}[.!]\s?[A-Z]|\b(?:Gen|Mr|Dr|St|Lt|Col|No|Sen|Mrs|Jr|Sr|Co|Inc)\.$|\bi\.e|"
    r"\be\.g|/\w+/|\betc\b"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|may|must|will|would|could|should|shall|does|do|did|\w+ed|\w{2,}s)\b"
)


def fit(sentence: str) -> bool:
    """Whether a sentence can be a claim: whole, of middling length, with a verb, in plain marks."""
    words = sentence.split()
    return (
        5 <= len(words) <= 42
        and sentence[0].isupper()
        and sentence[-1] in '.”"'
        and sentence.count("(") == sentence.count(")")
        and sentence.count('"') % 2 == 0
        and sentence.count("“") == sentence.count("”")
        and sentence.count(";") < 2
        and not _UNFIT.search(sentence)
        and not sentence.isupper()
        and bool(_VERB.search(sentence))
    )


class Forms:
    """Draws rewordings; `equal` ways keep the meaning whole, the others may leave something out."""

    def __init__(self, folder: Path, counts: Mapping[str, int]) -> None:
        words = WordNet(folder)
        synonym: Way = rephrase.Thesaurus(words, counts)
        self._equal: dict[str, Way] = {
            "phrases": rephrase.phrases, "synonym": synonym, "clauses": reorder.clauses_turned,
            "inverted": reorder.inverted, "possessive": reorder.possessive,
            "moved_opening": reorder.moved_opening,
            "active": extract.active, "passive": extract.passive,
        }  # fmt: skip
        self._looser: dict[str, Way] = {
            "numbers": rephrase.numbers, "days": rephrase.days, "shortened": shorten.shortened,
            "without_time": shorten.without_time, "weaker": shorten.weaker,
            "without_adverb": shorten.without_adverb, "without_opening": shorten.without_opening,
            "without_place": shorten.without_place, "fewer_items": shorten.fewer_items,
            "adjectives": shorten.AdjectivesOut(words), "apposition": extract.apposition,
            "born": extract.born,
            "relative": extract.relative, "parts": extract.parts,
        }  # fmt: skip

    def each(self, sentence: str, rng: Random) -> list[tuple[str, str]]:
        """One text for each way that applies, with the name of the way."""
        plain = rephrase.bare(sentence)
        found = []
        for name, way in (self._equal | self._looser).items():
            texts = [text for text in way(plain, rng) if fit(text) and text != sentence]
            if texts:
                found.append((rng.choice(texts), name))
        return found

    def draw(self, sentence: str, rng: Random, *, whole: bool = False) -> str:
        """A wording of the sentence, as it stands one time in eight; `whole`: nothing left out."""
        plain = rephrase.bare(sentence)
        return plain if rng.random() < 0.12 else self._again(plain, rng, whole, rng.randint(1, 3))

    def _again(self, text: str, rng: Random, whole: bool, times: int = 1) -> str:
        ways = list(self._equal.items()) + ([] if whole else list(self._looser.items()))
        # A word put for a word is found in most sentences, a clause to turn in few: those come first, mostly.
        weight = {name: rng.random() + (0.5 if name not in _SMALL else 0) for name, _ in ways}
        ways.sort(key=lambda named: -weight[named[0]])
        used: set[str] = set()
        for name, way in ways:
            if times and name not in used:
                texts = [made for made in way(text, rng) if fit(made)]
                if texts:
                    text, times = rng.choice(texts), times - 1
                    used.add(name)
        return text
