"""The page that a name on the command line means."""

from __future__ import annotations

from contextlib import closing

from wellsourced.config import SystemClock, open_desk, open_library
from wellsourced.errors import InputError
from wellsourced.model.editions import Page, flat_wording
from wellsourced.ports import quiet
from wellsourced.publish import page_for
from wellsourced.settings import Settings
from wellsourced.steps.classify import read_inquiry

__all__ = ["page_called"]


def page_called(name: str, settings: Settings) -> Page:
    """The page of an id or of an edition's, a title or wording, or a question in other words.

    Raises `InputError` where there is none.
    """
    with closing(open_library(settings)) as library:
        if name.startswith("page-"):
            return library.page(name)
        if name.startswith("edition-"):
            return library.page(library.edition(name).page)
        known = [page for page in library.pages() if page.is_worded(name) or page.slug == flat_wording(name)]
    if len(known) == 1:
        return known[0]
    if known:
        ids = ", ".join(page.id[:20] for page in known)
        raise InputError(f"{name!r} is asked on {len(known)} pages: give the id of one, {ids}")
    desk = open_desk(settings, quiet)
    with closing(desk.library):
        found = page_for(read_inquiry(name, on=SystemClock().now().date()), desk)
    if found is None:
        raise InputError(f"no page answers {name!r}: `wellsourced editions` lists those there are")
    return found
