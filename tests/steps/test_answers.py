"""Which sentences answer who, when or how much: those of the kind asked for, and not of the contrary."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import Text, ask, desk_of, labels

VOTE = "The Fennmouth council voted 4 to 1 to raise the ferry fare."
LONE = "Councilwoman Ada Corvane voted against the ferry fare increase in Fennmouth."
RIDES = "A single ride costs $2.25. Riders aged 65 and older pay $1.10 for a single ride."
SOLD = "The Harbor Office issued 412 harbor permits in March 2026."


@pytest.mark.parametrize(
    ("question", "held", "answer"),
    [
        ("Who voted against the ferry fare increase in Fennmouth?", LONE, LONE),
        ("Who voted against raising the ferry fare in Fennmouth?", VOTE, None),
        ("How many harbor permits were issued?", SOLD, SOLD),
        ("How much is a harbor permit?", SOLD, None),
        ("How much is a single ride?", RIDES, "A single ride costs $2.25."),
        ("How much is a single ride for riders aged 65 and older?", RIDES, RIDES.partition(". ")[2]),
        ("How much is a single ride for children?", RIDES, None),
    ],
)
def test_a_sentence_answers_that_is_of_the_kind_and_the_side_asked_for(
    question: str, held: str, answer: str | None, tmp_path: Path
) -> None:
    report = ask(question, desk_of([Text(body=held, publisher="Gazette")], tmp_path))
    told = report.verdicts[0].answer
    assert labels(report) == ["not_enough_evidence" if answer is None else "supported"]
    assert (None if told is None else told.text) == answer
