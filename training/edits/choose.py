"""Which groups of rows are kept: labels in their shares, no kind of edit drowning the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from random import Random

from edits.model import NEI, REFUTED, SUPPORTED, Made

__all__ = ["SHARES", "choose"]

SHARES = {SUPPORTED: 0.40, REFUTED: 0.35, NEI: 0.25}
# How much of "nei" comes from claims whose sound twin stands beside the same evidence.
_NEI_IN_PAIRS = 0.33

# Claims that are copies teach copying: most of them are taken only where nothing else is left.
_COPIES_PUT_LAST = 0.75


def choose(groups: Iterable[list[Made]], rows: int, rng: Random) -> list[list[Made]]:
    """Groups with rows in the shares of `SHARES`: refuting ones, open ones, then lone sound claims.

    Within each the rarer kinds are taken first, each up to an equal part of the room left.
    """
    room = {label: round(share * rows) for label, share in SHARES.items()}
    sorts: dict[str, list[list[Made]]] = defaultdict(list)
    for group in groups:
        sorts[_sort(group)].append(group)
    chosen: list[list[Made]] = []
    in_pairs = round(_NEI_IN_PAIRS * room[NEI])
    for name, label, most in (
        ("refuting", REFUTED, room[REFUTED]), ("open pair", NEI, in_pairs), ("open", NEI, room[NEI]),
        ("sound", SUPPORTED, room[SUPPORTED]),
    ):  # fmt: skip
        chosen += _filled(sorts[name], label, min(most, room[label]), room, rng)
    return chosen


def _sort(group: list[Made]) -> str:
    labels = {made.label for made in group}
    if REFUTED in labels:
        return "refuting"
    if labels == {NEI}:
        return "open"
    return "open pair" if NEI in labels else "sound"


def _filled(
    groups: list[list[Made]], label: str, most: int, room: dict[str, int], rng: Random
) -> list[list[Made]]:
    """Groups up to `most` rows of `label`; takes from `room` what it uses of each label."""
    by_kind: dict[str, list[list[Made]]] = defaultdict(list)
    for group in groups:
        by_kind[_kind(next(made for made in group if made.label == label))].append(group)
    chosen: list[list[Made]] = []
    taken = 0
    order = sorted(by_kind, key=lambda kind: (len(by_kind[kind]), kind))
    for at, kind in enumerate(order):
        part = (most - taken) // (len(order) - at)
        rng.shuffle(by_kind[kind])
        by_kind[kind].sort(key=lambda group: _copied(group) and rng.random() < _COPIES_PUT_LAST)
        used = 0
        for group in by_kind[kind]:
            need = Counter(made.label for made in group)
            if used + need[label] > part or any(room[one] < count for one, count in need.items()):
                continue
            for one, count in need.items():
                room[one] -= count
            used += need[label]
            chosen.append(group)
        taken += used
    return chosen


def _copied(group: list[Made]) -> bool:
    """Whether the sound claim of a group stands word for word in its evidence."""
    return any(made.label == SUPPORTED and made.claim in made.evidence for made in group)


def _kind(made: Made) -> str:
    return made.source.split("_", 2)[2]
