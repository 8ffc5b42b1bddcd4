"""Captures into the library; what could not be captured passes through as its error."""

from __future__ import annotations

from collections.abc import Sequence

from wellsourced.ports import Added, Capture, Extractor, Library

__all__ = ["ingest"]


def ingest(
    captures: Sequence[Capture | Exception], extractor: Extractor, library: Library
) -> list[Added | Exception]:
    """One answer a capture, in order: what it became in the library, or the error."""
    good = [capture for capture in captures if isinstance(capture, Capture)]
    added = iter(library.add(good, extractor))
    return [next(added) if isinstance(capture, Capture) else capture for capture in captures]
