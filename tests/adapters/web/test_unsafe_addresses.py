"""Attempts to make us read what is not the public web: none may so much as open a connection."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence

import pytest

from web_server import Decoy, Page, decoy, serving
from wellsourced.adapters.web.fetching import WebFetcher
from wellsourced.adapters.web.networks import why_not_public
from wellsourced.adapters.web.sources import web_sources
from wellsourced.errors import Config, Permanent
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Fetching

# PORT is the decoy's, which listens at every address of this machine.
SPELLED = [
    "http://127.0.0.1:PORT/",
    "http://127.0.0.1.:PORT/",
    "http://127.1:PORT/",
    "http://127.0.1:PORT/",
    "http://127.127.127.127:PORT/",
    "http://2130706433:PORT/",
    "http://2130706433.:PORT/",
    "http://0x7f000001:PORT/",
    "http://0x7F.0x0.0x0.0x1:PORT/",
    "http://0x7f.1:PORT/",
    "http://017700000001:PORT/",
    "http://0177.0.0.1:PORT/",
    "http://00000177.0.0.1:PORT/",
    "http://127.0.0.0x1:PORT/",
    "http://①②⑦.⓪.⓪.①:PORT/",
    "http://127。0。0。1:PORT/",
    "http://%31%32%37.0.0.1:PORT/",
    "http://127.0.0.1%00.example.org:PORT/",
    "http://0.0.0.0:PORT/",
    "http://0:PORT/",
    "http://[::1]:PORT/",
    "http://[::]:PORT/",
    "http://[0:0:0:0:0:0:0:1]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://[::ffff:7f00:1]:PORT/",
    "http://[::ffff:0:127.0.0.1]:PORT/",
    "http://[::127.0.0.1]:PORT/",
    "http://[64:ff9b::127.0.0.1]:PORT/",
    "http://[64:ff9b:1::7f00:1]:PORT/",
    "http://[2002:7f00:1::]:PORT/",
    "http://[2001:0:7f00:1::80ff:fffe]:PORT/",
    "http://[2606:4700::5efe:7f00:1]:PORT/",
    "http://[fe80::1%25lo]:PORT/",
    "http://[fe80::1]:PORT/",
    "http://[fec0::1]:PORT/",
    "http://[fc00::1]:PORT/",
    "http://[fd00:ec2::254]:PORT/",
    "http://[ff02::1]:PORT/",
    "http://[2001:db8::1]:PORT/",
    "http://10.0.0.1:PORT/",
    "http://172.16.0.1:PORT/",
    "http://172.31.255.255:PORT/",
    "http://192.168.1.1:PORT/",
    "http://169.254.169.254/latest/meta-data/",
    "http://169.254.170.2/v2/credentials",
    "http://100.64.0.1:PORT/",
    "http://100.100.100.200/latest/meta-data/",
    "http://168.63.129.16/machine",
    "http://192.0.0.192/opc/v1/instance/",
    "http://198.18.0.1:PORT/",
    "http://224.0.0.1:PORT/",
    "http://240.0.0.1:PORT/",
    "http://255.255.255.255:PORT/",
    "http://localhost:PORT/",
    "http://LOCALHOST:PORT/",
    "http://localhost.:PORT/",
    "http://reader@127.0.0.1:PORT/",
    "http://example.org@127.0.0.1:PORT/",
    "http://example.org:80@127.0.0.1:PORT/",
    "http://127.0.0.1:PORT\\@example.org/",
    "http://example.org\\@127.0.0.1:PORT/",
    "http://127.0.0.1:PORT#@example.org/",
    "http://127.0.0.1:PORT?@example.org/",
    "http:/\t/127.0.0.1:PORT/",
    "http://127.0.0.1\n:PORT/",
    "http:127.0.0.1:PORT/",
    "https://127.0.0.1:PORT/",
    "file://127.0.0.1:PORT/etc/passwd",
    "file:///etc/passwd",
    "ftp://127.0.0.1:PORT/",
    "gopher://127.0.0.1:PORT/_GET",
    "dict://127.0.0.1:PORT/info",
    "http://127.0.0.1:22/",
    "http://127.0.0.1:25/",
]

# What a name may be made to lead to by whoever owns it.
NAMES = {
    "inside.example": ["127.0.0.1"],
    "inside-six.example": ["::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "private.example": ["10.1.2.3"],
    "metadata.example": ["169.254.169.254"],
    "carrier.example": ["100.64.1.1"],
    "nowhere.example": ["0.0.0.0"],
    "zoned.example": ["fe80::1%lo"],
    "mixed.example": ["93.184.215.14", "127.0.0.1"],
    "mixed-last.example": ["2606:2800:21f::1", "93.184.215.14", "::1"],
    "odd.example": ["no address at all"],
    "localhost": ["127.0.0.1"],
}
NAMED = [f"http://{name}:PORT/" for name in NAMES if name != "localhost"] + [
    "http://inside.example.:PORT/",
    "https://inside.example:PORT/",
]
ATTEMPTS = SPELLED + NAMED
LOCATIONS = [one for one in ATTEMPTS if one.isprintable()] + ["//127.0.0.1:PORT/", "//localhost:PORT"]
"""The same where a redirect leads: no header can hold a line end."""


def resolver(host: str, _: int) -> list[str]:
    return NAMES[host]


def source(uri: str) -> Source:
    return Source(uri=uri, title="x", publisher="x", kind=SourceKind.OTHER)


@pytest.fixture(scope="module")
def door() -> Iterator[Decoy]:
    with decoy() as opened:
        yield opened


def test_there_are_enough_attempts_and_none_twice() -> None:
    assert len(set(ATTEMPTS)) == len(ATTEMPTS) >= 40


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_an_attempt_opens_no_connection(attempt: str, door: Decoy) -> None:
    uri = attempt.replace("PORT", str(door.port))
    [refused] = WebFetcher(Fetching(delay=0), resolve=resolver).fetch([source(uri)])
    assert isinstance(refused, Permanent), refused
    assert "\n" not in str(refused)
    assert door.connections == 0


@pytest.mark.parametrize("location", LOCATIONS)
def test_a_redirect_opens_no_connection_either(location: str, door: Decoy) -> None:
    target = location.replace("PORT", str(door.port)).encode().decode("latin-1")
    with serving(away=Page(status=302, headers={"Location": target})) as site:
        fetcher = WebFetcher(Fetching(delay=0, allowed_hosts=(f"127.0.0.1:{site.port}",)), resolve=resolver)
        [refused] = fetcher.fetch([source(f"{site.address}/away")])
    assert site.paths()[:1] == ["/away"]
    assert isinstance(refused, Permanent), refused
    assert door.connections == 0


def test_the_robots_of_a_site_may_not_lead_inside_either(door: Decoy) -> None:
    to_door = Page(status=301, headers={"Location": f"http://127.0.0.1:{door.port}/robots.txt"})
    with serving(home=Page(b"Text.")) as site:
        site.pages["/robots.txt"] = to_door
        fetcher = WebFetcher(Fetching(delay=0, allowed_hosts=(f"127.0.0.1:{site.port}",)))
        [refused] = fetcher.fetch([source(f"{site.address}/home")])
    assert isinstance(refused, Permanent), refused
    assert (site.paths(), door.connections) == ([], 0)


def test_a_resolver_that_answers_differently_the_second_time_is_not_asked_twice(
    door: Decoy, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]]
    tried: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        tried.append(address)
        raise ConnectionRefusedError("nobody is there")

    monkeypatch.setattr(socket, "create_connection", connect)

    def rebinding(host: str, port: int) -> Sequence[str]:
        return answers.pop(0)

    [refused] = WebFetcher(Fetching(delay=0), resolve=rebinding).fetch(
        [source(f"http://rebind.example:{door.port}/")]
    )
    assert isinstance(refused, Permanent), "the second try was answered with this machine, and refused"
    assert "127.0.0.1" in str(refused)
    assert tried == [("93.184.215.14", door.port)], "only the address that was checked"
    assert door.connections == 0


def test_proxies_of_the_environment_are_not_asked(door: Decoy, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{door.port}")
    with serving(home=Page(b"Text.")) as site:
        fetcher = WebFetcher(Fetching(delay=0, allowed_hosts=(f"127.0.0.1:{site.port}",)))
        [capture] = fetcher.fetch([source(f"{site.address}/home")])
    assert isinstance(capture, Capture)
    assert door.connections == 0


def test_the_decoy_counts_and_an_allowed_host_is_reached() -> None:
    with decoy() as own:
        fetcher = WebFetcher(Fetching(delay=0, allowed_hosts=(f"localhost:{own.port}",)))
        fetcher.fetch([source(f"http://127.0.0.1:{own.port}/")])
        assert own.connections == 0, "only the very host that was named"
        fetcher.fetch([source(f"http://localhost:{own.port}/")])
        assert own.connections > 0


@pytest.mark.parametrize(
    "entry", ["", "http://localhost", "localhost/x", "a b", "localhost:port", "u@host", "127.1"]
)
def test_an_allowed_host_that_is_none_is_a_setting_at_fault(entry: str) -> None:
    with pytest.raises(Config, match="fetch_allowed_hosts"):
        WebFetcher(Fetching(allowed_hosts=(entry,)))


@pytest.mark.parametrize(
    "address",
    [
        "93.184.215.14",
        "8.8.8.8",
        "172.15.0.1",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "64:ff9b::8.8.8.8",
    ],
)
def test_the_public_internet_is_public(address: str) -> None:
    assert why_not_public(address) is None


def test_no_message_repeats_a_password() -> None:
    [refused] = WebFetcher(Fetching()).fetch(web_sources(["https://ann:sesame@example.org/x"]))
    assert isinstance(refused, Permanent)
    assert "sesame" not in str(refused)
    assert "take out" in str(refused)
