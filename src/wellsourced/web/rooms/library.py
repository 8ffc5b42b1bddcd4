"""The library, for editors: its sources, captures and full archived texts, and search over its passages.

What was archived is shown as text; its bytes are only ever sent as a file to be kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import urlsplit

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.errors import InputError
from wellsourced.model.sources import Document, Snapshot, Source
from wellsourced.render.words import utc_stamp
from wellsourced.web.gates import allowed
from wellsourced.web.halls import stem
from wellsourced.web.leaves import leaf_of, with_query
from wellsourced.web.replies import page as page_of
from wellsourced.web.replies import told, wants_json
from wellsourced.web.site import Site, site_of
from wellsourced.web.visitors import May

__all__ = ["router"]

router = APIRouter()

SHOWN = 50
FOUND = 20
QUERY = 300
TEXT = 60_000
"""Characters of a text on a leaf."""
T = TypeVar("T", Source, Document, Snapshot)

_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")
_NAME = 80

DOWNLOAD = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "no-store",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Captured:
    """A capture with the document that was read of it, if any was."""

    snapshot: Snapshot
    document: str | None


@router.get("/library")
@router.get("/library.json")
def shelves(request: Request, q: str = "", page: str = "") -> Response:
    """The sources of the library by address, those of the casebooks first; fewer by words."""
    site = _entered(request)
    query = q.strip()[:QUERY]

    def find(start: int) -> tuple[int, list[Source]]:
        total, some = site.library.shelf(query, start, SHOWN)
        return total, list(some)

    address = site.at.library()
    one = leaf_of(find, page, SHOWN, lambda n: with_query(address, q=query, page=str(n)))
    if wants_json(request):
        sources = [{"id": each.id, "title": each.title, "uri": each.uri} for each in one.items]
        return told({"total": one.total, "leaf": one.number, "leaves": one.leaves, "sources": sources})
    books = [] if query else [(book.source, book.document.id) for book in site.casebooks]
    return page_of(request, "site/library.html.j2", {"leaf": one, "query": query, "books": books})


@router.get("/library/search")
@router.get("/library/search.json")
def passages(request: Request, q: str = "") -> Response:
    """The passages of the whole library that are nearest to a question, by words and by meaning."""
    site = _entered(request)
    query = q.strip()[:QUERY]
    view = site.library.view(date.max)
    hits = [(hit, view.source_of(hit.passage)) for hit in view.search(query, FOUND)] if query else []
    if wants_json(request):
        rows = [
            {"passage": hit.passage.id, "text": hit.passage.text, "source": source.title, "score": hit.score}
            for hit, source in hits
        ]
        return told({"query": query, "passages": rows})
    return page_of(request, "site/library_search.html.j2", {"query": query, "hits": hits})


@router.get("/library/sources/{source_id}")
def source(request: Request, source_id: str) -> Response:
    """A source of the library with its captures and the texts that were read of them."""
    site = _entered(request)
    found = _find(site, stem(source_id), Source)
    captured = [_Captured(snapshot=one, document=read) for one, read in site.library.captured(found.id)]
    if wants_json(request):
        return told({"id": found.id, "title": found.title, "captures": [_capture(one) for one in captured]})
    values = {"source": found, "captured": captured}
    return page_of(request, "site/library_source.html.j2", values)


@router.get("/library/documents/{document_id}")
def document(request: Request, document_id: str, page: str = "") -> Response:
    """The whole archived text of a document, as text."""
    site = _entered(request)
    found = _find(site, stem(document_id), Document)
    if wants_json(request):
        return told({"id": found.id, "title": found.title, "snapshot": found.snapshot, "text": found.text})
    address = site.at.library("documents", found.id)

    def find(start: int) -> tuple[int, list[str]]:
        stretch = found.text[start * TEXT : (start + 1) * TEXT]
        return -(-len(found.text) // TEXT), [stretch] if stretch else []

    one = leaf_of(find, page, 1, lambda n: with_query(address, page=str(n)))
    return page_of(request, "site/library_document.html.j2", {"document": found, "leaf": one})


@router.get("/library/captures/{snapshot_id}")
def raw(request: Request, snapshot_id: str) -> Response:
    """The archived bytes of a capture, as a file to keep: never to be shown."""
    site = _entered(request)
    found = _find(site, snapshot_id, Snapshot)
    try:
        body = site.library.body(found.id)
    except InputError as error:
        raise HTTPException(404, "Of this capture no bytes are kept here.") from error
    uri = _find(site, found.source, Source).uri
    headers = {**DOWNLOAD, "content-disposition": f'attachment; filename="{file_name(uri, found)}"'}
    return Response(body, media_type="application/octet-stream", headers=headers)


def file_name(uri: str, snapshot: Snapshot) -> str:
    """A name for a capture's bytes that nothing takes for more than a name of bytes."""
    try:
        host = urlsplit(uri).hostname or ""
    except ValueError:
        host = ""
    told = _UNSAFE.sub("-", host).strip("-.")[:_NAME]
    letters = snapshot.content.rpartition("-")[2][:12]
    return f"{told or 'capture'}-{snapshot.captured_at:%Y%m%d}-{_UNSAFE.sub('', letters)}.bin"


def _entered(request: Request) -> Site:
    allowed(request, May.EDIT)
    return site_of(request)


def _find(site: Site, name: str, kind: type[T]) -> T:
    """What has this id, in full. Raises 404 where nothing of that kind does."""
    try:
        found = site.library.find(name)
    except InputError as error:
        raise HTTPException(404, "Nothing in the library has this id.") from error
    if not isinstance(found, kind) or found.id != name:
        raise HTTPException(404, "Nothing in the library has this id.")
    return found


def _capture(one: _Captured) -> Mapping[str, object]:
    return {
        "id": one.snapshot.id,
        "captured_at": utc_stamp(one.snapshot.captured_at),
        "content": one.snapshot.content,
        "type": one.snapshot.media_type,
        "document": one.document,
    }
