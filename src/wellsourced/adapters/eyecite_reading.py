"""Citations found by eyecite, which knows every reporter of American courts and most codes of the States."""

from __future__ import annotations

import re

from eyecite import get_citations
from eyecite.models import FullCaseCitation, FullLawCitation

from wellsourced.model.citations import CitationKind, LegalCitation

__all__ = ["eyecite_citations"]

_REGULATIONS = re.compile(r"\bFR\b|Regs?\.|C\.F\.R\.|Admin\.")


def eyecite_citations(text: str) -> list[LegalCitation]:
    """The full citations that eyecite finds in a short text; journals, "Id." and "supra" are left out.

    Its patterns run over text from anywhere; where one of them fails the text has no citation for us.
    """
    try:
        return [
            _read(one) for one in get_citations(text) if isinstance(one, FullCaseCitation | FullLawCitation)
        ]
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError):
        return []


def _read(one: FullCaseCitation | FullLawCitation) -> LegalCitation:
    start, end = one.span()  # type: ignore[no-untyped-call]
    name: str = one.corrected_citation()  # type: ignore[no-untyped-call]
    # "Ann." and a doubled sign say nothing more.
    plain = " ".join(re.sub(r"\bAnn\.\s|(?<=§)§", "", name).split())
    return LegalCitation(start=start, end=end, kind=_kind(one, plain), authority=plain)


def _kind(one: FullCaseCitation | FullLawCitation, name: str) -> CitationKind:
    if isinstance(one, FullCaseCitation):
        return CitationKind.CASE
    return CitationKind.REGULATION if _REGULATIONS.search(name) else CitationKind.STATUTE
