"""Reading pages from a site that behaves, and from one that does not."""

from __future__ import annotations

import gzip
import os
import signal
import ssl
import tempfile
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from web_server import Page, Site, serving
from wellsourced.adapters.extractors import Extractors
from wellsourced.adapters.web.addresses import read_address
from wellsourced.adapters.web.exchange import Answer, Limits
from wellsourced.adapters.web.fetching import WebFetcher
from wellsourced.adapters.web.kept import KeptPages
from wellsourced.adapters.web.sources import web_sources
from wellsourced.errors import Permanent, Postponed, Transient
from wellsourced.ports import Capture, Extracted, Fetching

HTML = b"<html><title>Ferry</title><p>The ferry sails daily.</p></html>"
TYPE = {"Content-Type": "text/html; charset=utf-8"}
QUICK = {"first_wait": 0.01, "longest_wait": 2.0}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(ferry=Page(HTML, headers=TYPE)) as made:
        yield made


def fetcher(*sites: Site, delay: float = 0.0, kept: Path | None = None, **limits: Any) -> WebFetcher:
    allowed = tuple(site.address.partition("//")[2] for site in sites)
    fetching = Fetching(allowed_hosts=allowed, delay=delay, kept=kept)
    return WebFetcher(fetching, limits=Limits(**{**QUICK, **limits}))


def read(site: Site, path: str, **options: Any) -> Capture | Exception:
    [answer] = fetcher(site, **options).fetch(web_sources([site.address + path]))
    return answer


def refused(site: Site, path: str, **options: Any) -> Permanent | Transient:
    answer = read(site, path, **options)
    assert isinstance(answer, Permanent | Transient), answer
    assert "\n" not in str(answer)
    return answer


def captured(site: Site, path: str, **options: Any) -> Capture:
    answer = read(site, path, **options)
    assert isinstance(answer, Capture), answer
    return answer


def test_a_page_is_its_bytes_and_what_its_server_calls_them(site: Site) -> None:
    capture = captured(site, "/ferry")
    assert (capture.body, capture.media_type) == (HTML, "text/html; charset=utf-8")
    assert capture.captured_at.tzinfo is not None
    assert capture.source.publisher == "127.0.0.1"
    [asked] = [one for one in site.asked if one.path == "/ferry"]
    assert asked.headers["Host"] == f"127.0.0.1:{site.port}"
    assert asked.headers["User-Agent"].startswith("wellsourced/")
    assert asked.headers["Cookie"] is None


def test_each_source_has_its_answer_in_its_place(site: Site) -> None:
    site.pages["/bus"] = Page(b"The bus.", headers={"Content-Type": "text/plain"})
    addresses = [f"{site.address}/{path}" for path in ("ferry", "gone", "bus")] + ["http://user@host/"]
    first, gone, last, bad = fetcher(site).fetch(web_sources(addresses))
    assert isinstance(first, Capture) and isinstance(last, Capture)
    assert (first.body, last.body) == (HTML, b"The bus.")
    assert isinstance(gone, Permanent) and "404" in str(gone)
    assert isinstance(bad, Permanent) and "user" in str(bad)


def test_the_declared_charset_is_kept_for_the_extractor(site: Site) -> None:
    text = "<p>" + "Der Fährverkehr über den Fluß wird täglich geprüft. " * 5 + "</p>"
    headers = {"Content-Type": "text/html; charset=iso-8859-15"}
    site.pages["/latin"] = Page(text.encode("iso-8859-15"), headers=headers)
    capture = captured(site, "/latin")
    assert capture.media_type == "text/html; charset=iso-8859-15"
    [extracted] = Extractors().extract([capture])
    assert isinstance(extracted, Extracted)
    assert "Fährverkehr über den Fluß" in extracted.text


@pytest.mark.parametrize(
    ("body", "declared", "media_type"),
    [
        (b"%PDF-1.7 and so on", "", "application/pdf"),
        (b"%PDF-1.7 and so on", "application/octet-stream", "application/pdf"),
        (b"%PDF-1.7 and so on", "binary/octet-stream", "application/pdf"),
        (HTML, "", "text/html"),
        (b"A line of text.", "", "text/plain"),
        (b"<p>x</p>", "text/plain", "text/plain"),
    ],
)
def test_a_server_that_declares_nothing_is_helped_out(
    site: Site, body: bytes, declared: str, media_type: str
) -> None:
    site.pages["/file"] = Page(body, headers={"Content-Type": declared} if declared else {})
    assert captured(site, "/file").media_type == media_type


