"""Whole libraries and sites out of the house and into it: `export`, `backup`, `restore` and `merge`."""

from __future__ import annotations

from wellsourced.cli.documents.document import Document, Documents
from wellsourced.render.json_shapes import COUNT, STAMP, TEXT, Schema, by_name, has, said

__all__ = ["TRANSPORT"]

_ARCHIVE = has(file=said(TEXT, "the WARC file"), snapshots=COUNT)
_SITE = has(
    folder=said(TEXT, "the folder of the site"),
    written=said(COUNT, "files"),
    same=said(COUNT, "files that stood already"),
    removed=COUNT,
)
_EXPORTED: Schema = {
    "type": "object",
    "anyOf": [{"required": _ARCHIVE["required"]}, {"required": _SITE["required"]}],
    "properties": {**_ARCHIVE["properties"], **_SITE["properties"]},
}

_KEPT: Schema = {
    "made_at": said(STAMP, "when the backup was made"),
    "software": TEXT,
    "snapshots": COUNT,
    "files": COUNT,
    "bytes": said(COUNT, "of the backup"),
}

TRANSPORT: Documents = {
    "export": Document(
        commands=("export",), title="What was written: the archive, the site, or both", shape=_EXPORTED
    ),
    "backup": Document(
        commands=("backup",), title="A backup that was written", shape=has(file=TEXT, **_KEPT)
    ),
    "restore": Document(
        commands=("restore",),
        title="A library that was made from a backup",
        shape=has(library=said(TEXT, "its folder"), **_KEPT),
    ),
    "merge": Document(
        commands=("merge",),
        title="How much came in from another library",
        shape=has(**{"from": TEXT, "new": said(by_name(COUNT), "by kind of record")}),
    ),
}
