"""A body's own papers call it by a short name: their title says which board 'the board' is."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import Text, ask, desk_of, labels
from wellsourced.steps.under_title import by_short_name

MINUTES = (
    "# Minutes of the harbor board, May 2026\n\n"
    "The board raised the fare for a car to $14 on 12 May 2026. It met in the old mill.\n"
)
RAISED = "The harbor board raised the fare for a car to $14."
TITLE = ("Minutes of the harbor board",)


@pytest.mark.parametrize(
    ("claim", "label"),
    [
        (RAISED, "supported"),
        ("The harbor board raised the fare for a car to $14 on 12 May 2026.", "supported"),
        ("The harbor board raised the fare for a car to $15 on 12 May 2026.", "refuted"),
        # Another time it may have been another fare.
        ("The harbor board raised the fare for a car to $12.", "not_enough_evidence"),
        ("The school board raised the fare for a car to $14.", "not_enough_evidence"),
        ("The harbor commission raised the fare for a car to $14.", "not_enough_evidence"),
    ],
)
def test_minutes_bear_out_what_is_said_of_their_board(claim: str, label: str, tmp_path: Path) -> None:
    desk = desk_of([Text(body=MINUTES, publisher="Gull Island", media_type="text/markdown")], tmp_path)
    assert labels(ask(claim, desk)) == [label]


def test_the_subject_alone_is_shortened() -> None:
    text = "The board raised the fare."
    assert by_short_name(RAISED, TITLE, text) == "The board raised the fare for a car to $14."
    assert (
        by_short_name("Gull Island City Council met.", ("Gull Island City Council",), "")
        == "The council met."
    )
    assert by_short_name("The fare was raised by the harbor board.", TITLE, text) is None
    assert by_short_name("The board of the harbor raised the fare.", TITLE, text) is None


@pytest.mark.parametrize(
    ("over", "text"),
    [
        (("Minutes of the school board",), "The board raised the fare."),
        (("Minutes of the harbor board and the school board",), "The board raised the fare."),
        (TITLE, "The school board asked first. The board raised the fare."),
        (TITLE, "The Board of Health asked first. The board raised the fare."),
        (TITLE, "Both boards met. The board raised the fare."),
        (("Minutes of the upper harbor board",), "The upper harbor board met. The board raised the fare."),
        (("On boards",), "The board raised the fare."),
    ],
)
def test_where_another_is_named_none_is_meant(over: tuple[str, ...], text: str) -> None:
    assert by_short_name(RAISED, over, text) is None
