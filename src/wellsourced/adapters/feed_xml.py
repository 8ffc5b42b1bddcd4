"""RSS (0.9 to 2.0) and Atom: the titles, links and dates of their entries, out of XML that is not trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped]

from wellsourced.errors import Permanent

__all__ = ["ENCODING", "Entry", "Feed", "read_xml", "root_of"]

ENCODING = re.compile(rb"""<\?xml[^>]{0,120}\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
"""The encoding that XML states of itself."""

# Possessive: what was read once is not read again in another way, however a hostile text goes on.
_BEFORE_ROOT = r"\A(?:\s++|<\?.*?\?>|<!--.*?-->)*+"
_AROUND = _BEFORE_ROOT.removeprefix(r"\A")
_ROOT = re.compile(
    rf"{_BEFORE_ROOT}(?P<doctype><!DOCTYPE\s+(?:rss|feed|rdf:RDF)\b[^\[>]*(?P<subset>\[)?)?"
    rf"(?(subset)|(?(doctype)>)){_AROUND}(?(subset)|<(?P<root>rss|feed|rdf:RDF|[\w.-]{{1,20}}:feed)[\s>/])",
    re.DOTALL,
)
_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_RSS = (
    "",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss2",
)
_DUBLIN_CORE = ("http://purl.org/dc/elements/1.1/",)
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_PAGES = ("", "text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one page, as it is written there; `link` is absolute where that can be known."""

    title: str
    link: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its title, the address of the site it belongs to, its entries in order."""

    title: str
    site: str
    entries: tuple[Entry, ...]


def root_of(start: str) -> bool:
    """Whether the start of a text is that of a feed in XML."""
    return _ROOT.match(start) is not None


def read_xml(text: str, address: str, name: str) -> Feed:
    """Read a feed that came from an address, empty for a file's; `name` is for messages.

    No entity is expanded, no document type loaded and nothing asked for. Raises `Permanent` for a feed
    that is malformed or declares entities.
    """
    found = _ROOT.match(text)
    if found is None or found["subset"]:
        raise Permanent(f"{name} is a feed that declares entities of its own: not read; add its pages")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise Permanent(
            f"{name} is a broken feed (line {line} is no XML): tell its publisher, and add its pages"
        ) from error
    return _atom(root, address) if _named(root, _ATOM, "feed") else _rss(root, address)


def _atom(root: etree._Element, address: str) -> Feed:
    address = address or _linked(root, "", ("self",))
    entries = tuple(
        Entry(
            title=_text(entry, _ATOM, "title"),
            link=_linked(entry, address, ("", "alternate")),
            published=_text(entry, _ATOM, "published") or _text(entry, _ATOM, "issued"),
        )
        for entry in _children(root, _ATOM, "entry")
    )
    site = _linked(root, address, ("", "alternate"))
    return Feed(title=_text(root, _ATOM, "title"), site=site, entries=entries)


def _rss(root: etree._Element, address: str) -> Feed:
    channel = next(_children(root, _RSS, "channel"), root)
    site = _text(channel, _RSS, "link")
    address = address or _linked(channel, "", ("self",)) or site
    # RSS 1.0 has its items beside the channel, all others in it.
    items = [*_children(channel, _RSS, "item")]
    items += _children(root, _RSS, "item") if channel is not root else []
    entries = tuple(
        Entry(
            title=_text(item, _RSS, "title"),
            link=_item_link(item, address),
            published=_text(item, _RSS, "pubDate") or _text(item, _DUBLIN_CORE, "date"),
        )
        for item in items
    )
    return Feed(title=_text(channel, _RSS, "title"), site=_resolved(channel, address, site), entries=entries)


def _item_link(item: etree._Element, address: str) -> str:
    """The item's link; else its guid, which is one unless it says that it is none (RSS 2.0)."""
    link = _text(item, _RSS, "link")
    if link:
        return _resolved(item, address, link)
    for guid in _children(item, _RSS, "guid"):
        words = "".join(guid.itertext()).strip()
        if guid.get("isPermaLink", "true").strip().lower() == "true" and "://" in words:
            return words
    return _linked(item, address, ("", "alternate"))


def _linked(element: etree._Element, address: str, kinds: tuple[str, ...]) -> str:
    """Where Atom's `link` of one of these kinds leads, HTML before other types; empty without one."""
    links = [
        link
        for link in _children(element, _ATOM, "link")
        if link.get("rel", "").strip().lower() in kinds and link.get("href", "").strip()
    ]
    links.sort(key=lambda link: link.get("type", "").strip().lower() not in _PAGES)
    return _resolved(links[0], address, links[0].get("href").strip()) if links else ""


def _resolved(element: etree._Element, address: str, link: str) -> str:
    """A link as it is meant where it stands: by every `xml:base` around it, then by the feed's address."""
    bases = [one.get(_BASE) for one in [element, *element.iterancestors()] if one.get(_BASE)]
    try:
        for base in reversed(bases):
            address = urljoin(address, base.strip())
        return urljoin(address, link) if link else ""
    except ValueError:
        return link


def _children(element: etree._Element, spaces: tuple[str, ...], name: str) -> Iterator[etree._Element]:
    return (child for child in element if _named(child, spaces, name))


def _named(element: etree._Element, spaces: tuple[str, ...], name: str) -> bool:
    if not isinstance(element.tag, str):  # an entity that was not expanded
        return False
    tag = etree.QName(element)
    return tag.localname == name and (tag.namespace or "") in spaces


def _text(element: etree._Element, spaces: tuple[str, ...], name: str) -> str:
    """The text in the first child of that name that holds any."""
    texts = ("".join(child.itertext()).strip() for child in _children(element, spaces, name))
    return next(filter(None, texts), "")
