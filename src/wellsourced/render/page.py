"""A report as one HTML file that loads nothing: text, passages, style and script are all inside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from wellsourced.model.claims import Label
from wellsourced.model.reports import Report
from wellsourced.render import words
from wellsourced.render.imprint import Imprint, imprint_line
from wellsourced.render.page_view import page_view
from wellsourced.render.sharing import shareable
from wellsourced.render.sources import web_address
from wellsourced.render.staleness import stale_notice
from wellsourced.render.us_map import map_css
from wellsourced.render.words import NO_PHRASES

__all__ = ["fragment", "page_html"]


def page_html(
    report: Report, *, actions: Mapping[str, str] = NO_PHRASES, imprint: Imprint | None = None
) -> str:
    """Return the report as an HTML5 document.

    `actions` maps the codes of the casebook's actions to infinitives ("sell permits"); `imprint` is of the
    edition the report is published as. Raises `Integrity` where a rule cites a passage that the report does
    not exhibit.
    """
    page, script = page_view(shareable(report), actions), _asset("page.js")
    css = _asset("page.css") + (Markup(map_css()) if page.map else "")
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            page=page,
            report_id=report.id,
            imprint=None if imprint is None else imprint_line(imprint),
            stale="" if imprint is None else stale_notice(imprint.stale),
            css=css,
            script=script,
            policy=_policy(css, script),
        )
    )


def fragment(name: str, **values: object) -> Markup:
    """A template of ours filled in, to stand in a page; every text in `values` is escaped."""
    return Markup(_environment().get_template(name).render(**values))


def _policy(css: str, script: str) -> str:
    """A content security policy that allows our own style and script, by digest, and no loading."""
    own = f"style-src {_hash(css)}; script-src {_hash(script)}"
    return f"default-src 'none'; img-src data:; {own}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


@cache
def _asset(name: str) -> Markup:
    # Our own files, the only text that is not escaped.
    return Markup(resources.files("wellsourced").joinpath("templates", name).read_text("utf-8"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("wellsourced", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        kind=words.kind_word,
        long_date=words.long_date,
        short_date=words.short_date,
        checked_on=words.checked_on,
        utc=words.utc_stamp,
        counted=words.counted,
        joined=words.joined,
        byline=words.byline,
        web=web_address,
    )
    environment.globals.update(
        labels=[(words.label_word(label), words.label_meaning(label)) for label in Label],
        disclaimers=words.disclaimers,
        method=words.METHOD,
        leads_hint=words.LEADS,
        undecided_hint=words.UNDECIDED,
        not_advice=words.NOT_ADVICE_HERE,
    )
    return environment
