"""What stands behind casebooks: the commands of `casebook`."""

from __future__ import annotations

from wellsourced.cli.documents.document import Document, Documents
from wellsourced.model.claims import Tier
from wellsourced.render.json_shapes import (
    COUNT,
    DAY,
    NUMBER,
    SHARE,
    TEXT,
    TEXTS,
    YES,
    by_name,
    each,
    has,
    one_of,
    or_null,
    said,
)

__all__ = ["CASEBOOKS"]

_READ = has(
    source=TEXT,
    url=TEXT,
    captured=said(YES, "whether it could be read now"),
    new=YES,
    document=said(or_null(TEXT), "of the newest capture; null where there is none"),
    passages=COUNT,
    error=said(or_null(TEXT), "why it could not be read"),
)
_PART = has(
    text=said(TEXT, "the part of the note"),
    passage=said(or_null(TEXT), "the one that bears it out"),
    quote=said(TEXT, "words of the passage; empty without one"),
    nearest=said(or_null(TEXT), "the passage with most of its words"),
    tier=said(or_null(one_of(Tier)), "what decided it"),
    score=SHARE,
    why=TEXT,
)

CASEBOOKS: Documents = {
    "casebooks": Document(
        commands=("casebook list",),
        title="The casebooks at hand",
        shape=has(
            casebooks=each(
                has(
                    name=TEXT,
                    title=TEXT,
                    version=TEXT,
                    built=DAY,
                    notes=COUNT,
                    anchored=said(COUNT, "notes that an archived passage bears out"),
                    anchored_by=said(TEXTS, "verifiers"),
                    instruments=COUNT,
                )
            )
        ),
    ),
    "casebook-fetch": Document(
        commands=("casebook fetch",),
        title="What was read, and what bears which note out",
        shape=has(
            casebook=TEXT,
            version=TEXT,
            sources=each(_READ),
            left_out=said(COUNT, "sources, by `--limit`"),
            notes=each(has(note=TEXT, text=TEXT, source=TEXT, url=TEXT, borne_out=YES, anchors=each(_PART))),
            rejudged=said(by_name(COUNT), "notes that other verifiers had anchored, by their names"),
            counts=has(captured=COUNT, not_read=COUNT, borne_out=COUNT, not_borne_out=COUNT),
        ),
    ),
    "casebook-check": Document(
        commands=("casebook check",),
        title="What is wrong in a casebook's files",
        shape=has(
            folder=TEXT,
            findings=each(
                has(
                    file=TEXT,
                    line=NUMBER,
                    row=said(TEXT, "empty where it is the file itself"),
                    problem=TEXT,
                    remedy=TEXT,
                )
            ),
        ),
    ),
    "casebook-build": Document(
        commands=("casebook build",),
        title="The casebook whose vectors were worked out",
        shape=has(casebook=TEXT, version=TEXT, notes=COUNT),
    ),
}
