"""What is asked of rules, from the words it is asked in: the place, whose powers, which casebook."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wellsourced.errors import AmbiguousPlace, InputError
from wellsourced.model.provisions import Paper
from wellsourced.rules.agency_names import agency_place
from wellsourced.rules.casebook import LoadedCasebook
from wellsourced.rules.chain import locate
from wellsourced.rules.finding import find_place
from wellsourced.rules.situation import Situation

__all__ = ["Asked", "chosen_casebook", "place_and_agency", "situations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What rules are asked for; without an agency or action, for all there are."""

    place: str
    agency: str | None = None
    action: str | None = None
    paper: str = Paper.NONE.value
    grounds: Collection[str] = ()


def place_and_agency(text: str, agency: str | None) -> tuple[str, str | None]:
    """The place's code and the agency's, which a text such as `Harris County Sheriff's Office` names too."""
    try:
        return find_place(text), agency
    except AmbiguousPlace:
        raise
    except InputError:
        named = agency_place(text)
        if named is None:
            raise
    if agency not in (None, named[0]):
        raise InputError(f"{text!r} is the {named[0]}'s, and the agency named is {agency}: give one of them")
    return named[1], named[0]


def situations(book: LoadedCasebook, asked: Asked) -> list[Situation]:
    """One for each agency and action asked about: where none is named, for all that the place has."""
    agencies = _agencies(book, asked.place) if asked.agency is None else [asked.agency]
    actions = _actions(book) if asked.action is None else [asked.action]
    return [
        Situation(
            place=asked.place,
            agency=agency,
            action=action,
            paper=asked.paper,
            grounds=frozenset(asked.grounds),
        )
        for agency in agencies
        for action in actions
    ]


def chosen_casebook(
    shelf: Sequence[LoadedCasebook], agency: str | None, action: str | None
) -> LoadedCasebook:
    """The first casebook that has the agency and the action; `InputError` says what there is."""
    acting = [book for book in shelf if action is None or action in _actions(book)]
    if not acting:
        there = ", ".join(dict.fromkeys(code for book in shelf for code in _actions(book)))
        raise InputError(f"no action is called {action!r}: choose one of {there}")
    bound = [book for book in acting if agency is None or agency in book.agencies]
    if not bound:
        there = ", ".join(dict.fromkeys(code for book in acting for code in book.agencies))
        raise InputError(f"no agency is called {agency!r}: choose one of {there}")
    return bound[0]


def _actions(book: LoadedCasebook) -> list[str]:
    return [action.code for action in book.actions]


def _agencies(book: LoadedCasebook, where: str) -> list[str]:
    """The agencies of a casebook that a place has: a state's own are not its towns'."""
    return [agency for agency in book.agencies if locate(where).has(agency)]
