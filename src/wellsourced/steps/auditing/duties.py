"""Whether a claim is of what somebody must, may or must not do: only then does a rule speak to it."""

from __future__ import annotations

import re

from wellsourced.text import verbs
from wellsourced.text.grammar import auxiliary, finite_index, is_adverb, split_words
from wellsourced.text.wordlists import words

__all__ = ["tells_of_duty"]

_MODAL = frozenset(words("can could may might must shall need"))
_RULING = frozenset(
    words(
        "require bar let allow permit forbid prohibit ban oblige order direct refuse decline limit restrict "
        "authorize mandate honor leave force compel make prevent stop demand"
    )
)
_RULED = frozenset(
    words(
        "required barred allowed permitted forbidden prohibited banned obliged free bound mandatory "
        "voluntary optional lawful unlawful legal illegal authorized supposed obligated able "
        "requests commands orders"
    )
)
_SAID_THAT = re.compile(
    r"^[^,;:]{2,80}?\b(?:held|ruled|found|says|said|states|decided)\b[^,;:]{0,40}? that (?P<what>.+)$"
)
NEAR = 4
"""Words after the main verb in which it is said what must or may be done."""


def tells_of_duty(claim: str) -> bool:
    """Whether the main verb of a claim is one of duty, leave or refusal ("may", "bars", "is required")."""
    told = _SAID_THAT.match(claim)
    parts = split_words(told["what"] if told is not None else claim)
    at = finite_index(parts)
    if at is None:
        # The verb was not found ("Oregon law bars police"): any such word may be it.
        return any(word.low in _MODAL or verbs.base_of(word.low) in _RULING for word in parts)
    helper = auxiliary(parts[at])
    if helper is None:
        # "Oregon law bars police": what looks like the verb may be the noun after it.
        return any(verbs.base_of(word.low) in _RULING for word in parts[: at + 1])
    if helper[0] in _MODAL:
        return True
    after = [word.low for word in parts[at + 1 : at + 1 + NEAR]]
    plain = [low for low in after if low not in {"not", "been", "be"} and not is_adverb(low)][:2]
    return any(low in _RULED or (verbs.base_of(low) or low) in _RULING for low in plain)
