"""The list of a site's addresses for search engines (sitemaps.org), in parts where it is long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from xml.etree import ElementTree as Xml

from wellsourced.render.words import utc_stamp

__all__ = ["MOST", "sitemap", "sitemap_index"]

MOST = 50_000
"""Addresses that one file may list."""

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(addresses: Sequence[tuple[str, datetime | None]]) -> str:
    """Whole addresses, each with when it last changed where that is known; at most `MOST`."""
    return _listed("urlset", "url", addresses)


def sitemap_index(parts: Sequence[tuple[str, datetime | None]]) -> str:
    """The addresses of the parts, each with when it last changed."""
    return _listed("sitemapindex", "sitemap", parts)


def _listed(whole: str, each: str, addresses: Sequence[tuple[str, datetime | None]]) -> str:
    root = Xml.Element(whole, xmlns=_SPACE)
    for address, changed in addresses:
        one = Xml.SubElement(root, each)
        Xml.SubElement(one, "loc").text = address
        if changed is not None:
            Xml.SubElement(one, "lastmod").text = utc_stamp(changed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"
