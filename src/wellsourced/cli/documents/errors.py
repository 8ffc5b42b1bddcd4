"""The shape of an error, which every command may print."""

from __future__ import annotations

from wellsourced.render.json_shapes import TEXT, TEXTS, Schema, has, may, said

__all__ = ["ERROR"]

ERROR: Schema = may(
    has(kind=said(TEXT, "the class of the error, or what the input is"), message=said(TEXT, "one line")),
    next=said(TEXT, "what to do instead, where the input is no claim or question"),
    choices=said(TEXTS, "what an ambiguous place could be"),
)
