"""An answer of the engine in words, as the command and the pages on places tell it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wellsourced.render.words import joined, long_date, short_date
from wellsourced.rules.casebook import LoadedCasebook
from wellsourced.rules.chain import chain_of
from wellsourced.rules.engine import Answer, Rule
from wellsourced.rules.gazetteer import printed
from wellsourced.rules.instruments import Needs
from wellsourced.rules.papers import paper_phrase

__all__ = [
    "doubts_of",
    "instrument_name",
    "known_until",
    "level_names",
    "named",
    "needs_words",
    "since_words",
]


def level_names(place: str) -> Iterator[str]:
    """The governments over a place, narrowest first; those of one level together."""
    for group in chain_of(place):
        yield joined(sorted(_level(code) for code in group))


def _level(code: str) -> str:
    """A government as printed below its state: `Harris County`, `5th Circuit`."""
    _, circuit, number = code.partition("US-circuit-")
    if circuit:
        ordinals = {"1": "1st", "2": "2d", "3": "3d", "DC": "D.C."}
        return f"{ordinals.get(number, f'{number}th')} Circuit"
    name = printed(code)
    return name.rpartition(", ")[0] if code.count("-") > 1 else name


def named(rule: Rule) -> str:
    """A rule by name and citation, which may be the same."""
    return rule.name if rule.citation == rule.name else f"{rule.name} ({rule.citation})"


def needs_words(casebook: LoadedCasebook, needs: Needs) -> str:
    """`a judicial warrant; and a conviction that the law lists or a final order of removal`."""
    papers = joined([paper_phrase(code, casebook.papers) for code in sorted(needs.papers)], "or")
    grounds = joined([casebook.grounds[code] for code in sorted(needs.grounds)], "or")
    return "; and ".join(part for part in (papers, grounds) if part)


def since_words(casebook: LoadedCasebook, instrument: str) -> str:
    """Since when an instrument is in force, by its id: `since Sep 1, 2017`."""
    row = next(row for row in casebook.instruments if row.id == instrument)
    if row.since is not None:
        return f"since {short_date(row.since)}"
    if row.in_force_by is not None:
        return f"in force by {short_date(row.in_force_by)}"
    return "from a day that we have not verified"


def instrument_name(casebook: LoadedCasebook, instrument: str) -> str:
    """The name of an instrument, by its id."""
    return next(row.name for row in casebook.instruments if row.id == instrument)


def doubts_of(answer: Answer) -> dict[str, str]:
    """What is in doubt about a rule, by its name: the answer's notes on the rules it rests on."""
    found: dict[str, str] = {}
    for rule in answer.because:
        for note in answer.notes:
            if note.startswith(f"{rule.name}: "):
                found.setdefault(rule.name, note.removeprefix(f"{rule.name}: "))
    return found


def known_until(casebook: LoadedCasebook, day: date) -> Iterator[str]:
    """Of a day after the casebook was built, that newer law is not in it."""
    if day > casebook.built:
        yield f"Law as we knew it on {long_date(casebook.built)}; what came later is not in it."
