"""Changes for feed readers: entries, and the feed of a page (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid5
from xml.etree import ElementTree as Xml

from wellsourced.model.editions import Change, Confirmation, Correction, Edition, Page, Retraction
from wellsourced.model.reports import Report
from wellsourced.model.standing import Dispute
from wellsourced.render.change_notes import summed_up
from wellsourced.render.changes import changes_html
from wellsourced.render.since_then import NOTHING_TOLD, SinceThen
from wellsourced.render.sources import web_address
from wellsourced.render.words import utc_stamp
from wellsourced.text.private import masked

__all__ = [
    "Entry",
    "atom_entry",
    "atom_feed",
    "confirmation_entry",
    "correction_entry",
    "dispute_entry",
    "edition_entry",
    "feed_of",
    "reports_entry",
    "retraction_entry",
    "since_entry",
]

ATOM = "http://www.w3.org/2005/Atom"
AUTHOR = "Wellsourced"

_NAMES = UUID("5b7c1d0e-6f51-5c0a-9b57-6c1f7a3f2e11")
"""The namespace of our names: changing it would make every entry new to its readers."""

_BEFORE_ALL = datetime(2026, 1, 1, tzinfo=UTC)

# XML 1.0 has no way to write these.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What an entry says. `name` is of the thing it is of: its Atom id is made of it, and so is for good.

    `address` is where that thing is on the web; `told` stands around the changes.
    """

    name: str
    title: str
    updated: datetime
    summary: str
    changes: tuple[Change, ...] = ()
    told: SinceThen = NOTHING_TOLD
    address: str | None = None


def edition_entry(
    edition: Edition, changes: Sequence[Change], *, title: str, address: str | None = None
) -> Entry:
    """One edition with what changed since the one before; `title` is the page's."""
    first = edition.previous is None and not changes
    return Entry(
        name=edition.id,
        title=f"{title} (edition {edition.number})",
        updated=edition.published_at,
        changes=tuple(changes),
        summary=edition.note or ("First published." if first else summed_up(changes)),
        address=address,
    )


def confirmation_entry(
    confirmation: Confirmation, changes: Sequence[Change], *, title: str, address: str | None = None
) -> Entry:
    """A time the sources were asked, by which one was found to answer no longer, or again."""
    return Entry(
        name=f"{confirmation.edition} {utc_stamp(confirmation.confirmed_at)}",
        title=f"{title} (sources asked)",
        updated=confirmation.confirmed_at,
        changes=tuple(changes),
        summary=summed_up(changes),
        address=address,
    )


def retraction_entry(retraction: Retraction, *, title: str, address: str | None = None) -> Entry:
    """That a page was taken back, and why."""
    return Entry(
        name=f"{retraction.page} retracted",
        title=f"{title} (retracted)",
        updated=retraction.retracted_at,
        summary=f"The page was retracted: {retraction.why.strip().rstrip('.')}.",
        address=address,
    )


def correction_entry(correction: Correction, *, title: str, address: str | None = None) -> Entry:
    """What an edition took back, and why; `title` is the page's."""
    return Entry(
        name=f"{correction.edition} took back {correction.what}",
        title=f"{title} (correction)",
        updated=correction.corrected_at,
        summary=f"{correction.what} {correction.why}",
        address=address,
    )


def dispute_entry(dispute: Dispute, *, title: str, address: str | None = None) -> Entry:
    """That an editor disputes a statement, and why, or that it was let stand again."""
    said, why = masked(dispute.statement), masked(dispute.why).strip().rstrip(".")
    lifted = dispute.lifted_at
    told = f"An editor disputes “{said}”: {why}."
    return Entry(
        name=dispute.id,
        title=f"{title} (statement disputed)" if lifted is None else f"{title} (dispute lifted)",
        updated=dispute.disputed_at if lifted is None else lifted,
        summary=told if lifted is None else f"{told} Since then it was let stand.",
        address=address,
    )


def reports_entry(before: Report, after: Report, changes: Sequence[Change]) -> Entry:
    """What changed between two reports, dated when the newer was checked."""
    return Entry(
        name=f"{before.id} {after.id}",
        title=after.inquiry.title,
        updated=after.checked_at,
        changes=tuple(changes),
        summary=summed_up(changes),
    )


def since_entry(page: Page, day: date, last: datetime, changes: Sequence[Change], told: SinceThen) -> Entry:
    """What changed on a page since a day: asked for again later it is the same entry, `last` updated."""
    return Entry(
        name=f"{page.id} since {day.isoformat()}",
        title=f"{page.title} (since {day.isoformat()})",
        updated=last,
        changes=tuple(changes),
        summary=summed_up(changes),
        told=told,
    )


def atom_entry(entry: Entry) -> str:
    """The entry as a document of its own."""
    return _written(_entry(entry))


def atom_feed(page: Page, entries: Sequence[Entry], *, address: str | None = None) -> str:
    """The feed of a page, newest entry first; `address` is where the feed itself is served.

    Raises `ValueError` where there is no entry: a feed is as new as its newest.
    """
    if not entries:
        raise ValueError("a feed has an entry")
    return feed_of(page.id, page.title, entries, address=address)


def feed_of(
    name: str, title: str, entries: Sequence[Entry], *, address: str | None = None, home: str | None = None
) -> str:
    """A feed of what has that name, newest entry first; `home` is the page that it goes with.

    One without entries is as new as our oldest could be.
    """
    newest_first = sorted(entries, key=lambda entry: entry.updated, reverse=True)
    feed = _element("feed", name, title, newest_first[0].updated if newest_first else _BEFORE_ALL)
    for relation, kind, where in (
        ("self", "application/atom+xml", address),
        ("alternate", "text/html", home),
    ):
        if where is not None and web_address(where):
            Xml.SubElement(feed, "link", rel=relation, type=kind, href=web_address(where))
    for entry in newest_first:
        feed.append(_entry(entry))
    return _written(feed)


def _entry(entry: Entry) -> Xml.Element:
    made = _element("entry", entry.name, entry.title, entry.updated)
    if entry.address is not None and web_address(entry.address):
        Xml.SubElement(made, "link", rel="alternate", type="text/html", href=web_address(entry.address))
    _text(made, "summary", entry.summary)
    marked = bool(entry.changes) or entry.told != NOTHING_TOLD
    _text(made, "content", str(changes_html(entry.changes, entry.told)) if marked else entry.summary)
    made[-1].set("type", "html" if marked else "text")
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
