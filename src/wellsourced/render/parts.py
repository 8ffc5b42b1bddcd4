"""Names of the parts of a page, as its headings print them: where a reader finds a change."""

from __future__ import annotations

__all__ = [
    "ANSWER",
    "BOTTOM_LINE",
    "CONFIDENCE",
    "ENCODER",
    "LEADS",
    "MAP",
    "QUESTION",
    "RULES",
    "SECTION_TITLE",
    "SOURCES",
    "SUMMARY",
    "UNDECIDED",
    "UNKNOWNS",
    "VERDICT",
    "VERIFIER",
    "WATCH",
    "WRITER",
    "here",
    "within",
]

QUESTION = "Question"
VERDICT = "Verdict"
CONFIDENCE = "Confidence"
ANSWER = "Answer"
SUMMARY = "Executive summary"
SECTION_TITLE = "Section title"
RULES = "Where it depends"
MAP = "The rule by state"
BOTTOM_LINE = "Bottom line"
UNKNOWNS = "What the evidence does not show"
UNDECIDED = "Found, but not weighed"
WATCH = "What to watch next"
SOURCES = "Sources"
LEADS = "Published fact-checks"
VERIFIER = "Verifier"
ENCODER = "Encoder"
WRITER = "Writer"


def here(place_name: str) -> str:
    """The block on the rule in a place."""
    return f"The rule in {place_name}"


def within(part: str, what: str) -> str:
    """A place in a part: the part, then what is there; the part alone where nothing more is said."""
    return f"{part}: {what}" if what else part
