"""Passages that speak to machines are no evidence: who writes for a reader has no use for such words."""

from __future__ import annotations

from collections.abc import Sequence

from wellsourced.ports import Hit, View
from wellsourced.text.machine_talk import machine_talk

__all__ = ["spoken_to_readers"]


def spoken_to_readers(hits: Sequence[Hit], view: View) -> list[Hit]:
    """The hits but those whose passage, a heading over it, or a passage next to it speaks to a machine."""
    return [hit for hit in hits if not _to_machines(hit, view)]


def _to_machines(hit: Hit, view: View) -> bool:
    around = () if hit.passage.note is not None else view.neighbours(hit.passage)
    return any(machine_talk(text) for text in (hit.passage.text, *hit.passage.headings, *around))
