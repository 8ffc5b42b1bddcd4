"""The site exported: every page that anybody may read, walked to from the front page, as a file."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request

from wellsourced.errors import InputError
from wellsourced.ports import Event, Progress
from wellsourced.render.templating import asset
from wellsourced.render.words import label_word, long_date
from wellsourced.web.app import rooms_of
from wellsourced.web.export.finding import Entry, index, script_name
from wellsourced.web.export.folder import Folder
from wellsourced.web.export.inside import Inside, Reply
from wellsourced.web.export.names import file_of, is_exported, plain, relative
from wellsourced.web.export.relinking import Links, links_of, relinked, relinked_xml
from wellsourced.web.reads import Unread
from wellsourced.web.replies import framed
from wellsourced.web.site import Site
from wellsourced.web.visitors import Visitor

__all__ = ["Exported", "export_site"]

PAGES, DATA = "text/html", "application/json"
MAPS = ("/sitemap.xml", "/robots.txt", "/.well-known/security.txt")
"""What nothing leads to; the first two name whole addresses, and are left out where none is known."""
SEARCH = "/search"
TELL_EVERY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """How many files were written, were so already, and were removed."""

    written: int
    same: int
    removed: int


class Nobody:
    """The gate of a site that is read by whoever has its files."""

    def visitor(self, request: Request) -> Visitor:
        """Somebody who may do nothing but read."""
        return Visitor()


def export_site(site: Site, place: Path, at: str | None, tell: Progress) -> Exported:
    """Write the site to a folder; `at` is where its files will be served, if that is known.

    Files that are so already are left as they are, so that a second export writes what changed. Raises
    `InputError` where the folder has files of somebody else.
    """
    folder = Folder(place)
    folder.open()
    read_only = replace(site, gate=Nobody(), reads=Unread())
    asyncio.run(_Walk(site=read_only, folder=folder, at=at, tell=tell).export())
    folder.close()
    return Exported(written=folder.written, same=folder.same, removed=folder.removed)


@dataclass(slots=True, kw_only=True)
class _Walk:
    """One export: `files` stand for addresses, `moved` is where addresses lead on to, `taken`
    the addresses by their files."""

    site: Site
    folder: Folder
    at: str | None
    tell: Progress
    files: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)
    inside: Inside = field(init=False)

    def __post_init__(self) -> None:
        self.inside = Inside(rooms_of(self.site), self.base)

    @property
    def base(self) -> str:
        """What stands before whole addresses: the live site's own, else where the files will be."""
        if self.site.settings.site_url is not None:
            return self.site.settings.site_url
        parts = urlsplit(self.at or "")
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    async def export(self) -> None:
        finder = script_name(asset("site/exported_search.js"))
        self.files |= {SEARCH: "search.html", f"/{finder}": finder, "/search/pages.js": "search/pages.js"}
        await self._find()
        found = dict(index(self._entries()))
        # What is withheld by now goes first, also from the search: this export may be cut off.
        self.folder.keep_only({*self.files.values(), *found})
        for name, body in found.items():
            self.folder.put(name, body)
        for done, (address, name) in enumerate(sorted(self.files.items())):
            if done % TELL_EVERY == 0:
                self.tell(Event(step="export", message="Writing", done=done, total=len(self.files)))
            if address not in (SEARCH, f"/{finder}", "/search/pages.js"):
                self._put(name, await self._get(address, name))
        values = {"finder": f"/{finder}"}
        page = framed(self.site, self.site.at.search(), "site/exported_search.html.j2", values)
        self._put_page("search.html", page)
        self.folder.put(finder, asset("site/exported_search.js").encode("utf-8"))

    async def _find(self) -> None:
        """Walk to all that can be read, and know which file each address becomes."""
        waiting = [self.site.at.home(), self.site.at.feed(), self.site.at.corrections("atom"), *self._known()]
        waiting += MAPS if self.base else MAPS[2:]
        seen = set(waiting)
        while waiting:
            address = waiting.pop()
            reply = await self.inside.get(address)
            if reply.location and 300 <= reply.status < 400:
                self.moved[address] = plain(urlsplit(reply.location)._replace(scheme="", netloc="").geturl())
                fresh: Iterable[str] = [self.moved[address]]
            elif reply.status == 200:
                self._note(address, reply)
                fresh = links_of(reply.body) if reply.media_type == PAGES else ()
                await self._note_data(address, reply)
            else:
                continue
            for link in map(plain, fresh):
                if link not in seen and is_exported(link):
                    seen.add(link)
                    waiting.append(link)

    def _known(self) -> list[str]:
        """What is exported though nothing may lead to it."""
        at, catalogue = self.site.at, self.site.directory.catalogue()
        keys = [one.key for one in catalogue.listings]
        return [at.page(key, form) for key in keys for form in ("", "json", "md", "atom")]

    def _note(self, address: str, reply: Reply) -> None:
        name = file_of(address, reply.media_type)
        if self.taken.setdefault(name, address) != address:
            raise InputError(f"two addresses would be the file {name}: {address} and another")
        self.files[address] = name

    async def _note_data(self, address: str, reply: Reply) -> None:
        """The JSON beside a page, where the page has it."""
        beside = f"{address}.json" if not address.endswith("/") else f"{address}index.json"
        if reply.media_type != PAGES or "?" in address or beside in self.files:
            return
        told = await self.inside.get(address, DATA)
        if told.status == 200 and told.media_type == DATA:
            self.files[beside] = file_of(beside, DATA)

    async def _get(self, address: str, name: str) -> Reply:
        reply = await self.inside.get(address)
        if reply.status != 200 and name.endswith(".json"):
            page = address.removesuffix("index.json") if address.endswith("/index.json") else address[:-5]
            reply = await self.inside.get(page, DATA)
        return reply

    def _put(self, name: str, reply: Reply) -> None:
        if reply.status != 200:
            return  # it was taken back while we wrote
        if reply.media_type == PAGES:
            self._put_page(name, reply.body)
        elif name.endswith((".atom", ".xml", ".txt")) and self.at and self.base:
            text = relinked_xml(reply.body.decode("utf-8"), self.base, self._whole)
            self.folder.put(name, text.encode("utf-8"))
        else:
            self.folder.put(name, reply.body)

    def _put_page(self, name: str, body: bytes) -> None:
        def to(address: str) -> str | None:
            target = self._file(address)
            if target is None:
                return None
            parts = urlsplit(address)
            query = f"?{parts.query}" if parts.query and parts.path == SEARCH else ""
            return f"{relative(target, name)}{query}{f'#{parts.fragment}' if parts.fragment else ''}"

        self.folder.put(name, relinked(body, Links(to=to, live=self.site.settings.site_url)))

    def _file(self, address: str) -> str | None:
        wanted = plain(address)
        wanted = self.moved.get(wanted, wanted)
        return self.files.get(wanted) or self.files.get(urlsplit(wanted).path)

    def _whole(self, address: str) -> str | None:
        """The whole address of the file that stands for an address of the site."""
        found = self._file(address)
        return None if found is None or self.at is None else f"{self.at.rstrip('/')}/{relative(found, '')}"

    def _entries(self) -> list[Entry]:
        found = []
        for one in self.site.directory.catalogue().shown:
            card, name = one.card, self.files.get(self.site.at.page(one.key))
            if name is not None:
                found.append(
                    Entry(
                        title=card.title,
                        file=relative(name, ""),
                        label=label_word(card.labels[0]),
                        answer=card.answer,
                        checked=f"Checked {long_date(card.checked_at.date())}",
                        more=" ".join([*card.topics, *card.claims, *one.page.variants]),
                        text=" ".join([card.text, *(source.publisher for source in card.sources)]),
                    )
                )
        return found
