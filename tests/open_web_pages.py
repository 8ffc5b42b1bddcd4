"""Pages of a made-up open web: our own prose, the same for the same seed, good and bad."""

from __future__ import annotations

import gzip
import random
import zlib
from dataclasses import dataclass
from functools import cache

from documents import docx, paragraph
from pdfs import pdf
from web_server import Page

PARTS = (
    "Alder",
    "Birch",
    "Crake",
    "Dunnock",
    "Elder",
    "Fen",
    "Gull",
    "Harrow",
    "Iris",
    "Juniper",
    "Kestrel",
    "Linden",
)
ENDS = ("bridge", "ford", "ham", "mouth", "stead", "wick", "dale", "field", "port", "well", "combe", "moor")
THINGS = (
    "ferry pier",
    "grain market",
    "swimming pool",
    "reading room",
    "signal box",
    "flood wall",
    "bus depot",
    "dairy school",
    "town museum",
    "fish hall",
    "rope works",
    "tram shed",
)
DEEDS = ("was rebuilt", "was closed", "was opened to visitors", "was sold", "was flooded", "was repaired")
WHO = (
    "the clerk",
    "the harbor board",
    "a surveyor",
    "the parish council",
    "the county engineer",
    "a teacher",
)
SAID = (
    "wrote that the {thing} had cost more than anyone had planned for",
    "counted {number} visitors in the first week of {month}, most of them on foot",
    "asked the council for {number} dollars to mend the roof before {month}",
    "found {number} loose boards and a cracked beam under the north stairs",
    "reported in {month} that {number} households had signed the petition",
    "kept a diary of the works, which the library of {place} holds today",
    "warned that the {thing} would need new drains within {number} weeks",
    "thanked the {number} volunteers who had carried sand through the night",
)
MONTHS = ("January", "March", "April", "June", "August", "October", "December")
MEGABYTE = 1_000_000
LARGEST = 20 * MEGABYTE
"""What a page may have at most, packed or not."""


@dataclass(frozen=True)
class Told:
    """What a page tells: a title, one sentence that no other page has, and more."""

    title: str
    sentence: str
    paragraphs: tuple[str, ...]


