"""Changes for feed readers: an Atom entry an edition, and the feed of a page (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5
from xml.etree import ElementTree as Xml

from wellsourced.model.editions import Change, Edition, Page
from wellsourced.model.reports import Report
from wellsourced.render.change_notes import summed_up
from wellsourced.render.changes import changes_html
from wellsourced.render.sources import web_address
from wellsourced.render.words import utc_stamp

__all__ = ["atom_entry", "atom_entry_of_reports", "atom_feed"]

ATOM = "http://www.w3.org/2005/Atom"
AUTHOR = "Wellsourced"

_NAMES = UUID("5b7c1d0e-6f51-5c0a-9b57-6c1f7a3f2e11")
"""The namespace of our names: changing it would make every entry new to its readers."""

# XML 1.0 has no way to write these.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What an entry says: `name` is the id of the thing it is of."""

    name: str
    title: str
    updated: datetime
    changes: tuple[Change, ...]
    summary: str
    address: str | None


def atom_entry(edition: Edition, changes: Sequence[Change], *, title: str, address: str | None = None) -> str:
    """One edition as an entry document: its id is the edition's for good, wherever it is served from.

    `title` is the page's; `address` the edition's, where it is on the web.
    """
    return _written(_entry(_of(edition, changes, title, address)))


def atom_entry_of_reports(before: Report, after: Report, changes: Sequence[Change]) -> str:
    """What changed between two reports as an entry document, dated when the newer was checked."""
    entry = _Entry(
        name=f"{before.id} {after.id}",
        title=after.inquiry.title,
        updated=after.checked_at,
        changes=tuple(changes),
        summary=summed_up(changes),
        address=None,
    )
    return _written(_entry(entry))


def atom_feed(
    page: Page, entries: Sequence[tuple[Edition, Sequence[Change]]], *, address: str | None = None
) -> str:
    """The feed of a page, newest edition first; `address` is where the feed itself is served.

    Raises `ValueError` where there is no edition: a feed is as new as its newest.
    """
    if not entries:
        raise ValueError("a feed has an edition")
    newest_first = sorted(entries, key=lambda entry: entry[0].number, reverse=True)
    feed = _element("feed", page.id, page.title, max(edition.published_at for edition, _ in entries))
    if address is not None and web_address(address):
        Xml.SubElement(feed, "link", rel="self", type="application/atom+xml", href=web_address(address))
    for edition, changes in newest_first:
        feed.append(_entry(_of(edition, changes, page.title, None)))
    return _written(feed)


def _of(edition: Edition, changes: Sequence[Change], title: str, address: str | None) -> _Entry:
    first = edition.previous is None and not changes
    return _Entry(
        name=edition.id,
        title=f"{title} (edition {edition.number})",
        updated=edition.published_at,
        changes=tuple(changes),
        summary=edition.note or ("First published." if first else summed_up(changes)),
        address=address,
    )


def _entry(entry: _Entry) -> Xml.Element:
    made = _element("entry", entry.name, entry.title, entry.updated)
    if entry.address is not None and web_address(entry.address):
        Xml.SubElement(made, "link", rel="alternate", type="text/html", href=web_address(entry.address))
    _text(made, "summary", entry.summary)
    _text(made, "content", str(changes_html(entry.changes)) if entry.changes else entry.summary)
    made[-1].set("type", "html" if entry.changes else "text")
    return made


def _element(kind: str, name: str, title: str, updated: datetime) -> Xml.Element:
    """A feed or entry with all that RFC 4287 asks of both, an author among it."""
    made = Xml.Element(kind)
    _text(made, "id", f"urn:uuid:{uuid5(_NAMES, name)}")
    _text(made, "title", title)
    _text(made, "updated", utc_stamp(updated))
    _text(Xml.SubElement(made, "author"), "name", AUTHOR)
    return made


def _text(parent: Xml.Element, tag: str, text: str) -> None:
    Xml.SubElement(parent, tag).text = _NO_XML.sub("\ufffd", text)


def _written(root: Xml.Element) -> str:
    root.set("xmlns", ATOM)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"
