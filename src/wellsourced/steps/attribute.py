"""The gate: a sentence is published only when its citations bear it out, and withheld with a reason if not.

Cheapest and surest first. Facts about the citation (the passage exists, the quote occurs in it), then what
is never published (banned words, private data, a date after the day the page speaks of), then whether the
quotes bear the sentence out: by proof, or as a paraphrase that no veto and no doubt of the verifier stops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from wellsourced.model.anchors import Anchor, is_anchored
from wellsourced.model.claims import Label
from wellsourced.model.provisions import in_places
from wellsourced.model.reports import (
    AnchorExhibit,
    Draft,
    DraftSection,
    DraftVerdict,
    Exhibit,
    Method,
    Proposal,
    Report,
    Section,
    Statement,
    Verdict,
    Withheld,
)
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Passage, Source
from wellsourced.ports import Verifier, View
from wellsourced.render.words import long_date
from wellsourced.steps.bearing_out import Ruling, bears_out
from wellsourced.steps.consistency import DISPUTED, Said, clash_with
from wellsourced.steps.independence.origins import origins_of
from wellsourced.steps.quantities import spliced
from wellsourced.text.dates import date_mentions, dates
from wellsourced.text.private import private
from wellsourced.text.vocabulary import banned

__all__ = ["attribute", "fallen", "never_published"]

MOST_CITATIONS = 3


@dataclass(slots=True)
class _Gate:
    """One report's gate: what it may say, and what it withheld."""

    view: View
    on: date
    verifier: Verifier
    withheld: list[Withheld] = field(default_factory=list)
    said: list[Said] | None = None
    """What the page says so far, where it is to agree with itself; None where sources are shown to differ."""

    def passes(self, proposal: Proposal, *, scheduled: bool = False) -> Statement | None:
        """The statement, or None with its reason noted."""
        reason = self._veto(proposal, scheduled)
        if reason is None:
            quotes = [citation.quote for citation in proposal.citations]
            ruling = bears_out(proposal.text, quotes, self.verifier, self._about(proposal))
            reason = self._unfit_here(proposal) if ruling.passes else ruling.why
            if reason is None:
                return self._told(proposal, ruling)
        self.withheld.append(Withheld(text=proposal.text, why=reason))
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

    def _told(self, proposal: Proposal, ruling: Ruling) -> Statement:
        told = Statement(
            text=proposal.text, citations=proposal.citations, tier=ruling.tier, score=ruling.score
        )
        if self.said is not None:
            self.said.append(Said(told, answers=False))
        return told

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
        for figure in spliced(proposal, {one.id: _exhibit(one, self.view, {}) for one in cited}):
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


def _section(draft: DraftSection, gate: _Gate) -> Section | None:
    statements = gate.all(draft.proposals)
    if not statements:
        return None
    title = gate.first(draft.titles)
    return Section(title=title, statements=statements) if title is not None else None


def _verdict(draft: DraftVerdict, gate: _Gate) -> Verdict:
    verdict = draft.verdict
    answer = gate.first(draft.answers)
    return Verdict(
        claim=verdict.claim,
        label=verdict.label,
        confidence=verdict.confidence,
        supports=verdict.supports,
        refutes=verdict.refutes,
        independent_sources=verdict.independent_sources,
        searched=verdict.searched,
        evidence=verdict.evidence,
        answer=answer,
    )


def _exhibits(passage_ids: Sequence[str], view: View) -> tuple[Exhibit, ...]:
    passages = [view.passage(one) for one in passage_ids]
    origins = origins_of(passages, view)
    return tuple(_exhibit(passage, view, origins) for passage in passages)


def _exhibit(passage: Passage, view: View, origins: Mapping[str, Source]) -> Exhibit:
    source = view.source_of(passage)
    origin = origins.get(source.id)
    anchors = _anchors(passage, view)
    document = view.document_of(passage)
    own = passage.note is None
    before, after = view.neighbours(passage) if own else ("", "")
    return Exhibit(
        passage=passage,
        source=source,
        document_title=document.title,
        captured_at=view.snapshot_of(passage).captured_at,
        archived=own or bool(anchors),
        before=before,
        after=after,
        copy_of=None if origin is None else origin.id,
        authors=document.authors if own else (),
        updated=document.updated if own else None,
        anchors=anchors,
    )


