"""What agents can read by address: editions, reports, passages, and the page on method and limits."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from wellsourced.errors import InputError
from wellsourced.mcp.addresses import EDITIONS, METHOD, SCHEME, edition_uri
from wellsourced.mcp.in_sight import edition_shown, report_shown
from wellsourced.mcp.service import Service
from wellsourced.mcp.tools.searching import passage_told
from wellsourced.model.reports import Report
from wellsourced.render.imprint import Imprint
from wellsourced.render.json import report_json
from wellsourced.render.markdown import page_markdown
from wellsourced.render.words import label_word, utc_stamp
from wellsourced.text.private import masked
from wellsourced.web.visitors import Visitor

__all__ = ["TEMPLATES", "Entry", "Leaf", "entries", "leaf"]

JSON, MARKDOWN = "application/json", "text/markdown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A resource, or a form of addresses, in a list."""

    uri: str
    name: str
    title: str
    description: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """What an address holds."""

    media_type: str
    text: str


_FIXED = (
    Entry(
        uri=EDITIONS,
        name="editions",
        title="Published pages",
        description="All published pages with their newest edition.",
        media_type=JSON,
    ),
    Entry(
        uri=METHOD,
        name="method",
        title="Method and limits",
        description="How claims are checked, what the labels mean, and what this does not do.",
        media_type=MARKDOWN,
    ),
)

TEMPLATES = (
    Entry(
        uri=f"{SCHEME}editions/{{id}}",
        name="edition",
        title="An edition as JSON",
        description="A published page: the same JSON as the site's and the command line's.",
        media_type=JSON,
    ),
    Entry(
        uri=f"{SCHEME}editions/{{id}}.md",
        name="edition-markdown",
        title="An edition as Markdown",
        description="A published page to read, with its sources and passages.",
        media_type=MARKDOWN,
    ),
    Entry(
        uri=f"{SCHEME}reports/{{id}}",
        name="report",
        title="A report as JSON",
        description="What check made, whole, whether or not it is published.",
        media_type=JSON,
    ),
    Entry(
        uri=f"{SCHEME}reports/{{id}}.md",
        name="report-markdown",
        title="A report as Markdown",
        description="What check made, to read.",
        media_type=MARKDOWN,
    ),
    Entry(
        uri=f"{SCHEME}passages/{{id}}",
        name="passage",
        title="A passage",
        description="A passage word for word, with its neighbors and its source.",
        media_type=JSON,
    ),
)


def entries(service: Service, start: int, count: int) -> tuple[list[Entry], bool]:
    """Some of the list: what is always there, then editions that stand, newest first; whether more come."""
    listings = service.directory.catalogue().shown
    wanted = listings[max(0, start - len(_FIXED)) : max(0, start + count - len(_FIXED))]
    listed = [
        Entry(
            uri=edition_uri(one.stands.id),
            name=one.key,
            title=masked(one.page.title),
            description=f"{_labels(service.library.report(one.stands.report))}. Edition {one.stands.number}, "
            f"published {utc_stamp(one.stands.published_at)}.",
            media_type=JSON,
        )
        for one in wanted
    ]
    return [*_FIXED[start : start + count], *listed], start + count < len(_FIXED) + len(listings)


def leaf(uri: str, service: Service, visitor: Visitor) -> Leaf:
    """What an address holds. Raises `InputError` where nothing that this visitor may see is there."""
    if uri == METHOD:
        page = files("wellsourced").joinpath("templates", "method-and-limits.md")
        return Leaf(media_type=MARKDOWN, text=page.read_text(encoding="utf-8"))
    if uri == EDITIONS:
        return _as_json([_listed(entry) for entry in entries(service, len(_FIXED), 10**9)[0]])
    kind, _, name = uri.removeprefix(SCHEME).partition("/")
    open_leaf = _KINDS.get(kind)
    if open_leaf is None or not uri.startswith(SCHEME) or not name:
        raise InputError(f"nothing is at {uri!r}: the templates tell what can be read")
    return open_leaf(name, service, visitor)


def _edition(name: str, service: Service, _: Visitor) -> Leaf:
    shown = edition_shown(name.removesuffix(".md"), service)
    return _page(name, shown.report, shown.imprint, service)


def _report(name: str, service: Service, _: Visitor) -> Leaf:
    return _page(name, *report_shown(name.removesuffix(".md"), service), service)


def _passage(name: str, service: Service, visitor: Visitor) -> Leaf:
    return _as_json(passage_told(name, service, visitor))


_KINDS: Mapping[str, Callable[[str, Service, Visitor], Leaf]] = {
    "editions": _edition,
    "reports": _report,
    "passages": _passage,
}


def _page(name: str, report: Report, imprint: Imprint | None, service: Service) -> Leaf:
    if name.endswith(".md"):
        text = page_markdown(report, actions=service.actions, imprint=imprint)
        return Leaf(media_type=MARKDOWN, text=text)
    return _as_json(report_json(report, imprint))


def _as_json(document: object) -> Leaf:
    return Leaf(media_type=JSON, text=json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def _listed(entry: Entry) -> Mapping[str, str]:
    return {"resource": entry.uri, "title": entry.title, "told": entry.description}


def _labels(report: Report) -> str:
    return ", ".join(dict.fromkeys(label_word(one.label) for one in report.verdicts))
