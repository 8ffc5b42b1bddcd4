"""From findings to the case a page is written from: relevant sentences, rules that bear, what is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from wellsourced.model.claims import Claim, Evidence, Inquiry, Label, Stance
from wellsourced.model.reports import Unknown
from wellsourced.model.scope import Relation, place_relation
from wellsourced.model.search_log import SearchLogEntry
from wellsourced.model.sources import Authority, Passage
from wellsourced.ports import View
from wellsourced.rules.casebook import UnknownRow
from wellsourced.steps.compose.case import Case, Judged, Piece, pieces_of
from wellsourced.steps.independence.origins import joined
from wellsourced.steps.matter import Matter, asked_actions
from wellsourced.steps.reanchor import as_read
from wellsourced.steps.resolving import RulesAsked, bears_on, holds, places_asked, resolutions
from wellsourced.steps.rule_rows import table
from wellsourced.steps.undecided import speaking
from wellsourced.steps.weigh import Finding
from wellsourced.text.names import names

__all__ = ["agency_words", "assemble", "known_places", "pieces"]

COUNTRY = "US"
AT_HAND = 0.3
"""How much a casebook's note bears on a claim of its matter that did not find it."""


def _elsewhere(claim: Claim, passage: Passage, inquiry: Inquiry) -> bool:
    """Whether a passage speaks of another place, another level of law or another agency than asked."""
    if (
        claim.authority is not None
        and passage.note is not None
        and passage.note.authority is not claim.authority
    ):
        return True
    if claim.author is not None and not _names_author_or_speaks_generally(claim, passage):
        return True
    if inquiry.agency and passage.scope.parties and inquiry.agency not in passage.scope.parties:
        return True
    asked = claim.scope.place or inquiry.place
    return place_relation(passage.scope.place, asked) is Relation.DISJOINT


def _names_author_or_speaks_generally(claim: Claim, passage: Passage) -> bool:
    """A page on what one court or officer said is about them and about the law for all, not about others."""
    wanted = {name.norm for name in names(claim.author or "")}
    present = {name.norm for name in names(passage.text)}
    note = passage.note
    return bool(wanted & present) or (note is not None and note.authority is Authority.FEDERAL)


def _stances(evidence: Iterable[Evidence]) -> dict[str, dict[str, Stance]]:
    by_passage: dict[str, dict[str, Stance]] = {}
    for item in evidence:
        if item.stance is not Stance.NEUTRAL:
            by_passage.setdefault(item.passage, {})[item.quote] = item.stance
    return by_passage


def pieces(
    findings: Sequence[Finding], inquiry: Inquiry, view: View, speaking: Sequence[Matter]
) -> tuple[Piece, ...]:
    """The sentences of every passage that bears on a claim, best first, each passage once.

    A casebook whose matter is asked about lends all its notes on the place asked about, the found ones
    first: what a page must tell of a matter need not share the words of the question. Their sentences
    that only introduce a rule are left out.
    """
    read: dict[str, list[Piece]] = {}
    background = [pattern for matter in speaking for pattern in matter.background]
    focus = [words for matter in speaking for words in _objects_asked(matter, inquiry.text)]
    for finding in findings:
        stances = _stances(finding.evidence)
        notes = [
            (passage, AT_HAND)
            for matter in speaking
            if _is_about(matter, finding.claim.text, inquiry.text)
            for passage in matter.casebook.passages
            if holds(view, passage.id)
        ]
        for passage, relevance in (*((hit.passage, score) for hit, score in finding.hits), *notes):
            if passage.id not in read and not _elsewhere(finding.claim, passage, inquiry):
                told = pieces_of(passage, view.source_of(passage), relevance, stances.get(passage.id, {}))
                read[passage.id] = [
                    piece
                    for piece in told
                    if passage.note is None
                    or piece.stance is not Stance.NEUTRAL
                    or (not _matches(background, piece.text) and _is_in_focus(piece, focus))
                ]
    return tuple(sorted((piece for group in read.values() for piece in group), key=lambda p: -p.merit))


def _undecided(
    findings: Sequence[Finding], judged: Sequence[Judged], inquiry: Inquiry, view: View
) -> tuple[Piece, ...]:
    """Sentences that speak of a claim and take no side: by turns against its verdict and for it.

    A verdict that stands is only set beside what seems to speak against it. On each side the one whose
    source came later into the library is first; of those that say the very same, the first that did.
    """
    sides: dict[bool, dict[str, tuple[float, Piece]]] = {True: {}, False: {}}
    for finding, item in zip(findings, judged, strict=True):
        label = item.verdict.label
        for one in speaking(finding, view):
            against = one.is_against(label)
            if not (against or label is Label.NOT_ENOUGH_EVIDENCE) or _elsewhere(
                finding.claim, one.passage, inquiry
            ):
                continue
            source = view.source_of(one.passage)
            since = _first_captured(one.passage, view)
            told, side = as_read(one.quote), sides[against]
            if told not in side or since < side[told][0]:
                piece = Piece(text=one.quote, passage=one.passage, source=source, relevance=one.shared)
                side[told] = (since, piece)
    ordered = [sorted(side.values(), key=_latest_first) for side in sides.values()]
    return tuple(one[1] for pair in zip_longest(*ordered) for one in pair if one is not None)


