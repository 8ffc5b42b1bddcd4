"""What is said of questions, claims and drafts: `check`, `audit`, `rules` and `bulk check`."""

from __future__ import annotations

from typing import Any

from wellsourced.cli.documents.document import Document, Documents
from wellsourced.model.provisions import RuleValue
from wellsourced.render.json_shapes import (
    COUNT,
    DAY,
    NUMBER,
    PARTS,
    SHARE,
    TEXT,
    TEXTS,
    YES,
    Schema,
    by_name,
    each,
    has,
    one_of,
    or_null,
    ref,
    said,
)

__all__ = ["ANSWERS"]

_RULED = has(
    place=TEXT,
    chain=said(TEXTS, "from the narrowest place to the widest"),
    agency=TEXT,
    action=TEXT,
    paper=TEXT,
    on=DAY,
    value=one_of(RuleValue),
    needs=has(papers=TEXTS, grounds=TEXTS),
    because=each(has(instrument=TEXT, citation=TEXT, level=TEXT, url=or_null(TEXT), verified=YES)),
    displaced=each(has(instrument=TEXT, why=TEXT)),
    exceptions=TEXTS,
    confidence=SHARE,
    notes=TEXTS,
)


def _without(shape: Schema, *names: str) -> dict[str, Any]:
    """The properties of an object but these."""
    return {name: inner for name, inner in shape["properties"].items() if name not in names}


_OF_THE_RUN = ("schema", "id", "edition", "imprint", "checked_at", "stale", "method")
_LINE: Schema = {
    "line": said(NUMBER, "of the file of claims"),
    "id": said({"type": ["string", "integer", "null"]}, "what the file calls the claim"),
}
_CLAIM = has(
    **_LINE,
    **_without(PARTS["Report"], *_OF_THE_RUN),
    method=has(**_without(PARTS["Report"]["properties"]["method"], "seconds")),
)

ANSWERS: Documents = {
    "report": Document(commands=("check",), title="A report", shape=ref("Report")),
    "method": Document(
        commands=("check",),
        title="What answers a question about the service itself: the page on method and limits",
        shape=has(kind={"const": "about_us"}, message=TEXT, next=TEXT, method=said(TEXT, "Markdown")),
    ),
    "audit": Document(commands=("audit",), title="An audited draft", shape=ref("Audit")),
    "rules": Document(
        commands=("rules",),
        title="What agencies must, may or must not do: one answer, or a list of them",
        shape={"anyOf": [_RULED, each(_RULED)]},
    ),
    "bulk-check": Document(
        commands=("bulk check",),
        title="What came of the claims of a file; the answers are in the file of `--out`",
        shape=has(
            claims=COUNT,
            labels=said(by_name(COUNT), "verdicts by label"),
            errors=each(has(line=NUMBER, message=TEXT)),
            shards=has(all=COUNT, done_before=said(COUNT, "by an earlier run, and not done again")),
            out=TEXT,
        ),
    ),
    "bulk-line": Document(
        commands=("bulk check",),
        title="A line of its results: a report without what tells when it was made, or what is at fault",
        shape={"anyOf": [_CLAIM, has(**_LINE, error=ref("Error"))]},
    ),
}
