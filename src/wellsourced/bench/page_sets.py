"""Sets of web pages: a folder with `pages.jsonl`, whose rows name the file of each page, `.gz` or not."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wellsourced.bench.datasets import Line, find_set, unique_rows
from wellsourced.errors import InputError
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture

__all__ = ["Dated", "Page", "capture_of", "find_pages", "read_dated", "read_pages"]

PAGES = "pages.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with its main text, or with pieces that belong to it and pieces that do not."""

    id: str
    file: Path
    url: str
    body: str | None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A page with the day it was published."""

    id: str
    file: Path
    url: str
    date: str


def find_pages(name: str, root: Path | None) -> Path:
    """The `pages.jsonl` of a set: of a folder or the file itself, here or under `root`."""
    for folder in (Path(name), *([] if root is None else [root / name])):
        if (folder / PAGES).is_file():
            return folder / PAGES
    return find_set(name, root)


def read_pages(path: Path) -> list[Page]:
    """Rows `{"id", "html", "url"}` with `"article_body"`, or with `"with": [...]` and `"without": [...]`.

    One set has rows of one form.
    """

    def row(line: Line) -> Page:
        body = line.fields.get("article_body")
        if body is not None and not isinstance(body, str):
            raise line.fault("`article_body` is no text")
        wanted, unwanted = _pieces(line, "with"), _pieces(line, "without")
        if body is None and not wanted + unwanted:
            raise line.fault("neither `article_body` nor `with` and `without`")
        return Page(
            id=line.name(),
            file=_file(line),
            url=_url(line),
            body=body,
            wanted=wanted,
            unwanted=unwanted,
        )

    pages = unique_rows(path, row)
    if len({page.body is None for page in pages}) > 1:
        raise InputError(f"{path}: some rows have `article_body` and some have not: make two sets of it")
    return pages


def read_dated(path: Path) -> list[Dated]:
    """Rows `{"id", "html", "url", "date"}`, the date as 2026-07-22."""

    def row(line: Line) -> Dated:
        day = line.text("date")
        try:
            PartialDate(text=day)
        except ValueError as error:
            raise line.fault(f"`date`: {error}") from error
        return Dated(id=line.name(), file=_file(line), url=_url(line), date=day)

    return unique_rows(path, row)


def capture_of(page: Page | Dated, at: datetime) -> Capture:
    """The page's bytes as if they were captured now. Raises `InputError` where they cannot be read."""
    try:
        body = page.file.read_bytes()
        body = gzip.decompress(body) if page.file.suffix == ".gz" else body
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{page.file} cannot be read ({error}): check the set") from error
    return Capture(
        source=Source(uri=page.url or page.file.as_uri(), title=page.id, publisher="", kind=SourceKind.OTHER),
        body=body,
        media_type="text/html",
        captured_at=at,
        imported=True,
    )


def _pieces(line: Line, key: str) -> tuple[str, ...]:
    found = line.fields.get(key, [])
    if not isinstance(found, list) or not all(isinstance(piece, str) for piece in found):
        raise line.fault(f"`{key}` is no list of texts")
    return tuple(found)


def _file(line: Line) -> Path:
    """The page's file, which lies in the folder of the set."""
    folder = line.path.resolve().parent
    file = (folder / line.text("html")).resolve()
    if folder not in file.parents:
        raise line.fault("`html` names a file outside the folder of the set")
    if not file.is_file():
        raise line.fault(f"`html`: {file} is not there")
    return file


def _url(line: Line) -> str:
    url: object = line.fields.get("url", "")
    if not isinstance(url, str):
        raise line.fault("`url` is no text")
    return url
