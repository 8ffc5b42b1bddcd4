"""What rules come to in a place, as plain JSON types: the rows of `rules --json`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wellsourced.render.words import NOT_ADVICE_ON_RULES
from wellsourced.rules.casebook import LoadedCasebook
from wellsourced.rules.chain import chain_of
from wellsourced.rules.engine import Answer
from wellsourced.rules.situation import Situation
from wellsourced.rules.telling import known_until

__all__ = ["Ruled", "ruled_json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A question with its answer."""

    asked: Situation
    answer: Answer


def ruled_json(one: Ruled, casebook: LoadedCasebook, day: date) -> dict[str, object]:
    """An answer as plain JSON types; sets are sorted, `chain` goes from the narrowest to the widest."""
    asked, answer = one.asked, one.answer
    return {
        "place": asked.place,
        "chain": [code for group in chain_of(asked.place) for code in sorted(group)],
        "agency": asked.agency,
        "action": asked.action,
        "paper": str(asked.paper),
        "on": day.isoformat(),
        "value": answer.value.value,
        "needs": {"papers": sorted(answer.needs.papers), "grounds": sorted(answer.needs.grounds)},
        "because": [
            {
                "instrument": rule.instrument,
                "citation": rule.citation,
                "level": rule.level,
                "url": rule.url,
                "verified": rule.verified,
            }
            for rule in answer.because
        ],
        "displaced": [{"instrument": rule.instrument, "why": rule.why} for rule in answer.displaced],
        "exceptions": list(answer.exceptions),
        "confidence": answer.confidence,
        "notes": [*answer.notes, *known_until(casebook, day), NOT_ADVICE_ON_RULES],
    }
