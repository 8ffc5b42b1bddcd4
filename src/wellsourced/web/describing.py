"""What the site tells programs of itself (OpenAPI): the answers that its rooms really give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from wellsourced.web.made_by import VERSION
from wellsourced.web.schemas import SCHEMAS, Schema, ref

__all__ = ["described"]

PAGE, DATA = "text/html", "application/json"

ONLY: Mapping[str, str] = {
    "/.well-known/security.txt": "text/plain",
    "/assets/{name}": "text/css",
    "/jobs/{name}/events": "text/event-stream",
    "/metrics": "text/plain",
    "/robots.txt": "text/plain",
}
"""Rooms that have one kind of answer, and no page; those that end in .atom and .xml are known by that."""

JSON: Mapping[str, str] = {
    "/audits/{name}": "Audit",
    "/health": "Health",
    "/health/live": "Health",
    "/jobs/{name}": "Job",
    "/p/{key}": "Report",
    "/p/{key}/changes/{before}/{after}": "Changes",
    "/p/{key}/{number}": "Report",
    "/passages/{passage_id}": "Passage",
}
"""The shapes of JSON answers, by the room; of others no more is told than that they are objects."""

FORMS = ("/p/{key}", "/p/{key}/{number}")
"""Rooms that answer `.md` and `.pdf` too."""

ABOUT = (
    "Every page is HTML for people and JSON for programs, by `Accept: application/json` or by `.json` behind "
    "a page's address. Reading needs no account."
)


def described(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """What makes the description of an application, once."""

    def made() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _describe(app)
        return app.openapi_schema

    return made


def _describe(app: FastAPI) -> dict[str, Any]:
    told = get_openapi(title=app.title, version=VERSION, description=ABOUT, routes=app.routes)
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            operation["responses"] = _responses(path, method)
            if method != "get":
                operation["security"] = [{"token": []}, {"session": []}]
    parts = told.setdefault("components", {})
    kept = {name: one for name, one in parts.get("schemas", {}).items() if "ValidationError" not in name}
    parts["schemas"] = {**kept, **SCHEMAS}
    parts["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer"},
        "session": {"type": "apiKey", "in": "cookie", "name": "session"},
    }
    return told


def _responses(path: str, method: str) -> dict[str, Any]:
    refused = {"description": "Refused or not there: one line says why.", "content": _errors()}
    if method != "get":
        moved = {"description": "Done: see there.", "headers": {"Location": {"schema": {"type": "string"}}}}
        return {"303": moved, "default": refused}
    return {"200": {"description": "What is there.", "content": _content(path)}, "default": refused}


def _content(path: str) -> dict[str, Any]:
    if path.endswith(".atom"):
        return {"application/atom+xml": {"schema": {"type": "string"}}}
    if path.endswith(".xml"):
        return {"application/xml": {"schema": {"type": "string"}}}
    if path == "/assets/{name}":
        return {kind: {"schema": {"type": "string"}} for kind in ("text/css", "text/javascript")}
    if path in ONLY:
        return {ONLY[path]: {"schema": {"type": "string"}}}
    shape: Schema = ref(JSON[path]) if path in JSON else {"type": "object"}
    content: dict[str, Any] = {DATA: {"schema": shape}}
    if not path.startswith("/health"):
        content[PAGE] = {"schema": {"type": "string"}}
    if path in FORMS:
        content["text/markdown"] = {"schema": {"type": "string"}}
        content["application/pdf"] = {"schema": {"type": "string", "format": "binary"}}
    return content


def _errors() -> dict[str, Any]:
    return {DATA: {"schema": ref("Error")}, PAGE: {"schema": {"type": "string"}}}
