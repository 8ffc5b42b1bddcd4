"""The JSON documents that commands print, each with its command and its shape.

`docs/reference/schemas` is written from this, and a test holds what the commands really print against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wellsourced.model.claims import Label
from wellsourced.model.provisions import RuleValue
from wellsourced.model.sources import SourceKind
from wellsourced.ports import DamageKind
from wellsourced.render.json_shapes import (
    ADDRESS,
    COUNT,
    DAY,
    PARTS,
    REFERENCE,
    SHARE,
    STAMP,
    TEXT,
    TEXTS,
    YES,
    Schema,
    each,
    has,
    one_of,
    or_null,
    ref,
    said,
)
from wellsourced.steps.reask import Answer

__all__ = ["DOCUMENTS", "Document", "json_schema"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document: by which commands it is printed, what it is, and its shape."""

    commands: tuple[str, ...]
    title: str
    shape: Schema


_ERROR: Schema = {
    **has(kind=said(TEXT, "the class of the error, or what the input is"), message=said(TEXT, "one line")),
    "properties": {
        "kind": said(TEXT, "the class of the error, or what the input is"),
        "message": said(TEXT, "one line"),
        "next": said(TEXT, "what to do instead, where the input is no claim or question"),
        "choices": said(TEXTS, "what an ambiguous place could be"),
    },
}

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

_BETWEEN = has(before=TEXT, after=TEXT, summary=TEXT, changes=each(ref("Change")))
_SINCE = has(
    page=TEXT,
    since=DAY,
    stood=ref("Edition"),
    stands=ref("Edition"),
    editions=each(ref("Edition")),
    confirmations=each(has(edition=TEXT, confirmed_at=STAMP, asked=COUNT, dead=TEXTS, unreached=COUNT)),
    retracted=or_null(TEXT),
)
_DIFF: Schema = {**_BETWEEN, "properties": {**_BETWEEN["properties"], **_SINCE["properties"]}}

_REFRESHED = has(
    page=TEXT,
    title=TEXT,
    edition=said(TEXT, "the one that stands now"),
    number=COUNT,
    new=YES,
    note=TEXT,
    confirmed_at=or_null(STAMP),
    changes=each(ref("Change")),
    because=TEXTS,
    asked=each(has(uri=TEXT, answer=one_of(Answer), error=or_null(TEXT))),
    error=or_null(ref("Error")),
)

_HIT = has(
    passage=TEXT,
    text=TEXT,
    headings=TEXTS,
    page=said(or_null(COUNT), "of a PDF"),
    note=YES,
    score=said({"type": "number"}, "comparable within one search only"),
    source=has(
        id=TEXT,
        title=TEXT,
        publisher=TEXT,
        kind=one_of(SourceKind),
        url=TEXT,
        published=or_null(TEXT),
        place=or_null(TEXT),
    ),
)

_STANDING: Schema = has(id=TEXT, **PARTS["Imprint"]["properties"])
_LISTED = has(**PARTS["Page"]["properties"], labels=each(one_of(Label)), newest=_STANDING)
_CHAIN = has(
    page=ref("Page"),
    editions=each(has(id=TEXT, report=TEXT, **PARTS["Imprint"]["properties"])),
    corrections=each(has(page=TEXT, edition=or_null(TEXT), corrected_at=STAMP, what=TEXT, why=TEXT)),
)

DOCUMENTS: Mapping[str, Document] = {
    "report": Document(commands=("check",), title="A report", shape=ref("Report")),
    "audit": Document(commands=("audit",), title="An audited draft", shape=ref("Audit")),
    "rules": Document(
        commands=("rules",),
        title="What agencies must, may or must not do: one answer, or a list of them",
        shape={"anyOf": [_RULED, each(_RULED)]},
    ),
    "diff": Document(
        commands=("diff",), title="What a reader would see differ; the rest with `--since`", shape=_DIFF
    ),
    "refresh": Document(commands=("refresh",), title="What became of each page", shape=each(_REFRESHED)),
    "search": Document(
        commands=("search",), title="Passages found, best first", shape=has(query=TEXT, hits=each(_HIT))
    ),
    "add": Document(
        commands=("add",),
        title="What became of each address or file",
        shape=has(
            added=each(has(source=TEXT, url=ADDRESS, document=TEXT, passages=COUNT, new=YES)),
            failed=each(has(url=TEXT, message=TEXT)),
        ),
    ),
    "publish": Document(
        commands=("publish",),
        title="The edition that was made, and its page",
        shape=has(edition=ref("Edition"), page=ref("Page")),
    ),
    "editions": Document(
        commands=("editions",),
        title="All pages; or a page with its editions and corrections",
        shape={"anyOf": [has(pages=each(_LISTED)), _CHAIN]},
    ),
    "verify": Document(
        commands=("verify",),
        title="What does not match its digest, span or quote",
        shape=has(sound=YES, damage=each(has(kind=one_of(DamageKind), record=TEXT, message=TEXT))),
    ),
    "doctor": Document(
        commands=("doctor",),
        title="What an installation was found to be like",
        shape=has(sound=YES, checks=each(has(name=TEXT, good=YES, found=TEXT))),
    ),
    "error": Document(
        commands=("every command",), title="What is printed where a command fails", shape=ref("Error")
    ),
}
"""By the name of the file."""


def json_schema(name: str) -> Schema:
    """The document of that name as a JSON Schema that stands alone (draft 2020-12)."""
    document = DOCUMENTS[name]
    parts = {**PARTS, "Error": _ERROR}
    wanted: dict[str, Schema] = {}
    waiting = list(_named(document.shape))
    while waiting:
        part = waiting.pop()
        if part not in wanted:
            wanted[part] = parts[part]
            waiting += _named(parts[part])
    told = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": document.title,
        **document.shape,
    }
    if wanted:
        told["$defs"] = {part: wanted[part] for part in sorted(wanted)}
    moved: Schema = _moved(told)
    return moved


def _named(shape: object) -> Iterator[str]:
    """The parts that a shape refers to."""
    if isinstance(shape, Mapping):
        if "$ref" in shape:
            yield str(shape["$ref"]).removeprefix(REFERENCE)
        for inner in shape.values():
            yield from _named(inner)
    elif isinstance(shape, list):
        for inner in shape:
            yield from _named(inner)


def _moved(shape: Any) -> Any:
    """The shape with its references turned to the definitions beside it."""
    if isinstance(shape, Mapping):
        return {
            key: inner.replace(REFERENCE, "#/$defs/") if key == "$ref" else _moved(inner)
            for key, inner in shape.items()
        }
    return [_moved(one) for one in shape] if isinstance(shape, list) else shape
