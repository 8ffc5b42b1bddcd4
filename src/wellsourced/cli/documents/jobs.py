"""What workers were asked to do, and how it stands: `submit` and `jobs`."""

from __future__ import annotations

from wellsourced.cli.documents.document import Document, Documents
from wellsourced.cli.documents.errors import ERROR
from wellsourced.jobs.orders import Kind, State, Urgency
from wellsourced.render.json_shapes import (
    COUNT,
    STAMP,
    TEXT,
    YES,
    Schema,
    by_name,
    each,
    has,
    may,
    one_of,
    or_null,
    ref,
    said,
)

__all__ = ["JOBS"]

_RESULT = may(
    has(),
    report=said(TEXT, "of `check`: its id"),
    edition=said(or_null(TEXT), "the id of the one made or confirmed; null where none was asked for"),
    new=said(YES, "of `refresh`: whether the edition is"),
    outcome=said({"enum": ["edition", "confirmed", "unconfirmed"]}, "of `refresh`"),
    added=said(by_name(TEXT), "of `add`: the document made of each address"),
    failed=said(by_name(ref("Error")), "of `add`: why, by address"),
    audit=said(TEXT, "of `audit`: the id under which it is kept"),
)
_ERROR = may(
    ERROR,
    retry_after=said(or_null({"type": "number", "minimum": 0}), "seconds, where they are known"),
)
_JOB = has(
    id=TEXT,
    kind=one_of(Kind),
    title=TEXT,
    user=said(TEXT, "whose limits it counts against; empty for nobody's"),
    urgency={"enum": [one.name.lower() for one in Urgency]},
    state=one_of(State),
    tries=said(COUNT, "how often it was begun anew"),
    made_at=STAMP,
    ended_at=or_null(STAMP),
    again_at=said(or_null(STAMP), "from when on it is tried again"),
    result=said(or_null(_RESULT), "where it is done; which fields there are depends on its kind"),
    error=said(or_null(_ERROR), "why it failed, or failed before where it waits"),
)
_JOBS: Schema = has(jobs=each(_JOB))

JOBS: Documents = {
    "jobs": Document(
        commands=("submit", "jobs", "jobs follow", "jobs cancel", "jobs retry"),
        title="The jobs that were named or found",
        shape=_JOBS,
    )
}
