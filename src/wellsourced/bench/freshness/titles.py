"""What pages of each kind are called."""

from __future__ import annotations

import random

from wellsourced.bench.freshness.grammar import Matter, World, filled

__all__ = ["page_title"]

_TITLES = {
    "government": ("{agency}: {head}", "{head} | {place}", "{head} in {place}: what residents should know"),
    "news": (
        "{place} weighs its options: {head}",
        "{head}: a week in {place}",
        "What {place} was told",
    ),
    "statistics": ("{agency}: tables and figures", "{place} in numbers", "Statistical release, {place}"),
    "statute": ("Code of {place}, chapter on {head}", "{place} Municipal Code: {head}"),
    "staff": ("{agency}: staff directory", "Who we are: {place} offices", "Staff and contacts, {place}"),
}


def page_title(kind: str, matter: Matter, world: World, rng: random.Random) -> str:
    """A title for a page of this kind on a matter, drawn."""
    slots = {**world.slots, "head": rng.choice(matter.heads).lower()}
    return filled(rng.choice(_TITLES[kind]), slots, rng)
