"""Copies and rewrites of one text speak once; pages that report one event by themselves do not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model.scope import PartialDate
from wellsourced.steps.independence.clusters import Reason, clusters, earliest_by_page
from wellsourced.steps.independence.pages import Page

STORY = (
    "ELDON (Harbor News Agency) — The lighthouse at Eldon Point went dark on Friday after a storm tore the "
    "cable that had fed it since 1961. Keeper Ada Brill lit an oil lamp in the gallery and rang the harbor "
    "office at Stanmouth, which warned eleven ships by radio. A tug stood by until dawn. "
    '"I had read about the oil lamp, and I had never thought to light it," Brill said. '
    "The county will spend $84,000 on a new cable, council leader Piers Nolan said on Saturday. "
    "Fishermen had asked for one in 2019, when the light failed for two nights in December."
)
REWRITE = (
    "Eldon Point's lighthouse went dark on Friday when the cable that had fed it since 1961 was "
    "torn in a storm. "
    "Keeper Ada Brill lit an oil lamp in the gallery and rang the harbor office at Stanmouth, which warned "
    "eleven ships by radio. Until dawn a tug stayed close. "
    "A new cable is to cost the county $84,000, according to Piers Nolan, who leads the council. "
    "Fishermen had asked for one in 2019, when the light failed for two nights in December."
)
OWN = (
    "Ada Brill struck three matches before the wick caught. It was twenty past eight on Friday, the "
    "storm had "
    "just taken the power cable at Eldon Point, and eleven ships were somewhere out in it. The "
    "harbor office in "
    "Stanmouth put out a warning. The cable dates from 1961, and Piers Nolan, who leads the "
    "council, now finds "
    "$84,000 for another. In December 2019 there had been two dark nights; nobody found a penny then."
)
ELSEWHERE = (
    "Growers in the Tamsin valley will plant forty miles of hedge this winter, the largest order "
    "that the county "
    "nursery has ever had. Hazel and blackthorn sold out within a week, and the nursery is digging "
    "more ground. "
    "Volunteers are wanted on Sundays from November, with their own spades and a good breakfast inside them."
)


def page(name: str, text: str = STORY, day: str | None = None, **more: str | None) -> Page:
    known = {"publisher": name.capitalize(), "title": "", "address": f"https://{name}.example/story"}
    return Page(
        id=name,
        text=text,
        published=PartialDate(text=day) if day else None,
        **{**known, **more},  # type: ignore[arg-type]
    )


def together(*pages: Page) -> set[tuple[str, ...]]:
    return {cluster.members for cluster in clusters(pages)}


def test_a_copy_a_rewrite_and_an_own_report_of_one_event() -> None:
    found = together(
        page("courier", REWRITE, "2024-03-04"),
        page("gazette", OWN, "2024-03-02"),
        page("agency", STORY, "2024-03-03"),
        page("beacon", f"{STORY}\n\nThe Beacon is owned by its readers.", "2024-03-04"),
    )
    assert found == {("agency", "beacon", "courier"), ("gazette",)}


def test_the_earliest_is_named_and_of_one_day_the_agency_credited() -> None:
    dated = earliest_by_page([page("late", day="2024-03-09"), page("early", day="2024-03-03")])
    assert set(dated.values()) == {"early"}
    one_day = [
        page("aardvark", day="2024-03-03"),
        page("z", day="2024-03-03", publisher="Harbor News Agency"),
    ]
    assert set(earliest_by_page(one_day).values()) == {"z"}


def test_a_page_without_a_date_is_never_the_earliest_of_those_that_have_one() -> None:
    assert together(page("a"), page("b", day="2024-03-03")) == {("b", "a")}


def test_the_day_of_capture_stands_in_for_the_day_of_publication() -> None:
    captured = Page(
        id="c", address="https://c.example", text=STORY, captured_at=datetime(2024, 3, 1, tzinfo=UTC)
    )
    assert together(page("b", day="2024-03-03"), captured) == {("c", "b")}


STATEMENT = (
    "“The light at Eldon Point has guided every boat of this county home for a hundred and twelve years, and "
    "as long as I lead this council it will not be left in the dark for want of a cable,” Piers Nolan said."
)


def test_what_two_pages_both_quote_is_somebody_elses_words() -> None:
    one = f"{ELSEWHERE} {STATEMENT}"
    other = f"{OWN} {STATEMENT}"
    assert len(together(page("a", one), page("b", other))) == 2


def test_a_page_that_quotes_most_of_another_has_its_text_from_it() -> None:
    quoting = (
        "Here is what the agency wrote.\n\n“" + STORY.replace('"', "'") + "”\n\nBring a coat to the vigil."
    )
    assert len(together(page("a", STORY), page("blog", quoting))) == 1


FORM = (
    "The council of {town} will hold its regular meeting on {day} at seven in the evening in the "
    "town hall. The "
    "meeting is open to all. Persons who wish to address the council may sign up at the door and "
    "will be given "
    "three minutes each. On the agenda: {matter}."
)


def test_a_form_filled_in_twice_is_no_copy() -> None:
    one = FORM.format(
        town="Eldon", day="March 4", matter="a lease of Pier 9 to Brill & Sons, and the Quay Street drains"
    )
    other = FORM.format(
        town="Ardley", day="May 13", matter="bids for Creamery Lane, and thanks to Edith Vance of Mill Road"
    )
    assert len(together(page("a", one), page("b", other))) == 2
    same_site = [page("a", one, publisher="County"), page("b", other, publisher="County")]
    assert len(together(*same_site)) == 2


ABOUT_US = (
    "The Beacon has covered the coast since 1911 and is owned by those who work for it in Eldon, Ardley and "
    "Stanmouth. Write to the newsroom on Quay Street if you know more, and an editor will call you back."
)


def test_what_a_site_prints_on_every_page_binds_none_of_them() -> None:
    bodies = [
        OWN,
        ELSEWHERE,
        "Sheldon the tortoise is home again. He had gone a third of a mile in 118 days.",
    ]
    site = [page(f"p{n}", f"{body}\n\n{ABOUT_US}", publisher="Beacon") for n, body in enumerate(bodies)]
    assert len(together(*site)) == 3


def test_a_digest_of_two_stories_does_not_make_them_one() -> None:
    other = (
        "A retired driver in Ellery has found a comet with a telescope built in his garage. Frank "
        "Bexley, 68, saw "
        "a smudge in Lynx on four nights of October. Observatories in Chile and Japan confirmed it "
        "within two days. "
        "The comet will pass the sun on March 9 and can then be seen without a telescope, for about a week."
    )
    filler = [f"{ELSEWHERE[at:]} {ELSEWHERE[:at]} Item {at} of many." for at in range(0, 300, 7)]
    digest = "\n\n".join([STORY[:420], other[:230], *(" ".join(reversed(one.split())) for one in filler)])
    found = together(
        page("a", STORY, "2024-03-03"), page("b", other, "2024-03-03"), page("d", digest, "2024-03-09")
    )
    assert not any({"a", "b"} <= set(members) for members in found)


def test_pages_of_one_address_or_one_canonical_address_are_one() -> None:
    amp = page("amp", ELSEWHERE, address="https://m.site.example/a/1", canonical="https://site.example/a/1")
    whole = page("whole", OWN, address="http://www.site.example/a/1/?utm_source=x#top")
    (cluster,) = clusters([amp, whole])
    assert cluster.reasons == {Reason.ADDRESS}


def test_a_site_whose_pages_all_name_its_home_page_is_not_one_page() -> None:
    home = "https://site.example/"
    assert len(together(page("a", OWN, canonical=home), page("b", ELSEWHERE, canonical=home))) == 2


def test_pages_that_a_redirect_led_to_one_place_are_one() -> None:
    short = page("short", OWN, address="https://go.example/x7", read_at="https://site.example/a/1")
    other = page("other", ELSEWHERE, address="https://site.example/a/1/amp")
    (cluster,) = clusters([short, other])
    assert cluster.reasons == {Reason.ADDRESS}


def test_pages_that_are_gone_and_led_to_the_home_page_are_not_one() -> None:
    gone = [
        page("one", OWN, address="https://site.example/a/1", read_at="https://site.example/"),
        page("two", ELSEWHERE, address="https://site.example/a/2", read_at="https://www.site.example"),
    ]
    assert len(together(*gone)) == 2


def test_a_few_words_in_common_are_no_copy() -> None:
    assert (
        len(together(page("a", "The bridge opened in 1931."), page("b", "The bridge opened in 1931."))) == 2
    )


def test_two_pages_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="one id"):
        clusters([page("a"), page("a", OWN)])


POOL = [
    page("a", STORY, "2024-03-03"),
    page("b", REWRITE, "2024-03-04"),
    page("c", OWN, "2024-03-04"),
    page("d", ELSEWHERE),
    page("e", ""),
]


@given(st.permutations(POOL))
def test_the_order_of_pages_changes_nothing(shuffled: list[Page]) -> None:
    assert clusters(shuffled) == clusters(POOL)
    assert sorted(name for cluster in clusters(shuffled) for name in cluster.members) == list("abcde")


@given(st.lists(st.text(max_size=200), max_size=6))
def test_any_text_ends_in_exactly_one_cluster(texts: list[str]) -> None:
    pages = [page(f"p{n}", text) for n, text in enumerate(texts)]
    assert sorted(m for cluster in clusters(pages) for m in cluster.members) == [p.id for p in pages]
