"""Quotations of a draft held against passages, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from wellsourced.text.tokens import norms

__all__ = ["FEWEST_WORDS", "Quotation", "Wording", "compared", "quotations"]

FEWEST_WORDS = 4
"""Words of a quotation that is looked for: fewer are a term, or a word held at arm's length."""
NEAR = 0.7
"""Share of a quotation's words that a passage has in a row, from which it is the passage meant."""
_QUOTED = re.compile(r"“(?P<curly>[^“”]{8,600})”|(?<![\w\"])\"(?P<straight>[^\"]{8,600})\"(?!\w)")
_LEFT_OUT = re.compile(r"\s*(?:\.\s?\.\s?\.|…|\[[^\]]{0,60}\]|\(\.\.\.\))\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks; `[start, end)` in the text they were found in, marks left out.

    `pieces` are what stands between the places where the draft says that words were left out or put in.
    """

    text: str
    start: int
    end: int
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a quotation stands in passages: word for word, or nearly, and then how it reads there."""

    exact: bool
    nearest: str = ""


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text that are long enough to be looked for, in order."""
    found = []
    for match in _QUOTED.finditer(text):
        group = "curly" if match["curly"] is not None else "straight"
        words = match[group]
        pieces = tuple(piece for piece in _LEFT_OUT.split(words) if piece.strip())
        if len(norms(words)) >= FEWEST_WORDS and pieces:
            found.append(Quotation(text=words, start=match.start(group), end=match.end(group), pieces=pieces))
    return tuple(found)


def compared(quotation: Quotation, passages: Iterable[str]) -> Wording | None:
    """How the passages have a quotation; None where none has anything like it.

    Case, marks and typographic quotes are let be; every word and figure has to be there in its order.
    """
    wanted = [norms(piece) for piece in quotation.pieces]
    nearest, best = "", 0.0
    for passage in passages:
        told = norms(passage)
        if all(_within(piece, told) for piece in wanted):
            return Wording(exact=True)
        share, stretch = _likest([word for piece in wanted for word in piece], passage)
        if share > best:
            nearest, best = stretch, share
    return Wording(exact=False, nearest=nearest) if best >= NEAR else None


def _within(piece: Sequence[str], told: Sequence[str]) -> bool:
    size = len(piece)
    return any(told[at : at + size] == piece for at in range(len(told) - size + 1))


def _likest(wanted: Sequence[str], passage: str) -> tuple[float, str]:
    """The share of the words that one stretch of the passage has in order, and that stretch."""
    places = [(found.start(), found.end()) for found in re.finditer(r"\S+", passage)]
    words = [" ".join(norms(passage[start:end])) for start, end in places]
    blocks = SequenceMatcher(None, wanted, words, autojunk=False).get_matching_blocks()
    held = [block for block in blocks if block.size]
    if not held:
        return 0.0, ""
    first, last = held[0].b, held[-1].b + held[-1].size
    if last - first > 2 * len(wanted) + 4:
        return 0.0, ""  # its words, scattered over the passage
    share = sum(block.size for block in held) / len(wanted)
    return share, passage[places[first][0] : places[last - 1][1]]
