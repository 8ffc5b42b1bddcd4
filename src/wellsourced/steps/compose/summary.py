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
from wellsourced.steps.compose.case import Case, Judged, Piece, proposal, similar, words
from wellsourced.steps.compose.merge import merge, rules_alike
from wellsourced.steps.compose.sections import Planned, Said, beat_of, first_day_ahead, lowered, plan
from wellsourced.steps.compose.shorten import shorten, to_the_point
from wellsourced.steps.compose.standing import opens_with_pronoun, stands_alone
from wellsourced.text.dates import dates
from wellsourced.text.grammar import is_sentence
from wellsourced.text.names import names
from wellsourced.text.sentences import sentences
from wellsourced.text.tokens import content_words

__all__ = ["answers", "bottom_line", "summary", "watch"]

SUMMARY_WORDS = (55, 110)
ANSWER_WORDS = 38
ONE_ANSWER_WORDS = 34
HALF_ANSWER_WORDS = 22
DIGEST_WORDS = 30
MOST_PRACTICAL = 3
MOST_AHEAD = 4
_WIDE = {Authority.FEDERAL: 0, Authority.STATE: 1, Authority.COUNTY: 2, Authority.CITY: 3}


def _sided(judged: Judged, case: Case, stance: Stance) -> list[Piece]:
    """The quoted sentences that take a side: the widest law first, then what shares most with the claim,
    then of equals the latest."""
    of_passage: dict[str, list[Piece]] = {}
    for one in case.pieces:
        of_passage.setdefault(one.passage.id, []).append(one)
    wanted = frozenset(content_words(judged.claim.text))
    found = []
    for item in judged.weighed:
        quote = item.evidence.quote
        piece = next((p for p in of_passage.get(item.passage.id, ()) if quote.endswith(p.text)), None)
        if item.evidence.stance is stance and piece is not None:
            authority = piece.passage.note.authority if piece.passage.note else None
            level = _WIDE[authority] if authority else len(_WIDE)
            shared = len(wanted & piece.stems)
            heavy = (-round(item.weight, 1), -item.lateness)
            found.append((level, -shared, heavy, words(piece.text), piece.passage.id, piece))
    return [piece for *_, piece in sorted(found, key=lambda f: f[:5])]


def _forms(pieces: Iterable[Piece], wanted: frozenset[str], most_words: int) -> list[tuple[str, Piece]]:
    cut = ((to_the_point(piece.text, wanted, most_words), piece) for piece in pieces)
    return [(text, piece) for text, piece in cut if text is not None]


def _joined(*parts: tuple[str, Piece]) -> Proposal:
    """'A, but B' or 'A, but B, and C'."""
    words_between = (", but ", ", and ")
    text = parts[0][0].rstrip(".")
    for between, (following, _) in zip(words_between, parts[1:], strict=False):
        text += between + lowered(following.rstrip("."))
    return proposal(f"{text}.", *(piece for _, piece in parts))


def answers(judged: Judged, case: Case) -> tuple[Proposal, ...]:
    """Answers for the verdict line, best first: one sentence, both sides where both have evidence."""
    supports, refutes = (_sided(judged, case, s) for s in (Stance.SUPPORTS, Stance.REFUTES))
    wanted = frozenset(content_words(judged.claim.text))
    match judged.verdict.label:
        case Label.SUPPORTED:
            return _one_sided(supports)
        case Label.REFUTED:
            return _one_sided(refutes)
        case Label.QUALIFIED | Label.CONFLICTING:
            both = _two_sided(supports, refutes, wanted)
            return both or _one_sided([*supports, *refutes])
        case _:
            return ()


def _two_sided(
    supports: Sequence[Piece], refutes: Sequence[Piece], wanted: frozenset[str]
) -> tuple[Proposal, ...]:
    """The widest rule, what goes against it somewhere, and what goes its way elsewhere."""
    ours, theirs = (_forms(side, wanted, HALF_ANSWER_WORDS) for side in (supports, refutes))
    pairs = [(one, other) for one, other in product(ours[:4], theirs[:4]) if one[1].text != other[1].text]
    elsewhere = [form for form in ours[1:] if _level(form[1]) != _level(ours[0][1])][:3]
    triples = [_joined(one, other, third) for (one, other), third in product(pairs[:4], elsewhere)]
    fitting = [told for told in triples if words(told.text) <= ANSWER_WORDS]
    return (*fitting[:6], *(_joined(*pair) for pair in pairs))


def _level(piece: Piece) -> Authority | None:
    return piece.passage.note.authority if piece.passage.note else None


