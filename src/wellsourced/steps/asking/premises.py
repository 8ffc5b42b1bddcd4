"""What a question takes for granted: "Why did the bridge close?" that the bridge closed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wellsourced.model.claims import Claim, Topic
from wellsourced.steps.asking.declare import declare

__all__ = ["premises_of"]

_PRESUMES = re.compile(
    r"^(?:why|when|since when) (?P<asked>(?:did|does|do|is|are|was|were|has|have|had)\s.+?)\??$",
    re.IGNORECASE,
)
_OPEN = re.compile(r"^(?:is|are|was|were|do|does) (?:it|there|you|i|we)\b", re.IGNORECASE)


def premises_of(items: Iterable[Claim | Topic]) -> tuple[Claim, ...]:
    """The statements that questions of why and when take for granted, in order, each in its scope."""
    found = []
    for item in items:
        presumed = _PRESUMES.match(item.text.strip()) if isinstance(item, Topic) else None
        if presumed is None or _OPEN.match(presumed["asked"]):
            continue
        declared = declare(f"{presumed['asked']}?")
        if declared is not None:
            found.append(Claim(text=f"{declared.text}.", scope=item.scope, authority=item.authority))
    return tuple(found)
