"""A page's text as HTML: what it says, and the furniture around it, which changes without a word of news."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date
from html import escape

from wellsourced.bench.freshness.grammar import said_day

__all__ = ["Furniture", "PageText", "Part", "cosmetically_changed", "furniture", "html_of"]

_MENUS = (
    ("Home", "News", "Services", "Contact"),
    ("Start", "Departments", "Calendar", "Jobs", "Search"),
    ("Front page", "Local", "Sports", "Opinion", "Subscribe"),
    ("Home", "About", "Publications", "Data", "Help"),
)
_ADS = (
    "Spring sale on garden tools: up to 40% off.",
    "Book your summer cabin today.",
    "New tires fitted while you wait.",
    "Hearing aids from a name you trust.",
    "Try our crossword app free for a week.",
)
_COOKIES = (
    "We use cookies to improve this site. Accept all or manage your choices.",
    "This site stores cookies on your device. By browsing on you agree.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading and the paragraphs under it, each a row of sentences."""

    heading: str
    paragraphs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What a page says, and when it says it was published and changed."""

    title: str
    publisher: str
    kind: str
    parts: tuple[Part, ...]
    published: date
    updated: date

    def sentences(self) -> tuple[str, ...]:
        """Every sentence, in order."""
        return tuple(s for part in self.parts for paragraph in part.paragraphs for s in paragraph)


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """What surrounds the text: none of it says anything."""

    menu: int
    ad: int
    cookies: int
    views: int
    classes: int
    indented: bool
    curly: bool
    wrapped: bool


def furniture(rng: random.Random) -> Furniture:
    """The furniture of a site."""
    return Furniture(
        menu=rng.randrange(len(_MENUS)),
        ad=rng.randrange(len(_ADS)),
        cookies=rng.randrange(len(_COOKIES) + 1),
        views=rng.randint(40, 9000),
        classes=rng.randint(100, 999),
        indented=rng.random() < 0.5,
        curly=rng.random() < 0.3,
        wrapped=rng.random() < 0.3,
    )


def cosmetically_changed(now: Furniture, rng: random.Random) -> Furniture:
    """Other furniture: one to four things of it are new, the counter of views always."""
    changes: dict[str, int | bool] = {
        "menu": (now.menu + 1) % len(_MENUS),
        "ad": (now.ad + rng.randint(1, len(_ADS) - 1)) % len(_ADS),
        "cookies": (now.cookies + 1) % (len(_COOKIES) + 1),
        "classes": now.classes + rng.randint(1, 90),
        "indented": not now.indented,
        "curly": not now.curly,
        "wrapped": not now.wrapped,
    }
    chosen = rng.sample(sorted(changes), rng.randint(1, 3))
    kept = {name: getattr(now, name) for name in Furniture.__dataclass_fields__}
    kept["views"] = now.views + rng.randint(1, 400)
    return Furniture(**{**kept, **{name: changes[name] for name in chosen}})


def html_of(page: PageText, around: Furniture) -> bytes:
    """The bytes of a page with its furniture; the same two give the same bytes."""
    body = "\n".join(_part(part, around) for part in page.parts)
    schema = "NewsArticle" if page.kind == "news" else "WebPage"
    menu = "".join(
        f'<li><a href="/{i}">{escape(word)}</a></li>' for i, word in enumerate(_MENUS[around.menu])
    )
    cookies = (
        f'<div id="cookie-banner" class="consent">{_COOKIES[around.cookies]}</div>'
        if around.cookies < len(_COOKIES)
        else ""
    )
    text = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{_text(page.title, around)}</title>
<meta property="og:site_name" content="{escape(page.publisher)}">
<meta property="article:published_time" content="{page.published}T08:00:00Z">
<meta property="article:modified_time" content="{page.updated}T08:00:00Z">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "{schema}", \
"datePublished": "{page.published}", "dateModified": "{page.updated}"}}</script></head>
<body>{cookies}<header class="c{around.classes}"><nav><ul>{menu}</ul></nav></header>
<aside class="ad">{_ADS[around.ad]}</aside>
<main><article class="c{around.classes}-body"><h1>{_text(page.title, around)}</h1>
<p class="dateline">Last updated: {said_day(page.updated)}</p>
{body}
</article></main>
<aside><p>Most read</p><ul>{menu}</ul></aside>
<footer><p>Viewed {around.views} times.</p><p>{escape(page.publisher)}. All rights reserved.</p></footer>
</body></html>
"""
    return text.encode("utf-8")


def _part(part: Part, around: Furniture) -> str:
    tab = "    " if around.indented else ""
    joined = "\n" + tab if around.indented else " "
    rows = [f"<h2>{_text(part.heading, around)}</h2>"]
    for number, paragraph in enumerate(part.paragraphs):
        told = joined.join(_text(sentence, around) for sentence in paragraph)
        inner = f'<span class="t{around.classes}">{told}</span>' if around.wrapped else told
        rows.append(f'<p id="p{number}">{inner}</p>' if around.wrapped else f"{tab}<p>{inner}</p>")
    return "\n".join(rows)


def _text(sentence: str, around: Furniture) -> str:
    return escape(curly(sentence) if around.curly else sentence, quote=False)


def curly(text: str) -> str:
    """The text with typographic quotation marks and apostrophes."""
    text = re.sub(r'"(?=\w)', "“", text).replace('"', "”")
    return text.replace("'", "’")
