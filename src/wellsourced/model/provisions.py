"""Rules in force: what a law, order or policy lets or makes an agency do, where and since when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wellsourced.model.scope import PartialDate

__all__ = ["Paper", "Provision", "RuleValue"]


class RuleValue(StrEnum):
    """What a rule says of an action; `silent` rows never become provisions."""

    MUST = "must"
    MAY = "may"
    MUST_NOT = "must_not"
    ONLY_WITH_JUDICIAL_WARRANT = "only_with_judicial_warrant"
    ONLY_WITH = "only_with"
    UNRESOLVED = "unresolved"
    NOT_FOUND = "not_found"


class Paper(StrEnum):
    """The paper that comes with a request; `none` where it is not said or there is none."""

    NONE = "none"
    DETAINER = "detainer"
    NOTIFICATION_REQUEST = "notification_request"
    ADMINISTRATIVE_WARRANT = "administrative_warrant"
    ADMINISTRATIVE_SUBPOENA = "administrative_subpoena"
    JUDICIAL_WARRANT = "judicial_warrant"
    CRIMINAL_WARRANT = "criminal_warrant"
    COURT_ORDER = "court_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One rule of one instrument: in `place`, `agency` has `value` on action `subject`.

    `instrument` is its name as printed; `passages` are the ids of the notes that carry it.
    """

    subject: str
    place: str
    place_name: str
    agency: str
    value: RuleValue
    instrument: str
    instrument_id: str
    citation: str
    since: PartialDate | None
    passages: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.passages:
            raise ValueError("a provision cites a passage")
