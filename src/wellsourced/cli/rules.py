"""`wellsourced rules`: what agencies must, may or must not do in a place, by the rules of a casebook."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter

from wellsourced.cli.options import Common, option, read_day, settings_of
from wellsourced.cli.output import console, print_json
from wellsourced.cli.rules_words import Sheet, print_sheet
from wellsourced.config import SystemClock, load_casebooks
from wellsourced.errors import InputError
from wellsourced.model.provisions import Paper
from wellsourced.render.ruled_json import Ruled, ruled_json
from wellsourced.rules import LoadedCasebook, resolve
from wellsourced.rules.asking import Asked, chosen_casebook, place_and_agency, situations
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
    where, agency = place_and_agency(place, options.agency)
    shelf = _shelf(options)
    book = chosen_casebook(shelf, agency, options.action)
    asked = Asked(
        place=where, agency=agency, action=options.action, paper=options.paper, grounds=options.ground
    )
    ruled = [Ruled(asked=one, answer=resolve(book, one, day)) for one in situations(book, asked)]
    if options.json:
        rows = [ruled_json(one, book, day) for one in ruled]
        print_json(rows[0] if agency is not None and options.action is not None else rows)
    else:
        others = [other for other in shelf if other is not book]
        print_sheet(Sheet(casebook=book, day=day, ruled=ruled, others=others), console())
    return 0


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
