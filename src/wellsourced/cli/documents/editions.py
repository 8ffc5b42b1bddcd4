"""What was published and what befell it: `publish` to `retract`, `diff`, `refresh`, `work` and `watch`."""

from __future__ import annotations

from wellsourced.cli.documents.document import Document, Documents
from wellsourced.model.claims import Label
from wellsourced.render.json_shapes import (
    COUNT,
    DAY,
    NUMBER,
    PARTS,
    STAMP,
    TEXT,
    TEXTS,
    YES,
    each,
    has,
    may,
    one_of,
    or_null,
    ref,
    said,
)
from wellsourced.steps.reask import Answer

__all__ = ["EDITIONS"]

_SINCE = has(
    page=TEXT,
    since=DAY,
    stood=ref("Edition"),
    stands=ref("Edition"),
    editions=each(ref("Edition")),
    confirmations=each(has(edition=TEXT, confirmed_at=STAMP, asked=COUNT, dead=TEXTS, unreached=COUNT)),
    retracted=or_null(TEXT),
)
_DIFF = may(
    has(before=TEXT, after=TEXT, summary=TEXT, changes=each(ref("Change"))),
    **_SINCE["properties"],
)

_REFRESHED = has(
    page=TEXT,
    title=TEXT,
    edition=said(TEXT, "the one that stands now"),
    number=NUMBER,
    new=YES,
    note=TEXT,
    confirmed_at=or_null(STAMP),
    changes=each(ref("Change")),
    because=TEXTS,
    asked=each(has(uri=TEXT, answer=one_of(Answer), error=or_null(TEXT))),
    error=or_null(ref("Error")),
)

_STANDING = has(id=TEXT, **PARTS["Imprint"]["properties"])
_LISTED = has(**PARTS["Page"]["properties"], labels=each(one_of(Label)), newest=_STANDING)
_CORRECTION = has(page=TEXT, edition=or_null(TEXT), corrected_at=STAMP, what=TEXT, why=TEXT)
_CHAIN = has(
    page=ref("Page"),
    editions=each(has(id=TEXT, report=TEXT, **PARTS["Imprint"]["properties"])),
    corrections=each(_CORRECTION),
)

_WATCHED = has(
    page=TEXT,
    title=TEXT,
    edition=TEXT,
    statement=TEXT,
    day=said(or_null(DAY), "the next one that it names"),
    due_at=said(STAMP, "when the page is refreshed for it"),
    due=said(YES, "whether that is now"),
    why=TEXT,
)

EDITIONS: Documents = {
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
    "corrections": Document(
        commands=("corrections",),
        title="What editions took back, newest first",
        shape=has(corrections=each(_CORRECTION)),
    ),
    "retract": Document(
        commands=("retract",),
        title="The page that was taken back, when and why",
        shape=has(page=TEXT, retracted_at=STAMP, why=TEXT),
    ),
    "diff": Document(
        commands=("diff",), title="What a reader would see differ; the rest with `--since`", shape=_DIFF
    ),
    "refresh": Document(commands=("refresh",), title="What became of each page", shape=each(_REFRESHED)),
    "work": Document(
        commands=("work",),
        title="What became of each page in one round, and when the next is due",
        shape=has(pages=each(_REFRESHED), next_at=STAMP),
    ),
    "watch": Document(
        commands=("watch",),
        title="What published pages say to watch, soonest due first",
        shape=has(watch=each(_WATCHED)),
    ),
}
