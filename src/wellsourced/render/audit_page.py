"""An audit as HTML, the draft marked up, notes in its margin: one file that loads nothing, or parts of it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import partial

from markupsafe import Markup

from wellsourced.model.audits import Audit
from wellsourced.render.audit_view import (
    FAULT_WORDS,
    SIDES,
    Paragraph,
    alike,
    method,
    outcomes,
    paragraphs,
    summary,
)
from wellsourced.render.templating import asset, fragment, templates

__all__ = ["audit_head", "audit_html", "audit_text"]


def audit_html(audit: Audit) -> str:
    """Return the audit as an HTML5 document; every text in it is escaped."""
    css = asset("audit.css") + asset("audited.css")
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    whole = paragraphs(audit)
    return (
        templates()
        .get_template("audit.html.j2")
        .render(
            audit=audit,
            summary=summary(audit),
            method=method(audit),
            head=audit_head(audit, [whole], 1),
            text=audit_text(whole, {}),
            css=css,
            policy=policy,
        )
    )


def audit_head(audit: Audit, parts: Sequence[Sequence[Paragraph]], part: int) -> Markup:
    """Counts by outcome and what the draft leaves out, as they stand over one of its parts, from 1 up."""
    at_sentence = partial(_address, _parts_of(parts), part)
    return fragment(
        "audited_head.html.j2", audit=audit, outcomes=list(outcomes(audit)), at_sentence=at_sentence
    )


def audit_text(paragraphs: Sequence[Paragraph], passages: Mapping[str, str]) -> Markup:
    """Paragraphs marked up, their notes beside them; `passages` are addresses of those that can be read."""
    return fragment(
        "audited_text.html.j2",
        paragraphs=paragraphs,
        passages=passages,
        alike=alike,
        faults=FAULT_WORDS,
        sides=SIDES,
    )


def _parts_of(parts: Sequence[Sequence[Paragraph]]) -> Mapping[int, int]:
    """The part that each sentence is in, by its number."""
    return {
        piece.number: number
        for number, part in enumerate(parts, start=1)
        for paragraph in part
        for piece in paragraph.pieces
        if piece.sentence is not None
    }


def _address(parts: Mapping[int, int], here: int, sentence: int) -> str:
    there = parts[sentence]
    return f"#s{sentence}" if there == here else f"?part={there}#s{sentence}"
