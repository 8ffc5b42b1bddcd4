"""From sentences to groups of rows: sound and broken claims of one form beside the same evidence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

from edits import changes, conditions, extract, rephrase
from edits.evidence import Shelf, overlap, run_together, views
from edits.forms import Forms, fit
from edits.model import NEI, REFUTED, SUPPORTED, Change, Made, Pair, Passage
from edits.swaps import NamePool

__all__ = ["Workshop"]

_DANGLING = re.compile(
    r"^(?:This|These|Those|That|Such|He|She|It|They|His|Her|Their|Its|Here|There|Both|Another|Other|One|As)\b"
)
# Where a change turns the sentence about, what was left out of a claim may no longer follow.
_TURNING = frozenset({"negation", "scope", "modality", "condition", "outcome", "comparison", "qualifier"})
# Kinds that nearly every sentence has: made for a share of the sentences only.
_COMMON = {
    "negation": 0.35,
    "outcome": 0.45,
    "scope": 0.6,
    "subject": 0.5,
    "qualifier": 0.35,
    "modality": 0.8,
}
_OTHERS_SHARE = 0.35
LONGEST_MERGED = 48


class Workshop:
    """Makes groups of rows out of passages."""

    def __init__(self, passages: list[Passage], wordnet: Path, rng: Random) -> None:
        self._passages, self._rng = passages, rng
        by_text: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages:
            by_text[passage.text].append(passage)
        self._shelves = {text: Shelf(group) for text, group in by_text.items()}
        self._pools = {
            text: NamePool(s for p in group for s in p.sentences) for text, group in by_text.items()
        }
        counts = Counter(word for p in passages for s in p.sentences for word in re.findall(r"[a-z]+", s))
        self._forms = Forms(wordnet, counts)

    def groups(self) -> Iterator[list[Made]]:
        """All groups, a few for each sentence that is fit to be a claim."""
        for passage in self._passages:
            for at, sentence in enumerate(passage.sentences):
                if fit(sentence):
                    yield from self._sentence(passage, at)
            yield from self._merged(passage)

    def _sentence(self, passage: Passage, at: int) -> Iterator[list[Made]]:
        rng, sentence = self._rng, passage.sentences[at]
        found = changes.all_changes(passage, at, self._pools[passage.text], rng)
        by_kind: dict[str, list[Change]] = defaultdict(list)
        for change in found:
            by_kind[change.kind].append(change)
        drawn = [rng.choice(group) for kind, group in by_kind.items() if rng.random() < _COMMON.get(kind, 1)]
        rng.shuffle(drawn)
        while drawn:
            first = drawn.pop()
            second = drawn.pop() if drawn else None
            yield from self._changed(passage, at, first, second)
        for pair in changes.all_pairs(sentence, rng):
            yield self._paired(passage, at, pair)
        yield from self._dropped(passage, at)
        if rng.random() < _OTHERS_SHARE:
            yield from self._reworded(passage, at)
        yield from self._unanswered(passage, at, found)

    def _view(self, passage: Passage, at: int, sentence: str) -> str:
        return views(passage, at, sentence, self._shelves[passage.text], self._rng)

    def _changed(
        self, passage: Passage, at: int, change: Change, other: Change | None
    ) -> Iterator[list[Made]]:
        """The sound claim and the changed one; now and then with a second change, or the passage changed."""
        rng, sentence = self._rng, passage.sentences[at]
        source = f"edits_{passage.text}_{change.kind}"
        if change.back is not None and rng.random() < 0.35:
            whole = change.kind in _TURNING
            form = self._form_with(sentence, change, whole)
            edited = change.apply(sentence)
            if form and edited:
                evidence = self._view(passage, at, edited)
                sound = change.apply(form) or ""
                yield [Made(sound, evidence, SUPPORTED, source), Made(form, evidence, change.back, source)]
            return
        form = self._form_with(sentence, change)
        if not form:
            return
        evidence = self._view(passage, at, sentence)
        made = [
            Made(form, evidence, SUPPORTED, source),
            Made(change.apply(form) or "", evidence, change.label, source),
        ]
        if other and (again := self._form_with(sentence, other)):
            broken = other.apply(again) or ""
            made.append(Made(broken, evidence, other.label, f"edits_{passage.text}_{other.kind}"))
        yield made

    def _form_with(self, sentence: str, change: Change, whole: bool = False) -> str | None:
        """A wording in which the change can be made; `None` after a few draws."""
        for _ in range(4):
            form = self._forms.draw(sentence, self._rng, whole=whole)
            if change.apply(form):
                return form
        return None

    def _paired(self, passage: Passage, at: int, pair: Pair) -> list[Made]:
        evidence = self._view(passage, at, passage.sentences[at])
        source = f"edits_{passage.text}_{pair.kind}"
        sound, broken = rephrase.bare(pair.sound), rephrase.bare(pair.broken)
        return [Made(sound, evidence, SUPPORTED, source), Made(broken, evidence, pair.label, source)]

    def _dropped(self, passage: Passage, at: int) -> Iterator[list[Made]]:
        sentence = passage.sentences[at]
        for claim, label in conditions.dropped_limits(rephrase.bare(sentence)):
            if fit(claim):
                evidence = self._view(passage, at, sentence)
                source = f"edits_{passage.text}_dropped"
                sound = self._forms.draw(sentence, self._rng, whole=True)
                yield [Made(sound, evidence, SUPPORTED, source), Made(claim, evidence, label, source)]

    def _reworded(self, passage: Passage, at: int) -> Iterator[list[Made]]:
        sentence = passage.sentences[at]
        for text, kind in self._forms.each(sentence, self._rng):
            evidence = self._view(passage, at, sentence)
            yield [Made(text, evidence, SUPPORTED, f"edits_{passage.text}_{kind}")]
        before = passage.sentences[at - 1] if at else None
        for text in extract.named(sentence, before, self._rng):
            evidence = " ".join(passage.sentences[at - 1 : at + 1])
            yield [Made(text, evidence, SUPPORTED, f"edits_{passage.text}_named")]

    def _unanswered(self, passage: Passage, at: int, found: list[Change]) -> Iterator[list[Made]]:
        """A claim, sound or changed, beside text that neither bears it out nor speaks against it."""
        rng = self._rng
        claim = self._forms.draw(passage.sentences[at], rng)
        if _DANGLING.match(claim) or rng.random() < 0.3:
            return
        if found and rng.random() < 0.5:
            claim = rng.choice(found).apply(claim) or claim
        others = [text for number, text in enumerate(passage.sentences) if number != at]
        rest = run_together(others, 0)
        if rng.random() < 0.5 and len(rest.split()) >= 10 and overlap(claim, rest) <= 0.6:
            yield [Made(claim, rest, NEI, f"edits_{passage.text}_removed")]
        elif near := self._shelves[passage.text].near_miss(claim, passage, rng):
            yield [Made(claim, near, NEI, f"edits_{passage.text}_nearmiss")]

    def _merged(self, passage: Passage) -> Iterator[list[Made]]:
        """Two sentences of the passage in one claim; broken in one half."""
        rng = self._rng
        for at, (one, two) in enumerate(pairwise(passage.sentences)):
            if not (fit(one) and fit(two)) or len((one + two).split()) > LONGEST_MERGED or rng.random() < 0.4:
                continue
            if rephrase.bare(two) != two or not _OPENS_FREELY.match(two):
                continue
            broken_at = rng.randrange(2)
            pool = self._pools[passage.text]
            found = [c for c in changes.all_changes(passage, at + broken_at, pool, rng) if c.label == REFUTED]
            halves = [self._forms.draw(text, rng) for text in (one, two)]
            fitting = [c for c in found if c.apply(halves[broken_at])]
            if not fitting:
                continue
            broken = list(halves)
            broken[broken_at] = rng.choice(fitting).apply(halves[broken_at]) or ""
            joint = rng.choice((" ", " ", ", and ", "; "))
            evidence = run_together(list(passage.sentences), at)
            source = f"edits_{passage.text}_merged"
            yield [
                Made(join(halves, joint), evidence, SUPPORTED, source),
                Made(join(broken, joint), evidence, REFUTED, source),
            ]


_OPENS_FREELY = re.compile(
    r"^(?:The|A|An|In|It|He|She|They|Its|His|Her|Their|There|[A-Z][a-z]+ (?:is|was|has|are|were))\b"
)
_LOWERED = re.compile(
    r"^(?:The|A|An|In|It|He|She|They|Its|His|Her|Their|There|When|If|On|At|After|Before|By|These|This|Some|Most|Many|"
    r"Both|Each|All|One|No|As|With|For|During|Because|Although|While)\b"
)


def join(halves: list[str], joint: str) -> str:
    """Two sentences in one: with a full stop, ", and" or a semicolon."""
    first, second = halves
    if joint == " ":
        return f"{first} {second}"
    if _LOWERED.match(second):
        second = second[0].lower() + second[1:]
    return first.rstrip(".") + joint + second
