"""What the page shows of rules: the place asked about, the map of the states, and the table. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from wellsourced.model.provisions import DECIDED, Provision, Resolution, ResolvedRule, RuleValue, in_places
from wellsourced.model.reports import Report
from wellsourced.render import words
from wellsourced.render.markers import Marker, Marking
from wellsourced.render.rules_table import RuleLine, group_rules
from wellsourced.render.us_map import StateValue, us_map

__all__ = [
    "PlaceView",
    "RuleRow",
    "RuleState",
    "map_note",
    "map_title",
    "mapped",
    "place_lines",
    "place_views",
    "rule_map",
    "rule_states",
    "state_values",
]

_VERBS = ("must", "may", "must not")
FEWEST_STATES = 5
"""With an answer in fewer states than this there is no map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One line of the table of rules: who, the deciding word, the actions, the condition."""

    who: str
    deciding: str
    actions: str
    condition: str
    since: str
    instrument: str
    citation: str
    markers: tuple[Marker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleState:
    """A state's heading and its places, each with its rows."""

    name: str
    places: tuple[tuple[str, tuple[RuleRow, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """What holds in the place, for agencies that share it: words first, then what they rest on.

    `rest` is what follows the deciding word: the actions and what it hangs on; `beside` are whole
    sentences on conditions, exceptions and doubts.
    """

    who: str
    deciding: str
    rest: str
    since: str
    instrument: str
    passages: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """The block on one place: its lines with markers, what was put aside and why, where we looked.

    `named` is whether the question names the agency."""

    name: str
    named: bool
    lines: tuple[tuple[PlaceLine, tuple[Marker, ...]], ...]
    displaced: tuple[tuple[str, tuple[Marker, ...]], ...]
    notes: tuple[str, ...]
    chain: str


def mapped(report: Report) -> tuple[Resolution, ...]:
    """The answers by state that a map is drawn of: none where too few states have one."""
    return tuple(
        one
        for one in report.resolutions
        if one.place is None
        and sum(rule.value is not RuleValue.NOT_FOUND for rule in one.rules) >= FEWEST_STATES
    )


def map_title(resolution: Resolution, actions: Mapping[str, str]) -> str:
    """What is mapped, as a question."""
    action = words.phrase(resolution.action, actions)
    return f"May {resolution.agency_name} {action}? The rule by state"


def map_note(report: Report) -> str:
    """For whom the map speaks, where the question does not say."""
    unsaid = (one.agency_name for one in mapped(report)[:1] if not one.named)
    return "".join(f"for {name}: the question names no agency" for name in unsaid)


def rule_map(report: Report, actions: Mapping[str, str]) -> Markup:
    """The map of the first matter that has one, empty where none has."""
    for one in mapped(report)[:1]:
        return us_map(state_values(one), title=map_title(one, actions), on=report.inquiry.on, name="states")
    return Markup()


def state_values(resolution: Resolution) -> dict[str, StateValue]:
    """What the map shows of each state that has an answer."""
    return {
        rule.place: StateValue(value=rule.value, since=rule.since, label=rule.instrument)
        for rule in resolution.rules
        if rule.value is not RuleValue.NOT_FOUND
    }


def place_views(
    resolutions: Sequence[Resolution],
    marking: Marking,
    actions: Mapping[str, str],
    agencies: Mapping[str, str],
) -> tuple[PlaceView, ...]:
    """The blocks on the places asked about."""
    return tuple(_place_view(one, marking, actions, agencies) for one in in_places(resolutions))


def _place_view(
    resolution: Resolution, marking: Marking, actions: Mapping[str, str], agencies: Mapping[str, str]
) -> PlaceView:
    aside = {(one.instrument, one.why): one.passage for rule in resolution.rules for one in rule.displaced}
    notes = (note for rule in resolution.rules if rule.value in DECIDED for note in rule.notes)
    return PlaceView(
        name=resolution.place_name,
        named=resolution.named,
        lines=tuple(
            (line, marking.markers((passage, None) for passage in line.passages))
            for line in place_lines(resolution, actions, agencies)
        ),
        displaced=tuple(
            (f"{instrument}: {why}", marking.markers([(passage, None)]))
            for (instrument, why), passage in aside.items()
        ),
        notes=tuple(dict.fromkeys(notes)),
        chain=" › ".join(resolution.chain),
    )


def place_lines(
    resolution: Resolution, actions: Mapping[str, str], agencies: Mapping[str, str]
) -> tuple[PlaceLine, ...]:
    """A line for each rule, with the agencies and then the actions that share it, in order."""
    alike: dict[tuple[object, ...], list[ResolvedRule]] = {}
    for rule in resolution.rules:
        alike.setdefault((rule.action, *_terms(rule)), []).append(rule)
    lines: dict[tuple[object, ...], list[ResolvedRule]] = {}
    for rules in alike.values():
        bound = tuple(rule.agency for rule in rules)
        lines.setdefault((bound, *_terms(rules[0])), []).extend(rules)
    return tuple(_place_line(rules, actions, agencies) for rules in lines.values())


def _terms(rule: ResolvedRule) -> tuple[object, ...]:
    """All that is said of a rule beside who may do what."""
    doubts = rule.notes if rule.value not in DECIDED else ()
    return (rule.value, rule.since, rule.instrument_id, rule.needs, rule.met, rule.exceptions, doubts)


def _place_line(
    rules: Sequence[ResolvedRule], actions: Mapping[str, str], agencies: Mapping[str, str]
) -> PlaceLine:
    rule = rules[0]
    phrases = [words.phrase(code, actions) for code in dict.fromkeys(one.action for one in rules)]
    turning = rule.value is RuleValue.UNRESOLVED and rule.met is not None
    deciding, what, condition = words.rule_phrase(rule.met if turning and rule.met else rule.value, phrases)
    if turning:
        condition = f"{condition} where there is {words.joined(rule.needs)}; otherwise it is unresolved"
    elif rule.value is RuleValue.ONLY_WITH:
        condition = f"only with {words.joined(rule.needs)}"
    bound = dict.fromkeys(words.phrase(one.agency, agencies) for one in rules)
    doubt = () if turning or rule.value in DECIDED else rule.notes
    return PlaceLine(
        who=words.capitalized(words.joined(bound)) + ("" if deciding in _VERBS else ":"),
        deciding=deciding,
        rest=" ".join(f"{what} {condition}".split()),
        since="" if rule.since is None else f"since {words.short_date(rule.since)}",
        instrument=", ".join(dict.fromkeys(part for part in (rule.instrument, rule.citation) if part)),
        passages=tuple(dict.fromkeys(passage for one in rules for passage in one.passages)),
        beside=(*doubt, *(f"{words.capitalized(one)}." for one in rule.exceptions)),
    )


def rule_states(
    provisions: Sequence[Provision],
    marking: Marking,
    actions: Mapping[str, str],
    agencies: Mapping[str, str],
) -> tuple[RuleState, ...]:
    """Rules for the table, state by state."""
    return tuple(
        RuleState(
            name=state.name,
            places=tuple(
                (place.name, tuple(_rule_row(line, marking, actions, agencies) for line in place.lines))
                for place in state.places
            ),
        )
        for state in group_rules(provisions, agencies)
    )


def _rule_row(
    line: RuleLine, marking: Marking, actions: Mapping[str, str], agencies: Mapping[str, str]
) -> RuleRow:
    phrases = [words.phrase(code, actions) for code in line.actions]
    deciding, what, condition = words.rule_phrase(line.value, phrases)
    return RuleRow(
        who=words.capitalized(words.joined(words.phrase(agency, agencies) for agency in line.agencies)),
        deciding=deciding,
        actions=what,
        condition=condition,
        since="" if line.since is None else words.short_date(line.since),
        instrument=line.instrument,
        citation="" if line.citation == line.instrument else line.citation,
        markers=marking.markers((passage, None) for passage in line.passages),
    )
