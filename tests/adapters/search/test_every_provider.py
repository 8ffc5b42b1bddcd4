"""One suite for every search provider, those of the example plugins too: servers on loopback that speak as
the services document it, and then misbehave."""

from __future__ import annotations

import gzip
import json
import logging
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from search_server import HTML, JSON, Says, SearchServer, answering
from search_services import ALL, KEY, Documented
from wellsourced.errors import Permanent, Transient, WellsourcedError

SERVICE = "wellsourced.adapters.search.service"


@pytest.fixture(params=ALL.values(), ids=ALL)
def service(request: pytest.FixtureRequest) -> Documented:
    return request.param


@pytest.fixture
def server() -> Iterator[SearchServer]:
    with answering() as made:
        yield made


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds a provider would have waited; tests do not."""
    slept: list[float] = []
    monkeypatch.setattr(f"{SERVICE}.sleep", slept.append)
    return slept


def failing(service: Documented, server: SearchServer, *says: Says) -> WellsourcedError:
    """The error of asking a server that says this."""
    server.script = list(says)
    with pytest.raises((Transient, Permanent)) as failed:
        service.open(server.address).search(["Does the ferry sail?"])
    assert "\n" not in str(failed.value) and KEY not in str(failed.value)
    assert 20 < len(str(failed.value)) < 250
    return failed.value


def test_a_result_becomes_a_source(service: Documented, server: SearchServer) -> None:
    server.script = [Says(body=service.one)]
    [[source]] = service.open(server.address).search(["Does the ferry sail?"])
    uri, title, publisher, kind, published = service.becomes
    assert source.uri == uri.replace("{at}", server.address)
    assert (source.title, source.publisher, source.kind) == (title, publisher, kind)
    assert (source.published.text if source.published else None) == published


def test_it_is_asked_in_plain_words_at_its_documented_path(service: Documented, server: SearchServer) -> None:
    server.script = [Says(body=service.one)]
    service.open(server.address).search(['!g "ferry" site:paper.example OR -boat'])
    [asked] = server.asked
    assert asked.plain_path == service.path
    assert "g ferry site paper.example or boat" in (
        [json.loads(asked.body)["query"]]
        if asked.body
        else [v for values in asked.query.values() for v in values]
    )
    assert asked.headers["User-Agent"].startswith("wellsourced/")
    assert asked.headers["Accept-Encoding"] == "identity"


def test_the_key_goes_into_its_header_and_nowhere_else(service: Documented, server: SearchServer) -> None:
    server.script = [Says(body=service.one)]
    service.open(server.address).search(["ferry"])
    [asked] = server.asked
    told = {name: value for name, value in asked.headers.items() if KEY in value}
    assert told == ({service.key_header: f"{service.key_prefix}{KEY}"} if service.key_header else {})
    assert KEY not in asked.path and KEY.encode() not in asked.body


def test_each_query_has_its_own_list_and_one_without_words_is_not_sent(
    service: Documented, server: SearchServer
) -> None:
    server.script = [Says(body=service.one), Says(body=service.none), Says(body=service.one)]
    found = service.open(server.address).search(["ferry", "boat", "?!", "ship"])
    assert [len(sources) for sources in found] == [1, 0, 0, 1]
    assert len(server.asked) == 3


def test_nothing_found_is_an_empty_list(service: Documented, server: SearchServer) -> None:
    server.script = [Says(body=service.none)]
    assert service.open(server.address).search(["ferry"]) == [[]]


def test_rows_that_name_no_page_are_dropped(service: Documented, server: SearchServer) -> None:
    text = json.dumps(service.one)
    for field in ("url", "html_url", "absolute_url"):
        text = text.replace(f'"{field}": "', f'"{field}": "javascript:')
    server.script = [Says(body=text.replace('"title": "Ferry (Tarn)', '"titel": "').encode())]
    assert service.open(server.address).search(["ferry"]) == [[]]


@pytest.mark.parametrize("code", [401, 403])
def test_a_refusal_says_which_setting_to_look_at(
    service: Documented, server: SearchServer, code: int
) -> None:
    error = failing(service, server, Says(status=code, body={"detail": f"no such token {KEY}"}))
    assert isinstance(error, Permanent)
    assert f"HTTP {code}" in str(error) and "'providers." in str(error)
    assert len(server.asked) == 1


def test_a_busy_service_is_waited_for_as_it_asks(
    service: Documented, server: SearchServer, waits: list[float]
) -> None:
    server.script = [
        Says(status=429, headers={"Retry-After": "4"}),
        Says(status=503, headers={"Retry-After": "0"}),
        Says(body=service.one),
    ]
    assert len(service.open(server.address).search(["ferry"])[0]) == 1
    assert waits == [4.0, 0.0]


def test_a_date_to_wait_for_is_held_against_the_servers_own_clock(
    service: Documented, server: SearchServer, waits: list[float]
) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=8), usegmt=True)
    server.script = [Says(status=429, headers={"Retry-After": until}), Says(body=service.one)]
    service.open(server.address).search(["ferry"])
    [waited] = waits
    assert 5 <= waited <= 8


def test_a_long_wait_is_told_and_not_sat_out(
    service: Documented, server: SearchServer, waits: list[float]
) -> None:
    error = failing(service, server, Says(status=429, headers={"Retry-After": "3600"}))
    assert isinstance(error, Transient) and error.retry_after == 3600
    assert "60 minutes" in str(error)
    assert waits == [] and len(server.asked) == 1


def test_waiting_is_bounded_over_all_attempts(
    service: Documented, server: SearchServer, waits: list[float]
) -> None:
    error = failing(service, server, Says(status=429, headers={"Retry-After": "9"}))
    assert isinstance(error, Transient) and error.retry_after == 9
    assert waits == [9.0] and len(server.asked) == 2


@pytest.mark.parametrize("code", [429, 500, 502, 503])
def test_a_service_that_fails_is_tried_three_times(
    service: Documented, server: SearchServer, waits: list[float], code: int
) -> None:
    error = failing(service, server, Says(status=code, body=b"<h1>oh</h1>", headers=HTML))
    assert isinstance(error, Transient) and f"HTTP {code}" in str(error)
    assert waits == [1.0, 3.0] and len(server.asked) == 3


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no JSON",
        b'{"results": [',
        b"[" * 100_000,
        b"\xff\xfe",
        b"null",
        b"3",
        b'{"odd": 1}',
        b'{"results": 4}',
    ],
    ids=["empty", "text", "half", "deep", "bytes", "null", "number", "other", "no list"],
)
def test_what_is_no_documented_answer_is_not_taken_for_nothing_found(
    service: Documented, server: SearchServer, body: bytes
) -> None:
    error = failing(service, server, Says(body=body))
    assert isinstance(error, Permanent) and "address" in str(error)


def test_an_answer_cut_off_is_worth_another_try(service: Documented, server: SearchServer) -> None:
    error = failing(service, server, Says(body=service.one, cut=True))
    assert isinstance(error, Transient)


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_redirects_are_refused(service: Documented, server: SearchServer, code: int) -> None:
    with answering(Says(body=service.one)) as elsewhere:
        error = failing(
            service, server, Says(status=code, headers={"Location": f"{elsewhere.address}/x?k={KEY}"})
        )
        assert elsewhere.asked == []
    assert isinstance(error, Permanent)
    assert "http://127.0.0.1" in str(error) and "/x" not in str(error)


@pytest.mark.parametrize("where", ["", "/elsewhere", "http://[broken", "javascript:alert(1)", "https://"])
def test_a_redirect_to_nowhere_is_told_without_its_words(
    service: Documented, server: SearchServer, where: str
) -> None:
    error = failing(service, server, Says(status=302, headers={"Location": where}))
    assert "sends us on (HTTP 302)" in str(error)


@pytest.mark.parametrize(
    ("code", "words"), [(404, "does not answer there"), (418, "does not take the question")]
)
def test_other_refusals_name_their_number(
    service: Documented, server: SearchServer, code: int, words: str
) -> None:
    error = failing(service, server, Says(status=code, body={"error": {"code": "ODD-1"}}))
    assert isinstance(error, Permanent) and words in str(error) and f"HTTP {code}" in str(error)


def test_a_service_that_is_silent_is_not_waited_for_without_end(
    service: Documented, server: SearchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{SERVICE}.READ_SECONDS", 0.05)
    error = failing(service, server, Says(body=service.one, slow=0.3))
    assert isinstance(error, Transient) and "takes too long to answer" in str(error)


def test_an_answer_without_end_is_not_read_to_its_end(service: Documented, server: SearchServer) -> None:
    error = failing(service, server, Says(body=b" " * 4_100_000))
    assert isinstance(error, Permanent) and "4000000 bytes" in str(error)


def test_a_packed_answer_is_not_unpacked(service: Documented, server: SearchServer) -> None:
    bomb = gzip.compress(b" " * 10_000_000)
    error = failing(service, server, Says(body=bomb, headers={**JSON, "Content-Encoding": "gzip"}))
    assert isinstance(error, Permanent) and "packs" in str(error)


def test_a_slow_answer_is_given_up(
    service: Documented, server: SearchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{SERVICE}.MOST_SECONDS", 0.05)
    error = failing(service, server, Says(body=service.one, slow=0.2))
    assert isinstance(error, Transient)


def test_a_service_that_is_not_there_could_not_be_asked(service: Documented, server: SearchServer) -> None:
    with answering() as gone:
        address = gone.address
    with pytest.raises(Transient, match=r"cannot be reached \(ConnectError\).*address") as failed:
        service.open(address).search(["ferry"])
    assert KEY not in str(failed.value)


@pytest.mark.parametrize(
    "says",
    [
        Says(status=401, body={"error": {"code": KEY, "status": KEY, "message": KEY}}),
        Says(status=400, body={"error": {"code": KEY, "status": KEY, "message": KEY}}),
        Says(status=429, body=KEY.encode(), headers=HTML),
        Says(status=302, headers={"Location": f"https://{KEY}.example/"}),
        Says(body={"error": {"code": KEY}}),
        Says(body=b"no JSON"),
        Says(body=b"{", cut=True),
    ],
    ids=["401", "400", "429", "302", "error", "text", "cut"],
)
@pytest.mark.parametrize("name", [name for name, service in ALL.items() if service.key_header])
def test_the_key_is_in_no_message_log_repr_or_traceback(
    name: str, server: SearchServer, says: Says, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service = ALL[name]
    server.script = [says]
    provider = service.open(server.address)
    with pytest.raises((Transient, Permanent)) as failed:
        provider.search(["ferry"])
    error = failed.value
    assert error.__cause__ is None and error.__context__ is None
    seen = "".join(traceback.format_exception(error)) + repr(error) + repr(error.args) + str(error.as_json())
    assert KEY not in seen
    # A server that repeats a key in the headers of its answer is seen in httpcore2's own account of them.
    logged = [r.getMessage() for r in caplog.records if "receive_response_headers" not in r.getMessage()]
    assert logged and KEY not in "".join(logged)
    inner = vars(provider).values()
    assert KEY not in repr(provider) + "".join(map(repr, inner))
    assert KEY not in "".join(repr(vars(part).get("_key")) for part in inner if hasattr(part, "__dict__"))
