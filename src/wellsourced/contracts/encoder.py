"""The contract of encoders, which turn texts into vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from wellsourced.contracts.broken import ODD_TEXTS, named, require
from wellsourced.ports import Encoder

__all__ = ["CHECKS", "Case"]

SAME = 1e-4
"""How far two vectors of one text may be apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An encoder; of `near` the first two texts mean nearly the same, and the third something else."""

    make: Callable[[], Encoder]
    near: tuple[str, str, str] = (
        "The ferry sails on Sundays.",
        "On Sundays the ferry sails.",
        "Copper is traded in London.",
    )


def it_has_a_name(case: Case) -> None:
    """An index is of one encoder, and is known by its name."""
    named(case.make())


def each_text_has_its_vector(case: Case) -> None:
    """As many rows as texts, of as many floats as it says; none for none."""
    encoder = case.make()
    require(encoder.dimension > 0, "it has a dimension", encoder.dimension)
    for texts in ([], [case.near[0]], list(case.near)):
        shape = tuple(encoder.encode(texts).shape)
        require(shape == (len(texts), encoder.dimension), "rows are texts, columns its dimension", shape)


def vectors_are_of_unit_length(case: Case) -> None:
    """Products are cosines."""
    for row in case.make().encode([*case.near, "x"]).tolist():
        require(abs(_dot(row, row) - 1) < 1e-3, "vectors have length 1", sqrt(_dot(row, row)))


def batch_mates_change_nothing(case: Case) -> None:
    """A text is encoded the same alone, with others and in another order."""
    encoder = case.make()
    together = encoder.encode([*case.near, "word " * 200]).tolist()
    turned = encoder.encode(list(reversed(case.near))).tolist()[::-1]
    for at, text in enumerate(case.near):
        (alone,) = encoder.encode([text]).tolist()
        apart = max(_apart(alone, together[at]), _apart(alone, turned[at]))
        require(apart < SAME, "a vector does not depend on what is encoded beside it", apart)


def what_means_the_same_is_near(case: Case) -> None:
    """Two wordings of one thing are nearer than two things."""
    one, other, else_ = case.make().encode(list(case.near)).tolist()
    require(
        _dot(one, other) > _dot(one, else_), "the first two texts are nearer than the first and the third"
    )


def odd_texts_do_no_harm(case: Case) -> None:
    """Whatever stands in a source has a vector of finite numbers."""
    for row in case.make().encode(list(ODD_TEXTS)).tolist():
        require(all(abs(number) <= 1.001 for number in row), "vectors are finite, of length 1 at most")


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return fsum(a * b for a, b in zip(one, other, strict=True))


def _apart(one: Sequence[float], other: Sequence[float]) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


CHECKS = (
    it_has_a_name,
    each_text_has_its_vector,
    vectors_are_of_unit_length,
    batch_mates_change_nothing,
    what_means_the_same_is_near,
    odd_texts_do_no_harm,
)
