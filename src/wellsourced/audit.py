"""A draft goes in, an audit comes out: which sentences can be checked, what bears them out, what is wrong.

`audit` reads as the work goes: sentences, claims, what they cite, what the evidence says, what the draft
leaves out. Only it and `check` see the whole `Desk`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wellsourced.check import Desk, ask_outside
from wellsourced.model.audits import (
    Audit,
    AuditedClaim,
    AuditedSentence,
    DraftDocument,
    Fault,
    Mark,
    Remark,
    Shown,
)
from wellsourced.model.claims import Claim, Evidence, Inquiry, InquiryKind, Label, Tier
from wellsourced.model.search_log import LIBRARY, SearchLogEntry
from wellsourced.model.sources import Passage, Source, SourceKind
from wellsourced.ports import Event, View
from wellsourced.rules.places import places_in
from wellsourced.steps.asking.scoping import in_scope
from wellsourced.steps.assemble import agency_words, known_places
from wellsourced.steps.auditing.carrying import Cited, carried, remarks_on_citations
from wellsourced.steps.auditing.clashes import clashes
from wellsourced.steps.auditing.duties import tells_of_duty
from wellsourced.steps.auditing.labeling import sentence_label
from wellsourced.steps.auditing.marking import cited_by, placed
from wellsourced.steps.auditing.omitting import omissions
from wellsourced.steps.auditing.reading import Draft, DraftSentence, draft_sentences, source_entries
from wellsourced.steps.auditing.standing import ToldClaim, claims_told
from wellsourced.steps.auditing.sums import miscalculations
from wellsourced.steps.auditing.wordings import not_found, quoted_otherwise
from wellsourced.steps.auditing.worth import is_checkable, worth
from wellsourced.steps.collect import collect
from wellsourced.steps.decompose import author_of
from wellsourced.steps.gather import Web
from wellsourced.steps.heeding import heed_rules
from wellsourced.steps.matter import Matter, asked_actions
from wellsourced.steps.of_states import heed_states
from wellsourced.steps.retrieve import retrieve
from wellsourced.steps.weigh import SAME_COUNT, Finding, Weighing, judge, rounds, unheard, weigh_hits
from wellsourced.text.addresses import canonical_address, host_of
from wellsourced.text.private import masked

__all__ = ["audit"]

MOST_WEIGHED = 60
"""Passages weighed for one claim: a draft has many claims, and what takes a side stands near the top."""
MOST_SHOWN = 3
DEEP = 200
"""Passages looked through for those of a cited source that the library holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A sentence of the draft with its claims, each scoped; none where it is not worth checking."""

    sentence: DraftSentence
    worth: float
    told: tuple[ToldClaim, ...]
    claims: tuple[Claim, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """A claim with its finding and how it is told."""

    finding: Finding | None
    told: AuditedClaim


def audit(draft: Draft, desk: Desk, reader: Web | None = None) -> Audit:
    """Check a draft sentence by sentence against the library, and what it cites against the sources cited.

    `read_draft` makes the draft. With a `reader` (see `open_reader`) the sources that the draft cites are
    read first and kept in the library; what could not be read is said of the sentence, and raises nothing.
    Where the desk has search providers, they are asked for the claims most worth checking.
    """
    now = desk.clock.now()
    day = now.date()
    reads = list(_read(draft, desk, day))
    desk.progress(Event(step="classify", message=f"{len(reads)} sentences read"))
    sought, unsought = _sought(reads, desk)
    log = ask_outside(sought, desk)
    cited = _cited(reads, reader, desk, day)
    view = desk.library.view(day)
    inquiry = _inquiry(draft, day)
    weighed, searched = _weigh_all(reads, inquiry, view, draft, desk)
    doubts = _clashing(reads)
    audited = []
    for done, read in enumerate(reads):
        desk.progress(Event(step="audit", message="Auditing sentences", done=done, total=len(reads)))
        audited.append(_sentence(read, weighed, doubts.get(done, ()), cited, view, desk))
    findings = [one.finding for one in weighed.values() if one.finding is not None]
    return Audit(
        checked_at=now,
        document=DraftDocument(
            uri=draft.uri,
            title=draft.extracted.title,
            media_type=draft.media_type,
            text=draft.extracted.text,
            extractor=draft.extracted.extractor,
        ),
        sentences=tuple(audited),
        omissions=omissions(findings, inquiry, view, desk.matters),
        search_log=(*log, *searched),
        verifier=desk.verifier.name,
        unsought=unsought,
    )


def _sought(reads: Sequence[_Read], desk: Desk) -> tuple[list[Claim], int]:
    """The claims that providers are asked about, most worth checking first, and how many they are not."""
    if desk.web is None:
        return [], 0
    ranked = sorted(reads, key=lambda read: -read.worth)
    claims = list(dict.fromkeys(claim for read in ranked for claim in _alone(read)))
    return claims[: desk.sought_an_audit], max(0, len(claims) - desk.sought_an_audit)


def _read(draft: Draft, desk: Desk, day: date) -> Iterator[_Read]:
    sentences = draft_sentences(draft.extracted)
    entries = source_entries(draft.extracted.text)
    links = placed(draft.links, draft.extracted.text)
    known, agencies = known_places(desk.matters), agency_words(desk.matters)
    inquiry = _inquiry(draft, day)

    def scoped(text: str) -> Claim:
        claim = Claim(text=text, author=author_of(text))
        found = in_scope(claim, inquiry, lambda words: places_in(words, known), agencies)
        return found if isinstance(found, Claim) else claim

    for sentence, told in zip(sentences, claims_told(sentences), strict=True):
        checked = is_checkable(sentence.plain) or _is_ruled(sentence.plain, desk.matters)
        claims = tuple(scoped(one.text) for one in told) if checked else ()
        yield _Read(
            sentence=sentence,
            worth=worth(sentence.plain),
            told=told if checked else (),
            claims=claims,
            marks=cited_by(sentence, entries, links),
        )


def _is_ruled(text: str, matters: Sequence[Matter]) -> bool:
    """Whether a sentence tells what a law that we hold makes anyone do, however plainly."""
    return not text.rstrip().endswith("?") and any(asked_actions(one, text) for one in matters)


def _alone(read: _Read) -> Iterator[Claim]:
    """The claims of a sentence that stand alone: only these are looked for."""
    return (claim for claim, told in zip(read.claims, read.told, strict=True) if told.stands_alone)


def _inquiry(draft: Draft, day: date) -> Inquiry:
    title = draft.extracted.title or draft.uri
    return Inquiry(text=title, title=title, slug="draft", kind=InquiryKind.CLAIM, on=day, place=draft.place)


def _cited(reads: Sequence[_Read], reader: Web | None, desk: Desk, day: date) -> Cited:
    """The passages of what the draft cites: read now where there is a reader, else those held."""
    marks = (mark for read in reads for mark in read.marks)
    urls = {canonical_address(mark.url): mark.url for mark in marks if mark.url is not None}
    read: dict[str, str] = {}
    unread: dict[str, str] = {}
    if reader is not None and urls:
        desk.progress(Event(step="capture", message=f"Reading {len(urls)} cited sources"))
        sources = [_source(url) for url in urls.values()]
        for name, outcome in zip(
            urls, collect(sources, reader.fetcher, reader.extractor, desk.library), strict=True
        ):
            if isinstance(outcome, Exception):
                unread[name] = " ".join(str(outcome).split())
            else:
                read[name] = outcome.document
    view = desk.library.view(day)
    passages = {name: view.passages_of(document) for name, document in read.items()}
    wanted = set(urls) - set(read)
    return Cited(passages={**_held(wanted, reads, view), **passages}, unread=unread)


def _source(url: str) -> Source:
    return Source(uri=url, title="", publisher=host_of(url), kind=SourceKind.OTHER)


def _held(wanted: set[str], reads: Sequence[_Read], view: View) -> Mapping[str, Sequence[Passage]]:
    """The passages that the library has of the wanted addresses, as the draft's own sentences find them."""
    found: dict[str, dict[str, Passage]] = {}
    for read in reads if wanted else ():
        for hit in view.search(read.sentence.plain, DEEP) if read.marks else ():
            name = canonical_address(view.source_of(hit.passage).uri)
            if name in wanted:
                found.setdefault(name, {})[hit.passage.id] = hit.passage
    return {name: tuple(passages.values()) for name, passages in found.items()}


