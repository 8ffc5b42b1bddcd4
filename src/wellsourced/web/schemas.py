"""The shapes of the site's JSON, as OpenAPI tells them: what is required is there, and more may be."""

from __future__ import annotations

from typing import Any

from wellsourced.model.claims import Label
from wellsourced.model.sources import SourceKind

__all__ = ["SCHEMAS", "Schema", "ref"]

Schema = dict[str, Any]


def ref(name: str) -> Schema:
    """A shape by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Schema) -> Schema:
    """All of these are there."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _or_null(kind: str) -> Schema:
    return {"type": [kind, "null"]}


TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
YES: Schema = {"type": "boolean"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
STAMP: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
ANY: Schema = {"type": "object"}

SCHEMAS: dict[str, Schema] = {
    "Error": _object(error=_object(kind=TEXT, message=TEXT)),
    "Health": _object(status={"enum": ["ok", "not ready"]}),
    "Job": _object(id=TEXT, state=TEXT, title=TEXT, address=_or_null("string"), error=_or_null("object")),
    "Audit": _object(
        schema={"const": 1}, document=ANY, sentences=_list(ANY), counts=ANY, omissions=_list(ANY)
    ),
    "Changes": _object(before=TEXT, after=TEXT, changes=_list(ANY)),
    "Passage": _object(id=TEXT, text=TEXT, source=_or_null("string")),
    "Citation": _object(source=COUNT, passage=TEXT, quote=TEXT, score=SHARE),
    "Statement": _object(text=TEXT, citations=_list(ref("Citation"))),
    "Verdict": _object(
        claim=TEXT,
        label={"enum": [label.value for label in Label]},
        answer=TEXT,
        confidence=SHARE,
        supports=COUNT,
        refutes=COUNT,
        independent_sources=COUNT,
    ),
    "Source": _object(
        n=COUNT,
        id=TEXT,
        title=TEXT,
        publisher=TEXT,
        kind={"enum": [kind.value for kind in SourceKind]},
        url=TEXT,
        published=_or_null("string"),
        captured_at=_or_null("string"),
        archived=YES,
        note=YES,
        copy_of=_or_null("string"),
    ),
    "Imprint": _object(
        page=TEXT,
        number={"type": "integer", "minimum": 1},
        published_at=STAMP,
        previous=_or_null("string"),
        note=TEXT,
        confirmed_at=_or_null("string"),
        dead=_list(TEXT),
        unreached=COUNT,
        retracted=_or_null("string"),
    ),
    "Stale": _object(statement=TEXT, shelf=TEXT, expired=TEXT, checked_at=STAMP, due_at=STAMP, why=TEXT),
    "Report": _object(
        schema={"const": 1},
        id=TEXT,
        edition=_or_null("string"),
        imprint={"anyOf": [ref("Imprint"), {"type": "null"}]},
        checked_at=STAMP,
        stale=_list(ref("Stale")),
        on=DAY,
        inquiry=_object(text=TEXT, title=TEXT, slug=TEXT, kind=TEXT, place=_or_null("string")),
        verdicts=_list(ref("Verdict")),
        summary=_list(ref("Statement")),
        sections=_list(_object(title=TEXT, statements=_list(ref("Statement")))),
        bottom_line=_list(ref("Statement")),
        unknowns=_list(TEXT),
        watch=_list(ref("Statement")),
        provisions=_list(ANY),
        sources=_list(ref("Source")),
        followups=_list(TEXT),
        topics=_list(TEXT),
        search_log=_list(_object(where=TEXT, query=TEXT, hits=COUNT, error=_or_null("string"))),
        withheld=_list(_object(text=TEXT, why=TEXT)),
        method=_object(
            verifier=TEXT,
            encoder=TEXT,
            writer=TEXT,
            prompts=TEXT,
            fallbacks=_list(TEXT),
            calls=_list(TEXT),
            seconds={"type": "number"},
        ),
    ),
}
"""By their names; `Report` is the JSON of `check --json`."""
