"""Which sections the evidence carries, and in what order each argues."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from wellsourced.model.claims import Stance
from wellsourced.model.reports import DraftSection, Proposal
from wellsourced.model.scope import PartialDate
from wellsourced.steps.compose.case import Case, Facet, Piece, proposal, similar, words
from wellsourced.steps.compose.merge import is_plain_rule, merge, rules_alike
from wellsourced.steps.compose.shorten import finding
from wellsourced.steps.proving.proof import prove
from wellsourced.text.dates import dates
from wellsourced.text.names import names

__all__ = ["HEADLINE_WORDS", "Planned", "Said", "beat_of", "first_day_ahead", "lowered", "plan", "section"]

MOST_SECTIONS = 8
MOST_WORDS = 130
ENOUGH_WORDS = 80
LEAST_WORDS = 52
MOST_STATEMENTS = 5
HEADLINE_WORDS = (15, 20, 60)
"""A headline should be short; a longer one is better than none."""
SAME = 0.75
"""Two sentences that share this much of the shorter one's words say the same thing."""
_SIDES = {Stance.SUPPORTS, Stance.REFUTES}


def lowered(text: str) -> str:
    """A sentence ready to follow a connective: its first word in lower case unless it is a name."""
    first = text.split(" ", 1)[0]
    named = any(name.start == 0 for name in names(text)) or first.isupper() or not first.isalpha()
    return text if named else text[0].lower() + text[1:]


def first_day_ahead(text: str, on: date) -> date | None:
    """The first day after `on` that a text speaks of."""
    days = [PartialDate(text=found.date).earliest for found in dates(text)]
    return min((day for day in days if day > on), default=None)


@dataclass(slots=True)
class Said:
    """What the page has said so far, so that nothing is said twice."""

    told: list[tuple[frozenset[str], Stance]] = field(default_factory=list)

    def again(self, piece: Piece) -> bool:
        """Whether the page says this already; what takes the other side is no repetition, however alike."""
        return any(
            {piece.stance, stance} != _SIDES and similar(piece.stems, stems) >= SAME
            for stems, stance in self.told
        )

    def say(self, piece: Piece) -> None:
        """Note that the page says it."""
        self.told.append((piece.stems, piece.stance))


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A facet with the pieces chosen for it, in the order they argue, and all that were at hand."""

    facet: Facet
    pieces: tuple[Piece, ...]
    home: tuple[Piece, ...]

    @property
    def length(self) -> int:
        """Words of its text."""
        return sum(words(piece.text) for piece in self.pieces)


def _assign(case: Case, role: str) -> dict[str, list[Piece]]:
    """Each sentence goes to the facet it fits best; within a facet the best comes first."""
    homes: dict[str, list[tuple[float, Piece]]] = {f.code: [] for f in case.facets if f.role == role}
    for piece in case.pieces:
        if first_day_ahead(piece.text, case.inquiry.on) is not None:
            continue  # what is still to come is told under what to watch
        fits = [(facet.affinity(piece), -facet.order, facet.code) for facet in case.facets]
        best = max(fits, default=(0.0, 0, ""))
        if best[0] > 0.0 and best[2] in homes:
            homes[best[2]].append((best[0] * piece.merit, piece))
    return {
        code: [piece for _, piece in sorted(scored, key=lambda item: (-item[0], item[1].passage.id))]
        for code, scored in homes.items()
    }


@dataclass(slots=True)
class _Choice:
    """The pieces of one section while they are chosen."""

    said: Said
    pieces: list[Piece] = field(default_factory=list)

    @property
    def length(self) -> int:
        return sum(words(piece.text) for piece in self.pieces)

    def has_place(self, piece: Piece) -> bool:
        """Whether a piece of the same place is chosen already."""
        return any(taken.passage.scope.place == piece.passage.scope.place for taken in self.pieces)

    def take(self, piece: Piece) -> bool:
        """Add a piece unless it would be too much or is said already."""
        full = len(self.pieces) == MOST_STATEMENTS or self.length + words(piece.text) > MOST_WORDS
        if full or self.said.again(piece):
            return False
        self.pieces.append(piece)
        self.said.say(piece)
        return True


def _choose(facet: Facet, home: Sequence[Piece], said: Said) -> list[Piece]:
    """The facet's beats in order, one sentence each; then the best of the rest until it is enough."""
    told = [piece for piece in home if not (facet.merge and is_plain_rule(piece))]
    choice = _Choice(said=said)
    for beat in facet.beats:
        if choice.length < ENOUGH_WORDS:
            fitting = [piece for piece in told if re.search(beat, piece.text, re.I)]
            new_places_first = sorted(fitting, key=choice.has_place)
            next((piece for piece in new_places_first if choice.take(piece)), None)
    for new_place in (True, False):
        for piece in told:
            if choice.length < ENOUGH_WORDS and not (new_place and choice.has_place(piece)):
                choice.take(piece)
    return choice.pieces