def _weigh_all(
    reads: Sequence[_Read], inquiry: Inquiry, view: View, draft: Draft, desk: Desk
) -> tuple[dict[Claim, _Weighed], list[SearchLogEntry]]:
    """Every claim of the draft weighed once, and what was asked."""
    weighed: dict[Claim, _Weighed] = {}
    log: list[SearchLogEntry] = []
    for done, read in enumerate(reads):
        desk.progress(Event(step="verify", message="Weighing claims", done=done, total=len(reads)))
        for claim, told in zip(read.claims, read.told, strict=True):
            if claim in weighed:
                continue
            if not told.stands_alone:
                open_claim = AuditedClaim(
                    text=claim.text, label=Label.NOT_ENOUGH_EVIDENCE, confidence=0.0, stands_alone=False
                )
                weighed[claim] = _Weighed(finding=None, told=open_claim)
                continue
            finding, asked = _weigh(claim, inquiry, view, draft, desk)
            log += asked
            weighed[claim] = _Weighed(finding=finding, told=_told(finding, view))
    return weighed, log


def _weigh(
    claim: Claim, inquiry: Inquiry, view: View, draft: Draft, desk: Desk
) -> tuple[Finding, list[SearchLogEntry]]:
    """What the library says of one claim; the draft itself, if it is held, is no evidence."""
    wordings = next(iter(rounds(claim, desk.matters, 1)))
    hits, found = retrieve(wordings, view, MOST_WEIGHED)
    own = canonical_address(draft.uri)
    others = [hit for hit in hits if canonical_address(view.source_of(hit.passage).uri) != own]
    weighing = Weighing(asked=wordings, view=view, verifier=desk.verifier, matters=desk.matters)
    finding = weigh_hits(claim, others[:MOST_WEIGHED], weighing)
    asked_here = replace(inquiry, text=claim.text)
    finding = heed_rules(finding, asked_here, view, desk.matters)
    finding = heed_states(finding, asked_here, view, desk.matters)
    if not tells_of_duty(claim.text):
        finding = replace(finding, evidence=tuple(map(_no_rule, finding.evidence)))
    log = [SearchLogEntry(where=LIBRARY, query=q, hits=min(found[q], len(finding.hits))) for q in wordings]
    return finding, log


