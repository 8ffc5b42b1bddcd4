"""Furniture of sites and code is no evidence; what an author states always may be."""

from __future__ import annotations

import pytest

from wellsourced.rules.casebook import load_casebook
from wellsourced.settings import bundled_casebooks
from wellsourced.text.boilerplate import is_boilerplate

FURNITURE = [
    "We use cookies to improve your visit to the Alder County permit site.",
    "This website uses cookies. Accept all cookies",
    "Manage your choices",
    "Review your privacy settings before you read about the fee.",
    "404 Not Found",
    "Page not found\nThe page on fishing permits has moved.",
    "Error 503: the permit office is not available.",
    "Access denied.",
    "Sorry, the page you requested, on the permit fee, is gone.",
    "Please enable JavaScript to see the permit fee.",
    "Checking your browser before you go on to alder.example.",
    "Subscribe now to read why the permit fee rose in 2024.",
    "Already a subscriber? Log in to read on.",
    "Copyright 2024 Alder County Gazette",
    "The Alder County Gazette, 2024. All rights reserved.",
    "Home | Permits | Fees | Contact | Sitemap",
    "Home\nNews\nFishing permits\nAbout us\nLog in",
    "Fishing permit fee Home Alder County Permits Contact Log in",
    "Related: Ten lakes where a permit is free",
    "Read more: The fee in Birch County",
    "See also",
    "You may also like...",
    "More from Alder Gazette",
    "Follow the Alder Gazette on Facebook and Instagram.",
    "Like this story? Share it with a friend!",
    "Sign up for the weekly permit newsletter.",
    "If you buy a rod through a link on this page, we may earn a share.",
    "This copy is for your personal, non-commercial use only.",
    "Lorem ipsum dolor sit amet, permit fee, consectetur.",
    "def raise_fee(county):\n    # raise the permit fee\n    county.fee = 12\n    return county.fee",
    'const fee = 12;\nlet county = "Alder";\nraise(county, fee);',
    '{\n  "county": "Alder",\n  "fee": 12\n}',
    "import permits\nfrom counties import alder",
    "2024-05-03 12:00:01 ERROR fees county=Alder fee=12 status=500",
]

STATEMENTS = [
    "Anglers must sign up for the draw before May, the county says.",
    "Like many anglers on Twitter, she had never paid the fee.",
    "Related claims were dismissed in 2019.",
    "See also the ruling of 2014, which bound the county.",
    "Follow-up visits on foot found 12 anglers without a permit.",
    "Most popular of all permits is the day permit, at $12.",
    "If you buy a permit in May, it is valid for a year.",
    "The board held 404 people liable in error.",
    "Sales by shops are\nforbidden.",
    "The driver was\nnot found guilty of fraud.",
    "Access denied to lawyers was the ground of the suit.",
    "$12 million was paid to the county.",
    "If the county refuses (as in 2014), the state may sue.",
    "if the person consents;",
    "for a day permit: 9 marks;",
    "from Tarn to Gull Point (12 miles).",
    "287(g)",
    "public records show that the fee rose (from $9 to $12).",
    "The law on privacy choices came into force in 2023.",
    "The agency told readers to expect cookies at the opening.",
    "- Day permit: $12\n- Season permit: $40\n- Replacement card: $3",
    "County | Fee | Since\nAlder | $12 | 2024\nBirch | $15 | 2021",
    "2024-05-03 12:00 The board met. 2024-05-03 14:10 It voted five to two.",
    "# The fee\nThe fee rose to $12.",
    "The news and the home pages of both towns named the same figure.",
    "Home Rule, a Register of Deeds and a Help Desk are what the county offers.",
    "Anglers may register at the help desk, and the search for a site goes on.",
]


@pytest.mark.parametrize("text", FURNITURE)
def test_furniture_is_recognised(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_is_not_taken_for_furniture(text: str) -> None:
    assert not is_boilerplate(text)


def test_a_long_article_on_cookies_is_an_article() -> None:
    notice = "We use cookies, the company told the court."
    assert is_boilerplate(notice)
    assert not is_boilerplate(" ".join([notice, *["The court then asked how long each one was kept."] * 6]))


def test_no_note_of_a_bundled_casebook_is_furniture() -> None:
    for folder in bundled_casebooks().values():
        assert not [p.text for p in load_casebook(folder).passages if is_boilerplate(p.text)]
