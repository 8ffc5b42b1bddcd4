"""Search: published pages, and the words of sources that they cite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.web.finding import Found, Snippet, matching
from wellsourced.web.halls import Hall, hall_of, listing_json
from wellsourced.web.leaves import Leaf, leaf_of, with_query
from wellsourced.web.replies import page as page_of
from wellsourced.web.replies import told

__all__ = ["router"]

router = APIRouter()

SHOWN = 20
QUERY = 300
"""Characters of a query that are read."""
PAGES, PASSAGES = "pages", "passages"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """A query as it is looked for: `every` is whether all of its words must be there."""

    hall: Hall
    query: str
    what: str
    match: str
    every: bool

    def find(self, start: int) -> tuple[int, list[Found]]:
        look = self.hall.site.finder.quotes if self.what == PASSAGES else self.hall.site.finder.pages
        return look(self.hall.catalogue, self.match, start, SHOWN)

    def other(self) -> int:
        """How much there is of what is not shown."""
        look = self.hall.site.finder.pages if self.what == PASSAGES else self.hall.site.finder.quotes
        return look(self.hall.catalogue, self.match, 0, 1)[0]

    def address(self, number: int) -> str:
        return _address(self.hall, self.query, self.what, number)


@router.get("/search")
@router.get("/search.json")
def search(request: Request, q: str = "", what: str = PAGES, page: str = "") -> Response:
    """Pages that have the words, best first, or the passages they cite that do (`what=passages`)."""
    hall = hall_of(request)
    query = " ".join(q[:QUERY].split())
    asked = PASSAGES if what == PASSAGES else PAGES
    looked = _look(hall, query, asked, page)
    if hall.as_json:
        return told({"query": query, "what": asked, **_told(hall, looked)})
    values: dict[str, object] = {"query": query, "what": asked, "leaf": None, "every": True, "other": 0}
    if looked is not None:
        one, found = looked
        values |= {"leaf": found, "every": one.every, "other": one.other()}
    elsewhere = PAGES if asked == PASSAGES else PASSAGES
    values["other_address"] = _address(hall, query, elsewhere, 1)
    return page_of(request, "site/search.html.j2", values)


def _address(hall: Hall, query: str, what: str, number: int) -> str:
    only = what if what == PASSAGES else ""
    return with_query(hall.at.search(), q=query, what=only, page=str(number) if number > 1 else "")


def _look(hall: Hall, query: str, what: str, page: str) -> tuple[_Search, Leaf[Found]] | None:
    """What is found of all the words, else of some; None where the query has no word."""
    for every in (True, False):
        match = matching(query, every=every)
        if not match:
            return None
        one = _Search(hall=hall, query=query, what=what, match=match, every=every)
        found = leaf_of(one.find, page, SHOWN, one.address)
        if found.total or one.other() or not every:
            break
    return one, found


def _told(hall: Hall, looked: tuple[_Search, Leaf[Found]] | None) -> Mapping[str, object]:
    if looked is None:
        return {"total": 0, "results": []}
    one, found = looked
    return {
        "total": found.total,
        "leaf": found.number,
        "leaves": found.leaves,
        "every_word": one.every,
        "results": [_result(hall, each) for each in found.items],
    }


def _result(hall: Hall, found: Found) -> dict[str, object]:
    snippet = _plain(found.snippet)
    if found.listing is not None:
        return {**listing_json(found.listing, hall.at), "snippet": snippet}
    address = hall.at.passage(found.passage)
    return {"passage": found.passage, "address": address, "source": found.source, "snippet": snippet}


def _plain(snippet: Snippet) -> str:
    return "".join(text for text, _ in snippet)
