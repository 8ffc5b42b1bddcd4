"""Questions that ask who, what, where, when, why or how many: what they are about and what would answer."""

from __future__ import annotations

import re

from wellsourced.model.claims import AnswerKind, Topic
from wellsourced.steps.asking.declare import capitalised, declare
from wellsourced.steps.asking.measures import PRICED
from wellsourced.text.grammar import join, split_words

__all__ = ["asks_wh", "topic_of"]

_WORDS = "who|whom|whose|what|which|when|where|why|how"
_WH = re.compile(rf"^(?:[^.?!]{{3,60}}: )?(?:{_WORDS})\b", re.IGNORECASE)
_LED_IN = re.compile(rf"^[^.?!]{{3,60}}: (?=(?:{_WORDS})\b)", re.IGNORECASE)
_PLACES = r"states?|count(?:y|ies)|cit(?:y|ies)|towns?|countr(?:y|ies)|places?|jurisdictions?|parish(?:es)?"
# The first that fits, after the question's first letter is made small.
_ASKED = (
    (AnswerKind.PERSON, r"(?:who|whom|whose)\b"),
    (AnswerKind.PLACE, rf"(?:where|(?:in )?(?:which|what) (?:\w+ )?(?:{_PLACES}))\b"),
    (AnswerKind.DATE, r"(?:when|since when|(?:what|which) (?:year|date|day|month))\b"),
    (AnswerKind.NUMBER, r"how (?:many|much|often|long|old|far|high|big|large)\b"),
    (AnswerKind.NUMBER, r"what (?:percent\w*|number|share|proportion|fraction|amount)\b"),
    (AnswerKind.NUMBER, r"what (?:is|was) the (?:number|rate|average|total|percentage)\b"),
    (AnswerKind.NUMBER, rf"what (?:is|was|are|were) the (?:\w+ )?{PRICED}\b"),
    (AnswerKind.REASON, r"(?:why|what (?:caused|causes|led|explains))\b"),
    (AnswerKind.REASON, r"what (?:is|was|are|were) the (?:reasons?|causes?)\b"),
    # "What is the Trust Act" asks for a definition, "What is the difference" does not.
    (AnswerKind.DEFINITION, r"what (?:(?:is|are|was|were) (?!the (?![A-Z]))|constitutes|does .* mean$)"),
)
_CONTRACTED = re.compile(r"^(what|who|when|where|why|how)['’](s|re)\b", re.IGNORECASE)
_SPELLED = {"s": "is", "re": "are"}
_OPENING = re.compile(
    rf"^(?:how (?:many|much|often|long|old|far|likely)|{_WORDS})\s+"
    r"(?:(?P<aux>is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|should|will|would)\s+|"
    r"constitutes?\s+)?",
    re.IGNORECASE,
)


def asks_wh(text: str) -> bool:
    """Whether a text opens with a question word, after a topic and a colon or not."""
    return _WH.match(text) is not None


def topic_of(question: str) -> Topic:
    """The topic of a question that opens with a question word."""
    text = _CONTRACTED.sub(lambda found: f"{found[1]} {_SPELLED[found[2]]}", question.strip(" ?!."))
    body = _LED_IN.sub("", text)
    plain = body[:1].lower() + body[1:]
    asked = next((kind for kind, pattern in _ASKED if re.match(pattern, plain)), AnswerKind.THING)
    mark = "..." if question.rstrip().endswith(("..", "…")) else "?"
    return Topic(text=f"{capitalised(text)}{mark}", subject=_subject_asked(body) or text, asked=asked)


def _subject_asked(question: str) -> str:
    """What a question with who, what, how many, ... asks about."""
    opened = _OPENING.match(question)
    if opened is None:
        return question
    rest = question[opened.end() :]
    if rest.endswith(" mean"):
        return rest.removesuffix(" mean")
    helper = opened["aux"]
    if helper and helper.lower() not in {"is", "are", "was", "were"}:
        declared = declare(f"{helper} {rest}")
        return declared.subject if declared else rest.strip(" ,")
    parts = split_words(rest)
    at = next((i for i, word in enumerate(parts) if word.low in {"do", "does", "did"}), None)
    if not helper and at and (declared := declare(join(parts[at:]))):
        # "what role do jails play in it" is about the role jails play in it
        return f"{join(parts[:at])} {declared.subject[:1]}{declared.text[1:]}"
    return rest.strip(" ,")
