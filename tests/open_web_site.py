"""A made-up open web on loopback: hosts with good, bad and ugly pages, and what is to become of each."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace

from open_web_pages import (
    NOT_PAGES,
    Told,
    bombs,
    document,
    good,
    html,
    huge,
    markup,
    misencoded,
    slow,
    told,
)
from web_server import Page, Site, serving

HOSTS = 8
"""Machines of the web, each asked by itself; one more is busy for an hour."""
ADDED = ""
"""What is said of a page that is not refused."""

SHARES = {
    "copy": 0.05,
    "error": 0.05,
    "slow": 0.02,
    "huge": 0.02,
    "misencoded": 0.05,
    "bomb": 0.02,
    "redirect": 0.05,
    "closed": 0.04,
    "not a page": 0.03,
    "tracked": 0.02,
    "document": 0.08,
    "other type": 0.01,
}
"""Of all pages; the rest are good ones in HTML."""


@dataclass(frozen=True)
class Expected:
    """What is to become of an address: `says` is a pattern of the refusal, `ADDED` where it is added."""

    kind: str
    says: str = ADDED
    sentence: str = ""


@dataclass
class OpenWeb:
    """The sites, every address that is asked for, and what is to become of it."""

    sites: list[Site]
    busy: Site
    expected: dict[str, Expected] = field(default_factory=dict)

    @property
    def allowed(self) -> str:
        """The setting that lets the program come here."""
        return ",".join(site.address.removeprefix("http://") for site in [*self.sites, self.busy])

    def served(self, address: str) -> Page:
        """The answer at an address that always has the same."""
        site, path = self._at(address)
        page = site.pages[path]
        assert isinstance(page, Page)
        return page

    def serve(self, address: str, page: Page) -> None:
        """Answer otherwise at an address from now on."""
        site, path = self._at(address)
        site.pages[path] = page

    def _at(self, address: str) -> tuple[Site, str]:
        (site,) = (one for one in self.sites if address.startswith(one.address + "/"))
        return site, address.removeprefix(site.address)

    def asked(self) -> Counter[str]:
        """How often each address was asked for so far, robots.txt aside."""
        return Counter(site.address + path for site in [*self.sites, self.busy] for path in site.paths())

    def forget(self) -> None:
        """Begin counting anew."""
        for site in [*self.sites, self.busy]:
            site.asked.clear()


@contextmanager
def open_web(seed: int, count: int, shares: dict[str, float] = SHARES) -> Iterator[OpenWeb]:
    """So many pages until the block ends: for one seed always the same bytes at the same paths."""
    with ExitStack() as stack:
        sites = [stack.enter_context(serving(f"127.0.0.{2 + number}")) for number in range(HOSTS + 1)]
        web = OpenWeb(sites[:HOSTS], sites[HOSTS])
        for site in sites:
            site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /closed/\n")
        _Builder(web, random.Random(seed)).fill(count, shares)
        yield web


class _Builder:
    def __init__(self, web: OpenWeb, rng: random.Random) -> None:
        self._web, self._rng = web, rng
        self._number = 0
        self._good: list[tuple[Site, str, Told]] = []

    def fill(self, count: int, shares: dict[str, float]) -> None:
        kinds = [kind for kind, share in shares.items() for _ in range(round(share * count))]
        makers: dict[str, Callable[[int], None]] = {
            "copy": self._copy,
            "error": self._error,
            "slow": lambda turn: self._page("slow", slow),
            "huge": lambda turn: self._put("huge", "huge", huge()[turn % 2], "is larger than 20 MB"),
            "misencoded": lambda turn: self._page("misencoded", misencoded, accents=True),
            "bomb": self._bomb,
            "redirect": self._redirect,
            "closed": lambda turn: self._put(
                "closed", "closed", html(markup(self._told())), "closed to programs by its robots"
            ),
            "not a page": self._not_a_page,
            "tracked": self._tracked,
            "document": lambda turn: self._page("document", document),
            "other type": lambda turn: self._put(
                "other type",
                "picture",
                Page(b"\x89PNG\r\n", headers={"Content-Type": "image/png"}),
                "image/png",
            ),
        }
        for _ in range(count - len(kinds)):
            self._page("good", good)
        for kind, turns in Counter(kinds).items():
            for turn in range(turns):
                makers[kind](turn)
        mixed = list(self._web.expected.items())
        self._rng.shuffle(mixed)
        self._web.expected = dict(mixed)

    def _told(self, accents: bool = False) -> Told:
        self._number += 1
        return told(self._number, self._rng, accents)

    def _expect(self, address: str, expected: Expected) -> None:
        assert address not in self._web.expected, address
        self._web.expected[address] = expected

    def _serve(self, name: str, page: Page | list[Page]) -> tuple[Site, str]:
        """Put the answer at a path of its own on the next host."""
        self._number += 1
        site = self._web.sites[self._number % HOSTS]
        path = f"/{name}/{self._number}"
        site.pages[path] = page
        return site, path

    def _put(self, kind: str, name: str, page: Page | list[Page], says: str) -> None:
        site, path = self._serve(name, page)
        self._expect(site.address + path, Expected(kind, says))

    def _page(self, kind: str, made: Callable[[Told, int], Page], accents: bool = False) -> None:
        text = self._told(accents)
        page = made(text, self._number)
        site, path = self._serve("notes", page)
        sentence = text.sentence
        if "Ibáñez’s".encode("cp1252") in page.body:
            sentence = sentence.replace("Ibáñez's", "Ibáñez’s")
        self._expect(site.address + path, Expected(kind, sentence=sentence))
        if kind == "good":
            self._good.append((site, path, text))

    def _copy(self, turn: int) -> None:
        """The very bytes of another page, on another host; or its text on a page of another make."""
        site, path, text = self._good[turn]
        page = site.pages[path] if turn % 2 else html(markup(replace(text, title=text.title + ", again")))
        host, other = self._serve("copies", page)
        self._expect(host.address + other, Expected("copy", sentence=text.sentence))

    def _tracked(self, turn: int) -> None:
        """A page by an address that names who sent the reader."""
        site, path, text = self._good[-1 - turn]
        tracked = f"{path}?utm_source=letter&utm_campaign={turn}"
        site.pages[tracked] = site.pages[path]
        self._expect(site.address + tracked, Expected("tracked", sentence=text.sentence))

    def _error(self, turn: int) -> None:
        kind = turn % 9
        if kind < 4:
            status = (404, 410, 403, 451)[kind]
            self._put("error", f"status{status}", Page(b"no", status=status), f"HTTP {status}")
        elif kind == 4:
            self._put("error", "broken", Page(b"no", status=500), "not served now .HTTP 500")
        elif kind == 5:
            text = self._told()
            late = Page(b"wait", status=503, headers={"Retry-After": "1"})
            site, path = self._serve("patience", [late, html(markup(text))])
            self._expect(site.address + path, Expected("error", sentence=text.sentence))
        elif kind == 6:
            self._put(
                "error", "cut", replace(html(markup(self._told())), cut_at=300), "cut off or is garbled"
            )
        elif kind == 7:
            packed = bombs()[0]
            torn = replace(packed, body=packed.body[:2000])
            self._put("error", "torn", torn, "cut off or is garbled")
        else:
            self._number += 1
            path = f"/busy/{self._number}"
            self._web.busy.pages[path] = Page(b"", status=503, headers={"Retry-After": "3600"})
            self._expect(self._web.busy.address + path, Expected("error", "try again in"))

    def _bomb(self, turn: int) -> None:
        says = ("unpacks to more than 20 MB",) * 3 + ("packed in a way that was not asked for",)
        self._put("bomb", "bomb", bombs()[turn % 4], says[turn % 4])

    def _not_a_page(self, turn: int) -> None:
        says = ("login page", "error page", "readable text", "readable text", "check against robots")
        at = turn % len(NOT_PAGES)
        self._put("not a page", "odd", html(NOT_PAGES[at]), says[at])

    def _redirect(self, turn: int) -> None:
        """A chain to a page, a circle, a chain without end, and a way to where nobody may go."""
        kind = turn % 5
        if kind < 2:
            text = self._told()
            there = self._chain(html(markup(text)), turn % 4 + 1)
            self._expect(there, Expected("redirect", sentence=text.sentence))
        elif kind == 2:
            site, path = self._serve("circle", Page())
            site.pages[path] = _moved(f"{path}/round")
            site.pages[f"{path}/round"] = _moved(path)
            self._expect(site.address + path, Expected("redirect", "round in a circle"))
        elif kind == 3:
            there = self._chain(html(markup(self._told())), 7)
            self._expect(there, Expected("redirect", "sends us on too often"))
        else:
            target, says = (
                ("http://127.0.0.1:9200/secret", "no public address"),
                ("http://169.254.169.254/latest/meta-data/", "no public address"),
                ("file:///etc/passwd", "no page of the web"),
            )[turn // 5 % 3]
            self._put("redirect", "astray", _moved(target), says)

    def _chain(self, end: Page, links: int) -> str:
        """The address that leads to a page by so many redirects, over several hosts."""
        site, path = self._serve("end", end)
        for _ in range(links):
            site, path = self._serve("hop", _moved(site.address + path))
        return site.address + path


def _moved(to: str) -> Page:
    return Page(b"", status=302, headers={"Location": to})
