"""Who speaks, by address; a page's own word never makes it more than an unknown page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model.sources import SourceKind
from wellsourced.rules.known_sites import KNOWN_SITES
from wellsourced.rules.source_kinds import kind_of
from wellsourced.steps.weighed import KIND_WEIGHT
from wellsourced.text.addresses import host_of

K = SourceKind


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://www.congress.gov/bill/119th-congress/house-bill/29", K.LAW),
        ("https://leginfo.legislature.ca.gov/faces/codes.xhtml", K.LAW),
        ("https://www.legis.iowa.gov/docs/code/27A.pdf", K.LAW),
        ("https://www.law.cornell.edu/uscode/text/8/1357", K.LAW),
        ("https://www.supremecourt.gov/opinions/11pdf/11-182.pdf", K.COURT),
        ("https://cdn.ca9.uscourts.gov/datastore/opinions/2024/a.pdf", K.COURT),
        ("https://www.nycourts.gov/reporter/3dseries/2018/2018_07740.htm", K.COURT),
        ("https://www.courts.state.co.us/", K.COURT),
        ("https://www.judiciary.senate.gov/press", K.GOVERNMENT),
        ("https://www.ice.gov/287g", K.GOVERNMENT),
        ("https://aglizmurrill.com/Article/239", K.GOVERNMENT),
        ("https://www.usborderpatrol.com/usbp/laws", K.OTHER),
        ("https://www.army.mil/article/1", K.GOVERNMENT),
        ("https://www.gov.uk/guidance/x", K.GOVERNMENT),
        ("https://sheriff.co.ada.id.us/policy", K.GOVERNMENT),
        ("https://www.justice.gouv.fr/actualites", K.GOVERNMENT),
        ("https://www.stat.go.jp/english/", K.GOVERNMENT),
        ("https://apnews.com/article/abc", K.NEWS),
        ("https://edition.cnn.com/2024/a", K.NEWS),
        ("https://apnews.com/ap-fact-check/abc", K.FACT_CHECK),
        ("https://www.politifact.com/factchecks/2024/a/", K.FACT_CHECK),
        ("https://www.aclu.org/news/a", K.ADVOCACY),
        ("https://cis.org/Report/a", K.ADVOCACY),
        ("https://doi.org/10.1000/182", K.ACADEMIC),
        ("https://sociology.stanford.edu/people", K.ACADEMIC),
        ("https://www.ox.ac.uk/research", K.ACADEMIC),
        ("https://plato.stanford.edu/entries/truth/", K.REFERENCE),
        ("https://en.wikipedia.org/wiki/Ferry", K.REFERENCE),
        ("https://x.com/someone/status/1", K.SOCIAL),
        ("https://web.archive.org/web/20240101000000/https://www.ice.gov/287g", K.GOVERNMENT),
        ("https://web.archive.org/web/2024id_/http://apnews.com/a", K.NEWS),
        ("https://gull-island-ferries.example/timetable", K.OTHER),
        ("file:///home/a/supremecourt.gov/opinion.html", K.OTHER),
    ],
)
def test_an_address_tells_who_speaks(address: str, kind: SourceKind) -> None:
    assert kind_of(address) is kind


@pytest.mark.parametrize(
    "address",
    [
        "https://supremecourt.gov.evil.example/opinion",
        "https://supremecourt.gov@evil.example/opinion",
        "https://evil.example/supremecourt.gov",
        "https://evil.example/web/2024/https://www.ice.gov/",
        "https://www-ice-gov.example/",
        "https://notapnews.com/article/a",
        "https://gov/",
        "https://[supremecourt.gov/",
        "ftp://supremecourt.gov/a",
        "javascript:supremecourt.gov",
    ],
)
def test_an_address_that_only_looks_like_one_tells_nothing(address: str) -> None:
    assert kind_of(address) is K.OTHER


def test_a_page_may_say_that_it_is_news_or_a_talk() -> None:
    assert kind_of("https://gull.example/a", types=["NewsArticle"]) is K.NEWS
    assert kind_of("https://gull.example/a", types=["DiscussionForumPosting"]) is K.SOCIAL
    assert kind_of("https://gull.example/a", types=["NewsArticle", "ClaimReview"]) is K.FACT_CHECK
    assert kind_of("https://www.ice.gov/news", types=["NewsArticle"]) is K.GOVERNMENT


def test_a_saved_page_is_known_by_the_address_it_gives_unless_that_would_raise_it() -> None:
    saved = "file:///home/a/saved.html"
    assert kind_of(saved, canonical="https://apnews.com/article/a") is K.NEWS
    assert kind_of(saved, canonical="https://www.supremecourt.gov/a") is K.OTHER
    assert kind_of("https://gull.example/a", canonical="https://apnews.com/a") is K.OTHER


@given(
    st.lists(st.text(max_size=20) | st.sampled_from(["Legislation", "ScholarlyArticle", "ClaimReview"])),
    st.text(),
)
def test_no_word_of_a_page_gives_it_weight(types: list[str], canonical: str) -> None:
    kind = kind_of("https://gull.example/a", types=types, canonical=canonical)
    assert KIND_WEIGHT[kind] <= KIND_WEIGHT[K.OTHER]


@given(st.text(max_size=60))
def test_any_text_is_some_kind(address: str) -> None:
    assert kind_of(address, canonical=address) in SourceKind
    assert kind_of(f"https://{address}") in SourceKind


def test_the_table_names_hosts_once_and_as_they_are_compared() -> None:
    assert all(host_of(f"https://{site}/") == site for site in KNOWN_SITES)
    assert set(KNOWN_SITES.values()) == set(SourceKind) - {K.OTHER}
