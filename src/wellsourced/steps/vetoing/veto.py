"""The vetoes in order, and the reason of the first that holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from wellsourced.steps.proving.contrast import contrast
from wellsourced.steps.proving.contrast_words import alike, opposed
from wellsourced.steps.proving.words import CONDITION, EXCEPTION
from wellsourced.steps.vetoing.amounts import amount_not_there
from wellsourced.steps.vetoing.classes import word_not_there
from wellsourced.steps.vetoing.copying import changed_copy
from wellsourced.steps.vetoing.details import citation_not_there, date_not_there, name_not_there
from wellsourced.steps.vetoing.force import condition_differs, force_not_there, softness_lost
from wellsourced.steps.vetoing.speakers import speaker_differs
from wellsourced.text.sentences import sentences
from wellsourced.text.tokens import NEGATIONS, content_stems, tokens

__all__ = ["ALL", "DETAILS", "Veto", "VetoKind", "closest_sentences", "novel_share", "veto"]

Check = Callable[[str, str, Sequence[str]], str | None]
"""Why a sentence is refused, by its passage as a whole and the passage's sentences, nearest first."""


class VetoKind(StrEnum):
    """What a sentence has that its passages do not."""

    FIGURE = "figure"
    DATE = "date"
    CITATION = "citation"
    NAME = "name"
    SPEAKER = "speaker"
    FORCE = "force"
    CONDITION = "condition"
    OPPOSITE = "opposite"
    COPY = "copy"
    WORD = "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """Why a sentence is refused; `why` completes 'it ...'."""

    kind: VetoKind
    why: str


LEAST_RETOLD = 0.3
ALL = frozenset(VetoKind)
DETAILS = frozenset({VetoKind.FIGURE, VetoKind.DATE, VetoKind.CITATION, VetoKind.NAME})
"""What is checked of a claim that somebody made in words of his own."""


def veto(
    sentence: str, quotes: Sequence[str], kinds: frozenset[VetoKind] = ALL, about: Sequence[str] = ()
) -> Veto | None:
    """Return the first reason why the quotes cannot bear the sentence out, or None where none is seen.

    `about` are the headings and titles over the quotes: they may name the law that the quotes tell of.
    """
    passage, closest = "\n\n".join(quotes), closest_sentences(sentence, quotes)
    for kind, check in _CHECKS.items():
        told = "\n\n".join((passage, *about)) if kind is VetoKind.CITATION else passage
        why = check(sentence, told, closest) if kind in kinds else None
        if why is not None:
            return Veto(kind=kind, why=why)
    return None


def closest_sentences(sentence: str, quotes: Sequence[str]) -> list[str]:
    """The sentences of the quotes, those with most of the sentence's words first."""
    said = content_stems(sentence)
    told = [quote[start:end] for quote in quotes for start, end in sentences(quote)]
    return sorted(told, key=lambda text: -len(said & content_stems(text)))


def novel_share(sentence: str, quotes: Sequence[str]) -> float:
    """The share of the sentence's content words that no quote has, 0 to 1."""
    said = content_stems(sentence)
    told = frozenset().union(*(content_stems(quote) for quote in quotes))
    return len(said - told) / len(said) if said else 1.0


def _missing(find: Callable[[str, str], str | None]) -> Check:
    def check(sentence: str, passage: str, closest: Sequence[str]) -> str | None:
        found = find(sentence, passage)
        return None if found is None else f"says {found}, which its passage does not bear out"

    return check


def _speaker(sentence: str, passage: str, closest: Sequence[str]) -> str | None:
    return speaker_differs(sentence, closest)


def _force(sentence: str, passage: str, closest: Sequence[str]) -> str | None:
    added = force_not_there(sentence, " ".join(closest[:2]))
    if added is not None:
        return f"makes {added} of what its passage tells otherwise"
    near = closest[:1] if _shares_enough(sentence, closest) else ()
    return next((lost for told in near if (lost := softness_lost(sentence, told, passage)) is not None), None)


def _shares_enough(sentence: str, closest: Sequence[str]) -> bool:
    """Whether the nearest sentence has words enough of the sentence to be what it retells."""
    said = content_stems(sentence)
    return bool(closest and said) and len(said & content_stems(closest[0])) >= LEAST_RETOLD * len(said)


def _condition(sentence: str, passage: str, closest: Sequence[str]) -> str | None:
    return condition_differs(sentence, closest[0]) if closest else None


def _opposed(sentence: str, passage: str, closest: Sequence[str]) -> str | None:
    clash = next((found for told in closest[:2] if (found := contrast(sentence, told)) is not None), None)
    if clash is not None:
        return f"does not fit: {clash.why}"
    word = _opposite(sentence, closest)
    return None if word is None else f"says {word!r}, the opposite of its passage"


def _changed(sentence: str, passage: str, closest: Sequence[str]) -> str | None:
    return changed_copy(sentence, closest)


def _word(sentence: str, passage: str, closest: Sequence[str]) -> str | None:
    brought = word_not_there(sentence, passage)
    return None if brought is None else f"brings in {brought!r}"


_CHECKS: dict[VetoKind, Check] = {
    VetoKind.FIGURE: _missing(amount_not_there),
    VetoKind.DATE: _missing(date_not_there),
    VetoKind.CITATION: _missing(citation_not_there),
    VetoKind.NAME: _missing(name_not_there),
    VetoKind.SPEAKER: _speaker,
    VetoKind.FORCE: _force,
    VetoKind.CONDITION: _condition,
    VetoKind.OPPOSITE: _opposed,
    VetoKind.COPY: _changed,
    VetoKind.WORD: _word,
}
"""Surest first."""


def _opposite(sentence: str, closest: Sequence[str]) -> str | None:
    """A word of the sentence, not in the passage, whose opposite stands there and not in the sentence."""
    if not closest:
        return None
    heard = {token.norm for text in (sentence, closest[0]) for token in tokens(text)}
    if heard & (NEGATIONS | EXCEPTION | CONDITION):
        return None
    said, told = content_stems(sentence), content_stems(closest[0])
    for word in sorted(said - told):
        if any(opposed(word, other) for other in told - said) and not any(alike(word, o) for o in told):
            return word
    return None
