"""What a sentence may not bring in when a language model wrote it, whatever else is found of it.

Addresses, sources and quotations exist on a page only as what we hold; and a conclusion is the reader's to
draw, so 'therefore' is said only where a source says it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wellsourced.text.machine_talk import machine_talk
from wellsourced.text.tokens import NEGATIONS, tokens

__all__ = ["brought_in", "has_address"]

_ADDRESS = re.compile(
    r"\b(?:https?|ftp|file|data|javascript|mailto)\s?:|\bwww\s?\.|://|\]\s?\(|"
    r"(?<![\w@.])(?:[a-z0-9-]{2,63}\.)+(?:com|org|net|gov|edu|mil|int|info|io|ai|co|us|uk|eu|news|example|test|invalid|"
    r"ru|cn|de|fr|xyz|site|online|app|dev|ly|me|tv)\b(?!\.\s?[A-Z])|\bdoi\s?:|\b10\.\d{4,9}/",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"\[\s?\^?\d{1,3}(?:\s?[,;]\s?\d{1,3})*\s?\]|\(\s?(?:source|see|cf\.?|ref)\b|[<>{}|`*_#\\]|\n",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”]([^\"“”]{1,300})[\"“”]|(?<!\w)['‘]([^'‘’]{3,300})['’](?!\w)")
_CONCLUDES = re.compile(
    r"\b(?:therefore|thus|hence|consequently|accordingly|as a result|which means|meaning that|this means|"
    r"it follows|(?:which|this) (?:shows|proves|suggests|implies|indicates)|because|since then|"
    r"in other words|so that|in order to|due to|thanks to|owing to|led to|leads to|"
    r"causing|caused|resulting in)\b",
    re.IGNORECASE,
)
_TOLD_BY = re.compile(
    r"\b(?:according to|as reported by|reported by|as (?:\w+ ){0,2}(?:reported|found|noted|wrote|put it)|per|"
    r"citing|(?:a|an|one|new|recent|several|many|some|most)(?: \w+){0,2} (?:stud(?:y|ies)|reports?|surveys?|"
    r"polls?|analysis|experts?|officials|critics|sources|researchers|scholars|analysts|observers))\b",
    re.IGNORECASE,
)


def has_address(text: str) -> bool:
    """Whether a text holds an address of the web, in whatever writing."""
    return _ADDRESS.search(text) is not None


def brought_in(sentence: str, quotes: Sequence[str]) -> str | None:
    """Why a model's sentence is refused for what it brings in, or None; completes 'it ...'."""
    told = "\n".join(quotes)
    low = _plain(told)
    if has_address(sentence):
        return "holds an address, and addresses come from what is held only"
    if (kind := machine_talk(sentence)) is not None:
        return f"holds {kind}"
    if _MARKS.search(sentence):
        return "holds marks that are no words of a sentence"
    for found in _QUOTED.finditer(sentence):
        if _plain(found[1] or found[2] or "") not in low:
            return "quotes words that do not stand in what it cites"
    for pattern, what in ((_CONCLUDES, "draws a conclusion"), (_TOLD_BY, "names a teller")):
        for said in pattern.finditer(sentence):
            if _plain(said[0]) not in low:
                return f"{what} ({said[0]}) that what it cites does not"
    return _negated(sentence, quotes)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split()).strip(" .,;:")


def _negated(sentence: str, quotes: Sequence[str]) -> str | None:
    """A word of negation that nothing it cites has."""
    said = {token.norm for token in tokens(sentence)} & NEGATIONS
    told = {token.norm for quote in quotes for token in tokens(quote)}
    return None if not said or told & NEGATIONS else f"denies ({sorted(said)[0]}) what it cites says without"
