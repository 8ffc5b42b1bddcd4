"""Discovering: all wordings at all providers, pages merged, and every failure told while the rest go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.errors import Config, Permanent, Transient
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Source, SourceKind
from wellsourced.steps.discover import PATIENCE, Trace, discover

FERRY = "https://paper.example/ferry"


def page(uri: str, **known: object) -> Source:
    told = {"title": "A page", "publisher": "paper.example", "kind": SourceKind.OTHER, **known}
    return Source(uri=uri, **told)  # type: ignore[arg-type]


@dataclass
class Scripted:
    """A provider that answers from a table and raises what the table says to raise."""

    name: str
    says: Mapping[str, Sequence[Source] | Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def search(self, queries: Sequence[str]) -> Sequence[Sequence[Source]]:
        self.asked += queries
        found = [self.says.get(query, ()) for query in queries]
        for one in found:
            if isinstance(one, Exception):
                raise one
        return found  # type: ignore[return-value]


def test_without_providers_nothing_is_asked_and_nothing_logged() -> None:
    nothing = discover(["ferry"], [])
    assert (nothing.leads, nothing.log, nothing.unanswered) == ((), (), ())


def test_every_wording_is_asked_of_every_provider() -> None:
    providers = [Scripted("a"), Scripted("b")]
    found = discover(["ferry", "boat"], providers)
    assert [provider.asked for provider in providers] == [["ferry", "boat"]] * 2
    assert [(e.where, e.query, e.hits, e.error) for e in found.log] == [
        (name, query, 0, None) for name in "ab" for query in ("ferry", "boat")
    ]
    assert found.unanswered == ()


def test_a_page_found_by_several_ways_is_one_lead_that_knows_them_all() -> None:
    one = Scripted("one", {"ferry": [page("https://x.example/"), page(f"{FERRY}?utm_source=x")]})
    other = Scripted("other", {"ferry": [page(FERRY)], "boat": [page("https://m.paper.example/ferry/")]})
    found = discover(["ferry", "boat"], [one, other])
    best = found.leads[0]
    assert best.source.uri.startswith(FERRY)
    assert set(best.found_by) == {
        Trace(provider="one", query="ferry", rank=2),
        Trace(provider="other", query="ferry", rank=1),
        Trace(provider="other", query="boat", rank=1),
    }
    assert best.score == pytest.approx(1 / 62 + 1 / 61 + 1 / 61)
    assert [entry.hits for entry in found.log] == [2, 0, 1, 1]


def test_what_many_find_lower_down_stands_over_what_one_finds_first() -> None:
    lists = [[page(f"https://only-{n}.example/"), page(FERRY)] for n in range(3)]
    found = discover(["ferry"], [Scripted(str(n), {"ferry": found}) for n, found in enumerate(lists)])
    assert found.leads[0].source.uri == FERRY


def test_the_plainest_address_of_a_page_is_the_one_to_open() -> None:
    ways = [f"{FERRY}/amp", "https://m.paper.example/ferry", "http://paper.example/ferry", FERRY]
    for order in permutations(ways):
        [lead] = discover(["ferry"], [Scripted(uri, {"ferry": [page(uri)]}) for uri in order]).leads
        assert lead.source.uri == FERRY


def test_a_page_listed_twice_in_one_answer_counts_once() -> None:
    [lead] = discover(["ferry"], [Scripted("a", {"ferry": [page(FERRY), page(f"{FERRY}#top")]})]).leads
    assert lead.found_by == (Trace(provider="a", query="ferry", rank=1),)


def test_a_lead_knows_the_most_that_any_provider_knows() -> None:
    dated = page(FERRY, publisher="The Paper", kind=SourceKind.NEWS, published=PartialDate(text="2024-05-03"))
    [lead] = discover(
        ["ferry"], [Scripted("a", {"ferry": [page(FERRY)]}), Scripted("b", {"ferry": [dated]})]
    ).leads
    assert lead.source == dated


def test_a_published_fact_check_is_a_lead_and_no_evidence_whoever_else_finds_it() -> None:
    check = page("https://checkers.example/ferry", kind=SourceKind.FACT_CHECK)
    search = Scripted(
        "web", {"ferry": [page("https://checkers.example/ferry", kind=SourceKind.NEWS), page(FERRY)]}
    )
    found = discover(["ferry"], [search, Scripted("checks", {"ferry": [check]})])
    assert [source.uri for source in found.sources] == [FERRY]
    assert [source.uri for source in found.fact_checks] == ["https://checkers.example/ferry"]
    assert len(found.leads) == 2


def test_a_provider_that_fails_is_told_and_the_others_go_on() -> None:
    down = Scripted("down", {"ferry": Transient("Down cannot be reached: try again"), "boat": [page(FERRY)]})
    found = discover(["ferry", "boat"], [down, Scripted("up", {"ferry": [page(FERRY)]})])
    assert [(e.where, e.hits, e.error) for e in found.log] == [
        ("down", 0, "Down cannot be reached: try again"),
        ("down", 1, None),
        ("up", 1, None),
        ("up", 0, None),
    ]
    assert len(found.leads) == 1 and found.unanswered == ()


@pytest.mark.parametrize("error", [Permanent("No key: set it"), Config("No key: set it")])
def test_what_cannot_be_asked_is_not_asked_again(error: Exception) -> None:
    refusing = Scripted("refusing", dict.fromkeys("abc", error))
    found = discover(["a", "b", "c"], [refusing])
    assert refusing.asked == ["a"]
    assert [entry.query for entry in found.log] == ["a", "b", "c"]
    assert all(entry.error and "No key: set it" in entry.error for entry in found.log)
    assert "not asked" in str(found.log[1].error) and "not asked" not in str(found.log[0].error)


def test_a_provider_that_keeps_failing_is_left_alone() -> None:
    wordings = list("abcde")
    failing = Scripted("failing", dict.fromkeys(wordings, Transient("Busy: wait")))
    found = discover(wordings, [failing])
    assert failing.asked == wordings[:PATIENCE]
    assert len(found.log) == len(wordings)


def test_a_wording_nobody_answered_keeps_a_check_from_concluding_that_there_is_nothing() -> None:
    one = Scripted("one", {"a": Transient("Busy: wait")})
    other = Scripted("other", {"a": Transient("Busy: wait"), "b": Transient("Busy: wait")})
    assert discover(["a", "b", "c"], [one, other]).unanswered == ("a",)
    assert discover(["a", "b", "c"], [one, Scripted("third")]).unanswered == ()


class Broken:
    """A plugin with a fault of its own."""

    name = "broken"

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def search(self, queries: Sequence[str]) -> Sequence[Sequence[Source]]:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer  # type: ignore[return-value]


@pytest.mark.parametrize("answer", [KeyError("k3y"), [], [[], []], None, [["https://k3y.example"]], [None]])
def test_a_fault_in_a_plugin_does_not_end_the_check(answer: object) -> None:
    found = discover(["ferry"], [Broken(answer), Scripted("up", {"ferry": [page(FERRY)]})])
    assert len(found.leads) == 1
    assert "failed in its own code" in str(found.log[0].error) and "k3y" not in str(found.log[0].error)


def test_the_log_holds_nothing_private_and_one_line_a_failure() -> None:
    told = Transient("Refused\nwrite to desk.jones@paper.example, key sk_live_9aF3kQ81LmZx77 " + "x" * 400)
    error = str(discover(["ferry"], [Scripted("careless", {"ferry": told})]).log[0].error)
    assert "paper.example" not in error and "sk_live" not in error
    assert "\n" not in error and len(error) <= 300


ADDRESSES = st.sampled_from(
    [FERRY, f"{FERRY}/amp", f"{FERRY}?id=1", "https://x.example/a", "http://x.example/a/"]
)
ANSWERS = st.lists(st.lists(ADDRESSES.map(page), max_size=5), min_size=1, max_size=4)


@settings(deadline=None)
@given(ANSWERS)
def test_neither_order_nor_speed_of_providers_changes_what_is_found(answers: list[list[Source]]) -> None:
    providers = [Scripted(str(n), {"q": answer}) for n, answer in enumerate(answers)]
    forth, back = discover(["q"], providers), discover(["q"], providers[::-1])
    assert [(lead.source.id, pytest.approx(lead.score)) for lead in forth.leads] == [
        (lead.source.id, lead.score) for lead in back.leads
    ]
    assert sum(len(lead.found_by) for lead in forth.leads) <= sum(map(len, answers))
