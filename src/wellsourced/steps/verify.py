"""What each passage says of a claim: proof first, then contrast, then norms, then the model where it is sure.

One row at a time; a passage that no tier can read is neutral. The first sentence that a sure tier decides
is the quote; where none decides it is the sentence closest to the claim.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wellsourced.model.claims import Claim, Evidence, Stance, Tier
from wellsourced.model.sources import Passage
from wellsourced.ports import Hit, Verifier
from wellsourced.steps.contrast import contrast, missing_details
from wellsourced.steps.proof import prove
from wellsourced.steps.proof_words import EXCEPTION, HEDGE, MODAL, NEGATION
from wellsourced.steps.retrieve import coverage, rarity
from wellsourced.text.sentences import sentences
from wellsourced.text.tokens import content_words, tokens

__all__ = ["NormStance", "verify"]

NormStance = Callable[[Claim, Passage, str], tuple[Stance, float, str] | None]
"""What one sentence of a passage says of a claim about duty or permission: stance, score, why."""

MOST_SENTENCES = 3
MOST_TO_MODEL = 20
"""Passages the model is asked about; the list is best first, and a row costs about 10 ms."""
PAIRS_A_PASSAGE = 2
LEAST_COVERAGE = 0.5
SURE = 0.90
CONTRAST_SCORE = 0.9
_TURNING = NEGATION | MODAL | EXCEPTION | HEDGE | {"if", "unless", "until", "till", "provided", "pending"}


def no_norms(claim: Claim, passage: Passage, sentence: str) -> tuple[Stance, float, str] | None:
    """The norm tier of callers who have none."""
    return None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence of a passage, exactly as it stands there, and how much of the claim's content it has."""

    text: str
    covered: float


@dataclass(frozen=True, slots=True)
class _Decision:
    stance: Stance
    score: float
    tier: Tier
    quote: str
    why: str


def verify(
    claim: Claim, hits: Sequence[Hit], verifier: Verifier, norm_stance: NormStance = no_norms
) -> list[Evidence]:
    """Return one piece of evidence a hit, in the order of the hits (best first).

    `Evidence.quote` is a sentence of the passage, word for word.
    """
    weigh = rarity([hit.passage.text for hit in hits])
    wanted = {word: weigh(word) for word in content_words(claim.text)}
    found = []
    for rank, hit in enumerate(hits):
        readings = _best_sentences(wanted, hit.passage)
        decision = _by_rule(claim, hit.passage, readings, norm_stance)
        if decision is None and rank < MOST_TO_MODEL:
            decision = _by_model(claim, hit.passage, readings, verifier)
        found.append(_evidence(claim, hit.passage, decision or _undecided(hit.passage, readings), verifier))
    return found


def _best_sentences(wanted: dict[str, float], passage: Passage) -> list[_Reading]:
    """The sentences closest to the claim, best first."""
    spans = sentences(passage.text)
    readings = [_Reading(passage.text[s:e], coverage(wanted, passage.text[s:e])) for s, e in spans]
    return sorted(readings, key=lambda reading: -reading.covered)[:MOST_SENTENCES]


def _by_rule(
    claim: Claim, passage: Passage, readings: Sequence[_Reading], norm_stance: NormStance
) -> _Decision | None:
    # The whole passage, so that a 'she' can be read by the sentence before it; the quote is one sentence.
    proof = prove(claim.text, [passage.text])
    if proof is not None and len(proof.pieces) == 1:
        quote = passage.text[proof.pieces[0].start : proof.pieces[0].end]
        why = f"the passage says so ({proof.kind.value})"
        return _Decision(Stance.SUPPORTS, proof.score, Tier.PROOF, quote, why)
    for reading in readings:
        clash = contrast(claim.text, reading.text)
        if clash is not None:
            return _Decision(Stance.REFUTES, CONTRAST_SCORE, Tier.CONTRAST, reading.text, clash.why)
    for reading in readings:
        norm = norm_stance(claim, passage, reading.text)
        if norm is not None:
            stance, score, why = norm
            return _Decision(stance, score, Tier.NORM, reading.text, why)
    return None


def _by_model(
    claim: Claim, passage: Passage, readings: Sequence[_Reading], verifier: Verifier
) -> _Decision | None:
    """The model's word, where it is sure and the passage has every detail of the claim.

    It cannot see a 'not', a 'may' or an 'unless', so it is not heard where the two differ in one.
    """
    close = [reading for reading in readings if reading.covered >= LEAST_COVERAGE][:PAIRS_A_PASSAGE]
    close = [reading for reading in close if _turning(claim.text) == _turning(reading.text)]
    if not close or missing_details(claim.text, passage.text):
        return None
    judged = verifier.judge([(claim.text, reading.text) for reading in close])
    sure = []
    for reading, judgement in zip(close, judged, strict=True):
        for stance, score in ((Stance.SUPPORTS, judgement.supports), (Stance.REFUTES, judgement.refutes)):
            if score >= SURE:
                sure.append((score, stance, reading))
    if not sure or len({stance for _, stance, _ in sure}) > 1:
        return None
    score, stance, reading = max(sure, key=lambda vote: vote[0])
    return _Decision(stance, score, Tier.MODEL, reading.text, f"{verifier.name} reads it so")


def _turning(text: str) -> frozenset[str]:
    return frozenset(token.norm for token in tokens(text)) & _TURNING


def _undecided(passage: Passage, readings: Sequence[_Reading]) -> _Decision:
    quote = readings[0].text if readings else passage.text
    return _Decision(Stance.NEUTRAL, 0.0, Tier.NONE, quote, "")


def _evidence(claim: Claim, passage: Passage, decision: _Decision, verifier: Verifier) -> Evidence:
    return Evidence(
        claim=claim.id,
        passage=passage.id,
        quote=decision.quote,
        stance=decision.stance,
        score=decision.score,
        tier=decision.tier,
        verifier=verifier.name,
        why=decision.why,
    )
