"""Numbers and quantities as they are written: counts, money, rates, and weaker ways to tell them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from frames.words import name_number, spin, whole

__all__ = ["Unit", "above", "amount", "below", "close", "far", "round_down", "round_up"]


@dataclass(frozen=True, slots=True)
class Unit:
    """How a quantity is written: `sort` is count, money, millions, percent or rate; `noun` may be empty."""

    sort: str
    noun: str = ""


def amount(unit: Unit, value: float, rng: Random | None = None) -> str:
    """A value with its unit; small counts may come in words where a source of chance is given."""
    if unit.sort == "money":
        return f"${whole(value)}"
    if unit.sort == "millions":
        return f"${whole(value)} million"
    if unit.sort == "percent":
        return f"{whole(value)}{rng.choice(('%', ' percent')) if rng else '%'}"
    if rng and float(value).is_integer() and 2 <= value <= 12 and rng.random() < 0.5:
        return f"{name_number(int(value))} {unit.noun}".strip()
    return f"{whole(value)} {unit.noun}".strip()


def _steps(value: float) -> list[float]:
    if value < 10:
        return [0.5, 1]
    if value < 100:
        return [1, 5, 10]
    size = 10 ** (len(str(int(value))) - 1)
    return [size / 10, size / 2, size]


def round_down(rng: Random, value: float) -> float:
    """A rounder number below the value, not far off."""
    found = [value // step * step for step in _steps(value)]
    near = [one for one in found if 0 < one < value] or [value * 0.9]
    return _tidy(rng.choice(near))


def round_up(rng: Random, value: float) -> float:
    """A rounder number above the value, not far off."""
    found = [(value // step + 1) * step for step in _steps(value)]
    return _tidy(rng.choice([one for one in found if one > value] or [value * 1.1]))


def _tidy(value: float) -> float:
    return round(value, 1) if value < 100 else round(value)


def above(rng: Random, told: str) -> str:
    """A quantity told as a lower limit."""
    return spin(rng, "[more than|over|upward of|above] {x}", x=told)


def below(rng: Random, told: str) -> str:
    """A quantity told as an upper limit."""
    return spin(rng, "[fewer than|under|less than|below] {x}", x=told).replace("fewer than $", "less than $")


def close(rng: Random, value: float) -> float:
    """Another value that might be taken for this one: digits swapped, or a step off."""
    whole_value = float(value).is_integer()
    digits = str(int(value))
    if whole_value and len(digits) >= 3 and rng.random() < 0.4:
        at = rng.randrange(1, len(digits) - 1)
        swapped = int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
        if swapped != value:
            return swapped
    factor = rng.choice((0.82, 0.88, 0.93, 1.06, 1.11, 1.19, 1.27))
    moved = round(value * factor, 0 if whole_value else 1)
    return moved if moved != value and moved > 0 else value + 1


def far(rng: Random, value: float) -> float:
    """Another value well away from this one."""
    moved = round(value * rng.choice((0.35, 0.5, 0.6, 1.6, 1.9, 2.6)), 0 if float(value).is_integer() else 1)
    return moved if moved != value and moved > 0 else value + 3
