"""What fills a slot: one of a list, a year, a number, a city."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from frames.places import place

__all__ = ["Draw", "city", "number", "of", "year"]

Draw = Callable[[Random], object]


def of(text: str) -> Draw:
    """One of a list parted by semicolons."""
    choices = [piece.strip() for piece in text.split(";") if piece.strip()]
    return lambda rng: rng.choice(choices)


def year(low: int, high: int) -> Draw:
    """A year, both ends counted."""
    return lambda rng: rng.randint(low, high)


def number(low: int, high: int, step: int = 1) -> Draw:
    """A number with commas, in steps from `low`, both ends counted."""
    return lambda rng: f"{rng.randrange(low, high + 1, step):,}"


def city(rng: Random) -> str:
    """The name of a city, without its state."""
    return place(rng, kind="city").short