# Packed bodies


def deflated(body: bytes) -> bytes:
    squeezer = zlib.compressobj(wbits=-15)
    return squeezer.compress(body) + squeezer.flush()


BODY = HTML + bytes(range(256)) * 1000
PACKED = [
    ("gzip", gzip.compress(BODY)),
    ("GZIP", gzip.compress(BODY)),
    ("x-gzip", gzip.compress(BODY)),
    ("gzip", gzip.compress(BODY[:999]) + gzip.compress(BODY[999:])),
    ("gzip", gzip.compress(BODY) + b"\0" * 512),
    ("deflate", zlib.compress(BODY)),
    ("deflate", deflated(BODY)),
    ("identity", BODY),
]


@pytest.mark.parametrize(("coding", "packed"), PACKED)
@pytest.mark.parametrize("says_length", [True, False])
def test_a_packed_page_is_unpacked(site: Site, coding: str, packed: bytes, says_length: bool) -> None:
    headers = {"Content-Encoding": coding, **TYPE}
    site.pages["/packed"] = Page(packed, headers=headers, says_length=says_length)
    assert captured(site, "/packed").body == BODY


def bomb(coding: str, size: int = 200_000_000) -> bytes:
    """A few hundred kilobytes that unpack to `size` bytes of nothing."""
    squeezer = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
    block = b"\0" * 1_000_000
    return b"".join(squeezer.compress(block) for _ in range(size // len(block))) + squeezer.flush()


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_stopped_at_the_first_byte_too_many(site: Site, coding: str) -> None:
    site.pages["/bomb"] = Page(bomb(coding), headers={"Content-Encoding": coding, **TYPE})
    assert "unpacks to more than 1 MB" in str(refused(site, "/bomb", most_bytes=1_000_000))


def test_a_bomb_of_many_members_is_one(site: Site) -> None:
    site.pages["/bomb"] = Page(bomb("gzip", 1_000_000) * 100, headers={"Content-Encoding": "gzip", **TYPE})
    assert "unpacks to more than" in str(refused(site, "/bomb", most_bytes=2_000_000))


@pytest.mark.parametrize("coding", ["gzip, gzip", "br", "zstd", "compress", "nonsense"])
def test_a_packing_nobody_asked_for_is_refused(site: Site, coding: str) -> None:
    site.pages["/odd"] = Page(b"x", headers={"Content-Encoding": coding})
    assert "not asked for" in str(refused(site, "/odd"))


def test_broken_packing_is_said(site: Site) -> None:
    site.pages["/odd"] = Page(b"not gzip at all", headers={"Content-Encoding": "gzip"})
    error = refused(site, "/odd")
    assert isinstance(error, Permanent) and "packed wrongly" in str(error)


# Limits


def test_a_page_that_says_it_is_too_large_is_not_read(site: Site) -> None:
    site.pages["/large"] = Page(b"x" * 5000, crumbs=1.0)
    began = time.monotonic()
    error = refused(site, "/large", most_bytes=1000)
    assert isinstance(error, Permanent) and "larger than" in str(error)
    assert time.monotonic() - began < 1.0


def test_a_page_that_does_not_say_so_is_read_up_to_the_limit(site: Site) -> None:
    site.pages["/large"] = Page(b"x" * 5000, says_length=False)
    assert "larger than" in str(refused(site, "/large", most_bytes=4999))
    assert len(captured(site, "/large", most_bytes=5000).body) == 5000


def test_an_error_that_is_kept_does_not_keep_the_body(site: Site) -> None:
    site.pages["/large"] = Page(b"x" * 5_000_000, says_length=False)
    tool, pages = fetcher(site, most_bytes=4_000_000), web_sources([f"{site.address}/large"])
    tool.fetch(pages)
    tracemalloc.start()
    try:
        errors = [tool.fetch(pages) for _ in range(5)]
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert all(isinstance(error, Permanent) for [error] in errors)
    assert held < 2_000_000


def test_a_server_that_keeps_silent_is_tried_again_and_given_up(site: Site) -> None:
    site.pages["/silent"] = Page(HTML, before=0.5)
    error = refused(site, "/silent", silence=0.1, tries=2)
    assert isinstance(error, Transient) and "does not answer" in str(error)


def test_crumbs_do_not_stretch_the_time_for_the_whole(site: Site) -> None:
    site.pages["/crumbs"] = Page(b"x" * 1000, crumbs=0.05)
    began = time.monotonic()
    error = refused(site, "/crumbs", whole=0.4)
    assert isinstance(error, Transient) and "took longer than 0.4 seconds" in str(error)
    assert time.monotonic() - began < 2.0


@pytest.mark.parametrize(
    "page",
    [
        Page(HTML, cut_at=10),
        Page(gzip.compress(BODY)[:-100], headers={"Content-Encoding": "gzip"}, says_length=False),
        Page(b"\x1f", headers={"Content-Encoding": "gzip"}),
        Page(b"\x78", headers={"Content-Encoding": "deflate"}),
    ],
)
def test_half_a_page_is_no_page(site: Site, page: Page) -> None:
    site.pages["/half"] = page
    error = refused(site, "/half")
    assert isinstance(error, Transient) and "cut off" in str(error)
    site.pages["/half"] = [page, Page(HTML)]
    assert captured(site, "/half").body == HTML, "the next try brings all of it"


# What servers answer


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "not shown"),
        (403, "not shown"),
        (404, "not there"),
        (410, "not there"),
        (451, "not shown"),
        (204, "no page"),
        (206, "no page"),
        (304, "no page"),
        (418, "no page"),
        (501, "no page"),
    ],
)
def test_what_will_not_change_is_asked_once(site: Site, status: int, words: str) -> None:
    site.pages["/no"] = Page(b"no", status=status, says_length=status not in (204, 304))
    error = refused(site, "/no")
    assert isinstance(error, Permanent)
    assert words in str(error) and str(status) in str(error)
    assert site.paths() == ["/no"]


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again(site: Site, status: int) -> None:
    site.pages["/busy"] = [Page(status=status), Page(status=status), Page(HTML)]
    assert captured(site, "/busy").body == HTML
    site.pages["/busy"] = Page(status=status)
    site.asked.clear()
    assert isinstance(refused(site, "/busy"), Transient)
    assert site.paths() == ["/busy"] * 3


