"""What is in a library: `add`, `bulk add`, `search`, `show` and `verify`."""

from __future__ import annotations

from wellsourced.cli.documents.document import Document, Documents
from wellsourced.model.sources import SourceKind
from wellsourced.ports import DamageKind
from wellsourced.render.json_shapes import (
    ADDRESS,
    COUNT,
    DATED,
    NUMBER,
    OFFSET,
    PARTS,
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

__all__ = ["HOLDINGS"]

_SOURCE = has(
    id=TEXT,
    title=TEXT,
    publisher=TEXT,
    kind=one_of(SourceKind),
    url=TEXT,
    published=DATED,
    place=or_null(TEXT),
)
_SNAPSHOT = has(
    id=TEXT,
    source=TEXT,
    content=said(TEXT, "the tagged digest of its bytes"),
    media_type=TEXT,
    captured_at=STAMP,
    imported=said(YES, "whether somebody else captured it"),
    address=said(or_null(TEXT), "where a redirect led, if one did"),
)
_DOCUMENT = has(
    id=TEXT,
    snapshot=TEXT,
    title=TEXT,
    published=DATED,
    language=said(TEXT, "a BCP 47 tag, `und` where unknown"),
    extractor=TEXT,
    updated=DATED,
    authors=TEXTS,
    canonical=said(or_null(TEXT), "the address that it gives as its own"),
    links=said(TEXTS, "the addresses that it cites"),
)
_PAGE = said(or_null(NUMBER), "of a PDF")
_PASSAGE = has(
    id=TEXT,
    text=TEXT,
    headings=TEXTS,
    page=_PAGE,
    span=said({**each(OFFSET), "minItems": 2, "maxItems": 2}, "where it begins and ends in its document"),
    note=said(YES, "whether it is our note on its source"),
    archived=said(YES, "whether we keep the bytes that it rests on"),
    anchors=said(each(has(text=TEXT, passage=TEXT, quote=TEXT)), "what bears the parts of a note out"),
    before=TEXT,
    after=TEXT,
    source=_SOURCE,
    document=_DOCUMENT,
    snapshot=_SNAPSHOT,
)


def _card(kind: str, of: Schema, **more: Schema) -> Schema:
    return has(type={"const": kind}, **of["properties"], **more)


_CARDS = (
    _card("passage", _PASSAGE),
    _card("document", _DOCUMENT, text=TEXT),
    _card("snapshot", _SNAPSHOT),
    _card("source", _SOURCE, captures=each(has(**{"snapshot": TEXT, "from": STAMP}))),
    _card("report", PARTS["Report"]),
    _card("page", PARTS["Page"]),
    _card("edition", PARTS["Edition"], imprint=ref("Imprint"), stale=each(ref("Stale"))),
)

_HIT = has(
    passage=TEXT,
    text=TEXT,
    headings=TEXTS,
    page=_PAGE,
    note=YES,
    score=said({"type": "number"}, "comparable within one search only"),
    source=_SOURCE,
)

HOLDINGS: Documents = {
    "add": Document(
        commands=("add", "bulk add"),
        title="What became of each address or file",
        shape=has(
            added=each(has(source=TEXT, url=ADDRESS, document=TEXT, passages=COUNT, new=YES)),
            failed=each(has(url=TEXT, message=TEXT)),
        ),
    ),
    "search": Document(
        commands=("search",), title="Passages found, best first", shape=has(query=TEXT, hits=each(_HIT))
    ),
    "show": Document(
        commands=("show",),
        title="One thing with what it came from; `type` says what it is",
        shape={"anyOf": list(_CARDS)},
    ),
    "verify": Document(
        commands=("verify",),
        title="What does not match its digest, span or quote",
        shape=has(sound=YES, damage=each(has(kind=one_of(DamageKind), record=TEXT, message=TEXT))),
    ),
}
