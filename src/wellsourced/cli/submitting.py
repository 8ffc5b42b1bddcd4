"""`wellsourced submit`: work left to workers, that nobody waits for here."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from wellsourced.adapters.files import file_sources
from wellsourced.adapters.web.addresses import is_web
from wellsourced.adapters.web.sources import web_sources
from wellsourced.cli.checking import CheckOptions, inquiry_asked
from wellsourced.cli.jobs import tell_jobs
from wellsourced.cli.options import Common, flag, option, settings_of
from wellsourced.cli.pages import plan_library
from wellsourced.config import open_library, open_queue
from wellsourced.errors import InputError
from wellsourced.jobs.orders import Order, Urgency, order_to_add, order_to_check, order_to_refresh
from wellsourced.jobs.refreshing import newest
from wellsourced.model.sources import Source
from wellsourced.ports import Library
from wellsourced.refresh import checked_at
from wellsourced.settings import Settings

__all__ = ["SubmitOptions", "submit"]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class SubmitOptions(Common):
    """What `submit` can be told."""

    add: Annotated[bool, flag("They are files, folders or web addresses, to be put in the library.")] = False
    refresh: Annotated[bool, flag("They are pages or editions, to be brought up to date.")] = False
    place: Annotated[str | None, option('Where it is asked for: "Texas", "Mecklenburg County, NC".')] = None
    on: Annotated[str | None, option("Law and evidence as of this day, YYYY-MM-DD; default: today.")] = None
    agency: Annotated[
        str | None, option("Whose powers are asked about: `police`, `jail`, ... of the casebooks.")
    ] = None
    publish: Annotated[bool, flag("Make an edition of each report; see `publish`.")] = False
    later: Annotated[bool, flag("Behind all that somebody waits for.")] = False
    user: Annotated[str, option("Whose limits it counts against; default: nobody's.")] = ""


DEFAULTS = SubmitOptions()


def submit(
    *texts: Annotated[
        str,
        Parameter(help="Questions or claims, each in quotes; with --add or --refresh what these say."),
    ],
    options: SubmitOptions = DEFAULTS,
) -> int:
    """Leave checks, refreshes or sources to be added to the workers that `work` starts; see `jobs`.

    Each becomes a job that outlives every process: what one worker leaves when it dies another takes up.
    What is asked twice on a day is one job.
    """
    if not texts:
        raise InputError("nothing to do: give a question or a claim, in quotes")
    if options.add and options.refresh:
        raise InputError("--add and --refresh contradict each other: give one of them")
    settings = settings_of(options)
    orders = _orders(texts, options, settings)
    plan_library(settings)
    with closing(open_queue(settings)) as queue:
        tell_jobs([queue.submit(order) for order in orders], options.json)
    return 0


def _orders(texts: Sequence[str], options: SubmitOptions, settings: Settings) -> list[Order]:
    """What is asked for, all of it looked at before any of it is begun. Raises `InputError`."""
    urgency = Urgency.BULK if options.later else Urgency.ASKED
    if options.add:
        return [order_to_add(_sources(texts), user=options.user, urgency=urgency)]
    if options.refresh:
        with closing(open_library(settings)) as library:
            return [_to_refresh(name, library, options.user, urgency) for name in texts]
    asked = CheckOptions(place=options.place, on=options.on, agency=options.agency)
    inquiries = [inquiry_asked(text, asked, settings) for text in texts]
    return [
        order_to_check(one, publish=options.publish, user=options.user, urgency=urgency) for one in inquiries
    ]


def _to_refresh(name: str, library: Library, user: str, urgency: Urgency) -> Order:
    page = library.page(name if name.startswith("page-") else library.edition(name).page)
    edition = newest(page, library)
    return order_to_refresh(edition, checked_at(edition, library), page.title, user=user, urgency=urgency)


def _sources(wanted: Sequence[str]) -> list[Source]:
    files = file_sources([Path(one) for one in wanted if not is_web(one)])
    return [*files, *web_sources([one for one in wanted if is_web(one)])]
