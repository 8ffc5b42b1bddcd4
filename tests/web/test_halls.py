"""The halls where people look around: each tells what there is, leads on, and takes no text for markup."""

from __future__ import annotations

from collections.abc import Iterator

import html5lib
import pytest
from starlette.testclient import TestClient

from halls import FEE, GONE, MANY, ODD, SHOPS, TOPIC, at_the_halls, filled, key_of
from wellsourced.settings import read_settings
from wellsourced.web.app import make_app
from wellsourced.web.leaves import leaf
from wellsourced.web.opening import opened_site
from wellsourced.web.site import Site

SHOPS_AT, FEE_AT = f"/p/{key_of(SHOPS)}", f"/p/{key_of(FEE)}"
BOTH_FORMS = (
    *("/", "/topics", "/topics/lake-river-permits", "/places", "/places/US-OR", "/places/US"),
    *("/sources", "/sources?kind=law", "/search?q=permit", "/search?q=permit&what=passages", "/search"),
    *("/corrections", "/method", "/library"),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("halls") / "library"
    filled(folder)
    with at_the_halls(folder) as client:
        yield client


def text_of(client: TestClient, address: str) -> str:
    """A page in words, its markup proven sound."""
    reply = client.get(address)
    assert reply.status_code == 200, address
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(reply.text)
    return " ".join("".join(tree.itertext()).split())


@pytest.mark.parametrize("address", BOTH_FORMS)
def test_every_hall_is_sound_html_and_json_for_programs(client: TestClient, address: str) -> None:
    text_of(client, address)
    told = client.get(address, headers={"accept": "application/json"})
    assert told.headers["content-type"] == "application/json"
    path, _, query = address.partition("?")
    ending = "/index.json" if path == "/" else f"{path}.json"
    assert client.get(f"{ending}?{query}").json() == told.json()


def test_the_front_page_asks_and_tells_what_is_new_read_and_changed(client: TestClient) -> None:
    page = client.get("/").text
    assert page.index("<h1") < page.index('<textarea id="q"') < page.index("Newest pages")
    assert page.index(SHOPS_AT) < page.index(FEE_AT)
    assert "The verdict is now “Supported”; it was “Qualified: it depends”." in page
    assert "The Act is the state’s." in page
    assert f"/p/{key_of(GONE)}" not in page.partition("What changed lately")[0]


def test_what_is_read_most_is_of_seven_days_or_of_thirty(client: TestClient) -> None:
    week, month = (
        [one["title"] for one in client.get(f"/index.json?days={days}").json()["most_read"]]
        for days in (7, 30)
    )
    assert week == [FEE]  # the page that was taken back is in no list
    assert month == [SHOPS, FEE]


def test_a_topic_has_its_pages_whatever_signs_are_in_its_name(client: TestClient) -> None:
    topics = client.get("/topics.json").json()["topics"]
    assert {"name": TOPIC, "address": "/topics/lake-river-permits", "pages": 2} in topics
    assert "2 pages, newest first" in text_of(client, "/topics/lake-river-permits")
    assert client.get("/topics/nobodys").status_code == 404


def test_long_lists_are_read_a_leaf_at_a_time(client: TestClient) -> None:
    first = client.get("/topics/salem").text
    assert f"1 to 25 of {MANY} pages" in first
    assert 'rel="next" href="/topics/salem?page=2"' in first
    last = client.get("/topics/salem?page=2").text
    assert "permit number 27 sold" in last
    assert "permit number 1 sold" not in last
    assert client.get("/topics/salem?page=99").text == last
    assert client.get("/topics/salem?page=-1").text == client.get("/topics/salem?page=nonsense").text == first


def test_a_place_has_what_is_asked_of_it_its_rules_today_and_who_tells_of_them(client: TestClient) -> None:
    oregon = text_of(client, "/places/US-OR")
    assert SHOPS in oregon
    assert "Must not honor ICE detainers" in oregon
    assert "HB 3265 of 2021, since 2021." in oregon
    assert "This is not legal advice" in oregon
    texas = client.get("/places/US-TX.json").json()
    assert [one["title"] for one in texas["told_of"]] == [SHOPS]
    assert any(rule["value"] == "must" for rule in texas["rules"][0]["rules"])
    assert texas["notes"][0].startswith("This is not legal advice")


def test_what_is_unknown_of_a_place_stays_unknown(client: TestClient) -> None:
    nation = text_of(client, "/places/US")
    assert "No rule on file on whether to honor ICE detainers" in nation
    assert "means that we hold none, not that there is none" in nation
    for code in ("US-ZZ", "XUS-OR", "OR", "US-", "US-OR-city-", "ZZ-AV"):
        assert client.get(f"/places/{code}").status_code == 404
    assert client.get("/places/nowhere").status_code == 404


def test_the_map_is_told_in_a_list_and_leads_to_each_state(client: TestClient) -> None:
    page = client.get("/places").text
    assert '<svg viewBox="0 0' in page
    assert page.count('href="/places/US-OR"') == 2
    words = text_of(client, "/places")
    assert "Oregon 2 pages, rules on file" in words  # Salem's page is within it
    assert "Salem 1 page" in words


def test_sources_are_found_by_kind_publisher_and_words(client: TestClient) -> None:
    def titles(query: str) -> list[str]:
        return [one["title"] for one in client.get(f"/sources.json?{query}").json()["sources"]]

    assert titles("")[0] == "wire"  # cited by most pages
    assert titles("kind=law") == ["Oregon Permit Act"]
    assert titles("publisher=Publisher+of+wire") == ["wire"]
    assert titles("q=OREGON+act") == ["Oregon Permit Act"]
    assert titles("kind=law&q=wire") == []
    assert "No source here is like that." in text_of(client, "/sources?q=nobody")
    assert client.get("/sources?kind=%00&publisher=%22%3E&q=%25_%27").status_code == 200


def test_a_source_has_its_captures_cited_passages_copies_and_pages(client: TestClient) -> None:
    every = {one["title"]: one["address"] for one in client.get("/sources.json").json()["sources"]}
    wire = text_of(client, every["wire"])
    assert "November 22, 2026, 09:00 UTC" in wire
    assert "Copied bycopy, Publisher of copy: the two count as one source" in wire
    assert "Shops in Salem sold 300 day permits in May 2026." in wire
    assert "Copy ofwire: the two count as one source" in text_of(client, every["copy"])
    assert SHOPS in wire
    odd = text_of(client, every[ODD])
    assert f"{GONE} Taken back" in odd
    assert odd.count("Taken back") == 1  # the other page that cites it stands
    assert client.get("/sources/source-none").status_code == 404
    assert len(client.get(f"{every['wire']}.json").json()["passages"]) == 1


def test_what_sources_say_of_themselves_is_text_and_nothing_else(client: TestClient) -> None:
    every = {one["title"]: one["address"] for one in client.get("/sources.json").json()["sources"]}
    for address in ("/sources", every[ODD], "/corrections", f"/search?q={'%3Cscript%3E'}never"):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<i>never" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in client.get(every[ODD]).text


def test_a_search_finds_pages_and_the_words_they_cite(client: TestClient) -> None:
    found = client.get("/search.json?q=nine+marks").json()
    assert found["results"][0]["title"] == FEE
    assert found["every_word"] is True
    page = client.get("/search?q=schedule+of+fees").text
    assert "<mark>schedule</mark>" in page
    cited = client.get("/search.json?q=salem+shops&what=passages").json()
    assert cited["total"] == 2  # the wire's words, which 29 editions cite, and the copy's
    assert client.get(cited["results"][0]["address"]).status_code == 200


def test_a_search_for_more_words_than_a_page_has_says_so(client: TestClient) -> None:
    assert "Nothing has all of these words; these have some." in text_of(client, "/search?q=nine+zebras")
    assert "No published page speaks of that." in text_of(client, "/search?q=zebras")
    assert 'href="/ask?q=zebras"' in client.get("/search?q=zebras").text


@pytest.mark.parametrize(
    "query", ["%22", "*", "AND", "NEAR(a", "title:x", "%00", "a%22b", "-", "(((", "😀", "x" * 900, "a " * 400]
)
def test_no_query_is_too_odd(client: TestClient, query: str) -> None:
    assert client.get(f"/search?q={query}").status_code == 200
    assert client.get(f"/search?q={query}&what=passages&page=7").status_code == 200


def test_the_page_that_was_taken_back_is_in_no_list_but_the_log(client: TestClient) -> None:
    assert client.get("/search.json?q=painted+green").json()["results"][0]["title"] == FEE
    log = client.get("/corrections.json").json()["corrections"]
    assert [one["kind"] for one in log] == ["retraction", "correction", "correction"]
    assert log[1]["edition"] == 2
    assert log[1]["what"] == "Only in Salem."
    words = text_of(client, "/corrections")
    assert (
        words.index("Nobody knows.") < words.index("The Act is the state’s.") < words.index("It was <i>never")
    )


def test_the_method_is_the_page_that_the_program_prints(client: TestClient) -> None:
    words = text_of(client, "/method")
    assert words.count("Method and limits") == 3  # title, heading, foot
    assert "Missing evidence never refutes." in words


def test_what_is_nowhere_leads_on(client: TestClient) -> None:
    reply = client.get("/p/may-shops-in-oregon-sell-anything")
    assert reply.status_code == 404
    assert 'value="may shops in oregon sell anything"' in reply.text
    assert 'href="/ask"' in reply.text
    html5lib.HTMLParser(strict=True).parse(reply.text)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("small") / "library"
    filled(folder, many=0)
    with opened_site(read_settings(library=folder, casebooks=())) as site:
        yield site


def test_a_fault_of_ours_is_owned_and_leads_on(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(make_app(small), base_url="http://127.0.0.1", raise_server_exceptions=False)
    monkeypatch.setattr(small.library, "corrections", lambda: 1 / 0)
    reply = client.get("/corrections")
    assert reply.status_code == 500
    assert "division" not in reply.text
    assert "A fault of ours" in reply.text
    html5lib.HTMLParser(strict=True).parse(reply.text)
    assert client.get("/corrections.json").json()["error"]["kind"] == "fault"


def test_many_topics_stand_under_their_letters(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wellsourced.web.rooms.topics.FEW", 1)
    page = TestClient(make_app(small), base_url="http://127.0.0.1").get("/topics").text
    html5lib.HTMLParser(strict=True).parse(page)
    assert [part[0] for part in page.split('<h2 id="letter-')[1:]] == ["1", "2"]
    assert page.index(">L</h2>") < page.index(TOPIC) < page.index(">O</h2>")


def test_a_list_is_sent_once_and_then_known(client: TestClient) -> None:
    reply = client.get("/sources", headers={"accept-encoding": "gzip"})
    assert reply.headers["content-encoding"] == "gzip"
    assert client.get("/sources", headers={"if-none-match": reply.headers["etag"]}).status_code == 304


def test_a_style_that_is_no_more_leads_to_the_one_there_is(client: TestClient) -> None:
    assert client.get("/assets/site-000000000000.css").headers["cache-control"] == "no-cache"
    assert client.get("/assets/site-000000000000.exe").status_code == 404


def test_a_leaf_is_always_one_there_is() -> None:
    def page(items: int, asked: str) -> tuple[int, int, int, list[int]]:
        one = leaf(range(items), asked, 10, str)
        return one.number, one.first, one.last, one.near

    assert page(0, "") == (1, 1, 0, [1])
    assert page(10, "2") == (1, 1, 10, [1])
    assert page(95, "10") == (10, 91, 95, [1, 8, 9, 10])
    assert page(95, "٣") == (3, 21, 30, [1, 2, 3, 4, 5, 10])
    assert page(95, "9" * 40) == (1, 1, 10, [1, 2, 3, 10])
