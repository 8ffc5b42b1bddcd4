"""`wellsourced refresh`: published pages brought up to date, one by name or all that are due."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter
from rich.text import Text

from wellsourced.check import Desk
from wellsourced.cli.options import Common, flag, option, settings_of
from wellsourced.cli.output import console, print_json, print_text, progress
from wellsourced.config import open_desk, open_reader
from wellsourced.errors import InputError
from wellsourced.jobs.refreshing import due_pages, newest
from wellsourced.model.editions import Page
from wellsourced.refresh import Refreshed
from wellsourced.refresh import refresh as bring_up_to_date
from wellsourced.render.change_notes import summed_up
from wellsourced.render.changes import changes_json
from wellsourced.render.words import counted, utc_stamp
from wellsourced.steps.reask import Answer

__all__ = ["RefreshOptions", "refresh"]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class RefreshOptions(Common):
    """What `refresh` can be told."""

    due: Annotated[bool, flag("Every page of which a statement is past its shelf life, soonest first.")] = (
        False
    )
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

    Without one the page is confirmed as of now, and what did not change is not weighed again.
    """
    if (page is None) is not options.due:
        raise InputError("name a page or an edition, or give --due: see `wellsourced editions`")
    if options.most < 1:
        raise InputError(f"--most {options.most}: give a number from 1 up")
    settings = settings_of(options, **({"search": ()} if options.offline else {}))
    with progress(options.quiet) as tell:
        desk = open_desk(settings, tell)
        with closing(desk.library):
            pages = _wanted(page, desk, options)
            reader = None if options.offline else open_reader(settings)
            done = [(one, bring_up_to_date(newest(one, desk.library), desk, reader)) for one in pages]
    if options.json:
        print_json([_as_json(one, outcome) for one, outcome in done])
    else:
        _print(done)
    return 0


def _wanted(name: str | None, desk: Desk, options: RefreshOptions) -> list[Page]:
    if name is None:
        return due_pages(desk.library, desk.clock.now())[: options.most]
    return [desk.library.page(desk.library.edition(name).page)]


def _print(done: Sequence[tuple[Page, Refreshed]]) -> None:
    terminal = console()
    if not done:
        print_text(terminal, Text("Nothing is due."))
    for page, outcome in done:
        print_text(terminal, Text(page.title, style="bold"))
        for line in _told(outcome):
            print_text(terminal, Text(line), indent=2)


def _told(outcome: Refreshed) -> list[str]:
    asked = sum(one.answer is not Answer.UNREACHED for one in outcome.asked)
    lines = [f"{counted(asked, 'source')} asked again"]
    if outcome.edition is not None:
        lines.insert(
            0, f"Edition {outcome.edition.number} ({outcome.edition.id[:20]}): {outcome.edition.note}"
        )
        lines += outcome.moves.because
    elif outcome.confirmation is not None:
        when = utc_stamp(outcome.confirmation.confirmed_at)
        lines.insert(0, f"Confirmed {when}: edition {outcome.stands.number} stands")
        lines += [f"Gone, the archived copy stands: {uri}" for uri in outcome.confirmation.dead]
    lines += [f"Not reached: {one.error}" for one in outcome.asked if one.answer is Answer.UNREACHED]
    return lines


def _as_json(page: Page, outcome: Refreshed) -> Mapping[str, object]:
    confirmed = outcome.confirmation
    return {
        "page": page.id,
        "title": page.title,
        "edition": outcome.stands.id,
        "number": outcome.stands.number,
        "new": outcome.edition is not None,
        "note": summed_up(outcome.changes) if outcome.changes else "",
        "confirmed_at": None if confirmed is None else utc_stamp(confirmed.confirmed_at),
        "changes": changes_json(outcome.changes),
        "because": list(outcome.moves.because),
        "asked": [
            {"uri": one.source.uri, "answer": one.answer.value, "error": one.error or None}
            for one in outcome.asked
        ],
    }