def test_a_server_that_asks_us_to_wait_is_waited_for_by_all(site: Site) -> None:
    site.pages["/busy"] = [Page(status=429, headers={"Retry-After": "1"}), Page(HTML)]
    both = web_sources([f"{site.address}/busy", f"{site.address}/ferry"])
    assert all(isinstance(one, Capture) for one in fetcher(site).fetch(both))
    busy, again, ferry = [one for one in site.asked if one.path != "/robots.txt"]
    assert again.began - busy.ended >= 0.99
    assert ferry.path == "/ferry"


def test_a_server_that_asks_for_more_than_we_wait_is_left_alone(site: Site) -> None:
    site.pages["/busy"] = Page(status=503, headers={"Retry-After": "3600"})
    tool = fetcher(site)
    both = web_sources([f"{site.address}/busy", f"{site.address}/ferry"])
    busy, ferry = tool.fetch(both)
    assert isinstance(busy, Transient) and busy.retry_after == 3600
    assert isinstance(ferry, Transient) and 3500 < (ferry.retry_after or 0) <= 3600
    assert site.paths() == ["/busy"]


def test_a_host_where_nobody_listens_is_a_passing_failure() -> None:
    with serving() as gone:
        pass
    error = refused(gone, "/")
    assert isinstance(error, Transient) and "cannot be reached" in str(error)


# Certificates


CERTIFICATE = Path(__file__).parent / "secure.example.pem"
"""A certificate for `secure.example` that signs itself, and its key: good for these tests only."""


@pytest.mark.parametrize(
    ("name", "trusted", "words"),
    [
        ("secure.example", True, ""),
        ("other.example", True, "mismatch"),
        ("secure.example", False, "certificate"),
    ],
)
def test_a_certificate_is_held_against_the_name_though_the_address_is_connected_to(
    name: str, trusted: bool, words: str
) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(CERTIFICATE)
    with serving(tls=server, home=Page(HTML)) as site:
        fetching = Fetching(delay=0, allowed_hosts=(f"{name}:{site.port}",))
        tls = ssl.create_default_context(cafile=str(CERTIFICATE)) if trusted else None
        tool = WebFetcher(fetching, limits=Limits(**QUICK), resolve=lambda *_: ["127.0.0.1"], tls=tls)
        [answer] = tool.fetch(web_sources([f"https://{name}:{site.port}/home"]))
    if words:
        assert isinstance(answer, Permanent) and words in str(answer)
    else:
        assert isinstance(answer, Capture) and answer.body == HTML


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_page_that_moved_is_captured_for_the_address_it_was_asked_at(site: Site, status: int) -> None:
    site.pages["/old"] = Page(status=status, headers={"Location": "ferry#top"})
    capture = captured(site, "/old")
    assert (capture.body, capture.source.uri) == (HTML, f"{site.address}/old")
    assert capture.address == f"{site.address}/ferry"


