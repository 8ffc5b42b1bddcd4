"""What a casebook's rules come to where the question is asked: the table, the states, one place.

`rules.engine` answers; here its answers get the notes that carry them. A rule counts only if the view
holds its note, so that a page as of a day tells no rule that was published later; and no value is told
that no note in view carries, or that a rule known today would overturn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from wellsourced.model.claims import Inquiry
from wellsourced.model.provisions import (
    DECIDED,
    DisplacedRule,
    Paper,
    Resolution,
    ResolvedRule,
    RuleValue,
)
from wellsourced.model.scope import Relation, place_relation
from wellsourced.model.sources import Authority
from wellsourced.ports import View
from wellsourced.rules.casebook import LoadedCasebook
from wellsourced.rules.chain import chain_of
from wellsourced.rules.engine import Answer, resolve
from wellsourced.rules.gazetteer import gazetteer, printed
from wellsourced.rules.instruments import Instrument, Needs
from wellsourced.rules.papers import paper_phrase
from wellsourced.rules.situation import Situation
from wellsourced.steps.matter import Matter, asked_actions
from wellsourced.steps.norms import parties_in
from wellsourced.steps.weigh import Finding

__all__ = ["RulesAsked", "bears_on", "holds", "is_place", "places_asked", "resolutions", "states"]

COUNTRY = "US"
USUAL_AGENCY = "police"
"""Whose rule is mapped where a question names no agency and the casebook has this one."""
MOST_PASSAGES = 3
NOT_SHOWN = "A rule in doubt bears on this."
"""All that is said of rules without a note in view that leave an answer open."""


def holds(view: View, passage_id: str) -> bool:
    """Whether a view has a passage."""
    try:
        view.passage(passage_id)
    except KeyError:
        return False
    return True


def places_asked(findings: Sequence[Finding], inquiry: Inquiry) -> list[str | None]:
    """The places of the claims, or of the inquiry; `None` where it is of no place in particular."""
    return list(dict.fromkeys(f.claim.scope.place or inquiry.place for f in findings))


def is_place(place: str | None) -> TypeGuard[str]:
    """Whether it is a part of the country, and not all of it or any."""
    return place not in (None, COUNTRY)


def bears_on(place: str | None, asked: Sequence[str | None]) -> bool:
    """Whether what holds in a place may hold in one of those asked about."""
    return any(place_relation(place, one) is not Relation.DISJOINT for one in asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesAsked:
    """What is asked of one casebook, and its rules as far as the view shows them.

    `known` is the casebook without the rows whose note came later. `notes` maps rows to the notes in
    view, `agencies` are those to tell of, `agency` the one that comes first, `named` if it was asked for.
    """

    inquiry: Inquiry
    casebook: LoadedCasebook
    known: LoadedCasebook
    notes: Mapping[str, str]
    rows: Mapping[str, Instrument]
    actions: tuple[str, ...]
    agencies: tuple[str, ...]
    agency: str
    named: bool
    places: tuple[str | None, ...]
    federal_only: bool

    @classmethod
    def of(cls, matter: Matter, findings: Sequence[Finding], inquiry: Inquiry, view: View) -> RulesAsked:
        """Read it from the claims: their actions, agencies and places."""
        book = matter.casebook
        spoken = frozenset(a for finding in findings for a in asked_actions(matter, finding.claim.text))
        notes = {row.id: row.passage for row in book.instruments if row.passage is not None}
        held = {row: passage for row, passage in notes.items() if holds(view, passage)}
        in_view = tuple(row for row in book.instruments if row.id not in notes or row.id in held)
        wanted = {inquiry.agency} if inquiry.agency else _agencies_named(matter, findings)
        named = [code for code in book.agencies if code in wanted]
        usual = USUAL_AGENCY if USUAL_AGENCY in book.agencies else next(iter(book.agencies), "")
        return cls(
            inquiry=inquiry,
            casebook=book,
            known=book if len(in_view) == len(book.instruments) else replace(book, instruments=in_view),
            notes=held,
            rows={row.id: row for row in book.instruments},
            actions=tuple(action.code for action in book.actions if action.code in spoken),
            agencies=tuple(code for code in book.agencies if inquiry.agency in (None, code)),
            agency=named[0] if named else usual,
            named=bool(named),
            places=tuple(places_asked(findings, inquiry)),
            federal_only=all(f.claim.authority is Authority.FEDERAL for f in findings),
        )

    def answer(self, place: str, agency: str, action: str) -> Answer:
        """The engine's answer on what is in view; unresolved where rows out of view would change it."""
        asked = Situation(place=place, agency=agency, action=action)
        found = resolve(self.known, asked, self.inquiry.on)
        if self.known is self.casebook or found.value not in DECIDED:
            return found
        all_told = resolve(self.casebook, asked, self.inquiry.on)
        same = (all_told.value, all_told.needs) == (found.value, found.needs)
        return found if same else replace(found, value=RuleValue.UNRESOLVED, notes=())

    def rule(self, place: str, agency: str, action: str) -> ResolvedRule:
        """The answer with the note that decides it, or is first in doubt; nothing of what it displaced."""
        told = self.told(place, agency, action, self.answer(place, agency, action))
        return replace(told, passages=told.passages[:1] if told.instrument else ())

    def told(self, place: str, agency: str, action: str, found: Answer) -> ResolvedRule:
        """An answer with the notes that carry it."""
        carried = [one for one in found.because if one.instrument in self.notes]
        lead = next(iter(carried), None)
        value = found.value
        if value in DECIDED and (lead is None or lead is not found.because[0]):
            value = RuleValue.UNRESOLVED  # decided by a rule that no passage of the page could show
        settled = value in DECIDED
        ruled = lead is not None and value is not RuleValue.NOT_FOUND
        return ResolvedRule(
            place=place,
            place_name=self.place_name(place),
            agency=agency,
            action=action,
            value=value,
            since=self.rows[lead.instrument].since if settled and lead is not None else None,
            instrument=lead.name if ruled and lead is not None else "",
            instrument_id=lead.instrument if ruled and lead is not None else "",
            citation=lead.citation if ruled and lead is not None else "",
            passages=tuple(dict.fromkeys(self.notes[one.instrument] for one in carried))[:MOST_PASSAGES],
            needs=_needs_in_words(found.needs, self.casebook) if ruled else (),
        )

    def rule_here(self, place: str, agency: str, action: str) -> ResolvedRule:
        """The answer with its notes, what it displaced and what a reader should know beside it."""
        found = self.answer(place, agency, action)
        told = self.told(place, agency, action, found)
        unseen = [row.name for row in self.rows.values() if row.id not in self.notes]
        aside = tuple(
            DisplacedRule(instrument=self.rows[one.instrument].name, why=one.why, passage=note)
            for one in found.displaced
            if (note := self.notes.get(one.instrument)) and not any(name in one.why for name in unseen)
        )
        # Duties are law, and law is told on a page only in sentences that passed the gate.
        duties = {duty for one in found.because for duty in self.rows[one.instrument].duties}
        notes = [n for n in found.notes if n not in duties and not any(name in n for name in unseen)]
        doubts = [note for note in notes if told.instrument and note.startswith(told.instrument)]
        if told.value is RuleValue.UNRESOLVED and not doubts:
            notes.insert(0, NOT_SHOWN)
        return replace(
            told,
            displaced=aside,
            notes=tuple(notes),
            exceptions=self._exceptions(told, found),
            met=self._where_met(place, agency, action, found.needs) if told.needs else None,
        )

    def rules_in(self, place: str) -> tuple[ResolvedRule, ...]:
        """The answers for the actions asked about, in order, for the agencies told of."""
        return tuple(
            self.rule_here(place, agency, action)
            for action in self.actions
            for agency in self.agencies_for(action)
        )

    def agencies_for(self, action: str) -> tuple[str, ...]:
        """The agency named or else each, but only those that some rule on the action binds.

        "May police stop people from recording?" is of what people may do.
        """
        told = (self.agency,) if self.named else self.agencies
        rows = self.casebook.instruments
        bound = {one for row in rows for one in row.settles.get(action, ())}
        acting = tuple(agency for agency in told if agency in bound)
        return acting or tuple(agency for agency in self.casebook.agencies if agency in bound) or told

    def first_agency(self, action: str) -> str:
        """The one that comes first of them."""
        told = self.agencies_for(action)
        return self.agency if self.agency in told else told[0]

    def _exceptions(self, told: ResolvedRule, found: Answer) -> tuple[str, ...]:
        """The exceptions of a rule that decides, as far as notes in view carry the rules they are of."""
        if told.value not in DECIDED:
            return ()
        shown = [one.name for one in found.because if one.instrument in self.notes]
        return tuple(text for text in found.exceptions if any(text.startswith(name) for name in shown))

    def _where_met(self, place: str, agency: str, action: str, needs: Needs) -> RuleValue | None:
        """What holds with any one of the papers and any one of the grounds; None if that differs."""
        cases = (
            Situation(
                place=place,
                agency=agency,
                action=action,
                paper=paper,
                grounds=frozenset({ground} if ground else ()),
            )
            for paper in sorted(needs.papers) or [Paper.NONE.value]
            for ground in sorted(needs.grounds) or [""]
        )
        values = {resolve(self.casebook, case, self.inquiry.on).value for case in cases}
        (value,) = values if len(values) == 1 else (None,)
        return value if value in DECIDED else None

    def place_name(self, place: str) -> str:
        """How the casebook prints a place, else how the gazetteer does."""
        return self.casebook.place_names.get(place) or printed(place)


