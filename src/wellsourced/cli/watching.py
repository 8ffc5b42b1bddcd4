"""`wellsourced watch`: what published pages tell readers to watch, and when each is looked at again."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime

from rich.text import Text

from wellsourced.cli.options import Common, settings_of
from wellsourced.cli.output import console, print_json, print_text
from wellsourced.config import SystemClock, open_library
from wellsourced.jobs.watching import Watched, watch_list
from wellsourced.render.words import checked_on, long_date, utc_stamp

__all__ = ["watch"]

DEFAULTS = Common()


def watch(*, options: Common = DEFAULTS) -> int:
    """List what published pages say to watch: the day each names, and when it is looked at again and why."""
    now = SystemClock().now()
    with closing(open_library(settings_of(options))) as library:
        found = watch_list(library, now)
    if options.json:
        print_json({"watch": [_as_json(one, now) for one in found]})
    else:
        _print(found, now)
    return 0


def _print(found: Sequence[Watched], now: datetime) -> None:
    page = console()
    for one in found:
        day = "No day named" if one.day is None else long_date(one.day)
        print_text(page, Text(f"{day}  ", style="bold").append(one.page.title, style="not bold"))
        print_text(page, Text(one.statement), indent=2)
        print_text(page, Text(f"{_due_words(one, now)}. {one.why}", style="dim"), indent=2)
    if not found:
        print_text(page, Text("No published page names anything to watch."))


def _due_words(one: Watched, now: datetime) -> str:
    return "Due now" if one.due_at <= now else f"Due {checked_on(one.due_at).removeprefix('Checked on ')}"


def _as_json(one: Watched, now: datetime) -> dict[str, object]:
    return {
        "page": one.page.id,
        "title": one.page.title,
        "edition": one.edition.id,
        "statement": one.statement,
        "day": None if one.day is None else one.day.isoformat(),
        "due_at": utc_stamp(one.due_at),
        "due": one.due_at <= now,
        "why": one.why,
    }
