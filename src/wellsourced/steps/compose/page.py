"""The whole page: what each part says and what it must not say again."""

from __future__ import annotations

from collections.abc import Iterator

from wellsourced.model.claims import Label
from wellsourced.model.reports import Draft, DraftSection, DraftVerdict, Proposal, Unknown
from wellsourced.steps.compose.case import Case, Piece, proposal, words
from wellsourced.steps.compose.sections import ENOUGH_WORDS, HEADLINE_WORDS, Planned, Said, plan, section
from wellsourced.steps.compose.shorten import finding
from wellsourced.steps.compose.summary import answers, bottom_line, summary, watch
from wellsourced.steps.followups import follow_ups

__all__ = ["compose"]

RICH = 5
"""With fewer full sections than this a page is short, and shorter sections will do."""
FULL_SECTION = 50
SHORT_SECTION = 12
MOST_UNKNOWNS = 6


def _plain_sections(case: Case, said: Said) -> list[DraftSection]:
    """For evidence that no casebook describes: one section a source document, the best first."""
    by_document: dict[str, list[Piece]] = {}
    for piece in case.pieces:
        if piece.passage.note is None:
            by_document.setdefault(piece.passage.document, []).append(piece)
    drafts = []
    for pieces in list(by_document.values())[:5]:
        chosen: list[Piece] = []
        for piece in pieces:
            if sum(words(p.text) for p in chosen) < ENOUGH_WORDS and not said.again(piece):
                chosen.append(piece)
                said.say(piece)
        in_order = sorted(chosen, key=lambda p: (p.passage.span.start, p.passage.text.find(p.text)))
        if in_order:
            titles = tuple(
                proposal(cut, chosen[0]) for n in HEADLINE_WORDS if (cut := finding(chosen[0].text, n))
            )
            drafts.append(DraftSection(titles=titles, proposals=tuple(proposal(p.text, p) for p in in_order)))
    return drafts


def _sections(case: Case, said: Said) -> tuple[list[Planned], list[DraftSection]]:
    trial = plan(case, Said(), fewest_words=FULL_SECTION)
    fewest = FULL_SECTION if len(trial) >= RICH else SHORT_SECTION
    planned = plan(case, said, fewest_words=fewest)
    return planned, [*map(section, planned), *_plain_sections(case, said)]


def _texts(drafts: list[DraftSection]) -> Iterator[str]:
    for draft in drafts:
        yield from (p.text for p in (*draft.titles[:1], *draft.proposals))


def _topics(case: Case) -> tuple[str, ...]:
    asked = " ".join(item.claim.text for item in case.judged).lower()
    return tuple(name for name, terms in case.topics.items() if any(term.lower() in asked for term in terms))


def _what_would_settle(case: Case) -> tuple[Unknown, ...]:
    asked = case.judged[0].claim.text.rstrip(".")
    text = f"A dated document that says in so many words whether or not: {asked}."
    return (Unknown(text=text, origin="search log"),)


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
    short = summary(case, planned, shown)
    pages_words = [*shown, *(p.text for p in (*practical, *ahead, *short))]
    return Draft(
        inquiry=case.inquiry,
        verdicts=verdicts,
        summary=short or _summary_of(drafts),
        sections=tuple(drafts),
        bottom_line=practical,
        watch=ahead,
        unknowns=case.unknowns[:MOST_UNKNOWNS],
        provisions=case.provisions,
        followups=follow_ups(case.inquiry.text, case.provisions, pages_words, case.actions, case.agencies),
        topics=_topics(case),
        search_log=case.search_log,
    )


def _summary_of(drafts: list[DraftSection]) -> tuple[Proposal, ...]:
    """A page without facets is summed up by the headline of each of its sources."""
    return tuple(draft.titles[0] for draft in drafts[:3] if draft.titles)
