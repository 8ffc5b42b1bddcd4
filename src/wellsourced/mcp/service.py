"""What every call works with: the tools of a check, the library, and the pages that are in sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date
from typing import cast

from wellsourced.check import Desk
from wellsourced.config import Shelves, SystemClock, load_casebooks, open_desk
from wellsourced.errors import Config
from wellsourced.ports import Clock, quiet
from wellsourced.rules.casebook import LoadedCasebook, action_words
from wellsourced.settings import Settings
from wellsourced.web.catalogue import Directory
from wellsourced.web.databases import site_folder
from wellsourced.web.kept_files import KeptFiles
from wellsourced.web.pressing import Press

__all__ = ["Service", "opened_service", "refuse_read_only"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One library as agents use it. Several threads may ask at once; checks take turns.

    `reads_web` is whether pages named by an agent may be read: only who starts the server can allow it.
    """

    settings: Settings
    desk: Desk
    library: Shelves
    directory: Directory
    press: Press
    clock: Clock
    casebooks: Sequence[LoadedCasebook]
    actions: Mapping[str, str]
    """The casebooks' words for their actions, by code."""
    reads_web: bool = False

    def today(self) -> date:
        """This day, in UTC."""
        return self.clock.now().astimezone(UTC).date()


@contextmanager
def opened_service(settings: Settings, *, reads_web: bool = False) -> Iterator[Service]:
    """The service of the library that the settings name. Raises `Config` where a part cannot be opened."""
    desk, clock = open_desk(settings, quiet), SystemClock()
    library = cast(Shelves, desk.library)
    with closing(library):
        casebooks = load_casebooks(settings)
        kept = KeptFiles(site_folder(settings.library))
        directory = Directory(library, kept)
        yield Service(
            settings=settings,
            desk=desk,
            library=library,
            directory=directory,
            press=Press(library, directory, kept, clock),
            clock=clock,
            casebooks=casebooks,
            actions=action_words(casebooks),
            reads_web=reads_web or bool(settings.search),
        )


def refuse_read_only(service: Service) -> None:
    """Raise `Config` where what is about to be found could not be kept."""
    if service.settings.read_only:
        raise Config("this library is opened to be read only, and this would write to it: ask who runs it")
