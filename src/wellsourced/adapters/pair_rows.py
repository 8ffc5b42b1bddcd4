"""What all verifiers share: a pair as a row of token ids, a row of logits as probabilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wellsourced.ports import Judgement

__all__ = ["ABSTAIN", "MIN_ROOM", "Row", "probabilities"]

MIN_ROOM = 12
"""Fewest passage tokens worth judging; a claim that leaves less room is not judged."""

ABSTAIN = Judgement(supports=0.0, refutes=0.0, neutral=1.0)
"""Said of a pair a model cannot read, for instance because the claim leaves the passage no room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One pair as a model reads it: token ids and the segment (0 or 1) of each."""

    ids: tuple[int, ...]
    kinds: tuple[int, ...]


def probabilities(logits: NDArray[np.floating], temperature: float = 1.0) -> list[float]:
    """Softmax of one row of logits, divided by the temperature first."""
    odds = np.exp((logits.astype(np.float64) - float(logits.max())) / temperature)
    shares: list[float] = (odds / odds.sum()).tolist()
    return shares
