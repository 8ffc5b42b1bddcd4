"""Search reads a page once, forgets it when it is taken back, and takes nothing typed for its own signs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builders import inquiry, report
from wellsourced.model.claims import Label
from wellsourced.model.editions import Edition, Page, Retraction
from wellsourced.web.cards import card_of
from wellsourced.web.catalogue import Catalogue, Listing
from wellsourced.web.finding import MOST_WORDS, Finder, matching
from wellsourced.web.lately import differs

THEN = datetime(2031, 5, 5, tzinfo=UTC)
PERMITS, TROUT = "Do shops sell permits?", "Do trout stocks suffer?"


def listing(title: str, number: int = 1, taken_back: bool = False, **changes: object) -> Listing:
    page = Page(claims=(title,), place=None, agency=None, title=title, slug=title)
    made = report(inquiry=inquiry(title), **changes)
    editions = [Edition(page=page.id, number=1, report=made.id, published_at=THEN)]
    for n in range(2, number + 1):
        previous = editions[-1].id
        editions.append(Edition(page=page.id, number=n, report=made.id, published_at=THEN, previous=previous))
    gone = Retraction(page=page.id, retracted_at=THEN, why="Wrong.") if taken_back else None
    cards = tuple(card_of(one, made) for one in editions)
    return Listing(page=page, key=title, editions=tuple(editions), cards=cards, retraction=gone)


def catalogue(*listings: Listing) -> Catalogue:
    return Catalogue(listings=listings, by_page={}, keys={}, citing={}, withheld={})


@pytest.fixture
def finder() -> Iterator[Finder]:
    with closing(Finder()) as finder:
        yield finder


def titles(finder: Finder, pages: Catalogue, query: str) -> list[str]:
    _, found = finder.pages(pages, matching(query), 0, 10)
    return [one.listing.page.title for one in found if one.listing is not None]


def test_the_title_weighs_more_than_the_text(finder: Finder) -> None:
    pages = catalogue(listing(PERMITS), listing(TROUT))
    assert titles(finder, pages, "trout") == [TROUT, PERMITS]
    assert titles(finder, pages, "permit") == [PERMITS, TROUT]  # by the stem of a word
    assert titles(finder, pages, '"season permits"') == titles(finder, pages, "season permits")
    assert titles(finder, pages, '"permits season"') == []


def test_a_page_taken_back_is_found_no_more_and_what_another_cites_still_is(finder: Finder) -> None:
    assert titles(finder, catalogue(listing(PERMITS), listing(TROUT)), "trout") == [TROUT, PERMITS]
    quoted, _ = finder.quotes(catalogue(listing(PERMITS), listing(TROUT)), matching("counties"), 0, 10)
    left = catalogue(listing(PERMITS), listing(TROUT, taken_back=True))
    assert titles(finder, left, "trout") == [PERMITS]
    assert finder.quotes(left, matching("counties"), 0, 10)[0] == quoted > 0
    assert finder.quotes(catalogue(), matching("counties"), 0, 10) == (0, [])


def test_a_new_edition_takes_the_place_of_the_old_one(finder: Finder) -> None:
    assert titles(finder, catalogue(listing(TROUT)), "zebras") == []
    assert titles(finder, catalogue(listing(TROUT)), "university") == [TROUT]
    anew = listing(TROUT, number=2, topics=(), summary=())
    zebras = replace(anew, cards=(anew.cards[0], replace(anew.card, text="Zebras do not fish.")))
    assert titles(finder, catalogue(zebras), "zebras") == [TROUT]
    assert titles(finder, catalogue(zebras), "university") == []


def test_what_was_looked_for_is_marked(finder: Finder) -> None:
    total, [found] = finder.pages(catalogue(listing(PERMITS)), matching("university"), 0, 10)
    assert total == 1
    assert ("University", True) in found.snippet
    text = "".join(part for part, _ in found.snippet)
    assert "\x02" not in text and "\x03" not in text


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("permit shop", '"permit" AND "shop"'),
        ('"day permit" shop', '"day permit" AND "shop"'),
        ("permit permit", '"permit"'),
        ('title:x* NOT "(', '"title" AND "x" AND "NOT"'),
        ("sheriff's", '"sheriff\'s"'),
        ("", ""),
        ('"" * -', ""),
    ],
)
def test_a_query_is_words_and_nothing_else(query: str, match: str) -> None:
    assert matching(query) == match


def test_a_long_query_is_cut() -> None:
    assert matching(" ".join(f"w{n}" for n in range(99))).count(" AND ") == MOST_WORDS - 1


def test_an_edition_says_what_a_reader_meets_that_is_not_as_it_was() -> None:
    before = listing(PERMITS).card
    assert differs(before, before) == ()
    [label] = before.labels
    assert label is Label.QUALIFIED
    refuted = replace(before, labels=(Label.REFUTED,), answer="No.")
    assert differs(before, refuted) == ("The verdict is now “Refuted”; it was “Qualified: it depends”.",)
    assert differs(before, replace(before, answer="Yes.")) == ("The answer is worded anew.",)
    fewer = replace(before, sources=before.sources[1:])
    assert differs(before, fewer) == ("1 source fewer.",)
    other = replace(before, sources=(*before.sources[2:], replace(before.sources[0], id="source-new")))
    assert differs(before, other) == ("1 source more, 2 fewer.",)
