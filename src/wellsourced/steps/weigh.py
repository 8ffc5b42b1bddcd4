"""From hits to a judged claim: which passages bear on it, what each says, and what they say together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellsourced.model.claims import Claim, Evidence, Stance, Topic
from wellsourced.model.sources import Passage
from wellsourced.ports import Hit, Verifier, View
from wellsourced.steps.answers import candidates, on_the_subject
from wellsourced.steps.compose.case import Judged
from wellsourced.steps.decide import decide, weigh
from wellsourced.steps.decompose import query_wordings
from wellsourced.steps.matter import Matter, asked_actions
from wellsourced.steps.norms import norm_stance
from wellsourced.steps.retrieve import ENOUGH, relevant
from wellsourced.steps.verify import verify

__all__ = ["Finding", "judge", "rounds", "weigh_hits"]

THIN = 2
"""With fewer passages than this that take a side, the question is asked again in other words."""
FIRST_WORDINGS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim with the passages that bear on it (and how much, 0 to 1), weighed, and the queries asked.

    `topic` is the wh-question the claim answers, if it answers one.
    """

    claim: Claim
    hits: tuple[tuple[Hit, float], ...]
    evidence: tuple[Evidence, ...]
    queries: tuple[str, ...]
    topic: Topic | None = None

    @property
    def is_thin(self) -> bool:
        """Whether too few passages take a side to stop asking."""
        return sum(1 for item in self.evidence if item.stance is not Stance.NEUTRAL) < THIN


def _matter_wordings(item: Claim | Topic, matters: Sequence[Matter]) -> list[str]:
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
    ours = _matter_wordings(item, matters)
    yield [*own[:FIRST_WORDINGS], *ours]
    if most > 1 and len(own) > FIRST_WORDINGS:
        yield list(dict.fromkeys([*own, *ours]))


def weigh_hits(  # noqa: PLR0913 - what a finding is made of
    item: Claim | Topic,
    hits: Sequence[Hit],
    asked: Sequence[str],
    view: View,
    verifier: Verifier,
    matters: Sequence[Matter],
) -> Finding:
    """The passages that bear on a claim, or on a topic's best answer, and what each says of it."""
    bearing = relevant(item.text, hits, _matter_wordings(item, matters))
    if isinstance(item, Claim):
        return _finding(item, None, hits, bearing, asked, verifier, matters)
    near = {hit.passage.id: (hit, score) for hit, score in bearing}
    subject = on_the_subject(item, [hit for hit, _ in bearing], view)
    answers = candidates(item, subject, view)
    if not answers:
        unanswered = Claim(text=item.text, scope=item.scope, authority=item.authority)
        return Finding(claim=unanswered, topic=item, hits=tuple(bearing), evidence=(), queries=tuple(asked))
    pairs = [near[hit.passage.id] for hit in subject]
    return _finding(answers[0], item, subject, pairs, asked, verifier, matters)


def _finding(  # noqa: PLR0913
    claim: Claim,
    topic: Topic | None,
    hits: Sequence[Hit],
    bearing: Sequence[tuple[Hit, float]],
    asked: Sequence[str],
    verifier: Verifier,
    matters: Sequence[Matter],
) -> Finding:
    def stance_of(weighed: Claim, passage: Passage, sentence: str) -> tuple[Stance, float, str] | None:
        found = (norm_stance(weighed, passage, sentence, matter.vocabulary) for matter in matters)
        return next((stance for stance in found if stance is not None), None)

    evidence = verify(claim, hits, verifier, stance_of)
    sided = {item.passage for item in evidence if item.stance is not Stance.NEUTRAL}
    near = {hit.passage.id for hit, _ in bearing}
    # A passage that takes a side bears on the claim, however differently it is worded.
    also = [(hit, ENOUGH) for hit in hits if hit.passage.id in sided - near]
    kept = near | sided
    return Finding(
        claim=claim,
        topic=topic,
        hits=(*bearing, *also),
        evidence=tuple(item for item in evidence if item.passage in kept),
        queries=tuple(asked),
    )


def judge(finding: Finding, view: View) -> Judged:
    """The verdict on a finding's claim, from its evidence alone."""
    passages = {hit.passage.id: hit.passage for hit, _ in finding.hits}
    sources = {passage_id: view.source_of(passage) for passage_id, passage in passages.items()}
    weighed = weigh(finding.evidence, passages, sources)
    verdict = decide(finding.claim, weighed, len(finding.queries))
    return Judged(claim=finding.claim, topic=finding.topic, verdict=verdict, weighed=tuple(weighed))
