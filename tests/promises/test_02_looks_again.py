"""Promise 2: before a negative, other words, other dates and no names are tried, and the page says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import TODAY, Desk, Text, ask, body_of_page, desk_of, flagship, markdown
from wellsourced.check import investigate
from wellsourced.model.reports import Report
from wellsourced.steps.classify import read_inquiry
from wellsourced.steps.decompose import decompose

pytestmark = pytest.mark.promise(2)

BRIDGE = "The Tarn Bridge opened in June 1990. It has two lanes and a footpath."
FEE = "Alder County raised its fishing permit fee to $12 in April 2024. The vote was five to two."
BLOWERS = "The Fennmouth council banned leaf blowers in March 2023. Fines start at $50."
FERRY = "The ferry to Otter Island carries cars on Sundays. On other days it takes walkers only."
MAYOR = "Ruth Okafor was elected mayor of Fennmouth in 2022. She won 54 percent of the vote."
KIDNEY = "A surgeon at Harrow hospital removed the wrong kidney in August 2021. The hospital apologized."
TOOLS = "The Birch County library lends tools as well as books. A ladder may be kept for three days."
ROAD = "Heavy rain closed the coast road near Gull Point for nine days in January 2025."

AMISS = [
    # The wrong word.
    ("Was the Tarn Bridge inaugurated in 1990?", BRIDGE),
    ("Did Alder County increase what anglers pay for a licence?", FEE),
    ("Did Fennmouth prohibit leaf blowers?", BLOWERS),
    ("Do boats to Otter Island take automobiles on Sundays?", FERRY),
    ("Was Ruth Okafor voted in as mayor of Fennmouth?", MAYOR),
    ("Did doctors at Harrow hospital take out the wrong organ?", KIDNEY),
    ("Can people borrow tools from the Birch County library?", TOOLS),
    # The wrong month.
    ("Did the Tarn Bridge open in March 1990?", BRIDGE),
    ("Did Alder County raise the fishing permit fee in October 2024?", FEE),
    ("Was the coast road shut by rain in February 2025?", ROAD),
    ("Did Fennmouth ban leaf blowers in December 2023?", BLOWERS),
    # No name.
    ("Which county raised its fishing permit fee to $12?", FEE),
    ("Which council banned leaf blowers?", BLOWERS),
    ("Did a surgeon remove the wrong kidney in 2021?", KIDNEY),
    ("Which library lends tools?", TOOLS),
]
FLOOR = 0.9
"""The share of such questions whose passage must be among those weighed."""

NEAR = [
    "The {} council rejected a ban on {} in {}.",
    "{} County kept its {} fee as it was in {}.",
    "The {} library closed its {} room in {}.",
    "Rain spared the {} road, but {} were hard to find in {}.",
]


def distractors() -> list[Text]:
    """Sixty documents in like words on other places and things."""
    places = ["Wick", "Marl", "Osier", "Crake", "Dunnock"]
    things = ["bonfire", "parking", "kite"]
    texts = []
    for number, place in enumerate(places):
        for thing in things:
            for year, pattern in enumerate(NEAR, start=2015 + number):
                body = pattern.format(place, thing, year)
                texts.append(Text(body=body, publisher=f"Post of {place} {thing} {year}"))
    return texts


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    texts = [BRIDGE, FEE, BLOWERS, FERRY, MAYOR, KIDNEY, TOOLS, ROAD]
    ours = [Text(body=body, publisher=f"Gazette {n}") for n, body in enumerate(texts)]
    return desk_of([*ours, *distractors()], tmp_path_factory.mktemp("gazettes"))


def weighed(asked: str, desk: Desk) -> list[str]:
    """The passages weighed for a question, best first."""
    claims = decompose(read_inquiry(asked, on=TODAY))
    findings, _ = investigate(claims, desk.library.view(TODAY), desk)
    return [hit.passage.text for finding in findings for hit, _ in finding.hits]


def test_what_is_asked_amiss_is_found_all_the_same(desk: Desk) -> None:
    missed = [asked for asked, passage in AMISS if passage not in weighed(asked, desk)]
    assert len(missed) <= (1 - FLOOR) * len(AMISS), missed


def test_it_is_among_the_first_ten(desk: Desk) -> None:
    late = [asked for asked, passage in AMISS if passage not in weighed(asked, desk)[:10]]
    assert len(late) <= (1 - FLOOR) * len(AMISS), late


def test_a_wrong_month_is_set_right_from_the_source(desk: Desk) -> None:
    report = ask("Did the Tarn Bridge open in March 1990?", desk)
    [verdict] = report.verdicts
    assert verdict.label.value == "refuted"
    assert verdict.answer is not None and "June 1990" in verdict.answer.text


def queries(report: Report) -> list[str]:
    return [entry.query for entry in report.search_log]


@pytest.mark.parametrize("asked", [asked for asked, _ in AMISS])
def test_an_open_page_has_asked_in_three_wordings_or_more(asked: str, desk: Desk) -> None:
    report = ask(asked, desk)
    if report.verdicts[0].label.value == "not_enough_evidence":
        assert len(set(queries(report))) >= 3, queries(report)


def test_the_contrary_wording_is_among_them(desk: Desk) -> None:
    asked = queries(ask("Did Birch County prohibit fishing in the Tarn river?", desk))
    assert any("allow" in query or "permit" in query for query in asked)


def test_without_the_name_is_among_them(desk: Desk) -> None:
    asked = queries(ask("Was the Marl Barrage inaugurated in 1971?", desk))
    assert any("Marl" not in query for query in asked)


def test_every_page_prints_its_searches(desk: Desk, tmp_path: Path) -> None:
    pages = [
        flagship(),
        *(ask(asked, desk) for asked, _ in AMISS[:4]),
        ask("Is tea wet?", desk_of((), tmp_path)),
    ]
    for report in pages:
        assert report.search_log
        for query in queries(report):
            assert query in body_of_page(report)
            assert query in markdown(report).replace("\\", "")
