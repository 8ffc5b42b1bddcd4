"""`wellsourced refresh`: published pages brought up to date, one by name or all that are due."""

from contextlib import closing
from dataclasses import dataclass, replace
from typing import Annotated

from cyclopts import Parameter

from wellsourced.check import Desk
from wellsourced.cli.options import Common, flag, option, settings_of
from wellsourced.cli.output import print_json, progress
from wellsourced.cli.refreshed import exit_code, outcome_json, print_outcomes
from wellsourced.config import open_desk, open_reader
from wellsourced.errors import InputError
from wellsourced.jobs.priorities import Budget
from wellsourced.jobs.refreshing import Lookout, newest
from wellsourced.jobs.rounds import Outcome, Shift, one_round
from wellsourced.model.editions import Page
from wellsourced.ports import Library
from wellsourced.refresh import Refreshed
from wellsourced.refresh import refresh as bring_up_to_date
from wellsourced.steps.gather import Web

__all__ = ["RefreshOptions", "refresh", "shift_with"]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class RefreshOptions(Common):
    """What `refresh` can be told."""

    due: Annotated[
        bool,
        flag(
            "Every page of which a statement is past its shelf life, the most-read and most volatile first."
        ),
    ] = False
    most: Annotated[int, option("With --due: refresh at most this many pages.", show_default=True)] = 20
    offline: Annotated[bool, flag("Ask no source again: only what the library and casebooks say now.")] = (
        False
    )


DEFAULTS = RefreshOptions()


def refresh(
    page: Annotated[
        str | None, Parameter(help="A page or an edition, by its id or its first letters.")
    ] = None,
    /,
    *,
    options: RefreshOptions = DEFAULTS,
) -> int:
    """Ask the sources of published pages again; make an edition where a reader would see a difference.

    Without one the page is confirmed as of now, and what did not change is not weighed again. A page
    that rests on the web is not confirmed where none of its sources could be reached (exit code 3), nor
    --offline. With --due a page that fails does not stop the others: what was done is told, and why the
    rest was not.
    """
    if (page is None) is not options.due:
        raise InputError("name a page or an edition, or give --due: see `wellsourced editions`")
    if options.most < 1:
        raise InputError(f"--most {options.most}: give a number from 1 up")
    settings = settings_of(options, **({"search": ()} if options.offline else {}))
    with progress(options.quiet, options.log_json) as tell:
        desk = open_desk(settings, tell)
        with closing(desk.library) as library:
            shift = shift_with(desk, None if options.offline else open_reader(settings, tell))
            if page is None:
                budget = Budget(pages=options.most, requests=None)
                outcomes = one_round(replace(shift, budget=budget), {}).outcomes
            else:
                outcomes = _named(page, library, shift)
            standing = [newest(one.page, library) for one in outcomes]
    if options.json:
        print_json([outcome_json(one, edition) for one, edition in zip(outcomes, standing, strict=True)])
    else:
        print_outcomes(outcomes)
    return exit_code(outcomes)


def shift_with(desk: Desk, reader: Web | None) -> Shift:
    """What refreshing takes; `reader` asks the sources, `None` asks none."""

    def bring(page: Page) -> Refreshed:
        return bring_up_to_date(newest(page, desk.library), desk, reader)

    return Shift(look=Lookout(desk.library).look, clock=desk.clock, bring=bring)


def _named(name: str, library: Library, shift: Shift) -> tuple[Outcome, ...]:
    """What became of one page, asked for by its name; raises what stopped it."""
    page = library.page(library.edition(name).page)
    return (Outcome(page=page, done=shift.bring(page)),)
