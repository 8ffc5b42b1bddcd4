"""A draft becomes a report: each sentence passes the gate, or is withheld with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from wellsourced.model.claims import Label
from wellsourced.model.provisions import in_places
from wellsourced.model.reports import (
    Draft,
    DraftSection,
    DraftVerdict,
    Method,
    Proposal,
    Report,
    Section,
    Statement,
    Verdict,
    Withheld,
)
from wellsourced.ports import Verifier, View
from wellsourced.steps.consistency import DISPUTED, Said
from wellsourced.steps.exhibits import exhibits
from wellsourced.steps.gate import Gate

__all__ = ["attribute", "fallen"]


def _section(draft: DraftSection, gate: Gate) -> Section | None:
    statements = gate.all(draft.proposals)
    if not statements:
        return None
    title = gate.first(draft.titles)
    return Section(title=title, statements=statements) if title is not None else None


def _verdict(draft: DraftVerdict, gate: Gate) -> Verdict:
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
    gate = Gate(view=view, on=report.inquiry.on, verifier=verifier)
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
    gate = Gate(view=view, on=draft.inquiry.on, verifier=verifier)
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
        exhibits=exhibits(_cited([*said, *undecided], ruled), view),
        search_log=draft.search_log,
        leads=draft.leads,
        withheld=(*draft.withheld, *gate.withheld),
        method=method(),
        circles=draft.circles,
        resolutions=draft.resolutions,
        agencies=draft.agencies,
        undecided=undecided,
    )
