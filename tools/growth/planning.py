"""A hundred million passages on paper: what was measured, carried on by its own slopes."""

from __future__ import annotations

from collections.abc import Iterator

from tools.growth.figures import Figures
from tools.growth.fitting import Line, line

__all__ = ["MANY", "plan"]

MANY = 100_000_000
A_SHARD = 4_000_000
"""Vectors that one process holds at a byte a number; see `library/scanning.py`."""
MEMORY_MB = 24_000
"""Of one machine; the one the figures are from has as much."""
CORES = 2


def plan(figures: Figures) -> Iterator[tuple[str, str, str]]:
    """`(what, from which figure, at 100 million passages)`."""
    sizes = figures.sizes("ingest")
    largest = sizes[-1]
    spent = [figures.of("ingest", size)["cpu_s"] for size in sizes]  # type: ignore[index]
    a_million = 1e6 * sum(spent) / largest
    shards = -(-MANY // A_SHARD)
    yield ("Shards of 4 million passages", "bytes of a vector in memory", f"{shards}")
    for label, what, name in (
        ("Vectors on disk, with what readers may hold", "disk", "vectors_mb"),
        ("Words on disk, with what readers may hold", "disk", "words_mb"),
    ):
        slope = _line(figures, what, name).slope
        yield (label, f"{slope * 1e6:,.0f} MB a million", f"{slope * MANY / 1e6:,.2f} TB")
    resident = _line(figures, "memory", "searching_mb")
    a_shard = resident.at(A_SHARD)
    yield (
        "Memory of a shard, searching",
        f"{resident.intercept:,.0f} MB + {1e6 * resident.slope:,.0f} a million",
        f"{a_shard / 1000:,.1f} GB each, {shards * a_shard / 1000:,.0f} GB in all",
    )
    machines = -(-shards // max(1, int(MEMORY_MB // a_shard)))
    yield (f"Machines of {MEMORY_MB / 1000:.0f} GB", "memory alone, as many shards as fit", f"{machines}")
    adding = a_million * MANY / 1e6
    yield (
        "Adding, vectors given",
        f"{a_million:,.0f} CPU s a million",
        f"{adding / 3600:,.0f} core hours, {adding / 3600 / CORES / machines:,.1f} hours on these machines",
    )
    for size in figures.sizes("encoding"):
        encoding = figures.of("encoding", size) or {}
        hours = MANY * encoding["cpu_s"] / encoding["passages"] / 3600
        rate = encoding["passages"] / encoding["cpu_s"]
        yield (
            "Encoding",
            f"{rate:,.0f} passages a CPU s",
            f"{hours:,.0f} core hours, {hours / CORES / machines / 24:,.1f} days on these machines",
        )
    for label, what in (("A question by words", "lexical"), ("A question by meaning", "dense")):
        slope = _line(figures, what, "cpu_ms")
        each = slope.at(A_SHARD)
        yield (
            label,
            f"{slope.intercept:,.1f} ms + {1e6 * slope.slope:,.1f} a million",
            f"{each:,.0f} ms of CPU on each shard, {shards * each / 1000:,.2f} s in all",
        )


def _line(figures: Figures, what: str, name: str) -> Line:
    sizes = figures.sizes(what)
    return line(sizes, [(figures.of(what, size) or {})[name] for size in sizes])
