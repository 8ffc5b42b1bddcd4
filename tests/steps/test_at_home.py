"""A page of a place need not name it in each sentence: its title says where it holds."""

from pathlib import Path

import pytest

from desks import Text, ask, desk_of, labels
from wellsourced.check import Desk
from wellsourced.steps.at_home import at_home

TITLE = "Fares in Alderford"


def page(title: str) -> str:
    return (
        f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>"
        "<p>Riders with a pass ride free on the night bus. The line was opened long ago, and it runs each "
        "evening until the mills close.</p><p>Drivers had sold 1,695 passes as of March 3, 2026. "
        "In Birchport drivers wear a green cap.</p></main></body></html>"
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder: Path = tmp_path_factory.mktemp("home")
    return desk_of([Text(body=page(TITLE), publisher="Alderford Buses", media_type="text/html")], folder)


@pytest.mark.parametrize(
    ("claim", "label"),
    [
        ("In Alderford, riders with a pass ride free on the night bus.", "supported"),
        ("Riders with a pass ride free on the night bus in Alderford.", "supported"),
        ("In Alderford, drivers had sold 1,695 passes as of March 3, 2026.", "supported"),
        ("In Alderford, drivers had sold 1,701 passes as of March 3, 2026.", "refuted"),
        ("In Birchport, riders with a pass ride free on the night bus.", "not_enough_evidence"),
        ("In Alderford, drivers wear a green cap.", "not_enough_evidence"),
    ],
)
def test_the_place_over_a_page_is_the_place_of_its_sentences(desk: Desk, claim: str, label: str) -> None:
    assert labels(ask(claim, desk)) == [label]


def test_the_claim_keeps_its_place_where_the_title_names_another() -> None:
    claim = "In Alderford, drivers wear a green cap."
    assert at_home(claim, [TITLE]) == "Drivers wear a green cap."
    assert at_home(claim, ["Fares in Birchport", "Caps"]) is None
    assert at_home(claim, ["Fares in Alderfordshire"]) is None


def test_only_a_place_is_taken_from_a_claim() -> None:
    assert at_home("In March 2026, drivers wore a green cap.", ["March 2026"]) is None
    assert at_home("In 2026, drivers wore a green cap.", ["The year 2026"]) is None
    assert at_home("Drivers believe in Alderford Buses and in caps.", [TITLE]) is None


@pytest.mark.parametrize(
    "title", ["Fares in Alderford and Birchport", "From Birchport to Alderford", "Caps near Alderford"]
)
def test_a_title_on_two_places_or_on_one_beside_it_is_of_neither(title: str) -> None:
    assert at_home("In Alderford, drivers wear a green cap.", [title]) is None


@pytest.mark.parametrize("heading", ["Caps in Birchport", "Ohio"])
def test_a_heading_on_another_place_leads_away_from_the_title(heading: str) -> None:
    assert at_home("In Alderford, drivers wear a green cap.", [TITLE, heading]) is None
    assert at_home("In Alderford, drivers wear a green cap.", [TITLE, "Caps and Gloves"]) is not None
