"""From hits to a judged claim: which passages bear on it, what each says, and what they say together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wellsourced.model.anchors import is_anchored
from wellsourced.model.claims import Claim, Evidence, Stance, Tier, Topic
from wellsourced.model.scope import Relation, place_relation
from wellsourced.model.sources import Passage, Source, SourceKind
from wellsourced.ports import Hit, Verifier, View
from wellsourced.steps.answers import candidates, on_the_subject
from wellsourced.steps.at_home import said_at_home
from wellsourced.steps.bearing import ON_A_CONDITION, norm_stance, speaks_of, states_a_norm
from wellsourced.steps.compose.case import Judged
from wellsourced.steps.counts import counts_so, pairs_agree
from wellsourced.steps.decide import decide
from wellsourced.steps.decompose import query_wordings
from wellsourced.steps.independence.origins import voices_of
from wellsourced.steps.matter import Matter, asked_actions
from wellsourced.steps.norms import parties_in
from wellsourced.steps.retrieve import ENOUGH, relevant
from wellsourced.steps.under_title import said_under_title
from wellsourced.steps.verify import verify
from wellsourced.steps.weighed import weigh

__all__ = ["SAME_COUNT", "Finding", "Weighing", "judge", "matter_wordings", "rounds", "unheard", "weigh_hits"]

PARTISAN = frozenset({SourceKind.ADVOCACY, SourceKind.SOCIAL})
"""Who pleads, or posts: what the law demands is not taken from them."""
THIN = 2
"""With fewer passages than this that take a side, the question is asked again in other words."""
FIRST_WORDINGS = 2
COUNTED = 0.85
SAME_COUNT = "the passage gives the same count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim with the passages that bear on it (and how much, 0 to 1), weighed, and the queries asked.

    `topic` is the wh-question the claim answers, if it answers one. `leads` are published fact-checks that
    speak of it: what others concluded shows where to look, and is no evidence.
    """

    claim: Claim
    hits: tuple[tuple[Hit, float], ...]
    evidence: tuple[Evidence, ...]
    queries: tuple[str, ...]
    topic: Topic | None = None
    leads: tuple[Source, ...] = ()

    @property
    def is_thin(self) -> bool:
        """Whether too few passages take a side to stop asking."""
        return sum(1 for item in self.evidence if item.stance is not Stance.NEUTRAL) < THIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What passages are weighed with: the queries that found them, where they stand, who judges.

    `matters` are the casebooks whose words help.
    """

    asked: Sequence[str]
    view: View
    verifier: Verifier
    matters: Sequence[Matter]


def matter_wordings(item: Claim | Topic, matters: Sequence[Matter]) -> list[str]:
    """How the casebooks of the matter say what is asked about."""
    return [
        action.infinitive
        for matter in matters
        for action in matter.casebook.actions
        if action.code in asked_actions(matter, item.text)
    ]


def rounds(item: Claim | Topic, matters: Sequence[Matter], most: int) -> Iterator[list[str]]:
    """The wordings of each round of searching: the plainest first, then all of them."""
    own = query_wordings(item)
    ours = matter_wordings(item, matters)
    yield [*own[:FIRST_WORDINGS], *ours]
    if most > 1 and len(own) > FIRST_WORDINGS:
        yield list(dict.fromkeys([*own, *ours]))


def weigh_hits(item: Claim | Topic, hits: Sequence[Hit], weighing: Weighing) -> Finding:
    """The passages that bear on a claim, or on a topic's best answer, and what each says of it."""
    item = _of_agencies(item, weighing.matters)
    bearing = relevant(item.text, hits, matter_wordings(item, weighing.matters))
    spoken = {hit.passage.id: weighing.view.source_of(hit.passage) for hit in hits}
    checks = {name for name, source in spoken.items() if source.kind is SourceKind.FACT_CHECK}
    finding = _weighed(
        item,
        [hit for hit in hits if hit.passage.id not in checks],
        [(hit, score) for hit, score in bearing if hit.passage.id not in checks],
        weighing,
    )
    leads = dict.fromkeys(spoken[hit.passage.id] for hit, _ in bearing if hit.passage.id in checks)
    return replace(finding, leads=tuple(leads))


def _weighed(
    item: Claim | Topic, hits: Sequence[Hit], bearing: Sequence[tuple[Hit, float]], weighing: Weighing
) -> Finding:
    if isinstance(item, Claim):
        return _finding(item, None, hits, bearing, weighing)
    near = {hit.passage.id: (hit, score) for hit, score in bearing}
    view = weighing.view
    subject = on_the_subject(item, [hit for hit, _ in bearing], view)
    answers = candidates(item, subject, view, [p for matter in weighing.matters for p in matter.background])
    if not answers:
        unanswered = Claim(text=item.text, scope=item.scope, authority=item.authority)
        queries = tuple(weighing.asked)
        return Finding(claim=unanswered, topic=item, hits=tuple(bearing), evidence=(), queries=queries)
    pairs = [near[hit.passage.id] for hit in subject]
    return _finding(answers[0], item, subject, pairs, weighing)


def _of_agencies(item: Claim | Topic, matters: Sequence[Matter]) -> Claim | Topic:
    """The claim or topic with the agencies its words name, as the casebooks of the matter call them."""
    named = frozenset(code for matter in matters for code in parties_in(item.text, matter.vocabulary))
    return replace(item, scope=replace(item.scope, parties=item.scope.parties | named))


