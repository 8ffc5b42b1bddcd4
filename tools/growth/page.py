"""The tables of `docs/scale.md`, made from the figures and from nothing else; the words between them stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.growth.figures import Figures
from tools.growth.fitting import line, power
from tools.growth.planning import plan

__all__ = ["TABLES", "written"]

_BLOCK = re.compile(r"(<!-- growth: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def written(page: str, figures: Figures) -> str:
    """The page with each block `<!-- growth: NAME --> ... <!-- end -->` made anew."""
    return _BLOCK.sub(lambda found: f"{found[1]}\n{TABLES[found[2]](figures)}\n\n{found[3]}", page)


def measured_on(figures: Figures) -> str:
    machines = sorted({str(one["machine"]) for one in figures})
    days = sorted({str(one["day"]) for one in figures})
    return f"Machine: {'; '.join(machines)}. Days: {', '.join(days)}."


def adding(figures: Figures) -> str:
    rows, wall, cpu = [], 0.0, 0.0
    for size in figures.sizes("ingest"):
        step = _of(figures, "ingest", size)
        wall, cpu = wall + step["wall_s"], cpu + step["cpu_s"]
        rows.append(
            [
                f"{size:,}",
                f"{size / wall:,.0f}",
                f"{size / cpu:,.0f}",
                f"{step['passages'] / step['cpu_s']:,.0f}",
                f"{step['wording_cpu_us']:.0f}",
                f"{step['settling_cpu_s']:.1f}",
                f"{step['peak_mb']:,.0f}",
            ]
        )
    heads = (
        "passages",
        "a second",
        "a CPU s",
        "a CPU s, last step",
        "wording, µs",
        "settling, CPU s",
        "peak MB",
    )
    return _table(heads, rows)


def searching(figures: Figures) -> str:
    kinds = ("lexical", "dense", "hybrid", "reranked")
    rows = [
        [f"{size:,}", *(_spread(figures.of(kind, size)) for kind in kinds)]
        for size in figures.sizes("lexical")
    ]
    return _table(("passages", "words", "meaning", "both", "both, 100 read again"), rows)


def room(figures: Figures) -> str:
    rows = []
    for size in figures.sizes("disk"):
        disk, memory = _of(figures, "disk", size), _of(figures, "memory", size)
        rows.append(
            [
                f"{size:,}",
                f"{disk['words_mb']:,.0f}",
                f"{disk['vectors_mb']:,.0f}",
                f"{memory['searching_mb']:,.0f}",
                f"{memory['with_models_mb']:,.0f}",
                f"{memory['opening_cpu_s']:.1f}",
            ]
        )
    heads = ("passages", "words, MB", "vectors, MB", "resident, MB", "with models, MB", "opening, CPU s")
    return _table(heads, rows)


def rivals(figures: Figures) -> str:
    rows = []
    names = {
        "ours": "`Index.lexical`",
        "tantivy": "tantivy",
        "tantivy_no_stop": "tantivy, no stop words asked",
        "bm25s": "bm25s",
    }
    for size in figures.sizes("ours"):
        ours = _of(figures, "ours", size)
        for name, label in names.items():
            if (one := figures.of(name, size)) is None:
                continue
            built = f"{one['build_cpu_s']:,.0f}" if "build_cpu_s" in one else "-"
            ratio = f"{ours['p50_ms'] / one['p50_ms']:.2f}"
            cpu = f"{ours['cpu_ms'] / one['cpu_ms']:.2f}"
            rows.append([f"{size:,}", label, _spread(one), ratio, cpu, f"{one['same_of_10']:.2f}", built])
    heads = (
        "passages",
        "engine",
        "p50 / p95 / CPU, ms",
        "ours over it",
        "CPU",
        "same of first 10",
        "build, CPU s",
    )
    return _table(heads, rows)


def bars(figures: Figures) -> str:
    """The bars at the largest size measured, each with what it was held against."""
    size = max(figures.sizes("lexical"))
    found: list[tuple[str, str, str, bool]] = []
    for what, label, most in (("lexical", "BM25", 50), ("reranked", "Both, 100 read again", 3000)):
        told = _of(figures, what, size)
        for name, unit in (("p95_ms", "ms"), ("cpu_p95_ms", "CPU ms")):
            found.append((f"{label}, p95", f"< {most:,} {unit}", f"{told[name]:,.1f}", told[name] < most))
    steps = [_of(figures, "ingest", one) for one in figures.sizes("ingest")]
    for name, unit in (("wall_s", "a second"), ("cpu_s", "a CPU s")):
        rate = size / sum(one[name] for one in steps)
        found.append(("Adding, vectors given", f">= 2,000 {unit}", f"{rate:,.0f}", rate >= 2000))
    held = _of(figures, "memory", size)["with_models_mb"] / 1000
    found.append(("Resident, with models", "< 4 GB", f"{held:.2f}", held < 4))
    for at, most in ((200_000, 5), (1_000_000, 3)):
        for name, bound in (("tantivy", most), ("bm25s", 1)):
            if (other := figures.of(name, at)) is None:
                continue
            ours = _of(figures, "ours", at)
            for kind, label in (("p50_ms", "p50"), ("cpu_ms", "CPU")):
                ratio = ours[kind] / other[kind]
                found.append(
                    (f"Words, {label} over {name}'s, {at:,}", f"<= {bound}", f"{ratio:.2f}", ratio <= bound)
                )
    rows = [[name, wanted, told, "yes" if met else "**no**"] for name, wanted, told, met in found]
    return f"At {size:,} passages.\n\n{_table(('bar', 'wanted', 'measured', 'met'), rows)}"


def claims(figures: Figures) -> str:
    rows = []
    for size in figures.sizes("claims"):
        one = _of(figures, "claims", size)
        rows.append(
            [
                f"{size:,}",
                f"{one['first_cpu_s']:.2f}",
                f"{one['cpu_s']:.3f}",
                f"{one['wall_s']:.3f}",
                f"{one['after_ten_mb']:,.0f}",
                f"{one['resident_mb']:,.0f}",
                f"{100 * one['right']:.1f} %",
            ]
        )
    heads = (
        "claims",
        "first, CPU s",
        "another, CPU s",
        "wall s",
        "MB after ten",
        "MB at the end",
        "labels right",
    )
    return _table(heads, rows)


def workers(figures: Figures) -> str:
    rows, sizes = [], figures.sizes("workers")
    one = _of(figures, "workers", sizes[0])["jobs_an_hour"] if sizes else 0.0
    for size in sizes:
        told = _of(figures, "workers", size)
        rows.append(
            [
                str(size),
                f"{told['jobs_an_hour']:,.0f}",
                f"{told['jobs_an_hour'] / one:.2f}",
                f"{told['cpu_s_a_job']:.2f}",
                f"{told['cores_busy']:.2f}",
                f"{told['load']:.1f}",
            ]
        )
    return _table(
        ("workers", "checks an hour", "over one worker", "CPU s a check", "cores busy", "load"), rows
    )


def library(figures: Figures) -> str:
    rows = []
    for what, label in (("library", "archive, records, index"), ("encoding", "the shipped encoder alone")):
        for size in figures.sizes(what):
            one = _of(figures, what, size)
            wall, cpu = one["passages"] / one["wall_s"], one["passages"] / one["cpu_s"]
            rows.append([label, f"{one['passages']:,.0f}", f"{wall:,.0f}", f"{cpu:,.0f}"])
    return _table(("what", "passages", "a second", "a CPU s"), rows)


def curves(figures: Figures) -> str:
    """Exponents through all sizes, and what a thing is at n passages as a line."""
    rows = []
    for label, what, name, unit in (
        ("Words, CPU of a question", "lexical", "cpu_ms", "ms"),
        ("Words, p50", "lexical", "p50_ms", "ms"),
        ("Meaning, CPU of a question", "dense", "cpu_ms", "ms"),
        ("Both, CPU of a question", "hybrid", "cpu_ms", "ms"),
        ("Both and 100 read again, CPU", "reranked", "cpu_ms", "ms"),
        ("Vectors on disk", "disk", "vectors_mb", "MB"),
        ("Words on disk", "disk", "words_mb", "MB"),
        ("Resident, searching", "memory", "searching_mb", "MB"),
        ("Opening, CPU", "memory", "opening_cpu_s", "s"),
        ("Adding, CPU in all", "ingest", "cpu_s", "s"),
    ):
        sizes = figures.sizes(what)
        if len(sizes) < 2:
            continue
        values = [_of(figures, what, size)[name] for size in sizes]
        if what == "ingest":
            values = [sum(values[: at + 1]) for at in range(len(values))]
        grows, straight = power(sizes, values), line(sizes, values)
        per = (
            f"{straight.intercept:,.3g} + {1e6 * straight.slope:,.3g} ± {1e6 * straight.error:,.2g} a million"
        )
        rows.append([label, f"{grows.slope:.2f} ± {grows.error:.2f}", f"{per}, {unit}"])
    return _table(("what", "exponent", "line"), rows)


def planned(figures: Figures) -> str:
    return _table(("what", "from", "at 100 million"), [list(one) for one in plan(figures)])


TABLES: dict[str, Callable[[Figures], str]] = {
    "machine": measured_on,
    "bars": bars,
    "adding": adding,
    "searching": searching,
    "room": room,
    "rivals": rivals,
    "library": library,
    "claims": claims,
    "workers": workers,
    "curves": curves,
    "plan": planned,
}


def _of(figures: Figures, what: str, size: int) -> dict[str, float]:
    found = figures.of(what, size)
    if found is None:
        raise SystemExit(f"{what} at {size:,} was not measured: run `python -m tools.growth` first")
    return dict(found)


def _spread(one: object) -> str:
    if not isinstance(one, dict):
        return "-"
    return f"{one['p50_ms']:,.1f} / {one['p95_ms']:,.1f} / {one['cpu_ms']:,.1f}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def write(file: Path, figures: Figures) -> None:
    """Make the page's tables anew in place."""
    file.write_text(written(file.read_text(encoding="utf-8"), figures), encoding="utf-8")
