"""Promise 3: menus, notices, error pages and code are no evidence; without a relevant passage, no page."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import Desk, Text, ask, capture_of, desk_of, html, labels
from wellsourced.adapters.extractors import Extractors
from wellsourced.errors import Permanent

pytestmark = pytest.mark.promise(3)

WEB = "text/html"
JUNK = [
    Text(
        publisher="Wall",
        media_type=WEB,
        body="<html><body><p>Alder County uses cookies. Accept all cookies to see the permit fee.</p></body>",
    ),
    Text(
        publisher="Menu",
        media_type=WEB,
        body="<html><body><nav><a href='/'>Fishing permit fee</a></nav><ul><li>Home</li><li>Alder County</li>"
        "<li>Fishing permits</li><li>Contact</li><li>Log in</li></ul></body></html>",
    ),
    Text(
        publisher="Error",
        media_type=WEB,
        body="<html><head><title>404</title></head><body><h1>Not found</h1><p>The page you requested, Alder "
        "County raises the fishing permit fee, cannot be found.</p></body></html>",
    ),
    Text(
        publisher="Code",
        body="class PermitFee:\n    county = 'Alder'\n    fee = 12\n    year = 2024\n\n"
        "def raise_fee(county):\n    return county.fees['fishing_permit']\n",
    ),
    Text(publisher="Wall 2", body="Sign in to read how Alder County raised the fishing permit fee in 2024."),
    Text(publisher="Filler", body="Lorem ipsum dolor sit amet, Alder County fishing permit fee 2024, elit."),
    Text(
        publisher="Log", body="2024-05-03 12:00:01 INFO fees county=Alder permit=fishing fee=12 raised=true"
    ),
]
# Not furniture by its wording, but off the question: kept, and never cited for it.
OFF_TOPIC = [
    Text(
        publisher="Recipes", body="Simmer the alder smoked trout for twelve minutes and serve it with dill."
    ),
    Text(publisher="Weather", body="Fog will lift by noon over the county, and the river stays high."),
    Text(publisher="Table", body="Fee | Fine | Permit\nA | B | C\n12 | 24 | 2024"),
    Text(publisher="Words", body="permit fee fishing Alder County raise 2024 $12 board vote"),
]

QUESTIONS = [
    "Did Alder County raise the fishing permit fee in 2024?",
    "Alder County raised the fishing permit fee to $12.",
    "What is the fishing permit fee in Alder County?",
    "How much does a fishing permit cost in Alder County?",
    "Who raised the fishing permit fee in Alder County?",
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A library somebody filled with whatever a careless crawl brings home."""
    library = desk_of(OFF_TOPIC, tmp_path_factory.mktemp("junk"))
    library.library.add([capture_of(text, 100 + n) for n, text in enumerate(JUNK)], Extractors())
    return library


@pytest.mark.parametrize("asked", QUESTIONS)
def test_junk_answers_nothing(asked: str, desk: Desk) -> None:
    report = ask(asked, desk)
    assert labels(report) == ["not_enough_evidence"]
    assert not report.statements() and not report.exhibits
    assert "[1]" not in html(report)


@pytest.mark.parametrize("text", JUNK, ids=lambda text: text.publisher)
def test_a_document_of_nothing_but_junk_is_refused_in_one_line(text: Text) -> None:
    [answer] = Extractors().extract([capture_of(text, 1)])
    assert isinstance(answer, Permanent)
    assert "\n" not in str(answer)


def test_junk_around_a_statement_does_not_keep_it_out(tmp_path: Path) -> None:
    page = (
        "<html><body><nav><a href='/'>Home</a></nav><p>This website uses cookies. Accept all cookies</p>"
        "<article><h1>Permit fee</h1><p>Alder County raised its fishing permit fee to $12 in 2024. "
        "The vote of the county board was five to two, after a hearing of three hours.</p></article>"
        "<footer>Copyright 2024 Alder Gazette</footer></body></html>"
    )
    desk = desk_of([Text(publisher="Alder Gazette", media_type=WEB, body=page)], tmp_path)
    report = ask("Alder County raised its fishing permit fee to $12 in 2024.", desk)
    assert labels(report) == ["supported"]
    assert all("cookies" not in exhibit.passage.text for exhibit in report.exhibits)


def test_a_bare_list_of_the_right_words_says_nothing(tmp_path: Path) -> None:
    """Words that occur together are not a statement."""
    words = "Alder County; fishing; permit fee; 2024; $12; raised; board."
    report = ask(QUESTIONS[0], desk_of([Text(publisher="Index", body=words)], tmp_path))
    assert labels(report) == ["not_enough_evidence"]
