"""Whether a casebook's notes are borne out by the passages of the very sources they are about.

A note is our own sentences on a source. It is anchored part by part: each must be borne out by one
passage of that source, by the same gate as a published sentence. No other source is ever read for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from wellsourced.model.anchors import Anchor
from wellsourced.model.claims import Tier
from wellsourced.model.scope import Relation, place_relation
from wellsourced.model.sources import Passage
from wellsourced.ports import Verifier, View
from wellsourced.rules.places import places_in
from wellsourced.steps.bearing_out import Ruling, bears_out
from wellsourced.steps.compose.standing import stands_alone
from wellsourced.steps.retrieve import coverage, weighed_stems
from wellsourced.steps.under_headings import Over, spelled_out
from wellsourced.text.sentences import sentences
from wellsourced.text.tokens import content_stems

__all__ = ["DEPTH", "ELSEWHERE", "AnchoredNote", "Sought", "anchor", "passages_by_source"]

DEPTH = 8
"""Passages of a source that are read for each part: those with most of its words."""
MOST_QUOTED = 3
"""Sentences, nearest first, from which a quote is made before the whole passage is taken."""
BELOW = "as its title and headings name it"
ELSEWHERE = "what says so speaks of another place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A part of a note: the id of the passage that bears it out, or `None` and why the nearest does not.

    `quote` are the words of the passage that do, empty without one. `nearest` has most of the part's words
    and is `None` where the source has no passages; `score` is the probability that the part is borne out,
    0 to 1.
    """

    text: str
    passage: str | None
    quote: str
    nearest: str | None
    tier: Tier | None
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchoredNote:
    """A note with what was found for each of its parts, in order."""

    note: Passage
    parts: tuple[Sought, ...]

    @property
    def borne_out(self) -> bool:
        """Whether a passage was found for every part."""
        return all(one.passage is not None for one in self.parts)

    def anchors(self, verifier: str, now: datetime) -> tuple[Anchor, ...]:
        """What to keep of it: an anchor for each part that a passage was found for."""
        return tuple(
            Anchor(
                note=self.note.id,
                part=place,
                parts=len(self.parts),
                text=one.text,
                passage=one.passage,
                quote=one.quote,
                tier=one.tier,
                score=one.score,
                verifier=verifier,
                anchored_at=now,
            )
            for place, one in enumerate(self.parts)
            if one.passage is not None and one.tier is not None
        )


def anchor(note: Passage, passages: Sequence[Passage], verifier: Verifier, title: str = "") -> AnchoredNote:
    """Anchor a note in the passages of its own source, which the caller gives, in document order.

    `title` is the source's document's: it and a passage's headings may name what the passage calls "the
    Act", but they bear nothing out.
    """
    parts = _parts(note.text)
    found = tuple(_sought(part, note.scope.place, passages, title, verifier) for part in parts)
    return AnchoredNote(note=note, parts=found)


def passages_by_source(sources: Collection[str], view: View) -> dict[str, list[Passage]]:
    """The passages of the sources' current captures, by source id, in document order; notes are none."""
    found: dict[str, list[Passage]] = {}
    speaks: dict[str, str] = {}
    for passage in view.passages():
        if passage.note is not None:
            continue
        if passage.document not in speaks:
            speaks[passage.document] = view.snapshot_of(passage).source
        source = speaks[passage.document]
        if source in sources:
            found.setdefault(source, []).append(passage)
    return found


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


def _sought(
    part: str, place: str | None, passages: Sequence[Passage], title: str, verifier: Verifier
) -> Sought:
    """The passage that bears a part out most surely; the first with a proof, which no model can better."""
    texts = [passage.text for passage in passages]
    wanted = weighed_stems(part, texts)
    nearest = sorted(range(len(texts)), key=lambda at: (-coverage(wanted, texts[at]), at))[:DEPTH]
    best: Sought | None = None
    for at in nearest:
        over = Over(lines=(title, *passages[at].headings), before=tuple(texts[:at]), known=place)
        found = _tried(part, passages[at], passages[nearest[0]].id, over, verifier)
        if found.passage is not None and found.tier is Tier.PROOF:
            return found
        if best is None or (found.passage is not None and (best.passage is None or found.score > best.score)):
            best = found
    if best is None:
        why = "its source has no passage here"
        return Sought(text=part, passage=None, quote="", nearest=None, tier=None, score=0.0, why=why)
    return best


def _tried(part: str, passage: Passage, nearest: str, over: Over, verifier: Verifier) -> Sought:
    """A part against one passage of its source, as it stands there or as its title and headings tell it."""

    def ruled(told: str) -> Ruling:
        plain = bears_out(part, [told], verifier)
        spelled = told if plain.passes else spelled_out(part, told, over)
        if spelled == told:
            return plain
        below = bears_out(part, [spelled], verifier)
        return replace(below, why=f"{below.why}, {BELOW}") if below.passes else below

    ruling = ruled(passage.text)
    elsewhere = ruling.passes and _is_elsewhere(part, passage, over)
    bears = ruling.passes and not elsewhere
    return Sought(
        text=part,
        passage=passage.id if bears else None,
        quote=_quote(part, passage.text, ruled) if bears else "",
        nearest=nearest,
        tier=Tier.VETO if elsewhere else ruling.tier,
        score=0.0 if elsewhere else ruling.score,
        why=ELSEWHERE if elsewhere else ruling.why,
    )


def _quote(part: str, text: str, ruled: Callable[[str], Ruling]) -> str:
    """The fewest sentences in a row, those nearest to the part among them, that bear it out by themselves."""
    spans = sentences(text)
    said = content_stems(part)
    ranked = sorted(range(len(spans)), key=lambda at: -len(said & content_stems(text[slice(*spans[at])])))
    for several in range(1, min(MOST_QUOTED, len(spans)) + 1):
        first, last = min(ranked[:several]), max(ranked[:several])
        told = text[spans[first][0] : spans[last][1]]
        if ruled(told).passes:
            return told
    return text


def _is_elsewhere(part: str, passage: Passage, over: Over) -> bool:
    """Whether a passage names places, and none is that of the note or one the part names.

    A note names its place once; of its other sentences only the place tells that a page on many states
    says the same of another one. Where the passage and its headings name none, the title's count.
    """
    if over.known is None:
        return False
    own = {over.known, *_places(part, over.known)}
    here = _places("\n".join((*passage.headings, passage.text)), over.known)
    named = here or _places("\n".join(over.lines), over.known)
    disjoint = (place_relation(one, other) is Relation.DISJOINT for one in own for other in named)
    return bool(named) and all(disjoint)


def _places(text: str, known: str) -> set[str]:
    return {code for _, _, code in places_in(text, [known])}