def _no_rule(item: Evidence) -> Evidence:
    """A rule says nothing of a claim on what happened, however many words of duty are in it."""
    return unheard(item) if item.tier is Tier.NORM and item.why != SAME_COUNT else item


def _told(finding: Finding, view: View) -> AuditedClaim:
    """A finding's verdict, with the passages that take a side, and of an open one the nearest."""
    judged = judge(finding, view)
    ranked = [one.evidence for one in judged.weighed] or list(finding.evidence)[:1]
    passages = {hit.passage.id: hit.passage for hit, _ in finding.hits}
    shown: list[Shown] = []
    for one in ranked:
        passage = passages[one.passage]
        source = view.source_of(passage)
        shown.append(
            Shown(
                passage=passage.id,
                title=source.title,
                publisher=source.publisher,
                uri=source.uri,
                quote=masked(one.quote),
                stance=one.stance,
                score=one.score,
                note=passage.note is not None,
            )
        )
    return AuditedClaim(
        text=finding.claim.text,
        label=judged.verdict.label,
        confidence=judged.verdict.confidence,
        evidence=tuple(_both_sides(shown)),
    )


def _both_sides(shown: Sequence[Shown]) -> list[Shown]:
    """The first of each side, then the best of the rest."""
    firsts = {one.stance: one for one in reversed(shown)}
    leading = [one for one in shown if firsts[one.stance] is one]
    return [*leading, *(one for one in shown if one not in leading)][:MOST_SHOWN]


def _clashing(reads: Sequence[_Read]) -> dict[int, tuple[Remark, ...]]:
    """The remarks on sentences that others of the draft contradict, by the sentence's place."""
    flat = [(at, claim.text) for at, read in enumerate(reads) for claim in _alone(read)]
    found: dict[int, tuple[Remark, ...]] = {}
    for clash in clashes([text for _, text in flat]):
        one, other = flat[clash.one][0], flat[clash.other][0]
        for here, there in ((one, other), (other, one)):
            if here != there:
                said = reads[there].sentence
                why = f"the draft also says: {said.plain}"
                sentence = reads[here].sentence
                remark = Remark(fault=Fault.CONTRADICTED, start=sentence.start, end=sentence.end, detail=why)
                found[here] = (*found.get(here, ()), remark)
    return found


def _sentence(  # noqa: PLR0913 - a sentence is told from all that was found of it
    read: _Read,
    weighed: Mapping[Claim, _Weighed],
    doubts: Iterable[Remark],
    cited: Cited,
    view: View,
    desk: Desk,
) -> AuditedSentence:
    sentence = read.sentence
    citations, borne = carried(read.marks, read.claims, cited, view, desk.verifier)
    sources = [passage for mark in read.marks for passage in cited.of(mark)]
    remarks = [*doubts, *quoted_otherwise(sentence, sources, view)]
    if read.claims:
        remarks += remarks_on_citations(sentence, citations, read.claims, borne)
        remarks += _reckoned(sentence)
        remarks += not_found(sentence, view)
    claims = tuple(weighed[claim].told for claim in read.claims)
    return AuditedSentence(
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        worth=round(read.worth, 2),
        checkable=bool(read.claims),
        label=sentence_label([claim.label for claim in claims]),
        claims=claims,
        citations=citations,
        remarks=tuple(sorted(remarks, key=lambda remark: (remark.start, remark.fault))),
    )


def _reckoned(sentence: DraftSentence) -> Iterator[Remark]:
    for wrong in miscalculations(sentence.text):
        yield Remark(
            fault=Fault.MISCALCULATED,
            start=sentence.start + wrong.start,
            end=sentence.start + wrong.end,
            detail=wrong.why,
        )
