"""The table of rules: states, and the cities and counties whose own rules bear on what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from wellsourced.model.provisions import Provision, RuleValue
from wellsourced.model.scope import Relation, place_relation
from wellsourced.rules.chain import locate
from wellsourced.rules.engine import Answer
from wellsourced.rules.instruments import VALUES
from wellsourced.steps.resolving import RulesAsked, states

__all__ = ["table"]

BINDING = frozenset({RuleValue.MUST, RuleValue.MUST_NOT})
"""Where several rules carry one of these, each says it by itself."""


def table(asked: RulesAsked, shown: Mapping[str, int]) -> list[Provision]:
    """The rules on the actions, places and agencies asked about; those of passages found first.

    States by what all rules in view come to there; a city or county where a row of its own decides, or
    says other than what does.
    """
    found = [
        rule
        for place in _places(asked)
        for action in asked.actions
        for agency in asked.agencies
        if (rule := _row(asked, place, agency, action)) is not None
    ]

    def rank(provision: Provision) -> tuple[int, str, str, str]:
        best = min((shown.get(passage, len(shown)) for passage in provision.passages), default=len(shown))
        return best, provision.place, provision.subject, provision.agency

    return sorted(found, key=rank)


def _row(asked: RulesAsked, place: str, agency: str, action: str) -> Provision | None:
    answer = asked.answer(place, agency, action)
    if answer.value is RuleValue.NOT_FOUND:
        return None
    if place.count("-") > 1:
        own = _own_word(asked, place, action, answer)
        if own is None:
            return None
        answer = own
    rule = asked.told(place, agency, action, answer)
    if not rule.instrument:
        return None
    return Provision(
        subject=action,
        place=place,
        place_name=rule.place_name,
        agency=agency,
        value=rule.value,
        instrument=rule.instrument,
        instrument_id=rule.instrument_id,
        citation=rule.citation,
        since=rule.since,
        passages=rule.passages[:1],
    )


def _own_word(asked: RulesAsked, place: str, action: str, answer: Answer) -> Answer | None:
    """The answer where a city's or county's own rule bears on it: it decides, or says other than what does.

    Where its rule says the same as higher law it is told in that law's stead.
    """
    own = [
        one
        for one in answer.because
        if asked.rows[one.instrument].place == place and one.instrument in asked.notes
    ]
    if answer.value in BINDING and own:
        return replace(answer, because=(*own, *(one for one in answer.because if one not in own)))
    aside = (asked.rows[one.instrument] for one in answer.displaced)
    others = (row for row in aside if row.place == place and row.id in asked.notes)
    differs = any(VALUES.get(row.actions.get(action, "")) is not answer.value for row in others)
    return answer if own or differs else None


def _places(asked: RulesAsked) -> Iterator[str]:
    """The states and the places with rows of their own, as far as they bear on what is asked."""
    own = dict.fromkeys(row.place for row in asked.casebook.instruments if row.place.count("-") > 1)
    return (place for place in (*states(), *own) if any(_is_of(place, one) for one in asked.places))


def _is_of(place: str, asked: str | None) -> bool:
    """Whether a place lies in, over or at the one asked about; a county is over its own towns only."""
    relation = place_relation(place, asked)
    if relation is not Relation.UNKNOWN or asked is None:
        return relation is not Relation.DISJOINT
    return place in locate(asked).codes or asked in locate(place).codes
