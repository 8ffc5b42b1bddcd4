"""Parts of a page in a model's words: written, held by the gate, rewritten once, else the sources' own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wellsourced.model.reports import Citation, Proposal, Statement, Withheld
from wellsourced.ports import Prompt
from wellsourced.steps.compose.case import similar, words
from wellsourced.steps.gate import Gate
from wellsourced.steps.writing.forms import Form, Line, Written, lines_form
from wellsourced.steps.writing.scribe import Ask, Scribe
from wellsourced.steps.writing.sheets import prompt
from wellsourced.steps.writing.withholding import listed
from wellsourced.text.machine_talk import machine_talk
from wellsourced.text.tokens import content_words

__all__ = ["Outcome", "Part", "write_parts"]

SAME = 0.75
"""Two sentences that share this much of the shorter one's words say the same thing."""
LEAST_KEPT = 0.8
"""A part has at least this share of the words that it has in the sources' own; else theirs are added."""
MOST_SOURCES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part to be written: what for, from which citations, and how it stands in the sources' own words.

    `use` is its prompt; `what` names it on the page; `form` is made for the number of its citations.
    """

    use: str
    what: str
    asked: str
    sources: tuple[Citation, ...]
    own: tuple[Proposal, ...]
    form: Form[Written]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A part as it may be published; no `title` where none was written or none passed."""

    title: Proposal | None
    proposals: tuple[Proposal, ...]
    withheld: tuple[Withheld, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A part between two rounds: each sentence with what the gate said of it; the title first, if any."""

    part: Part
    titled: bool
    proposals: list[Proposal] = field(default_factory=list)
    ruled: list[Statement | Withheld] = field(default_factory=list)

    @property
    def failing(self) -> list[int]:
        return [at for at, ruled in enumerate(self.ruled) if isinstance(ruled, Withheld)]


def sources_of(proposals: Sequence[Proposal]) -> tuple[Citation, ...]:
    """What proposals cite, each once, but what speaks to a machine: no model is shown that."""
    cited = dict.fromkeys(citation for one in proposals for citation in one.citations)
    return tuple(one for one in cited if machine_talk(one.quote) is None)[:MOST_SOURCES]


def write_parts(parts: Sequence[Part], gate: Gate, scribe: Scribe) -> list[Outcome]:
    """Each part written by the model where it can be, in the sources' own words where not; in order."""
    asks = [Ask(prompt=_prompt(part), form=part.form, what=part.what) for part in parts]
    answers = scribe.ask(asks)
    drafts = [
        None if written is None else _ruled(part, written, gate)
        for part, written in zip(parts, answers, strict=True)
    ]
    _rewrite([draft for draft in drafts if draft is not None], gate, scribe)
    return [
        Outcome(title=None, proposals=part.own) if draft is None else _settled(draft, scribe)
        for part, draft in zip(parts, drafts, strict=True)
    ]


def _prompt(part: Part) -> Prompt:
    quotes = [one.quote for one in part.sources]
    return prompt(part.use, part.form.schema, asked=part.asked, passages=quotes)


def _ruled(part: Part, written: Written, gate: Gate) -> _Draft:
    draft = _Draft(part=part, titled=written.title is not None)
    for line in (*((written.title,) if written.title else ()), *written.lines):
        draft.proposals.append(_proposal(line, part))
        draft.ruled.append(gate.written(draft.proposals[-1]))
    return draft


def _proposal(line: Line, part: Part) -> Proposal:
    return Proposal(text=line.text, citations=tuple(part.sources[number - 1] for number in line.cites))


def _rewrite(drafts: Sequence[_Draft], gate: Gate, scribe: Scribe) -> None:
    """Have the sentences that fail written anew, once, with the reasons; those that pass then stand."""
    failing = [draft for draft in drafts if draft.failing]
    asks = []
    for draft in failing:
        form = lines_form(len(draft.part.sources), len(draft.failing))
        told = "\n".join(_reason(draft, at) for at in draft.failing)
        quotes = [one.quote for one in draft.part.sources]
        asked = prompt("rewrite", form.schema, asked=draft.part.asked, passages=quotes, failed=told)
        asks.append(Ask(prompt=asked, form=form, what=f"{draft.part.what}, sentences written anew"))
    answers = scribe.ask(asks)
    for draft, again in zip(failing, answers, strict=True):
        for at, line in zip(draft.failing, () if again is None else again.lines, strict=False):
            draft.proposals[at] = _proposal(line, draft.part)
            draft.ruled[at] = gate.written(draft.proposals[at])


def _reason(draft: _Draft, at: int) -> str:
    ruled = draft.ruled[at]
    assert isinstance(ruled, Withheld)
    return f"- {ruled.text[:300]} (why: {ruled.why[:120]})"


def _settled(draft: _Draft, scribe: Scribe) -> Outcome:
    """The sentences that passed, the sources' own where one did not, and as many more as the part needs."""
    first = int(draft.titled)
    part, passed = draft.part, [isinstance(one, Statement) for one in draft.ruled]
    told = (part.asked, *(one.quote for one in part.sources))
    withheld = tuple(listed(one, told) for one in draft.ruled if isinstance(one, Withheld))
    if not any(passed[first:]):
        scribe.fell_back(part.what, "no sentence that the model wrote is borne out by what it cites")
        return Outcome(title=None, proposals=part.own, withheld=withheld)
    chosen = list(_chosen(draft, first))
    title = None
    if draft.titled and passed[0]:
        title = Proposal(text=draft.proposals[0].text.rstrip("."), citations=draft.proposals[0].citations)
    return Outcome(title=title, proposals=tuple(chosen), withheld=withheld)


def _chosen(draft: _Draft, first: int) -> Iterator[Proposal]:
    said: list[Proposal] = []
    for proposal, ruled in list(zip(draft.proposals, draft.ruled, strict=True))[first:]:
        one = proposal if isinstance(ruled, Statement) else _instead(proposal, draft.part.own, said)
        if one is not None and not _again(one, said):
            said.append(one)
    needed = LEAST_KEPT * sum(words(one.text) for one in draft.part.own)
    for one in draft.part.own:
        if sum(words(known.text) for known in said) < needed and not _again(one, said):
            said.append(one)
    return iter(said)


def _instead(failed: Proposal, own: Sequence[Proposal], said: Sequence[Proposal]) -> Proposal | None:
    """The sources' own sentence that rests on what a failing one cites, if it is not said yet."""
    cited = {citation.passage for citation in failed.citations}
    fitting = (one for one in own if cited & {citation.passage for citation in one.citations})
    return next((one for one in fitting if not _again(one, said)), None)


def _again(one: Proposal, said: Sequence[Proposal]) -> bool:
    stems = content_words(one.text)
    return any(similar(stems, content_words(known.text)) >= SAME for known in said)
