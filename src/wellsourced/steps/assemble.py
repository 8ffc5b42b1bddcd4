"""From findings to the case a page is written from: relevant sentences, rules that bear, what is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from wellsourced.model.claims import Claim, Evidence, Inquiry, Stance
from wellsourced.model.provisions import Provision
from wellsourced.model.reports import SearchLogEntry
from wellsourced.model.scope import Relation, place_relation
from wellsourced.model.sources import Passage
from wellsourced.ports import View
from wellsourced.steps.compose.case import Case, Judged, Piece, pieces_of
from wellsourced.steps.matter import Matter, asked_actions
from wellsourced.steps.weigh import Finding

__all__ = ["agency_words", "assemble", "pieces"]


def _elsewhere(claim: Claim, passage: Passage, inquiry: Inquiry) -> bool:
    """Whether a passage speaks of another place, another level of law or another agency than asked."""
    if (
        claim.authority is not None
        and passage.note is not None
        and passage.note.authority is not claim.authority
    ):
        return True
    if inquiry.agency and passage.scope.parties and inquiry.agency not in passage.scope.parties:
        return True
    asked = claim.scope.place or inquiry.place
    return place_relation(passage.scope.place, asked) is Relation.DISJOINT


def _stances(evidence: Iterable[Evidence]) -> dict[str, dict[str, Stance]]:
    by_passage: dict[str, dict[str, Stance]] = {}
    for item in evidence:
        if item.stance is not Stance.NEUTRAL:
            by_passage.setdefault(item.passage, {})[item.quote] = item.stance
    return by_passage


def pieces(
    findings: Sequence[Finding], inquiry: Inquiry, view: View, background: Sequence[str] = ()
) -> tuple[Piece, ...]:
    """The sentences of every relevant passage, best first, each passage once.

    A casebook's `background` sentences, which only introduce a rule, are left out.
    """
    found: dict[str, list[Piece]] = {}
    for finding in findings:
        stances = _stances(finding.evidence)
        for hit, relevance in finding.hits:
            passage = hit.passage
            if passage.id in found or _elsewhere(finding.claim, passage, inquiry):
                continue
            source = view.source_of(passage)
            read = pieces_of(passage, source, relevance, stances.get(passage.id, {}))
            found[passage.id] = [
                p
                for p in read
                if passage.note is None or not any(re.search(pattern, p.text) for pattern in background)
            ]
    return tuple(sorted((p for group in found.values() for p in group), key=lambda p: -p.merit))


def _rules(
    matter: Matter, findings: Sequence[Finding], inquiry: Inquiry, shown: Mapping[str, int]
) -> list[Provision]:
    """The rules on the actions, place and agency asked about; those of passages found first."""
    actions = frozenset(a for finding in findings for a in asked_actions(matter, finding.claim.text))
    place = next((f.claim.scope.place for f in findings if f.claim.scope.place), None) or inquiry.place
    bearing = [
        p
        for p in matter.casebook.provisions(inquiry.on)
        if p.subject in actions
        and place_relation(p.place, place) is not Relation.DISJOINT
        and (inquiry.agency is None or p.agency == inquiry.agency)
    ]

    def rank(provision: Provision) -> tuple[int, str, str, str]:
        best = min((shown.get(passage, len(shown)) for passage in provision.passages), default=len(shown))
        return best, provision.place, provision.subject, provision.agency

    return sorted(bearing, key=rank)


def agency_words(matters: Iterable[Matter]) -> dict[str, Sequence[str]]:
    """The casebooks' agencies by code, with the words that name them."""
    return {code: (name,) for matter in matters for code, name in matter.casebook.agencies.items()}


def assemble(  # noqa: PLR0913 - a case is made of all that was found
    inquiry: Inquiry,
    findings: Sequence[Finding],
    judged: Sequence[Judged],
    log: Sequence[SearchLogEntry],
    view: View,
    matters: Sequence[Matter],
) -> Case:
    """What the composer may use. A casebook speaks on a page only where passages of it were found."""
    background = [pattern for matter in matters for pattern in matter.background]
    found = pieces(findings, inquiry, view, background)
    shown = {passage_id: rank for rank, passage_id in enumerate(dict.fromkeys(p.passage.id for p in found))}
    speaking = [m for m in matters if any(passage.id in shown for passage in m.casebook.passages)]
    return Case(
        inquiry=inquiry,
        judged=tuple(judged),
        pieces=found,
        provisions=tuple(rule for matter in speaking for rule in _rules(matter, findings, inquiry, shown)),
        facets=tuple(facet for matter in speaking for facet in matter.facets),
        unknowns=tuple(unknown for matter in speaking for unknown in matter.casebook.unknowns(inquiry.on)),
        topics={name: terms for matter in speaking for name, terms in matter.topics.items()},
        actions={a.code: (a.infinitive, a.gerund) for m in speaking for a in m.casebook.actions},
        agencies={code: name for matter in speaking for code, name in matter.casebook.agencies.items()},
        search_log=tuple(log),
    )
