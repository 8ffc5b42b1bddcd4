"""What a page says of itself for machines: schema.org in JSON-LD, meta tags, its language.

All of it is the page's own word. It names who wrote and published it; it never raises its rank.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import lxml.html  # type: ignore[import-untyped]

from wellsourced.adapters.decoding import tidy

__all__ = ["PageFacts", "authors_in", "facts_of"]

LONGEST_SCRIPT = 1_000_000
"""Characters of a JSON-LD script that is read."""
MOST_NODES = 5_000
"""Nodes looked at in the JSON-LD of one page."""
LONGEST_NAME = 120
"""Characters of a name; what is longer is a sentence in the wrong place."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_BESIDE = re.compile(r" (?:[|·•»]|[-–—]|::) ")
_PERSON_PREFIX = re.compile(r"^(?:by|von|par|por|di|written by)[:\s]+", re.IGNORECASE)
_ARTICLE = re.compile(r"Article|Posting|WebPage|Report|Review|Legislation|Book|Thesis|Publication|Dataset")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """`types` are the schema.org and Open Graph types; empty is where nothing is said."""

    publisher: str
    authors: tuple[str, ...]
    modified: tuple[str, ...]
    types: frozenset[str]
    language: str
    canonical: str


def facts_of(page: lxml.html.HtmlElement) -> PageFacts:
    """Read the page's head and scripts; broken ones say nothing."""
    nodes = list(_nodes(page))
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in _types(node))]
    metas = _metas(page)
    publishers = [
        *(name for node in articles for name in _names(node.get("publisher"))),
        *(metas.get(key, "") for key in ("og:site_name", "citation_publisher", "dc.publisher")),
        *(metas.get(key, "") for key in ("dcterms.publisher", "application-name")),
        _site_in_title(page, metas),
    ]
    return PageFacts(
        publisher=next((name for text in publishers if (name := _publisher(text))), ""),
        authors=authors_in("; ".join(name for node in articles for name in _names(node.get("author")))),
        modified=tuple(
            value for node in articles if isinstance(value := node.get("dateModified"), str) and value
        ),
        types=frozenset([*(kind for node in nodes for kind in _types(node)), metas.get("og:type", "")])
        - {""},
        language=_language(page, metas),
        canonical=_canonical(page, metas),
    )


def authors_in(text: str) -> tuple[str, ...]:
    """The names in a list parted by semicolons, each once; addresses and sentences are no names."""
    names = (_PERSON_PREFIX.sub("", tidy(part)) for part in text.split(";"))
    return tuple(
        dict.fromkeys(
            name
            for name in names
            if name and len(name) <= LONGEST_NAME and not re.search(r"://|@|www\.", name)
        )
    )


def _nodes(page: lxml.html.HtmlElement) -> Iterator[dict[str, object]]:
    """The objects of the page's JSON-LD: each script's own, those of its graph, and its main entity."""
    left: list[object] = []
    for script in page.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and len(script.text or "") <= LONGEST_SCRIPT:
            try:
                left.append(json.loads(script.text or ""))
            except (ValueError, RecursionError):  # a page's broken JSON states nothing
                continue
    for _ in range(MOST_NODES):
        if not left:
            return
        node = left.pop(0)
        if isinstance(node, list):
            left[:0] = node[:MOST_NODES]
        elif isinstance(node, dict):
            yield node
            left[:0] = [node[key] for key in ("@graph", "mainEntity") if key in node]


def _types(node: dict[str, object]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _names(value: object) -> list[str]:
    """The names of schema.org's people and organizations, however they are written."""
    if isinstance(value, list):
        return [name for one in value[:50] if not isinstance(one, list) for name in _names(one)]
    if isinstance(value, dict):
        value = value.get("name")
        if isinstance(value, list):
            return [one for one in value[:50] if isinstance(one, str)]
    return [value] if isinstance(value, str) else []


def _site_in_title(page: lxml.html.HtmlElement, metas: dict[str, str]) -> str:
    """The site's name where the title puts it beside the headline: "Overnight parking | City of Alder"."""
    whole = tidy(page.findtext(".//title") or "")
    headlines = {tidy(text) for text in (metas.get("og:title", ""), *_first_headline(page)) if text}
    for mark in _BESIDE.finditer(whole):
        before, after = whole[: mark.start()], whole[mark.end() :]
        if before in headlines or after in headlines:
            return after if before in headlines else before
    return ""


def _first_headline(page: lxml.html.HtmlElement) -> list[str]:
    return [found.text_content() for found in itertools.islice(page.iter("h1"), 1)]


def _publisher(text: str) -> str:
    """A publisher's name on one line; empty where it is none, but an address or a sentence."""
    name = tidy(text)
    return "" if len(name) > LONGEST_NAME or "://" in name else name.lstrip("@")


def _metas(page: lxml.html.HtmlElement) -> dict[str, str]:
    """The first content of each meta tag by its lower-case name."""
    found: dict[str, str] = {}
    for meta in page.iter("meta"):
        for key in (meta.get("property"), meta.get("name"), meta.get("http-equiv")):
            content = (meta.get("content") or "").strip()
            if key and content:
                found.setdefault(key.strip().lower(), content)
    return found


def _language(page: lxml.html.HtmlElement, metas: dict[str, str]) -> str:
    """As BCP 47 in lower case, `und` where nothing valid is said."""
    stated = (page.get("lang"), page.get("{http://www.w3.org/XML/1998/namespace}lang"), page.get("xml:lang"))
    for said in (*stated, metas.get("content-language"), metas.get("og:locale"), metas.get("dc.language")):
        code = (said or "").strip().lower().replace("_", "-")
        if _LANGUAGE.fullmatch(code):
            return code
    return "und"


def _canonical(page: lxml.html.HtmlElement, metas: dict[str, str]) -> str:
    """The address the page gives as its own, if it is one."""
    links = (link.get("href") for link in page.iter("link") if (link.get("rel") or "").lower() == "canonical")
    for address in (*links, metas.get("og:url")):
        try:
            parts = urlsplit((address or "").strip())
            if parts.scheme in ("http", "https") and parts.hostname:
                return parts.geturl()
        except ValueError:  # brackets that hold no IPv6 address
            continue
    return ""
