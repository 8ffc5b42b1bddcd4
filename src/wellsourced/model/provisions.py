"""Rules in force: what a law, order or policy lets or makes an agency do, where and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wellsourced.model.scope import PartialDate

__all__ = [
    "DECIDED",
    "DisplacedRule",
    "Paper",
    "Provision",
    "Resolution",
    "ResolvedRule",
    "RuleValue",
    "in_places",
]


class RuleValue(StrEnum):
    """What a rule says of an action, or that none answers.

    `must`, `may`, `must_not`; `only_with_judicial_warrant`, `only_with` other papers or grounds;
    `unresolved`: there are rules, and what they come to is in doubt; `not_found`: we hold no rule, which
    says nothing of whether there is one.
    """

    MUST = "must"
    MAY = "may"
    MUST_NOT = "must_not"
    ONLY_WITH_JUDICIAL_WARRANT = "only_with_judicial_warrant"
    ONLY_WITH = "only_with"
    UNRESOLVED = "unresolved"
    NOT_FOUND = "not_found"


DECIDED = frozenset(RuleValue) - {RuleValue.UNRESOLVED, RuleValue.NOT_FOUND}
"""The values that say what holds."""


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
    """One rule of one instrument: in `place`, `agency` has `value` on action `subject` (Akoma Ntoso).

    `place`, `agency` and `subject` are codes, `place_name` and `instrument` as printed; `since` is when it
    took effect, as precise as is known; `passages` are the ids of the notes that carry it. Raises
    `ValueError` where there are none.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplacedRule:
    """A rule that speaks to the question and does not decide it: why, and the note that carries it."""

    instrument: str
    why: str
    passage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedRule:
    """What all the rules in view come to: in `place`, `agency` has `value` on `action`.

    `instrument` is the rule that decides, or for `unresolved` the first in doubt; it and `citation` are
    empty where no note carries one. `passages` are the notes it rests on, the deciding one first; for
    `not_found` those on the law that leaves the choice open. `needs` is in words, one of each group,
    and `met` the value where they are there; `exceptions` are those on record of the deciding rules;
    `notes` say what is in doubt and who runs the jail.
    """

    place: str
    place_name: str
    agency: str
    action: str
    value: RuleValue
    since: PartialDate | None = None
    instrument: str = ""
    instrument_id: str = ""
    citation: str = ""
    passages: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    met: RuleValue | None = None
    exceptions: tuple[str, ...] = ()
    displaced: tuple[DisplacedRule, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.value in DECIDED and not self.passages:
            raise ValueError("a rule that decides cites a passage")

    @property
    def in_doubt(self) -> bool:
        """Whether nothing is known to hold, not even on a condition, though there are rules."""
        return self.value is RuleValue.UNRESOLVED and self.met is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The answers of one casebook where the question is asked.

    Of the nation `rules` are the states', each for `action` and `agency`; of a `place` they are the
    place's, `action` first. `agency` is the one asked about or, where `named` is false, taken in its
    stead; `agency_name` is its name in the plural. `chain` names the governments whose rules were
    looked up, narrowest first.
    """

    action: str
    agency: str
    agency_name: str
    named: bool
    rules: tuple[ResolvedRule, ...]
    place: str | None = None
    place_name: str = ""
    chain: tuple[str, ...] = ()

    @property
    def in_doubt(self) -> bool:
        """Whether the main rule is, for one of the agencies told of."""
        return any(rule.in_doubt for rule in self.rules if rule.action == self.action)

    @property
    def passages(self) -> tuple[str, ...]:
        """The notes that its rules rest on or put aside, each once, in order."""
        cited = (
            passage
            for rule in self.rules
            for passage in (*rule.passages, *(one.passage for one in rule.displaced))
        )
        return tuple(dict.fromkeys(cited))


def in_places(resolutions: Iterable[Resolution]) -> tuple[Resolution, ...]:
    """The answers on one place each, without those on the nation, state by state."""
    return tuple(one for one in resolutions if one.place is not None)
