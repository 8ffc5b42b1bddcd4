"""New voices on a page's claims: what came into the library since, from sources the page does not show."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from wellsourced.model.claims import Claim, Stance, Topic
from wellsourced.ports import Hit, View
from wellsourced.steps.moves import Moves
from wellsourced.steps.reanchor import as_read
from wellsourced.steps.undecided import speaking
from wellsourced.steps.weigh import Weighing, rounds, weigh_hits

__all__ = ["rivals"]

LOOKED_AT = 8
"""Passages nearest to a sentence among which one that says the very same is looked for."""


def rivals(
    claims: Sequence[Claim | Topic], since: datetime, shown: Collection[str], weighing: Weighing
) -> Moves:
    """What sources say since and did not before, that takes a side or speaks of the very same.

    `shown` are ids of sources left out. Only this is weighed: what the library held before was weighed then.
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
    new = {passage.id for passage in passages.values()}
    heard += [(o.passage, o.quote) for o in speaking(finding, view) if not _was_told(o.quote, new, view)]
    told = (f"{view.source_of(passage).publisher} now speaks to this: “{quote}”." for passage, quote in heard)
    return Moves(fresh=tuple(quote for _, quote in heard), because=tuple(dict.fromkeys(told)))


def _was_told(quote: str, new: Collection[str], view: View) -> bool:
    """Whether a passage that is not new says it word for word: from another source it tells nothing more."""
    told = as_read(quote)
    others = (hit.passage for hit in view.search(quote, LOOKED_AT) if hit.passage.id not in new)
    return any(told in as_read(passage.text) for passage in others)
