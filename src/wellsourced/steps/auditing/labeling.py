"""One label for a sentence of several claims."""

from __future__ import annotations

from collections.abc import Sequence

from wellsourced.model.claims import Label

__all__ = ["sentence_label"]

_FIRST = (
    Label.REFUTED,
    Label.CONFLICTING,
    Label.QUALIFIED,
    Label.NOT_ENOUGH_EVIDENCE,
    Label.SUPPORTED,
)
"""What counts most: with a part refuted a sentence is not true, with a part open it is not borne out."""


def sentence_label(labels: Sequence[Label]) -> Label:
    """The label of a sentence from those of its claims; `NOT_CHECKABLE` where it has none."""
    return next((label for label in _FIRST if label in labels), Label.NOT_CHECKABLE)
