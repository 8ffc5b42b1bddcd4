"""Cards from event types: slots, full tellings, short claims, and what leaves the event open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from frames.cards import Card
from frames.draws import Draw
from frames.people import Day
from frames.words import spin

__all__ = ["Event", "event_card"]

USED = re.compile(r"\{(\w+)")


@dataclass(frozen=True, kw_only=True)
class Event:
    """An event type. `keys` name the event (changed, it is another event and the claim is open); `turned`
    slots contradict when changed; `open` tells less than that it happened, `denied` that it did not."""

    kind: str
    slots: Mapping[str, Draw]
    keys: Sequence[str]
    turned: Sequence[str]
    full: Sequence[str]
    claims: Sequence[str]
    open: Sequence[str]
    denied: Sequence[str] = field(default=())
    fill: Sequence[str] = field(default=())


def _used(template: str) -> set[str]:
    return set(USED.findall(template))


def _other(rng: Random, draw: Draw, value: object, *, year: bool) -> object:
    """Another value of a slot; a day differs in its year where `year` says that only this is told."""
    if isinstance(value, Day):
        moved = value.other(rng)
        while year and moved.year == value.year:
            moved = value.other(rng)
        return moved
    for _ in range(50):
        drawn = draw(rng)
        if _same(drawn) != _same(value):
            return drawn
    raise ValueError(f"no other value than {value!r}")


def _same(value: object) -> object:
    return getattr(value, "last", None) or getattr(value, "short", None) or value


def _values(rng: Random, event: Event) -> dict[str, object]:
    """A value for each slot, no two the same."""
    values: dict[str, object] = {}
    for name, draw in event.slots.items():
        value = draw(rng)
        while value in values.values():
            value = draw(rng)
        values[name] = value
    return values


def event_card(rng: Random, event: Event) -> Card:
    """A claim on one event of a type, beside tellings that bear it out, contradict it, or leave it open."""
    values = _values(rng, event)
    away = {name: _other(rng, event.slots[name], values[name], year=False) for name in event.keys}

    def told(template: str, **changed: object) -> str:
        return spin(rng, template, **{**values, **changed})

    claim = rng.choice(event.claims)
    said = _used(claim)
    enough = [one for one in event.full if said <= _used(one)]
    refuted = [told(one) for one in event.denied]
    for slot in sorted(said.intersection(event.turned)):
        year_only = f"{{{slot}.year}}" in claim
        for one in [line for line in event.full if slot in _used(line)][:3]:
            refuted.append(told(one, **{slot: _other(rng, event.slots[slot], values[slot], year=year_only)}))
    nei = [told(one) for one in event.open]
    nei += [told(one) for one in event.full if not said <= _used(one)][:2]
    # Twice: these share the most words with the claim.
    for key in sorted(said.intersection(event.keys)) * 2:
        nei.append(told(rng.choice(enough), **{key: away[key]}))
    fill = [told(one) for one in rng.sample(event.fill, min(2, len(event.fill)))]
    # What is told of another event is told in the same ways, so that no wording of a passage tells the label.
    for lines in (event.full, event.open, event.denied):
        if lines:
            elsewhere = {
                name: _other(rng, event.slots[name], values[name], year=True) for name in event.slots
            }
            fill.append(told(rng.choice(lines), **elsewhere))
    return Card(
        kind=event.kind,
        claims=[told(claim)],
        supported=[told(rng.choice(enough)) for _ in range(3)],
        refuted=refuted,
        nei=nei,
        fill=fill,
    )
