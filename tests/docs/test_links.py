"""No dead link between the pages, to files or headings; none out of `docs`, which the site cannot show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from doc_blocks import ROOT, anchors, pages, prose

DOCS = ROOT / "docs"
LINK = re.compile(r"!?\[[^\]]*\]\(\s*(?P<target>[^)\s]+)(?:\s+\"[^\"]*\")?\s*\)")
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def links(page: Path) -> list[str]:
    """What a page links to within the project."""
    return [one["target"] for one in LINK.finditer(prose(page)) if not OUTSIDE.match(one["target"])]


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
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


def test_links_and_anchors_are_read_as_they_are_written(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A page\n\n## What `it` costs, 2026\n\n[a](x.md#y) and [b](https://x.example) and `[c](no.md)`\n\n"
        "```text\n[d](no.md)\n# no heading\n```\n\n![e](picture.png)\n"
    )
    assert links(page) == ["x.md#y", "picture.png"]
    assert anchors(page) == {"a-page", "what-it-costs-2026"}
