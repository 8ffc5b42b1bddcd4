"""How a sentence of a model that did not pass is listed: without a word that it brought in.

What it invented is the reason why it is withheld; printed in a list of what was withheld it would have
reached the page all the same. The words themselves are in the transcript.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from wellsourced.model.reports import Withheld
from wellsourced.text.tokens import STOPWORDS, norms, stem

__all__ = ["listed"]

_WORD = re.compile(r"[^\s\"“”‘’'(),;:]+")
_LEFT_OUT = "…"
_OURS = frozenset(
    stem(word)
    for word in norms(
        "it says which its passage passages does not bear out makes of what tells otherwise brings in "
        "leaves out copies but for cites quotes words that do stand fit the opposite clearly say so holds "
        "an address and addresses come from is held only marks are no a sentence draws conclusion names "
        "teller denies without library quote occur uses we publish needs more than citations speaks after "
        "day this page gives figure another date conversation with model orders to something be sent ids "
        "ours hidden letters markup encoded text"
    )
)
"""The words of our reasons."""


def listed(withheld: Withheld, known: Iterable[str]) -> Withheld:
    """The sentence and its reason with every word left out that none of the `known` texts has."""
    words = {stem(word) for text in known for word in norms(text)} | {stem(word) for word in STOPWORDS}
    return Withheld(text=_only(withheld.text, words), why=_only(withheld.why, words | _OURS))


def _only(text: str, words: set[str] | frozenset[str]) -> str:
    kept = _WORD.sub(lambda found: found[0] if _is_known(found[0], words) else _LEFT_OUT, text)
    return re.sub(rf"{_LEFT_OUT}(?:[\s,;:]*{_LEFT_OUT})+", _LEFT_OUT, kept)


def _is_known(word: str, words: set[str] | frozenset[str]) -> bool:
    parts = norms(word)
    plain = re.fullmatch(r"[\w.\-–—/$%§&!?]*", word) is not None and "/" not in word
    return plain and all(stem(part) in words for part in parts)
