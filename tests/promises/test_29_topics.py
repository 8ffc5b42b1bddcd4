"""Promise 29: a page is filed under what its claims are about, and under nothing it only mentions."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import Text, ask, bundled_answer, desk_of

pytestmark = pytest.mark.promise(29)

DETAINERS, ENFORCEMENT = "ICE detainers", "Local police and immigration enforcement"
TASK_FORCES, RECORDING = "287(g) agreements", "Recording the police"
# What is asked, the topics it is about, and those it may be about too.
ABOUT = [
    ("Does Texas require sheriffs to honor ICE detainers?", {DETAINERS}, {ENFORCEMENT}),
    ("Are ICE detainers mandatory under federal law?", {DETAINERS}, {ENFORCEMENT}),
    ("Can local police departments sign 287(g) agreements?", {TASK_FORCES}, {ENFORCEMENT}),
    ("Can people record the police in Massachusetts?", {RECORDING}, set()),
    ("Does Oregon bar local police from honoring detainers?", {DETAINERS}, {ENFORCEMENT}),
]


@pytest.mark.parametrize(("asked", "wanted", "fitting"), ABOUT)
def test_a_page_is_filed_under_what_is_asked(asked: str, wanted: set[str], fitting: set[str]) -> None:
    topics = set(bundled_answer(asked).topics)
    assert wanted <= topics
    assert topics <= wanted | fitting


def test_nothing_a_source_mentions_by_the_way_becomes_a_topic(tmp_path: Path) -> None:
    aside = Text(
        body="The Tarn Bridge opened in 1990. The governor has since visited Canada and the ICE office.",
        publisher="Gazette",
    )
    report = ask("Did the Tarn Bridge open in 1990?", desk_of([aside], tmp_path, bundled=True))
    assert report.verdicts[0].label.value == "supported"
    assert set(report.topics) <= {"Tarn Bridge"}