def test_where_a_page_was_found_is_noted_only_where_it_is_elsewhere(site: Site, tmp_path: Path) -> None:
    site.pages["/old"] = Page(status=301, headers={"Location": "/ferry"})
    site.pages["/ferry"] = Page(HTML, headers={**TYPE, "ETag": '"one"'})
    assert captured(site, "/ferry").address is None
    assert captured(site, "/ferry#top").address is None
    kept = tmp_path / "kept"
    moved = [captured(site, "/old", kept=kept).address for _ in range(2)]
    assert site.asked[-1].headers["If-None-Match"] == '"one"'  # the second time it had not changed
    assert moved == [f"{site.address}/ferry"] * 2


def test_five_redirects_are_followed_and_no_sixth(site: Site) -> None:
    for at in range(6):
        site.pages[f"/{at}"] = Page(status=302, headers={"Location": f"/{at + 1}"})
    site.pages["/6"] = Page(HTML)
    assert captured(site, "/1").body == HTML
    assert "too often" in str(refused(site, "/0"))


@pytest.mark.parametrize("location", ["/round", "/round#x", "/back"])
def test_a_circle_is_noticed(site: Site, location: str) -> None:
    site.pages["/round"] = Page(status=302, headers={"Location": location})
    site.pages["/back"] = Page(status=302, headers={"Location": "/round"})
    assert "circle" in str(refused(site, "/round"))
    assert len(site.paths()) <= 2


def test_a_redirect_that_leads_nowhere_is_said(site: Site) -> None:
    site.pages["/lost"] = Page(status=302)
    assert "does not say where" in str(refused(site, "/lost"))


# robots.txt


def test_robots_is_asked_once_and_honored(site: Site) -> None:
    robots = b"User-agent: *\nDisallow: /\n\nUser-agent: Wellsourced/2\nDisallow: /closed*.html$\n"
    site.pages |= {"/robots.txt": Page(robots), "/closed.html": Page(HTML), "/closed.html5": Page(HTML)}
    paths = ("/ferry", "/closed.html", "/closed.html5")
    open_, closed, other = fetcher(site).fetch(web_sources([site.address + path for path in paths]))
    assert isinstance(open_, Capture) and isinstance(other, Capture)
    assert isinstance(closed, Permanent) and "robots.txt" in str(closed)
    assert [one.path for one in site.asked] == ["/robots.txt", "/ferry", "/closed.html5"]


def test_where_a_redirect_leads_robots_holds_too(site: Site) -> None:
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /ferry\n")
    site.pages["/old"] = Page(status=302, headers={"Location": "/ferry"})
    assert "robots.txt" in str(refused(site, "/old"))
    assert site.paths() == ["/old"]


def test_dots_do_not_lead_around_robots(site: Site) -> None:
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /ferry\n")
    assert "robots.txt" in str(refused(site, "/open/../ferry"))


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_site_without_robots_is_open(site: Site, status: int) -> None:
    site.pages["/robots.txt"] = Page(status=status)
    assert captured(site, "/ferry").body == HTML


@pytest.mark.parametrize("status", [429, 500, 503, 599])
def test_a_site_whose_robots_cannot_be_read_now_is_closed_for_now(site: Site, status: int) -> None:
    site.pages["/robots.txt"] = Page(status=status)
    both = web_sources([f"{site.address}/ferry", f"{site.address}/other"])
    for error in fetcher(site).fetch(both):
        assert isinstance(error, Transient) and "robots.txt" in str(error)
    assert site.paths() == []
    assert len(site.asked) <= 3, "and it is not asked for again for every page"


def test_robots_may_have_moved(site: Site) -> None:
    site.pages["/robots.txt"] = Page(status=301, headers={"Location": "/rules.txt"})
    site.pages["/rules.txt"] = Page("\ufeffUser-agent: *\nDisallow: /ferry".encode())
    assert "robots.txt" in str(refused(site, "/ferry"))


