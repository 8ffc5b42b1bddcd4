"""A card holds a claim and passages that decide it either way or leave it open; rows are drawn from cards.

Every claim is set beside all three kinds of passage, so that nothing in the claim tells its label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from frames.words import finish, plain

__all__ = ["Card", "Core", "Maker", "rows_of"]

Core = str | tuple[str, ...]
"""What decides: one sentence, or several told in this order (others may come between)."""

# How often a label's row is kept; the same for every claim, whatever it says.
KEPT = {"supported": 0.98, "refuted": 0.88, "nei": 0.73}
LONGEST, LONGEST_RARE = 78, 110


@dataclass(kw_only=True)
class Card:
    """Claims of one meaning (clauses, unfinished) beside cores by label; `fill` leaves the claim open.

    `lead` is a sentence put first where a core leans on it; `raw` keeps sentences as they are (tables).
    `counter` holds claims of the opposite meaning: borne out by what refutes, refuted by what bears out.
    `again` says how a name may be told once it has been told: (name, other forms).
    """

    kind: str
    claims: Sequence[str]
    supported: Sequence[Core]
    refuted: Sequence[Core]
    nei: Sequence[Core]
    fill: Sequence[str] = field(default=())
    counter: Sequence[str] = field(default=())
    lead: str = ""
    raw: bool = False
    again: Sequence[tuple[str, Sequence[str]]] = field(default=())


Maker = Callable[[Random], Card]


def _length(sentences: Sequence[str]) -> int:
    return sum(len(sentence.split()) for sentence in sentences)


def _passage(rng: Random, card: Card, core: Core) -> str:
    """One core among some of the fill, in an order of chance that keeps the core's own."""
    core_lines = [core] if isinstance(core, str) else list(core)
    fill = [line for line in dict.fromkeys(card.fill) if line not in core_lines]
    rng.shuffle(fill)
    longest = LONGEST_RARE if rng.random() < 0.1 else LONGEST
    wanted = rng.choices((0, 1, 2, 3, 4, 5), (16, 22, 24, 19, 12, 7))[0]
    fixed = [card.lead, *core_lines] if card.lead else core_lines
    if longest == LONGEST_RARE:
        wanted = len(fill)
    while wanted and _length(fixed) + _length(fill[:wanted]) > longest:
        wanted -= 1
    lines = list(core_lines)
    at_least = 0
    for line in fill[:wanted]:
        lines.insert(rng.randint(at_least, len(lines)), line)
    if card.lead:
        lines.insert(0, card.lead)
    if card.raw:
        return "\n".join(lines) if rng.random() < 0.2 else " ".join(lines)
    return " ".join(finish(line) for line in _shortened(rng, lines, card))


def _shortened(rng: Random, lines: Sequence[str], card: Card) -> list[str]:
    """The lines with a name at the start told shorter where the line before has that name and no other."""
    told = list(lines)
    for at in range(1, len(told)):
        named = [(name, forms) for name, forms in card.again if name in lines[at - 1]]
        if len(named) != 1 or rng.random() < 0.5:
            continue
        name, forms = named[0]
        if told[at].startswith(name + " "):
            told[at] = rng.choice(list(forms)) + told[at].removeprefix(name)
    return told


def _pad(rng: Random, passage: str, card: Card) -> str:
    """A passage of under ten words, with one sentence of the fill added."""
    if len(passage.split()) >= 10 or not card.fill:
        return passage
    return f"{passage} {finish(rng.choice(list(card.fill)))}" if not card.raw else passage


def rows_of(rng: Random, card: Card, domain: str) -> Iterator[dict[str, str]]:
    """The rows of one card: each claim beside a passage of each label, bar the few that are left out."""
    sides = [(claim, card.supported, card.refuted) for claim in dict.fromkeys(card.claims)]
    sides += [(claim, card.refuted, card.supported) for claim in card.counter]
    for claim, supported, refuted in sides:
        for label, cores in (("supported", supported), ("refuted", refuted), ("nei", card.nei)):
            if rng.random() >= KEPT[label]:
                continue
            passage = _pad(rng, _passage(rng, card, rng.choice(list(cores))), card)
            yield {
                "claim": finish(claim),
                "evidence": passage if card.raw else plain(passage),
                "label": label,
                "source": f"frames_{domain}_{card.kind}",
            }
