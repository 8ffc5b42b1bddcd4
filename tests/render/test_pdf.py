"""The page as PDF: the same text, and one clear line where the extra is missing."""

from __future__ import annotations

import importlib

import pypdfium2
import pytest

from builders import ACTIONS, report
from wellsourced.errors import MissingExtra, Permanent
from wellsourced.render.pdf import page_pdf, refuse


def test_the_pdf_carries_the_page() -> None:
    pytest.importorskip("weasyprint")
    body = page_pdf(report(), actions=ACTIONS)
    assert body.startswith(b"%PDF-")
    with pypdfium2.PdfDocument(body) as document:
        first = " ".join(document[0].get_textpage().get_text_range().split())
    assert "Qualified: it depends" in first
    assert "Yes for day permits where the county lets them" in first


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(MissingExtra, match=r"wellsourced\[pdf\]"):
        page_pdf(report())


def test_a_page_that_asks_for_the_network_is_refused() -> None:
    with pytest.raises(Permanent, match="loads nothing"):
        refuse("https://example.org/tracker.gif")
