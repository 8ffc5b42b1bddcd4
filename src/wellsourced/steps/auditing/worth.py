"""Whether a sentence is worth checking: a statement of fact on which something turns.

A logistic function of the signs. Its weights are fitted by `training/checkworthy/fit.py` on sentences
written for this project, and on no evaluation set.
"""

from __future__ import annotations

import math

from wellsourced.steps.auditing.signs import signs
from wellsourced.text.boilerplate import is_boilerplate
from wellsourced.text.grammar import auxiliary, finite_index, split_words
from wellsourced.text.verbs import is_base

__all__ = ["THRESHOLD", "is_checkable", "worth"]

THRESHOLD = 0.5
"""Worth from which a sentence is checked."""

_NOT_YET = frozenset({"will", "should", "ought"})
_OF_ITSELF = "disclaimer"
"""How a page opens what it says of itself, and not of its matter."""

_CONSTANT = -1.96
_WEIGHTS = {
    "length": 1.35,
    "figure": 0.87,
    "figures": 0.39,
    "measured": 0.70,
    "dated": 0.70,
    "names": 0.48,
    "past": 1.27,
    "no_verb": -0.41,
    "many": 0.83,
    "more": 0.68,
    "most": 0.72,
    "change": 0.94,
    "public": 2.29,
    "deeds": 1.47,
    "mine": -2.58,
    "ours": -0.55,
    "yours": -1.56,
    "planned": -1.72,
    "views": -1.33,
    "manners": -1.33,
    "asked": -0.65,
    "leaning": -0.79,
    "content": 1.42,
}


def worth(sentence: str) -> float:
    """How likely a newsroom would check the sentence, 0 to 1."""
    score = _CONSTANT + sum(_WEIGHTS[name] * told for name, told in signs(sentence).items())
    return 1.0 / (1.0 + math.exp(-score))


def is_checkable(sentence: str) -> bool:
    """Whether a sentence is worth checking and can be.

    A question states nothing, nor do words without a verb or a page's notices; what will or should be, no
    source can show.
    """
    if sentence.lower().startswith(_OF_ITSELF) or is_boilerplate(sentence):
        return False
    parts = split_words(sentence)
    verb = finite_index(parts)
    ended = sentence.rstrip('"”’) ')
    # The verb of a whole sentence may not be found; without a full stop it has to be, and "Ask ..." has none.
    whole = ended.endswith((".", "!")) and not (parts and is_base(parts[0].low))
    if ended.endswith("?") or (verb is None and not whole):
        return False
    helper = None if verb is None else auxiliary(parts[verb])
    return worth(sentence) >= THRESHOLD and (helper is None or helper[0] not in _NOT_YET)
