"""An audit as the JSON that users' scripts rely on. Pure."""

from __future__ import annotations

from dataclasses import replace

from wellsourced.model.audits import Audit, AuditedClaim, AuditedSentence, MarkedCitation, Remark, Shown
from wellsourced.model.search_log import LIBRARY
from wellsourced.render.json import searches_json
from wellsourced.render.words import utc_stamp
from wellsourced.text.private import clean_address, masked

__all__ = ["audit_json"]

SCHEMA = 1


def audit_json(audit: Audit, *, only_checkable: bool = False) -> dict[str, object]:
    """The audit as JSON; offsets are code points of the extracted text."""
    shown = [one for one in audit.sentences if one.checkable or not only_checkable]
    return {
        "schema": SCHEMA,
        "checked_at": utc_stamp(audit.checked_at),
        "document": {
            "uri": clean_address(audit.document.uri),
            "title": audit.document.title,
            "media_type": audit.document.media_type,
            "characters": len(audit.document.text),
            "extractor": audit.document.extractor,
        },
        "sentences": [_sentence(one) for one in shown],
        "counts": audit.counts(),
        "omissions": [
            {"text": one.text, "places": list(one.places), "passages": list(one.passages)}
            for one in audit.omissions
        ],
        "method": {"verifier": audit.verifier, "unsought": audit.unsought},
        "search_log": searches_json(
            replace(one, query=masked(one.query)) for one in audit.search_log if one.where != LIBRARY
        ),
    }


def _sentence(one: AuditedSentence) -> dict[str, object]:
    evidence = {(shown.passage, shown.quote): shown for claim in one.claims for shown in claim.evidence}
    return {
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "checkable": one.checkable,
        "worth": one.worth,
        "claim": " ".join(claim.text for claim in one.claims) or None,
        "label": one.label.value,
        "claims": [_claim(claim) for claim in one.claims],
        "citations": [_citation(citation) for citation in one.citations],
        "evidence": [_shown(shown) for shown in evidence.values()],
        "remarks": [_remark(remark) for remark in one.remarks],
    }


def _claim(claim: AuditedClaim) -> dict[str, object]:
    return {
        "text": claim.text,
        "label": claim.label.value,
        "confidence": claim.confidence,
        "stands_alone": claim.stands_alone,
    }


def _citation(one: MarkedCitation) -> dict[str, object]:
    return {
        "mark": one.mark.text,
        "start": one.mark.start,
        "end": one.mark.end,
        "url": None if one.mark.url is None else clean_address(one.mark.url),
        "carries": one.carries,
        "why": one.why,
        "quote": one.quote or None,
    }


def _shown(shown: Shown) -> dict[str, object]:
    return {
        "source": {
            "title": shown.title,
            "publisher": shown.publisher,
            "url": clean_address(shown.uri),
            "note": shown.note,
        },
        "passage": shown.passage,
        "quote": shown.quote,
        "stance": shown.stance.value,
        "score": round(shown.score, 2),
    }


def _remark(remark: Remark) -> dict[str, object]:
    return {
        "outcome": remark.fault.value,
        "start": remark.start,
        "end": remark.end,
        "detail": remark.detail,
    }
