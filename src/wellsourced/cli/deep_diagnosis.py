"""What `doctor --deep` looks at: not whether things are there, but whether they work."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

from wellsourced.config import SystemClock, examine, open_encoder, open_verifier
from wellsourced.errors import WellsourcedError
from wellsourced.model.claims import Stance
from wellsourced.ports import Examined
from wellsourced.render.words import utc_stamp
from wellsourced.settings import Settings

__all__ = ["DEEP", "Check"]

CLAIM = "The bridge over the river was opened in 1932."
SAYS_SO = "The bridge over the river was opened to traffic in 1932."
OF_OTHER_THINGS = "The town's bakers agreed on the price of a loaf."

LEAST_FREE = 500_000_000
"""Bytes beside what merging the index takes: room for the day's work."""
AHEAD = timedelta(minutes=5)
"""How much a capture may be later than now: clocks of two machines differ by that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at: what it is, what was found, and whether that is as it should be."""

    name: str
    found: str
    good: bool = True


def _models(settings: Settings) -> Iterator[Check]:
    for name, run in (("encoder runs", _encoder_runs), ("verifier runs", _verifier_runs)):
        began = perf_counter()
        try:
            told, good = run(settings)
        except WellsourcedError as error:
            yield Check(name=name, found=str(error), good=False)
            continue
        again = "" if good else ": install wellsourced again, or choose another"
        yield Check(name=name, found=f"{told} ({perf_counter() - began:.1f} s){again}", good=good)


def _encoder_runs(settings: Settings) -> tuple[str, bool]:
    encoder = open_encoder(settings)
    asked, near, far = encoder.encode([CLAIM, SAYS_SO, OF_OTHER_THINGS]).tolist()
    nearer, farther = _product(asked, near), _product(asked, far)
    return f"{encoder.name}: alike {nearer:.2f}, unlike {farther:.2f}", nearer > farther


def _verifier_runs(settings: Settings) -> tuple[str, bool]:
    verifier = open_verifier(settings)
    says_so, other = verifier.judge([(CLAIM, SAYS_SO), (CLAIM, OF_OTHER_THINGS)])
    good = says_so.stance is Stance.SUPPORTS and other.stance is not Stance.SUPPORTS
    told = f"{verifier.name}: says so {says_so.supports:.2f}, of other things {other.supports:.2f}"
    return told, good


def _product(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _library(settings: Settings) -> Iterator[Check]:
    try:
        found = examine(settings, open_encoder(settings).name)
    except WellsourcedError as error:
        yield Check(name="library opens", found=str(error), good=False)
        yield _disk(settings.library, 0)
        return
    if found is None:
        yield Check(name="library opens", found="there is none yet, which is fine")
        yield _disk(settings.library, 0)
        return
    held = f"{found.snapshots} captures, {found.passages} passages, {found.editions} editions"
    yield Check(name="library opens", found=held)
    yield Check(name="database", found=found.database)
    yield _index(found)
    yield from _sample(found)
    yield _disk(settings.library, found.index_bytes)
    yield _clock(found.newest, SystemClock().now())


def _index(found: Examined) -> Check:
    if found.waiting:
        what = f"{found.waiting} documents are not in it: the next command that opens the library adds them"
        return Check(name="index", found=what, good=False)
    return Check(name="index", found=found.index or "none yet, which is fine")


def _sample(found: Examined) -> Iterator[Check]:
    if not found.damage:
        yield Check(name="sample", found=f"{found.proven}: all as they were kept")
    for one in found.damage:
        yield Check(name=one.record[:24], found=one.message, good=False)


def _disk(library: Path | str, index: int) -> Check:
    """Merging the index writes it anew beside itself."""
    if isinstance(library, str):
        return Check(name="disk", found=f"{library}: the store's own")
    there = next(place for place in (library, *library.absolute().parents) if place.exists())
    free, needed = shutil.disk_usage(there).free, index + LEAST_FREE
    told = f"{free / 1e9:.1f} GB free at {there}"
    if free < needed:
        return Check(name="disk", found=f"{told}: make room, {needed / 1e9:.1f} GB are needed", good=False)
    return Check(name="disk", found=told)


def _clock(newest: datetime | None, now: datetime) -> Check:
    told = f"{utc_stamp(now)}, " + ("nothing captured" if newest is None else f"last {utc_stamp(newest)}")
    if newest is not None and newest > now + AHEAD:
        late = f"{told}: a source was seen later than now, so set the clock, or what is due is not seen"
        return Check(name="clock", found=late, good=False)
    return Check(name="clock", found=told)


DEEP: tuple[Callable[[Settings], Iterator[Check]], ...] = (_models, _library)