def _finding(
    claim: Claim,
    topic: Topic | None,
    hits: Sequence[Hit],
    bearing: Sequence[tuple[Hit, float]],
    weighing: Weighing,
) -> Finding:
    evidence = _evidence(claim, hits, weighing)
    sided = {item.passage for item in evidence if item.stance is not Stance.NEUTRAL}
    near = {hit.passage.id for hit, _ in bearing}

    def bears(passage: Passage) -> bool:
        # What takes a side, or speaks of the same duty, bears on the claim however it is worded.
        heard = _heard_in(passage, weighing.matters)
        return passage.id in sided or any(speaks_of(claim, passage, m.vocabulary) for m in heard)

    also = [(hit, ENOUGH) for hit in hits if hit.passage.id not in near and bears(hit.passage)]
    kept = {hit.passage.id for hit, _ in (*bearing, *also)}
    return Finding(
        claim=claim,
        topic=topic,
        hits=(*bearing, *also),
        evidence=tuple(item for item in evidence if item.passage in kept),
        queries=tuple(weighing.asked),
    )


def _evidence(claim: Claim, hits: Sequence[Hit], weighing: Weighing) -> list[Evidence]:
    """What each passage says of the claim; one that allows on a condition only speaks on both sides."""
    view, matters = weighing.view, weighing.matters
    # A note is our own reading, whoever it was read at.
    others = (hit.passage for hit in hits if hit.passage.note is None)
    pleading = {passage.id for passage in others if view.source_of(passage).kind in PARTISAN}

    def stance_of(weighed: Claim, passage: Passage, sentence: str) -> tuple[Stance, float, str] | None:
        heard = () if passage.id in pleading else _heard_in(passage, matters)
        found = (norm_stance(weighed, passage, sentence, one.vocabulary, view.as_of) for one in heard)
        stance = next((stance for stance in found if stance is not None), None)
        if stance is None and counts_so(weighed.text, sentence):
            return Stance.SUPPORTS, COUNTED, SAME_COUNT
        return stance

    of_duty = any(states_a_norm(claim, matter.vocabulary) for matter in matters)
    places = {hit.passage.id: hit.passage.scope.place for hit in hits}
    weighed = []
    for hit, found in zip(hits, verify(claim, hits, weighing.verifier, stance_of), strict=True):
        item = found
        if item.stance is Stance.NEUTRAL:
            item = (
                said_at_home(claim, hit, view, weighing.verifier)
                or said_under_title(claim, hit, view, weighing.verifier)
                or item
            )
        elsewhere = place_relation(places[item.passage], claim.scope.place) is Relation.DISJOINT
        if elsewhere and item.stance is Stance.REFUTES:
            weighed.append(unheard(item))  # what holds elsewhere does not contradict what holds here
            continue
        if item.tier is Tier.MODEL and (of_duty or not pairs_agree(claim.text, item.quote)):
            # The model cannot tell "lets" from "requires", nor whose figure is whose.
            weighed.append(unheard(item))
            continue
        weighed.append(item)
        if item.why == ON_A_CONDITION:
            weighed.append(replace(item, stance=Stance.REFUTES))
    return _own_rule_first(claim, weighed, places)


def _heard_in(passage: Passage, matters: Sequence[Matter]) -> Sequence[Matter]:
    """The matters whose words a passage is read by: a casebook's note by those of its own casebook alone."""
    if passage.note is None:
        return matters
    return [matter for matter in matters if matter.casebook.document.id == passage.document]


def _own_rule_first(
    claim: Claim, evidence: Sequence[Evidence], places: Mapping[str, str | None]
) -> list[Evidence]:
    """Where a place's own rule answers, wider law that says the same is not heard: the rule is the answer."""
    answered = {e.stance for e in evidence if e.tier is Tier.NORM and places[e.passage] == claim.scope.place}
    return [
        unheard(item)
        if item.tier is Tier.NORM
        and item.stance in answered
        and place_relation(places[item.passage], claim.scope.place) is Relation.WIDER
        else item
        for item in evidence
    ]


def unheard(item: Evidence) -> Evidence:
    """The same passage, taking no side."""
    return replace(item, stance=Stance.NEUTRAL, score=0.0, tier=Tier.NONE, why="")


def judge(finding: Finding, view: View) -> Judged:
    """The verdict on a finding's claim, from its evidence alone."""
    passages = {hit.passage.id: hit.passage for hit, _ in finding.hits}
    sources = {passage_id: view.source_of(passage) for passage_id, passage in passages.items()}
    voices = voices_of(passages.values(), view)
    sided = {item.passage for item in finding.evidence if item.stance is not Stance.NEUTRAL}
    notes = (passages[one] for one in sided if passages[one].note is not None)
    anchored = {note.id for note in notes if is_anchored(view.anchors(note))}
    updated = {name: view.document_of(one).updated for name, one in passages.items() if one.note is None}
    weighed = weigh(finding.evidence, passages, sources, voices.of, updated, anchored)
    verdict = decide(finding.claim, weighed, len(finding.queries))
    return Judged(
        claim=finding.claim,
        topic=finding.topic,
        verdict=verdict,
        weighed=tuple(weighed),
        circles=voices.circles,
    )
