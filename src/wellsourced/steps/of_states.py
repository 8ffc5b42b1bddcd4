"""A claim of all States, of none or of some, held against each State's rules: one decides it.

"No State requires it" falls with the first State that does, and "some State requires it" stands by it.
That no rule we hold is so bears nothing out, and refutes nothing: a State may have one that we do not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from wellsourced.model.claims import Claim, Evidence, Inquiry, Stance, Tier
from wellsourced.ports import Hit, View
from wellsourced.rules.gazetteer import printed
from wellsourced.rules.places import places_in
from wellsourced.steps.bearing import asks_of_rules
from wellsourced.steps.heeding import RuleTold, rules_told
from wellsourced.steps.matter import Matter, asked_actions
from wellsourced.steps.resolving import RulesAsked, is_place, states
from wellsourced.steps.retrieve import ENOUGH
from wellsourced.steps.weigh import Finding, unheard
from wellsourced.text.verbs import base_of, third_person

__all__ = ["heed_states"]

MOST = 3
"""States that are told of: one decides, and more show that it is no slip."""
COUNTED_STATES = "the rule that decides in one State"

_STATE = r"(?:U\.?S\.? )?[Ss]tates?(?:[’']s?)?(?: laws?| statutes?)?"
_NONE = re.compile(rf"^(?:No {_STATE}|There (?:is|are) no {_STATE} (?:that|which|to)) (?P<rest>.+)$")
_EVERY = re.compile(rf"^(?:Every|Each|All(?: of)?(?: the)?(?: 50| fifty)?) {_STATE} (?P<rest>.+)$")
_ONLY = re.compile(
    rf"^(?P<but>[A-Z].{{2,60}}?) (?:is|are) (?:still )?the only (?:\w+ )?{_STATE}"
    r" (?:that|which|to) (?P<rest>.+)$"
    r"|^Only (?P<these>[A-Z].{2,60}?) "
    r"(?P<all>(?:require|mandate|oblige|order|bar|ban|forbid|prohibit|let|allow|permit)s? .+)$"
)


_SOME = re.compile(rf"^(?:Some|At least one|One or more|A) {_STATE} (?P<rest>.+)$")


class _Kind(StrEnum):
    NONE = "none"
    EVERY = "every"
    SOME = "some"


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfStates:
    """A claim of every State, of some, or of none but the `exempt`; `rest` is what it says of each."""

    kind: _Kind
    rest: str
    exempt: frozenset[str] = frozenset()

    @property
    def telling(self) -> Stance:
        """What the rule of a State that decides the claim says of it on that State alone."""
        return Stance.REFUTES if self.kind is _Kind.EVERY else Stance.SUPPORTS

    @property
    def told(self) -> Stance:
        """What such a rule says of the claim."""
        return Stance.SUPPORTS if self.kind is _Kind.SOME else Stance.REFUTES

    def of(self, place: str) -> str:
        """The claim on one State: 'Texas bars police from it'."""
        verb, _, objects = self.rest.partition(" ")
        return f"{printed(place)} {third_person(base_of(verb.lower()) or verb)} {objects}"


def heed_states(finding: Finding, inquiry: Inquiry, view: View, matters: Sequence[Matter]) -> Finding:
    """The finding with the States whose rules decide a claim of every State, of none or of some.

    Else no rule is heard: that of one State is one of many, and what federal law leaves open some close.
    """
    read = _read(finding.claim.text)
    if read is None or finding.topic is not None or not _asks_beyond(read, finding.claim, inquiry):
        return finding
    one_by_one = {place: _alone(finding.claim, read, place) for place in states()}
    if not any(asks_of_rules(one, m.vocabulary) for m in matters for one in one_by_one.values()):
        return finding
    found = [
        told for matter in matters for told in _deciding(finding, read, one_by_one, matter, inquiry, view)
    ][:MOST]
    # "Texas is the only State" names one and is of all.
    claim = replace(finding.claim, scope=replace(finding.claim.scope, place=None))
    said = (replace(item, claim=claim.id) for item in finding.evidence)
    kept = tuple(unheard(item) if item.tier is Tier.NORM else item for item in said)
    near = {hit.passage.id for hit, _ in finding.hits}
    hits = (Hit(passage=told.passage, score=0.0) for told in found if told.passage.id not in near)
    return replace(
        finding,
        claim=claim,
        evidence=(*kept, *(_evidence(claim, told, read.told) for told in found)),
        hits=(*finding.hits, *((hit, ENOUGH) for hit in hits)),
    )


def _read(text: str) -> _OfStates | None:
    none, every, only, some = (form.match(text) for form in (_NONE, _EVERY, _ONLY, _SOME))
    if none is not None:
        return _OfStates(kind=_Kind.NONE, rest=none["rest"])
    if every is not None:
        return _OfStates(kind=_Kind.EVERY, rest=every["rest"])
    if some is not None:
        return _OfStates(kind=_Kind.SOME, rest=some["rest"])
    if only is not None:
        named = frozenset(code for _, _, code in places_in(only["but"] or only["these"]))
        if named and named <= set(states()):
            return _OfStates(kind=_Kind.NONE, rest=only["rest"] or only["all"], exempt=named)
    return None


def _asks_beyond(read: _OfStates, claim: Claim, inquiry: Inquiry) -> bool:
    """Whether it is asked for all States: for one place only where that is the one said to be alone."""
    place = claim.scope.place or inquiry.place
    return not is_place(place) or place in read.exempt


def _alone(claim: Claim, read: _OfStates, place: str) -> Claim:
    return replace(claim, text=read.of(place), scope=replace(claim.scope, place=place))


def _deciding(  # noqa: PLR0913 - a rule is looked up for a claim, in a place, in a casebook, on a day
    finding: Finding,
    read: _OfStates,
    one_by_one: dict[str, Claim],
    matter: Matter,
    inquiry: Inquiry,
    view: View,
) -> Iterator[RuleTold]:
    """The rules that decide in States whose law decides the claim."""
    if not asked_actions(matter, finding.claim.text):
        return
    asked = RulesAsked.of(matter, [finding], inquiry, view)
    for place, claim in one_by_one.items():
        if place in read.exempt or not asks_of_rules(claim, matter.vocabulary):
            continue
        told = rules_told(claim, asked.rules_in(place), matter.vocabulary, view)
        deciding = next((one for one in told if one.stances == (read.telling,)), None)
        if deciding is not None:
            yield deciding


def _evidence(claim: Claim, told: RuleTold, stance: Stance) -> Evidence:
    return replace(told.evidence(claim, stance), why=COUNTED_STATES)
