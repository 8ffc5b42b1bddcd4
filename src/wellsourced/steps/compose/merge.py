"""Saying once what several passages say of several subjects: 'Iowa and Georgia law requires ...'."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wellsourced.steps.compose.case import Piece

__all__ = ["Merged", "Rule", "conjoin", "is_plain_rule", "merge", "rules_alike"]

MOST_SUBJECTS = 3
_RULE = re.compile(
    r"^(?P<name>[A-Z][\w.' -]*?) (?P<noun>law|ordinance|policy) (?P<verb>requires|bars|lets) "
    r"(?P<agents>.+?) (?P<rest>(?:to|from) .+)\.$"
)
_EXCEPTION = re.compile(r"\b(?:except|unless|only|but|if|until|because)\b")


def conjoin(items: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A sentence of the form 'Iowa law requires sheriffs and jails to ...', taken apart."""

    piece: Piece
    name: str
    noun: str
    verb: str
    agents: tuple[str, ...]
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A sentence and the pieces that carry it, one a subject."""

    text: str
    pieces: tuple[Piece, ...]


def _read(piece: Piece) -> Rule | None:
    match = _RULE.match(piece.text)
    if match is None or _EXCEPTION.search(piece.text):
        return None
    agents = re.split(r",\s+(?:and\s+)?|\s+and\s+", match["agents"])
    return Rule(
        piece=piece,
        name=match["name"],
        noun=match["noun"],
        verb=match["verb"],
        agents=tuple(agent.strip() for agent in agents),
        rest=match["rest"],
    )


def is_plain_rule(piece: Piece) -> bool:
    """Whether a sentence is a bare rule without exceptions, better told together with its like."""
    return _read(piece) is not None


def rules_alike(pieces: Sequence[Piece]) -> Mapping[str, tuple[Rule, ...]]:
    """Plain rules by what they say ('law requires ... to honor ...'), one a subject, in the pieces' order."""
    groups: dict[str, list[Rule]] = defaultdict(list)
    for piece in pieces:
        rule = _read(piece)
        if rule is not None:
            group = groups[f"{rule.noun} {rule.verb} {rule.rest}"]
            if all(other.name != rule.name for other in group):
                group.append(rule)
    return {key: tuple(rules) for key, rules in groups.items()}


def merge(rules: Sequence[Rule], agent: str | None = None) -> Merged | None:
    """One sentence for two or three rules that say the same: for one agent, or all that they share.

    None where fewer than two rules name the agent, or no agent is in all of them.
    """
    chosen = [rule for rule in rules if agent is None or agent in rule.agents][:MOST_SUBJECTS]
    if len(chosen) < 2:
        return None
    shared = [a for a in chosen[0].agents if all(a in rule.agents for rule in chosen)]
    named = [agent] if agent is not None else shared
    if not shared:
        return None
    first = chosen[0]
    subjects = conjoin([rule.name for rule in chosen])
    text = f"{subjects} {first.noun} {first.verb} {conjoin(named)} {first.rest}."
    return Merged(text=text, pieces=tuple(rule.piece for rule in chosen))