def _anchors(note: Passage, view: View) -> tuple[AnchorExhibit, ...]:
    """The archived passages that bear a note out; none unless every part of it is borne out."""
    found = view.anchors(note) if note.note is not None else ()
    return tuple(_anchor(one, view) for one in found) if is_anchored(found) else ()


def _anchor(anchor: Anchor, view: View) -> AnchorExhibit:
    passage = view.passage(anchor.passage)
    before, after = view.neighbours(passage)
    return AnchorExhibit(
        part=anchor.text,
        passage=passage,
        quote=anchor.quote,
        document_title=view.document_of(passage).title,
        captured_at=view.snapshot_of(passage).captured_at,
        before=before,
        after=after,
    )


def _cited(statements: Sequence[Statement], extra: Iterable[str]) -> list[str]:
    ids = [citation.passage for statement in statements for citation in statement.citations]
    return list(dict.fromkeys((*ids, *extra)))


def _opened(verdict: Verdict) -> Verdict:
    """A side that the page has not one sentence to show for is not taken."""
    if verdict.label is Label.NOT_CHECKABLE:
        return verdict
    return replace(verdict, label=Label.NOT_ENOUGH_EVIDENCE, confidence=0.0)


def _without_rules(draft: Draft) -> Draft:
    """The draft of a page that decides nothing: no table, nothing to ask next, no sources to tell of."""
    here = in_places(draft.resolutions)
    agencies = draft.agencies if here else ()
    return replace(
        draft, provisions=(), followups=(), topics=(), circles=(), resolutions=here, agencies=agencies
    )


def fallen(report: Report, view: View, verifier: Verifier) -> Withheld | None:
    """The first statement of a report that would not pass today, with the reason; None where all stand.

    `view` is the library as of the report's own day.
    """
    gate = _Gate(view=view, on=report.inquiry.on, verifier=verifier)
    body = len(report.statements()) - len(report.watch)
    for place, said in enumerate(report.statements()):
        proposal = Proposal(text=said.text, citations=said.citations)
        if gate.passes(proposal, scheduled=place >= body) is None:
            return gate.withheld[-1]
    return None


def attribute(
    draft: Draft, view: View, verifier: Verifier, *, method: Callable[[], Method], now: datetime
) -> Report:
    """Turn a draft into a report: each sentence passes the gate or is withheld with its reason."""
    gate = _Gate(view=view, on=draft.inquiry.on, verifier=verifier)
    verdicts = tuple(_verdict(v, gate) for v in draft.verdicts)
    if not any(verdict.label in DISPUTED for verdict in verdicts):
        gate.said = [Said(v.answer, answers=True) for v in verdicts if v.answer is not None]
    summary = gate.all(draft.summary)
    sections = tuple(s for s in (_section(d, gate) for d in draft.sections) if s is not None)
    bottom_line = gate.all(draft.bottom_line)
    watch = gate.all(draft.watch, scheduled=True)
    said = [v.answer for v in verdicts if v.answer is not None]
    said += [*summary, *bottom_line, *watch]
    said += [s for section in sections for s in (section.title, *section.statements)]
    undecided = gate.all(draft.undecided)
    if not said:
        verdicts, draft = tuple(_opened(verdict) for verdict in verdicts), _without_rules(draft)
    ruled = [passage for resolution in draft.resolutions for passage in resolution.passages]
    ruled += [passage for provision in draft.provisions for passage in provision.passages]
    return Report(
        inquiry=draft.inquiry,
        checked_at=now,
        verdicts=verdicts,
        summary=summary,
        sections=sections,
        bottom_line=bottom_line,
        watch=watch,
        unknowns=draft.unknowns,
        provisions=draft.provisions,
        followups=draft.followups,
        topics=draft.topics,
        exhibits=_exhibits(_cited([*said, *undecided], ruled), view),
        search_log=draft.search_log,
        leads=draft.leads,
        withheld=tuple(gate.withheld),
        method=method(),
        circles=draft.circles,
        resolutions=draft.resolutions,
        agencies=draft.agencies,
        undecided=undecided,
    )
