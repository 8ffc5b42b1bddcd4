"""Promise 23: kind, date and independence of sources are shown; one vendor alone makes nothing firm."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import Desk, Text, ask, body_of_page, bundled_answer, desk_of, markdown
from wellsourced.model.sources import SourceKind
from wellsourced.render.json import report_json
from wellsourced.render.words import confidence_level

pytestmark = pytest.mark.promise(23)

CLAIM = "The Brightwell filter removes 99 percent of lead from water."
ASKED = "Does the Brightwell filter remove 99 percent of lead from water?"


def vendor(pages: int, kind: SourceKind = SourceKind.OTHER) -> list[Text]:
    """So many pages of one company that say the same."""
    return [
        Text(body=CLAIM, publisher="Brightwell Filters Inc", kind=kind, uri=f"https://brightwell.example/{n}")
        for n in range(pages)
    ]


@pytest.mark.parametrize("pages", [1, 4, 12])
@pytest.mark.parametrize("kind", [SourceKind.OTHER, SourceKind.ADVOCACY, SourceKind.SOCIAL])
def test_one_vendor_gives_no_firm_verdict_however_often_it_says_so(
    pages: int, kind: SourceKind, tmp_path: Path
) -> None:
    (verdict,) = ask(ASKED, desk_of(vendor(pages, kind), tmp_path)).verdicts
    assert verdict.independent_sources == 1
    assert confidence_level(verdict.confidence) == 1


def test_independent_sources_make_it_firmer(tmp_path: Path) -> None:
    """Without this the test above could pass because nothing ever is firm."""
    others = [
        Text(body=CLAIM, publisher=name, kind=SourceKind.GOVERNMENT)
        for name in ("State Laboratory", "Water Board", "Tarn Institute")
    ]
    (verdict,) = ask(ASKED, desk_of([*vendor(4), *others], tmp_path)).verdicts
    assert verdict.independent_sources == 4
    assert confidence_level(verdict.confidence) == 3


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    texts = [
        *vendor(2),
        Text(body=CLAIM, publisher="State Laboratory", kind=SourceKind.GOVERNMENT, published="2025-02-03"),
    ]
    return desk_of(texts, tmp_path_factory.mktemp("mixed"))


def test_every_source_shows_its_kind_and_its_date(mixed: Desk) -> None:
    report = ask(ASKED, mixed)
    for source in report_json(report)["sources"]:  # type: ignore[union-attr]
        assert source["kind"] in set(SourceKind)
        assert source["published"]
        assert source["publisher"]
    for form in (body_of_page(report), markdown(report)):
        assert "government" in form.lower()
        assert "2025" in form


def test_the_primary_source_is_cited_before_the_vendor(mixed: Desk) -> None:
    report = ask(ASKED, mixed)
    answer = report.verdicts[0].answer
    assert answer is not None
    first = next(e for e in report.exhibits if e.passage.id == answer.citations[0].passage)
    assert first.source.publisher == "State Laboratory"


def test_law_stands_before_press_on_the_casebook() -> None:
    answer = bundled_answer("Does Texas require sheriffs to honor detainers?").verdicts[0].answer
    assert answer is not None
    report = bundled_answer("Does Texas require sheriffs to honor detainers?")
    first = next(e for e in report.exhibits if e.passage.id == answer.citations[0].passage)
    assert first.source.kind in (SourceKind.LAW, SourceKind.COURT)
