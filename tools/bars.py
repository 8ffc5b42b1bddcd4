"""Measure the bars of the first issue and write what was found: `python -m tools.bars [--write]`.

Bars in seconds are CPU seconds of the whole process tree (user and system), best of five, each with its ratio
to a baseline measured in the same run: a process that imports the heavy packages and ends. Figures of one
machine then compare with those of another.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "measurements" / "issue-1.md"
FLAGSHIP = "Can local police departments refuse to cooperate with ICE requests?"
EARLIER = "2025-10-13"
TIMES = 5
FILES = 1000
BASELINE = "import numpy, onnxruntime, lancedb, sqlalchemy"
TWICE = """
import json, resource, sys
from datetime import UTC, date, datetime
from pathlib import Path
from wellsourced.check import check
from wellsourced.config import open_desk
from wellsourced.settings import read_settings
from wellsourced.ports import quiet
from wellsourced.steps.classify import read_inquiry

def used():
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime

desk = open_desk(read_settings(None, library=Path(sys.argv[1])), quiet)
inquiry = read_inquiry(sys.argv[2], on=datetime.now(UTC).date())
check(inquiry, desk)
before = used()
check(inquiry, desk)
print(json.dumps(used() - before))
"""
EXPECTED = (
    ("What is an ICE detainer?", "supported"),
    ("Does Texas require sheriffs to honor detainers?", "supported"),
    ("Are ICE detainers mandatory under federal law?", "refuted"),
    ("The Third Circuit ruled that ICE detainers are mandatory.", "refuted"),
    ("Is aspartame carcinogenic?", "not_enough_evidence"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: what is asked, what was measured, and whether it is met."""

    name: str
    wanted: str
    measured: str
    met: bool


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the clone; its output is text."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def children() -> float:
    """CPU seconds that ended children of this process have used, and theirs."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def cpu_seconds(command: Sequence[str]) -> float:
    """CPU seconds of one run of a command, its children included. Raises `SystemExit` where it fails."""
    before = children()
    done = run(*command)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command[:6])} ... failed: {done.stderr.strip()[-400:]}")
    return children() - before


def best(measure: Callable[[], float]) -> float:
    return min(measure() for _ in range(TIMES))


def wellsourced(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "wellsourced", *arguments, "--quiet"]


def asked(text: str, library: Path, *more: str) -> dict[str, object]:
    """The JSON of one check."""
    done = run(*wellsourced("check", text, "--library", str(library), "--json", *more))
    if done.returncode != 0:
        raise SystemExit(f"check {text!r} failed: {done.stderr.strip() or done.stdout.strip()}")
    return dict(json.loads(done.stdout))


def speed(library: Path) -> Iterator[Bar]:
    """A check in a fresh process, and a second one in the same process."""
    baseline = best(lambda: cpu_seconds([sys.executable, "-c", BASELINE]))
    cold = best(lambda: cpu_seconds(wellsourced("check", FLAGSHIP, "--library", str(library))))
    second = best(lambda: float(run(sys.executable, "-c", TWICE, str(library), FLAGSHIP).stdout))
    yield Bar(name="Baseline: imports alone", wanted="-", measured=f"{baseline:.2f} CPU s", met=True)
    for name, seconds, most in (("Check, cold", cold, 8.0), ("Second check in a process", second, 1.5)):
        measured = f"{seconds:.2f} CPU s ({seconds / baseline:.2f} x baseline)"
        yield Bar(name=name, wanted=f"< {most:g} CPU s", measured=measured, met=seconds < most)


def page(library: Path) -> Iterator[Bar]:
    """The flagship page: parts, lengths and sources."""
    report = asked(FLAGSHIP, library)
    verdict = report["verdicts"][0]  # type: ignore[index]
    lengths = [_words(section["statements"]) for section in report["sections"]]  # type: ignore[attr-defined]
    summary = _words(report["summary"])
    statements = [*report["summary"], *(s for x in report["sections"] for s in x["statements"])]  # type: ignore[misc,attr-defined]
    cited = {c["source"] for s in statements for c in s["citations"]}
    kinds = {s["kind"] for s in report["sources"] if s["n"] in cited}  # type: ignore[attr-defined]
    counts = [len(s["citations"]) for s in statements]
    late = [s for s in report["sources"] if (s["published"] or "") > str(report["on"])]  # type: ignore[attr-defined]
    yield Bar(
        name="Verdict", wanted="qualified", measured=verdict["label"], met=verdict["label"] == "qualified"
    )
    yield _in_range("Sections", [len(lengths)], 5, 8)
    yield _in_range("Words a section", lengths, 50, 135)
    yield _in_range("Words of the summary", [summary], 55, 110)
    yield Bar(name="Sources in the text", wanted=">= 15", measured=str(len(cited)), met=len(cited) >= 15)
    yield Bar(
        name="Kinds of source",
        wanted=">= 4",
        measured=f"{len(kinds)}: {', '.join(sorted(kinds))}",
        met=len(kinds) >= 4,
    )
    yield _in_range("Citations a statement", counts, 1, 3)
    yield Bar(name="Later than the check", wanted="0", measured=str(len(late)), met=not late)
    then = asked(FLAGSHIP, library, "--on", EARLIER)
    after = [s for s in then["sources"] if (s["published"] or "") > EARLIER]  # type: ignore[attr-defined]
    dropped = {s["url"] for s in report["sources"] if (s["published"] or "")[:10] > EARLIER}  # type: ignore[attr-defined]
    still = dropped & {s["url"] for s in then["sources"]}  # type: ignore[attr-defined]
    measured = (
        f"{len(after)} later sources; of the {len(dropped)} later ones of today's page {len(still)} shown"
    )
    met = not after and not still
    yield Bar(name=f"--on {EARLIER}", wanted="nothing later", measured=measured, met=met)


def _words(statements: object) -> int:
    return sum(len(said["text"].split()) for said in statements)  # type: ignore[attr-defined]


def _in_range(name: str, found: Sequence[int], least: int, most: int) -> Bar:
    met = bool(found) and all(least <= one <= most for one in found)
    return Bar(name=name, wanted=f"{least}-{most}", measured=_span(found), met=met)


def _span(found: Sequence[int]) -> str:
    if not found:
        return "none"
    return str(found[0]) if len(found) == 1 else f"{min(found)}-{max(found)}"


def labels(library: Path) -> Iterator[Bar]:
    """The other questions and their labels."""
    for text, label in EXPECTED:
        found = asked(text, library)
        got = found["verdicts"][0]["label"]  # type: ignore[index]
        yield Bar(name=text, wanted=label, measured=str(got), met=got == label)


def folder(directory: Path) -> Iterator[Bar]:
    """A folder of many text files: adding it, and an answer from it."""
    files = directory / "files"
    files.mkdir()
    for n in range(FILES):
        (files / f"note{n:04}.txt").write_text(
            f"Town {n}\n\nThe bridge of Town{n} opened in {1900 + n % 120}. It has {2 + n % 5} lanes.\n"
        )
    library = directory / "thousand"
    seconds = cpu_seconds(wellsourced("add", str(files), "--library", str(library), "--published", "2024"))
    measured = f"{seconds:.1f} CPU s, {FILES / seconds:.0f} files a CPU s"
    yield Bar(name=f"Adding {FILES} text files", wanted="-", measured=measured, met=True)
    report = asked("The bridge of Town417 opened in 1957.", library, "--casebook", "none")
    label = report["verdicts"][0]["label"]  # type: ignore[index]
    sources = [str(s["url"]).rsplit("/", 1)[-1] for s in report["sources"]]  # type: ignore[attr-defined]
    met = label == "supported" and sources == ["note0417.txt"]
    yield Bar(
        name="An answer from them",
        wanted="supported, note0417.txt",
        measured=f"{label}, {', '.join(sources)}",
        met=met,
    )
    proven = run(*wellsourced("verify", "--library", str(library))).returncode
    yield Bar(
        name="Every span and digest of them",
        wanted="sound",
        measured="sound" if proven == 0 else "damaged",
        met=proven == 0,
    )


def table(bars: Sequence[Bar]) -> str:
    """The bars as a Markdown table."""
    rows = [
        f"| {bar.name} | {bar.wanted} | {bar.measured} | {'yes' if bar.met else '**no**'} |" for bar in bars
    ]
    return "\n".join(["| Bar | Wanted | Measured | Met |", "|---|---|---|---|", *rows])


def document(bars: Sequence[Bar]) -> str:
    """The page of measurements: the command, the day, the machine, the figures."""
    revision = run("git", "rev-parse", "--short", "HEAD").stdout.strip()
    cores = f"{os.cpu_count()} shared cores"
    machine = f"{platform.system()} {platform.machine()}, {cores}, Python {platform.python_version()}"
    return f"""# Measurements of the first issue

- Command: `.venv/bin/python -m tools.bars --write`
- Day: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, at {revision} and what was not committed then
- Machine: {machine}
- Seconds are CPU seconds of the process tree, best of {TIMES}; the baseline is `{BASELINE}` in the same run.

{table(bars)}
"""


def main() -> int:
    """Measure, print, and exit 1 where a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    options.add_argument("--no-folder", action="store_true", help="leave out the folder of many files")
    chosen = options.parse_args()
    bars: list[Bar] = []
    with tempfile.TemporaryDirectory() as temporary:
        directory = Path(temporary)
        parts = [speed(directory / "library"), page(directory / "library"), labels(directory / "library")]
        if not chosen.no_folder:
            parts.append(folder(directory))
        for part in parts:
            for bar in part:
                print(
                    f"{'ok  ' if bar.met else 'MISS'} {bar.name}: {bar.measured} (wanted {bar.wanted})",
                    flush=True,
                )
                bars.append(bar)
    if chosen.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(document(bars), encoding="utf-8")
    return 0 if all(bar.met for bar in bars) else 1


if __name__ == "__main__":
    sys.exit(main())
