"""The seam to the product: what it says of a pair, of a claim with all its evidence, and at the gate.

Benchmarks know texts and labels; the product knows passages, stances and verdicts. Only this module
knows both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wellsourced.bench.datasets import LABELS
from wellsourced.library.passages import cut
from wellsourced.model.claims import Claim, Evidence, Label, Stance, Tier
from wellsourced.model.reports import Verdict
from wellsourced.model.sources import Passage, Source, SourceKind
from wellsourced.ports import Extracted, Hit, Verifier
from wellsourced.steps.bearing_out import bears_out
from wellsourced.steps.decide import decide
from wellsourced.steps.gate import never_published
from wellsourced.steps.reading import judge
from wellsourced.steps.retrieve import coverage, weighed_stems
from wellsourced.steps.verify import EVERY_OPINION, titled, verify
from wellsourced.steps.weighed import weigh
from wellsourced.text.sentences import sentences

__all__ = ["Judged", "Ruled", "judge_claim", "judge_gate", "judge_pair", "of_verdict"]

HEARD = EVERY_OPINION
"""Labeled sets want the likeliest label of each case, also where a page would stay silent."""
AHEAD = 1.01
"""How far the label named stands before the next, where the passages lean to another."""
THREE_WAY = ("supported", "refuted", "nei")
_STANCES = {Stance.SUPPORTS: "supported", Stance.REFUTES: "refuted", Stance.NEUTRAL: "nei"}
_VERDICTS = {
    Label.SUPPORTED: "supported",
    Label.REFUTED: "refuted",
    Label.QUALIFIED: "conflicting",
    Label.CONFLICTING: "conflicting",
    Label.NOT_ENOUGH_EVIDENCE: "nei",
    Label.NOT_CHECKABLE: "nei",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A label, and a probability for each label it was chosen from; they sum to 1."""

    label: str
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """Whether the gate lets a sentence through, how probable it is that it should, and why it decides so."""

    passes: bool
    score: float
    why: str


def judge_pair(claim: str, texts: Sequence[str], verifier: Verifier, titles: Sequence[str] = ()) -> Judged:
    """What the texts, read as the evidence of one pair, say of the claim: three-way.

    `titles` are those of the texts' documents, one a text, empty where there is none. Where a text is
    cut into several passages, the surest that takes a side speaks for the pair.
    """
    judged = [chances for _, chances in _weighed(Claim(text=claim), _hits(claim, texts, titles), verifier)]
    sided = [chances for chances in judged if max(chances, key=chances.__getitem__) != "nei"]
    if not judged:
        return Judged(label="nei", scores=_shared(THREE_WAY, "nei", 0.0))
    surest = max(sided or judged, key=lambda chances: max(chances.values()))
    return Judged(label=max(surest, key=surest.__getitem__), scores=surest)


def judge_claim(claim: str, texts: Sequence[str], verifier: Verifier, titles: Sequence[str] = ()) -> Judged:
    """The verdict on a claim from all the texts, each from a source of its own: four-way.

    Where none of them decides alone they are read together: a claim may need two sentences.
    """
    checked, hits = Claim(text=claim), _hits(claim, texts, titles)
    judged = _weighed(checked, hits, verifier)
    passages = {hit.passage.id: hit.passage for hit in hits}
    sources = {name: _source(passage) for name, passage in passages.items()}
    weighed = weigh([evidence for evidence, _ in judged], passages, sources, origins={})
    verdict = of_verdict(decide(checked, weighed, searched=1))
    if verdict.label == "nei" and len(texts) > 1:
        return judge_pair(claim, ["\n".join(texts)], verifier)
    return _leaning(verdict, [chances for _, chances in judged])


def _weighed(
    claim: Claim, hits: Sequence[Hit], verifier: Verifier
) -> list[tuple[Evidence, Mapping[str, float]]]:
    """The evidence of each hit, and the probability of each of the three labels by it alone."""
    evidence = verify(claim, hits, verifier, trust=HEARD)
    return [
        (item, _chances(claim, hit.passage, item, verifier)) for hit, item in zip(hits, evidence, strict=True)
    ]


def _chances(claim: Claim, passage: Passage, item: Evidence, verifier: Verifier) -> Mapping[str, float]:
    """What the model gives each label, where it decided; else the score for the one named."""
    if item.tier is not Tier.MODEL:
        return _shared(THREE_WAY, _STANCES[item.stance], item.score)
    told = judge(claim.text, passage.text, verifier, titled(passage))
    return {"supported": told.supports, "refuted": told.refutes, "nei": told.neutral}


def _leaning(verdict: Judged, judged: Sequence[Mapping[str, float]]) -> Judged:
    """The verdict's label, with the mean of the passages' chances, in which that label is made the likeliest.

    A verdict's own confidence tells how much evidence there is, not how probable its label is.
    """
    mean = {label: sum(one.get(label, 0.0) for one in judged) for label in LABELS}
    if not any(mean.values()):
        return verdict
    next_best = max(share for label, share in mean.items() if label != verdict.label)
    raised = mean | {verdict.label: max(mean[verdict.label], AHEAD * next_best)}
    total = sum(raised.values())
    return Judged(label=verdict.label, scores={label: share / total for label, share in raised.items()})


def judge_gate(sentence: str, texts: Sequence[str], verifier: Verifier) -> Ruled:
    """Whether `attribute` would publish the sentence with these texts as its citations."""
    refused = never_published(sentence, len(texts))  # what needs a library is left out
    if refused is not None:
        return Ruled(passes=False, score=0.0, why=refused)
    ruling = bears_out(sentence, texts, verifier)
    return Ruled(passes=ruling.passes, score=ruling.score, why=ruling.why)


def of_verdict(verdict: Verdict) -> Judged:
    """A verdict as a benchmark scores it: a qualified claim counts as conflicting."""
    named = _VERDICTS[verdict.label]
    return Judged(label=named, scores=_shared(LABELS, named, verdict.confidence))


def _shared(labels: Sequence[str], named: str, score: float) -> Mapping[str, float]:
    """The score for the label named and the rest shared by the others; all even where nothing was decided."""
    if score <= 0.0:
        return dict.fromkeys(labels, 1.0 / len(labels))
    rest = (1.0 - score) / (len(labels) - 1)
    return {label: score if label == named else rest for label in labels}


def _hits(claim: str, texts: Sequence[str], titles: Sequence[str]) -> list[Hit]:
    """The texts as passages, cut as the library cuts documents, those that say most of the claim first."""
    named = zip(texts, titles or [""] * len(texts), strict=True)
    passages = [
        found for number, (text, title) in enumerate(named) for found in _passages(number, text, title)
    ]
    wanted = weighed_stems(claim, [passage.text for passage in passages])
    hits = [Hit(passage=passage, score=coverage(wanted, passage.text)) for passage in passages]
    return sorted(hits, key=lambda hit: -hit.score)


def _passages(number: int, text: str, title: str) -> list[Passage]:
    """A text's passages, under its document's title as a heading."""
    headings = (title,) if title else ()
    whole = Extracted(
        text=text,
        title="",
        language="und",
        published=None,
        blocks=((0, len(text), headings, None),),
        extractor="bench@1",
    )
    return [
        Passage(
            document=f"bench:{number}",
            span=one.span,
            text=text[one.span.start : one.span.end],
            headings=one.headings,
        )
        for one in cut(whole, sentences)
    ]


def _source(passage: Passage) -> Source:
    """Each text is from a publisher of its own, of no known kind or date."""
    return Source(uri=passage.document, title="", publisher="", kind=SourceKind.OTHER)
