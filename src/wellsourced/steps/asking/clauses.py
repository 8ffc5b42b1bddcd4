"""Taking joined questions and statements apart, only where each part stands by itself."""

from __future__ import annotations

import re
from itertools import pairwise

from wellsourced.text import verbs
from wellsourced.text.grammar import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    WH,
    Word,
    auxiliary,
    finite_index,
    is_adverb,
    is_plural,
    join,
    split_words,
)
from wellsourced.text.wordlists import words

__all__ = ["clauses", "questions"]

# Under these, what follows "and" may still be theirs: such a sentence is left whole.
_SUBORDINATES = frozenset(
    words("that if because when who which unless whether while although though since so what how why where")
)
# What a clause with one of these means, only the clause before it says.
_LEANING = frozenset(words("it its they them their he him his she her this these those so"))
_LINKS = frozenset({"and", "but", "or"})


def questions(sentence: str) -> list[str]:
    """The questions joined in one sentence ("Does X, and does Y?", "How does X and which Y?")."""
    parts = split_words(sentence)
    cuts = [i for i in range(2, len(parts) - 2) if parts[i].low in _LINKS and _asks_at(parts, i + 1)]
    return _cut(parts, cuts, "?")


def _asks_at(parts: list[Word], i: int) -> bool:
    """Whether a new question starts at `i`: an auxiliary and a subject, or a question word."""
    after = parts[i + 1].low
    if parts[i].low in WH:
        after_noun = parts[i + 2].low if i + 2 < len(parts) else ""
        relative = (
            parts[i].low in {"who", "which", "whose"}
            and i >= 2
            and parts[i - 2].low not in WH
            and parts[i].low != "which"
        )
        asks = (
            auxiliary(parts[i + 1]) is not None
            or verbs.base_of(after) is not None
            or parts[i].low in {"which", "what", "how"}
        )
        return asks and not relative and after not in {"", "to"} and after_noun != ""
    if auxiliary(parts[i]) is None or parts[i - 1].low == "but":
        return False
    return not (
        is_adverb(after) or after in PREPOSITIONS or after in {"be", "been", "have"} or _only_verb(after)
    )


def _only_verb(low: str) -> bool:
    return (
        (verbs.is_base(low) and not verbs.noun_too(low)) or verbs.is_participle(low) or verbs.is_gerund(low)
    )


def clauses(sentence: str) -> list[str]:
    """The statements joined in one sentence, where each has its own subject and verb."""
    out: list[str] = []
    for piece in re.split(r"(?<=\w[\"”')]);\s+|(?<=\w);\s+", sentence):
        out += _split_at_and(piece)
    stand = all(finite_index(split_words(piece)) is not None for piece in out)
    leans = any(word.low in _LEANING for piece in out[1:] for word in split_words(piece))
    return out if stand and not leans else [sentence]


def _split_at_and(sentence: str) -> list[str]:
    parts = split_words(sentence)
    cuts: list[int] = []
    start = 0
    for i in range(2, len(parts) - 2):
        if parts[i].low not in {"and", "but"} or not _stands_alone(parts[start:i]):
            continue
        if _starts_clause(parts, i):
            cuts.append(i)
            start = i + 1
    return _cut(parts, cuts, ".")


def _stands_alone(parts: list[Word]) -> bool:
    return finite_index(parts) is not None and not any(word.low in _SUBORDINATES for word in parts)


def _starts_clause(parts: list[Word], i: int) -> bool:
    """Whether a subject and its finite verb follow the link at `i`."""
    rest = parts[i + 1 :]
    at = finite_index(rest)
    if at is None or at > 6 or any(word.low in PREPOSITIONS - {"of"} for word in rest[:at]):
        return False
    first = rest[0]
    opens = (
        first.low in DETERMINERS | PRONOUNS
        or first.text[:1].isupper()
        or is_plural(first.low)
        or is_plural(rest[at - 1].low)
    )
    comma = parts[i - 1].text.endswith(",")
    # Without a comma only a clear subject starts a new clause: "police and sheriffs hold" is one.
    clear = first.low in DETERMINERS | PRONOUNS or first.text[:1].isupper()
    return opens and (comma or clear) and not any(word.low in _LINKS for word in rest[:at])


def _cut(parts: list[Word], cuts: list[int], mark: str) -> list[str]:
    """The pieces between the links at `cuts`, without the links, each with its end mark."""
    if not cuts:
        return [join(parts)]
    bounds = [-1, *cuts, len(parts)]
    pieces = [join(parts[one + 1 : two]).strip(" ,;?.") for one, two in pairwise(bounds)]
    return [f"{piece[:1].upper()}{piece[1:]}{mark}" for piece in pieces if piece]
