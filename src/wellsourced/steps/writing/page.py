"""The page in a model's words: the order of its sections, their sentences, summary, bottom line, follow-ups.

It starts from the page in the sources' own words and changes only wording and order: verdicts, answers,
rules, unknowns and what to watch stay, and whatever the model cannot do stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wellsourced.model.reports import Draft, DraftSection, Proposal
from wellsourced.steps.gate import Gate
from wellsourced.steps.writing.forms import lines_form, order_form, section_form
from wellsourced.steps.writing.further import follow_ups
from wellsourced.steps.writing.parts import Outcome, Part, sources_of, write_parts
from wellsourced.steps.writing.scribe import Ask, Scribe
from wellsourced.steps.writing.sheets import prompt
from wellsourced.text.machine_talk import machine_talk

__all__ = ["write"]

MOST_LINES = 5
MOST_PRACTICAL = 3
FEWEST_TO_ORDER = 3
"""Sections from which their order is asked for."""


def write(draft: Draft, gate: Gate, scribe: Scribe) -> Draft:
    """The draft in the model's words wherever they pass the gate; what did not is withheld and listed."""
    if not draft.sections:
        return draft
    asked = draft.inquiry.title
    sections = _in_order(draft.sections, asked, scribe)
    parts = [
        *(_section_part(section, asked) for section in sections),
        _lines_part("summary", "Summary", asked, draft.summary, MOST_LINES),
        _lines_part("bottom_line", "Bottom line", asked, draft.bottom_line, MOST_PRACTICAL),
    ]
    there = [part for part in parts if part is not None]
    outcomes = iter(write_parts(there, gate, scribe))
    done = [None if part is None else next(outcomes) for part in parts]
    *bodies, summary, bottom_line = done
    written = tuple(_section(one, body) for one, body in zip(sections, bodies, strict=True))
    said = [p.text for one in written for p in (*one.titles[:1], *one.proposals)]
    return replace(
        draft,
        sections=written,
        summary=draft.summary if summary is None else _unsaid(summary.proposals, draft.summary, said),
        bottom_line=draft.bottom_line if bottom_line is None else bottom_line.proposals,
        followups=follow_ups(draft, said, scribe),
        withheld=tuple(one for outcome in done if outcome is not None for one in outcome.withheld),
    )


def _in_order(sections: Sequence[DraftSection], asked: str, scribe: Scribe) -> tuple[DraftSection, ...]:
    """The sections in the order the model finds best; none is left out."""
    if len(sections) < FEWEST_TO_ORDER:
        return tuple(sections)
    form = order_form(len(sections))
    heads = [(one.titles or one.proposals)[0].text for one in sections]
    safe = ["" if machine_talk(head) else head for head in heads]
    ask = Ask(
        prompt=prompt("plan", form.schema, asked=asked, passages=safe), form=form, what="Order of sections"
    )
    [order] = scribe.ask([ask])
    return tuple(sections) if order is None else tuple(sections[number - 1] for number in order)


def _section_part(section: DraftSection, asked: str) -> Part | None:
    sources = sources_of(section.proposals)
    if not sources:
        return None
    title = (section.titles or section.proposals)[0].text
    return Part(
        use="section",
        what=f"Section “{title}”",
        asked=asked,
        sources=sources,
        own=section.proposals,
        form=section_form(len(sources), MOST_LINES),
    )


def _lines_part(use: str, what: str, asked: str, own: Sequence[Proposal], most: int) -> Part | None:
    sources = sources_of(own)
    if not sources:
        return None
    form = lines_form(len(sources), most)
    return Part(use=use, what=what, asked=asked, sources=sources, own=tuple(own), form=form)


def _section(before: DraftSection, outcome: Outcome | None) -> DraftSection:
    """The section as written; its titles in the sources' words stay to fall back to."""
    if outcome is None:
        return before
    titles = before.titles if outcome.title is None else (outcome.title, *before.titles)
    return DraftSection(titles=titles, proposals=outcome.proposals)


def _unsaid(
    written: Sequence[Proposal], own: Sequence[Proposal], said: Sequence[str]
) -> tuple[Proposal, ...]:
    """The summary without sentences that stand elsewhere on the page, as it was where none is left."""
    shown = {text.rstrip(".").lower() for text in said}
    left = tuple(one for one in written if one.text.rstrip(".").lower() not in shown)
    return left or tuple(own)
