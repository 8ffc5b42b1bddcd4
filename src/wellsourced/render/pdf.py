"""The page as PDF: the same HTML, set by WeasyPrint (the `pdf` extra)."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from wellsourced.errors import MissingExtra, Permanent
from wellsourced.model.reports import Report
from wellsourced.render.imprint import Imprint
from wellsourced.render.page import page_html
from wellsourced.render.words import NO_PHRASES

__all__ = ["page_pdf", "refuse"]


def page_pdf(
    report: Report, *, actions: Mapping[str, str] = NO_PHRASES, imprint: Imprint | None = None
) -> bytes:
    """Return the report as a tagged PDF, as `page_html`. Raises `MissingExtra` without the `pdf` extra."""
    try:
        weasyprint = importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:  # OSError: the wheel is there, the Pango library is not
        raise MissingExtra("PDF export", "pdf") from error
    page = page_html(report, actions=actions, imprint=imprint)
    html = weasyprint.HTML(string=page, url_fetcher=refuse)
    pdf = html.write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(pdf, bytes)
    return pdf


def refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    """Stand in for the fetcher: a page that asks for anything is wrong."""
    raise Permanent(f"a page loads nothing, yet it asked for {url}")
