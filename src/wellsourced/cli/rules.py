"""`wellsourced rules`: what agencies must, may or must not do in a place, by the rules of a casebook."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter

from wellsourced.cli.options import Common, option, read_day, settings_of
from wellsourced.cli.output import console, print_json
from wellsourced.cli.rules_words import Ruled, Sheet, print_sheet, ruled_json
from wellsourced.config import SystemClock, load_casebooks
from wellsourced.errors import AmbiguousPlace, InputError
from wellsourced.model.provisions import Paper
from wellsourced.rules import LoadedCasebook, Situation, find_place, resolve
from wellsourced.rules.agency_names import agency_place
from wellsourced.rules.chain import locate
from wellsourced.settings import casebook_folder

__all__ = ["RulesOptions", "rules"]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class RulesOptions(Common):
    """What `rules` can be told beside the place."""

    agency: Annotated[
        str | None,
        option("Whose powers: `police`, `jail`, ... of the casebook; default: all of the place's."),
    ] = None
    action: Annotated[
        str | None, option("What it is asked to do, by the casebook's code; default: each of its actions.")
    ] = None
    paper: Annotated[
        str,
        option(
            "The paper in hand: `detainer`, `administrative_warrant`, `judicial_warrant`, ...; default: none."
        ),
    ] = Paper.NONE.value
    ground: Annotated[
        tuple[str, ...],
        option("A circumstance at hand, by the casebook's code. Repeatable.", consume_multiple=True),
    ] = ()
    on: Annotated[
        str | None, option("The law of this day, YYYY-MM-DD, to come or gone by; default: today.")
    ] = None
    casebook: Annotated[
        str | None,
        option(
            "Use this casebook, by name or folder (./NAME); default: the first of yours that has the agency "
            "and the action."
        ),
    ] = None


DEFAULTS = RulesOptions()


def rules(
    *,
    place: Annotated[
        str,
        option(
            'Where: "Texas", "Portland, OR", a ZIP code, or an agency: "Harris County Sheriff\'s Office".'
        ),
    ],
    options: RulesOptions = DEFAULTS,
) -> int:
    """Tell what agencies must, may or must not do in a place on a day, and by which rule.

    One casebook answers at a time: without --casebook, --agency or --action the first, which is on
    local cooperation with ICE; the others are named below the answer. "No rule on file" means that
    we hold none, not that there is none. The answer is not legal advice.

    With --json: one object where both --agency and --action are named, else a list of such.
    """
    day = SystemClock().now().date() if options.on is None else read_day(options.on)
    where, agency = _where(place, options.agency)
    shelf = _shelf(options)
    book = _chosen(shelf, agency, options.action)
    agencies = (agency,) if agency is not None else _agencies(book, where)
    actions = (options.action,) if options.action is not None else [one.code for one in book.actions]
    asked = [
        Situation(
            place=where, agency=one, action=action, paper=options.paper, grounds=frozenset(options.ground)
        )
        for one in agencies
        for action in actions
    ]
    ruled = [Ruled(asked=one, answer=resolve(book, one, day)) for one in asked]
    if options.json:
        rows = [ruled_json(one, book, day) for one in ruled]
        print_json(rows[0] if agency is not None and options.action is not None else rows)
    else:
        others = [other for other in shelf if other is not book]
        print_sheet(Sheet(casebook=book, day=day, ruled=ruled, others=others), console())
    return 0


def _where(text: str, agency: str | None) -> tuple[str, str | None]:
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
        raise InputError(f"--place {text!r} is the {named[0]}'s and --agency says {agency}: give one of them")
    return named[1], named[0]


def _shelf(options: RulesOptions) -> Sequence[LoadedCasebook]:
    """The casebook named, else those of the settings."""
    if options.casebook in (None, "none"):
        settings = settings_of(options, **({} if options.casebook is None else {"casebooks": ()}))
    else:
        casebook_folder(options.casebook)
        settings = settings_of(options, casebooks=(options.casebook,))
    shelf = [book for book in load_casebooks(settings) if book.actions and book.agencies]
    if not shelf:
        raise InputError(
            "no casebook in use has rules: name one with --casebook (`wellsourced casebook list`)"
        )
    return shelf


def _chosen(shelf: Sequence[LoadedCasebook], agency: str | None, action: str | None) -> LoadedCasebook:
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
