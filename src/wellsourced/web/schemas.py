"""The shapes of the site's JSON, as OpenAPI tells them: what is required is there, and more may be."""

from __future__ import annotations

from wellsourced.render.json_shapes import PARTS, TEXT, Schema, each, has, or_null, ref

__all__ = ["SCHEMAS", "Schema", "ref"]

_ANY: Schema = {"type": "object"}

SCHEMAS: dict[str, Schema] = {
    **PARTS,
    "Error": has(error=has(kind=TEXT, message=TEXT)),
    "Health": has(status={"enum": ["ok", "not ready"]}),
    "Job": has(id=TEXT, state=TEXT, title=TEXT, address=or_null(TEXT), error=or_null(_ANY)),
    "Changes": has(before=TEXT, after=TEXT, changes=each(_ANY)),
    "Passage": has(id=TEXT, text=TEXT, source=or_null(TEXT)),
}
"""By their names; `Report` is the JSON of `check --json`."""
