"""What bears a note out: its parts, each with an archived passage of the source it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wellsourced.model.claims import Tier

__all__ = ["Anchor", "is_anchored"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One part of a note, and the words of an archived passage of its source that bear it out.

    `note` and `passage` are ids of passages; `part` is the part's place in the note, from 0, of `parts`
    in all, and `text` its words. `tier` is what found it so, `score` how surely, 0 to 1, `verifier` the
    name of the model that was asked where a model was, and `anchored_at` when.
    """

    note: str
    part: int
    parts: int
    text: str
    passage: str
    quote: str
    tier: Tier
    score: float
    verifier: str
    anchored_at: datetime

    def __post_init__(self) -> None:
        if not 0 <= self.part < self.parts:
            raise ValueError(f"a part is one of its note's: {self.part} of {self.parts}")
        if not self.quote.strip():
            raise ValueError("an anchor quotes something")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"a score is a probability: {self.score}")
        if self.anchored_at.tzinfo is None:
            raise ValueError("an anchoring time has a zone")


def is_anchored(anchors: Sequence[Anchor]) -> bool:
    """Whether the anchors of one note bear out every part of it."""
    return bool(anchors) and {one.part for one in anchors} == set(range(anchors[0].parts))
