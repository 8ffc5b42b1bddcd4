"""Which sections the evidence carries, and in what order each argues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wellsourced.model.claims import Stance
from wellsourced.model.reports import DraftSection, Proposal
from wellsourced.model.sources import Authority
from wellsourced.steps.compose.case import Case, Facet, Piece, proposal, similar, words
from wellsourced.steps.compose.merge import Merged, merge_subjects
from wellsourced.steps.compose.shorten import finding
from wellsourced.text.names import names

__all__ = ["Planned", "lowered", "plan", "section"]

MOST_SECTIONS = 8
MOST_WORDS = 130
ENOUGH_WORDS = 85
MOST_STATEMENTS = 5
HEADLINE_WORDS = (14, 20, 60)
"""A headline should be short; a longer one is better than none."""
SAME = 0.75
"""Two sentences that share this much of the shorter one's words say the same thing."""
_LEVEL = {Authority.FEDERAL: 0, Authority.STATE: 1, Authority.COUNTY: 2, Authority.CITY: 3, None: 4}


def lowered(text: str) -> str:
    """A sentence ready to follow a connective: its first word in lower case unless it is a name."""
    first = text.split(" ", 1)[0]
    named = any(name.start == 0 for name in names(text)) or first.isupper() or not first.isalpha()
    return text if named else text[0].lower() + text[1:]


@dataclass(slots=True)
class Said:
    """What the page has said so far, so that nothing is said twice."""

    stems: list[frozenset[str]] = field(default_factory=list)

    def again(self, piece: Piece) -> bool:
        """Whether the page says this already."""
        return any(similar(piece.stems, earlier) >= SAME for earlier in self.stems)

    def say(self, piece: Piece) -> None:
        """Note that the page says it."""
        self.stems.append(piece.stems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A facet with the pieces chosen for it, in order, and at most one merged sentence to open with."""

    facet: Facet
    pieces: tuple[Piece, ...]
    opening: Merged | None = None

    @property
    def length(self) -> int:
        """Words of its text."""
        opened = words(self.opening.text) if self.opening else 0
        return opened + sum(words(piece.text) for piece in self.pieces)


def _assign(case: Case, role: str) -> dict[str, list[tuple[float, Piece]]]:
    """Each sentence goes to the facet it fits best; scored by fit times merit."""
    homes: dict[str, list[tuple[float, Piece]]] = {
        facet.code: [] for facet in case.facets if facet.role == role
    }
    for piece in case.pieces:
        fits = [(facet.affinity(piece), -facet.order, facet.code) for facet in case.facets]
        best = max(fits, default=(0.0, 0, ""))
        if best[0] > 0.0 and best[2] in homes:
            homes[best[2]].append((best[0] * piece.merit, piece))
    return {
        code: sorted(scored, key=lambda item: (-item[0], item[1].passage.id))
        for code, scored in homes.items()
    }


def _choose(scored: Sequence[tuple[float, Piece]], said: Said, taken: int) -> list[Piece]:
    """Best first, one a place and publisher before a second, within the length of a section."""
    chosen: list[Piece] = []
    places: set[str | None] = set()
    length = taken
    for wanted_new in (True, False):
        for _, piece in scored:
            if piece in chosen or length >= ENOUGH_WORDS or len(chosen) == MOST_STATEMENTS:
                continue
            if wanted_new and chosen and piece.passage.scope.place in places:
                continue
            if length + words(piece.text) > MOST_WORDS or said.again(piece):
                continue
            chosen.append(piece)
            said.say(piece)
            places.add(piece.passage.scope.place)
            length += words(piece.text)
    return chosen


def _dated(piece: Piece) -> str:
    note = piece.passage.note
    return note.dated.text if note and note.dated else ""


def _argue(pieces: Sequence[Piece]) -> list[Piece]:
    """The lead first, then what goes its way from the general to the particular, then what goes against."""
    if not pieces:
        return []
    lead, rest = pieces[0], pieces[1:]

    def rank(piece: Piece) -> tuple[bool, int, str]:
        against = Stance.NEUTRAL not in (piece.stance, lead.stance) and piece.stance is not lead.stance
        level = _LEVEL[piece.passage.note.authority if piece.passage.note else None]
        return against, level, _dated(piece)

    return [lead, *sorted(rest, key=rank)]


def plan(case: Case, said: Said, *, role: str = "section", fewest_words: int = 50) -> list[Planned]:
    """The sections the evidence carries, in the order the casebook gives its facets."""
    homes = _assign(case, role)
    planned = []
    for facet in sorted((f for f in case.facets if f.role == role), key=lambda f: f.order):
        scored = homes[facet.code]
        opening = next(iter(merge_subjects([p for _, p in scored])), None) if facet.merge else None
        if opening is not None:
            for piece in opening.pieces:
                said.say(piece)
        opened = words(opening.text) if opening else 0
        pieces = _argue(_choose(scored, said, opened))
        section_plan = Planned(facet=facet, pieces=tuple(pieces), opening=opening)
        if section_plan.length >= fewest_words:
            planned.append(section_plan)
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


def _titles(planned: Planned) -> tuple[Proposal, ...]:
    """Headlines, best first: what several places share, then the shortest provable form of what is said."""
    found: list[Proposal] = []
    if planned.opening is not None:
        found.append(proposal(planned.opening.text.rstrip("."), *planned.opening.pieces))
    for most_words in HEADLINE_WORDS:
        for piece in planned.pieces:
            cut = finding(piece.text, most_words)
            if cut is not None:
                found.extend(
                    proposal(pattern.replace("{finding}", cut), piece) for pattern in planned.facet.titles
                )
    return tuple(found)


def section(planned: Planned) -> DraftSection:
    """A planned section as titles and sentences for the gate."""
    opening = [proposal(planned.opening.text, *planned.opening.pieces)] if planned.opening else []
    return DraftSection(titles=_titles(planned), proposals=(*opening, *_connected(planned.pieces)))
