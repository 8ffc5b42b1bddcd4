"""Whether a casebook's notes are borne out by the passages of the very sources they are about.

A note is our own sentences on a source. It is anchored part by part: each must be borne out by one
passage of that source, by the same gate as a published sentence. No other source is ever read for it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wellsourced.model.claims import Tier
from wellsourced.model.scope import Relation, place_relation
from wellsourced.model.sources import Passage
from wellsourced.ports import Verifier, View
from wellsourced.rules.places import places_in
from wellsourced.steps.bearing_out import bears_out
from wellsourced.steps.compose.standing import stands_alone
from wellsourced.steps.retrieve import coverage, weighed_stems
from wellsourced.text.sentences import sentences

__all__ = ["DEPTH", "ELSEWHERE", "Anchor", "AnchoredNote", "anchor", "passages_by_source"]

DEPTH = 8
"""Passages of a source that are read for each part: those with most of its words."""
ELSEWHERE = "what says so speaks of another place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A part of a note: the id of the passage that bears it out, or `None` and why the nearest does not.

    `nearest` has most of the part's words and is `None` where the source has no passages; `score` is the
    probability that the part is borne out, 0 to 1.
    """

    text: str
    passage: str | None
    nearest: str | None
    tier: Tier | None
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchoredNote:
    """A note with one anchor for each of its parts, in order."""

    note: Passage
    anchors: tuple[Anchor, ...]

    @property
    def borne_out(self) -> bool:
        """Whether a passage was found for every part."""
        return all(one.passage is not None for one in self.anchors)


def anchor(note: Passage, passages: Sequence[Passage], verifier: Verifier) -> AnchoredNote:
    """Anchor a note in the passages of its own source, which the caller gives, in document order."""
    return AnchoredNote(
        note=note,
        anchors=tuple(_anchor(part, note.scope.place, passages, verifier) for part in _parts(note.text)),
    )


def passages_by_source(
    sources: Collection[str], captured: Mapping[str, str], view: View
) -> dict[str, list[Passage]]:
    """The passages of the sources that the view holds, by source id, in document order; notes are none.

    Of a source that changed, one document speaks: the one in `captured` (source id to document id), else
    that of the newest capture.
    """
    found: dict[str, dict[str, list[Passage]]] = {}
    taken: dict[str, datetime] = {}
    speaks: dict[str, str] = {}
    for passage in view.passages():
        if passage.note is not None:
            continue
        if passage.document not in speaks:
            snapshot = view.snapshot_of(passage)
            speaks[passage.document], taken[passage.document] = snapshot.source, snapshot.captured_at
        source = speaks[passage.document]
        if source in sources and captured.get(source, passage.document) == passage.document:
            found.setdefault(source, {}).setdefault(passage.document, []).append(passage)
    return {
        source: max(documents.items(), key=lambda item: (taken[item[0]], item[0]))[1]
        for source, documents in found.items()
    }


def _parts(text: str) -> list[str]:
    """The sentences of a note; one that points back is taken together with what it points to."""
    parts: list[str] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        if parts and not stands_alone(sentence):
            parts[-1] = f"{parts[-1]} {sentence}"
        else:
            parts.append(sentence)
    return parts


def _anchor(part: str, place: str | None, passages: Sequence[Passage], verifier: Verifier) -> Anchor:
    """The passage that bears a part out most surely; the first with a proof, which no model can better."""
    texts = [passage.text for passage in passages]
    wanted = weighed_stems(part, texts)
    nearest = sorted(range(len(texts)), key=lambda at: (-coverage(wanted, texts[at]), at))[:DEPTH]
    best: Anchor | None = None
    for at in nearest:
        ruling = bears_out(part, [texts[at]], verifier)
        elsewhere = ruling.passes and _is_elsewhere(part, place, passages[at])
        found = Anchor(
            text=part,
            passage=passages[at].id if ruling.passes and not elsewhere else None,
            nearest=passages[nearest[0]].id,
            tier=Tier.VETO if elsewhere else ruling.tier,
            score=0.0 if elsewhere else ruling.score,
            why=ELSEWHERE if elsewhere else ruling.why,
        )
        if found.passage is not None and found.tier is Tier.PROOF:
            return found
        if best is None or (found.passage is not None and (best.passage is None or found.score > best.score)):
            best = found
    if best is None:
        return Anchor(
            text=part, passage=None, nearest=None, tier=None, score=0.0, why="its source has no passage here"
        )
    return best


def _is_elsewhere(part: str, place: str | None, passage: Passage) -> bool:
    """Whether a passage names places, and none is that of the note or one the part names.

    A note names its place once; of its other sentences only the place tells that a page on many states
    says the same of another one.
    """
    if place is None:
        return False
    own = {place, *(code for _, _, code in places_in(part, [place]))}
    named = {code for _, _, code in places_in("\n".join((*passage.headings, passage.text)), [place])}
    disjoint = (place_relation(one, other) is Relation.DISJOINT for one in own for other in named)
    return bool(named) and all(disjoint)
