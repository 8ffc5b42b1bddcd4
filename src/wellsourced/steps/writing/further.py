"""Questions to ask next, as a model words them: only of what the page names, and only what can be checked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wellsourced.errors import WellsourcedError
from wellsourced.model.claims import Inquiry, InquiryKind
from wellsourced.model.reports import Draft
from wellsourced.steps.classify import read_inquiry
from wellsourced.steps.compose.case import similar
from wellsourced.steps.vetoing.veto import DETAILS, veto
from wellsourced.steps.vetoing.written import brought_in
from wellsourced.steps.writing.forms import texts_form
from wellsourced.steps.writing.parts import sources_of
from wellsourced.steps.writing.scribe import Ask, Scribe
from wellsourced.steps.writing.sheets import prompt
from wellsourced.text.private import private
from wellsourced.text.tokens import content_words
from wellsourced.text.vocabulary import banned

__all__ = ["follow_ups"]

MOST = 5
LONGEST = 160
FEWEST_KNOWN = 0.6
"""Share of a question's words of content that the page has."""
SAME = 0.8
_LEANS = re.compile(
    r"\b(?:it|its|they|them|their|this|these|those|that|he|she|here|above|such)\b", re.IGNORECASE
)


def follow_ups(draft: Draft, said: Sequence[str], scribe: Scribe) -> tuple[str, ...]:
    """At most five questions: those of the model that hold, then those that were there."""
    sources = sources_of([p for section in draft.sections for p in section.proposals])
    if not sources:
        return draft.followups
    told = [one.quote for one in sources]
    form = texts_form("questions", MOST, LONGEST)
    asked = prompt("followups", form.schema, asked=draft.inquiry.title, passages=told)
    [given] = scribe.ask([Ask(prompt=asked, form=form, what="Questions to ask next")])
    kept: list[str] = []
    for question in (
        *(one for one in given or () if _holds(one, [*said, *told], draft.inquiry)),
        *draft.followups,
    ):
        words = content_words(question)
        if not any(similar(words, content_words(known)) >= SAME for known in (*kept, draft.inquiry.title)):
            kept.append(question)
    return tuple(kept[:MOST])


def _holds(question: str, page: Sequence[str], asked: Inquiry) -> bool:
    """Whether a question stands alone, can be checked, and names nothing that the page does not."""
    words = content_words(question)
    known = set(content_words("\n".join(page)))
    return (
        question.endswith("?")
        and question.count("?") == 1
        and len(words) > 2
        and sum(word in known for word in words) >= FEWEST_KNOWN * len(words)
        and _LEANS.search(question) is None
        and not (banned(question) or private(question))
        and veto(question, page, DETAILS) is None
        and brought_in(question, page) is None
        and _is_checkable(question, asked)
    )


def _is_checkable(question: str, asked: Inquiry) -> bool:
    try:
        return read_inquiry(question, on=asked.on).kind is InquiryKind.QUESTION
    except WellsourcedError:
        return False
