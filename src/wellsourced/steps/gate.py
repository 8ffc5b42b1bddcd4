"""The one gate: whoever wrote a sentence, it is published only when its citations bear it out.

Cheapest and surest first. Facts about the citation (the passage exists, the quote occurs in it), then what
is never published (banned words, private data, a date after the day the page speaks of), then whether the
quotes bear the sentence out: by proof, or as a paraphrase that no veto and no doubt of the verifier stops.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from wellsourced.model.reports import Proposal, Statement, Withheld
from wellsourced.model.scope import PartialDate
from wellsourced.ports import Verifier, View
from wellsourced.render.words import long_date
from wellsourced.steps.bearing_out import bears_out
from wellsourced.steps.consistency import Said, clash_with
from wellsourced.steps.exhibits import exhibit
from wellsourced.steps.quantities import spliced
from wellsourced.steps.vetoing.written import brought_in
from wellsourced.text.dates import date_mentions, dates
from wellsourced.text.private import private
from wellsourced.text.vocabulary import banned

__all__ = ["MOST_CITATIONS", "Gate", "never_published"]

MOST_CITATIONS = 3


@dataclass(slots=True)
class Gate:
    """One report's gate: what it may say, and what it withheld."""

    view: View
    on: date
    verifier: Verifier
    withheld: list[Withheld] = field(default_factory=list)
    said: list[Said] | None = None
    """What the page says so far, where it is to agree with itself; None where sources are shown to differ."""

    def rule(self, proposal: Proposal, *, scheduled: bool = False) -> Statement | Withheld:
        """The statement, or why it is none; nothing is noted."""
        reason = self._veto(proposal, scheduled)
        if reason is None:
            quotes = [citation.quote for citation in proposal.citations]
            ruling = bears_out(proposal.text, quotes, self.verifier, self._about(proposal))
            reason = self._unfit_here(proposal) if ruling.passes else ruling.why
            if reason is None:
                return Statement(
                    text=proposal.text, citations=proposal.citations, tier=ruling.tier, score=ruling.score
                )
        return Withheld(text=proposal.text, why=reason)

    def written(self, proposal: Proposal) -> Statement | Withheld:
        """As `rule`, for a sentence that a language model wrote: it may not bring in anything either."""
        ruled = self.rule(proposal)
        if isinstance(ruled, Statement):
            why = brought_in(proposal.text, [citation.quote for citation in proposal.citations])
            return ruled if why is None else Withheld(text=proposal.text, why=f"it {why}")
        return ruled

    def passes(self, proposal: Proposal, *, scheduled: bool = False) -> Statement | None:
        """The statement, or None with its reason noted."""
        ruled = self.rule(proposal, scheduled=scheduled)
        if isinstance(ruled, Statement):
            if self.said is not None:
                self.said.append(Said(ruled, answers=False))
            return ruled
        self.withheld.append(ruled)
        return None

    def first(self, proposals: Iterable[Proposal]) -> Statement | None:
        """The first wording that passes; the others count as withheld only where none does."""
        before = len(self.withheld)
        for proposal in proposals:
            statement = self.passes(proposal)
            if statement is not None:
                del self.withheld[before:]
                return statement
        return None

    def all(self, proposals: Iterable[Proposal], *, scheduled: bool = False) -> tuple[Statement, ...]:
        """The proposals that pass, in order."""
        passed = (self.passes(proposal, scheduled=scheduled) for proposal in proposals)
        return tuple(statement for statement in passed if statement is not None)

    def _unfit_here(self, proposal: Proposal) -> str | None:
        """Why a sentence that is borne out is not said all the same."""
        other = clash_with(proposal, self.said or (), self.view)
        return self._misdated(proposal) if other is None else f"it contradicts what the page says: {other}"

    def _about(self, proposal: Proposal) -> list[str]:
        """The titles and headings over what the proposal cites."""
        passages = [self.view.passage(citation.passage) for citation in proposal.citations]
        lines = [(self.view.document_of(passage).title, *passage.headings) for passage in passages]
        return list(dict.fromkeys(line for one in lines for line in one if line))

    def _misdated(self, proposal: Proposal) -> str | None:
        """Two dates are never spliced: why a figure with a date that no passage gives it is withheld."""
        if not date_mentions(proposal.text):
            return None
        cited = [self.view.passage(citation.passage) for citation in proposal.citations]
        for figure in spliced(proposal, {one.id: exhibit(one, self.view, {}) for one in cited}):
            assert figure.as_of is not None
            day = long_date(figure.as_of)
            return f"it tells {figure.written} of {day}, and what it cites gives that figure another date"
        return None

    def _veto(self, proposal: Proposal, scheduled: bool) -> str | None:
        unfit = never_published(proposal.text, len(proposal.citations))
        if unfit is not None:
            return unfit
        for citation in proposal.citations:
            try:
                passage = self.view.passage(citation.passage)
            except KeyError:
                return "it cites a passage this library does not hold"
            if citation.quote not in passage.text:
                return "its quote does not occur in the passage it cites"
        late = [found.text for found in dates(proposal.text) if _is_after(found.date, self.on)]
        if late and not scheduled:
            return f"it speaks of {late[0]}, after the day this page speaks of"
        return None


def never_published(sentence: str, citations: int) -> str | None:
    """Why a sentence with so many citations is withheld whatever they say, or None."""
    if citations > MOST_CITATIONS:
        return f"it needs more than {MOST_CITATIONS} citations"
    words = banned(sentence)
    if words:
        return f"it uses words we do not publish: {', '.join(words)}"
    if private(sentence):
        return "it holds an e-mail address, telephone number, identity number or key"
    return None


def _is_after(text: str, on: date) -> bool:
    return PartialDate(text=text).earliest > on
