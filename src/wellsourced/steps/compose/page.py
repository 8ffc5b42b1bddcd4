"""The whole page: what each part says and what it must not say again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from wellsourced.model.claims import Label, Stance
from wellsourced.model.provisions import Provision, Resolution, in_places
from wellsourced.model.reports import Draft, DraftSection, DraftVerdict, Proposal, Unknown
from wellsourced.steps.compose.beside import bearing
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
MOST_NARROW = 4
MOST_UNDECIDED = 5


def _plain_sections(case: Case, said: Said, answered: str) -> list[DraftSection]:
    """For documents that no casebook describes: one section for each that takes a side, the best first."""
    by_document: dict[str, list[Piece]] = {}
    for piece in case.pieces:
        if piece.passage.note is None:
            by_document.setdefault(piece.passage.document, []).append(piece)
    bearing = [group for group in by_document.values() if any(p.stance is not Stance.NEUTRAL for p in group)]
    drafts = (_plain_section(group, said, answered) for group in bearing[:MOST_PLAIN])
    return [draft for draft in drafts if draft is not None]


def _plain_section(pieces: Sequence[Piece], said: Said, answered: str) -> DraftSection | None:
    """A document's passage in its own words and order, under the finding of the sentence that decides.

    The sentence that answers at the head of the page is not told again.
    """
    deciding = next(p for p in pieces if p.stance is not Stance.NEUTRAL)
    if said.again(deciding):
        return None
    said.say(deciding)
    around = sorted(
        (p for p in pieces if p.passage.id == deciding.passage.id),
        key=lambda p: p.passage.text.find(p.text),
    )
    chosen: list[Piece] = []
    for piece in around:
        new = piece is deciding or not said.again(piece)
        if new and piece.text != answered and sum(words(p.text) for p in chosen) < ENOUGH_WORDS:
            chosen.append(piece)
            said.say(piece)
    if not chosen:
        return None
    titles = tuple(
        proposal(cut, piece)
        for piece in (deciding, *chosen)
        for n in HEADLINE_WORDS
        if (cut := finding(piece.text, n))
    )
    return DraftSection(titles=titles, proposals=tuple(proposal(p.text, p) for p in _under(titles, chosen)))


def _under(titles: Sequence[Proposal], chosen: Sequence[Piece]) -> Sequence[Piece]:
    """The sentences of a section but the one its title tells whole, where another is left."""
    headed = titles[0].text if titles else ""
    return [piece for piece in chosen if piece.text.rstrip(".") != headed] or chosen


def _sections(case: Case, said: Said, answered: str) -> tuple[list[Planned], list[DraftSection]]:
    """What depends is told as a whole, in its casebook's order; one answer comes before what bears on it."""
    depends = any(item.verdict.label in (Label.QUALIFIED, Label.CONFLICTING) for item in case.judged)
    whole = depends and len(plan(case, Said(), fewest_words=FULL_SECTION)) >= RICH
    planned = plan(case, said, fewest_words=FULL_SECTION if whole else SHORT_SECTION)
    if not whole:
        planned = _answer_first(planned)[:MOST_NARROW]
    drafts = [section(p, case.agent, answered) for p in planned]
    return planned, [*drafts, *_plain_sections(case, said, answered)]


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


def _bound(
    case: Case, resolutions: Sequence[Resolution], provisions: Sequence[Provision] = ()
) -> tuple[tuple[str, str], ...]:
    """The agencies of which these rules are told, with the casebooks' words for them."""
    bound = {rule.agency for one in resolutions for rule in one.rules} | {p.agency for p in provisions}
    return tuple((code, name) for code, name in case.agencies.items() if code in bound)


def _topics(case: Case) -> tuple[str, ...]:
    asked = " ".join(item.claim.text for item in case.judged).lower()
    return tuple(name for name, terms in case.topics.items() if any(term.lower() in asked for term in terms))


def _what_would_settle(case: Case) -> tuple[Unknown, ...]:
    """One line a claim: the kind of source that would decide it."""
    asked = dict.fromkeys(item.claim.text for item in case.judged)
    return tuple(Unknown(text=_needed(text, case.inquiry.text), origin="search log") for text in asked)


def _needed(asked: str, inquiry: str) -> str:
    wanted = asked.rstrip(".?!")
    if asked.endswith("?"):
        return f"A dated source that answers in so many words: {wanted}?"
    first = wanted.split(" ", 1)[0].lower()
    # A first word that the reader wrote small is no name.
    told = first + wanted[len(first) :] if first in inquiry.split() else lowered(wanted)
    return f"A dated source that says in so many words whether {told}."


def _undecided(case: Case, shown: Collection[str]) -> tuple[Proposal, ...]:
    """What speaks of the matter and decided nothing, each in its own words, where the page has it not yet."""
    first: dict[str, Piece] = {}
    for piece in case.undecided:
        if piece.text not in shown:
            first.setdefault(piece.text, piece)
    return tuple(proposal(text, piece) for text, piece in list(first.items())[:MOST_UNDECIDED])


def compose(case: Case) -> Draft:
    """Propose a page. Where nothing bears on any claim the page says only that, and what would settle it.

    What the rules of a place come to is said even so: that none is on file, or that they are in doubt.
    """
    case = replace(case, pieces=bearing(case))
    found = any(item.verdict.label is not Label.NOT_ENOUGH_EVIDENCE for item in case.judged)
    verdicts = tuple(DraftVerdict(verdict=item.verdict, answers=answers(item, case)) for item in case.judged)
    answered = next((text.text for draft in verdicts for text in draft.answers[:1]), "")
    if not found:
        here = in_places(case.resolutions)
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
            leads=case.leads,
            circles=case.circles,
            resolutions=here,
            agencies=_bound(case, here),
            undecided=_undecided(case, ()),
        )
    said = Said()
    ahead = watch(case, said)
    practical = bottom_line(case, said)
    planned, drafts = _sections(case, said, answered)
    shown = [answered, *_texts(drafts)]
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
        leads=case.leads,
        circles=case.circles,
        resolutions=case.resolutions,
        agencies=_bound(case, case.resolutions, case.provisions),
        undecided=_undecided(case, pages_words),
    )
