"""The tools `search` and `open_passage`: what the library holds, word for word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from wellsourced.errors import InputError
from wellsourced.mcp.addresses import edition_uri
from wellsourced.mcp.calls import STRICT, Call, Told, Tool
from wellsourced.mcp.in_sight import may_open
from wellsourced.mcp.service import Service
from wellsourced.mcp.shapes import PASSAGE, SEARCH
from wellsourced.model.anchors import is_anchored
from wellsourced.model.sources import Passage
from wellsourced.ports import Hit, View
from wellsourced.render.holdings_json import hit_json, source_json
from wellsourced.render.words import counted, utc_stamp
from wellsourced.text.private import clean_address, masked
from wellsourced.web.visitors import Visitor

__all__ = ["OPENING", "SEARCHING", "is_archived", "passage_told"]

WIDER = 4
"""How many times as many hits are looked at where some are not for the visitor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searching:
    """What `search` takes."""

    query: Annotated[str, Field(min_length=1, max_length=500, description="Words, or better a sentence.")]
    k: Annotated[int, Field(ge=1, le=50, description="How many passages at most.")] = 8

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What `open_passage` takes."""

    id: Annotated[str, Field(min_length=1, max_length=100, description="A passage's id, passage-...")]

    __pydantic_config__ = STRICT


def search(said: Searching, call: Call) -> Told:
    """The passages that fit best, by words and by meaning."""
    if not said.query.strip():
        raise InputError("nothing to search for: give words or a sentence")
    service = call.service
    view = service.library.view(service.today())
    found = view.search(said.query, said.k * WIDER)
    hits = [hit for hit in found if may_open(hit.passage, service, call.visitor)][: said.k]
    told = [_hit(hit, view) for hit in hits]
    lines = [line for one in told for line in _hit_lines(one)]
    ours = (
        f"{counted(len(told), 'passage')}, best first."
        if told
        else "Nothing in the library fits: use other words."
    )
    return Told(structured={"query": masked(said.query), "hits": told}, ours=ours, quoted="\n".join(lines))


def open_passage(said: Opening, call: Call) -> Told:
    """A passage with one neighbor on each side, its source and the pages that cite it."""
    told = passage_told(said.id, call.service, call.visitor)
    source, passage = told["source"], told["text"]
    text = f"our note: {passage}" if told["note"] else f"“{passage}”"
    sides = [f"Before: {told['before']}", f"After: {told['after']}"]
    anchors = [f"Borne out by {one['passage']}: “{one['quote']}”" for one in told["anchors"]]
    archived = "archived" if told["archived"] else "a note of ours on a source that is linked, not archived"
    ours = f"The passage is {archived}, captured {told['captured_at']}."
    return Told(structured=told, ours=ours, quoted="\n".join([_who(source), text, *anchors, *sides]))


def passage_told(name: str, service: Service, visitor: Visitor) -> dict[str, Any]:
    """A passage as JSON. Raises `InputError` where there is none for this visitor."""
    view = service.library.view(date.max)
    missing = InputError(
        f"no passage is called {name!r}: give the whole id, as a citation or `search` has it"
    )
    try:
        found = view.passage(name)
    except KeyError:
        raise missing from None
    if not may_open(found, service, visitor):
        raise missing
    before, after = view.neighbours(found)
    source = view.source_of(found)
    return {
        "id": found.id,
        "text": masked(found.text),
        "headings": [masked(one) for one in found.headings],
        "note": found.note is not None,
        "archived": is_archived(found, view),
        "before": masked(before),
        "after": masked(after),
        "source": {**source_json(source), "url": clean_address(source.uri)},
        "captured_at": utc_stamp(view.snapshot_of(found).captured_at),
        "anchors": [
            {"text": masked(one.text), "passage": one.passage, "quote": masked(one.quote)}
            for one in (view.anchors(found) if found.note is not None else ())
        ],
        "cited_by": [
            {
                "page": one.page.id,
                "title": masked(one.page.title),
                "edition": one.stands.id,
                "resource": edition_uri(one.stands.id),
            }
            for one in service.directory.catalogue().citing.get(found.id, ())
        ],
    }


def is_archived(passage: Passage, view: View) -> bool:
    """Whether its words are archived: as captured, or of a note, in passages that bear it out."""
    return passage.note is None or is_anchored(view.anchors(passage))


def _hit(hit: Hit, view: View) -> dict[str, Any]:
    source = view.source_of(hit.passage)
    told = hit_json(hit, source)
    return {
        **told,
        "text": masked(hit.passage.text),
        "headings": [masked(one) for one in hit.passage.headings],
        "archived": is_archived(hit.passage, view),
        "source": {**source_json(source), "url": clean_address(source.uri)},
    }


def _hit_lines(told: dict[str, Any]) -> list[str]:
    source = told["source"]
    text = f"our note: {told['text']}" if told["note"] else f"“{told['text']}”"
    return [f"{told['passage']}  {_who(source)}", f"    {text}"]


def _who(source: dict[str, Any]) -> str:
    published = f"published {source['published']}" if source["published"] else "undated"
    return f"{source['title']}. {source['publisher']} ({source['kind']}), {published}. {source['url']}"


SEARCHING = Tool(
    name="search",
    title="Search the library",
    description=(
        "Find passages of the library, by words and by meaning, with who says it and when. It finds what "
        "is said, not whether it is so: for a verdict use check. Asks nothing outside this machine."
    ),
    arguments=Searching,
    result=SEARCH,
    run=search,
)

OPENING = Tool(
    name="open_passage",
    title="Open a passage",
    description=(
        "Read a cited passage word for word, with its neighbors, its source and when it was captured. Do "
        "this before quoting. A note is our own sentence about a source: never put it in quotation marks."
    ),
    arguments=Opening,
    result=PASSAGE,
    run=open_passage,
)
