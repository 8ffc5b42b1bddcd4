"""Who publishes a page says what place it is of, where that is a government."""

from pathlib import Path

import pytest

from desks import TODAY, Text, desk_of
from wellsourced.steps.lines_over import lines_over


@pytest.mark.parametrize(
    ("publisher", "is_letterhead"),
    [
        ("City of Alderford", True),
        ("Alder County Sheriff's Office", True),
        ("The Alderford Courier", False),
        ("unknown publisher", False),
    ],
)
def test_the_letterhead_of_a_government_stands_over_its_pages(
    publisher: str, is_letterhead: bool, tmp_path: Path
) -> None:
    desk = desk_of([Text(body="Mooring overnight is banned along the quay.", publisher=publisher)], tmp_path)
    view = desk.library.view(TODAY)
    [passage] = view.passages()
    title = view.document_of(passage).title
    assert lines_over(passage, view) == ((publisher, title) if is_letterhead else (title,))
