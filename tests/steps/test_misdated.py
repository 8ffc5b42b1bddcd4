"""Two dates are never spliced: a figure is published only with a date that its own source gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from desks import NOW, TODAY, Text, desk_of
from wellsourced.model.claims import Inquiry, InquiryKind
from wellsourced.model.reports import Citation, Draft, Method, Proposal, Report
from wellsourced.ports import Judgement, View
from wellsourced.steps.attribute import attribute

ROLL = (
    "The Alderford harbor office kept 90 berths on its roll in May 2024. "
    "The harbor office moved to Quay Street in June 2025, and 14 clerks moved with it."
)
PRESS = "As of June 2025 the Alderford harbor office has been on Quay Street. Its roll is open to all."


@dataclass(frozen=True)
class Gullible:
    """A verifier that believes everything: what stops a sentence here is the gate's own rule."""

    name: str = "gullible@1"

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        return [Judgement(supports=0.999, refutes=0.0005, neutral=0.0005) for _ in pairs]


@pytest.fixture
def view(tmp_path: Path) -> View:
    texts = (Text(body=ROLL, publisher="Harbor Office"), Text(body=PRESS, publisher="Alderford Press"))
    return desk_of(texts, tmp_path).library.view(TODAY)


def gated(sentence: str, view: View) -> Report:
    """What the gate makes of a sentence that cites both pages whole."""
    cited = tuple(Citation(passage=one.id, quote=one.text) for one in view.passages())
    draft = Draft(
        inquiry=Inquiry(text="Is it?", title="Is it?", slug="is-it", kind=InquiryKind.QUESTION, on=TODAY),
        verdicts=(),
        summary=(Proposal(text=sentence, citations=cited),),
        sections=(),
        bottom_line=(),
        watch=(),
        unknowns=(),
        provisions=(),
        followups=(),
        topics=(),
        search_log=(),
    )
    method = Method(verifier="gullible@1", encoder="none", writer="spliced", seconds=0.0)
    return attribute(draft, view, Gullible(), method=lambda: method, now=NOW)


@pytest.mark.parametrize(
    "sentence",
    [
        "Berths on the books of Alderford's port numbered 90 in June 2025.",
        "By June 2025, Alderford's port had a total of 90 places for boats listed.",
    ],
)
def test_a_figure_with_the_date_of_another_is_withheld_and_the_reader_told_why(
    sentence: str, view: View
) -> None:
    report = gated(sentence, view)
    assert report.statements() == ()
    [withheld] = report.withheld
    assert withheld.text == sentence
    assert withheld.why == "it tells 90 of June 2025, and what it cites gives that figure another date"


@pytest.mark.parametrize(
    "sentence",
    [
        "The Alderford harbor office kept 90 berths on its roll in May 2024.",
        "In May 2024 the roll of Alderford's harbor listed 90 berths.",
        "Alderford counted a total of 90 places for its boats in 2024.",
    ],
)
def test_a_figure_with_its_own_date_is_published(sentence: str, view: View) -> None:
    report = gated(sentence, view)
    assert [said.text for said in report.statements()] == [sentence], report.withheld