def _first_captured(passage: Passage, view: View) -> float:
    """When the passage's source was first captured, as a POSIX time; on the day asked about, or after it."""
    moments = [capture.captured_at for capture in view.captures(view.source_of(passage).id)]
    return min(moments, default=view.snapshot_of(passage).captured_at).timestamp()


def _latest_first(one: tuple[float, Piece]) -> tuple[float, float, str]:
    since, piece = one
    return -since, -piece.relevance, piece.passage.id


def _matches(patterns: Sequence[str], text: str) -> bool:
    return any(re.search(pattern, text) for pattern in patterns)


def _is_about(matter: Matter, *texts: str) -> bool:
    """Whether a question is of the matter, and not only of an event that its notes tell of."""
    return any(asked_actions(matter, text) or _objects_asked(matter, text) for text in texts)


def _objects_asked(matter: Matter, text: str) -> list[Sequence[str]]:
    """The words for what the question is about, where it names an action of the matter."""
    return [act.objects for act in matter.vocabulary.actions.values() if _mentions(act.objects, text)]


def _is_in_focus(piece: Piece, focus: Sequence[Sequence[str]]) -> bool:
    """Whether a note's sentence speaks of what is asked about."""
    return not focus or any(_mentions(f, piece.text) for f in focus)


def _mentions(objects: Sequence[str], text: str) -> bool:
    return any(word.lower() in text.lower() for word in objects)


def _unknowns(matter: Matter, findings: Sequence[Finding], inquiry: Inquiry) -> list[Unknown]:
    """What the casebook does not know of the place asked about, the general before the particular."""
    asked = places_asked(findings, inquiry)
    federal_only = all(f.claim.authority is Authority.FEDERAL for f in findings)
    open_rows = [
        row
        for row in matter.casebook.unknown_rows
        if row.since <= inquiry.on
        and bears_on(row.place, asked)
        and not (federal_only and row.place != COUNTRY)
    ]
    if {None, COUNTRY} & set(asked):
        return [Unknown(text=row.text, origin=row.origin) for row in _general_first(open_rows)]
    return [Unknown(text=row.text, origin=row.origin) for row in open_rows if row.place != COUNTRY]


def _general_first(rows: Sequence[UnknownRow]) -> list[UnknownRow]:
    return sorted(rows, key=lambda row: row.place != COUNTRY)


def _is_of(matter: Matter, findings: Sequence[Finding]) -> bool:
    """Whether a claim is of the casebook's matter: it names one of its actions, or its notes take a side."""
    sided = {e.passage for f in findings for e in f.evidence if e.stance is not Stance.NEUTRAL}
    if any(passage.id in sided for passage in matter.casebook.passages):
        return True
    return any(asked_actions(matter, finding.claim.text) for finding in findings)


def known_places(matters: Iterable[Matter]) -> tuple[str, ...]:
    """The codes of the places the casebooks speak of: a bare name means one of them first."""
    return tuple(dict.fromkeys(code for matter in matters for code in matter.casebook.place_names))


def agency_words(matters: Iterable[Matter]) -> dict[str, Sequence[str]]:
    """The casebooks' agencies by code, with the words that name them in any of them."""
    named: dict[str, dict[str, None]] = {}
    for matter in matters:
        for code, name in matter.casebook.agencies.items():
            named.setdefault(code, {})[name] = None
    return {code: tuple(names) for code, names in named.items()}


def assemble(  # noqa: PLR0913 - a case is made of all that was found
    inquiry: Inquiry,
    findings: Sequence[Finding],
    judged: Sequence[Judged],
    log: Sequence[SearchLogEntry],
    view: View,
    matters: Sequence[Matter],
) -> Case:
    """What the composer may use. A casebook speaks only on claims of its matter."""
    speaking = [matter for matter in matters if _is_of(matter, findings)]
    silent = {m.casebook.document.id for m in matters if m not in speaking}
    found = [p for p in pieces(findings, inquiry, view, speaking) if p.passage.document not in silent]
    shown = {passage_id: rank for rank, passage_id in enumerate(dict.fromkeys(p.passage.id for p in found))}
    asked = [RulesAsked.of(matter, findings, inquiry, view) for matter in speaking]
    return Case(
        inquiry=inquiry,
        judged=tuple(judged),
        pieces=tuple(found),
        provisions=tuple(rule for one in asked for rule in table(one, shown)),
        resolutions=tuple(found for one in asked for found in resolutions(one)),
        facets=tuple(facet for matter in speaking for facet in matter.facets),
        unknowns=tuple(u for matter in speaking for u in _unknowns(matter, findings, inquiry)),
        topics={name: terms for matter in speaking for name, terms in matter.topics.items()},
        actions={a.code: (a.infinitive, a.gerund) for m in speaking for a in m.casebook.actions},
        agencies={code: name for matter in speaking for code, name in matter.casebook.agencies.items()},
        search_log=tuple(log),
        leads=tuple(dict.fromkeys(lead for finding in findings for lead in finding.leads)),
        circles=joined(circle for item in judged for circle in item.circles),
        undecided=_undecided(findings, judged, inquiry, view),
    )
