"""What a draft on a casebook's matter leaves out: the states whose rules it never tells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from wellsourced.model.audits import Omission
from wellsourced.model.claims import Inquiry
from wellsourced.model.provisions import RuleValue
from wellsourced.ports import View
from wellsourced.render.words import joined
from wellsourced.steps.bearing import asks_of_rules
from wellsourced.steps.matter import Matter, asked_actions
from wellsourced.steps.resolving import RulesAsked, is_place, states
from wellsourced.steps.weigh import Finding
from wellsourced.text.wordlists import words

__all__ = ["omissions"]

FEWEST = 3
"""Claims of the matter from which a draft is taken to be about it."""
_TOLD = {
    RuleValue.MUST: "requires {who} to {do}",
    RuleValue.MUST_NOT: "bars {who} from {doing}",
}
_DOUBLED = frozenset(words("get put let set run"))


def omissions(
    findings: Sequence[Finding], inquiry: Inquiry, view: View, matters: Sequence[Matter]
) -> tuple[Omission, ...]:
    """For each matter that a draft is about: what law demands or bars in States it tells nothing of.

    Of the action that most of its claims are of. A state is told of where a claim of the same matter
    names it, or a place in it.
    """
    return tuple(one for matter in matters for one in _left_out(matter, findings, inquiry, view))


def _left_out(
    matter: Matter, findings: Sequence[Finding], inquiry: Inquiry, view: View
) -> Iterator[Omission]:
    spoken = [asked_actions(matter, finding.claim.text) for finding in findings]
    if sum(bool(actions) for actions in spoken) < FEWEST:
        return
    book = matter.casebook
    counts = Counter(action for actions in spoken for action in actions)
    action = next(one for one in book.actions if counts[one.code] == max(counts.values()))
    told_of = {
        _state(finding.claim.scope.place)
        for finding in findings
        if is_place(finding.claim.scope.place) and asks_of_rules(finding.claim, matter.vocabulary)
    }
    asked = RulesAsked.of(matter, findings, inquiry, view)
    rules: dict[RuleValue, dict[str, list[str]]] = defaultdict(dict)
    agencies: dict[RuleValue, set[str]] = defaultdict(set)
    for place in states():
        for agency in book.agencies:
            rule = asked.rule(place, agency, action.code)
            if rule.value in _TOLD and place not in told_of:
                rules[rule.value].setdefault(rule.place_name, []).extend(rule.passages)
                agencies[rule.value].add(agency)
    for value, wording in _TOLD.items():
        if rules[value]:
            who = joined((name for code, name in book.agencies.items() if code in agencies[value]), "or")
            law = wording.format(who=who, do=action.infinitive, doing=_gerund(action.infinitive))
            places = sorted(rules[value])
            yield Omission(
                text=f"The draft does not tell that the law {law} in {joined(places)}.",
                places=tuple(places),
                passages=tuple(dict.fromkeys(p for held in rules[value].values() for p in held)),
            )


def _state(place: str) -> str:
    return "-".join(place.split("-")[:2])


def _gerund(infinitive: str) -> str:
    """'honor ICE detainers' as 'honoring ICE detainers'."""
    verb, _, rest = infinitive.partition(" ")
    if verb.endswith("e") and not verb.endswith("ee"):
        verb = verb[:-1]
    elif verb in _DOUBLED:
        verb += verb[-1]
    return f"{verb}ing {rest}".strip()
