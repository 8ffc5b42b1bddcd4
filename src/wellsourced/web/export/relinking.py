"""A page of the site as a page of a folder: links lead to files, and what needs a server is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import lxml.html  # type: ignore[import-untyped]

__all__ = ["Links", "links_of", "relinked", "relinked_xml"]

LINKS = ("href", "src", "action")
SEARCH = "/search"
_PARTED = re.compile(r"\s*·\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """How addresses are told in a file: `to` gives none for what is not exported; `live` is the site's own
    address, if it has one."""

    to: Callable[[str], str | None]
    live: str | None

    def elsewhere(self, address: str) -> str | None:
        """What leads there from a folder, if anything does."""
        found = self.to(address)
        if found is None and self.live is not None:
            return f"{self.live}{address}"
        return found


def links_of(body: bytes) -> Iterator[str]:
    """The addresses of the site that a page leads to or loads."""
    for element in _parsed(body).iter():
        for name in LINKS:
            address = element.get(name) if isinstance(element.tag, str) else None
            if address is not None and _is_ours(address) and element.tag != "form":
                yield address


def relinked(body: bytes, links: Links) -> bytes:
    """The page with its links as the folder has them."""
    page = _parsed(body)
    for form in list(page.iter("form")):
        _refit(form, links)
    for element in list(page.iter()):
        if isinstance(element.tag, str) and element.tag != "form":
            _lead(element, links)
    text = lxml.html.tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>")
    assert isinstance(text, bytes)
    return text + b"\n"


def relinked_xml(text: str, base: str, address_of: Callable[[str], str | None]) -> str:
    """A feed or sitemap whose addresses below `base` are those of files, where there are such."""

    def told(found: re.Match[str]) -> str:
        return address_of(found[1]) or found[0]

    return re.sub(rf'{re.escape(base)}(/[^"<\s]*)', told, text)


def _parsed(body: bytes) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(body, parser=lxml.html.HTMLParser(encoding="utf-8"))


def _is_ours(address: str) -> bool:
    return address.startswith("/") and not address.startswith("//")


def _refit(form: lxml.html.HtmlElement, links: Links) -> None:
    """The search goes on working; other forms need the live site."""
    action = form.get("action", "")
    target = links.to(SEARCH)
    if form.get("method", "get") == "get" and urlsplit(action).path == SEARCH and target is not None:
        form.set("action", target)
        return
    if links.live is not None and urlsplit(action).path == "/ask":
        asked = lxml.html.Element("p")
        link = lxml.html.Element("a", href=f"{links.live}/ask")
        link.text = "Ask a question"
        asked.append(link)
        asked.tail = form.tail
        form.getparent().replace(form, asked)
        return
    form.drop_tree()


def _lead(element: lxml.html.HtmlElement, links: Links) -> None:
    for name in LINKS:
        address = element.get(name)
        if address is None or not _is_ours(address):
            continue
        found = links.elsewhere(address)
        if found is not None:
            element.set(name, found)
        elif element.tag == "a" and urlsplit(address).query:
            element.drop_tag()  # a question that could be asked is worth reading all the same
        else:
            _leave_out(element)
            return
    for name in [name for name in element.attrib if name.startswith("data-") and _is_ours(element.get(name))]:
        del element.attrib[name]


def _leave_out(element: lxml.html.HtmlElement) -> None:
    """The element with its words, the item it is all of, and the sign that parted it from the one before."""
    parent = element.getparent()
    if parent.tag == "li" and parent.text_content().strip() == element.text_content().strip():
        element = parent
    before = element.getprevious()
    if before is not None and before.tail:
        before.tail = _PARTED.sub(" ", before.tail)
    element.drop_tree()