def plan(case: Case, said: Said, *, role: str = "section", fewest_words: int = 50) -> list[Planned]:
    """The sections the evidence carries, in the order the casebook gives its facets."""
    homes = _assign(case, role)
    planned = []
    for facet in sorted((f for f in case.facets if f.role == role), key=lambda f: f.order):
        home = homes[facet.code]
        trial = Said(told=list(said.told))
        candidate = Planned(facet=facet, pieces=tuple(_choose(facet, home, trial)), home=tuple(home))
        if candidate.length >= fewest_words:
            planned.append(candidate)
            said.told[:] = trial.told
    return planned[:MOST_SECTIONS]


def _connected(pieces: Iterable[Piece]) -> list[Proposal]:
    """The pieces as sentences; one that goes against the one before says so."""
    proposals = []
    before = Stance.NEUTRAL
    for piece in pieces:
        turns = Stance.NEUTRAL not in (piece.stance, before) and piece.stance is not before
        text = f"By contrast, {lowered(piece.text)}" if turns else piece.text
        proposals.append(proposal(text, piece))
        before = piece.stance if piece.stance is not Stance.NEUTRAL else before
    return proposals


def _shared_headlines(planned: Planned, agent: str | None) -> list[Proposal]:
    """What the rules behind the section's sentences say together, of the agent asked about or of all."""
    cited = {piece.passage.id for piece in planned.pieces}
    of_section = [piece for piece in planned.home if piece.passage.id in cited]
    groups = sorted(rules_alike(of_section).items(), key=lambda group: beat_of(planned.facet, group[0]))
    merged = [merge(rules, one) for _, rules in groups for one in dict.fromkeys((agent, None))]
    return [proposal(one.text.rstrip("."), *one.pieces) for one in merged if one is not None]


def beat_of(facet: Facet, text: str) -> int:
    """Which beat a text answers, the first for choice; the number of beats where it answers none."""
    return next((n for n, beat in enumerate(facet.beats) if re.search(beat, text, re.I)), len(facet.beats))


def _headlines(planned: Planned, agent: str | None) -> list[Proposal]:
    """Headlines, best first: what several places share, then the short form of what is said, in order."""
    found = _shared_headlines(planned, agent) if planned.facet.merge else []
    for most_words in HEADLINE_WORDS:
        for piece in planned.pieces:
            cut = finding(piece.text, most_words)
            if cut is not None:
                found.append(proposal(cut, piece))
    return [one for one in found if prove(one.text, [citation.quote for citation in one.citations])]


def _untold(planned: Planned, told: Collection[str]) -> tuple[Piece, ...]:
    """The section's sentences but those the page's answer or the headline tell, where enough are left."""
    rest = tuple(piece for piece in planned.pieces if piece.text.rstrip(".") not in told)
    enough = sum(words(piece.text) for piece in rest) >= min(LEAST_WORDS, planned.length // 2)
    return rest if rest and enough else planned.pieces


def section(planned: Planned, agent: str | None, answered: str = "") -> DraftSection:
    """A planned section as titles and sentences for the gate.

    `agent` is the agency asked about, `answered` the sentence that answers at the head of the page.
    """
    titles = _headlines(planned, agent)
    told = {answered.rstrip("."), *(title.text for title in titles[:1])}
    return DraftSection(titles=tuple(titles), proposals=tuple(_connected(_untold(planned, told))))
