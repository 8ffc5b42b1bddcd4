"""From what is asked to what the evidence says: inquiry, claim, topic, evidence, verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wellsourced.model.ids import digest
from wellsourced.model.scope import EVERYWHERE, Scope
from wellsourced.model.sources import Authority

__all__ = [
    "AnswerKind",
    "Claim",
    "Evidence",
    "Inquiry",
    "InquiryKind",
    "Label",
    "Stance",
    "Tier",
    "Topic",
]


class InquiryKind(StrEnum):
    """What the reader's text is.

    Only a `claim` and a `question` are checked; each other kind is told what to do instead.
    """

    CLAIM = "claim"
    QUESTION = "question"
    LINK = "link"
    FRAGMENT = "fragment"
    OPINION = "opinion"
    PREDICTION = "prediction"
    ADVICE = "advice"
    COMPLAINT = "complaint"
    ABOUT_US = "about_us"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A checkable question or claim as asked, tidied, with the place, agency and day it is asked for.

    `text` is as it was typed, `title` with spelling and capitals put right, `slug` the words of its
    address; `on` is the day (UTC) whose law and evidence count; `place` a place code
    ("US-OR-city-Portland"), `agency` the code of one in a casebook ("sheriff"), each None where none is
    named. `read_inquiry` makes one.
    """

    text: str
    title: str
    slug: str
    kind: InquiryKind
    on: date
    place: str | None = None
    agency: str | None = None

    @property
    def id(self) -> str:
        """Text, place, agency and day."""
        return digest("inquiry", self)


class AnswerKind(StrEnum):
    """What would answer a wh-question: "who" a `person`, "how many" a `number`, "why" a `reason`, ..."""

    DEFINITION = "definition"
    PERSON = "person"
    PLACE = "place"
    DATE = "date"
    NUMBER = "number"
    REASON = "reason"
    THING = "thing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence that stands alone and can be true or false (schema.org Claim).

    `text` is one sentence; `scope` the place, period and parties it is of; `authority` is set where it
    speaks of one level's law only ("under federal law"); `author` is who is said to have said it.
    """

    text: str
    scope: Scope = EVERYWHERE
    authority: Authority | None = None
    author: str | None = None

    @property
    def id(self) -> str:
        """Text, scope, authority and author."""
        return digest("claim", self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A wh-question: its claims are its candidate answers, found in the evidence.

    `subject` is what is asked about ("an ICE detainer"); `asked` the kind of answer; `scope` and
    `authority` as of a claim.
    """

    text: str
    subject: str
    asked: AnswerKind
    scope: Scope = EVERYWHERE
    authority: Authority | None = None


class Stance(StrEnum):
    """What one passage says of one claim (FEVER, SciFact): it `supports` or `refutes` it, or is `neutral`."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    NEUTRAL = "neutral"


class Tier(StrEnum):
    """What decided a judgement, surest first.

    `proof`: the passage says so in so many words; `contrast`: it says the same with another figure, date or
    name; `veto`: something in the sentence is not in the passage; `norm`: what it makes a duty, a choice or
    forbidden; `model`: the verifier alone, sure enough to be heard; `none`: nothing decided.
    """

    PROOF = "proof"
    CONTRAST = "contrast"
    VETO = "veto"
    NORM = "norm"
    MODEL = "model"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage weighed against a claim.

    `claim` and `passage` are ids; `quote` is the sentence of the passage that decided, word for word;
    `score` is a probability, 0 to 1, that the stance is right; `verifier` is a name@version, or the rules';
    `why` says in words what decided. `case` is the kind of case it speaks of where a claim covers several;
    empty where it speaks of all. Raises `ValueError` for a score that is no probability.
    """

    claim: str
    passage: str
    quote: str
    stance: Stance
    score: float
    tier: Tier
    verifier: str
    why: str = ""
    case: str = ""

    def __post_init__(self) -> None:
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"a score is a probability: {self.score}")

    @property
    def id(self) -> str:
        """Claim, passage and verifier."""
        return digest("evidence", {"claim": self.claim, "passage": self.passage, "verifier": self.verifier})


class Label(StrEnum):
    """The closed list of verdicts (AVeriTeC's four, and two).

    `supported`, `refuted`; `qualified`: true under stated conditions, since sources speak of different
    places, dates or cases; `conflicting`: sources of the same scope disagree; `not_enough_evidence`: never
    a denial; `not_checkable`: only inside a document.
    """

    SUPPORTED = "supported"
    REFUTED = "refuted"
    QUALIFIED = "qualified"
    CONFLICTING = "conflicting"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
    NOT_CHECKABLE = "not_checkable"
