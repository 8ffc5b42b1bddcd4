"""What the papers that come with a request are called."""

from __future__ import annotations

from collections.abc import Mapping

from wellsourced.model.provisions import Paper

__all__ = ["paper_phrase"]

_PAPERS: Mapping[str, str] = {
    Paper.NONE: "no paper",
    Paper.DETAINER: "a detainer",
    Paper.NOTIFICATION_REQUEST: "a request for notice of release",
    Paper.ADMINISTRATIVE_WARRANT: "an administrative warrant",
    Paper.ADMINISTRATIVE_SUBPOENA: "an administrative subpoena",
    Paper.JUDICIAL_WARRANT: "a judicial warrant",
    Paper.CRIMINAL_WARRANT: "a criminal warrant",
    Paper.COURT_ORDER: "a court order",
}


def paper_phrase(code: str, phrases: Mapping[str, str]) -> str:
    """The paper with its article: the casebook's words, else those of every matter's papers."""
    return phrases.get(code) or _PAPERS[code]
