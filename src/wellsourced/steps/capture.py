"""Sources to captures: their bytes as they are now."""

from __future__ import annotations

from collections.abc import Sequence

from wellsourced.model.sources import Source
from wellsourced.ports import Capture, Fetcher

__all__ = ["capture"]


def capture(sources: Sequence[Source], fetcher: Fetcher) -> list[Capture | Exception]:
    """One answer a source, in order: its bytes, or the error that says why they cannot be read."""
    captures = list(fetcher.fetch(sources))
    if len(captures) != len(sources):
        raise ValueError(f"the fetcher answered {len(captures)} of {len(sources)} sources")
    return captures
