"""Readers of a site, and how long they wait: `python -m tools.readers http://127.0.0.1:8080 --seconds 60`.

Each reader takes a page, thinks, and takes another, as the site's own sitemap lists them: most often one of
the newest, now and then the front page, a feed or the JSON. With `--think 0` nobody thinks, and what is
measured is what the site can send at most (closed loop).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import httpx2

__all__ = ["Figures", "addresses", "read_on"]

SPREAD = 0.5
"""A reader thinks for so much less or more of the time, by chance."""
PATIENCE = 30.0


@dataclass(slots=True)
class Figures:
    """What was measured; `waits` in seconds, by the kind of what was asked."""

    waits: dict[str, list[float]] = field(default_factory=dict)
    failed: int = 0
    bytes: int = 0

    def told(self, seconds: float) -> dict[str, object]:
        """The figures in short."""
        every = sorted(wait for waits in self.waits.values() for wait in waits)
        kinds = {
            kind: {"n": len(waits), "p95_ms": _ms(sorted(waits), 0.95)} for kind, waits in self.waits.items()
        }
        return {
            "requests": len(every),
            "failed": self.failed,
            "requests_per_second": round(len(every) / seconds, 1),
            "kilobytes_per_second": round(self.bytes / seconds / 1000),
            "p50_ms": _ms(every, 0.5),
            "p95_ms": _ms(every, 0.95),
            "p99_ms": _ms(every, 0.99),
            "worst_ms": _ms(every, 1.0),
            "by_kind": kinds,
        }


def _ms(ordered: Sequence[float], share: float) -> float:
    return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1) if ordered else 0.0


async def addresses(site: str) -> list[str]:
    """The pages of a site, by its sitemap."""
    async with httpx2.AsyncClient(timeout=600) as client:  # its first look at a library takes its time
        answer = await client.get(f"{site}/sitemap.xml")
        answer.raise_for_status()
        found = re.findall(r"<loc>([^<]+)</loc>", answer.text)
        while found and all(one.endswith(".xml") for one in found):
            parts = [await client.get(part) for part in found]
            found = [one for part in parts for one in re.findall(r"<loc>([^<]+)</loc>", part.text)]
    return [one for one in found if re.search(r"/p/[^/]+$", one)]


async def read_on(site: str, readers: int, think: float, seconds: float) -> Figures:
    """So many readers for so many seconds."""
    pages = await addresses(site)
    figures, until = Figures(), time.monotonic() + seconds
    async with asyncio.TaskGroup() as together:
        for number in range(readers):
            choices = _choices(random.Random(number), site, pages)
            together.create_task(_reader(choices, think, until, figures))
    return figures


async def _reader(choices: Iterator[tuple[str, str]], think: float, until: float, figures: Figures) -> None:
    chance = random.Random()
    async with httpx2.AsyncClient(timeout=PATIENCE) as client:
        await asyncio.sleep(think * chance.random())
        for kind, address in choices:
            if time.monotonic() > until:
                return
            began = time.perf_counter()
            try:
                answer = await client.get(address)
                figures.waits.setdefault(kind, []).append(time.perf_counter() - began)
                figures.failed += answer.status_code != 200
                figures.bytes += answer.num_bytes_downloaded
            except httpx2.TransportError:
                figures.failed += 1
            await asyncio.sleep(think * chance.uniform(1 - SPREAD, 1 + SPREAD))


def _choices(chance: random.Random, site: str, pages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What a reader asks for: a page nine times of ten, half of them of the newest tenth."""
    near = max(1, len(pages) // 10)
    while True:
        page = pages[chance.randrange(near) if chance.random() < 0.5 else chance.randrange(len(pages))]
        other = chance.random()
        if other < 0.05:
            yield "home", f"{site}/"
        elif other < 0.08:
            yield "json", f"{page}.json"
        elif other < 0.10:
            yield "feed", f"{site}/feed.atom"
        else:
            yield "page", page


def main() -> None:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", help="its address, without a slash at its end")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--think", type=float, default=1.0, help="seconds; 0 for a closed loop")
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    figures = asyncio.run(read_on(given.site.rstrip("/"), given.readers, given.think, given.seconds))
    load = [round(one, 2) for one in os.getloadavg()]
    told = {"readers": given.readers, "think": given.think, "seconds": given.seconds, "load_average": load}
    print(json.dumps({**told, **figures.told(given.seconds)}, indent=1))


if __name__ == "__main__":
    main()
