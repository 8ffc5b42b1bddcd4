"""Cards on what a gene does to a process in a cell."""

from __future__ import annotations

from random import Random

from frames.cards import Card
from frames.science import synonyms
from frames.trials import CELLS, GENES, PROCESSES
from frames.words import spin

__all__ = ["GENETICS"]

PROCESS = synonyms(PROCESSES)

PROMOTES = [
    "{g} [promotes|enhances|drives|stimulates] {o} in {c}",
    "[knockdown|deletion|silencing|loss] of {g} [impaired|reduced|suppressed|blocked] {o} in {c}",
    "overexpression of {g} [increased|boosted|enhanced] {o} in {c}",
    "{g} is [required|necessary|needed] for {o} in {c}",
    "in {c} lacking {g}, {o} was [diminished|markedly reduced|impaired]",
    "{c} [treated with an inhibitor of {g}|depleted of {g}] showed a decrease in {o}",
]
INHIBITS = [
    "{g} [inhibits|suppresses|restrains|blocks] {o} in {c}",
    "[knockdown|deletion|silencing|loss] of {g} [increased|enhanced|accelerated] {o} in {c}",
    "overexpression of {g} [reduced|impaired|blocked] {o} in {c}",
    "{g} acts as a brake on {o} in {c}",
    "in {c} lacking {g}, {o} was [increased|markedly enhanced]",
    "{c} [treated with an inhibitor of {g}|depleted of {g}] showed an increase in {o}",
]
NEITHER = [
    "[knockdown|deletion|loss] of {g} did not [alter|affect|change] {o} in {c}",
    "{g} is dispensable for {o} in {c}",
    "{o} in {c} proceeded normally without {g}",
]
PRESENT = [
    "{g} is [highly expressed|abundant|found] in {c}",
    "whether {g} [plays a role in|contributes to|influences] {o} in {c} is unknown",
    "levels of {g} [were measured|vary widely] in {c}",
    "mutations in {g} are [common|frequent] in several cancers",
    "{g} [binds to|interacts with|is a target of] {g2} in {c}",
]


def gene_card(rng: Random) -> Card:
    """What a gene does to a process."""
    gene, second, third = rng.sample(GENES, 3)
    process, process2 = rng.sample(PROCESS, 2)
    cells, cells2 = rng.sample(CELLS, 2)
    up = rng.random() < 0.5
    same, opposite = (PROMOTES, INHIBITS) if up else (INHIBITS, PROMOTES)

    def told(templates: list[str], g: str = gene, o: list[str] = process, c: str = cells) -> str:
        return spin(rng, templates, g=g, g2=second, o=rng.choice(o), c=c)

    bare = "{g} [promotes|supports|contributes to] {o}" if up else "{g} [inhibits|suppresses|limits] {o}"
    return Card(
        kind="gene",
        claims=[told([bare]) if rng.random() < 0.4 else told(same)],
        supported=[told(same) for _ in range(3)],
        refuted=[told(opposite), told(opposite), told(NEITHER)],
        nei=[told(PRESENT), told(same, g=third), told(same, o=process2)],
        fill=[
            told(PRESENT[2:]),
            told(PROMOTES, g=second, o=process2),
            told(NEITHER, g=third, o=process2),
            told(PRESENT[:1], c=cells2),
        ],
    )


GENETICS = [(2.0, gene_card)]
