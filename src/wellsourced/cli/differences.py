"""`wellsourced diff`: what a reader would see differ between two editions or reports."""

import sys
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from cyclopts import Parameter

from wellsourced.cli.options import Common, flag, option, settings_of
from wellsourced.cli.output import print_json
from wellsourced.config import Shelves, load_casebooks, open_library
from wellsourced.diff import diff as compared
from wellsourced.errors import InputError
from wellsourced.model.editions import Change, Edition
from wellsourced.model.reports import Report
from wellsourced.render.atom import atom_entry_of_reports
from wellsourced.render.change_notes import summed_up
from wellsourced.render.changes import changes_html, changes_json, changes_markdown, changes_text
from wellsourced.rules.casebook import action_words

__all__ = ["DiffOptions", "diff", "report_called"]

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
    """How `diff` tells what it finds."""

    format: Annotated[Format, option("How the changes are written.", show_default=True)] = Format.TEXT
    exit_code: Annotated[bool, flag("Exit 1 where anything differs.")] = False


DEFAULTS = DiffOptions()


def diff(
    a: Annotated[str, Parameter(help="The older report: its id or an edition's, or the first letters.")],
    b: Annotated[str, Parameter(help="The newer report: its id, or the first letters.")],
    /,
    *,
    options: DiffOptions = DEFAULTS,
) -> int:
    """Show what a reader would see differ between two reports.

    Verdicts, figures, statements (reworded ones word by word), rules, sources, and who judged. Ids, clocks,
    the order of things and another capture of the same words are no difference.
    """
    settings = settings_of(options)
    with closing(open_library(settings)) as library:
        before, after = report_called(a, library), report_called(b, library)
    changes = compared(before, after, actions=action_words(load_casebooks(settings)))
    if options.json:
        found = changes_json(changes)
        said = summed_up(changes)
        print_json({"before": before.id, "after": after.id, "summary": said, "changes": found})
    else:
        sys.stdout.write(_written(before, after, changes, options.format))
    return DIFFERENT if changes and options.exit_code else 0


def report_called(name: str, library: Shelves) -> Report:
    """The report that a name on the command line means. Raises `InputError` where it means none."""
    found = library.find(name)
    if isinstance(found, Edition):
        return library.report(found.report)
    if not isinstance(found, Report):
        kind = type(found).__name__.lower()
        raise InputError(f"{name!r} is a {kind}: name two editions or reports (see `editions`)")
    return found


def _written(before: Report, after: Report, changes: tuple[Change, ...], how: Format) -> str:
    match how:
        case Format.TEXT:
            return changes_text(changes)
        case Format.MARKDOWN:
            return changes_markdown(changes)
        case Format.HTML:
            return f"{changes_html(changes)}\n"
        case Format.ATOM:
            return atom_entry_of_reports(before, after, changes)
