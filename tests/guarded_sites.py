"""Sites with accounts over small libraries, and people who visit them: in this process, or over a port."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import uvicorn
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from builders import NOW, archived, cite, inquiry, report, say, source, verdict
from wellsourced.adapters.extractors import Extractors
from wellsourced.model.editions import Edition, Page
from wellsourced.model.reports import Section
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Added, Capture
from wellsourced.settings import Settings, read_settings
from wellsourced.web.accounts.passwords import Passwords
from wellsourced.web.app import make_app
from wellsourced.web.opening import opened_site
from wellsourced.web.site import Site
from wellsourced.web.visitors import Role

__all__ = ["PASSWORD", "Guest", "Told", "guarded", "guest", "held", "published", "served", "settings_of"]

PASSWORD = "nineteen blue kettles"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Hashing that costs next to nothing: what it costs for real has a test of its own."""


def settings_of(folder: Path, accounts: str = "invited", **more: object) -> Settings:
    """Settings of a site of its own, with limits that no test meets by accident."""
    limits = {"limit_sign_ins": 1000, "limit_actions": 0, "limit_reads": 0}
    return read_settings(
        library=folder / "library", casebooks="none", accounts=accounts, **{**limits, **more}
    )


@contextmanager
def guarded(folder: Path, accounts: str = "invited", **more: object) -> Iterator[Site]:
    """A site; with accounts somebody of each role is known by its name, `PASSWORD` their password."""
    with opened_site(settings_of(folder, accounts, **more)) as site:
        if site.accounts is not None:
            site.accounts.passwords = Passwords(QUICK)
            for role in Role:
                site.accounts.add(f"{role.value}-anna", role, PASSWORD)
        yield site


@dataclass(frozen=True)
class Guest:
    """A browser on a site, with its own cookies."""

    client: TestClient

    def csrf(self, address: str = "/account") -> str:
        """What a form there carries."""
        found = re.search(r'name="csrf" value="([^"]*)"', self.client.get(address).text)
        assert found is not None, f"no form at {address}"
        return unescape(found[1])

    def signs_in(self, name: str, password: str = PASSWORD) -> Guest:
        """The same browser, signed in."""
        said = {"name": name, "password": password, "csrf": self.csrf()}
        answer = self.client.post("/account/sign-in", data=said)
        assert answer.status_code == 303, answer.text
        return self

    def sends(self, address: str, **said: object) -> int:
        """The status that answers a form, filled in with its own token."""
        return self.client.post(address, data={"csrf": self.csrf(), **said}).status_code


def guest(app: FastAPI, base: str = "http://localhost") -> Guest:
    """Somebody who was never there before."""
    return Guest(TestClient(app, base_url=base, follow_redirects=False))


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a page and its source say: every text a reader could come across."""

    title: str = "May shops sell permits?"
    place: str = "Avonia"
    source: str = "Permits in Avonia"
    publisher: str = "Alder County"
    uri: str = "https://alder.example/permits"
    text: str = "A county may let shops sell day permits. It may also bar them from it."
    note: str = "As asked by a reader"
    topic: str = "Permits"
    slug: str = "may-shops-sell-permits"


def held(site: Site, *told: Told) -> list[tuple[Source, tuple[str, ...]]]:
    """Put the sources in the library; each with the ids of its passages."""
    sources = [
        replace(source("x", one.source, one.publisher, SourceKind.NEWS, "2031-01-15"), uri=one.uri)
        for one in told
    ]
    captures = [
        Capture(source=about, body=one.text.encode(), media_type="text/plain", captured_at=NOW)
        for about, one in zip(sources, told, strict=True)
    ]
    added = site.library.add(captures, Extractors())
    assert all(isinstance(one, Added) for one in added), added
    view, documents = site.library.view(NOW.date()), [one.document for one in added if isinstance(one, Added)]
    return [
        (about, tuple(one.id for one in view.passages_of(document)))
        for about, document in zip(sources, documents, strict=True)
    ]


def published(site: Site, *told: Told, editions: int = 1) -> list[Edition]:
    """Publish pages that say so, and each cites a passage that the library holds."""
    made = []
    for one, (about, passages) in zip(told, held(site, *told), strict=True):
        made += _published(site, one, about, passages[0], editions)
    site.directory._found = None  # the catalogue is looked at anew once a second: tests do not wait
    return made


def _published(site: Site, told: Told, about: Source, passage_id: str, editions: int) -> list[Edition]:
    view = site.library.view(NOW.date())
    passage = view.passage(passage_id)
    exhibit = replace(archived(about, passage.text), passage=passage)
    cited = cite(exhibit)
    page = Page(claims=(told.title,), place=None, agency=None, title=told.title, slug=told.slug)
    made = []
    for number in range(editions):
        at = NOW + timedelta(days=number)
        saved = report(
            inquiry=replace(inquiry(told.title), slug=told.slug, place=None),
            checked_at=at,
            verdicts=(replace(verdict(answer=say(told.title, cited)), claim=told.title),),
            summary=(say(told.text, cited),),
            sections=(Section(title=say(told.source, cited), statements=(say(told.note, cited),)),),
            bottom_line=(say(f"{told.place}: {number + 1}", cited),),
            watch=(),
            unknowns=(),
            provisions=(),
            followups=(told.title,),
            topics=(told.topic,),
            exhibits=(exhibit,),
            withheld=(),
            leads=(about,),
        )
        site.library.save_report(saved)
        made.append(site.library.publish(page, saved.id, at, told.note, {}))
    return made


@contextmanager
def served(site: Site) -> Iterator[str]:
    """The address of the site on a port of this machine, as a browser needs it."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        server = uvicorn.Server(uvicorn.Config(make_app(site), log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{place.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
