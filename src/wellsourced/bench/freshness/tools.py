"""What refreshers work with: models loaded once, a clock that follows the steps, and meters on everything."""

from __future__ import annotations

import resource
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from wellsourced.bench.freshness.events import Topic, day_of
from wellsourced.bench.freshness.outcomes import Cost, Quoted
from wellsourced.bench.freshness.site import Site, SiteSearch
from wellsourced.check import Desk
from wellsourced.config import (
    open_afresh,
    open_bare_library,
    open_extractor,
    open_forgetful,
    open_made_up_web,
)
from wellsourced.model.reports import Report
from wellsourced.model.sources import Source
from wellsourced.ports import (
    Capture,
    Encoder,
    Extractor,
    Fetcher,
    Fetching,
    Judgement,
    Verifier,
)
from wellsourced.settings import Settings
from wellsourced.steps.gather import Web

__all__ = ["CountingVerifier", "Meter", "StepClock", "Tools", "open_tools", "quoted_of"]


class CountingVerifier:
    """A `Verifier` over another that counts the pairs it is asked to judge, and keeps their claims."""

    def __init__(self, verifier: Verifier) -> None:
        self.name = verifier.name
        self._verifier = verifier
        self.pairs = 0
        self.claims: dict[str, None] = {}
        """The texts that were judged since the last `forget`, in order."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        """One judgement a pair."""
        self.pairs += len(pairs)
        self.claims.update(dict.fromkeys(claim for claim, _ in pairs))
        return self._verifier.judge(pairs)

    def forget(self) -> None:
        """Begin to keep claims anew; the count goes on."""
        self.claims = {}


@dataclass(slots=True)
class StepClock:
    """A clock that stands at the hour of a step."""

    step: int = 0

    def now(self) -> datetime:
        """Noon of the step's day, UTC."""
        return datetime.combine(day_of(self.step), time(12), UTC)


class _DatedFetcher:
    """A `Fetcher` whose captures bear the time of the step's clock.

    At each step it is opened anew, as a week later it would be: what hosts asked for then (to wait an hour,
    a robots.txt that holds for a day) is over.
    """

    def __init__(self, opened: Callable[[], Fetcher], clock: StepClock) -> None:
        self._opened, self._clock = opened, clock
        self._fetcher, self._step = opened(), clock.step

    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        if self._step != self._clock.step:
            self._fetcher, self._step = self._opened(), self._clock.step
        now = self._clock.now()
        return [
            replace(one, captured_at=now) if isinstance(one, Capture) else one
            for one in self._fetcher.fetch(sources)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """Models of the settings, loaded once and without a memory; `verifier` counts what is asked of it."""

    encoder: Encoder
    verifier: CountingVerifier
    extractor: Extractor
    site: Site
    clock: StepClock = field(default_factory=StepClock)
    rounds: int = 2

    @contextmanager
    def desk(self, topic: Topic, folder: Path | None = None) -> Iterator[Desk]:
        """A desk with memories that know nothing, over the library in a folder, or one that is gone after.

        Its `web` finds the pages of the topic and reads them, only what changed where it read them before.
        """
        with tempfile.TemporaryDirectory(prefix="wellsourced-bench-") as made:
            place = folder or Path(made)
            encoder, verifier = open_afresh(self.encoder, self.verifier)
            kept = place / "kept"
            kept.mkdir(exist_ok=True)
            fetching = Fetching(allowed_hosts=self.site.hosts, delay=0.0, kept=kept)
            web = Web(
                providers=(SiteSearch(topic, self.site),),
                fetcher=_DatedFetcher(partial(open_made_up_web, fetching), self.clock),
                extractor=self.extractor,
            )
            with closing(open_bare_library(place / "library", encoder)) as library:
                yield Desk(
                    library=library,
                    encoder=encoder,
                    verifier=verifier,
                    clock=self.clock,
                    web=web,
                    rounds=self.rounds,
                )

    def meter(self) -> Meter:
        """A meter that starts now."""
        return Meter(self)

    def at(self, step: int) -> None:
        """Show the step: the clock and the site go there."""
        self.clock.step = self.site.step = step


def open_tools(settings: Settings, site: Site) -> Tools:
    """The tools of the settings, warm."""
    encoder, verifier = open_forgetful(settings)
    encoder.encode(["The lamp is lit."])
    verifier.judge([("The lamp is lit.", "The lamp in the hall is lit at dusk.")])
    return Tools(
        encoder=encoder,
        verifier=CountingVerifier(verifier),
        extractor=open_extractor(settings),
        site=site,
        rounds=settings.rounds,
    )


class Meter:
    """What was spent since it was made: this process and the children it has waited for."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._pairs, self._asked = tools.verifier.pairs, tools.site.asked
        self._cpu, self._wall = _cpu(), perf_counter()

    def cost(self) -> Cost:
        """The cost so far."""
        return Cost(
            verifier_calls=self._tools.verifier.pairs - self._pairs,
            cpu_seconds=round(_cpu() - self._cpu, 4),
            wall_seconds=round(perf_counter() - self._wall, 4),
            requests=self._tools.site.asked - self._asked,
        )


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def quoted_of(report: Report, site: Site) -> tuple[Quoted, ...]:
    """The page as outcomes tell it: each statement with each of its quotations of a known source."""
    source_of = {exhibit.passage.id: site.id_of(exhibit.source.uri) for exhibit in report.exhibits}
    told = dict.fromkeys(
        (statement.text, source, citation.quote)
        for statement in report.statements()
        for citation in statement.citations
        if (source := source_of[citation.passage]) is not None
    )
    return tuple(Quoted(statement=text, source=source, quote=quote) for text, source, quote in told)
