"""The parts of a page that sum it up: the answers, the executive summary, the bottom line, what to watch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product

from wellsourced.model.claims import Label, Stance
from wellsourced.model.reports import Citation, Proposal
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Authority
from wellsourced.steps.compose.case import Case, Facet, Judged, Piece, proposal, similar, words
from wellsourced.steps.compose.merge import merge_subjects
from wellsourced.steps.compose.sections import Planned, Said, lowered
from wellsourced.steps.compose.shorten import shorten
from wellsourced.steps.compose.standing import is_sentence, stands_alone
from wellsourced.text.dates import dates
from wellsourced.text.names import names
from wellsourced.text.sentences import sentences

__all__ = ["answers", "bottom_line", "summary", "watch"]

SUMMARY_WORDS = (55, 110)
ANSWER_WORDS = 32
HALF_ANSWER_WORDS = 22
DIGEST_WORDS = 30
_WIDE = {Authority.FEDERAL: 0, Authority.STATE: 1, Authority.COUNTY: 2, Authority.CITY: 3}


def _sided(judged: Judged, case: Case, stance: Stance) -> list[Piece]:
    """The quoted sentences that take a side, heaviest and widest first."""
    by_quote = {(piece.passage.id, piece.text): piece for piece in case.pieces}
    found = []
    for item in judged.weighed:
        piece = by_quote.get((item.passage.id, item.evidence.quote))
        if item.evidence.stance is stance and piece is not None:
            authority = piece.passage.note.authority if piece.passage.note else None
            level = _WIDE[authority] if authority else len(_WIDE)
            found.append((level, -round(item.weight, 1), words(piece.text), piece.passage.id, piece))
    return [piece for *_, piece in sorted(found, key=lambda f: f[:4])]


def _short(pieces: Iterable[Piece], most_words: int) -> list[tuple[str, Piece]]:
    cut = ((shorten(piece.text, most_words), piece) for piece in pieces)
    return [(text, piece) for text, piece in cut if text is not None]


def _joined(one: tuple[str, Piece], word: str, other: tuple[str, Piece]) -> Proposal:
    text = f"{one[0].rstrip('.')}, {word} {lowered(other[0])}"
    return proposal(text, one[1], other[1])


def answers(judged: Judged, case: Case) -> tuple[Proposal, ...]:
    """Answers for the verdict line, best first: one sentence, both sides where both have evidence."""
    supports, refutes = (_sided(judged, case, s) for s in (Stance.SUPPORTS, Stance.REFUTES))
    match judged.verdict.label:
        case Label.SUPPORTED:
            return _one_sided(supports)
        case Label.REFUTED:
            return _one_sided(refutes)
        case Label.QUALIFIED | Label.CONFLICTING:
            pairs = product(_short(supports, HALF_ANSWER_WORDS)[:4], _short(refutes, HALF_ANSWER_WORDS)[:4])
            both = tuple(_joined(one, "but", other) for one, other in pairs if one[1].text != other[1].text)
            return both or _one_sided([*supports, *refutes])
        case _:
            return ()


def _in_context(piece: Piece) -> Proposal | None:
    """A document's sentence that leans on the passage's first one, told with it; None where it needs none."""
    text = piece.passage.text
    if piece.passage.note is not None or (stands_alone(piece.text) and names(piece.text)):
        return None
    first = next((text[s:e] for s, e in sentences(text) if is_sentence(text[s:e])), piece.text)
    if first == piece.text:
        return None
    span = text[text.find(first) : text.find(piece.text) + len(piece.text)]
    citation = Citation(passage=piece.passage.id, quote=span)
    return Proposal(text=f"{first} {piece.text}", citations=(citation,))


def _one_sided(pieces: Sequence[Piece]) -> tuple[Proposal, ...]:
    leaning = [told for piece in pieces[:3] if (told := _in_context(piece)) is not None]
    if leaning:
        return tuple(leaning)
    fitting = [proposal(text, piece) for text, piece in _short(pieces, ANSWER_WORDS)]
    return tuple(fitting or [proposal(piece.text, piece) for piece in pieces[:3]])[:6]


def _digests(planned: Planned, spare: Sequence[Piece], shown: set[str]) -> list[Proposal]:
    """Ways to sum a section up in one sentence that stands nowhere else on the page."""
    home = [piece for piece in spare if planned.facet.affinity(piece) > 0]
    merged = merge_subjects(home) if planned.facet.merge else []
    found = [proposal(one.text, *one.pieces) for one in merged]
    for piece in (*planned.pieces[:3], *home[:3]):
        cut = shorten(piece.text, DIGEST_WORDS)
        if cut is not None:
            found.append(proposal(cut, piece))
    return [candidate for candidate in found if _as_title(candidate.text) not in shown]


def _as_title(text: str) -> str:
    return text.rstrip(".").lower()


def summary(case: Case, sections: Sequence[Planned], taken: Iterable[str]) -> tuple[Proposal, ...]:
    """One cited sentence a section, 55 to 110 words where the evidence allows."""
    shown = {_as_title(text) for text in taken}
    used = {piece.text for planned in sections for piece in planned.pieces}
    spare = [piece for piece in case.pieces if piece.text not in used]
    chosen: list[Proposal] = []
    length = 0
    for planned in sections:
        for candidate in _digests(planned, spare, shown):
            fits = length + words(candidate.text) <= SUMMARY_WORDS[1]
            told = any(similar(candidate.text.split(), c.text.split()) > 0.8 for c in chosen)
            if fits and not told:
                chosen.append(candidate)
                length += words(candidate.text)
                break
    return tuple(chosen)


def _of_role(case: Case, role: str, said: Said, most: int) -> list[Piece]:
    facets: list[Facet] = [facet for facet in case.facets if facet.role == role]
    scored = [
        (max(facet.affinity(piece) for facet in facets) * piece.merit, piece)
        for piece in case.pieces
        if facets
    ]
    chosen: list[Piece] = []
    for score, piece in sorted(scored, key=lambda item: (-item[0], item[1].passage.id)):
        if score > 0 and len(chosen) < most and not said.again(piece):
            chosen.append(piece)
            said.say(piece)
    return chosen


def bottom_line(case: Case, said: Said) -> tuple[Proposal, ...]:
    """What the people concerned can act on: at most three sentences."""
    return tuple(proposal(piece.text, piece) for piece in _of_role(case, "bottom_line", said, 3))


_PENDING = re.compile(
    r"\b(?:pending|not (?:yet )?(?:ruled|decided)|undecided|appeal|will decide|reconciling|expires?)\b", re.I
)


def _is_ahead(text: str, on: date) -> bool:
    return any(PartialDate(text=found.date).earliest > on for found in dates(text))


def watch(case: Case, said: Said) -> tuple[Proposal, ...]:
    """Dated or pending events after the day of the page, soonest first, at most four."""
    facets = [facet for facet in case.facets if facet.role == "watch"]
    ahead = [
        piece
        for piece in case.pieces
        if _is_ahead(piece.text, case.inquiry.on)
        or (_PENDING.search(piece.text) and any(facet.affinity(piece) > 0 for facet in facets))
    ]
    chosen: list[Piece] = []
    for piece in sorted(ahead, key=lambda p: (-p.merit, p.passage.id)):
        if len(chosen) < 4 and not said.again(piece):
            chosen.append(piece)
            said.say(piece)
    return tuple(proposal(piece.text, piece) for piece in chosen)
