"""What a sentence says an agency must, may or must not do, and what that says of a claim.

A norm is the set of worlds it leaves open for one action (see `norm_words`). A passage supports a claim
when every world it leaves open is one the claim allows, refutes it when none is, and says nothing
otherwise. It is heard only where it binds whom the claim speaks of, there and then: see `bearing`.

The vocabulary of actions and agencies comes from a casebook; nothing here knows what the matter is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from wellsourced.steps.norm_words import REFUSAL, Said, World, Worlds, clauses, said_in
from wellsourced.text.names import names
from wellsourced.text.tokens import content_words

__all__ = ["Act", "Norm", "Vocabulary", "World", "norms", "parties_in", "words_pattern"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The words for one action: its verbs ("honor", "hold") and what they are done to ("detainer")."""

    verbs: tuple[str, ...]
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """A matter's actions by code; `general` is the matter as a whole ("cooperate with ...").

    `parties` holds the words for each kind of agency by code, `bound` those for any body or officer the
    rules bind ("county", "official"), `papers` those for what makes an exception ("warrant").
    """

    actions: Mapping[str, Act]
    general: Act
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bound: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What one clause says of one set of actions. `actions` empty means the matter as a whole.

    `parties` are the kinds of agency the clause names; `only_with`: it allows this on a condition only.
    """

    worlds: Worlds
    actions: frozenset[str]
    quote: str
    parties: frozenset[str] = frozenset()
    only_with: bool = False


@lru_cache(maxsize=256)
def words_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these words or beginnings of words; nothing where there are none."""
    if not words:
        return re.compile(r"(?!)")
    longest_first = sorted({word.lower() for word in words}, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in longest_first) + r")\w{0,4}", re.I)


def parties_in(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The kinds of agency a text names; a longer name hides a shorter one ("state police", "police")."""
    named = [(word, code) for code, words in vocabulary.parties.items() for word in words]
    found = set()
    for word, code in sorted(named, key=lambda entry: (-len(entry[0]), entry)):
        pattern = words_pattern((word,))
        if pattern.search(text):
            found.add(code)
            text = pattern.sub("_", text)
    return frozenset(found)


_DIRECT = re.compile(r"^\s*(?:(?:all|any|the|its|new|such|every|each|no|of|on|to|it to) )*")


def _does(act: Act, said: Said, sentence: str) -> bool:
    """Whether a clause speaks of doing this: its verb, on an object the clause or its sentence names.

    "mandatory" and "voluntary" need no verb, since the object itself is what they qualify; "bans" needs
    none before its object ("bans such agreements").
    """
    if said.adjective:
        return words_pattern(act.objects).search(said.governed) is not None
    if said.ruled and words_pattern(act.objects).match(_DIRECT.sub("", said.ruled)):
        return True
    verb = words_pattern(act.verbs).search(said.governed) or REFUSAL.search(said.governed)
    return verb is not None and words_pattern(act.objects).search(sentence) is not None


_AND_DO = re.compile(r"\b(can|may|could|might) and (?:do|does|did)(?= \w)", re.IGNORECASE)
"""'They can and do refuse' says what they can do."""


@lru_cache(maxsize=8192)
def norms(sentence: str, vocabulary: Vocabulary) -> tuple[Norm, ...]:
    """The norms a sentence states, one a clause."""
    found = []
    for clause in clauses(_AND_DO.sub(r"\1", sentence)):
        said = said_in(clause)
        if said is None:
            continue
        named = frozenset(code for code, act in vocabulary.actions.items() if _does(act, said, sentence))
        if (named or _does(vocabulary.general, said, sentence)) and _of_the_bound(clause, said, vocabulary):
            parties = parties_in(clause, vocabulary) or parties_in(sentence, vocabulary)
            found.append(
                Norm(
                    worlds=said.worlds,
                    actions=named,
                    quote=sentence,
                    parties=parties,
                    only_with=said.only_with,
                )
            )
    return tuple(found)


_POINTING = re.compile(
    r"^(?:it|they|he|she|this|these|those|that|no one|nobody|someone|anyone)\b", re.IGNORECASE
)
_LED_IN = re.compile(r"^(?:under|in|as of|since|by|for|on|from|after|according to)\b[^,]*,", re.IGNORECASE)


def _of_the_bound(clause: str, said: Said, vocabulary: Vocabulary) -> bool:
    """Whether a clause speaks of those the rules bind, and not of schools, landlords or others.

    Where it names none of them it must name nobody at all: "detainers are voluntary", "bans agreements".
    """
    bound = vocabulary.bound
    if not bound or parties_in(clause, vocabulary) or words_pattern(bound).search(clause):
        return True
    named = said.named
    if said.ruled:  # up to what is done, or what it is done to
        named = _DIRECT.sub("", named)
        done = _deeds(vocabulary).search(named)
        named = named[: done.start()] if done else named
    named = _LED_IN.sub("", named).strip()
    if not named or _POINTING.match(named) or _deeds(vocabulary).search(named):
        return True
    for name in reversed(names(named)):
        named = named[: name.start] + named[name.end :]
    return not content_words(named)


def _deeds(vocabulary: Vocabulary) -> re.Pattern[str]:
    acts = (*vocabulary.actions.values(), vocabulary.general)
    return words_pattern(tuple(word for act in acts for word in (*act.verbs, *act.objects)))
