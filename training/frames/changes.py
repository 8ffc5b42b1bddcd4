"""Cards on how much a figure changed, in its unit or in percent, to be worked out or told."""

from __future__ import annotations

from random import Random

from frames.cards import Card
from frames.figures import DOWN, UP, Series, around, direction, elsewhere, level, moved, series
from frames.measures import MEASURES
from frames.say import amount
from frames.words import percent, spin, whole

__all__ = ["CHANGES"]


def _by(rng: Random, s: Series, change: float) -> str:
    points = s.measure.unit.sort == "percent"
    how_much = f"{whole(abs(change))} percentage points" if points else amount(s.measure.unit, abs(change))
    up = change > 0
    return spin(
        rng,
        [
            "{m} in {p} {verb} by {d} between {y0} and {y1}",
            "from {y0} to {y1}, {m} in {p} {verb} by {d}",
            "{p} saw a {noun} of {d} in {m} from {y0} to {y1}",
            "{m} in {p} was {d} {than} in {y1} than in {y0}",
        ],
        m=rng.choice(s.measure.names),
        p=s.where,
        verb=rng.choice(UP if up else DOWN),
        noun=rng.choice(("increase", "rise")) if up else rng.choice(("drop", "decline")),
        than="higher" if up else "lower",
        d=how_much,
        y0=s.before,
        y1=s.year,
    )


def change_card(rng: Random) -> Card:
    """How much a measure changed, to be worked out from two values or told."""
    s = series(rng)
    change = round(s.value - s.earlier, 1)
    turned = Series(s.measure, s.where, s.year, s.before, s.earlier, s.value)
    bigger = max(round(abs(change) * rng.choice((0.5, 1.5, 2.0)), 0 if s.measure.whole_numbers else 1), 0.1)
    wrong_change = (bigger if bigger != abs(change) else bigger + 1) * (1 if change > 0 else -1)
    wrong_end = Series(s.measure, s.where, s.year, s.before, round(s.earlier + wrong_change, 1), s.earlier)
    refuted = [_by(rng, s, wrong_change), _by(rng, s, -change), moved(rng, turned)]
    if wrong_end.value > 0:
        refuted.append(moved(rng, wrong_end))
    return Card(
        kind="change",
        claims=[_by(rng, s, change)],
        supported=[moved(rng, s), moved(rng, s), _by(rng, s, change)],
        refuted=refuted,
        nei=[
            direction(rng, s, up=change > 0),
            moved(rng, s, where=elsewhere(rng, s)),
            level(rng, s),
        ],
        fill=around(rng, s),
    )


def share_change(rng: Random) -> Card:
    """A change in percent, worked out from two values; doubled and halved."""
    s = series(rng, rng.choice([one for one in MEASURES if one.unit.sort == "count" and one.low > 20]))
    base = float(max(20, round(s.earlier / 20) * 20))
    step = rng.choice((5, 10, 15, 20, 25, 40, 50, 100, -5, -10, -15, -20, -25, -40, -50))
    right = Series(s.measure, s.where, s.year, s.before, base * (100 + step) / 100, base)
    wrong_step = rng.choice([one for one in (5, 10, 20, 30, 50, 75, -5, -10, -20, -30, -60) if one != step])
    wrong = Series(s.measure, s.where, s.year, s.before, round(base * (100 + wrong_step) / 100), base)
    told = {100: "doubled", -50: "was cut in half"}.get(step, "")
    verb = rng.choice(UP if step > 0 else DOWN)

    def say(amount_told: str) -> str:
        return spin(
            rng,
            [
                "{m} in {p} {x} between {y0} and {y1}",
                "from {y0} to {y1}, {m} in {p} {x}",
                "{m} in {p} {x} from {y0} to {y1}",
            ],
            m=rng.choice(s.measure.names),
            p=s.where,
            x=amount_told,
            y0=s.before,
            y1=s.year,
        )

    claim = say(told if told and rng.random() < 0.7 else f"{verb} by {percent(rng, abs(step))}")
    wrong_verb = rng.choice(UP if wrong_step > 0 else DOWN)
    return Card(
        kind="percent",
        claims=[claim],
        supported=[moved(rng, right), moved(rng, right), say(f"{verb} by {percent(rng, abs(step))}")],
        refuted=[
            moved(rng, wrong),
            moved(rng, wrong),
            say(f"{wrong_verb} by {percent(rng, abs(wrong_step))}"),
        ],
        nei=[
            direction(rng, right, up=step > 0),
            moved(rng, right, where=elsewhere(rng, s)),
            level(rng, right),
        ],
        fill=around(rng, s),
    )


CHANGES = [(1.5, change_card), (1.0, share_change)]
