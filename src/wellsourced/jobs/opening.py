"""The queue that the settings name: beside the library, or in a database that many machines share."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path

from wellsourced.jobs.databases import database_url
from wellsourced.jobs.ledger import Ledger
from wellsourced.jobs.queue import DurableQueue
from wellsourced.jobs.turns import Limits
from wellsourced.model.ids import digest
from wellsourced.ports import Clock
from wellsourced.settings import Settings

__all__ = ["folder_beside", "open_durable", "queue_name"]

_LETTERS = 12


def folder_beside(library: Path | str) -> Path:
    """The folder of a library's queue and of the locks of its workers: `LIBRARY.jobs`.

    Of a library that is in no folder it is among the user's data.
    """
    if isinstance(library, str):
        return user_data_path("wellsourced") / f"{queue_name(library)}.jobs"
    whole = library.resolve()
    return whole.with_name(f"{whole.name}.jobs")


def queue_name(library: Path | str) -> str:
    """What the queue of a library is called: machines that share it name the library the same."""
    _, _, letters = digest("library", str(_whole(library))).partition("-")
    return f"wellsourced-{letters[:_LETTERS]}"


def _whole(library: Path | str) -> Path | str:
    return library if isinstance(library, str) else library.resolve()


def open_durable(settings: Settings, clock: Clock) -> DurableQueue:
    """The queue of a library's jobs, in the records' database where none is named for it.

    Raises `Config` where its place cannot be reached or written.
    """
    folder = folder_beside(settings.library)
    named = settings.jobs_database or settings.database
    url = database_url(folder, None if named is None else named.get_secret_value())
    limits = Limits(at_once=settings.jobs_at_once, a_day=settings.jobs_a_day, tries=settings.jobs_tries)
    return DurableQueue(Ledger(url, folder, queue_name(settings.library)), limits, clock)
