"""The tools `editions` and `diff`: what was published, and what a reader would see differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from wellsourced.diff import answering_changes, asked_by, since
from wellsourced.diff import diff as compared
from wellsourced.errors import InputError
from wellsourced.mcp.addresses import edition_uri
from wellsourced.mcp.calls import STRICT, Call, Told, Tool
from wellsourced.mcp.in_sight import Shown, edition_shown, page_shown, shown_of
from wellsourced.mcp.service import Service
from wellsourced.mcp.shapes import DIFF, EDITIONS
from wellsourced.mcp.tools.checking import day_named
from wellsourced.model.editions import Change, Confirmation
from wellsourced.render.change_notes import summed_up
from wellsourced.render.changes import changes_json, changes_text
from wellsourced.render.imprint import imprint_line
from wellsourced.render.staleness import stale_json
from wellsourced.render.words import counted, label_word, utc_stamp
from wellsourced.text.private import masked
from wellsourced.web.catalogue import Listing

__all__ = ["COMPARING", "LISTING"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What `editions` takes."""

    page: Annotated[
        str | None,
        Field(
            max_length=300, description="A page by its id or its question: all its editions. Else all pages."
        ),
    ] = None
    words: Annotated[
        str | None, Field(max_length=200, description="Only pages whose title has all of these words.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=200, description="How many pages at most, newest first.")] = 20

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What `diff` takes: two editions, or a page and a day."""

    before: Annotated[str | None, Field(max_length=100, description="The older edition, by its id.")] = None
    after: Annotated[str | None, Field(max_length=100, description="The newer edition, by its id.")] = None
    page: Annotated[str | None, Field(max_length=300, description="A page, by its id or question.")] = None
    since: Annotated[
        str | None, Field(description="With page: what changed since the end of this day, YYYY-MM-DD.")
    ] = None

    __pydantic_config__ = STRICT


def editions(said: Listed, call: Call) -> Told:
    """The published pages with their newest edition, or one page with all of them."""
    service = call.service
    if said.page is not None:
        listing = page_shown(said.page, service)
        pages, total = [_page(listing, service, every=True)], 1
    else:
        words = (said.words or "").casefold().split()
        shown = [
            one
            for one in service.directory.catalogue().shown
            if all(word in one.page.title.casefold() for word in words)
        ]
        pages, total = [_page(one, service, every=False) for one in shown[: said.limit]], len(shown)
    ours = (
        f"{counted(total, 'published page')}, {len(pages)} told."
        if total
        else "Nothing in sight is published."
    )
    return Told(
        structured={"total": total, "pages": pages},
        ours=ours,
        quoted="\n".join(line for page in pages for line in _page_lines(page)),
    )


def _page(listing: Listing, service: Service, *, every: bool) -> dict[str, Any]:
    newest = shown_of(listing, listing.stands, service)
    chain = listing.editions if every else listing.editions[-1:]
    return {
        "id": listing.page.id,
        "title": masked(listing.page.title),
        "labels": [one.label.value for one in newest.report.verdicts],
        "label_words": [label_word(one.label) for one in newest.report.verdicts],
        "place": listing.page.place,
        "agency": listing.page.agency,
        "imprint": imprint_line(newest.imprint),
        "retracted": None if listing.retraction is None else listing.retraction.why,
        "stale": stale_json(newest.imprint.stale),
        "editions": [
            {
                "id": one.id,
                "number": one.number,
                "published_at": utc_stamp(one.published_at),
                "note": one.note,
                "resource": edition_uri(one.id),
            }
            for one in chain
        ],
    }


def _page_lines(page: dict[str, Any]) -> list[str]:
    lines = [f"{page['title']}  {', '.join(page['label_words'])}. {page['imprint']}. {page['id']}"]
    return [*lines, *(f"    edition {one['number']}: {one['resource']}" for one in page["editions"])]


def diff(said: Compared, call: Call) -> Told:
    """What a reader would see differ between two editions, or on a page since a day."""
    service = call.service
    named = (said.before is not None, said.after is not None, said.page is not None, said.since is not None)
    if named == (True, True, False, False):
        before = edition_shown(said.before or "", service)
        after = edition_shown(said.after or "", service)
        changes = _between(before, after, service)
        ends = (before.edition.id, after.edition.id)
    elif named == (False, False, True, True):
        changes, ends = _since(said, service)
    else:
        raise InputError("give before and after, two editions; or page and since, a page and a day")
    summary = summed_up(changes)
    structured = {
        "before": ends[0],
        "after": ends[1],
        "summary": summary,
        "changes": changes_json(changes),
        "resources": [edition_uri(one) for one in ends],
    }
    ours = (
        f"{counted(len(changes), 'change')}: {summary}" if changes else "Nothing a reader would see differs."
    )
    return Told(structured=structured, ours=ours, quoted=changes_text(changes) if changes else "")


def _between(before: Shown, after: Shown, service: Service) -> Sequence[Change]:
    said = compared(before.report, after.report, actions=service.actions)
    answers = answering_changes(after.report, _asked(before, service), _asked(after, service))
    return (*said, *answers)


def _asked(shown: Shown, service: Service) -> Confirmation | None:
    confirmations = service.library.confirmations(shown.listing.page.id)
    return asked_by(shown.edition, shown.listing.editions, confirmations)


def _since(said: Compared, service: Service) -> tuple[Sequence[Change], tuple[str, str]]:
    listing = page_shown(said.page or "", service)
    found = since(
        listing.editions,
        {one.report: service.library.report(one.report) for one in listing.editions},
        day_named(said.since, service.today()),
        confirmations=service.library.confirmations(listing.page.id),
        actions=service.actions,
    )
    return found.changes, (found.before.id, found.after.id)


LISTING = Tool(
    name="editions",
    title="List published pages",
    description=(
        "Published fact-check pages with their labels, newest edition and what is stale; or all editions "
        "of one page. Each edition is a resource to read as JSON or, with .md, as Markdown. An edition "
        "never changes."
    ),
    arguments=Listed,
    result=EDITIONS,
    run=editions,
)

COMPARING = Tool(
    name="diff",
    title="Compare editions",
    description=(
        "What a reader would see differ between two editions of a page, or on a page since a day: "
        "verdicts, figures, statements, rules, sources."
    ),
    arguments=Compared,
    result=DIFF,
    run=diff,
)
