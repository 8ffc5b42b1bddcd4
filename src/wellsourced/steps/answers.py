"""Candidate answers to a wh-question: sentences of the evidence that are of the kind asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from wellsourced.model.claims import AnswerKind, Claim, Topic
from wellsourced.model.sources import Nature, Passage
from wellsourced.ports import Hit, View
from wellsourced.steps.compose.standing import is_sentence
from wellsourced.steps.contrast import missing_details
from wellsourced.steps.decide import KIND_WEIGHT
from wellsourced.steps.retrieve import coverage, rarity
from wellsourced.text.dates import dates
from wellsourced.text.figures import figures
from wellsourced.text.names import names
from wellsourced.text.sentences import sentences
from wellsourced.text.tokens import content_words

__all__ = ["candidates", "on_the_subject"]

MOST = 3
ENOUGH = 0.6
"""Share of the question's weight a sentence must have to be an answer at all."""
_IS_A = (
    r"(?:(?:is|are|was|were) (?:an?|the|any|those|one|what)"
    r"|means?|refers? to|tells?|asks?|describes?|denotes?)"
)
_REASON = re.compile(r"\b(?:because|so that|due to|owing to|in order to|as a result of|reason)\b", re.I)


def _defines(sentence: str, subject: str) -> bool:
    """Whether the sentence says what its own subject is: 'Under the code, a tide gate is a ...'."""
    head = content_words(subject)[-1:]
    if not head:
        return False
    opening = r"^(?:(?:Under|In|By|For)\s[^,]{2,60}(?:\([a-z0-9]\))?,?\s)?"
    pattern = rf"{opening}(?:an?|the|any)?\s*(?:[\w()-]+ ){{0,3}}{re.escape(head[0])}\w*\s+{_IS_A}\b"
    return re.search(pattern, sentence, re.I) is not None


_ASKED: Mapping[AnswerKind, Callable[[str, str], bool]] = {
    AnswerKind.DEFINITION: _defines,
    AnswerKind.DATE: lambda sentence, _: bool(dates(sentence)),
    AnswerKind.NUMBER: lambda sentence, _: bool(figures(sentence)),
    AnswerKind.PERSON: lambda sentence, _: bool(names(sentence)),
    AnswerKind.PLACE: lambda sentence, _: bool(names(sentence)),
    AnswerKind.REASON: lambda sentence, _: _REASON.search(sentence) is not None,
    AnswerKind.THING: lambda _sentence, _subject: True,
}


def _all_text(passage: Passage, view: View) -> str:
    """A passage with what tells a reader what it is about: a namesake's document has other words there."""
    return "\n".join((view.document_of(passage).title, *passage.headings, passage.text))


def _standing(passage: Passage, view: View) -> float:
    opinion = 0.5 if passage.note is not None and passage.note.nature is Nature.VIEW else 1.0
    return KIND_WEIGHT[view.source_of(passage).kind] * opinion


def on_the_subject(topic: Topic, hits: Sequence[Hit], view: View) -> list[Hit]:
    """The passages that have every name and figure of the question: a namesake's lacks one."""
    return [hit for hit in hits if not missing_details(topic.text, _all_text(hit.passage, view))]


def _asked_words(topic: Topic) -> list[str]:
    """What a sentence must speak of: the subject of a definition, else what is asked of the names."""
    if topic.asked is AnswerKind.DEFINITION:
        return content_words(topic.subject)
    named = {stem for name in names(topic.text) for stem in content_words(name.text)}
    return [stem for stem in content_words(topic.text) if stem not in named and not stem.isdigit()]


def candidates(topic: Topic, hits: Sequence[Hit], view: View) -> list[Claim]:
    """The sentences that answer, best first, each a claim in the words of its passage; at most three.

    `hits` are on the subject; the names need not stand in the sentence itself.
    """
    weigh = rarity([hit.passage.text for hit in hits])
    wanted = {stem: weigh(stem) + 0.05 for stem in _asked_words(topic)}
    scored = []
    for rank, hit in enumerate(hits):
        for start, end in sentences(hit.passage.text):
            text = hit.passage.text[start:end]
            covered = coverage(wanted, text)
            fits = is_sentence(text) and _ASKED[topic.asked](text, topic.subject)
            if covered >= ENOUGH and fits:
                merit = covered * (0.5 + 0.5 * _standing(hit.passage, view)) + 0.2 * max(0.0, hit.similarity)
                scored.append((-merit, rank, start, text, hit.passage))
    best = sorted(scored, key=lambda item: item[:3])[:MOST]
    return [Claim(text=text, scope=passage.scope) for *_, text, passage in best]
