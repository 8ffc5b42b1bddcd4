"""The shapes of our JSON and of its parts, as JSON Schema: what is required is there, and more may be.

A part refers to others by `#/components/schemas/NAME`, as OpenAPI has it; who puts them elsewhere
rewrites that.
"""

from __future__ import annotations

from typing import Any

from wellsourced.model.audits import Fault
from wellsourced.model.claims import InquiryKind, Label, Stance
from wellsourced.model.editions import ChangeKind
from wellsourced.model.freshness import Shelf
from wellsourced.model.provisions import RuleValue
from wellsourced.model.sources import SourceKind
from wellsourced.text.rewording import Kept

__all__ = [
    "ADDRESS",
    "COUNT",
    "DATED",
    "DAY",
    "NUMBER",
    "OFFSET",
    "PARTS",
    "REFERENCE",
    "SHARE",
    "STAMP",
    "TEXT",
    "TEXTS",
    "YES",
    "Schema",
    "by_name",
    "each",
    "has",
    "may",
    "one_of",
    "or_null",
    "ref",
    "said",
]

Schema = dict[str, Any]

REFERENCE = "#/components/schemas/"


def ref(name: str) -> Schema:
    """A shape by its name."""
    return {"$ref": f"{REFERENCE}{name}"}


def has(**properties: Schema) -> Schema:
    """An object in which all of these are there."""
    return {"type": "object", "required": list(properties), "properties": properties}


def may(shape: Schema, **properties: Schema) -> Schema:
    """The same object, in which these may be there too."""
    return {**shape, "properties": {**shape["properties"], **properties}}


def each(of: Schema) -> Schema:
    """A list of such."""
    return {"type": "array", "items": of}


def by_name(of: Schema) -> Schema:
    """An object of such, whose names are data."""
    return {"type": "object", "additionalProperties": of}


def or_null(shape: Schema) -> Schema:
    """Such, or null."""
    if isinstance(shape.get("type"), str) and "enum" not in shape:
        return {**shape, "type": [shape["type"], "null"]}
    return {"anyOf": [shape, {"type": "null"}]}


def one_of(words: type) -> Schema:
    """A word of a closed list."""
    return {"enum": [str(word.value) for word in words]}  # type: ignore[attr-defined]


def said(shape: Schema, description: str) -> Schema:
    """A shape with what it means."""
    return {**shape, "description": description}