def told(number: int, rng: random.Random, accents: bool = False) -> Told:
    """The prose of page so-and-so."""
    place = PARTS[number % 12] + ENDS[number // 12 % 12]
    thing = THINGS[rng.randrange(12)]
    year, cost = 1900 + rng.randrange(120), 1000 + 37 * number
    name = f"Señora Ibáñez's café beside the {thing}" if accents else f"The {thing}"
    sentence = f"{name} of {place} {rng.choice(DEEDS)} in {year} at a cost of ${cost:,}."
    paragraphs = [_paragraph(place, thing, rng) for _ in range(rng.randint(1, 7))]
    paragraphs[rng.randrange(len(paragraphs))] += f" {sentence}"
    return Told(f"{place}: notes on the {thing}, no. {number}", sentence, tuple(paragraphs))


def _paragraph(place: str, thing: str, rng: random.Random) -> str:
    said = (
        f"In {place}, {rng.choice(WHO)} "
        + rng.choice(SAID).format(
            thing=thing, number=rng.randint(12, 980), month=rng.choice(MONTHS), place=place
        )
        + "."
        for _ in range(rng.randint(4, 6))
    )
    return " ".join(said)


def markup(page: Told, meta: str = "") -> str:
    """The page as a site shows it, with a menu, a notice and a foot around its text."""
    text = "".join(f"<p>{one}</p>" for one in page.paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head>{meta}<title>{page.title}</title>'
        '<meta property="article:published_time" content="2021-05-04"></head><body>'
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>'
        '<div class="cookie-notice">We use cookies. Accept all cookies?</div>'
        f"<main><article><h1>{page.title}</h1>{text}</article></main>"
        "<footer>All rights reserved.</footer></body></html>"
    )


def html(body: bytes | str, **more: str) -> Page:
    """An answer with the page's own length and type."""
    packed = body.encode() if isinstance(body, str) else body
    return Page(packed, headers={"Content-Type": "text/html; charset=utf-8", **_named(more)})


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def good(page: Told, number: int) -> Page:
    """Every third has a validator, so that it need not come twice."""
    return html(markup(page), **({"ETag": f'"{number}"'} if number % 3 == 0 else {}))


def document(page: Told, number: int) -> Page:
    """The text as PDF, DOCX, plain text or Markdown."""
    kind = number % 4
    if kind == 0:
        lines = [line for one in page.paragraphs for line in [*_lines(one), ""]]
        sheets = [lines[at : at + 45] for at in range(0, len(lines), 45)]
        return Page(pdf(sheets, page.title), headers={"Content-Type": "application/pdf"})
    if kind == 1:
        body = docx(*map(paragraph, page.paragraphs), title=page.title)
        return Page(body, headers={"Content-Type": "application/octet-stream"})
    text = "\n\n".join(page.paragraphs)
    if kind == 2:
        return Page(text.encode(), headers={"Content-Type": "text/plain"})
    return Page(f"# {page.title}\n\n{text}\n".encode(), headers={"Content-Type": "text/markdown"})


def _lines(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > 88:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def misencoded(page: Told, number: int) -> Page:
    """In another encoding than the one declared, or in one that is declared nowhere."""
    text = markup(page)
    bodies = (
        (text.encode("latin-1"), "text/html; charset=utf-8"),
        (text.encode("utf-16"), "text/html"),
        (b"\xfe\xff" + text.encode("utf-16-be"), "text/html; charset=utf-8"),
        (markup(page, '<meta charset="iso-8859-1">').encode(), "text/html"),
        (text.replace("Ibáñez's", "Ibáñez’s").encode("cp1252"), "text/html"),
    )
    body, declared = bodies[number % len(bodies)]
    return Page(body, headers={"Content-Type": declared})


def slow(page: Told, number: int) -> Page:
    """Begins late, or comes a byte at a time."""
    body, headers = markup(page).encode(), {"Content-Type": "text/html"}
    return Page(body, headers=headers, before=0.7) if number % 2 else Page(body, headers=headers, crumbs=2e-4)


NOT_PAGES = (
    "<html><head><title>Log in</title></head><body><form><p>Please log in to read this page.</p>"
    '<input name="user"><input type="password" name="word"></form></body></html>',
    "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The page you requested could "
    "not be found on this server.</p></body></html>",
    "<html><head><title>Notes</title></head><body></body></html>",
    "<html><head><title>App</title></head><body><div id='root'></div><noscript>You need to enable JavaScript "
    "to run this app.</noscript></body></html>",
    "<html><head><title>Just a moment...</title></head><body><p>Checking your browser before you go on.</p>"
    "</body></html>",
)


@cache
def bombs() -> tuple[Page, ...]:
    """Small to send, large to unpack: gzip, zlib, bare deflate, and gzip within gzip."""
    flat = b"<p>boom</p>" * (LARGEST // 8)
    bare = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = (
        ("gzip", gzip.compress(flat, 9, mtime=0)),
        ("deflate", zlib.compress(flat, 9)),
        ("deflate", bare.compress(flat) + bare.flush()),
        ("gzip, gzip", gzip.compress(gzip.compress(flat, 9, mtime=0), 9, mtime=0)),
    )
    return tuple(html(body, Content_Encoding=coding) for coding, body in packed)


@cache
def huge() -> tuple[Page, Page]:
    """Larger than a page may be: one says so, one does not."""
    return (
        Page(b"x" * 1000, headers={"Content-Type": "text/html", "Content-Length": str(3 * LARGEST)}),
        Page(b"<p>more</p>" * (LARGEST // 10), headers={"Content-Type": "text/html"}, says_length=False),
    )