def test_endless_robots_are_read_as_far_as_they_must_be(site: Site) -> None:
    rules = b"User-agent: *\nDisallow: /ferry\n" + b"# more to come\n" * 100_000
    site.pages["/robots.txt"] = Page(gzip.compress(rules), headers={"Content-Encoding": "gzip"})
    site.pages["/other"] = Page(HTML)
    assert "robots.txt" in str(refused(site, "/ferry"))
    assert captured(site, "/other").body == HTML


def test_robots_made_to_be_slow_are_not(site: Site) -> None:
    agents = b"".join(b"User-agent: wellsourced%d\r" % at for at in range(12_000))
    rules = b"".join(b"Disallow: /*a*%d*b\r" % at for at in range(12_000))
    site.pages["/robots.txt"] = Page(agents + rules + b"User-agent: *\rDisallow: /" + b"*a" * 5_000 + b"b")
    site.pages["/" + "a" * 3000] = Page(HTML)
    began = time.process_time()
    assert captured(site, "/" + "a" * 3000).body == HTML
    assert time.process_time() - began < 5.0


# Politeness


def test_one_host_is_asked_one_page_at_a_time_with_a_pause(site: Site) -> None:
    site.pages |= {f"/{at}": Page(HTML, before=0.02) for at in range(5)}
    answers = fetcher(site, delay=0.1).fetch(web_sources([f"{site.address}/{at}" for at in range(5)]))
    assert all(isinstance(one, Capture) for one in answers)
    assert (site.connections, site.most_open) == (1, 1)
    assert len(site.asked) == 6
    for before, after in pairwise(site.asked):
        assert after.began - before.ended >= 0.09


def test_the_pause_goes_on_from_one_batch_to_the_next(site: Site) -> None:
    tool = fetcher(site, delay=0.3)
    for _ in range(2):
        assert isinstance(tool.fetch(web_sources([f"{site.address}/ferry"]))[0], Capture)
    _, first, second = site.asked
    assert second.began - first.ended >= 0.29


def test_a_pause_that_robots_asks_for_is_made(site: Site) -> None:
    site.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 0.5\n")
    site.pages["/bus"] = Page(HTML)
    both = web_sources([f"{site.address}/ferry", f"{site.address}/bus"])
    assert all(isinstance(one, Capture) for one in fetcher(site).fetch(both))
    _, ferry, bus = site.asked
    assert bus.began - ferry.ended >= 0.49


def test_a_pause_longer_than_we_wait_lets_one_page_through(site: Site) -> None:
    site.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 600\n")
    first, second = fetcher(site).fetch(web_sources([f"{site.address}/ferry", f"{site.address}/bus"]))
    assert isinstance(first, Capture)
    assert isinstance(second, Transient) and 590 < (second.retry_after or 0) <= 600


def test_hosts_are_asked_at_the_same_time(site: Site) -> None:
    with serving("localhost", slow=Page(HTML, before=0.5)) as other:
        site.pages["/slow"] = Page(HTML, before=0.5)
        both = web_sources([f"{site.address}/slow", f"{other.address}/slow"])
        answers = fetcher(site, other).fetch(both)
        assert all(isinstance(one, Capture) for one in answers)
        [here], [there] = ([one for one in made.asked if one.path == "/slow"] for made in (site, other))
        assert here.began < there.ended and there.began < here.ended


def test_a_redirect_to_another_host_waits_for_its_turn_there(site: Site) -> None:
    with serving("localhost") as other:
        other.pages |= {f"/{at}": Page(HTML, before=0.05) for at in range(4)}
        site.pages |= {
            f"/{at}": Page(status=302, headers={"Location": f"{other.address}/{at + 2}"}) for at in range(2)
        }
        asked = [f"{made.address}/{at}" for at in range(2) for made in (site, other)]
        assert all(isinstance(one, Capture) for one in fetcher(site, other).fetch(web_sources(asked)))
        assert other.most_open == 1
        assert len(other.paths()) == 4


def test_an_interruption_ends_waits_and_answers_under_way(site: Site) -> None:
    with serving("localhost", slow=Page(HTML, crumbs=0.1)) as other:
        asked = [f"{site.address}/ferry", f"{site.address}/bus", f"{other.address}/slow"]
        tool = fetcher(site, other, delay=60.0, longest_wait=60.0)
        main = threading.main_thread().ident
        assert main is not None
        stop = threading.Timer(0.5, signal.pthread_kill, (main, signal.SIGINT))
        stop.start()
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            tool.fetch(web_sources(asked))
        assert time.monotonic() - began < 5.0
    assert len(site.paths()) <= 1


