"""What a page says of itself as an edition: its number, when it was published, confirmed or taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from wellsourced.model.editions import Confirmation, Edition, Retraction
from wellsourced.model.freshness import Stale
from wellsourced.model.standing import Dispute
from wellsourced.render.disputed import disputes_json
from wellsourced.render.words import counted, long_date, utc_stamp

__all__ = ["Imprint", "imprint_json", "imprint_line", "imprint_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """An edition with what befell it since.

    `confirmed_at` is when it was last found to stand; when its sources were last asked, `dead` no longer
    answered and so many as are `unreached` could not be reached. `stale` are the statements past their shelf
    life, soonest due first, `disputes` those over its statements that were not lifted.
    """

    edition: Edition
    confirmed_at: datetime | None = None
    retraction: Retraction | None = None
    dead: tuple[str, ...] = ()
    unreached: int = 0
    stale: tuple[Stale, ...] = ()
    disputes: tuple[Dispute, ...] = ()


def imprint_of(
    edition: Edition,
    confirmations: Sequence[Confirmation],
    retraction: Retraction | None,
    stale: Sequence[Stale] = (),
    disputes: Sequence[Dispute] = (),
) -> Imprint:
    """The imprint of an edition, from what befell its page: its confirmations, retraction and disputes."""
    own = [one for one in confirmations if one.edition == edition.id]
    last = max((one.confirmed_at for one in own if one.confirms(edition)), default=None)
    asked = max((one for one in own if one.asked), key=lambda one: one.confirmed_at, default=None)
    return Imprint(
        edition=edition,
        confirmed_at=last,
        retraction=retraction,
        dead=() if asked is None else asked.dead,
        unreached=0 if asked is None else asked.unreached,
        stale=tuple(stale),
        disputes=tuple(one for one in disputes if one.edition == edition.id and one.lifted_at is None),
    )


def imprint_line(imprint: Imprint) -> str:
    """`Edition 2, published November 22, 2026, confirmed on December 1, 2026`, and why it was retracted.

    How many sources no longer answered then, or could not be reached, is said beside it.
    """
    line = f"Edition {imprint.edition.number}, published {_day(imprint.edition.published_at)}"
    if imprint.confirmed_at is not None:
        line += f", confirmed on {_day(imprint.confirmed_at)}"
    silent = []
    if imprint.unreached:
        silent.append(f"{counted(imprint.unreached, 'source')} could not be reached")
    if imprint.dead:
        silent.append(f"{counted(len(imprint.dead), 'source')} no longer answered; what we archived stands")
    if silent:
        line += f" ({'; '.join(silent)})"
    if imprint.retraction is None:
        return line
    why = imprint.retraction.why.strip().rstrip(".")
    return f"{line}. Retracted on {_day(imprint.retraction.retracted_at)}: {why}"


def imprint_json(imprint: Imprint) -> dict[str, object]:
    """The imprint as plain JSON types; times in UTC."""
    edition, retraction = imprint.edition, imprint.retraction
    return {
        "page": edition.page,
        "number": edition.number,
        "published_at": utc_stamp(edition.published_at),
        "previous": edition.previous,
        "note": edition.note,
        "confirmed_at": None if imprint.confirmed_at is None else utc_stamp(imprint.confirmed_at),
        "dead": list(imprint.dead),
        "unreached": imprint.unreached,
        "retracted": None if retraction is None else retraction.why,
        "disputes": disputes_json(imprint.disputes),
    }


def _day(moment: datetime) -> str:
    return long_date(moment.astimezone(UTC).date())
