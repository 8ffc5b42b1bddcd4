"""The contract of verifiers, which judge what a passage does for a claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wellsourced.contracts.broken import ODD_TEXTS, named, require
from wellsourced.model.claims import Stance
from wellsourced.ports import Judgement, Verifier

__all__ = ["CHECKS", "Case"]

SAME = 1e-4
"""How far two judgements of one pair may be apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A verifier, and pairs of claim and passage that it should know: borne out, and beside the point."""

    make: Callable[[], Verifier]
    supported: tuple[str, str] = (
        "The ferry sails on Sundays.",
        "In summer it is daily. The ferry sails on Sundays and holidays.",
    )
    unrelated: tuple[str, str] = ("The ferry sails on Sundays.", "Copper was traded at a low in London.")
    supports_only: bool = False
    """Whether it never refutes, as one of two classes must not."""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [
            self.supported,
            self.unrelated,
            (self.supported[0], ""),
            (self.unrelated[1], self.supported[1]),
        ]


def it_has_a_name_with_a_version(case: Case) -> None:
    """Judgements are remembered by it: another version judges anew."""
    named(case.make(), versioned=True)


def each_pair_has_its_judgement(case: Case) -> None:
    """As many judgements as pairs, in their order; none for none."""
    verifier = case.make()
    for pairs in ([], case.pairs[:1], case.pairs):
        came = verifier.judge(pairs)
        require(len(came) == len(pairs), "as many judgements as pairs", len(came))
        require(all(isinstance(one, Judgement) for one in came), "judgements are `Judgement`s")


def chances_sum_to_one(case: Case) -> None:
    """Three numbers of 0 to 1 that sum to 1."""
    for one in case.make().judge(case.pairs):
        chances = (one.supports, one.refutes, one.neutral)
        require(all(0 <= number <= 1 for number in chances), "chances are of 0 to 1", chances)
        require(abs(sum(chances) - 1) < 1e-3, "chances sum to 1", chances)


def batch_mates_change_nothing(case: Case) -> None:
    """A pair is judged the same alone, with others, in another order and again."""
    verifier = case.make()
    together = verifier.judge(case.pairs)
    turned = verifier.judge(case.pairs[::-1])[::-1]
    for at, pair in enumerate(case.pairs):
        (alone,) = verifier.judge([pair])
        apart = max(_apart(alone, together[at]), _apart(alone, turned[at]))
        require(apart < SAME, "a judgement does not depend on what is judged beside it", apart)


def what_is_borne_out_is_supported(case: Case) -> None:
    """A passage that says it supports it."""
    (came,) = case.make().judge([case.supported])
    require(came.stance is Stance.SUPPORTS, "the passage that says it supports it", came)


def silence_is_no_denial(case: Case) -> None:
    """A passage beside the point, or an empty one, neither supports nor refutes."""
    for passage in (case.unrelated[1], ""):
        (came,) = case.make().judge([(case.unrelated[0], passage)])
        require(came.stance is Stance.NEUTRAL, f"{passage!r} takes no side", came)


def one_that_only_supports_never_refutes(case: Case) -> None:
    """Of one that cannot tell a denial from silence, no number speaks against a claim."""
    if not case.supports_only:
        return
    denied = (case.supported[0], f"It is not so that {case.supported[0][0].lower()}{case.supported[0][1:]}")
    for came in case.make().judge([*case.pairs, denied]):
        require(came.refutes == 0, "what only supports gives no chance to a refutation", came)
    (came,) = case.make().judge([denied])
    require(came.stance is not Stance.SUPPORTS, "a denial is not taken for support", came)


def odd_texts_do_no_harm(case: Case) -> None:
    """Whatever stands in a source is judged."""
    pairs = [(text, text[::-1]) for text in ODD_TEXTS] + [(case.supported[0], text) for text in ODD_TEXTS]
    for one in case.make().judge(pairs):
        require(
            abs(one.supports + one.refutes + one.neutral - 1) < 1e-3, "odd texts have judgements too", one
        )


def _apart(one: Judgement, other: Judgement) -> float:
    return max(
        abs(one.supports - other.supports), abs(one.refutes - other.refutes), abs(one.neutral - other.neutral)
    )


CHECKS = (
    it_has_a_name_with_a_version,
    each_pair_has_its_judgement,
    chances_sum_to_one,
    batch_mates_change_nothing,
    what_is_borne_out_is_supported,
    silence_is_no_denial,
    one_that_only_supports_never_refutes,
    odd_texts_do_no_harm,
)
