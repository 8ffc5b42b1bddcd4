"""Remarks on a sentence's quotations, and on laws, cases and bodies that are not found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wellsourced.model.audits import Fault, Remark
from wellsourced.model.sources import Passage
from wellsourced.ports import View
from wellsourced.steps.auditing.named import holds, looked_up
from wellsourced.steps.auditing.quotations import Quotation, compared, quotations
from wellsourced.steps.auditing.reading import DraftSentence
from wellsourced.text.private import masked

__all__ = ["not_found", "quoted_otherwise"]

LOOKED_THROUGH = 20
"""Passages looked through for a quotation or a name, those nearest to it."""


def quoted_otherwise(sentence: DraftSentence, sources: Sequence[Passage], view: View) -> Iterator[Remark]:
    """Quotations that read otherwise in what is cited or held, and those that are not found at all."""
    for quotation in quotations(sentence.text):
        fault, detail = _quoted(quotation, sources, view)
        if detail:
            yield Remark(
                fault=fault,
                start=sentence.start + quotation.start,
                end=sentence.start + quotation.end,
                detail=detail,
            )


def _quoted(quotation: Quotation, sources: Sequence[Passage], view: View) -> tuple[Fault, str]:
    held = [hit.passage for hit in view.search(quotation.text, LOOKED_THROUGH)]
    # Our notes are our own words: nobody is quoted from them.
    told = [passage.text for passage in (*sources, *held) if passage.note is None]
    wording = compared(quotation, told)
    if wording is None:
        where = "what is cited or in the library" if sources else "the library"
        return Fault.NOT_FOUND, f"this quotation is not found in {where}"
    if wording.exact:
        return Fault.MISQUOTED, ""
    return Fault.MISQUOTED, f"it reads otherwise: “{masked(wording.nearest)}”"


def not_found(sentence: DraftSentence, view: View) -> Iterator[Remark]:
    """Laws, cases and bodies that no passage of the library names. That is not to say there are none."""
    for named in looked_up(sentence.text):
        hits = view.search(named.text, LOOKED_THROUGH)
        if not holds(named, [hit.passage.text for hit in hits]):
            yield Remark(
                fault=Fault.NOT_FOUND,
                start=sentence.start + named.start,
                end=sentence.start + named.end,
                detail=f"{named.text} is not found in the library",
            )
