"""A claim of duty or permission in one place, by what all the rules there come to.

One row may say "must" where another, of the same place or above it, leaves that in doubt: what its note
says is then no answer. So where a claim asks what holds in a place, the notes of its casebook are heard
through `rules.engine`: the rule that decides speaks, in the sentence of its note that says so; those it
displaces, or that are in doubt, do not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wellsourced.model.claims import Claim, Evidence, Inquiry, Stance, Tier
from wellsourced.model.provisions import DECIDED, ResolvedRule, RuleValue
from wellsourced.model.scope import Relation, place_relation
from wellsourced.model.sources import Passage
from wellsourced.ports import Hit, View
from wellsourced.rules.instruments import VALUES
from wellsourced.steps.bearing import NORM_SCORE, asks_of_rules, rule_stance
from wellsourced.steps.matter import Matter
from wellsourced.steps.norm_words import MAY, MUST, MUST_NOT
from wellsourced.steps.norms import Norm, Vocabulary, norms
from wellsourced.steps.resolving import RulesAsked, is_place
from wellsourced.steps.retrieve import ENOUGH
from wellsourced.steps.weigh import Finding, unheard
from wellsourced.text.sentences import sentences

__all__ = ["RuleTold", "heed_rules", "rules_told"]

_WORLDS = {RuleValue.MUST: MUST, RuleValue.MAY: MAY, RuleValue.MUST_NOT: MUST_NOT}
"""What a value leaves open. `may` says that it is allowed, and not that it need not be done."""
BOTH = (Stance.SUPPORTS, Stance.REFUTES)
IN_A_PART = "a place inside it has this rule, which leaves the rest open"
_OTHER = {Stance.SUPPORTS: Stance.REFUTES, Stance.REFUTES: Stance.SUPPORTS}
DECIDES = "the rule that decides there"
ON_BOTH_SIDES = "the rule that decides there, in some cases or if it holds"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTold:
    """What a rule that decides says of the claim: the sentence of its note, and the sides it takes."""

    rule: ResolvedRule
    passage: Passage
    quote: str
    stances: tuple[Stance, ...]

    @property
    def case(self) -> str:
        """The agency and the kind of act it holds for."""
        return f"{self.rule.agency} {self.rule.action}"

    def evidence(self, claim: Claim, stance: Stance) -> Evidence:
        """What it says of a claim, as evidence on one side."""
        return Evidence(
            claim=claim.id,
            passage=self.passage.id,
            quote=self.quote,
            stance=stance,
            score=NORM_SCORE,
            tier=Tier.NORM,
            verifier="rules",
            why=DECIDES if len(self.stances) == 1 else ON_BOTH_SIDES,
            case=self.case,
        )


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
    told = list(rules_told(finding.claim, rules, matter.vocabulary, view))
    doubtful = [rule for rule in rules if rule.action == rules[0].action and rule.in_doubt]
    if not told and _on_both_sides(finding.evidence):
        return finding
    if doubtful:
        # What decides, decides for some of the agencies asked about only.
        told = [replace(one, stances=BOTH) for one in (*told, *_doubted(finding, doubtful, asked))]
    over = [note for note in matter.casebook.passages if _is_over(note.scope.place, place)]
    cited = {passage for rule in rules for passage in rule.passages}
    weighed = {n.id for n in over if told or doubtful or (_rules_on(n, asked) and n.id not in cited)}
    weighed |= {one.passage.id for one in told}
    kept = [
        unheard(item) if item.tier is Tier.NORM and item.passage in weighed else item
        for item in finding.evidence
    ]
    if not told:
        inside = {note.id for note in matter.casebook.passages if _is_inside(note.scope.place, place)}
        kept = [one for item in kept for one in _of_a_part(item, inside)]
    near = {hit.passage.id for hit, _ in finding.hits}
    found = (Hit(passage=one.passage, score=0.0) for one in told if one.passage.id not in near)
    return replace(
        finding,
        evidence=(*kept, *(one.evidence(finding.claim, stance) for one in told for stance in one.stances)),
        hits=(*finding.hits, *((hit, ENOUGH) for hit in found)),
    )


def _rules_on(note: Passage, asked: RulesAsked) -> bool:
    """Whether a note is of a row that the engine has weighed, and that does not bind who is asked about."""
    row = asked.rows.get(note.note.instrument or "") if note.note else None
    return row is not None and any(VALUES.get(row.actions.get(action, "")) for action in asked.actions)


def _of_a_part(item: Evidence, inside: Collection[str]) -> Iterator[Evidence]:
    """What holds in a part of a place holds there and leaves the rest open."""
    yield item
    if item.tier is Tier.NORM and item.passage in inside and item.stance is not Stance.NEUTRAL:
        yield replace(item, stance=_OTHER[item.stance], why=IN_A_PART)


def _doubted(finding: Finding, rules: Iterable[ResolvedRule], asked: RulesAsked) -> Iterator[RuleTold]:
    """What notes on the law in doubt say of the claim: no more than that it may hold."""
    said = {item.passage: item for item in finding.evidence if item.tier is Tier.NORM and _takes_a_side(item)}
    of_place = {asked.rows[rule.instrument_id].place: rule for rule in rules if rule.instrument_id}
    for note in asked.casebook.passages:
        rule = of_place.get(note.scope.place or "")
        if rule is not None and note.id in said:
            yield RuleTold(rule=rule, passage=note, quote=said[note.id].quote, stances=BOTH)


def _takes_a_side(item: Evidence) -> bool:
    return item.stance is not Stance.NEUTRAL


def _is_over(place: str | None, asked: str) -> bool:
    """Whether the engine has weighed a place's rules; those of places inside are exceptions of their own."""
    return place_relation(place, asked) in (Relation.EQUAL, Relation.WIDER)