def _in_context(piece: Piece) -> Proposal | None:
    """A document's sentence that leans on the passage's first one, told with it; None where it needs none."""
    text = piece.passage.text
    if piece.passage.note is not None or (stands_alone(piece.text) and names(piece.text)):
        return None
    first = next((text[s:e] for s, e in sentences(text) if is_sentence(text[s:e])), piece.text)
    about_it = opens_with_pronoun(piece.text) or frozenset(content_words(first)) & piece.stems
    if first == piece.text or not about_it:
        return None
    span = text[text.find(first) : text.find(piece.text) + len(piece.text)]
    citation = Citation(passage=piece.passage.id, quote=span)
    return Proposal(text=f"{first} {piece.text}", citations=(citation,))


def _one_sided(pieces: Sequence[Piece]) -> tuple[Proposal, ...]:
    leaning = [told for piece in pieces[:3] if (told := _in_context(piece)) is not None]
    if leaning:
        return tuple(leaning)
    fitting = [proposal(cut, piece) for piece in pieces if (cut := shorten(piece.text, ONE_ANSWER_WORDS))]
    return tuple(fitting or [proposal(piece.text, piece) for piece in pieces[:3]])[:6]


def _digests(planned: Planned) -> list[Proposal]:
    """Ways to sum a section up in one sentence: what places share that it does not tell, or a short cut."""
    found = []
    if planned.facet.merge:
        cited = {piece.passage.id for piece in planned.pieces}
        groups = rules_alike([piece for piece in planned.home if piece.passage.id not in cited])
        merged = (
            merge(rules) for _, rules in sorted(groups.items(), key=lambda g: beat_of(planned.facet, g[0]))
        )
        found += [proposal(one.text, *one.pieces) for one in merged if one is not None]
    main = len(planned.facet.beats)
    untold = [
        piece
        for piece in planned.home
        if piece not in planned.pieces and beat_of(planned.facet, piece.text) < main
    ]
    for piece in (*planned.pieces[:3], *untold[:3]):
        cut = shorten(piece.text, DIGEST_WORDS)
        if cut is not None:
            found.append(proposal(cut, piece))
    return found


def _as_title(text: str) -> str:
    return text.rstrip(".").lower()


def summary(sections: Sequence[Planned], taken: Iterable[str]) -> tuple[Proposal, ...]:
    """One cited sentence a section, 55 to 110 words where the evidence allows; none stands elsewhere."""
    shown = {_as_title(text) for text in taken}
    chosen: list[Proposal] = []
    length = 0
    for planned in sections:
        for candidate in _digests(planned):
            fits = length + words(candidate.text) <= SUMMARY_WORDS[1]
            told = any(similar(candidate.text.split(), c.text.split()) > 0.8 for c in chosen)
            if fits and not told and _as_title(candidate.text) not in shown:
                chosen.append(candidate)
                length += words(candidate.text)
                break
    return tuple(chosen)


def bottom_line(case: Case, said: Said) -> tuple[Proposal, ...]:
    """What the people concerned can act on: the casebook's practical beats, at most three sentences."""
    planned = plan(case, said, role="bottom_line", fewest_words=1)
    return tuple(proposal(p.text, p) for facet in planned for p in facet.pieces)[:MOST_PRACTICAL]


_PENDING = re.compile(
    r"\b(?:pending|not (?:yet )?(?:ruled|decided)|undecided|appeal|will decide|reconciling|expires?)\b", re.I
)


def watch(case: Case, said: Said) -> tuple[Proposal, ...]:
    """Dated events after the day of the page, soonest first, then what is pending, newest first."""
    facets = [facet for facet in case.facets if facet.role == "watch"]
    dated = [(day, piece) for piece in case.pieces if (day := first_day_ahead(piece.text, case.inquiry.on))]
    pending = [
        piece
        for piece in case.pieces
        if _PENDING.search(piece.text) and any(facet.affinity(piece) > 0 for facet in facets)
    ]
    newest = sorted(pending, key=_last_date, reverse=True)
    chosen: list[Piece] = []
    places: set[str | None] = set()
    for piece in (*(p for _, p in sorted(dated, key=lambda d: (d[0], -d[1].merit))), *newest):
        place = piece.passage.scope.place
        if len(chosen) < MOST_AHEAD and place not in places and not said.again(piece):
            chosen.append(piece)
            places.add(place)
            said.say(piece)
    return tuple(proposal(piece.text, piece) for piece in chosen)


def _last_date(piece: Piece) -> date:
    days = [PartialDate(text=found.date).latest for found in dates(piece.text)]
    return max(days, default=date.min)
