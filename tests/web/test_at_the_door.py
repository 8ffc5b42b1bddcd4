"""What is refused at the door, what every answer tells the browser, and how often one may come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from guarded_sites import PASSWORD, Guest, Told, guarded, guest, published, settings_of
from wellsourced.errors import Config
from wellsourced.settings import read_settings
from wellsourced.web.app import make_app
from wellsourced.web.headers import HEADERS, OVER_TLS
from wellsourced.web.pacing import Pace, Tally, TooMany, network_key
from wellsourced.web.site import Site
from wellsourced.web.thresholds import Threshold

LOCAL = Threshold()
PUBLIC = Threshold(origin="https://facts.example")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with guarded(tmp_path_factory.mktemp("door"), "none") as made:
        published(made, Told())
        yield made


@pytest.fixture(scope="module")
def app(site: Site) -> FastAPI:
    app = make_app(site)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("nobody foresaw this: <b>")

    return app


@pytest.mark.parametrize(
    ("threshold", "host", "known"),
    [
        (LOCAL, "localhost:8080", True),
        (LOCAL, "127.0.0.1", True),
        (LOCAL, "[::1]:8080", True),
        (LOCAL, "LOCALHOST", True),
        (LOCAL, "facts.example", False),
        (LOCAL, "localhost.evil.example", False),
        (LOCAL, "evil.example:8080", False),
        (LOCAL, "127.0.0.1.evil.example", False),
        (LOCAL, "localhost@evil.example", False),
        (LOCAL, "evil.example@localhost", False),
        (LOCAL, "localhost/evil", False),
        (LOCAL, "localhost:0", False),
        (LOCAL, "[::1", False),
        (LOCAL, "", False),
        (PUBLIC, "facts.example", True),
        (PUBLIC, "Facts.Example", True),
        (PUBLIC, "localhost:8080", True),
        (PUBLIC, "facts.example:444", False),
        (PUBLIC, "www.facts.example", False),
    ],
)
def test_only_our_own_names_are_answered_to(threshold: Threshold, host: str, known: bool) -> None:
    assert (threshold.host([host]) is None) is known


def test_a_name_that_was_made_to_point_here_gets_one_clear_line(app: FastAPI) -> None:
    answer = TestClient(app, base_url="http://evil.example").get("/")
    assert answer.status_code == 400
    assert (
        "This host is not known here: go to http://localhost; for others set `accounts` and `site_url`."
        in answer.text
    )
    assert "May shops" not in answer.text
    assert PUBLIC.host(["evil.example"]) is not None
    assert LOCAL.host(["localhost", "localhost"]) is not None and LOCAL.host([]) is not None


def test_on_ones_own_machine_too_another_sites_form_is_refused(app: FastAPI, site: Site) -> None:
    home = guest(app)
    ours = {"q": "May shops sell permits?", "again": "yes", "csrf": home.csrf("/ask")}
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "http://localhost:3000"}):
        assert home.client.post("/ask", data=ours, headers=headers).status_code == 403
    assert home.client.post("/ask", data={**ours, "csrf": ""}).status_code == 403
    assert site.queue.jobs() == []
    assert home.client.post("/ask", data=ours, headers={"origin": "http://localhost"}).status_code == 303
    assert "one machine only" in home.client.get("/account").text
    assert home.client.get("/people").status_code == 422


def test_a_site_without_accounts_has_no_public_address(tmp_path: Path) -> None:
    address = "https://facts.example"
    assert Threshold.of(settings_of(tmp_path, "none", site_url=address)).host(["facts.example"]) is not None
    assert Threshold.of(settings_of(tmp_path, "closed", site_url=address)).host(["facts.example"]) is None


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({}, False),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "same-site", "origin": "https://facts.example"}, True),
        ({"sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "anything"}, True),
        ({"origin": "https://facts.example"}, False),
        ({"origin": "http://facts.example"}, True),
        ({"origin": "https://facts.example.evil.example"}, True),
        ({"origin": "http://localhost:8080", "host": "localhost:8080"}, False),
        ({"origin": "http://localhost:8081", "host": "localhost:8080"}, True),
        ({"origin": "http://evil.example", "host": "evil.example"}, True),
    ],
)
def test_where_a_form_comes_from(headers: dict[str, str], foreign: bool) -> None:
    assert (PUBLIC.origin_of("POST", headers) is not None) is foreign
    assert PUBLIC.origin_of("GET", headers) is None


def test_what_is_too_long_is_refused(app: FastAPI) -> None:
    home = guest(app)
    assert home.client.get("/ask?q=" + "x" * 9000).status_code == 414
    assert home.client.get("/", headers={"x-long": "x" * 33_000}).status_code == 431
    assert home.client.get("/", headers={f"x-{n}": "" for n in range(101)}).status_code == 431
    long = "x" * 1_000_001
    assert home.client.post("/ask", data={"q": long}).status_code == 413

    def in_pieces() -> Iterator[bytes]:
        yield b"q="
        for _ in range(30):
            yield b"x" * 50_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    unsaid = home.client.post("/ask", content=in_pieces(), headers=kind)
    assert unsaid.status_code == 413 and "send at most 1 MB" in unsaid.text
    for length in ("-1", "1e9", "", "9" * 20):
        assert (
            home.client.post("/ask", content=b"q=x", headers={**kind, "content-length": length}).status_code
            == 413
        )


def test_a_form_that_cannot_be_read_is_one_line(app: FastAPI) -> None:
    answer = guest(app).client.post("/ask", data={"again": "<script>"})
    assert answer.status_code == 422 and "<script>" not in answer.text.partition("</head>")[2]
    assert "again: Input should be a valid boolean" in answer.text
    as_json = {"accept": "application/json"}
    told = guest(app).client.post("/ask", data={"again": "perhaps"}, headers=as_json).json()
    assert told["error"]["kind"] == "InputError"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/p/may-shops-sell-permits", 200),
        ("/p/nothing", 404),
        ("/broken", 500),
        ("/openapi.json", 200),
    ],
)
def test_every_answer_tells_the_browser_what_to_refuse(app: FastAPI, address: str, status: int) -> None:
    answer = guest(app).client.get(address)
    assert answer.status_code == status
    for name, value in HEADERS.items():
        if name != "cache-control" or status != 200:
            assert answer.headers[name] == value
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] and "server" not in answer.headers
    assert "strict-transport-security" not in answer.headers


def test_refusals_have_the_headers_too(app: FastAPI) -> None:
    refusals = [
        TestClient(app, base_url="http://evil.example").get("/"),
        guest(app).client.post("/ask", data={"q": "x" * 1_000_001}),
        guest(app).client.post("/ask", data={"q": "x"}),
        guest(app).client.delete("/ask"),
    ]
    assert [answer.status_code for answer in refusals] == [400, 413, 403, 405]
    assert refusals[3].headers["allow"]
    for answer in refusals:
        assert HEADERS.items() <= dict(answer.headers).items()
    assert set(OVER_TLS) == {"strict-transport-security", "content-security-policy"}


def test_a_fault_of_ours_says_nothing_of_itself(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    answer = guest(app).client.get("/broken")
    assert "It was written down" in answer.text and "foresaw" not in answer.text
    assert "nobody foresaw this" in caplog.text
    told = guest(app).client.get("/broken", headers={"accept": "application/json"})
    assert told.status_code == 500 and told.json()["error"]["kind"] == "fault"


def signs_in(visitor: Guest, name: str, password: str = "wrong password") -> tuple[int, int]:
    said = {"name": name, "password": password, "csrf": visitor.csrf()}
    answer = visitor.client.post("/account/sign-in", data=said)
    return answer.status_code, int(answer.headers.get("retry-after", 0))


def test_passwords_are_not_tried_without_end(tmp_path: Path) -> None:
    with guarded(tmp_path, limit_sign_ins=3) as site:
        app = make_app(site)
        assert [signs_in(guest(app), "editor-anna")[0] for _ in range(3)] == [422] * 3
        status, wait = signs_in(guest(app), " EDITOR-anna", PASSWORD)
        assert status == 429 and 800 < wait <= 901
        assert [signs_in(guest(app), "nobody-here")[0] for _ in range(4)] == [422, 422, 422, 429]
        assert [signs_in(guest(app), f"name-{n}")[0] for n in range(2)] == [422, 429]  # nine by one address


def test_forms_are_counted_by_user_and_by_address(tmp_path: Path) -> None:
    with guarded(tmp_path, limit_actions=4) as site:
        app = make_app(site)
        anna = guest(app).signs_in("reporter-anna")
        asked = {"q": "May shops sell permits?", "csrf": anna.csrf()}
        answers = [anna.client.post("/ask", data=asked) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
        assert 1 <= int(answers[3].headers["retry-after"]) <= 61
        assert "Too many requests: try again in" in answers[3].text
        assert anna.client.get("/ask").status_code == 200
        elsewhere = TestClient(
            app, base_url="http://localhost", client=("192.0.2.9", 1), follow_redirects=False
        )
        elsewhere.cookies.update(anna.client.cookies)
        assert elsewhere.post("/ask", data=asked).status_code == 303
        assert elsewhere.post("/ask", data=asked).status_code == 429  # four by this user


def test_reading_is_counted_by_address_and_generously(tmp_path: Path) -> None:
    with guarded(tmp_path, limit_reads=5) as site:
        app = make_app(site)
        assert [guest(app).client.get("/").status_code for _ in range(6)] == [200] * 5 + [429]
        assert (
            TestClient(app, base_url="http://localhost", client=("192.0.2.9", 1)).get("/").status_code == 200
        )
    assert read_settings(library=tmp_path).limit_reads == 6000


def test_the_minute_passes() -> None:
    now = [0.0]
    tally = Tally(2, lambda: now[0])
    tally.count("a"), tally.count("a"), tally.count("b")
    now[0] = 40.0
    with pytest.raises(TooMany) as refused:
        tally.count("a")
    assert refused.value.retry_after == 20
    now[0] = 60.0
    tally.count("a")


def test_without_accounts_reading_has_no_bound(tmp_path: Path) -> None:
    alone = Pace.of(settings_of(tmp_path, "none", limit_reads=1))
    for _ in range(3):
        alone.read("127.0.0.1")
    assert network_key("2001:db8::1") == network_key("2001:db8::2") == "2001:db8::/64"


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("site_url", "facts.example", "write https://HOST or http://HOST:PORT, without a path"),
        ("site_url", "https://facts.example/wiki", "without a path"),
        ("site_url", "ftp://facts.example", "without a path"),
        ("site_url", "https://a@facts.example", "without a path"),
        ("site_contact", "anna@facts.example", "write mailto:NAME@HOST or https://"),
        ("accounts", "everybody", "'none', 'closed', 'invited' or 'open'"),
    ],
)
def test_settings_of_the_site_that_are_wrong_are_said(
    tmp_path: Path, key: str, value: str, line: str
) -> None:
    with pytest.raises(Config, match=line):
        read_settings(**{key: value})


def test_the_address_of_the_site_is_kept_without_its_default_port() -> None:
    known = {"https://Facts.Example:443/": "https://facts.example", "http://[::1]:8080": "http://[::1]:8080"}
    assert {text: read_settings(site_url=text).site_url for text in known} == known
