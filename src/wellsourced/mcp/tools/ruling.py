"""The tool `rules`: what agencies must, may or must not do in a place, by the law a casebook holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from wellsourced.errors import InputError
from wellsourced.mcp.calls import STRICT, Call, Told, Tool
from wellsourced.mcp.shapes import RULES
from wellsourced.mcp.tools.checking import day_named
from wellsourced.model.provisions import Paper, RuleValue
from wellsourced.render.ruled_json import Ruled, ruled_json
from wellsourced.render.words import NOT_ADVICE_ON_RULES
from wellsourced.rules import LoadedCasebook, resolve
from wellsourced.rules.asking import Asked, chosen_casebook, place_and_agency, situations
from wellsourced.rules.gazetteer import printed
from wellsourced.rules.telling import known_until, named, needs_words, since_words

__all__ = ["RULING"]

_WORDS = {RuleValue.NOT_FOUND: "no rule on file", RuleValue.UNRESOLVED: "unresolved"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What `rules` takes."""

    place: Annotated[
        str,
        Field(
            min_length=1,
            max_length=200,
            description="Texas; Portland, OR; a ZIP code; or an agency: Harris County Sheriff's Office.",
        ),
    ]
    agency: Annotated[
        str | None,
        Field(max_length=60, description="Whose powers, by the casebook's code: police, sheriff, jail, ..."),
    ] = None
    action: Annotated[
        str | None,
        Field(
            max_length=60, description="What it is asked to do, by the casebook's code: honor_detainer, ..."
        ),
    ] = None
    paper: Annotated[
        str,
        Field(max_length=60, description="The paper in hand: none, detainer, judicial_warrant, ..."),
    ] = Paper.NONE.value
    grounds: Annotated[
        tuple[str, ...],
        Field(max_length=20, description="Circumstances at hand, by the casebook's codes."),
    ] = ()
    on: Annotated[
        str | None, Field(description="The law of this day, YYYY-MM-DD, also one to come; without it today.")
    ] = None
    casebook: Annotated[
        str | None, Field(max_length=80, description="One of the casebooks in use, by name.")
    ] = None

    __pydantic_config__ = STRICT


def run(said: Ruling, call: Call) -> Told:
    """What the rules in force come to."""
    day = day_named(said.on, call.service.today())
    place, agency = place_and_agency(said.place, said.agency)
    shelf = _shelf(said.casebook, call.service.casebooks)
    book = chosen_casebook(shelf, agency, said.action)
    asked = Asked(place=place, agency=agency, action=said.action, paper=said.paper, grounds=said.grounds)
    ruled = [Ruled(asked=one, answer=resolve(book, one, day)) for one in situations(book, asked)]
    structured = {
        "place": place,
        "place_name": printed(place),
        "on": day.isoformat(),
        "casebook": {"name": book.name, "version": book.version, "title": book.title},
        "other_casebooks": [one.name for one in shelf if one is not book],
        "rules": [ruled_json(one, book, day) for one in ruled],
        "not_legal_advice": NOT_ADVICE_ON_RULES,
    }
    ours = f"{printed(place)}, law as of {day}, by the casebook {book.name} {book.version}."
    notes = "\n".join([*known_until(book, day), NOT_ADVICE_ON_RULES])
    return Told(structured=structured, ours=ours, quoted="\n".join(_lines(ruled, book, day)), notes=notes)


def _shelf(name: str | None, casebooks: Sequence[LoadedCasebook]) -> Sequence[LoadedCasebook]:
    """The casebooks in use that have rules, or the one named. Raises `InputError`."""
    ruling = [book for book in casebooks if book.actions and book.agencies]
    if not ruling:
        raise InputError("no casebook in use has rules: have the server started with one that has")
    shelf = [book for book in ruling if name in (None, book.name)]
    if not shelf:
        raise InputError(f"no casebook is called {name!r}: choose one of {', '.join(b.name for b in ruling)}")
    return shelf


def _lines(ruled: Sequence[Ruled], book: LoadedCasebook, day: date) -> Iterator[str]:
    """A line for each agency and action, what decides it below; those without a rule together at the end."""
    phrases = {action.code: action.infinitive for action in book.actions}
    silent: dict[str, list[str]] = {}
    for one in ruled:
        answer, agency = one.answer, book.agencies[one.asked.agency]
        if answer.value is RuleValue.NOT_FOUND:
            silent.setdefault(agency, []).append(phrases[one.asked.action])
            continue
        needs = needs_words(book, answer.needs)
        value = _WORDS.get(answer.value, answer.value.value.replace("_", " "))
        yield f"{agency}: {value} {phrases[one.asked.action]}" + (f" (needs {needs})" if needs else "")
        for rule in answer.because[:1]:
            yield f"    by {named(rule)}, {since_words(book, rule.instrument)} {rule.url or ''}".rstrip()
        yield from (f"    exception: {exception}" for exception in answer.exceptions)
    for agency, actions in silent.items():
        yield f"{agency}: no state or local rule on file on whether to {'; '.join(actions)}"


RULING = Tool(
    name="rules",
    title="Rules in force in a place",
    description=(
        "What police, sheriffs, jails and state agencies must, may or must not do in a US place on a day,"
        " by the law that a casebook holds (default: cooperation with immigration authorities), each with"
        " the rule that decides and a link to it. not_found means that no rule is on file, not that there"
        " is none. Not legal advice: always say so."
    ),
    arguments=Ruling,
    result=RULES,
    run=run,
)
