"""New voices on a page's claims: what came into the library since, from sources the page does not show."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from wellsourced.model.claims import Claim, Stance, Topic
from wellsourced.ports import Hit
from wellsourced.steps.moves import Moves
from wellsourced.steps.undecided import speaking
from wellsourced.steps.weigh import Weighing, rounds, weigh_hits

__all__ = ["rivals"]


def rivals(
    claims: Sequence[Claim | Topic], since: datetime, shown: Collection[str], weighing: Weighing
) -> Moves:
    """What sources say since and did not before, that takes a side or speaks of the very same.

    `shown` are ids of sources left out.
    Only this is weighed: what the library held before was weighed then.
    """
    found = Moves()
    new = weighing.view.new_since(since, shown)
    if not new:
        return found
    for item in claims:
        wordings = next(rounds(item, weighing.matters, 1))
        hits = weighing.view.measured(new, wordings[0])
        found += _speaking(item, hits, replace(weighing, asked=wordings))
    return found


def _speaking(item: Claim | Topic, hits: Sequence[Hit], weighing: Weighing) -> Moves:
    view = weighing.view
    finding = weigh_hits(item, hits, weighing)
    passages = {hit.passage.id: hit.passage for hit, _ in finding.hits}
    heard = [(passages[e.passage], e.quote) for e in finding.evidence if e.stance is not Stance.NEUTRAL]
    heard += [(one.passage, one.quote) for one in speaking(finding, view)]
    told = (f"{view.source_of(passage).publisher} now speaks to this: “{quote}”." for passage, quote in heard)
    return Moves(fresh=tuple(quote for _, quote in heard), because=tuple(dict.fromkeys(told)))
