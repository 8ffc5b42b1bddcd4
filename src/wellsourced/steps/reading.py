"""What a verifier is shown of a long passage, and how its judgements of the parts become one.

A small cross-encoder reads some 128 tokens. A short passage is read whole; of a longer one it reads the
stretch nearest to the claim, and the nearest sentence alone: single sentences are judged better than
abstracts (measured), and a stretch carries what a 'she' or 'it' points to.
"""

from __future__ import annotations

from collections.abc import Sequence

from wellsourced.ports import Judgement, Verifier
from wellsourced.text.sentences import sentences
from wellsourced.text.tokens import content_stems

__all__ = ["joined", "judge", "parts"]

MOST_WORDS = 78
"""Words of a passage and a claim together that 128 tokens hold, most of the time."""
LEAST_ROOM = 30


def judge(claim: str, text: str, verifier: Verifier, title: str = "") -> Judgement:
    """Judge a passage of any length against a claim."""
    shown = parts(claim, text, title)
    return joined(verifier.judge([(claim, part) for part in shown]))


def parts(claim: str, text: str, title: str = "") -> list[str]:
    """The parts of a passage worth reading for a claim: the nearest stretch, then the nearest sentence.

    `title` is put before a part that has not all its words: a page's sentences say 'it' of what the page
    is about.
    """
    room = max(LEAST_ROOM, MOST_WORDS - len(claim.split()) - len(title.split()))
    spans = sentences(text)
    told = [text[start:end] for start, end in spans]
    if len(text.split()) <= room or not told:
        return [_titled(text, title)]
    wanted = content_stems(claim)
    held = [wanted & content_stems(sentence) for sentence in told]
    lengths = [len(sentence.split()) for sentence in told]
    first, last = _nearest_run(held, lengths, room)
    nearest = max(range(len(told)), key=lambda at: len(held[at]))
    stretch = text[spans[first][0] : spans[last][1]]
    shown = [_titled(stretch, title)]
    if first != last:
        shown.append(_titled(told[nearest], title))
    return shown


def _nearest_run(held: Sequence[frozenset[str]], lengths: Sequence[int], room: int) -> tuple[int, int]:
    """The sentences in a row, within the room, that have most of the claim's words, and those before them.

    Of runs with as many words the shortest is taken; what room is left goes to the sentences before it.
    """
    best, chosen = (-1, 0), (0, 0)
    for first in range(len(held)):
        words, found = 0, frozenset[str]()
        for last in range(first, len(held)):
            words += lengths[last]
            if words > room and last > first:
                break
            found |= held[last]
            score = (len(found), -words)
            if score > best:
                best, chosen = score, (first, last)
    first, last = chosen
    room -= sum(lengths[first : last + 1])
    while first > 0 and lengths[first - 1] <= room:
        first -= 1
        room -= lengths[first]
    return first, last


def _titled(text: str, title: str) -> str:
    """The text after its title, unless it names what the title names."""
    if content_stems(title) <= content_stems(text):
        return text
    return f"{title}. {text}"


def joined(judgements: Sequence[Judgement]) -> Judgement:
    """The judgement of a passage from those of its parts: their mean."""
    count = len(judgements)
    return Judgement(
        supports=sum(j.supports for j in judgements) / count,
        refutes=sum(j.refutes for j in judgements) / count,
        neutral=sum(j.neutral for j in judgements) / count,
    )
