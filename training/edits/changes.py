"""All changes and pairs that the edits find for one sentence."""

from __future__ import annotations

from random import Random

from edits import conditions, quantities, relations, rephrase, swaps, wording
from edits.model import Change, Edit, Pair, Passage

__all__ = ["EDITS", "all_changes", "all_pairs"]

EDITS: tuple[Edit, ...] = (
    quantities.changed_figures, quantities.changed_units, quantities.changed_dates,
    quantities.changed_comparisons, wording.negation, wording.changed_modality, wording.changed_scope,
    wording.changed_outcome, conditions.changed_conditions, conditions.added_qualifiers,
)  # fmt: skip


def all_changes(passage: Passage, at: int, pool: swaps.NamePool, rng: Random) -> list[Change]:
    """The changes that can be made in sentence `at`."""
    sentence = rephrase.bare(passage.sentences[at])
    others = [text for number, text in enumerate(passage.sentences) if number != at]
    found = [change for edit in EDITS for change in edit(sentence, rng)]
    found += swaps.swapped_names(sentence, others, pool, rng) + swaps.exchanged(sentence, pool)
    return [change for change in found if change.apply(sentence)]


def all_pairs(sentence: str, rng: Random) -> list[Pair]:
    """The sound and broken claims worked out from figures and titles."""
    makers = (relations.bounds, relations.hedged, relations.compared, relations.titles)
    return [pair for maker in makers for pair in maker(sentence, rng)]
