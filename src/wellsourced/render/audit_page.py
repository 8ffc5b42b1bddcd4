"""An audit as one HTML file that loads nothing: the draft, marked up, with notes in its margin."""

from __future__ import annotations

import base64
import hashlib

from wellsourced.model.audits import Audit
from wellsourced.render.audit_view import FAULT_WORDS, SIDES, outcomes, paragraphs, summary
from wellsourced.render.templating import asset, templates

__all__ = ["audit_html"]


def audit_html(audit: Audit) -> str:
    """Return the audit as an HTML5 document; every text in it is escaped."""
    css = asset("audit.css")
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    return (
        templates()
        .get_template("audit.html.j2")
        .render(
            audit=audit,
            summary=summary(audit),
            outcomes=list(outcomes(audit)),
            paragraphs=paragraphs(audit),
            faults=FAULT_WORDS,
            sides=SIDES,
            css=css,
            policy=policy,
        )
    )
