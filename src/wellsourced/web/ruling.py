"""The rules in force in a place on a day, by casebook and agency, as its page tells them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from wellsourced.model.provisions import DECIDED, RuleValue
from wellsourced.render.sources import web_address
from wellsourced.render.words import capitalized, joined, rule_phrase
from wellsourced.rules import Answer, LoadedCasebook, Situation, resolve
from wellsourced.rules.chain import locate
from wellsourced.rules.telling import doubts_of, instrument_name, known_until, needs_words, since_words

__all__ = ["BookRules", "Instrument", "Part", "RuleLine", "ruled", "ruled_json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A law, order or policy that an answer rests on; `word` is its part in it ("in doubt", "with")."""

    name: str
    citation: str
    url: str
    since: str
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """What the rules come to for actions: the word that decides, what it rests on, what goes with it."""

    actions: tuple[str, ...]
    value: RuleValue
    instruments: tuple[Instrument, ...]
    beside: tuple[str, ...]

    @property
    def phrase(self) -> tuple[str, str, str]:
        """The word that decides, the actions, and what it hangs on."""
        return rule_phrase(self.value, self.actions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What holds for agencies that are bound alike; `silent` are the actions on which there is no rule."""

    agencies: str
    lines: tuple[RuleLine, ...]
    silent: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRules:
    """What one casebook says of a place on a day."""

    title: str
    name: str
    version: str
    parts: tuple[Part, ...]
    limits: tuple[str, ...]


def ruled(casebooks: Sequence[LoadedCasebook], place: str, day: date) -> tuple[BookRules, ...]:
    """What each casebook with rules says of the place; none where the place is not one they know."""
    return tuple(_book(book, place, day) for book in casebooks if book.actions and book.agencies)


def ruled_json(books: Sequence[BookRules]) -> list[dict[str, object]]:
    """The same as plain JSON types."""
    return [
        {
            "casebook": book.name,
            "version": book.version,
            "rules": [
                {
                    "agencies": part.agencies,
                    "actions": list(line.actions),
                    "value": line.value.value,
                    "because": [
                        {"name": one.name, "citation": one.citation, "url": one.url, "since": one.since}
                        for one in line.instruments
                    ],
                    "notes": list(line.beside),
                }
                for part in book.parts
                for line in part.lines
            ],
            "no_rule_on_file": [
                {"agencies": part.agencies, "actions": list(part.silent)}
                for part in book.parts
                if part.silent
            ],
        }
        for book in books
    ]


def _book(book: LoadedCasebook, place: str, day: date) -> BookRules:
    bound = (agency for agency in book.agencies if locate(place).has(agency))
    told = [(agency, _answers(book, place, agency, day)) for agency in bound]
    alike = [list(group) for _, group in groupby(told, key=lambda one: one[1])]
    return BookRules(
        title=book.title,
        name=book.name,
        version=book.version,
        parts=tuple(_part(book, [agency for agency, _ in group], group[0][1]) for group in alike),
        limits=tuple(known_until(book, day)),
    )


Told = Sequence[tuple[str, Answer]]


def _answers(book: LoadedCasebook, place: str, agency: str, day: date) -> Told:
    """What the casebook says of each of its actions, in words."""
    return [
        (
            one.infinitive,
            resolve(book, Situation(place=place, agency=agency, action=one.code), day),
        )
        for one in book.actions
    ]


def _part(book: LoadedCasebook, agencies: Sequence[str], told: Told) -> Part:
    every = [note for note in told[0][1].notes if all(note in answer.notes for _, answer in told)]
    spoken = [(action, answer) for action, answer in told if answer.value is not RuleValue.NOT_FOUND]
    return Part(
        agencies=capitalized(joined([book.agencies[code] for code in agencies])),
        lines=_lines(book, spoken, every),
        silent=tuple(action for action, answer in told if answer.value is RuleValue.NOT_FOUND),
        notes=tuple(every),
    )


def _lines(book: LoadedCasebook, told: Told, said: Sequence[str]) -> tuple[RuleLine, ...]:
    """A line for the actions that share all that is told of them, in their order."""
    alike: dict[tuple[RuleValue, tuple[Instrument, ...], tuple[str, ...]], list[str]] = {}
    for action, answer in told:
        rests_on, beside = tuple(_instruments(book, answer)), tuple(_beside(book, answer, said))
        alike.setdefault((answer.value, rests_on, beside), []).append(action)
    return tuple(
        RuleLine(actions=tuple(actions), value=value, instruments=rests_on, beside=beside)
        for (value, rests_on, beside), actions in alike.items()
    )


def _instruments(book: LoadedCasebook, answer: Answer) -> Iterator[Instrument]:
    doubts = doubts_of(answer)
    for number, rule in enumerate(answer.because):
        word = "with" if number else ""
        if answer.value is RuleValue.UNRESOLVED:
            word = "in doubt" if rule.name in doubts else "beside it"
        yield Instrument(
            name=rule.name,
            citation="" if rule.citation == rule.name else rule.citation,
            url="" if rule.url is None else web_address(rule.url),
            since=since_words(book, rule.instrument) if answer.value in DECIDED and not number else "",
            word=word,
        )


def _beside(book: LoadedCasebook, answer: Answer, said: Sequence[str]) -> Iterator[str]:
    needed = needs_words(book, answer.needs)
    if needed:
        yield f"{'Needs' if answer.value in DECIDED else 'May hang on'}: {needed}"
    for one in answer.displaced:
        yield f"Put aside: {instrument_name(book, one.instrument)}: {one.why}"
    for exception in answer.exceptions:
        yield f"Exception: {exception}"
    yield from (note for note in answer.notes if note not in said)
