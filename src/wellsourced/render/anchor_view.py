"""The archived passages under a note of ours, as every kind of page shows them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from wellsourced.model.reports import AnchorExhibit, Exhibit
from wellsourced.render.marking import Segment, segments

__all__ = ["AnchorView", "anchor_views"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorView:
    """An archived passage, what of the note it bears out, and its text with the words that do marked."""

    anchor: AnchorExhibit
    what: str
    segments: tuple[Segment, ...]


def anchor_views(exhibit: Exhibit) -> tuple[AnchorView, ...]:
    """What bears a note out, in the order of its parts; empty for a note that nothing does."""
    several = len(exhibit.anchors) > 1
    return tuple(
        AnchorView(
            anchor=anchor,
            what=f"Part {number} of our note" if several else "Our note",
            segments=segments(anchor.passage.text, (anchor.quote,)),
        )
        for number, anchor in enumerate(exhibit.anchors, start=1)
    )
