"""What must not come to light by another way: questions, drafts and audits, of pages that are withheld."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Protocol

from wellsourced.model.audits import Audit, AuditedSentence
from wellsourced.model.claims import Inquiry
from wellsourced.model.reports import Report
from wellsourced.ports import Library
from wellsourced.text.private import masked
from wellsourced.web.catalogue import Directory, Withheld

__all__ = ["Published", "in_sight", "withheld_for", "withheld_in"]

HIDDEN = "how it reads is said on a page that is withheld"
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")


class Published(Protocol):
    """A library and what was published of it, as the site holds them."""

    @property
    def library(self) -> Library: ...
    @property
    def directory(self) -> Directory: ...


def withheld_for(inquiry: Inquiry, site: Published) -> Withheld | None:
    """The withheld page that asks this in these words, of this place and agency, on whatever day."""
    return next((one for one in _withheld(site) if _asks(one, inquiry)), None)


def withheld_in(report: Report, site: Published) -> Withheld | None:
    """The withheld page that a draft would bring back: that of its question, or one whose sentence it says.

    Asked in other words, of another place or for a part, the same passages are written of the same way; so it
    is the sentences that tell, whatever was asked.
    """
    asked = withheld_for(report.inquiry, site)
    if asked is not None:
        return asked
    said = {one.text for one in report.statements()}
    return next((one for one in _withheld(site) if not said.isdisjoint(_sentences(one, site))), None)


def in_sight(audit: Audit, site: Published) -> Audit:
    """The audit without the words of passages that withheld pages show: its verdicts stand, its quotes go."""
    shown = {
        exhibit.passage.id: masked(exhibit.passage.text)
        for one in _withheld(site)
        for edition in one.editions
        for exhibit in site.library.report(edition.report).exhibits
    }
    if not shown:
        return audit
    texts = tuple(shown.values())
    return replace(audit, sentences=tuple(_in_sight(one, shown.keys(), texts) for one in audit.sentences))


def _in_sight(one: AuditedSentence, passages: Collection[str], texts: Collection[str]) -> AuditedSentence:
    def is_hidden(words: str) -> bool:
        return any(words in text for text in texts)

    return replace(
        one,
        claims=tuple(
            replace(claim, evidence=tuple(said for said in claim.evidence if said.passage not in passages))
            for claim in one.claims
        ),
        citations=tuple(
            replace(cited, quote="") if cited.quote and is_hidden(cited.quote) else cited
            for cited in one.citations
        ),
        remarks=tuple(
            replace(remark, detail=HIDDEN) if any(map(is_hidden, _QUOTED.findall(remark.detail))) else remark
            for remark in one.remarks
        ),
    )


def _sentences(one: Withheld, site: Published) -> set[str]:
    """All that its editions say. Withheld pages are few, and drafts are read by few: nothing is kept."""
    return {
        said.text for edition in one.editions for said in site.library.report(edition.report).statements()
    }


def _withheld(site: Published) -> Iterable[Withheld]:
    return site.directory.catalogue().withheld.values()


def _asks(one: Withheld, inquiry: Inquiry) -> bool:
    where = (one.page.place, one.page.agency) == (inquiry.place, inquiry.agency)
    return where and one.page.is_worded(inquiry.title)
