"""What is told of a JSON document: which commands print it, what it is, and its shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wellsourced.render.json_shapes import Schema

__all__ = ["Document", "Documents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document: by which commands it is printed, what it is, and its shape."""

    commands: tuple[str, ...]
    title: str
    shape: Schema


Documents = Mapping[str, Document]
"""By the name of the file that has the schema."""
