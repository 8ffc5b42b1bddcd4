"""A site made from settings: opened here, closed here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager

from wellsourced.config import SystemClock, load_casebooks, open_library, open_queue
from wellsourced.jobs.opening import queue_name
from wellsourced.rules.casebook import LoadedCasebook, action_words
from wellsourced.settings import Settings
from wellsourced.web.accounts.gate import AccountGate
from wellsourced.web.accounts.keeping import Accounts
from wellsourced.web.accounts.opening import open_accounts
from wellsourced.web.catalogue import Directory
from wellsourced.web.cookies import Cookies
from wellsourced.web.databases import site_database, site_folder
from wellsourced.web.desk.store import FILE as FLAGS
from wellsourced.web.desk.store import FlagStore
from wellsourced.web.finding import Finder
from wellsourced.web.gates import OpenDoor
from wellsourced.web.kept_files import KeptFiles
from wellsourced.web.pacing import Pace
from wellsourced.web.pressing import Press
from wellsourced.web.reads import Reads
from wellsourced.web.site import Gate, Site
from wellsourced.web.thresholds import Threshold
from wellsourced.web.watching import Watches

__all__ = ["opened_site"]


@contextmanager
def opened_site(settings: Settings) -> Iterator[Site]:
    """The site of the library that the settings name. Raises `Config` where its parts cannot be opened."""
    clock = SystemClock()
    kept = KeptFiles(site_folder(settings.library))
    threshold = Threshold.of(settings)
    accounts: Accounts | None = None
    gate: Gate = OpenDoor()
    with ExitStack() as opened:
        if settings.accounts != "none":
            accounts = opened.enter_context(closing(open_accounts(settings, clock)))
            gate = AccountGate(accounts, Cookies(secure=threshold.secure))
        library = opened.enter_context(closing(open_library(settings)))
        queue = opened.enter_context(closing(open_queue(settings)))
        directory = Directory(library, kept)
        casebooks = load_casebooks(settings)
        flags = FlagStore(site_database(settings, FLAGS), queue_name(settings.library))
        reads = opened.enter_context(closing(Reads(library, clock)))
        yield Site(
            settings=settings,
            library=library,
            queue=queue,
            gate=gate,
            clock=clock,
            actions=action_words(casebooks),
            casebooks=casebooks,
            agencies=_agencies(casebooks),
            flags=opened.enter_context(closing(flags)),
            finder=opened.enter_context(closing(Finder())),
            directory=directory,
            press=Press(library, directory, kept, clock, f"{settings.site_name} {settings.site_url}"),
            reads=reads,
            watches=Watches(queue),
            accounts=accounts,
            threshold=threshold,
            pace=Pace.of(settings),
        )


def _agencies(casebooks: Sequence[LoadedCasebook]) -> dict[str, str]:
    """Code and word of every agency; one that several casebooks know is called as the first calls it."""
    return {code: word for one in reversed(casebooks) for code, word in one.agencies.items()}
