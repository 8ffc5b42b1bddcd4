"""No dead link between the pages, to files or headings; none out of `docs`, which the site cannot show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from doc_blocks import ROOT, anchors, documents, prose

DOCS = ROOT / "docs"
LINK = re.compile(r"!?\[[^\]]*\]\(\s*(?P<target>[^)\s]+)(?:\s+\"[^\"]*\")?\s*\)")
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def links(page: Path) -> list[str]:
    """What a page links to within the project."""
    return [one["target"] for one in LINK.finditer(prose(page)) if not OUTSIDE.match(one["target"])]


@pytest.mark.parametrize("page", documents(), ids=lambda page: str(page.relative_to(ROOT)))
def test_no_link_is_dead(page: Path) -> None:
    for target in links(page):
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), f"{page.name} links to {target}"
        if page.is_relative_to(DOCS):
            assert file.is_relative_to(DOCS), (
                f"{page.name} links out of docs: {target}; name the file instead"
            )
        if anchor and file.suffix == ".md":
            assert anchor in anchors(file), f"{page.name} links to {target}"


FILE = re.compile(r"`((?:benchmarks|docs|examples|src|tests|tools|training)/[\w./-]+)`")
INSIDE = re.compile(r"`((?:\w+/)*\w+(?:\.py|/))`")


@pytest.mark.parametrize("page", documents(), ids=lambda page: str(page.relative_to(ROOT)))
def test_a_file_that_is_named_is_there(page: Path) -> None:
    for name in FILE.findall(page.read_text(encoding="utf-8")):
        assert (ROOT / name).exists(), f"{page.name} names {name}"


def test_a_change_goes_where_there_is_something() -> None:
    text = (DOCS / "contributing.md").read_text(encoding="utf-8")
    rows = [
        line for line in text.partition("## Where does my change go")[2].splitlines() if line.startswith("| ")
    ]
    named = [(name, row) for row in rows[1:] for name in INSIDE.findall(row)]
    assert len(named) > 20
    for name, row in named:
        places = (ROOT, ROOT / "src" / "wellsourced", *(ROOT / "src" / "wellsourced").glob("*/"))
        assert any((place / name).exists() for place in places), f"{name} in: {row}"


def test_links_and_anchors_are_read_as_they_are_written(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A page\n\n## What `it` costs, 2026\n\n[a](x.md#y) and [b](https://x.example) and `[c](no.md)`\n\n"
        "```text\n[d](no.md)\n# no heading\n```\n\n![e](picture.png)\n"
    )
    assert links(page) == ["x.md#y", "picture.png"]
    assert anchors(page) == {"a-page", "what-it-costs-2026"}
