"""Read this first: a question or claim goes in, a report comes out whose every statement rests on a passage.

`check` is the pipeline; `investigate` its one loop, which asks again with other wordings while evidence
is thin. Only these two see the whole `Desk`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import process_time
from typing import Self

from wellsourced.model.claims import Claim, Inquiry, Label, Topic
from wellsourced.model.reports import Method, Report
from wellsourced.model.search_log import LIBRARY, SearchLogEntry
from wellsourced.ports import (
    Clock,
    Encoder,
    Event,
    LanguageModel,
    Library,
    Progress,
    Verifier,
    View,
    quiet,
)
from wellsourced.rules.places import places_in
from wellsourced.steps.asking.premises import premises_of
from wellsourced.steps.asking.wordings import web_wordings
from wellsourced.steps.assemble import agency_words, assemble, known_places
from wellsourced.steps.attribute import attribute
from wellsourced.steps.compose.page import compose
from wellsourced.steps.decompose import decompose
from wellsourced.steps.discover import Discovery, discover
from wellsourced.steps.gate import Gate
from wellsourced.steps.gather import Web, gather
from wellsourced.steps.heeding import heed_rules
from wellsourced.steps.matter import Matter
from wellsourced.steps.of_states import heed_states
from wellsourced.steps.retrieve import retrieve
from wellsourced.steps.unspoken import spoken_to_readers
from wellsourced.steps.weigh import Finding, Weighing, judge, matter_wordings, rounds, weigh_hits
from wellsourced.steps.writing.asking import other_wordings, statements_of
from wellsourced.steps.writing.page import write
from wellsourced.steps.writing.scribe import Scribe

__all__ = [
    "Desk",
    "answer",
    "ask_outside",
    "check",
    "claims_of",
    "claims_worded",
    "discovered",
    "investigate",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The tools of one check; `open_desk` picks them. Use it in a `with` statement, which closes the library.

    `matters` are the casebooks laid under the library, with their words. Without `web` nothing outside is
    asked. `progress` is called with an `Event` a step. `rounds` is how often other wordings are tried while
    evidence is thin, `sought_an_audit` about how many claims of a draft `web` is asked. `model` opens a
    language model for one check, with a budget of its own; without it the sources' own words stand.
    """

    library: Library
    encoder: Encoder
    verifier: Verifier
    clock: Clock
    matters: tuple[Matter, ...] = ()
    web: Web | None = None
    progress: Progress = quiet
    rounds: int = 2
    sought_an_audit: int = 50
    model: Callable[[], LanguageModel] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.library.close()

    def scribe(self) -> Scribe | None:
        """Who words one check, where a language model does."""
        return None if self.model is None else Scribe(model=self.model())


def check(inquiry: Inquiry, desk: Desk) -> Report:
    """Answer an inquiry with a report whose every statement rests on a passage we keep.

    Looks in the desk's library, and asks outside only where the desk has a `web`. Nothing is saved or
    published: see `desk.library.save_report` and `publish`. What could not be asked or read is in the
    report's search log, and raises nothing. Raises `Integrity` where the library is damaged.
    """
    scribe = desk.scribe()
    claims = claims_worded(inquiry, desk, scribe)
    read = f"A {inquiry.kind.value}, checked in {len(claims)} parts" if len(claims) > 1 else claims[0].text
    desk.progress(Event(step="classify", message=read))
    asked = ask_outside([*premises_of(claims), *claims], desk, scribe)
    return answer(inquiry, claims, asked, desk, scribe)


def claims_worded(inquiry: Inquiry, desk: Desk, scribe: Scribe | None) -> tuple[Claim | Topic, ...]:
    """What an inquiry claims or asks, as a language model takes it apart where one does."""
    claims = claims_of(inquiry, desk)
    told = () if scribe is None else statements_of(inquiry, claims, scribe)
    return claims_of(replace(inquiry, text=" ".join(told)), desk) if told else claims


def claims_of(inquiry: Inquiry, desk: Desk) -> tuple[Claim | Topic, ...]:
    """What an inquiry claims or asks, each part by itself; by rule, so that it has one address for good."""
    return decompose(
        inquiry,
        spot_places=partial(places_in, known=known_places(desk.matters)),
        agencies=agency_words(desk.matters),
    )


