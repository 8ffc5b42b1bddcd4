"""Promise 24: our own pages are never evidence, in whatever form they come back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desks import (
    FLAGSHIP,
    Text,
    ask,
    body_of_page,
    capture_of,
    desk_of,
    flagship,
    html,
    labels,
    markdown,
    terminal,
)
from wellsourced.adapters.extractors import Extractors
from wellsourced.cli import main
from wellsourced.errors import Permanent
from wellsourced.model.reports import Report
from wellsourced.ports import Extracted

pytestmark = pytest.mark.promise(24)


GENERATOR = '<meta name="generator" content="Wellsourced">'
FORMS: dict[str, Callable[[Report], str]] = {
    "page.html": html,
    "page.md": markdown,
    "copied.txt": body_of_page,
    "terminal.txt": lambda report: terminal(report, width=72),
    "cleaned.html": lambda report: html(report).replace(GENERATOR, ""),
    "rewritten.html": lambda report: html(report).replace(
        GENERATOR, "<META CONTENT=wellsourced/1.0 NAME='generator'>"
    ),
}
"""The forms a page leaves in, and those it may come back in."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ours")
    for name, form in FORMS.items():
        (folder / name).write_text(form(flagship()), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", list(FORMS))
def test_it_is_refused_when_somebody_adds_it(
    name: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = tmp_path / "library"
    assert main(["add", str(folder / name), "--library", str(library), "--json", "--quiet"]) == 2
    answer = json.loads(capsys.readouterr().out)
    assert answer["added"] == []
    assert "no evidence" in answer["failed"][0]["message"]
    assert not library.exists()


def test_a_library_salted_with_them_answers_as_before(folder: Path, tmp_path: Path) -> None:
    source = Text(publisher="Gazette", body="The Tarn Bridge opened in 1990. It has two lanes.")
    desk = desk_of([source], tmp_path)
    salt = [
        Text(
            publisher="Salt",
            body=form(flagship()),
            media_type="text/html" if name.endswith("html") else "text/plain",
        )
        for name, form in FORMS.items()
    ]
    desk.library.add([capture_of(text, 50 + n) for n, text in enumerate(salt)], Extractors())
    assert labels(ask(FLAGSHIP, desk)) == ["not_enough_evidence"]
    bridge = ask("Did the Tarn Bridge open in 1990?", desk)
    assert {exhibit.source.publisher for exhibit in bridge.exhibits} == {"Gazette"}


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("A page made by a machine can be wrong, the clerk said.", "text/plain"),
        (
            "<html><head><meta name='generator' content='Gazette'></head><body><p>The fee rose.</p></body>",
            "text/html",
        ),
        ("<html><body><p>Wellsourced reported that the fee rose in 2024.</p></body></html>", "text/html"),
    ],
)
def test_a_page_about_us_or_like_ours_is_a_source_as_any(text: str, media_type: str) -> None:
    [answer] = Extractors().extract([capture_of(Text(publisher="G", body=text, media_type=media_type), 1)])
    assert not isinstance(answer, Permanent)
    assert isinstance(answer, Extracted)
