"""The domains: which makers of cards each has, and how often each is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from frames.associations import ASSOCIATIONS
from frames.cards import Maker
from frames.changes import CHANGES
from frames.climate import CLIMATE
from frames.compare import COMPARE
from frames.courts import COURTS
from frames.events import Event, event_card
from frames.events_news import NEWS
from frames.events_trade import TRADE
from frames.events_works import WORKS
from frames.events_world import WORLD
from frames.figures import FIGURES
from frames.genes import GENETICS
from frames.health import HEALTH
from frames.lives import LIVES
from frames.remedies import REMEDIES
from frames.rule_numbers import RULE_NUMBERS
from frames.rule_scope import RULE_SCOPE
from frames.rule_strength import RULE_STRENGTH
from frames.rules import RULES
from frames.sayings import SAYINGS
from frames.science import SCIENCE
from frames.science_groups import SCIENCE_GROUPS
from frames.settlements import SETTLEMENTS
from frames.spans import SPANS
from frames.tables import TABLES
from frames.totals import TOTALS
from frames.verdicts import VERDICTS

__all__ = ["DOMAINS", "Domain"]


@dataclass(frozen=True, slots=True)
class Domain:
    """Makers with their shares; `weight` is the domain's own share."""

    weight: float
    makers: Sequence[Maker]
    shares: Sequence[float]


def _domain(weight: float, makers: Sequence[tuple[float, Maker]]) -> Domain:
    return Domain(weight, [maker for _, maker in makers], [share for share, _ in makers])


def _events(events: Sequence[Event]) -> list[tuple[float, Maker]]:
    return [(1.0, partial(event_card, event=event)) for event in events]


DOMAINS = {
    "law": _domain(3.6, [*RULES, *RULE_SCOPE, *RULE_NUMBERS, *RULE_STRENGTH]),
    "courts": _domain(1.8, [*COURTS, *VERDICTS, *SETTLEMENTS]),
    "figures": _domain(2.2, [*FIGURES, *CHANGES, *COMPARE, *TOTALS, *SPANS]),
    "news": _domain(1.3, _events([*NEWS, *TRADE])),
    "world": _domain(1.5, [*_events([*WORKS, *WORLD]), *((3.0 * share, maker) for share, maker in LIVES)]),
    "tables": _domain(1.2, TABLES),
    "health": _domain(1.3, [*HEALTH, *REMEDIES]),
    "sayings": _domain(1.2, SAYINGS),
    "science": _domain(2.2, [*SCIENCE, *SCIENCE_GROUPS, *GENETICS, *ASSOCIATIONS]),
    "climate": _domain(1.0, CLIMATE),
}
