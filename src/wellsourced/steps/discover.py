"""Asking search providers for sources: every wording at every provider, one list, and a log of it all.

What a provider could not be asked is told in the log and the others go on. Nothing found is something else:
only where every wording was answered may a check conclude that there is nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import fsum

from wellsourced.errors import Transient, WellsourcedError
from wellsourced.model.reports import SearchLogEntry, unasked
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import SearchProvider
from wellsourced.rules.source_kinds import kind_of
from wellsourced.steps.retrieve import FUSION_CONSTANT
from wellsourced.text.addresses import canonical_address, host_of, is_variant
from wellsourced.text.private import masked

__all__ = ["Discovery", "Lead", "Trace", "discover"]

PATIENCE = 2
"""Wordings a provider may fail on, one after the other, before the rest are not asked of it."""
_LONGEST_ERROR = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """That a provider found a source for a query, at a rank: 1 is the best."""

    provider: str
    query: str
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A source that was found, and by whom; `score` is the sum of its reciprocal ranks."""

    source: Source
    score: float
    found_by: tuple[Trace, ...]

    @property
    def may_be_evidence(self) -> bool:
        """Whether it may be captured and weighed; what another fact-checker concluded only shows the way."""
        return self.source.kind is not SourceKind.FACT_CHECK


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What was found, best first, and one entry of the log for each wording at each provider."""

    leads: tuple[Lead, ...]
    log: tuple[SearchLogEntry, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """What may become evidence, best first."""
        return tuple(lead.source for lead in self.leads if lead.may_be_evidence)

    @property
    def fact_checks(self) -> tuple[Source, ...]:
        """What others published on claims like it, best first: to look at, never to weigh."""
        return tuple(lead.source for lead in self.leads if not lead.may_be_evidence)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The wordings no provider answered, in order; while there are any, no negative is accepted."""
        return unasked(self.log)


_Answers = list[tuple[SearchLogEntry, Sequence[Source]]]


def discover(wordings: Sequence[str], providers: Sequence[SearchProvider]) -> Discovery:
    """The sources all providers find for all wordings, those of one page merged, by reciprocal rank.

    Providers are asked side by side, each in the order of the wordings; what comes out does not depend on
    who answers first.
    """
    if not providers:
        return Discovery(leads=(), log=())
    with ThreadPoolExecutor(max_workers=len(providers)) as pool:
        answers = [row for rows in pool.map(lambda one: _asked(one, wordings), providers) for row in rows]
    found: dict[str, list[tuple[Trace, Source]]] = defaultdict(list)
    for entry, sources in answers:
        for page, trace, source in _ranked(entry, sources):
            found[page].append((trace, source))
    leads = [_lead(traced) for traced in found.values()]
    leads.sort(key=lambda lead: (-lead.score, lead.source.uri))
    return Discovery(leads=tuple(leads), log=tuple(entry for entry, _ in answers))


def _asked(provider: SearchProvider, wordings: Sequence[str]) -> _Answers:
    """Each wording with what the provider found, or why it could not be asked."""
    answers: _Answers = []
    failures = 0
    for at, wording in enumerate(wordings):
        sources, error, hopeless = _one(provider, wording)
        hits = len(sources)
        answers.append((SearchLogEntry(where=provider.name, query=wording, hits=hits, error=error), sources))
        failures = failures + 1 if error else 0
        if hopeless or failures >= PATIENCE:
            untold = f"not asked, since it failed before: {error}"
            rest = wordings[at + 1 :]
            answers += [
                (SearchLogEntry(where=provider.name, query=query, hits=0, error=untold), ()) for query in rest
            ]
            break
    return answers


def _one(provider: SearchProvider, wording: str) -> tuple[Sequence[Source], str | None, bool]:
    """What was found, or why it could not be asked, and whether that will be so for every wording."""
    try:
        [sources] = provider.search([wording])
        if not all(isinstance(source, Source) for source in sources):
            raise TypeError
    except WellsourcedError as error:
        # The log is published: it holds nothing private, even where a plugin is careless.
        told = masked(" ".join(str(error).split()))[:_LONGEST_ERROR]
        return (), told or "it gave no reason", not isinstance(error, Transient)
    except Exception as error:
        # A plugin's own fault does not end the check; its words might hold its key, so only its kind is told.
        return (), f"it failed in its own code ({type(error).__name__}): tell its author", True
    return list(sources), None, False


def _ranked(entry: SearchLogEntry, sources: Sequence[Source]) -> Iterator[tuple[str, Trace, Source]]:
    """Each page of one answer once, at its best rank."""
    seen = set()
    for rank, source in enumerate(sources, start=1):
        page = canonical_address(source.uri)
        if page not in seen:
            seen.add(page)
            yield page, Trace(provider=entry.where, query=entry.query, rank=rank), source


def _lead(traced: Sequence[tuple[Trace, Source]]) -> Lead:
    """One page: the plainest of its addresses, and the most that any provider knows of it."""
    ranked = sorted(traced, key=lambda pair: (pair[0].rank, pair[0].provider, pair[0].query))
    sources = [source for _, source in ranked]
    best = min(sources, key=_plainness)
    kinds = [source.kind for source in sources if source.kind is not SourceKind.OTHER]
    named = [source.publisher for source in sources if source.publisher != host_of(source.uri)]
    if SourceKind.FACT_CHECK in kinds or kind_of(best.uri) is SourceKind.FACT_CHECK:
        kinds = [SourceKind.FACT_CHECK]
    return Lead(
        source=replace(
            best,
            kind=next(iter(kinds), best.kind),
            publisher=next(iter(named), best.publisher),
            published=next((source.published for source in sources if source.published), None),
        ),
        score=fsum(1.0 / (FUSION_CONSTANT + trace.rank) for trace, _ in traced),
        found_by=tuple(trace for trace, _ in traced),
    )


def _plainness(source: Source) -> tuple[bool, bool, int, str]:
    uri = source.uri
    return is_variant(uri), not uri.startswith("https://"), len(uri), uri