TEXT: Schema = {"type": "string"}
TEXTS: Schema = each(TEXT)
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "integer", "minimum": 1}
YES: Schema = {"type": "boolean"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
STAMP: Schema = {"type": "string", "format": "date-time", "description": "in UTC"}
DAY: Schema = {"type": "string", "format": "date"}
DATED: Schema = said(or_null(TEXT), "a year, month or day, as precise as the source says it")
ADDRESS: Schema = said(TEXT, "without tracking parameters")
OFFSET: Schema = said(COUNT, "code points from the beginning of the extracted text")

PARTS: dict[str, Schema] = {
    "Citation": has(
        source=said(NUMBER, "the `n` of a source"),
        passage=TEXT,
        quote=said(TEXT, "words that occur in the passage"),
        score=said(SHARE, "how surely the passages bear the statement out"),
    ),
    "Statement": has(text=TEXT, citations=each(ref("Citation"))),
    "Verdict": has(
        claim=TEXT,
        label=one_of(Label),
        answer=TEXT,
        confidence=said(SHARE, "in the label; no likelihood that the claim is true"),
        supports=said(COUNT, "passages"),
        refutes=said(COUNT, "passages"),
        independent_sources=COUNT,
    ),
    "Provision": has(
        place=TEXT,
        agency=TEXT,
        action=TEXT,
        value=one_of(RuleValue),
        since=DATED,
        instrument=TEXT,
        source=NUMBER,
    ),
    "Rule": has(
        place=TEXT,
        agency=TEXT,
        action=TEXT,
        value=one_of(RuleValue),
        since=DATED,
        instrument=or_null(TEXT),
        citation=or_null(TEXT),
        sources=each(NUMBER),
        needs=TEXTS,
        value_with_needs=or_null(one_of(RuleValue)),
        exceptions=TEXTS,
        displaced=each(has(instrument=TEXT, why=TEXT, source=NUMBER)),
        notes=TEXTS,
    ),
    "Rules": has(
        place=said(or_null(TEXT), "null where the answers are by state"),
        chain=TEXTS,
        action=TEXT,
        agency=TEXT,
        agency_named=said(YES, "whether the question named it"),
        answers=each(ref("Rule")),
    ),
    "Anchor": has(
        note=TEXT,
        text=said(TEXT, "the part of the note"),
        passage=TEXT,
        quote=TEXT,
        document=TEXT,
        captured_at=STAMP,
    ),
    "Source": has(
        n=NUMBER,
        id=TEXT,
        title=TEXT,
        publisher=TEXT,
        kind=one_of(SourceKind),
        url=ADDRESS,
        published=DATED,
        captured_at=or_null(STAMP),
        archived=said(YES, "whether the passages cited are of bytes we keep"),
        note=said(YES, "whether it is known by our own note"),
        anchors=each(ref("Anchor")),
        copy_of=said(or_null(TEXT), "the id of the source whose text it carries"),
        authors=TEXTS,
        updated=DATED,
    ),
    "Lead": has(title=TEXT, publisher=TEXT, url=ADDRESS, published=DATED),
    "Circle": has(
        closed=said(YES, "whether they cite nothing else"),
        sources=each(
            has(
                n=said(or_null(NUMBER), "null for one that the page does not cite"),
                id=TEXT,
                title=TEXT,
                publisher=TEXT,
                url=ADDRESS,
            )
        ),
    ),
    "Dispute": has(statement=TEXT, disputed_at=STAMP, why=TEXT),
    "Imprint": has(
        page=TEXT,
        number=NUMBER,
        published_at=STAMP,
        previous=or_null(TEXT),
        note=TEXT,
        confirmed_at=or_null(STAMP),
        dead=said(TEXTS, "addresses that answer no longer"),
        unreached=COUNT,
        retracted=said(or_null(TEXT), "why, where it was"),
        disputes=each(ref("Dispute")),
    ),
    "Stale": has(
        statement=TEXT,
        shelf=one_of(Shelf),
        expired=TEXT,
        newer_figure=YES,
        checked_at=STAMP,
        due_at=STAMP,
        why=TEXT,
    ),
    "Report": has(
        schema={"const": 1},
        id=TEXT,
        edition=or_null(TEXT),
        imprint=or_null(ref("Imprint")),
        checked_at=STAMP,
        stale=each(ref("Stale")),
        on=said(DAY, "the day it speaks of"),
        inquiry=has(text=TEXT, title=TEXT, slug=TEXT, kind=one_of(InquiryKind), place=or_null(TEXT)),
        verdicts=each(ref("Verdict")),
        summary=each(ref("Statement")),
        sections=each(has(title=TEXT, statements=each(ref("Statement")))),
        bottom_line=each(ref("Statement")),
        undecided=each(ref("Statement")),
        unknowns=TEXTS,
        watch=each(ref("Statement")),
        provisions=each(ref("Provision")),
        rules=each(ref("Rules")),
        sources=each(ref("Source")),
        leads=said(each(ref("Lead")), "fact-checks of others: no evidence"),
        circles=said(each(ref("Circle")), "sources that rest on one another"),
        followups=TEXTS,
        topics=TEXTS,
        search_log=each(ref("Search")),
        withheld=each(has(text=TEXT, why=TEXT)),
        method=has(
            verifier=TEXT,
            encoder=TEXT,
            writer=TEXT,
            prompts=TEXT,
            fallbacks=TEXTS,
            calls=TEXTS,
            seconds={"type": "number", "minimum": 0},
        ),
    ),
    "Change": has(
        kind=one_of(ChangeKind),
        where=TEXT,
        before=or_null(TEXT),
        after=or_null(TEXT),
        why=or_null(TEXT),
        words=said(each(has(change=one_of(Kept), text=TEXT)), "only where a text was reworded"),
    ),
    "Page": has(
        id=TEXT,
        title=TEXT,
        slug=TEXT,
        claims=TEXTS,
        place=or_null(TEXT),
        agency=or_null(TEXT),
        variants=said(TEXTS, "other wordings of the question"),
    ),
    "Edition": has(
        id=TEXT,
        page=TEXT,
        number=NUMBER,
        report=TEXT,
        published_at=STAMP,
        previous=or_null(TEXT),
        note=TEXT,
    ),
    "Search": has(
        where=said(TEXT, "`library`, a search provider, or `web` where a page was read"),
        query=said(TEXT, "what was asked; of a page its address"),
        hits=COUNT,
        error=said(or_null(TEXT), "why it was not answered"),
    ),
    "Evidence": has(
        source=has(title=TEXT, publisher=TEXT, url=ADDRESS, note=YES),
        passage=TEXT,
        quote=TEXT,
        stance=one_of(Stance),
        score=SHARE,
    ),
    "Sentence": has(
        text=TEXT,
        start=OFFSET,
        end=OFFSET,
        checkable=YES,
        worth=said({"type": "number"}, "how much it is worth checking"),
        claim=said(or_null(TEXT), "its claims, joined; null where it has none"),
        label=one_of(Label),
        claims=each(has(text=TEXT, label=one_of(Label), confidence=SHARE, stands_alone=YES)),
        citations=each(
            has(
                mark=TEXT,
                start=OFFSET,
                end=OFFSET,
                url=or_null(TEXT),
                carries=said(or_null(YES), "null where the source is not at hand"),
                why=TEXT,
                quote=or_null(TEXT),
            )
        ),
        evidence=each(ref("Evidence")),
        remarks=each(has(outcome=one_of(Fault), start=OFFSET, end=OFFSET, detail=TEXT)),
    ),
    "Audit": has(
        schema={"const": 1},
        checked_at=STAMP,
        document=has(uri=TEXT, title=TEXT, media_type=TEXT, characters=COUNT, extractor=TEXT),
        sentences=each(ref("Sentence")),
        counts=by_name(COUNT),
        omissions=each(has(text=TEXT, places=TEXTS, passages=TEXTS)),
        method=has(
            verifier=TEXT,
            unsought=said(COUNT, "claims no search provider was asked about, others being more worth it"),
        ),
        search_log=said(each(ref("Search")), "what was asked outside the library"),
    ),
}
"""By their names; `Report` is the JSON of `check --json` and of a page, `Audit` that of `audit --json`."""
