"""Pages that rest on one another are flagged: going round in a circle adds nothing."""

from __future__ import annotations

from wellsourced.steps.independence.circles import Circle, circles, cites
from wellsourced.steps.independence.pages import Page


def page(name: str, *cited: str, text: str = "", outside: bool = False) -> Page:
    links = [f"https://{one}.example/story" for one in cited]
    return Page(
        id=name,
        address=f"https://{name}.example/story",
        text=text,
        publisher=f"The {name.capitalize()} Times",
        links=(*links, *(["https://records.example/file/7"] if outside else [])),
    )


def test_two_pages_that_cite_each_other_rest_on_nothing() -> None:
    assert circles([page("a", "b"), page("b", "a")]) == (Circle(members=("a", "b"), closed=True),)


def test_a_page_that_cites_one_that_cites_only_it() -> None:
    (circle,) = circles([page("a", "b", outside=True), page("b", "a"), page("c", "a")])
    assert circle == Circle(members=("a", "b"), closed=False)


def test_a_circle_of_three_is_one() -> None:
    found = circles([page("c", "a"), page("a", "b"), page("b", "c"), page("d", "a")])
    assert found == (Circle(members=("c", "a", "b"), closed=True),)


def test_a_chain_is_no_circle() -> None:
    assert circles([page("a", "b"), page("b", "c"), page("c")]) == ()


def test_a_page_that_cites_itself_or_its_own_site_is_no_circle() -> None:
    own = Page(
        id="a2", address="https://a.example/two", text="", publisher="The A Times", links=(page("a").address,)
    )
    assert circles([page("a", "a"), own]) == ()


def test_a_publisher_credited_in_words_is_cited() -> None:
    pages = [
        page("harbor", text="The fund lost $3 million, according to the Quarry Times."),
        page("quarry", text="As the Harbor Times reported, the fund lost $3 million."),
        page("mill", text="The Harbor Times is delivered by boat."),
    ]
    assert cites(pages)["mill"] == frozenset()
    assert circles(pages) == (Circle(members=("harbor", "quarry"), closed=True),)


def test_a_publisher_with_two_pages_here_names_neither() -> None:
    second = Page(id="q2", address="https://quarry.example/2", text="", publisher="The Quarry Times")
    pages = [
        page("harbor", text="The fund lost it all, according to the Quarry Times."),
        page("quarry"),
        second,
    ]
    assert cites(pages)["harbor"] == frozenset()


def test_two_circles_with_a_bridge_between_them_stay_two() -> None:
    found = circles([page("a", "b", "c"), page("b", "a"), page("c", "d"), page("d", "c")])
    assert found == (Circle(members=("a", "b"), closed=False), Circle(members=("c", "d"), closed=True))


def test_a_long_chain_does_not_exhaust_the_stack() -> None:
    names = [f"p{n}" for n in range(3000)]
    pages = [page(one, other) for one, other in zip(names, [*names[1:], names[0]], strict=True)]
    (circle,) = circles(pages)
    assert len(circle.members) == 3000
