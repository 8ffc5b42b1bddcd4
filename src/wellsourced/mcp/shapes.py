"""The shapes of what tools give back, as JSON Schema: what is required is there, and more may be.

Those of reports are the site's own, so that a page says the same over every door.
"""

from __future__ import annotations

from wellsourced.model.claims import Label
from wellsourced.model.editions import ChangeKind
from wellsourced.model.provisions import RuleValue
from wellsourced.render.json_schema import standing_alone
from wellsourced.render.json_shapes import (
    COUNT,
    NUMBER,
    PARTS,
    SHARE,
    TEXT,
    YES,
    Schema,
    each,
    has,
    one_of,
    or_null,
    ref,
)

__all__ = ["AUDIT", "CHECK", "DETAILS", "DIFF", "EDITIONS", "PASSAGE", "RULES", "SEARCH"]

_ANY: Schema = {"type": "object"}

_MAYBE_TEXT = or_null(TEXT)
_REPORT = PARTS["Report"]["properties"]
BRIEF = (
    *("id", "edition", "checked_at", "on", "inquiry", "verdicts", "summary", "sections", "bottom_line"),
    *("unknowns", "watch", "sources", "followups"),
)
"""What of a report is told where not all of it is asked for."""
DETAILS = ("anchors", "authors", "updated")
"""What of a source is told only with all of a report."""
_CITABLE = PARTS["Source"]
_BRIEFLY = {**_CITABLE, "required": [name for name in _CITABLE["required"] if name not in DETAILS]}

_CITED = has(source=COUNT, passage=TEXT, quote=TEXT)
_ANSWERED = {"allOf": [ref("Verdict"), has(citations=each(_CITED))]}

CHECK = standing_alone(
    has(
        **{
            **{name: _REPORT[name] for name in BRIEF},
            "verdicts": each(_ANSWERED),
            "sources": each(_BRIEFLY),
        },
        resource=TEXT,
        published_as=_MAYBE_TEXT,
        disclaimers=each(TEXT),
    ),
    PARTS,
)

AUDIT = has(
    checked_at=TEXT,
    document=_ANY,
    sentences=each(
        has(
            text=TEXT,
            start=COUNT,
            end=COUNT,
            checkable=YES,
            label=one_of(Label),
            citations=each(_ANY),
            evidence=each(has(source=_ANY, passage=TEXT, quote=TEXT, stance=TEXT, score=SHARE, archived=YES)),
            remarks=each(has(outcome=TEXT, detail=TEXT)),
        )
    ),
    counts=_ANY,
    omissions=each(_ANY),
    method=_ANY,
    search_log=each(_ANY),
)

_SOURCE = has(
    id=TEXT, title=TEXT, publisher=TEXT, kind=TEXT, url=TEXT, published=_MAYBE_TEXT, place=_MAYBE_TEXT
)

SEARCH = has(
    query=TEXT,
    hits=each(
        has(
            passage=TEXT,
            text=TEXT,
            headings=each(TEXT),
            note=YES,
            archived=YES,
            score={"type": "number"},
            source=_SOURCE,
        )
    ),
)

PASSAGE = has(
    id=TEXT,
    text=TEXT,
    headings=each(TEXT),
    note=YES,
    archived=YES,
    before=TEXT,
    after=TEXT,
    source=_SOURCE,
    captured_at=TEXT,
    anchors=each(has(text=TEXT, passage=TEXT, quote=TEXT)),
    cited_by=each(has(page=TEXT, title=TEXT, edition=TEXT, resource=TEXT)),
)

RULES = has(
    place=TEXT,
    place_name=TEXT,
    on=TEXT,
    casebook=has(name=TEXT, version=TEXT, title=TEXT),
    other_casebooks=each(TEXT),
    rules=each(
        has(
            place=TEXT,
            agency=TEXT,
            action=TEXT,
            paper=TEXT,
            on=TEXT,
            value=one_of(RuleValue),
            because=each(has(instrument=TEXT, citation=TEXT, level=TEXT, url=_MAYBE_TEXT, verified=YES)),
            confidence=SHARE,
            notes=each(TEXT),
        )
    ),
    not_legal_advice=TEXT,
)

_EDITION = has(id=TEXT, number=NUMBER, published_at=TEXT, note=TEXT, resource=TEXT)

EDITIONS = has(
    total=COUNT,
    pages=each(
        has(
            id=TEXT,
            title=TEXT,
            labels=each(one_of(Label)),
            place=_MAYBE_TEXT,
            retracted=_MAYBE_TEXT,
            stale=each(_ANY),
            editions=each(_EDITION),
        )
    ),
)

DIFF = has(
    before=TEXT,
    after=TEXT,
    summary=TEXT,
    changes=each(
        has(
            kind=one_of(ChangeKind),
            where=TEXT,
            before=_MAYBE_TEXT,
            after=_MAYBE_TEXT,
        )
    ),
)
