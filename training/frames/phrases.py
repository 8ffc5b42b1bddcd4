"""Actors and actions in all the forms a sentence may want of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from frames.words import ing, past, third

__all__ = ["Action", "Actor", "Phrase", "action", "phrase", "wording"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `name` fits inside a sentence; `short` is how a later sentence calls it."""

    name: str
    short: str = ""
    plural: bool = False

    def __str__(self) -> str:
        return self.name

    @property
    def be(self) -> str:
        """is, are"""
        return "are" if self.plural else "is"

    @property
    def have(self) -> str:
        """has, have"""
        return "have" if self.plural else "has"

    @property
    def do(self) -> str:
        """does, do"""
        return "do" if self.plural else "does"

    @property
    def s(self) -> str:
        """The ending of its verb."""
        return "" if self.plural else "s"

    @property
    def it(self) -> str:
        """it, they"""
        return "they" if self.plural else "it"

    def again(self) -> Actor:
        """The same actor by its short name."""
        return Actor(self.short or self.name, self.short, self.plural)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording of an action: a verb (base form), its object and what follows."""

    verb: str
    obj: str
    rest: str = ""

    @property
    def after(self) -> str:
        """What follows the verb in the passive, with its space."""
        return f" {self.rest}" if self.rest else ""

    def _all(self, verb: str) -> str:
        return f"{verb} {self.obj}{self.after}"

    @property
    def inf(self) -> str:
        """share records with agents"""
        return self._all(self.verb)

    @property
    def s(self) -> str:
        """shares records with agents"""
        return self._all(third(self.verb))

    @property
    def ing(self) -> str:
        """sharing records with agents"""
        return self._all(ing(self.verb))

    @property
    def past(self) -> str:
        """shared records with agents"""
        return self._all(past(self.verb))

    @property
    def pp(self) -> str:
        """shared (participle) records with agents"""
        return self._all(past(self.verb, participle=True))

    @property
    def part(self) -> str:
        """The participle alone, for the passive."""
        return past(self.verb, participle=True)

    @property
    def passive(self) -> bool:
        """Whether it can be told with its object first."""
        return bool(self.obj) and self.verb.split()[0] not in UNTURNED

    @property
    def are(self) -> str:
        """is, are: as the object wants."""
        return "are" if self.plural else "is"

    @property
    def have(self) -> str:
        """has, have: as the object wants."""
        return "have" if self.plural else "has"

    @property
    def plural(self) -> bool:
        """Whether the object counts as plural: its head ends in s, or it joins two things."""
        head = HEAD_END.split(f" {self.obj} ")[0].split()
        word = head[-1] if head else self.obj
        listed = " and " in self.obj
        return (
            listed or word in PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")))
        )


HEAD_END = re.compile(
    r" (?:of|for|in|on|from|to|by|about|with|at|who|that|whose|against|under|over|made|held|older|between"
    r"|near|within|without|during|after|before|beyond|into|behind|below|above|around|taken|left|sold|used"
    r"|found|as) "
)
UNTURNED = {"make", "have", "let", "go", "look", "do", "carry", "stay", "work"}
PLURALS = {"people", "children", "police", "cattle", "data", "men", "women", "mice", "feet", "criteria"}

Action = tuple[Phrase, ...]
"""All the wordings of one action; any may stand for any other."""


def phrase(text: str) -> Phrase:
    """Read `verb:object:rest`."""
    parts = [part.strip() for part in text.split(":")]
    return Phrase(parts[0], parts[1], parts[2] if len(parts) > 2 else "")


def action(line: str) -> Action:
    """Read wordings of one action parted by ` = `."""
    return tuple(phrase(part) for part in line.split("="))


def wording(rng: Random, act: Action) -> Phrase:
    """One of an action's wordings."""
    return rng.choice(act)
