"""Words as they are compared: tokens, folding, stems, and the words that carry no content."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from wellsourced.text.inflection import inflect_stem
from wellsourced.text.spelling import american
from wellsourced.text.wordlists import words

__all__ = ["MODALS", "NEGATIONS", "STOPWORDS", "Token", "content_words", "fold", "norms", "stem", "tokens"]

# Bounded and lazy, so that endless runs of figures take time in proportion to their length.
_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3}){1,12}(?:\.\d+)?(?![\d,])"  # 1,000.50
    r"|\d+\.\d+(?![\w.]*?\d)"  # 3.5
    r"|(?:[^\W\d_]\.){2,}"  # U.S.C.
    r"|[^\W_]+(?:['’][^\W\d_]+)*"  # words, numbers, don't, sheriff's, 3d
    r"|[§%$€£&]"
)
_SIGNS = {"%": "percent", "§": "section", "&": "and"}

_COUNTRY = frozenset({"US", "U.S.", "USA", "U.S.A."})  # not the pronoun

NEGATIONS = frozenset(
    words(
        "no not never none nor neither nobody nothing nowhere cannot without hardly scarcely barely non "
        "can't cant won't don't dont doesn't doesnt didn't didnt isn't isnt aren't arent wasn't wasnt "
        "weren't werent hasn't hasnt haven't havent hadn't hadnt shouldn't shouldnt wouldn't wouldnt "
        "couldn't couldnt mustn't mightn't needn't shan't ain't"
    )
)
"""Folded words that turn a sentence round."""

MODALS = frozenset(words("can could may might must shall should will would ought need cannot"))
"""Folded modal verbs."""

STOPWORDS = (
    frozenset(
        words(
            "a an the this that these those and or but if then else so as than such at by for from in "
            "into of off on onto out over to up down with within upon about above across after against "
            "along among around before behind below between beyond during per through toward under "
            "until via while where when who whom whose which what why how i me my mine we us our ours "
            "you your yours he him his she her hers it its they them their theirs one ones is are am "
            "was were be been being do does did done doing have has had having there here also too very "
            "just only even still yet again ever both either each every any all some many much more "
            "most other another same own few several it's that's there's he's she's they're we're "
            "you're i'm let's"
        )
    )
    | NEGATIONS
    | MODALS
)
"""Folded words that carry no content of their own (negations and modals among them)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, number or sign: `text[start:end]`; `norm` is what is compared (folded, not stemmed)."""

    text: str
    start: int
    end: int
    norm: str


def tokens(text: str) -> list[Token]:
    """The words, numbers and signs (% $ € £ § &) of `text`, in order; other punctuation is dropped.

    `norm`: folded; possessive 's removed; "1,000" is "1000"; "U.S.C." is "usc"; "US" and "U.S."
    are "usa"; "%" is "percent".
    """
    return [
        Token(text=found[0], start=found.start(), end=found.end(), norm=_norm(found[0]))
        for found in _TOKEN.finditer(text)
    ]


def norms(text: str) -> list[str]:
    """What is compared of each of the `tokens`, in order: a third of the time where places do not matter."""
    return [_norm(word) for word in _TOKEN.findall(text)]


@lru_cache(maxsize=65536)
def _norm(word: str) -> str:
    if word in _SIGNS:
        return _SIGNS[word]
    if word[0].isdigit():
        number = word.replace(",", "")
        return number if number[-1].isdigit() else _fold(number)
    if word in _COUNTRY:
        return "usa"
    folded = _fold(word)
    if "." in folded:
        return folded.replace(".", "")
    if folded.endswith("'s") and folded not in STOPWORDS:
        return american(folded[:-2])
    return folded


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case, no accents, straight quotes, American spelling ("honour" is "honor")."""
    return _fold(word)


def _fold(word: str) -> str:
    # Not remembered: most words that come here are rare, and `_norm` remembers the others.
    if word.isascii():
        return american(word.lower())
    plain = word.replace("’", "'").replace("‘", "'").replace("ß", "ss")
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return american(plain.lower())


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The folded word without its inflection ("honours", "honored" and "honoring" are "honor")."""
    return inflect_stem(_norm(word) if word else word)


def content_words(text: str) -> list[str]:
    """The stems of the words that carry content, in order and with repeats."""
    return [inflect_stem(norm) for norm in norms(text) if norm not in STOPWORDS]


@lru_cache(maxsize=16384)
def content_stems(text: str) -> frozenset[str]:
    """The content words as a set; a passage is read for every claim, and its stems stay the same."""
    return frozenset(content_words(text))
