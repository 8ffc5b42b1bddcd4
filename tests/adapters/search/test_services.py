"""What each search service has of its own: its ways of refusing, and what it must not be mistaken for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from search_server import HTML, Says, SearchServer, answering
from search_services import KEY, PAGE, SEARXNG, WIKIPEDIA, plugin
from wellsourced.adapters.search.brave import Brave
from wellsourced.adapters.search.google_fact_check import GoogleFactCheck
from wellsourced.adapters.search.searxng import SearXNG
from wellsourced.adapters.search.service import Key, Service, user_agent
from wellsourced.adapters.search.wikipedia import Wikipedia
from wellsourced.errors import Config, Permanent, Transient
from wellsourced.model.sources import SourceKind
from wellsourced.ports import SearchProvider

FORBIDDEN = (
    b"<!doctype html>\n<html lang=en>\n<title>403 Forbidden</title>\n<h1>Forbidden</h1>\n<p>You don&#39;t "
    b"have the permission to access the requested resource. It is either read-protected or not readable by "
    b"the server.</p>\n"
)


@pytest.fixture
def server() -> Iterator[SearchServer]:
    with answering() as made:
        yield made


@pytest.mark.parametrize(
    "says",
    [
        Says(status=403, body=FORBIDDEN, headers=HTML),
        Says(body=b"<!DOCTYPE html><html><body>results</body></html>", headers=HTML),
    ],
    ids=["refused", "a page instead"],
)
def test_an_instance_with_json_off_says_what_to_add_where(server: SearchServer, says: Says) -> None:
    server.script = [says]
    with pytest.raises(Permanent, match=r"add 'json' to search\.formats in its settings\.yml"):
        SearXNG(address=server.address).search(["ferry"])


def test_a_proxy_that_refuses_is_not_an_instance_with_json_off(server: SearchServer) -> None:
    server.script = [Says(status=403, body=b"<h1>403 Forbidden</h1><hr>nginx", headers=HTML)]
    with pytest.raises(Permanent, match=r"refuses us \(HTTP 403\)"):
        SearXNG(address=server.address).search(["ferry"])


def test_an_instance_whose_engines_are_silent_found_nothing_out(server: SearchServer) -> None:
    silent = {"results": [], "unresponsive_engines": [["brave", "timeout"], ["google", "CAPTCHA"]]}
    server.script = [Says(body=silent)]
    with pytest.raises(Transient, match=r"no answer from its engines \(brave, google\)"):
        SearXNG(address=server.address).search(["ferry"])


def test_the_number_an_instance_claims_is_not_believed(server: SearchServer) -> None:
    server.script = [Says(body=SEARXNG.none), Says(body=SEARXNG.one)]
    assert [len(found) for found in SearXNG(address=server.address).search(["a1", "b2"])] == [0, 1]


def test_an_instance_under_a_path_is_asked_there(server: SearchServer) -> None:
    server.script = [Says(body=SEARXNG.one)]
    SearXNG(address=f"{server.address}/searx/", engines="mojeek,qwant", language="de").search(["ferry"])
    [asked] = server.asked
    assert asked.plain_path == "/searx/search"
    assert asked.query["engines"] == ["mojeek,qwant"] and asked.query["language"] == ["de"]
    assert asked.query["format"] == ["json"]


def test_brave_says_with_422_that_it_does_not_know_a_key(server: SearchServer) -> None:
    refusal = {"type": "ErrorResponse", "error": {"status": 422, "code": "SUBSCRIPTION_TOKEN_INVALID"}}
    server.script = [Says(status=422, body=refusal)]
    with pytest.raises(Permanent, match=r"does not know the key: check 'providers\.brave\.key'"):
        Brave(key=KEY, address=server.address).search(["ferry"])


def test_brave_is_asked_no_more_than_it_takes(server: SearchServer) -> None:
    server.script = [Says(body={"type": "search", "web": {"results": []}})]
    assert Brave(key=KEY, address=server.address).search(["ferry " * 80]) == [[]]
    [sent] = server.asked[0].query["q"]
    assert len(sent) <= 400 and len(sent.split()) <= 50


def test_wikipedia_is_told_whom_to_write_to(server: SearchServer) -> None:
    server.script = [Says(body=WIKIPEDIA.one)]
    Wikipedia(address=server.address, contact="desk@paper.example").search(["ferry"])
    [asked] = server.asked
    assert asked.headers["User-Agent"] == user_agent("desk@paper.example")
    assert asked.headers["User-Agent"].endswith("(desk@paper.example)")
    assert asked.query["list"] == ["search"] and asked.query["maxlag"] == ["5"]


def test_wikipedia_that_blocks_the_nameless_asks_for_a_contact(server: SearchServer) -> None:
    server.script = [Says(status=403, body=b"Please set a user-agent", headers=HTML)]
    with pytest.raises(Permanent, match=r"'providers\.wikipedia\.contact'"):
        Wikipedia(address=server.address).search(["ferry"])


@pytest.mark.parametrize(
    "code", ["maxlag", "ratelimited", "cirrussearch-too-busy-error", "internal_api_error_DB"]
)
def test_a_wiki_says_with_200_that_it_is_busy(server: SearchServer, code: str) -> None:
    server.script = [Says(body={"error": {"code": code, "info": "Waiting"}, "docref": "x"})]
    with pytest.raises(Transient, match=code):
        Wikipedia(address=server.address).search(["ferry"])


def test_a_wiki_says_with_200_that_it_will_not(server: SearchServer) -> None:
    server.script = [Says(body={"error": {"code": "readapidenied", "info": "You need read permission"}})]
    with pytest.raises(Permanent, match="readapidenied"):
        Wikipedia(address=server.address).search(["ferry"])


def test_wikipedia_is_named_as_publisher_and_another_wiki_by_its_host() -> None:
    assert Wikipedia()._source("Ferry") == Wikipedia(publisher="Wikipedia")._source("Ferry")
    other = Wikipedia(address="https://wiki.example", articles="/index.php/")._source("A b")
    assert other is not None
    assert (other.uri, other.publisher) == ("https://wiki.example/index.php/A_b", "wiki.example")


def test_google_says_with_400_that_it_does_not_know_a_key(server: SearchServer) -> None:
    details = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}]
    error = {"code": 400, "message": "API key not valid.", "status": "INVALID_ARGUMENT", "details": details}
    server.script = [Says(status=400, body={"error": error})]
    with pytest.raises(Permanent, match=r"does not know the key: check 'providers\.google_fact_check\.key'"):
        GoogleFactCheck(key=KEY, address=server.address).search(["ferry"])


def test_every_review_of_a_claim_is_a_fact_check_of_its_own(server: SearchServer) -> None:
    reviews = [
        {"url": "https://one.example/a", "publisher": {"site": "one.example"}, "reviewDate": "2024-13-45"},
        {"url": "https://two.example/b", "publisher": {"name": "Two"}, "title": "Two <b>says</b>"},
    ]
    server.script = [
        Says(body={"claims": [{"text": "The ferry sank.", "claimReview": reviews}, {"text": "x"}]})
    ]
    [[one, two]] = GoogleFactCheck(key=KEY, address=server.address).search(["ferry"])
    assert {one.kind, two.kind} == {SourceKind.FACT_CHECK}
    assert (one.title, one.publisher, one.published) == ("The ferry sank.", "one.example", None)
    assert (two.title, two.publisher) == ("Two says", "Two")


@pytest.mark.parametrize("code", [432, 433])
def test_tavily_has_numbers_of_its_own_for_a_plan_that_is_spent(server: SearchServer, code: int) -> None:
    server.script = [Says(status=code, body={"detail": {"error": "plan"}})]
    with pytest.raises(Permanent, match="no questions left in its plan"):
        plugin("tavily", "Tavily")(key=KEY, address=server.address).search(["ferry"])


def test_tracking_and_logins_are_cut_and_what_is_no_address_is_dropped(server: SearchServer) -> None:
    odd = [{"url": f"https://paper.example/{path}", "title": "A"} for path in ("a b", "a\x07b", "a" * 3000)]
    row = {"url": "https://reader:pw@paper.example/news/ferry?id=7&utm_medium=x&fbclid=y", "title": "A"}
    server.script = [Says(body={"results": [*odd, row]})]
    [[found]] = SearXNG(address=server.address).search(["ferry"])
    assert found.uri == PAGE


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("searx.example", "write https://HOST"),
        ("ftp://searx.example", "write https://HOST"),
        ("https://", "write https://HOST"),
        ("https://searx.example:port", "write https://HOST"),
        ("https://[searx", "write https://HOST"),
        ("https://me:secret@searx.example", "leave out user"),
        ("https://searx.example/?q=1", "leave out user"),
    ],
)
def test_an_address_that_is_none_is_told_without_repeating_it(address: str, words: str) -> None:
    with pytest.raises(Config, match=words) as refused:
        SearXNG(address=address)
    assert "providers.searxng.address" in str(refused.value) and "secret" not in str(refused.value)


def test_a_key_is_not_sent_in_the_clear_but_on_this_machine() -> None:
    with pytest.raises(Config, match="not sent in the clear") as refused:
        Brave(key=KEY, address="http://api.search.example")
    assert KEY not in str(refused.value)
    assert (
        repr(Brave(key=KEY, address="http://127.0.0.1:9")._service)
        == "Service('Brave Search', 'http://127.0.0.1:9')"
    )


@pytest.mark.parametrize("key", ["two words", "ключ", "line\nX-Evil: 1"])
def test_a_key_that_would_not_fit_into_a_header_is_refused_unseen(key: str) -> None:
    with pytest.raises(Config, match=r"providers\.x\.key") as refused:
        Service("X", "https://x.example", setting="providers.x", key=Key(value=key))
    assert key not in str(refused.value)
    assert key not in repr(Key(value=key))


@pytest.mark.parametrize("contact", ["a\nb", "desk (night)", "büro@paper.example"])
def test_a_contact_that_would_break_the_header_is_refused(contact: str) -> None:
    with pytest.raises(Config, match="contact"):
        Wikipedia(contact=contact)


@pytest.mark.parametrize(
    ("make", "body"),
    [
        (Brave, {"type": "search", "web": {"results": 4}}),
        (Brave, {"type": "search", "web": "none"}),
        (GoogleFactCheck, {"claims": "none"}),
        (GoogleFactCheck, [{"claims": []}]),
        (GoogleFactCheck, {"warning": "moved"}),
    ],
)
def test_a_list_that_is_none_is_not_taken_for_an_empty_one(
    make: Callable[..., SearchProvider], body: object, server: SearchServer
) -> None:
    server.script = [Says(body=body)]
    with pytest.raises(Permanent, match="form unknown here"):
        make(key=KEY, address=server.address).search(["ferry"])


def test_a_refusal_repeats_the_short_code_of_the_service(server: SearchServer) -> None:
    server.script = [
        Says(status=400, body={"error": {"status": "INVALID_ARGUMENT", "message": "long words"}})
    ]
    with pytest.raises(Permanent, match=r"\(HTTP 400, INVALID_ARGUMENT\)") as refused:
        GoogleFactCheck(key=KEY, address=server.address).search(["ferry"])
    assert "long words" not in str(refused.value)
