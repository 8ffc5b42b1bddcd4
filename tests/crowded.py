"""A site over a library of made-up pages, as `tools.crowd` fills it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient
from tools.crowd import crowd

from wellsourced.web.app import make_app
from wellsourced.web.opening import opened_site
from wellsourced.web.site import Site

__all__ = ["asked", "crowded_site"]


@contextmanager
def crowded_site(folder: Path, pages: int, **settings: object) -> Iterator[Site]:
    """A site with so many pages, opened; `settings` replace those of the library."""
    made = crowd(folder / "library", pages)
    with opened_site(made.model_copy(update=settings)) as site:
        yield site


def asked(site: Site, **settings: object) -> TestClient:
    """Who asks a site, set otherwise where `settings` say so."""
    set_so = replace(site, settings=site.settings.model_copy(update=settings)) if settings else site
    return TestClient(make_app(set_so), base_url="http://127.0.0.1", raise_server_exceptions=False)
