"""A site over a small made-up library, with whoever is wanted at its door and a worker in this process."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from desks import NOW, Text, desk_of
from wellsourced.adapters.extractors import Extractors
from wellsourced.check import Desk
from wellsourced.errors import Permanent
from wellsourced.jobs.databases import database_url
from wellsourced.jobs.doing import Tools
from wellsourced.jobs.ledger import Ledger
from wellsourced.jobs.orders import order_to_check
from wellsourced.jobs.queue import DurableQueue
from wellsourced.jobs.turns import Limits
from wellsourced.jobs.worker import Manner, work_off
from wellsourced.model.editions import Edition
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture
from wellsourced.settings import Settings
from wellsourced.steps.classify import read_inquiry
from wellsourced.steps.gather import Web
from wellsourced.web.app import make_app
from wellsourced.web.catalogue import Directory
from wellsourced.web.databases import site_database
from wellsourced.web.desk.store import FILE, FlagStore
from wellsourced.web.kept_files import KeptFiles
from wellsourced.web.pressing import Press
from wellsourced.web.reads import Reads
from wellsourced.web.site import Site
from wellsourced.web.visitors import MAY, May, Role, Visitor
from wellsourced.web.visits import VISIT
from wellsourced.web.watching import Watches

__all__ = ["COUNCIL", "EDITOR", "NOBODY", "OFFICE", "PRICE", "READER", "REPORTER", "Newsroom", "newsroom"]

PRICE = "How much does a fishing permit in Alderford cost?"
OFFICE = Text(
    uri="https://harbor.example/permits",
    publisher="Alderford Harbor Office",
    published="2026-05-02",
    body="The Alderford harbor office sells fishing permits. A fishing permit in Alderford costs $27 a year "
    "as of May 2026. The harbor office must refuse a fishing permit to anyone under 12.",
)
COUNCIL = Text(
    uri="https://council.example/act",
    publisher="Alderford Council",
    published="2026-04-11",
    kind=SourceKind.LAW,
    body="Tackle shops in Alderford may sell fishing permits. The act took effect on June 1, 2025. Tackle "
    "shops must send the money to the harbor office every month.",
)


def visitor(name: str, role: Role) -> Visitor:
    return Visitor(name=name, role=role, may=MAY[role], csrf=f"csrf of {name}")


NOBODY = Visitor(may=frozenset({May.FLAG}), csrf="csrf of nobody")
READER = visitor("rita", Role.READER)
REPORTER = visitor("rob", Role.REPORTER)
EDITOR = visitor("edda", Role.EDITOR)


@dataclass
class Door:
    """Lets in whoever stands there now."""

    visitor_now: Visitor = EDITOR

    def visitor(self, request: Request) -> Visitor:
        return self.visitor_now


@dataclass
class Hands:
    """A clock that stands still until it is set."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment


@dataclass
class Shelf:
    """What can be fetched: bodies by address; of all else it is said to be gone."""

    clock: Hands
    bodies: dict[str, str] = field(default_factory=dict)

    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        return [self._one(source) for source in sources]

    def _one(self, source: Source) -> Capture | Exception:
        if source.uri not in self.bodies:
            return Permanent(f"{source.uri} is gone: name another")
        body = self.bodies[source.uri].encode()
        return Capture(source=source, body=body, media_type="text/plain", captured_at=self.clock.now())


@dataclass
class Noting:
    """The application, with what its visits were noted to have done."""

    app: ASGIApp
    logged: list[tuple[str, str, str]]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)
        visit = scope.get(VISIT)
        if visit is not None and visit.did:
            self.logged.append((visit.acted.name, visit.did, visit.on))


@dataclass
class Newsroom:
    """The site with its door, its library's desk, and what its actions were logged as."""

    site: Site
    client: TestClient
    door: Door
    desk: Desk
    queue: DurableQueue
    shelf: Shelf
    clock: Hands
    logged: list[tuple[str, str, str]]

    def work(self) -> None:
        """Work off what was asked."""
        reader = Web(providers=(), fetcher=self.shelf, extractor=Extractors())
        work_off(
            self.queue,
            Tools(desk=self.desk, reader=reader, drafts=self.queue.drafts),
            Manner(until_empty=True, tick=0.01),
        )

    def get(self, address: str, /, **headers: str) -> Response:
        return self.client.get(address, headers=headers, follow_redirects=False)

    def json(self, address: str) -> dict[str, Any]:
        told = self.client.get(address, headers={"accept": "application/json"})
        return dict(told.json())

    def post(self, address: str, /, **said: object) -> Response:
        """Send a form as the visitor who stands at the door."""
        form = {"csrf": self.door.visitor_now.csrf, **said}
        return self.client.post(address, data=form, follow_redirects=False)

    def done(self, address: str, /, **said: object) -> str:
        """Send a form that is asked about once more, and say yes; where it leads."""
        asked = self.post(address, **said)
        assert asked.status_code == 200 and "nothing has happened yet" in asked.text, asked.text
        answered = self.post(address, **said, sure="true")
        assert answered.status_code == 303, answered.text
        return answered.headers["location"]

    def publish(self, question: str = PRICE) -> Edition:
        """A page made of a question, by the command line as it were."""
        inquiry = read_inquiry(question, on=NOW.date())
        job = self.queue.submit(order_to_check(inquiry, publish=True))
        self.work()
        result = self.queue.job(job.id).result
        assert result is not None
        self.site.directory.look_again()
        return self.site.library.edition(result["edition"])

    def key_of(self, sentence: str, page: str) -> str:
        """What stands for a sentence in the forms of a page."""
        told = self.json(f"{page}/flag")["statements"]
        assert isinstance(told, list)
        return str(next(one["key"] for one in told if one["text"] == sentence))


def text_of(reply: Response) -> str:
    """The words of a page."""
    body = re.sub(r"<head>.*?</head>|<[^>]+>", " ", reply.text, flags=re.S)
    return " ".join(unescape(body).split())


@contextmanager
def newsroom(folder: Path, limits: Limits | None = None, **settings: object) -> Iterator[Newsroom]:
    """A newsroom whose library holds what the harbor office and the council say."""
    clock = Hands()
    desk = replace(desk_of([OFFICE, COUNCIL], folder), clock=clock)
    jobs = folder / "library.jobs"
    jobs.mkdir()
    queue = DurableQueue(
        Ledger(database_url(jobs, None), jobs, "wellsourced-test"), limits or Limits(), clock
    )
    kept, door = KeptFiles(folder / "library.site"), Door()
    directory = Directory(desk.library, kept)
    shelf = Shelf(clock, {one.uri: one.body for one in (OFFICE, COUNCIL) if one.uri is not None})
    logged: list[tuple[str, str, str]] = []

    named = Settings(library=folder / "library", casebooks=(), **settings)
    with (
        closing(queue),
        closing(Reads(desk.library, clock)) as reads,
        closing(FlagStore(site_database(named, FILE), "test")) as flags,
    ):
        site = Site(
            settings=named,
            library=desk.library,
            queue=queue,
            gate=door,
            clock=clock,
            actions={},
            agencies={"police": "the police", "jail": "the jail"},
            directory=directory,
            press=Press(desk.library, directory, kept, clock),
            reads=reads,
            watches=Watches(queue),
            flags=flags,
        )
        app = Noting(make_app(site), logged)
        client = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=True)
        yield Newsroom(site, client, door, desk, queue, shelf, clock, logged)
    desk.library.close()
