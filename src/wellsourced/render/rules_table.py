"""Rules in force, gathered for reading: by state, then place, like rules of like agencies in one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wellsourced.model.provisions import Provision, RuleValue
from wellsourced.model.scope import PartialDate

__all__ = ["PlaceRules", "RuleLine", "StateRules", "group_rules", "split_by_place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """What one instrument says with one value, of several agencies and actions of one place."""

    agencies: tuple[str, ...]
    actions: tuple[str, ...]
    value: RuleValue
    since: PartialDate | None
    instrument: str
    citation: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRules:
    """The rules of one place; `name` is short below its state's heading, empty for the state itself."""

    place: str
    name: str
    lines: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRules:
    """A state (or the nation) with the rules of it and of the places in it, its own first."""

    code: str
    name: str
    places: tuple[PlaceRules, ...]


def split_by_place(provisions: Sequence[Provision], k: int) -> tuple[list[Provision], list[Provision]]:
    """The provisions of the first `k` places, and those of the others; order is kept."""
    leading = set(list(dict.fromkeys(provision.place for provision in provisions))[:k])
    shown = [provision for provision in provisions if provision.place in leading]
    return shown, [provision for provision in provisions if provision.place not in leading]


def group_rules(provisions: Sequence[Provision], agencies: Iterable[str] = ()) -> tuple[StateRules, ...]:
    """Group provisions by state and place, in order of first appearance; nothing is lost or added.

    The agencies of a line stand in the order of `agencies`; others follow by their codes.
    """
    order = {code: rank for rank, code in enumerate(agencies)}
    states: dict[str, dict[str, list[Provision]]] = {}
    for provision in provisions:
        states.setdefault(_state(provision.place), {}).setdefault(provision.place, []).append(provision)
    grouped = []
    for code, places in states.items():
        name = _state_name(code, places)
        ordered = sorted(places, key=lambda place: place != code)
        rules = tuple(
            PlaceRules(
                place=place,
                name="" if place == code else places[place][0].place_name.removesuffix(f", {name}"),
                lines=_lines(places[place], order),
            )
            for place in ordered
        )
        grouped.append(StateRules(code=code, name=name, places=rules))
    return tuple(grouped)


def _state(place: str) -> str:
    return "-".join(place.split("-")[:2])


def _state_name(code: str, places: dict[str, list[Provision]]) -> str:
    """The state's printed name, else what its places' names end in (`Alder County, Avonia`)."""
    if code in places:
        return places[code][0].place_name
    endings = {rows[0].place_name.rpartition(", ")[2] for rows in places.values()}
    return endings.pop() if len(endings) == 1 else code


def _lines(provisions: Sequence[Provision], order: Mapping[str, int]) -> tuple[RuleLine, ...]:
    """Join agencies that share a rule, then actions that share agencies and value."""
    agencies: dict[tuple[object, ...], list[Provision]] = {}
    for one in provisions:
        agencies.setdefault((one.instrument_id, one.since, one.value, one.subject), []).append(one)
    actions: dict[tuple[object, ...], list[Provision]] = {}
    for (instrument, since, value, _), rows in agencies.items():
        bound = frozenset(row.agency for row in rows)
        actions.setdefault((instrument, since, value, bound), []).extend(rows)
    return tuple(_line(rows, order) for rows in actions.values())


def _line(rows: Sequence[Provision], order: Mapping[str, int]) -> RuleLine:
    first = rows[0]
    return RuleLine(
        agencies=tuple(
            sorted({row.agency for row in rows}, key=lambda code: (order.get(code, len(order)), code))
        ),
        actions=tuple(dict.fromkeys(row.subject for row in rows)),
        value=first.value,
        since=first.since,
        instrument=first.instrument,
        citation=first.citation,
        passages=tuple(dict.fromkeys(passage for row in rows for passage in row.passages)),
    )