# Asking again


KNOWN_BY = [
    {"ETag": '"one"'},
    {"ETag": 'W/"one"', "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT"},
    {"Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT"},
]


@pytest.mark.parametrize("known_by", KNOWN_BY)
def test_what_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path, known_by: dict[str, str]) -> None:
    packed = {"Content-Encoding": "gzip", **TYPE, **known_by}
    site.pages["/ferry"] = Page(gzip.compress(HTML), headers=packed)
    first = captured(site, "/ferry", kept=tmp_path / "kept")
    again = captured(site, "/ferry", kept=tmp_path / "kept")
    assert (again.body, again.media_type, again.revision) == (first.body, first.media_type, first.revision)
    assert first.body == HTML
    assert first.revision == known_by.get("ETag")
    assert again.captured_at > first.captured_at
    second = site.asked[-1].headers
    assert (second["If-None-Match"], second["If-Modified-Since"]) == (
        known_by.get("ETag"),
        known_by.get("Last-Modified"),
    )
    site.pages["/ferry"] = Page(b"New words.", headers={"ETag": '"two"'})
    assert captured(site, "/ferry", kept=tmp_path / "kept").body == b"New words."


@pytest.mark.parametrize(
    "headers", [{}, {"ETag": '"one"', "Cache-Control": "private, No-Store"}, {"ETag": '"\xe9"'}]
)
def test_what_may_not_or_cannot_be_asked_for_again_is_not_kept(
    site: Site, tmp_path: Path, headers: dict[str, str]
) -> None:
    site.pages["/ferry"] = Page(HTML, headers=headers)
    for _ in range(2):
        assert captured(site, "/ferry", kept=tmp_path / "kept").body == HTML
    assert not (tmp_path / "kept").exists()
    assert site.asked[-1].headers["If-None-Match"] is None


def test_a_kept_page_that_was_touched_is_asked_for_in_full(site: Site, tmp_path: Path) -> None:
    site.pages["/ferry"] = Page(HTML, headers={"ETag": '"one"', **TYPE})
    captured(site, "/ferry", kept=tmp_path)
    [file] = tmp_path.iterdir()
    file.write_bytes(file.read_bytes().replace(b"daily", b"never"))
    assert captured(site, "/ferry", kept=tmp_path).body == HTML
    file.write_bytes(b"{}")
    assert captured(site, "/ferry", kept=tmp_path).body == HTML


def test_pages_are_kept_up_to_a_size_and_the_oldest_go(site: Site, tmp_path: Path) -> None:
    pages = KeptPages(tmp_path, most=2500)
    addresses = [read_address(f"http://example.org/{at}") for at in range(3)]
    for address in addresses:
        pages.keep(
            Answer(address=address, status=200, headers={"etag": '"1"'}, body=b"x" * 1000), "text/plain"
        )
        time.sleep(0.01)
    assert pages.get(addresses[0]) is not None, "asking for it makes it the newest"
    pages.tidy()
    assert [pages.get(address) is not None for address in addresses] == [True, False, True]


def test_what_a_killed_run_left_half_written_goes_once_it_is_old(tmp_path: Path) -> None:
    """A young one may be another run's, which is still writing it."""
    old, young = tmp_path / "tmpold", tmp_path / "tmpyoung"
    for file in (old, young):
        file.write_bytes(b"half a pa")
    os.utime(old, (time.time() - 7200,) * 2)
    KeptPages(tmp_path).tidy()
    assert list(tmp_path.iterdir()) == [young]


def test_pages_beyond_what_may_be_held_at_once_are_left_for_later(site: Site) -> None:
    for name in "abc":
        site.pages[f"/{name}"] = Page(b"words " * 100, headers=TYPE)
    sources = web_sources([f"{site.address}/{name}" for name in "abc"])
    first, second, third = fetcher(site, at_once=1000).fetch(sources)
    assert isinstance(first, Capture) and isinstance(second, Capture)
    assert isinstance(third, Postponed)
    assert site.paths() == ["/a", "/b"], "what is left for later is not asked for"


def test_a_page_there_is_no_room_for_on_the_disk_is_one_clear_refusal(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/large"] = Page(b"words " * 400_000, headers=TYPE)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "full"))
    assert "make room" in str(refused(site, "/large"))
    assert captured(site, "/ferry").body == HTML, "small ones need none"
