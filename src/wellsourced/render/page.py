"""A report as one HTML file that loads nothing: text, passages, style and script are all inside.

And as the article of a site's page, which has the same text and leads to its neighbors.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from markupsafe import Markup

from wellsourced.model.reports import Report
from wellsourced.render.disputed import dispute_marks, disputed_notice
from wellsourced.render.imprint import Imprint, imprint_line
from wellsourced.render.links import EditionLinks, Links
from wellsourced.render.page_view import page_view
from wellsourced.render.sharing import shareable
from wellsourced.render.staleness import newer_marks, stale_notice
from wellsourced.render.templating import asset, fragment, templates
from wellsourced.render.us_map import map_css
from wellsourced.render.words import NO_PHRASES

__all__ = ["article_html", "page_html"]


def page_html(
    report: Report, *, actions: Mapping[str, str] = NO_PHRASES, imprint: Imprint | None = None
) -> str:
    """Return the report as an HTML5 document.

    `actions` maps the codes of the casebook's actions to infinitives ("sell permits"); `imprint` is of the
    edition the report is published as. Raises `Integrity` where a rule cites a passage that the report does
    not exhibit.
    """
    values = _values(report, actions, imprint)
    script = asset("page.js")
    css = asset("page.css") + (Markup(map_css()) if values["has_map"] else "")
    more = {"links": None, "own": None, "css": css, "script": script, "policy": _policy(css, script)}
    return templates().get_template("page.html.j2").render(**values, **more)


def article_html(
    report: Report,
    links: Links,
    own: EditionLinks | None,
    *,
    actions: Mapping[str, str] = NO_PHRASES,
    imprint: Imprint | None = None,
) -> Markup:
    """Return what stands on a site's page about a report; `own` are an edition's links, None for a draft.

    Raises as `page_html` does.
    """
    return fragment("article.html.j2", **_values(report, actions, imprint), links=links, own=own)


def _values(report: Report, actions: Mapping[str, str], imprint: Imprint | None) -> dict[str, object]:
    stale = () if imprint is None else imprint.stale
    disputes = () if imprint is None else imprint.disputes
    page = page_view(shareable(report), actions, newer_marks(stale), dispute_marks(disputes))
    return {
        "page": page,
        "has_map": bool(page.map),
        "report_id": report.id,
        "imprint": None if imprint is None else imprint_line(imprint),
        "stale": stale_notice(stale),
        "disputed": disputed_notice(disputes),
    }


def _policy(css: str, script: str) -> str:
    """A content security policy that allows our own style and script, by digest, and no loading."""
    own = f"style-src {_hash(css)}; script-src {_hash(script)}"
    return f"default-src 'none'; img-src data:; {own}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
