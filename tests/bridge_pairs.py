"""Pairs that the product's own rules decide, and a verifier that leaves it to them."""

from __future__ import annotations

from collections.abc import Sequence

from wellsourced.ports import Judgement

BRIDGE = "The bridge opened in 1931."
SAYS_SO = "The town paid for it. The bridge opened in 1931. Trade grew."
SAYS_OTHERWISE = "Trade grew. The bridge opened in 1940. The town paid for it."
SAYS_NOTHING = "Herons nest in the reeds below the weir."


class Neutral:
    """A verifier without an opinion."""

    name = "neutral@1"

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        return [Judgement(supports=0.0, refutes=0.0, neutral=1.0) for _ in pairs]
