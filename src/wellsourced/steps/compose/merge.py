"""Saying once what several passages say of several subjects: 'Iowa and Georgia law requires ...'."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from wellsourced.steps.compose.case import Piece

__all__ = ["Merged", "conjoin", "merge_subjects"]

MOST_SUBJECTS = 3
_RULE = re.compile(
    r"^(?P<name>[A-Z][\w.' -]*?) (?P<noun>law|ordinance|policy) (?P<verb>requires|bars|lets) "
    r"(?P<agents>.+?) (?P<rest>(?:to|from) .+)\.$"
)
_EXCEPTION = re.compile(r"\b(?:except|unless|only|but|if|until)\b")


def conjoin(items: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _agents(text: str) -> list[str]:
    return [part.strip() for part in re.split(r",\s+(?:and\s+)?|\s+and\s+", text) if part.strip()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A sentence and the pieces that carry it, one a subject."""

    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    piece: Piece
    name: str
    agents: tuple[str, ...]


def _rules(pieces: Sequence[Piece]) -> dict[tuple[str, str, str], list[_Rule]]:
    """Rule sentences without exceptions, by noun, verb and action; one a subject."""
    groups: dict[tuple[str, str, str], list[_Rule]] = defaultdict(list)
    for piece in pieces:
        match = _RULE.match(piece.text)
        if match is None or _EXCEPTION.search(piece.text):
            continue
        key = (match["noun"], match["verb"], match["rest"])
        if all(rule.name != match["name"] for rule in groups[key]):
            agents = tuple(_agents(match["agents"]))
            groups[key].append(_Rule(piece=piece, name=match["name"], agents=agents))
    return groups


def merge_subjects(pieces: Sequence[Piece]) -> list[Merged]:
    """Sentences that say one rule of two or three subjects at once, for the agents all of them name."""
    merged = []
    for (noun, verb, rest), rules in _rules(pieces).items():
        for start in range(0, len(rules), MOST_SUBJECTS):
            chosen = rules[start : start + MOST_SUBJECTS]
            shared = [agent for agent in chosen[0].agents if all(agent in rule.agents for rule in chosen)]
            if len(chosen) < 2 or not shared:
                continue
            names = conjoin([rule.name for rule in chosen])
            text = f"{names} {noun} {verb} {conjoin(shared)} {rest}."
            merged.append(Merged(text=text, pieces=tuple(rule.piece for rule in chosen)))
    return merged
