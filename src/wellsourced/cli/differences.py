"""`wellsourced diff`: what a reader would see differ between two editions or reports, or since a day."""

import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from cyclopts import Parameter

from wellsourced.cli.options import Common, flag, option, read_day, settings_of
from wellsourced.cli.output import print_json
from wellsourced.cli.page_names import page_called
from wellsourced.config import Shelves, load_casebooks, open_library
from wellsourced.diff import Changes, answering_changes, asked_by, since
from wellsourced.diff import diff as compared
from wellsourced.errors import InputError
from wellsourced.model.editions import Change, Confirmation, Edition
from wellsourced.model.reports import Report
from wellsourced.render.atom import Entry, atom_entry, edition_entry, reports_entry, since_entry
from wellsourced.render.change_notes import summed_up
from wellsourced.render.changes import changes_html, changes_json, changes_markdown, changes_text
from wellsourced.render.holdings_json import edition_json
from wellsourced.render.since_then import NOTHING_TOLD, SinceThen, since_then
from wellsourced.render.words import utc_stamp
from wellsourced.rules.casebook import action_words
from wellsourced.settings import Settings

__all__ = ["DiffOptions", "diff"]

DIFFERENT = 1
"""The exit code of `--exit-code` where anything differs."""


class Format(StrEnum):
    """How the changes are written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    ATOM = "atom"


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class DiffOptions(Common):
    """What `diff` compares and how it tells what it finds."""

    since: Annotated[
        str | None,
        option("A day, 2026-10-01: what changed on a page since its end (UTC), for who last read it then."),
    ] = None
    format: Annotated[Format, option("How the changes are written.", show_default=True)] = Format.TEXT
    exit_code: Annotated[bool, flag("Exit 1 where anything differs.")] = False


DEFAULTS = DiffOptions()


@dataclass(frozen=True, kw_only=True)
class _Found:
    """The changes, and all that is printed of them; an Atom entry's are those of the day it is dated."""

    changes: tuple[Change, ...]
    entry: Entry
    document: Mapping[str, object]
    told: SinceThen = NOTHING_TOLD


def diff(
    a: Annotated[
        str,
        Parameter(
            help="The older report: its id or an edition's, or the first letters. "
            "With --since a page: its id, or its question in any words."
        ),
    ],
    b: Annotated[str | None, Parameter(help="The newer report: its id, or the first letters.")] = None,
    /,
    *,
    options: DiffOptions = DEFAULTS,
) -> int:
    """Show what a reader would see differ between two reports, or on a page since a day.

    Verdicts, figures, statements (reworded ones word by word), rules, sources (also those that no longer
    answer), and who judged. Ids, clocks, the order of things and another capture of the same words are no
    difference. Since a day: from the edition that stood then, with what was published and confirmed since.
    """
    settings = settings_of(options)
    if (b is None) is (options.since is None):
        raise InputError("name two editions or reports, or one page with --since DAY")
    found = _between(a, b, settings) if b is not None else _since(a, options.since or "", settings)
    if options.json:
        said = summed_up(found.changes)
        print_json({**found.document, "summary": said, "changes": changes_json(found.changes)})
    else:
        sys.stdout.write(_written(found, options.format))
    return DIFFERENT if found.changes and options.exit_code else 0


def _between(a: str, b: str, settings: Settings) -> _Found:
    with closing(open_library(settings)) as library:
        older, newer = _called(a, library), _called(b, library)
        before, after = _report(older, library), _report(newer, library)
        said = compared(before, after, actions=action_words(load_casebooks(settings)))
        answers: tuple[Change, ...] = ()
        if isinstance(older, Edition) and isinstance(newer, Edition):
            answers = tuple(answering_changes(after, _asked(older, library), _asked(newer, library)))
        if isinstance(newer, Edition) and newer.previous == getattr(older, "id", None):
            # The same entry as in the feed of the page.
            entry = edition_entry(newer, said, title=library.page(newer.page).title)
        else:
            entry = reports_entry(before, after, said)
    changes = (*said, *answers)
    return _Found(changes=changes, entry=entry, document={"before": before.id, "after": after.id})


def _called(name: str, library: Shelves) -> Edition | Report:
    """The edition or report that a name means. Raises `InputError` where it means none."""
    found = library.find(name)
    if not isinstance(found, Edition | Report):
        kind = type(found).__name__.lower()
        raise InputError(f"{name!r} is a {kind}: name two editions or reports (see `editions`)")
    return found


def _report(named: Edition | Report, library: Shelves) -> Report:
    return library.report(named.report) if isinstance(named, Edition) else named


def _asked(edition: Edition, library: Shelves) -> Confirmation | None:
    return asked_by(edition, library.editions(edition.page), library.confirmations(edition.page))


def _since(name: str, text: str, settings: Settings) -> _Found:
    day = read_day(text, "--since")
    page = page_called(name, settings)
    with closing(open_library(settings)) as library:
        chain, retraction = library.editions(page.id), library.retraction(page.id)
        found = since(
            chain,
            {one.report: library.report(one.report) for one in chain},
            day,
            confirmations=library.confirmations(page.id),
            actions=action_words(load_casebooks(settings)),
        )
    told = since_then(day, found.before, found.editions, found.confirmations, retraction)
    document = {
        "before": found.before.report,
        "after": found.after.report,
        "page": page.id,
        "since": day.isoformat(),
        "stood": edition_json(found.before),
        "stands": edition_json(found.after),
        "editions": [edition_json(one) for one in found.editions],
        "confirmations": [_confirmation_json(one) for one in found.confirmations],
        "retracted": None if retraction is None else retraction.why,
    }
    entry = since_entry(page, day, _last(found), found.changes, told)
    return _Found(changes=found.changes, entry=entry, document=document, told=told)


def _last(found: Changes) -> datetime:
    """When the newest of what is told happened."""
    return max((found.after.published_at, *(one.confirmed_at for one in found.confirmations)))


def _confirmation_json(confirmation: Confirmation) -> dict[str, object]:
    return {
        "edition": confirmation.edition,
        "confirmed_at": utc_stamp(confirmation.confirmed_at),
        "asked": confirmation.asked,
        "dead": list(confirmation.dead),
        "unreached": confirmation.unreached,
    }


def _written(found: _Found, how: Format) -> str:
    match how:
        case Format.TEXT:
            return changes_text(found.changes, found.told)
        case Format.MARKDOWN:
            return changes_markdown(found.changes, found.told)
        case Format.HTML:
            return f"{changes_html(found.changes, found.told)}\n"
        case Format.ATOM:
            return atom_entry(found.entry)
