"""`docs/reference/http.md` and its OpenAPI: every address of the site, as the site describes itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from fastapi.routing import APIRoute

from wellsourced.web.app import ROOMS, unfurnished

from .wording import as_markdown, first_line, page, table

OPENAPI = "schemas/openapi.json"

LEAD = f"""\
Every address of the [site](../site.md), by its rooms. Reading is `GET` and needs no account; what is asked or
changed is a form, sent with a [token](../site.md#accounts) by programs, and needs a role. Pages answer as
HTML, and as JSON where `Accept: application/json` asks for it. Fields marked * must be given; those that only
the site's own forms send are left out. A site tells the same at `/openapi.json`; here it is
[as a file]({OPENAPI})."""

OWN = ("csrf",)
"""What proves that a form is the site's own: programs prove who they are by their token."""


def description() -> dict[str, Any]:
    """The OpenAPI of the site. Nothing is opened."""
    return unfurnished().openapi()


def openapi_file() -> str:
    """The text of the OpenAPI."""
    return json.dumps(description(), indent=1, ensure_ascii=False) + "\n"


def http_page() -> str:
    """The page."""
    told = description()
    return page("HTTP", LEAD, *(part for room in ROOMS if (part := _room(room, told))))


def _room(room: ModuleType, told: Mapping[str, Any]) -> str:
    """A room in its own words, and its addresses; empty where it has none that are described."""
    rows = [
        (f"`{method} {route.path_format}`", _said(operation), ", ".join(_fields(operation, told)))
        for route in room.router.routes
        if isinstance(route, APIRoute)
        for method in sorted(route.methods)
        if (operation := told["paths"].get(route.path_format, {}).get(method.lower())) is not None
    ]
    name = room.__name__.rpartition(".")[2].capitalize()
    heads = ("address", "what it does", "takes")
    return f"## {name}\n\n{first_line(room.__doc__)}\n\n{table(heads, rows)}" if rows else ""


def _said(operation: Mapping[str, Any]) -> str:
    return as_markdown(operation.get("description", "")).replace("\n\n", " ").replace("\n", " ")


def _fields(operation: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[str]:
    """The names of what an address takes beside what stands in it; those that must be given are marked."""
    for one in operation.get("parameters", ()):
        if one["in"] == "query" and one["name"] not in OWN:
            yield f"`{one['name']}`" + ("*" if one.get("required") else "")
    for body in operation.get("requestBody", {}).get("content", {}).values():
        shape = body["schema"]
        if "$ref" in shape:
            shape = told["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
        for name in shape.get("properties", ()):
            if name not in OWN:
                yield f"`{name}`" + ("*" if name in shape.get("required", ()) else "")
