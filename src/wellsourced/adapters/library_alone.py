"""The extraction libraries with nothing of ours around them: what `bench` holds our extractor against.

Each is asked as its own evaluation asks it.
"""

from __future__ import annotations

from collections.abc import Sequence

from htmldate import find_date
from trafilatura import extract

from wellsourced.errors import Permanent
from wellsourced.model.scope import PartialDate
from wellsourced.ports import Capture, Extracted

__all__ = ["DatesAlone", "TextAlone"]


class TextAlone:
    """An `Extractor` of trafilatura's plain text, without comments."""

    def extract(self, captures: Sequence[Capture]) -> list[Extracted | Exception]:
        """One answer a capture, in order."""
        return [self._one(capture) for capture in captures]

    def _one(self, capture: Capture) -> Extracted | Exception:
        try:
            return _read(extract(capture.body, include_comments=False) or "", None)
        except Exception as error:
            return _failure(capture, error)


class DatesAlone:
    """An `Extractor` of htmldate's original date, found by an extensive search."""

    def extract(self, captures: Sequence[Capture]) -> list[Extracted | Exception]:
        """One answer a capture, in order."""
        return [self._one(capture) for capture in captures]

    def _one(self, capture: Capture) -> Extracted | Exception:
        last = capture.captured_at.date().isoformat()
        try:
            return _read("", find_date(capture.body, original_date=True, max_date=last))
        except Exception as error:
            return _failure(capture, error)


def _failure(capture: Capture, error: Exception) -> Permanent:
    return Permanent(f"{capture.source.title} cannot be read by the library ({error}): leave it out.")


def _read(text: str, day: str | None) -> Extracted:
    return Extracted(
        text=text,
        title="",
        language="und",
        published=None if day is None else PartialDate(text=day),
        blocks=((0, len(text), (), None),) if text else (),
        extractor="library-alone",
    )
