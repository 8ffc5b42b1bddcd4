"""Citations found by eyecite, which knows every reporter of American courts and most codes of the States."""

from __future__ import annotations

import re
from functools import cache

from eyecite import get_citations
from eyecite.models import FullCaseCitation, FullLawCitation, TokenExtractor
from eyecite.tokenizers import EXTRACTORS, AhocorasickTokenizer

from wellsourced.model.citations import CitationKind, LegalCitation

__all__ = ["eyecite_citations"]

_REGULATIONS = re.compile(r"\bFR\b|Regs?\.|C\.F\.R\.|Admin\.")


def eyecite_citations(text: str) -> list[LegalCitation]:
    """The full citations that eyecite finds in a short text; journals, "Id." and "supra" are left out.

    Its patterns run over text from anywhere; where one of them fails the text has no citation for us.
    """
    try:
        found = get_citations(text, tokenizer=_tokenizer())
        return [_read(one) for one in found if isinstance(one, FullCaseCitation | FullLawCitation)]
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError):
        return []


class _InOrder(AhocorasickTokenizer):
    """eyecite's own, trying its patterns in the order they are listed in.

    It keeps them in a set, so that of two that fit the same words another won in each process.
    """

    def __post_init__(self) -> None:
        super().__post_init__()  # type: ignore[no-untyped-call]
        self._place = {id(one): place for place, one in enumerate(EXTRACTORS)}

    def get_extractors(self, text: str) -> list[TokenExtractor]:  # type: ignore[override]
        """Those that could fit, in their order."""
        return sorted(super().get_extractors(text), key=lambda one: self._place[id(one)])


@cache
def _tokenizer() -> _InOrder:
    return _InOrder()


def _read(one: FullCaseCitation | FullLawCitation) -> LegalCitation:
    start, end = one.span()  # type: ignore[no-untyped-call]
    name: str = one.corrected_citation()  # type: ignore[no-untyped-call]
    if (one.groups.get("subject") or "") not in name:
        # "N.Y. Civ. Rights Law" is a law, and not the same as "N.Y. Law", which eyecite makes of it.
        name = one.matched_text()  # type: ignore[no-untyped-call]
    # "Ann." and a doubled sign say nothing more.
    plain = " ".join(re.sub(r"\bAnn\.\s|(?<=§)§", "", name).split())
    return LegalCitation(start=start, end=end, kind=_kind(one, plain), authority=plain)


def _kind(one: FullCaseCitation | FullLawCitation, name: str) -> CitationKind:
    if isinstance(one, FullCaseCitation):
        return CitationKind.CASE
    return CitationKind.REGULATION if _REGULATIONS.search(name) else CitationKind.STATUTE
