"""Which way a sentence points is counted: it orders what could not be weighed, and decides nothing."""

import pytest

from wellsourced.steps.proving.turning import turned

CLAIM = "Alderford requires a permit to moor a barge."


@pytest.mark.parametrize(
    "sentence",
    [
        "Alderford no longer requires a permit to moor a barge.",
        "Nobody needs a permit to moor a barge in Alderford.",
        "Barges may be moored in Alderford without a permit.",
        "Alderford dropped its permit requirement, so anyone may moor a barge without one.",
        "The harbor board abolished the permit for mooring a barge.",
    ],
)
def test_one_turn_points_the_other_way(sentence: str) -> None:
    assert turned(CLAIM, sentence)
    assert turned(sentence, CLAIM)


@pytest.mark.parametrize(
    "sentence",
    [
        "No one may moor a barge in Alderford without a permit.",
        "A permit is required to moor a barge in Alderford.",
        "It is unlawful to moor a barge in Alderford without a permit.",
    ],
)
def test_two_turns_are_none(sentence: str) -> None:
    assert not turned(CLAIM, sentence)


def test_opposites_point_apart_where_only_one_side_has_each() -> None:
    assert turned("Barges are allowed in Alderford.", "Barges are prohibited in Alderford.")
    assert not turned("A permit allows barges to moor.", "With a permit barges are allowed to moor.")


def test_an_office_left_points_away_from_an_office_held() -> None:
    held = "Ada Corvane serves as harbor master of Alderford."
    assert turned(held, "Ada Corvane stepped down as harbor master of Alderford.")
    assert turned(held, "Ada Corvane has left the post of harbor master in Alderford.")
    assert not turned(held, "The harbor master of Alderford is Ada Corvane.")


def test_an_opposite_that_is_denied_points_the_same_way() -> None:
    assert not turned("Barges are banned in Alderford.", "By order, barges are not allowed in Alderford.")
    assert not turned("The water is hot at noon.", "The water is not cold at noon.")
    assert turned("The water is hot at noon.", "The water is cold at noon.")


BLOCKED = "An order of the harbor court blocks the barge rule of Alderford."


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbor court has dissolved the injunction against the barge rule of Alderford.",
        "The injunction against the barge rule of Alderford was lifted by the harbor court.",
        "Alderford may enforce the barge rule again, the harbor court ruled.",
        "The harbor court lifted its order against the barge rule of Alderford.",
    ],
)
def test_a_bar_that_is_taken_away_points_away_from_it(sentence: str) -> None:
    assert turned(BLOCKED, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Enforcement of the barge rule in Alderford is on hold under an order of the harbor court.",
        "An injunction of the harbor court keeps Alderford from enforcing the barge rule.",
        "The harbor court has enjoined Alderford from enforcing the barge rule.",
    ],
)
def test_the_ways_to_bar_a_thing_point_one_way(sentence: str) -> None:
    assert not turned(BLOCKED, sentence)


def test_an_exception_turns_nothing_where_nothing_else_does() -> None:
    assert turned("Barges may not moor in Alderford.", "Barges may moor in Alderford unless a storm is near.")
    assert not turned(CLAIM, "It is unlawful to moor a barge in Alderford unless the board gave a permit.")
    assert turned("Mooring is prohibited in winter.", "The board voted to drop the mooring ban for winter.")


def test_words_that_both_have_tell_them_not_apart() -> None:
    claim = "The water board must notify neighbors before it shuts off water."
    assert turned(claim, "Before it shuts off water, the water board is not required to notify neighbors.")
    assert not turned(claim, "Neighbors must be notified before the water board shuts off water.")


def test_who_is_free_to_do_a_thing_may_do_it() -> None:
    claim = "Alderford may not enforce the barge rule while an injunction stands."
    assert turned(
        claim, "Alderford is free to enforce the barge rule after the court dissolved its injunction."
    )
    assert turned("Barges pay a fee in Alderford.", "Barges moor free in Alderford.")
