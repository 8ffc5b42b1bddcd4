"""Notes of the bundled casebook against pages that say so, say otherwise, or say nothing of it.

The pages stand in `cases/anchoring.yaml`, are served on loopback and read as pages of the web are.
"""

from __future__ import annotations

import contextlib
import html
import io
import json
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from web_server import Page, serving
from wellsourced.cli import main
from wellsourced.settings import bundled_casebooks

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "anchoring.yaml").read_text("utf-8"))
TITLE = "TITLE"
LEAST_ANCHORED = 5
"""Of the twelve that are borne out; docs/measurements/issue-3.md tells how many are."""


@dataclass(frozen=True)
class Told:
    """A page for a note: `kind` is 'borne out', 'contradicted' or 'missed'."""

    name: str
    note: str
    kind: str
    page: str


@cache
def _told() -> tuple[Told, ...]:
    found = []
    for case in CASES:
        note, title, text = case["note"], case["title"], case["page"]
        found.append(Told(f"{note}-said", note, "borne out", _page(title, text)))
        for number, (old, new) in enumerate(case["changed"], start=1):
            assert old == TITLE or old in text, (note, old)
            changed = (new, text) if old == TITLE else (title, text.replace(old, new))
            found.append(Told(f"{note}-changed-{number}", note, "contradicted", _page(*changed)))
        left = [line for line in text.splitlines() if not line.startswith(case["without"])]
        assert len(left) == len(text.splitlines()) - 1, note
        found.append(Told(f"{note}-missed", note, "missed", _page(title, "\n".join(left))))
    return tuple(found)


def _page(title: str, text: str) -> str:
    blocks = [
        f"<h2>{html.escape(line[2:])}</h2>" if line.startswith("# ") else f"<p>{html.escape(line)}</p>"
        for line in text.splitlines()
    ]
    head = f"<head><title>{html.escape(title)}</title></head>"
    nav = "<nav><a href='/'>Home</a> <a href='/about'>About us</a></nav>"
    body = f"<article><h1>{html.escape(title)}</h1>{''.join(blocks)}</article>"
    return f"<!doctype html><html lang='en'>{head}<body>{nav}{body}<footer>Contact</footer></body></html>"


def _casebook(folder: Path, address: str) -> Path:
    """The bundled casebook with one note for each page, about that page."""
    bundled = bundled_casebooks()["local-ice-cooperation"]
    folder.mkdir()
    book = json.loads((bundled / "casebook.json").read_text("utf-8"))
    (folder / "casebook.json").write_text(json.dumps({**book, "corrections": [], "unknowns": []}))
    shutil.copy(bundled / "facets.json", folder)
    (folder / "instruments.jsonl").write_text("")
    rows = {
        row["id"]: row for row in map(json.loads, (bundled / "notes.jsonl").read_text("utf-8").splitlines())
    }
    notes = []
    for told in _told():
        row: dict[str, Any] = {**rows[told.note], "id": told.name, "instrument": None}
        row["about"] = {**row["about"], "url": f"{address}/{told.name}"}
        notes.append(json.dumps(row) + "\n")
    (folder / "notes.jsonl").write_text("".join(notes))
    return folder


@pytest.fixture(scope="module")
def anchored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What `casebook fetch` made of every page, by its name, with the verifier that ships."""
    folder = tmp_path_factory.mktemp("anchoring")
    with serving() as site, pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "LIBRARY": str(folder / "library"),
            "CASEBOOKS": "none",
            "FETCH_CACHE": str(folder / "pages"),
            "FETCH_DELAY": "0",
            "FETCH_ALLOWED_HOSTS": f"127.0.0.1:{site.port}",
        }.items():
            patch.setenv(f"WELLSOURCED_{name}", value)
        site.pages["/robots.txt"] = Page(b"")
        for told in _told():
            site.pages[f"/{told.name}"] = Page(told.page.encode(), headers={"Content-Type": "text/html"})
        book = _casebook(folder / "book", site.address)
        return {one["url"].rsplit("/", 1)[-1]: one for one in _fetched(book)["notes"]}


def _fetched(book: Path) -> Any:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["casebook", "fetch", str(book), "--json", "--quiet"]) == 1
    return json.loads(out.getvalue())


def names(kind: str) -> list[str]:
    return [told.name for told in _told() if told.kind == kind]


def test_pages_that_say_so_in_other_words_bear_most_notes_out(anchored: dict[str, dict[str, Any]]) -> None:
    borne_out = [name for name in names("borne out") if anchored[name]["borne_out"]]
    assert len(names("borne out")) == 12
    assert len(borne_out) >= LEAST_ANCHORED, sorted(set(names("borne out")) - set(borne_out))


def test_no_page_that_says_otherwise_bears_a_note_out(anchored: dict[str, dict[str, Any]]) -> None:
    assert len(names("contradicted")) >= 24
    assert [name for name in names("contradicted") if anchored[name]["borne_out"]] == []


def test_no_page_that_says_nothing_of_it_bears_a_note_out(anchored: dict[str, dict[str, Any]]) -> None:
    assert [name for name in names("missed") if anchored[name]["borne_out"]] == []


def test_every_quote_stands_in_its_passage_and_never_in_a_title_alone(
    anchored: dict[str, dict[str, Any]],
) -> None:
    quotes = [(name, part["quote"]) for name in names("borne out") for part in anchored[name]["anchors"]]
    pages = {told.name: html.unescape(told.page) for told in _told()}
    for name, quote in quotes:
        assert not quote or f"<p>{quote}" in pages[name] or f" {quote}" in pages[name]
