"""What every request works with: the library, its queue and accounts, and what is kept at hand of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from starlette.requests import Request

from wellsourced.config import Shelves
from wellsourced.jobs.orders import Queue
from wellsourced.ports import Clock
from wellsourced.rules.casebook import LoadedCasebook
from wellsourced.settings import Settings
from wellsourced.web.accounts.keeping import Accounts
from wellsourced.web.addresses import Addresses
from wellsourced.web.catalogue import Directory
from wellsourced.web.desk.store import FlagStore
from wellsourced.web.feeding import Feeds
from wellsourced.web.finding import Finder
from wellsourced.web.overviews import Overviews
from wellsourced.web.pacing import Pace
from wellsourced.web.pressing import Press
from wellsourced.web.reads import Reads
from wellsourced.web.thresholds import Threshold
from wellsourced.web.visitors import Visitor
from wellsourced.web.watching import Watches

__all__ = ["Gate", "Site", "site_of"]


class Gate(Protocol):
    """Tells who a request comes from; see `web.accounts`."""

    def visitor(self, request: Request) -> Visitor:
        """Who asks. Raises `NotAllowed` where a session or token is not good any more."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site over one library. Whatever is opened here is closed by who made it."""

    settings: Settings
    library: Shelves
    queue: Queue
    gate: Gate
    clock: Clock
    actions: Mapping[str, str]
    """The casebooks' words for what their codes stand for."""
    agencies: Mapping[str, str]
    """The agencies that can be asked about, by code: the casebooks' words for them."""
    directory: Directory
    press: Press
    reads: Reads
    watches: Watches
    flags: FlagStore
    casebooks: tuple[LoadedCasebook, ...] = ()
    """Those whose rules are told of places."""
    overviews: Overviews = field(default_factory=Overviews)
    finder: Finder = field(default_factory=Finder)
    feeds: Feeds = field(default_factory=Feeds)
    at: Addresses = field(default_factory=Addresses)
    """Addresses as links within the site have them."""
    accounts: Accounts | None = None
    """None where there are none: whoever is on the machine may do everything."""
    threshold: Threshold = field(default_factory=Threshold)
    pace: Pace = field(default_factory=Pace)


def site_of(request: Request) -> Site:
    """The site that a request was made to."""
    site: Site = request.app.state.site
    return site
