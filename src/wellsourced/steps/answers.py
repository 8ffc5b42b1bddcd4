"""Candidate answers to a wh-question: sentences of the evidence that are of the kind asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from wellsourced.model.claims import AnswerKind, Claim, Topic
from wellsourced.model.sources import Nature, Passage
from wellsourced.ports import Hit, View
from wellsourced.rules.places import places_in
from wellsourced.steps.asking.measures import measures
from wellsourced.steps.lines_over import lines_over
from wellsourced.steps.proving.contrast import missing_details
from wellsourced.steps.retrieve import coverage, rarity
from wellsourced.steps.weighed import KIND_WEIGHT
from wellsourced.text.dates import dates
from wellsourced.text.figures import figures
from wellsourced.text.grammar import is_sentence
from wellsourced.text.names import names
from wellsourced.text.sentences import sentences
from wellsourced.text.tokens import content_words

__all__ = ["candidates", "on_the_subject"]

MOST = 3
ENOUGH = 0.6
"""Share of the question's weight a sentence must have to be an answer at all."""
PARTICULAR = 0.8
"""What the merit of an answer about one place is worth to a question about all."""
_EMPTY = frozenset(content_words("long many much often someone somebody anyone people there"))
_NOT = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.I)
_DENIED = re.compile(
    r"\b(?:not|never|no longer|decide whether|question whether|attempt to|failed to)"
    r" (?P<what>(?:[\w-]+ ?){1,3})",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:officers?|officials?|judges?|magistrates?|governors?|mayors?|sheriffs?|presidents?|directors?"
    r"|ministers?|agenc(?:y|ies)|councils?|boards?|courts?)\b",
    re.I,
)
_IS_A = (
    r"(?:(?:is|are|was|were) (?:an?|the|any|those|one|what)"
    r"|means?|refers? to|tells?|asks?|describes?|denotes?)"
)
_FOR = re.compile(
    r"\bfor (?P<whom>(?:(?!\b(?:for|in|on|at|from|to|by|under|with|during|since|until)\b)[^,;:?])+)", re.I
)
_INSTEAD = r"succeed\w*|success\w+|replac\w+"
_TURNS = {
    "against": r"against|oppos\w+|vot(?:e|ed|es|ing) no|no votes?|dissent\w*|object(?:s|ed|ing)",
    "without": r"without|no|not|lack\w*",
    "before": rf"before|prior to|preced\w+|predecess\w+|former|until|{_INSTEAD}",
    "after": rf"after|follow\w*|since|{_INSTEAD}",
}
"""Small words that turn what is asked about, each with what an answer has in their place."""
_REASON = re.compile(r"\b(?:because|so that|due to|owing to|in order to|as a result of|reason)\b", re.I)


def _defines(sentence: str, subject: str) -> bool:
    """Whether the sentence says what its own subject is: 'Under the code, a tide gate is a ...'."""
    head = content_words(subject)[-1:]
    if not head:
        return False
    opening = r"^(?:(?:Under|In|By|For)\s[^,]{2,60}(?:\([a-z0-9]\))?,?\s)?"
    pattern = rf"{opening}(?:an?|the|any)?\s*(?:[\w()-]+ ){{0,3}}[\w()-]*?{re.escape(head[0])}\w*\s+{_IS_A}\b"
    if re.search(pattern, sentence, re.I):
        return True
    # "written agreements that let trained officers ..." says what such an agreement is.
    told = rf"\b{re.escape(head[0])}\w* (?:that|which) \w+"
    return re.search(told, sentence, re.I) is not None and not missing_details(subject, sentence)


_ASKED: Mapping[AnswerKind, Callable[[str, Topic], bool]] = {
    AnswerKind.DEFINITION: lambda sentence, topic: _defines(sentence, topic.subject),
    AnswerKind.DATE: lambda sentence, _: bool(dates(sentence)),
    AnswerKind.NUMBER: lambda sentence, topic: measures(sentence, topic.text),
    AnswerKind.PERSON: lambda sentence, _: bool(names(sentence)) or _ROLE.search(sentence) is not None,
    AnswerKind.PLACE: lambda sentence, _: bool(places_in(sentence)),
    AnswerKind.REASON: lambda sentence, _: _REASON.search(sentence) is not None,
    AnswerKind.THING: lambda _sentence, _topic: True,
}


