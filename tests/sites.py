"""Sites for tests: a small library with a published page, served to a client in this process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient

from desks import ask, desk_of
from test_publish import ASKED, FERRY, SAYS_MORE
from wellsourced.check import Desk
from wellsourced.model.editions import Edition
from wellsourced.publish import publish
from wellsourced.settings import Settings, read_settings
from wellsourced.web.app import make_app
from wellsourced.web.opening import opened_site

__all__ = ["KEY", "csrf_of", "kept_page", "second_edition", "served", "settings_over"]

KEY = "does-the-gull-island-ferry-carry-cars-on-sundays"


def kept_page(directory: Path) -> tuple[Desk, Edition]:
    """A desk over a library in a folder, with one published page."""
    desk = desk_of([FERRY], directory)
    report = ask(ASKED, desk)
    desk.library.save_report(report)
    return desk, publish(report.id, desk)


def second_edition(directory: Path) -> Edition:
    """Another edition of that page, with one source more."""
    desk = desk_of([FERRY, SAYS_MORE], directory)
    report = replace(ask(ASKED, desk))
    desk.library.save_report(report)
    return publish(report.id, desk)


def settings_over(directory: Path) -> Settings:
    """The settings of a site over the library in a folder."""
    return read_settings(library=directory, casebooks=())


@contextmanager
def served(settings: Settings) -> Iterator[TestClient]:
    """A client of the site that these settings make; it follows no redirect by itself."""
    with opened_site(settings) as site:
        app = make_app(site)
        with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
            yield client


def csrf_of(client: TestClient, address: str = "/ask") -> str:
    """What a form there carries, which every form that is sent must."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(address).text)
    assert found is not None, f"no form at {address}"
    return found[1]
