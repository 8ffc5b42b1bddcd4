"""New voices on a page's claims: what came into the library since, from sources the page does not show."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from wellsourced.model.claims import Claim, Stance, Topic
from wellsourced.ports import Hit
from wellsourced.steps.moves import Moves
from wellsourced.steps.weigh import Weighing, rounds, weigh_hits

__all__ = ["rivals"]


def rivals(
    claims: Sequence[Claim | Topic], since: datetime, shown: Collection[str], weighing: Weighing
) -> Moves:
    """What sources say since and did not before, that takes a side; `shown` are ids of sources left out.

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
    sided = [one for one in weigh_hits(item, hits, weighing).evidence if one.stance is not Stance.NEUTRAL]
    publishers = {hit.passage.id: weighing.view.source_of(hit.passage).publisher for hit in hits}
    told = (f"{publishers[one.passage]} now speaks to this: “{one.quote}”." for one in sided)
    return Moves(fresh=tuple(one.quote for one in sided), because=tuple(dict.fromkeys(told)))
