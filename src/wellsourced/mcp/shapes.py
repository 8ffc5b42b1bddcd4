"""The shapes of what tools give back, as JSON Schema: what is required is there, and more may be.

Those of reports are the site's own, so that a page says the same over every door.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wellsourced.model.claims import Label
from wellsourced.model.editions import ChangeKind
from wellsourced.model.provisions import RuleValue
from wellsourced.web.schemas import SCHEMAS, Schema, ref

__all__ = ["AUDIT", "CHECK", "DETAILS", "DIFF", "EDITIONS", "PASSAGE", "RULES", "SEARCH"]

_AT = "#/components/schemas/"
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
YES: Schema = {"type": "boolean"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
ANY: Schema = {"type": "object"}


def _object(**properties: Schema) -> Schema:
    """All of these are there."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _moved(part: Any) -> Any:
    """A part of the site's schemas with its references where a schema by itself has them."""
    if isinstance(part, dict):
        return {
            key: value.replace(_AT, "#/$defs/") if key == "$ref" else _moved(value)
            for key, value in part.items()
        }
    return [_moved(one) for one in part] if isinstance(part, list) else part


def _named(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (value.rpartition("/")[2] for key, value in part.items() if key == "$ref")
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from _named(one)


def _whole(schema: Schema) -> Schema:
    """A schema with the definitions it refers to."""
    needed: dict[str, Any] = {}
    wanted = list(_named(schema))
    while wanted:
        name = wanted.pop()
        if name not in needed:
            needed[name] = _moved(SCHEMAS[name])
            wanted += _named(needed[name])
    return {**_moved(schema), **({"$defs": needed} if needed else {})}


_REPORT = SCHEMAS["Report"]["properties"]
BRIEF = (
    *("id", "edition", "checked_at", "on", "inquiry", "verdicts", "summary", "sections", "bottom_line"),
    *("unknowns", "watch", "sources", "followups"),
)
"""What of a report is told where not all of it is asked for."""
DETAILS = ("anchors", "authors", "updated")
"""What of a source is told only with all of a report."""
_SOURCE = SCHEMAS["Source"]
_BRIEFLY = {**_SOURCE, "required": [name for name in _SOURCE["required"] if name not in DETAILS]}

_CITED = _object(source=COUNT, passage=TEXT, quote=TEXT)
_ANSWERED = {"allOf": [ref("Verdict"), _object(citations=_list(_CITED))]}

CHECK = _whole(
    _object(
        **{
            **{name: _REPORT[name] for name in BRIEF},
            "verdicts": _list(_ANSWERED),
            "sources": _list(_BRIEFLY),
        },
        resource=TEXT,
        published_as=MAYBE_TEXT,
        disclaimers=_list(TEXT),
    )
)

AUDIT = _object(
    checked_at=TEXT,
    document=ANY,
    sentences=_list(
        _object(
            text=TEXT,
            start=COUNT,
            end=COUNT,
            checkable=YES,
            label={"enum": [label.value for label in Label]},
            citations=_list(ANY),
            evidence=_list(
                _object(source=ANY, passage=TEXT, quote=TEXT, stance=TEXT, score=SHARE, archived=YES)
            ),
            remarks=_list(_object(outcome=TEXT, detail=TEXT)),
        )
    ),
    counts=ANY,
    omissions=_list(ANY),
    method=ANY,
    search_log=_list(ANY),
)

_SOURCE = _object(
    id=TEXT, title=TEXT, publisher=TEXT, kind=TEXT, url=TEXT, published=MAYBE_TEXT, place=MAYBE_TEXT
)

SEARCH = _object(
    query=TEXT,
    hits=_list(
        _object(
            passage=TEXT,
            text=TEXT,
            headings=_list(TEXT),
            note=YES,
            archived=YES,
            score={"type": "number"},
            source=_SOURCE,
        )
    ),
)

PASSAGE = _object(
    id=TEXT,
    text=TEXT,
    headings=_list(TEXT),
    note=YES,
    archived=YES,
    before=TEXT,
    after=TEXT,
    source=_SOURCE,
    captured_at=TEXT,
    anchors=_list(_object(text=TEXT, passage=TEXT, quote=TEXT)),
    cited_by=_list(_object(page=TEXT, title=TEXT, edition=TEXT, resource=TEXT)),
)

RULES = _object(
    place=TEXT,
    place_name=TEXT,
    on=TEXT,
    casebook=_object(name=TEXT, version=TEXT, title=TEXT),
    other_casebooks=_list(TEXT),
    rules=_list(
        _object(
            place=TEXT,
            agency=TEXT,
            action=TEXT,
            paper=TEXT,
            on=TEXT,
            value={"enum": [value.value for value in RuleValue]},
            because=_list(_object(instrument=TEXT, citation=TEXT, level=TEXT, url=MAYBE_TEXT, verified=YES)),
            confidence=SHARE,
            notes=_list(TEXT),
        )
    ),
    not_legal_advice=TEXT,
)

_EDITION = _object(
    id=TEXT, number={"type": "integer", "minimum": 1}, published_at=TEXT, note=TEXT, resource=TEXT
)

EDITIONS = _object(
    total=COUNT,
    pages=_list(
        _object(
            id=TEXT,
            title=TEXT,
            labels=_list({"enum": [label.value for label in Label]}),
            place=MAYBE_TEXT,
            retracted=MAYBE_TEXT,
            stale=_list(ANY),
            editions=_list(_EDITION),
        )
    ),
)

DIFF = _object(
    before=TEXT,
    after=TEXT,
    summary=TEXT,
    changes=_list(
        _object(
            kind={"enum": [kind.value for kind in ChangeKind]},
            where=TEXT,
            before=MAYBE_TEXT,
            after=MAYBE_TEXT,
        )
    ),
)
