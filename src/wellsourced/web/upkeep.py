"""Pages printed ahead of their readers, a little at a time: a reader seldom waits for one to be made."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from wellsourced.errors import WellsourcedError
from wellsourced.web.catalogue import Catalogue, Listing
from wellsourced.web.feeding import Room, Where
from wellsourced.web.rooms.reading import printed_edition
from wellsourced.web.site import Site

__all__ = ["kept_up", "made_ready"]

_LOG = logging.getLogger("wellsourced.web")

REST = 6.0
"""How much longer it rests than it works, so that readers have most of the machine."""

LOOK_AFTER = 5.0
"""Seconds after which it is looked whether something was published."""

AGAIN_AFTER = 3600.0
"""Seconds after which all pages are gone through though nothing befell any."""


def made_ready(site: Site) -> None:
    """Do what the first readers would wait for together: read all figures, and what the feed tells."""
    catalogue = site.directory.catalogue()
    site.press.ages.open(catalogue)
    _read_feeds_ahead(site, catalogue)
    for listing in catalogue.listings[:1]:  # templates are read with it
        _print(site, listing)


@contextmanager
def kept_up(site: Site) -> Iterator[None]:
    """Print what is published meanwhile, newest first, and look again each day at what goes off when."""
    stop = Event()
    thread = Thread(target=_keep_up, args=(site, stop), daemon=True, name="upkeep")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _keep_up(site: Site, stop: Event) -> None:
    done: object = None
    done_at = 0.0
    while not stop.wait(LOOK_AFTER if done else 0.1):
        catalogue = site.directory.catalogue()
        if catalogue is done and time.monotonic() - done_at < AGAIN_AFTER:
            continue
        _read_feeds_ahead(site, catalogue)
        for listing in catalogue.listings:
            began = time.monotonic()
            _print(site, listing)
            if stop.wait(REST * (time.monotonic() - began)):
                return
        done, done_at = catalogue, time.monotonic()


def _read_feeds_ahead(site: Site, catalogue: Catalogue) -> None:
    where = Where(base="", at=site.at)
    site.feeds.read_ahead(Room(library=site.library, catalogue=catalogue, actions=site.actions, where=where))


def _print(site: Site, listing: Listing) -> None:
    """What readers and programs take most; one that cannot be made is told of where it is asked for."""
    try:
        if listing.retraction is None:
            site.press.ages.look_again(listing)
        for form in ("html", "json"):
            printed_edition(site, listing, listing.stands, form)
    except (WellsourcedError, OSError) as error:
        _LOG.warning("%s was not printed ahead: %s", listing.key, error)
