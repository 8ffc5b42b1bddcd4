"""The whole page: what each part says and what it must not say again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wellsourced.model.claims import Label, Stance
from wellsourced.model.provisions import Provision
from wellsourced.model.reports import Draft, DraftSection, DraftVerdict, Unknown
from wellsourced.steps.compose.case import Case, Piece, proposal, words
from wellsourced.steps.compose.sections import (
    ENOUGH_WORDS,
    HEADLINE_WORDS,
    Planned,
    Said,
    lowered,
    plan,
    section,
)
from wellsourced.steps.compose.shorten import finding
from wellsourced.steps.compose.summary import answers, bottom_line, summary, watch
from wellsourced.steps.followups import follow_ups

__all__ = ["compose"]

RICH = 5
"""With fewer full sections than this a page is short, and shorter sections will do."""
FULL_SECTION = 50
SHORT_SECTION = 12
MOST_UNKNOWNS = 6
MOST_PLAIN = 5


def _plain_sections(case: Case, said: Said) -> list[DraftSection]:
    """For documents that no casebook describes: one section for each that takes a side, the best first."""
    by_document: dict[str, list[Piece]] = {}
    for piece in case.pieces:
        if piece.passage.note is None:
            by_document.setdefault(piece.passage.document, []).append(piece)
    bearing = [group for group in by_document.values() if any(p.stance is not Stance.NEUTRAL for p in group)]
    return [draft for group in bearing[:MOST_PLAIN] if (draft := _plain_section(group, said)) is not None]


def _plain_section(pieces: Sequence[Piece], said: Said) -> DraftSection | None:
    """A document in its own words and order, from the sentence that takes a side on, under its finding."""
    deciding = next(p for p in pieces if p.stance is not Stance.NEUTRAL)
    if said.again(deciding):
        return None
    in_order = sorted(pieces, key=lambda p: (p.passage.span.start, p.passage.text.find(p.text)))
    chosen = [deciding]
    said.say(deciding)
    for piece in (p for p in in_order if p.passage.id == deciding.passage.id and p is not deciding):
        if sum(words(p.text) for p in chosen) < ENOUGH_WORDS and not said.again(piece):
            chosen.append(piece)
            said.say(piece)
    ordered = [p for p in in_order if p in chosen]
    titles = tuple(proposal(cut, deciding) for n in HEADLINE_WORDS if (cut := finding(deciding.text, n)))
    return DraftSection(titles=titles, proposals=tuple(proposal(p.text, p) for p in ordered))


def _sections(case: Case, said: Said) -> tuple[list[Planned], list[DraftSection]]:
    """A matter told as a whole keeps its casebook's order; a narrow question is answered first."""
    trial = plan(case, Said(), fewest_words=FULL_SECTION)
    whole = len(trial) >= RICH
    planned = plan(case, said, fewest_words=FULL_SECTION if whole else SHORT_SECTION)
    if not whole:
        planned = _answer_first(planned)
    return planned, [*(section(p, case.agent) for p in planned), *_plain_sections(case, said)]


def _answer_first(planned: Sequence[Planned]) -> list[Planned]:
    """The sections that decide come first; a lone sentence that decides opens the first of them.

    A section of one sentence would say it twice, in its title and below.
    """
    full = sorted((p for p in planned if len(p.pieces) > 1), key=_decides, reverse=True)
    lone = [p for p in planned if len(p.pieces) == 1]
    deciding = tuple(p.pieces[0] for p in lone if p.pieces[0].stance is not Stance.NEUTRAL)
    if full:
        return [replace(full[0], pieces=(*deciding, *full[0].pieces)), *full[1:]]
    gathered = (*deciding, *(p.pieces[0] for p in lone if p.pieces[0] not in deciding))
    return [replace(lone[0], pieces=gathered)] if gathered else []


def _decides(planned: Planned) -> float:
    """The share of a section's sentences that take a side."""
    return sum(piece.stance is not Stance.NEUTRAL for piece in planned.pieces) / len(planned.pieces)


def _texts(drafts: list[DraftSection]) -> Iterator[str]:
    for draft in drafts:
        yield from (p.text for p in (*draft.titles[:1], *draft.proposals))


def _of_agent(case: Case) -> list[Provision]:
    """The rules for the agency asked about, or all where none is or none has a rule."""
    own = [p for p in case.provisions if case.agencies.get(p.agency) == case.agent]
    return own or list(case.provisions)


def _topics(case: Case) -> tuple[str, ...]:
    asked = " ".join(item.claim.text for item in case.judged).lower()
    return tuple(name for name, terms in case.topics.items() if any(term.lower() in asked for term in terms))


def _what_would_settle(case: Case) -> tuple[Unknown, ...]:
    """One line a claim: the kind of source that would decide it."""
    asked = dict.fromkeys(item.claim.text for item in case.judged)
    return tuple(Unknown(text=_needed(text), origin="search log") for text in asked)


def _needed(asked: str) -> str:
    wanted = asked.rstrip(".?!")
    if asked.endswith("?"):
        return f"A dated source that answers in so many words: {wanted}?"
    return f"A dated source that says in so many words whether {lowered(wanted)}."


def compose(case: Case) -> Draft:
    """Propose a page. Where nothing bears on any claim the page says only that, and what would settle it."""
    found = any(item.verdict.label is not Label.NOT_ENOUGH_EVIDENCE for item in case.judged)
    verdicts = tuple(DraftVerdict(verdict=item.verdict, answers=answers(item, case)) for item in case.judged)
    if not found:
        return Draft(
            inquiry=case.inquiry,
            verdicts=verdicts,
            summary=(),
            sections=(),
            bottom_line=(),
            watch=(),
            unknowns=_what_would_settle(case),
            provisions=(),
            followups=(),
            topics=(),
            search_log=case.search_log,
        )
    said = Said()
    ahead = watch(case, said)
    practical = bottom_line(case, said)
    planned, drafts = _sections(case, said)
    shown = list(_texts(drafts))
    short = summary(planned, shown)
    pages_words = [*shown, *(p.text for p in (*practical, *ahead, *short))]
    return Draft(
        inquiry=case.inquiry,
        verdicts=verdicts,
        summary=short,
        sections=tuple(drafts),
        bottom_line=practical,
        watch=ahead,
        unknowns=case.unknowns[:MOST_UNKNOWNS],
        provisions=case.provisions,
        followups=follow_ups(case.inquiry.text, _of_agent(case), pages_words, case.actions, case.agencies),
        topics=_topics(case),
        search_log=case.search_log,
    )
