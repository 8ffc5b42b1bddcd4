"""Build the independence fixture: pages on invented events, some of them copies of one another.

    python -m tools.independence_fixture [--check]

Reads the hand-written files of `benchmarks/independence/events/` and writes `tuning.jsonl` and
`report.jsonl` beside that folder. The same input gives the same bytes. `--check` writes nothing and exits
1 when a written half is stale. How the files are written stands in `benchmarks/independence/README.md`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tools.halves import HALVES, write_halves

ROOT = Path(__file__).resolve().parent.parent
FIXTURE = ROOT / "benchmarks/independence"
FURNITURE = "furniture.txt"
SALT = "independence"

DEPENDENT = ("copy", "short", "rewrite", "excerpt")
"""Kinds that rest on the page they name, or on the event's first; all others are independent."""
KINDS = ("source", *DEPENDENT, "original", "quote", "statute", "template")

HEAD = re.compile(r"- (?P<id>\w+) (?P<kind>[a-z]+)(?::(?P<of>\w+))? \| (?P<rest>.+)")
BLOCK = re.compile(r"\{(\w+)\}")
TAKEN = re.compile(r'(?P<mark>"?)(?P<first>\d+)(?:-(?P<last>\d+))?"?')


@dataclass(frozen=True, slots=True)
class Page:
    """A page as written: `lines` are sentences, references to the lines of `of`, or furniture."""

    id: str
    kind: str
    of: str
    publisher: str
    published: str
    title: str
    lines: tuple[str, ...]


def read_blocks(file: Path) -> dict[str, str]:
    """The furniture of sites by name."""
    blocks: dict[str, list[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("* "):
            name = line[2:]
            blocks[name] = []
        else:
            blocks[name].append(line)
    return {name: "\n".join(lines) for name, lines in blocks.items()}


def read_events(file: Path) -> dict[str, list[Page]]:
    """The pages on each event, in order."""
    events: dict[str, list[Page]] = {}
    for part in re.split(r"^= ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        event, _, written = part.partition("\n")
        pages = re.split(r"^(?=- \w+ [a-z:0-9]+ \|)", written, flags=re.MULTILINE)
        events[event] = [_page(*page.split("\n", 1)) for page in pages if page.strip()]
    return events


def _page(head: str, text: str) -> Page:
    found = HEAD.fullmatch(head)
    if found is None or found["kind"] not in KINDS:
        raise SystemExit(f"not a page: {head}")
    publisher, published, title = found["rest"].split(" | ", 2)
    written = tuple(line for line in text.splitlines() if line)
    return Page(found["id"], found["kind"], found["of"] or "", publisher, published, title, written)


def body_of(page: Page, known: Mapping[str, Page], blocks: Mapping[str, str]) -> str:
    """The page's text: paragraphs with blank lines between."""
    return "\n\n".join(paragraph for line in page.lines for paragraph in _written(line, page, known, blocks))


def _written(line: str, page: Page, known: Mapping[str, Page], blocks: Mapping[str, str]) -> Iterator[str]:
    """What a line stands for: furniture, a paragraph of the page it rests on, or itself."""
    if block := BLOCK.fullmatch(line):
        yield blocks[block[1]]
    elif taken := TAKEN.fullmatch(line):
        first, last = int(taken["first"]), int(taken["last"] or taken["first"])
        of = known[page.of] if page.of else next(iter(known.values()))
        text = " ".join(p for one in of.lines[first - 1 : last] for p in _written(one, of, known, blocks))
        # Inside quotation marks the source's own become single ones.
        yield '"' + text.replace('"', "'") + '"' if taken["mark"] else text
    else:
        yield line


def rows_of(event: str, pages: list[Page], blocks: Mapping[str, str]) -> list[dict[str, str]]:
    """One row a page; pages that rest on one another carry one cluster."""
    known = {page.id: page for page in pages}
    rows = []
    for page in pages:
        first = pages[0] if page.kind in DEPENDENT else page
        site = re.sub(r"[^a-z0-9]+", "-", page.publisher.lower()).strip("-")
        rows.append(
            {
                "id": f"{event}/{page.id}",
                "event": event,
                "kind": page.kind,
                "cluster": f"{event}/{first.id}",
                "url": f"https://{site}.example/{event}/{page.id}",
                "publisher": page.publisher,
                "published": page.published,
                "title": page.title,
                "text": body_of(page, known, blocks),
            }
        )
    return rows


def build() -> dict[str, list[dict[str, str]]]:
    """The halves: of each file's events every other one, in the order of their salted digests."""
    blocks = read_blocks(FIXTURE / "events" / FURNITURE)
    halves: dict[str, list[dict[str, str]]] = {half: [] for half in HALVES}
    for file in sorted((FIXTURE / "events").glob("*.txt")):
        if file.name == FURNITURE:
            continue
        events = read_events(file)
        shuffled = sorted(events, key=lambda event: sha256(f"{SALT}:{event}".encode()).hexdigest())
        for at, event in enumerate(shuffled):
            halves[HALVES[at % 2]] += rows_of(event, events[event], blocks)
    return {half: sorted(rows, key=lambda row: row["id"]) for half, rows in halves.items()}


def counted(rows: Sequence[Mapping[str, str]]) -> str:
    """How many pages there are of each kind."""
    kinds = Counter(row["kind"] for row in rows)
    events = len({row["event"] for row in rows})
    return f"{len(rows)} pages on {events} events, " + ", ".join(f"{k} {kinds[k]}" for k in KINDS)


if __name__ == "__main__":
    sys.exit(write_halves(FIXTURE, __doc__ or "", build, counted))