def answer(
    inquiry: Inquiry,
    claims: Sequence[Claim | Topic],
    asked: Sequence[SearchLogEntry],
    desk: Desk,
    scribe: Scribe | None = None,
) -> Report:
    """The report from what the library holds now; `asked` is what was asked outside before."""
    started = process_time()
    view = desk.library.view(inquiry.on)
    doubted, doubts = investigate(premises_of(claims), view, desk)
    found, looked_up = investigate(claims, view, desk, scribe)
    heard = [heed_rules(finding, inquiry, view, desk.matters) for finding in (*doubted, *found)]
    findings = [heed_states(finding, inquiry, view, desk.matters) for finding in heard]
    # What a question takes for granted is told only where it is false, and then first.
    findings = [*(one for one in findings[: len(doubted)] if _is_false(one, view)), *findings[len(doubted) :]]
    log = [*asked, *doubts, *looked_up]
    judged = [judge(finding, view) for finding in findings]
    case = assemble(inquiry, findings, judged, log, view, desk.matters)
    desk.progress(Event(step="write", message="Writing from what was found"))
    draft = compose(case)
    if scribe is not None:
        desk.progress(Event(step="write", message=f"Wording it with {scribe.model.name}"))
        draft = write(draft, Gate(view=view, on=inquiry.on, verifier=desk.verifier), scribe)
    desk.progress(Event(step="attribute", message="Checking every sentence against its passage"))
    method = partial(_method, desk, started, scribe)
    report = attribute(draft, view, desk.verifier, method=method, now=desk.clock.now())
    told = f"{len(report.statements())} sentences are borne out, {len(report.withheld)} withheld"
    desk.progress(Event(step="attribute", message=told))
    return report


def _is_false(finding: Finding, view: View) -> bool:
    return judge(finding, view).verdict.label is Label.REFUTED


def investigate(
    claims: Iterable[Claim | Topic], view: View, desk: Desk, scribe: Scribe | None = None
) -> tuple[list[Finding], list[SearchLogEntry]]:
    """Find and weigh evidence for each claim, with other wordings while it is thin; and what was asked."""
    findings, log = [], []
    for item in claims:
        for wordings in _rounds(item, desk, scribe):
            desk.progress(Event(step="search", message=f"Searching the library: {wordings[-1]}"))
            hits, found = retrieve(wordings, view)
            hits = spoken_to_readers(hits, view)
            desk.progress(Event(step="verify", message=f"Weighing {len(hits)} passages"))
            weighing = Weighing(asked=wordings, view=view, verifier=desk.verifier, matters=desk.matters)
            finding = weigh_hits(item, hits, weighing)
            if not finding.is_thin:
                break
        findings.append(finding)
        bearing = len(finding.hits)
        log += [SearchLogEntry(where=LIBRARY, query=q, hits=min(found[q], bearing)) for q in wordings]
    return findings, log


def _rounds(item: Claim | Topic, desk: Desk, scribe: Scribe | None) -> Iterator[list[str]]:
    """The wordings of each round; a model's come last, where evidence is still thin."""
    wordings = list[str]()
    for wordings in rounds(item, desk.matters, desk.rounds):
        yield wordings
    if scribe is not None and (others := other_wordings(item, scribe)):
        yield list(dict.fromkeys([*wordings, *others]))


def ask_outside(
    claims: Sequence[Claim | Topic], desk: Desk, scribe: Scribe | None = None
) -> list[SearchLogEntry]:
    """What was asked outside for the claims; what was found there is in the library afterward."""
    if desk.web is None:
        return []
    found = discovered(claims, desk.web, desk, scribe)
    desk.progress(Event(step="capture", message="Reading the pages that were found"))
    return list(gather(found, desk.web, desk.library).log)


def discovered(
    claims: Sequence[Claim | Topic], web: Web, desk: Desk, scribe: Scribe | None = None
) -> list[Discovery]:
    """What the providers find for each claim."""
    found = []
    for claim in claims:
        desk.progress(Event(step="discover", message=f"Searching the web: {claim.text}"))
        wordings = web_wordings(claim, matter_wordings(claim, desk.matters))
        others = () if scribe is None else other_wordings(claim, scribe)
        found.append(discover(list(dict.fromkeys([*wordings, *others])), web.providers))
    return found


def _method(desk: Desk, started: float, scribe: Scribe | None) -> Method:
    method = Method(
        verifier=desk.verifier.name,
        encoder=desk.encoder.name,
        writer="extractive",
        seconds=round(process_time() - started, 2),
    )
    if scribe is None:
        return method
    fallbacks, calls = tuple(scribe.fallbacks), tuple(scribe.calls)
    return replace(method, writer=scribe.name, prompts=scribe.prompts, fallbacks=fallbacks, calls=calls)