def _is_inside(place: str | None, asked: str) -> bool:
    return place_relation(place, asked) is Relation.NARROWER


def rules_told(
    claim: Claim, rules: Iterable[ResolvedRule], vocabulary: Vocabulary, view: View
) -> Iterator[RuleTold]:
    """What each rule says that takes a side; what one note says for several agencies or acts, once."""
    seen = set()
    for rule in rules:
        value = rule.value if rule.value in DECIDED else rule.met
        if value is None or not rule.passages:
            continue
        norm = _norm(rule, value)
        stances = _stances(claim, norm, vocabulary, depends=rule.value not in DECIDED)
        passage = view.passage(rule.passages[0])
        quote = _quote(norm, passage, vocabulary)
        if stances and quote is not None and (passage.id, stances) not in seen:
            seen.add((passage.id, stances))
            yield RuleTold(rule=rule, passage=passage, quote=quote, stances=stances)


def _norm(rule: ResolvedRule, value: RuleValue) -> Norm:
    """The value of a rule as a sentence of its note would say it."""
    return Norm(
        worlds=_WORLDS.get(value, MAY),
        actions=frozenset({rule.action}),
        quote="",
        parties=frozenset({rule.agency}),
        only_with=value not in _WORLDS,
    )


def _stances(claim: Claim, norm: Norm, vocabulary: Vocabulary, *, depends: bool) -> tuple[Stance, ...]:
    """The sides a norm takes: both where it hangs on what the claim does not say."""
    stance = rule_stance(claim, norm, vocabulary)
    if stance is None:
        return ()
    return BOTH if depends or stance is Stance.NEUTRAL else (stance,)


def _quote(norm: Norm, passage: Passage, vocabulary: Vocabulary) -> str | None:
    """The sentence of a rule's note that states the norm; the last, as notes end with their rules.

    One that names whom it binds comes before one that names nobody.
    """
    unnamed = None
    for start, end in reversed(list(sentences(passage.text))):
        for one in norms(passage.text[start:end], vocabulary):
            says = one.worlds <= norm.worlds or (one.only_with and norm.only_with)
            if says and one.actions & norm.actions:
                if one.parties & norm.parties:
                    return passage.text[start:end]
                if not one.parties:
                    unnamed = unnamed or passage.text[start:end]
    return unnamed


def _on_both_sides(evidence: Iterable[Evidence]) -> bool:
    return set(BOTH) <= {item.stance for item in evidence}
