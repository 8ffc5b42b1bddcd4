"""Places: a map and a list of them, and of each the pages asked of it and the rules in force there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.render.places_map import Told, places_map
from wellsourced.render.us_map import outlines
from wellsourced.render.words import NOT_ADVICE_ON_RULES
from wellsourced.rules.gazetteer import gazetteer, printed
from wellsourced.rules.telling import level_names
from wellsourced.web.catalogue import Listing
from wellsourced.web.halls import Hall, hall_of, listing_json, stem
from wellsourced.web.leaves import Leaf, leaf, with_query
from wellsourced.web.ruling import BookRules, ruled, ruled_json
from wellsourced.web.subjects import PlaceEntry, places_of, state_of

__all__ = ["router"]

router = APIRouter()

SHOWN, TOLD = 10, 20
"""Pages on a leaf: those asked of a place, and those that tell of its rules."""
LEAF = 9
"""Characters of a leaf's number."""
NATION = "US"


@router.get("/places")
@router.get("/places.json")
def places(request: Request) -> Response:
    """The states on a map and in a list, with the places below them that pages speak of."""
    hall = hall_of(request)
    return hall.sent("site/places.html.j2", lambda: _all(hall), lambda: _all_told(hall))


@router.get("/places/{code}")
def place(request: Request, code: str, page: str = "", also: str = "") -> Response:
    """A place: the pages asked of it, the rules in force there today, and the pages that tell of those."""
    hall, code = hall_of(request), stem(code)
    entry, known = hall.overview(places_of).get(code), _is_known(code)
    if entry is None and not known:
        raise HTTPException(404, "We know no such place.")
    here = entry or PlaceEntry(code=code, name=printed(code), asked=(), told=())
    today = hall.site.clock.now().astimezone(UTC).date()

    def books() -> tuple[BookRules, ...]:
        return ruled(hall.site.casebooks, code, today) if known else ()

    def values() -> Mapping[str, object]:
        lists = {"asked": _asked(hall, here, page, also), "told": _told_of(hall, here, page, also)}
        about = _about(hall, code) if known else {"levels": [], "within": [], "state": None}
        rules = {"books": books(), "today": today, "advice": NOT_ADVICE_ON_RULES}
        return {"place": here, **lists, **about, **rules}

    hangs_on = (today, page[:LEAF], also[:LEAF])
    return hall.sent("site/place.html.j2", values, lambda: _told(hall, here, books(), today), *hangs_on)


def _asked(hall: Hall, here: PlaceEntry, page: str, also: str) -> Leaf[Listing]:
    address = hall.at.place(here.code)
    return leaf(here.asked, page, SHOWN, lambda n: with_query(address, page=str(n), also=also[:LEAF]))


def _told_of(hall: Hall, here: PlaceEntry, page: str, also: str) -> Leaf[Listing]:
    """The pages that tell of its rules, but those that are asked of it."""
    asked, address = {one.key for one in here.asked}, hall.at.place(here.code)
    told = [one for one in here.told if one.key not in asked]
    return leaf(told, also, TOLD, lambda n: with_query(address, page=page[:LEAF], also=str(n)))


def _about(hall: Hall, code: str) -> Mapping[str, object]:
    return {"levels": list(level_names(code)), "within": _within(hall, code), "state": _above(code)}


def _is_known(code: str) -> bool:
    table = gazetteer()
    state = code.removeprefix("US-")
    return code == NATION or (state != code and state in table.state_names) or code in table.by_code


def _above(code: str) -> tuple[str, str] | None:
    """The code and the name of the state that a place lies in; None for a state."""
    state = state_of(code)
    return None if code in (state, NATION) else (state, printed(state))


def _within(hall: Hall, code: str) -> list[PlaceEntry]:
    """The places of a state that pages speak of."""
    entries = hall.overview(places_of).values()
    return [one for one in entries if one.code != code and state_of(one.code) == code]


def _states(hall: Hall) -> dict[str, Told]:
    """What there is of each state, the places in it included."""
    ruled_on = {state_of(row.place) for book in hall.site.casebooks for row in book.instruments}
    pages: dict[str, set[str]] = {f"US-{code}": set() for code in outlines()}
    for entry in hall.overview(places_of).values():
        if state_of(entry.code) in pages:
            pages[state_of(entry.code)] |= {one.key for one in (*entry.asked, *entry.told)}
    return {code: Told(pages=len(found), rules=code in ruled_on) for code, found in pages.items()}


def _all(hall: Hall) -> Mapping[str, object]:
    states = _states(hall)
    entries = hall.overview(places_of).values()
    return {
        "map": places_map(states, hall.at.place),
        "states": [
            (code, printed(code), told, [one for one in entries if _lies_in(one.code, code)])
            for code, told in states.items()
        ],
        "nation": next((one for one in entries if one.code == NATION), None),
        "others": [one for one in entries if state_of(one.code) not in states and one.code != NATION],
    }


def _lies_in(code: str, state: str) -> bool:
    return code != state and state_of(code) == state


def _all_told(hall: Hall) -> Mapping[str, object]:
    return {
        "states": [
            {"code": code, "name": printed(code), "pages": one.pages, "rules_on_file": one.rules}
            for code, one in _states(hall).items()
        ],
        "places": [
            {"code": one.code, "name": one.name, "address": hall.at.place(one.code), "pages": one.pages}
            for one in hall.overview(places_of).values()
        ],
    }


def _told(hall: Hall, entry: PlaceEntry, books: tuple[BookRules, ...], today: date) -> Mapping[str, object]:
    return {
        "code": entry.code,
        "name": entry.name,
        "on": today.isoformat(),
        "asked": [listing_json(one, hall.at) for one in entry.asked],
        "told_of": [listing_json(one, hall.at) for one in entry.told],
        "rules": ruled_json(books),
        "notes": [NOT_ADVICE_ON_RULES],
    }