def _agencies_named(matter: Matter, findings: Sequence[Finding]) -> frozenset[str]:
    """The agencies that claims name in the casebook's words, else those they are known to be of."""
    claims = [finding.claim for finding in findings]
    named = frozenset(code for claim in claims for code in parties_in(claim.text, matter.vocabulary))
    return named or frozenset(code for claim in claims for code in claim.scope.parties)


def resolutions(asked: RulesAsked) -> tuple[Resolution, ...]:
    """What the rules come to: by state where the nation is asked about, and in each place that is."""
    if not asked.actions or not asked.agency:
        return ()
    here = [place for place in asked.places if is_place(place)]
    if here:
        return tuple(_in_place(asked, place) for place in here)
    if asked.federal_only:
        return ()
    action = asked.actions[0]
    agency = asked.first_agency(action)
    name = asked.casebook.agencies[agency]
    rules = tuple(asked.rule(place, agency, action) for place in states())
    return (Resolution(action=action, agency=agency, agency_name=name, named=asked.named, rules=rules),)


def _in_place(asked: RulesAsked, place: str) -> Resolution:
    agency = asked.first_agency(asked.actions[0])
    return Resolution(
        action=asked.actions[0],
        agency=agency,
        agency_name=asked.casebook.agencies[agency],
        named=asked.named,
        rules=asked.rules_in(place),
        place=place,
        place_name=asked.place_name(place),
        chain=_chain(asked, place),
    )


def _chain(asked: RulesAsked, place: str) -> tuple[str, ...]:
    """The governments over a place by name, narrowest first; those of one rank in one line."""
    state = asked.place_name("-".join(place.split("-")[:2]))
    ranks = (
        dict.fromkeys(asked.place_name(code).removesuffix(f", {state}") for code in sorted(group))
        for group in chain_of(place)
        if not any("circuit" in code for code in group)
    )
    return tuple(", ".join(names) for names in ranks)


def states() -> tuple[str, ...]:
    """The codes of the states, the District and the territories."""
    return tuple(f"US-{code}" for code in sorted(gazetteer().state_names))


def _needs_in_words(needs: Needs, book: LoadedCasebook) -> tuple[str, ...]:
    """What a permission asks for: its papers, then its grounds, each group as alternatives."""
    papers = [paper_phrase(code, book.papers) for code in sorted(needs.papers)]
    grounds = [book.grounds[code] for code in sorted(needs.grounds)]
    return tuple(" or ".join(group) for group in (papers, grounds) if group)
