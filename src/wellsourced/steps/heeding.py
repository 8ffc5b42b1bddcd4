"""A claim of duty or permission in one place, by what all the rules there come to.

One row may say "must" where another, of the same place or above it, leaves that in doubt: what its note
says is then no answer. So where a claim asks what holds in a place, the notes of its casebook are heard
through `rules.engine`: the rule that decides speaks, in the sentence of its note that says so; those it
displaces, or that are in doubt, do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wellsourced.model.claims import Claim, Evidence, Inquiry, Stance, Tier
from wellsourced.model.provisions import DECIDED, ResolvedRule, RuleValue
from wellsourced.model.scope import Relation, place_relation
from wellsourced.model.sources import Passage
from wellsourced.ports import Hit, View
from wellsourced.steps.bearing import NORM_SCORE, asks_of_rules, rule_stance
from wellsourced.steps.matter import Matter
from wellsourced.steps.norm_words import MAY, MUST, MUST_NOT, Worlds
from wellsourced.steps.norms import Norm, Vocabulary, norms
from wellsourced.steps.resolving import RulesAsked, is_place
from wellsourced.steps.retrieve import ENOUGH
from wellsourced.steps.weigh import Finding, unheard
from wellsourced.text.sentences import sentences

__all__ = ["heed_rules"]

_WORLDS = {RuleValue.MUST: MUST, RuleValue.MAY: MAY, RuleValue.MUST_NOT: MUST_NOT}
"""What a value leaves open. `may` says that it is allowed, and not that it need not be done."""
BOTH = (Stance.SUPPORTS, Stance.REFUTES)
DECIDES = "the rule that decides there"
ON_BOTH_SIDES = "the rule that decides there, in some cases or if it holds"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a rule that decides says of the claim: the sentence of its note, and the sides it takes."""

    rule: ResolvedRule
    passage: Passage
    quote: str
    stances: tuple[Stance, ...]

    @property
    def case(self) -> str:
        """The agency and the kind of act it holds for."""
        return f"{self.rule.agency} {self.rule.action}"


def heed_rules(finding: Finding, inquiry: Inquiry, view: View, matters: Sequence[Matter]) -> Finding:
    """The finding with its casebooks' notes heard as the rules of the claim's place come to."""
    place = finding.claim.scope.place or inquiry.place
    if finding.topic is not None or not is_place(place):
        return finding
    for matter in matters:
        if asks_of_rules(finding.claim, matter.vocabulary):
            asked = RulesAsked.of(matter, [finding], inquiry, view)
            if asked.actions:
                finding = _heeded(finding, matter, asked, place, view)
    return finding


def _heeded(finding: Finding, matter: Matter, asked: RulesAsked, place: str, view: View) -> Finding:
    rules = asked.rules_in(place)
    told = list(_told(finding.claim, rules, matter.vocabulary, view))
    doubtful = [rule for rule in rules if rule.action == rules[0].action and _is_in_doubt(rule)]
    if not told and (not doubtful or _on_both_sides(finding.evidence)):
        return finding
    if doubtful:
        # What decides, decides for some of the agencies asked about only.
        told = [replace(one, stances=BOTH) for one in (*told, *_doubted(finding, doubtful, asked))]
    weighed = {note.id for note in matter.casebook.passages if _is_over(note.scope.place, place)}
    weighed |= {one.passage.id for one in told}
    kept = (
        unheard(item) if item.tier is Tier.NORM and item.passage in weighed else item
        for item in finding.evidence
    )
    near = {hit.passage.id for hit, _ in finding.hits}
    found = (Hit(passage=one.passage, score=0.0) for one in told if one.passage.id not in near)
    return replace(
        finding,
        evidence=(*kept, *(item for one in told for item in _evidence(finding.claim, one))),
        hits=(*finding.hits, *((hit, ENOUGH) for hit in found)),
    )


def _is_in_doubt(rule: ResolvedRule) -> bool:
    return rule.value is RuleValue.UNRESOLVED and rule.met is None


def _doubted(finding: Finding, rules: Iterable[ResolvedRule], asked: RulesAsked) -> Iterator[_Told]:
    """What notes on the law in doubt say of the claim: no more than that it may hold."""
    said = {item.passage: item for item in finding.evidence if item.tier is Tier.NORM and _takes_a_side(item)}
    of_place = {asked.rows[rule.instrument_id].place: rule for rule in rules if rule.instrument_id}
    for note in asked.casebook.passages:
        rule = of_place.get(note.scope.place or "")
        if rule is not None and note.id in said:
            yield _Told(rule=rule, passage=note, quote=said[note.id].quote, stances=BOTH)


def _takes_a_side(item: Evidence) -> bool:
    return item.stance is not Stance.NEUTRAL


def _is_over(place: str | None, asked: str) -> bool:
    """Whether the engine has weighed a place's rules; those of places inside are exceptions of their own."""
    return place_relation(place, asked) in (Relation.EQUAL, Relation.WIDER)


def _told(claim: Claim, rules: Iterable[ResolvedRule], vocabulary: Vocabulary, view: View) -> Iterator[_Told]:
    """What each rule says that takes a side; what one note says for several agencies or acts, once."""
    seen = set()
    for rule in rules:
        stances = _stances(claim, rule, vocabulary)
        if not stances or not rule.passages or (rule.passages[0], stances) in seen:
            continue
        passage = view.passage(rule.passages[0])
        quote = _quote(rule, passage, vocabulary)
        if quote is not None:
            seen.add((passage.id, stances))
            yield _Told(rule=rule, passage=passage, quote=quote, stances=stances)


def _stances(claim: Claim, rule: ResolvedRule, vocabulary: Vocabulary) -> tuple[Stance, ...]:
    """The sides a rule takes: both where it hangs on what the claim does not say."""
    value = rule.value if rule.value in DECIDED else rule.met
    if value is None:
        return ()
    stance = rule_stance(claim, _norm(rule, value), vocabulary)
    if stance is None:
        return ()
    depends = stance is Stance.NEUTRAL or rule.value not in DECIDED
    return BOTH if depends else (stance,)


def _norm(rule: ResolvedRule, value: RuleValue) -> Norm:
    return Norm(
        worlds=_WORLDS.get(value, MAY),
        actions=frozenset({rule.action}),
        quote="",
        parties=frozenset({rule.agency}),
        only_with=value not in _WORLDS,
    )


def _quote(rule: ResolvedRule, passage: Passage, vocabulary: Vocabulary) -> str | None:
    """The sentence of the rule's note that says what it comes to; the last, where notes state their rules."""
    value = rule.value if rule.value in DECIDED else rule.met
    worlds: Worlds | None = _WORLDS.get(value) if value is not None else None
    stated = [passage.text[start:end] for start, end in sentences(passage.text)]
    for sentence in reversed(stated):
        for norm in norms(sentence, vocabulary):
            binds = not norm.parties or rule.agency in norm.parties
            says = norm.only_with if worlds is None else norm.worlds <= worlds
            if rule.action in norm.actions and binds and says:
                return sentence
    return None


def _on_both_sides(evidence: Iterable[Evidence]) -> bool:
    return set(BOTH) <= {item.stance for item in evidence}


def _evidence(claim: Claim, told: _Told) -> Iterator[Evidence]:
    for stance in told.stances:
        yield Evidence(
            claim=claim.id,
            passage=told.passage.id,
            quote=told.quote,
            stance=stance,
            score=NORM_SCORE,
            tier=Tier.NORM,
            verifier="rules",
            why=DECIDES if len(told.stances) == 1 else ON_BOTH_SIDES,
            case=told.case,
        )
