"""The form of every row of a casebook: its fields, their types and the words they may hold.

`docs/casebook-format.md` says what each field means. A field that is added to the format is added here,
and there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wellsourced.model.sources import Authority, Confidence, Nature, SourceKind
from wellsourced.rules.checks.files import Files, Finding, Line
from wellsourced.rules.checks.shapes import (
    ANYTHING,
    DATE,
    DAY,
    NUMBER,
    TEXT,
    WORDS,
    YES_NO,
    ListOf,
    MapOf,
    OrNull,
    Shape,
    Table,
    departures,
    one_of,
)
from wellsourced.rules.instruments import VALUES

__all__ = ["BASES", "FACT", "INSTRUMENT", "KINDS", "LEVELS", "NOTE", "STATUSES", "VALUES_SAID", "of_bad_form"]

VALUES_SAID = (*VALUES, "only_with", "silent")
"""What a row may say of an action; `silent` says nothing."""
KINDS = (
    *("constitution", "statute", "regulation", "court_decision", "executive_order", "directive"),
    *("ordinance", "agency_policy", "agreement"),
)
LEVELS = ("federal", "state", "county", "city", "court")
STATUSES = ("in_force", "partly_enjoined", "enjoined", "pending", "superseded", "repealed")
SCOPES = ("place", "nation", "circuit", "state", "department", "parties", "none")
BASES = ("text_seen", "summary_seen", "dataset_row", "background")
FACT_BASES = ("official", "copy", "scholarly", "press", "reference", "advocacy", "reprint", "lead")
USES = ("cite", "lead", "background")

SOURCE = Table(
    {
        "url": TEXT,
        "title": TEXT,
        "publisher": TEXT,
        "kind": one_of(kind.value for kind in SourceKind),
        "published": DATE,
    }
)
# A lead whose address is a bare number has no address that may be printed.
LEAD_SOURCE = Table({**SOURCE.fields, "url": OrNull(TEXT)})

TEXTS = ListOf(TEXT)
AUTHORITY = one_of(one.value for one in Authority)
NATURE = one_of(one.value for one in Nature)
CONFIDENCE = one_of(one.value for one in Confidence)

NOTE = Table(
    {
        "id": TEXT,
        "text": TEXT,
        "place": TEXT,
        "parties": TEXTS,
        "authority": AUTHORITY,
        "nature": NATURE,
        "dated": DATE,
        "confidence": CONFIDENCE,
        "heading": TEXT,
        "instrument": OrNull(TEXT),
        "about": SOURCE,
    }
)

FACT = Table(
    {
        **{name: NOTE.fields[name] for name in ("id", "text", "place", "parties", "authority", "nature")},
        "dated": DATE,
        "basis": one_of((*FACT_BASES, *BASES)),
        "confidence": CONFIDENCE,
        "use": one_of(USES),
        "source": LEAD_SOURCE,
    }
)

EXCEPTION = Table(
    {
        "action": TEXT,
        "value": one_of(VALUES_SAID),
        "when": TEXT,
        "papers": TEXTS,
        "grounds": TEXTS,
    },
    optional=frozenset({"papers", "grounds"}),
)

BAR = Table(
    {"action": TEXT, "barred_values": ListOf(one_of(VALUES_SAID)), "contested": YES_NO},
    optional=frozenset({"contested"}),
)

RESEARCH = Table({"name": WORDS, "citation": WORDS, "conditions": WORDS, "notes": WORDS, "unverified": TEXTS})

INSTRUMENT = Table(
    {
        "id": TEXT,
        "name": TEXT,
        "cite": WORDS,
        "kind": one_of(KINDS),
        "level": one_of(LEVELS),
        "authority": AUTHORITY,
        "nature": NATURE,
        "place": TEXT,
        "applies_to": TEXTS,
        "actions": MapOf(one_of(VALUES_SAID)),
        "decides": MapOf(TEXTS),
        "needs": MapOf(Table({"papers": TEXTS, "grounds": TEXTS})),
        "status": one_of(STATUSES),
        "enacted": DATE,
        "effective": DATE,
        "ended": DATE,
        "as_of": DATE,
        "supersedes": TEXTS,
        "enjoined": TEXTS,
        "binds": Table({"scope": one_of(SCOPES), "places": TEXTS}),
        "exceptions": ListOf(EXCEPTION),
        "bars_lower_law": ListOf(BAR),
        "unverified": TEXTS,
        "use": one_of(USES),
        "text": OrNull(TEXT),
        "basis": one_of(BASES),
        "confidence": CONFIDENCE,
        "source": OrNull(LEAD_SOURCE),
        "official": OrNull(TEXT),
        "secondary": TEXTS,
        "verified_in": MapOf(TEXT),
        "research": RESEARCH,
    },
    optional=frozenset({"needs", "authority", "official", "secondary", "verified_in", "research"}),
)

BOOK = Table(
    {
        "format": NUMBER,
        "name": TEXT,
        "title": TEXT,
        "version": TEXT,
        "built": DAY,
        "matter": TEXT,
        "actions": MapOf(Table({"infinitive": TEXT, "gerund": TEXT, "terms": TEXTS})),
        "agencies": MapOf(TEXT),
        "papers": MapOf(TEXT),
        "grounds": MapOf(TEXT),
        "places": MapOf(TEXT),
        "unknowns": ListOf(Table({"text": TEXT, "origin": TEXT, "place": TEXT, "since": DAY})),
        "corrections": ListOf(Table({"row": TEXT, "change": TEXT})),
        "facets": ListOf(ANYTHING),
    },
    optional=frozenset({"papers", "grounds"}),
)


def of_bad_form(files: Files) -> tuple[Finding, ...]:
    """Every field that is missing, unknown or not of its kind."""
    return (
        *_departing([files.book], BOOK),
        *_departing(files.notes, NOTE),
        *_departing(files.instruments, INSTRUMENT),
        *_departing(files.facts, FACT),
    )


def _departing(lines: Sequence[Line], shape: Shape) -> Iterator[Finding]:
    for line in lines:
        for path, problem in departures(line.row, shape):
            yield line.finding(f"{path} {problem}", _remedy(problem))


def _remedy(problem: str) -> str:
    if problem == "is missing":
        return "add it (docs/casebook-format.md)"
    if problem.startswith("is no field"):
        return "correct its name, or take it out"
    return "correct it"
