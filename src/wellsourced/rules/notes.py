"""What an answer adds to its value: exceptions, duties, doubts, and who runs the jail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wellsourced.rules.chain import Location
from wellsourced.rules.instruments import Instrument
from wellsourced.rules.situation import Situation

__all__ = ["exceptions_of", "notes_of"]

_VALUES = {
    "may": "allowed",
    "must": "required",
    "must_not": "forbidden",
    "unresolved": "not settled",
}


def exceptions_of(rows: Sequence[Instrument], asked: Situation) -> tuple[str, ...]:
    """The exceptions on record of the rules that an answer rests on, each once."""
    found = (
        f"{row.name}: {_VALUES.get(one.value.value, 'allowed with conditions')} where: {one.when}"
        for row in rows
        for one in row.carve_outs
        if one.action == asked.action and (not one.agencies or asked.agency in one.agencies)
    )
    return tuple(dict.fromkeys(found))


def notes_of(
    rows: Sequence[Instrument], asked: Situation, where: Location, mentioned: Sequence[Instrument]
) -> tuple[str, ...]:
    """What a reader should know beside the answer, each once."""
    return tuple(dict.fromkeys(_notes(rows, asked, where, mentioned)))


def _notes(
    rows: Sequence[Instrument], asked: Situation, where: Location, mentioned: Sequence[Instrument]
) -> Iterator[str]:
    for row in rows:
        yield from row.duties
    for row in mentioned:
        if row.status == "pending":
            yield f"{row.name} was not law when last seen; check whether it has become law."
        elif row.nature == "view":
            yield f"{row.name} is an opinion and binds no one."
        else:
            yield f"{row.name} is a fact on record, not a rule."
    if asked.agency == "jail" and where.jail is not None:
        yield f"The jail is run by {where.jail}."
    elif asked.agency in ("jail", "sheriff") and where.is_city:
        if where.counties_unknown:
            yield "We do not know which county this town lies in, so county rules are not considered."
        else:
            yield "This town runs no jail that we know of; the county's jail and sheriff serve it."
