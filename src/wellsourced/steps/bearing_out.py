"""Whether passages bear a sentence out, in tiers, cheapest and surest first.

0. A legal authority that it cites and they do not ends the matter: no other mistake does as much harm.
1. *Proof*: the sentence is their words, with nothing dropped that matters.
2. *Veto*: it has a figure, date, name, speaker, duty, condition or limit that they have not.
3. *Model*: what is left is a paraphrase; the verifier votes, and a sentence passes only where it is sure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wellsourced.model.claims import Tier
from wellsourced.ports import Verifier
from wellsourced.steps.proving.proof import prove
from wellsourced.steps.reading import MOST_WORDS, judge
from wellsourced.steps.vetoing.copying import copies
from wellsourced.steps.vetoing.veto import closest_sentences, novel_share, veto
from wellsourced.text.citing.comparing import missing_authorities, respelled

__all__ = ["Ruling", "bears_out"]

SURE = 0.77
"""Probability from which a paraphrase passes; set, as all numbers here, on the gate fixture's tuning half."""
COPIED = 0.98
"""How often a copy that leaves out nothing but asides is borne out."""
VETOED_WRONGLY = 0.07
"""How often a vetoed sentence is borne out after all."""
INTERCEPT, PER_ODDS, PER_NOVELTY = 2.031, 0.624, -2.301
"""Weights of the logistic regression that turns the verifier's word into that probability."""
MOST_ODDS = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """Whether a sentence may be published, what decided, how probable it is that it is borne out, and why."""

    passes: bool
    tier: Tier
    score: float
    why: str


def bears_out(sentence: str, quotes: Sequence[str], verifier: Verifier, about: Sequence[str] = ()) -> Ruling:
    """Rule on one sentence against the passages it cites; `about` are the headings and titles over them."""
    unknown = missing_authorities(sentence, "\n\n".join((*quotes, *about)))
    if unknown:
        why = f"it cites {unknown[0].authority}, which its passage does not"
        return Ruling(passes=False, tier=Tier.VETO, score=VETOED_WRONGLY, why=why)
    sentence = respelled(sentence, "\n\n".join(quotes))
    proof = prove(sentence, quotes)
    if proof is not None:
        return Ruling(
            passes=True, tier=Tier.PROOF, score=proof.score, why=f"its words stand there ({proof.kind})"
        )
    refused = veto(sentence, quotes, about=about)
    if refused is not None:
        return Ruling(passes=False, tier=Tier.VETO, score=VETOED_WRONGLY, why=f"it {refused.why}")
    if copies(sentence, closest_sentences(sentence, quotes)):
        return Ruling(passes=True, tier=Tier.PROOF, score=COPIED, why="it shortens what stands there")
    score = _probability(*open_features(sentence, quotes, verifier))
    if score >= SURE:
        return Ruling(passes=True, tier=Tier.MODEL, score=score, why=f"{verifier.name} reads it so")
    return Ruling(passes=False, tier=Tier.MODEL, score=score, why="its passages do not clearly say so")


def open_features(sentence: str, quotes: Sequence[str], verifier: Verifier) -> tuple[float, float]:
    """What is known of a sentence neither proved nor vetoed: log-odds of support, and the share of new words.

    The verifier reads the quotes together, the nearest sentence alone, and the nearest two; where it finds
    most support counts, for what one reading buries another shows. The odds are cut at `MOST_ODDS` nats
    either way, so that no model's certainty outweighs all else.
    """
    closest = closest_sentences(sentence, quotes)
    near = dict.fromkeys((" ".join(closest[:1]), " ".join(closest[:2])))
    told = [judge(sentence, _together(sentence, quotes), verifier)]
    told += verifier.judge([(sentence, text) for text in near if text])
    supports = min(max(max(one.supports for one in told), 1e-6), 1.0 - 1e-6)
    odds = math.log(supports / (1.0 - supports))
    return min(max(odds, -MOST_ODDS), MOST_ODDS), novel_share(sentence, quotes)


def _together(sentence: str, quotes: Sequence[str]) -> str:
    """The quotes as one text; of several long ones the sentences nearest to the sentence."""
    whole = "\n".join(quotes)
    if len(quotes) == 1 or len(whole.split()) <= MOST_WORDS - len(sentence.split()):
        return whole
    return "\n".join(nearest for quote in quotes for nearest in closest_sentences(sentence, [quote])[:1])


def _probability(odds: float, novelty: float) -> float:
    return 1.0 / (1.0 + math.exp(-(INTERCEPT + PER_ODDS * odds + PER_NOVELTY * novelty)))