def _all_text(passage: Passage, view: View) -> str:
    """A passage with what tells a reader what it is about: a namesake's document has other words there."""
    return "\n".join((*lines_over(passage, view), passage.text))


def _standing(passage: Passage, view: View) -> float:
    opinion = 0.5 if passage.note is not None and passage.note.nature is Nature.VIEW else 1.0
    return KIND_WEIGHT[view.source_of(passage).kind] * opinion


def on_the_subject(topic: Topic, hits: Sequence[Hit], view: View) -> list[Hit]:
    """The passages that have every name and figure of the question: a namesake's lacks one."""
    return [hit for hit in hits if not missing_details(topic.text, _all_text(hit.passage, view))]


def _asked_words(topic: Topic) -> list[str]:
    """What a sentence must speak of: the subject of a definition, else what is asked, without the names.

    A name need not stand in the sentence: `on_the_subject` saw to it that the passage has it.
    """
    text = topic.subject if topic.asked is AnswerKind.DEFINITION else topic.text
    named = {stem for name in names(text) for stem in content_words(name.text)}
    stems = [stem for stem in content_words(text) if stem not in _EMPTY]
    return [stem for stem in stems if stem not in named and not stem.isdigit()] or stems


def _denies(sentence: str, topic: Topic) -> bool:
    """Whether the sentence says that what is asked about has not happened, or is still to be decided."""
    asked = set(content_words(topic.text))
    denied = {word for found in _DENIED.finditer(sentence) for word in content_words(found["what"])}
    return bool(asked & denied) and not _NOT.search(topic.text)


def _turned(sentence: str, topic: Topic) -> bool:
    """Whether the question has a small word that turns it and the sentence none such.

    Who voted for something does not tell who voted against it.
    """
    asked = set(topic.text.lower().split())
    missing = (told for word, told in _TURNS.items() if word in asked)
    return any(not re.search(rf"\b(?:{told})\b", sentence, re.I) for told in missing)


def _misses(sentence: str, topic: Topic) -> bool:
    """Whether a sentence answers another question than the one that is asked, though in its words."""
    return _denies(sentence, topic) or _turned(sentence, topic) or _of_others(sentence, topic)


def _of_others(sentence: str, topic: Topic) -> bool:
    """Whether the question is for some only, and the sentence does not speak of them.

    What a ride costs is not told for people aged 65 by what it costs.
    """
    told = {figure.value for figure in figures(sentence)}
    if any(figure.value not in told for figure in figures(topic.text)):
        return True
    stems = set(content_words(sentence))
    whom = (set(content_words(found["whom"])) for found in _FOR.finditer(topic.text))
    return any(some and not some & stems for some in whom)


def _nearness(passage: Passage, topic: Topic) -> float:
    """Less for a passage on one place where the question asks of all, or of a wider one."""
    place, asked = passage.scope.place or "", topic.scope.place or ""
    return 1.0 if place == asked or "-" not in place else PARTICULAR


def candidates(topic: Topic, hits: Sequence[Hit], view: View, background: Sequence[str] = ()) -> list[Claim]:
    """The sentences that answer, best first, each a claim in the words of its passage; at most three.

    `hits` are on the subject; the names need not stand in the sentence itself. `background` are patterns
    of sentences in notes that only introduce a rule, which answer nothing that another sentence answers.
    """
    weigh = rarity([hit.passage.text for hit in hits])
    wanted = {stem: weigh(stem) + 0.05 for stem in _asked_words(topic)}
    scored = []
    for rank, hit in enumerate(hits):
        near = _nearness(hit.passage, topic)
        for start, end in sentences(hit.passage.text):
            text = hit.passage.text[start:end]
            covered = coverage(wanted, text)
            if covered < ENOUGH or not is_sentence(text) or _misses(text, topic):
                continue
            if _ASKED[topic.asked](text, topic):
                merit = covered * (0.5 + 0.5 * _standing(hit.passage, view)) * near
                last = hit.passage.note is not None and any(re.search(p, text) for p in background)
                found = (last, -merit - 0.2 * max(0.0, hit.similarity), rank, start)
                scored.append((found, text, hit.passage))
    best = sorted(scored, key=lambda item: item[0])[:MOST]
    return [Claim(text=text, scope=passage.scope) for _, text, passage in best]
