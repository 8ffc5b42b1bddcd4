"""The end of `add`: one line of figures, then what was refused, by reason."""

from __future__ import annotations

import pytest

from web_server import Page, Site
from wellsourced.cli import main
from wellsourced.cli.added import reason, tell_added
from wellsourced.errors import Permanent, Transient
from wellsourced.jobs.following import Outcome


def refused(address: str, message: str, name: str = "") -> Outcome:
    return Outcome(address=address, name=name, answer=Permanent(message))


def gone(number: int) -> Outcome:
    address = f"https://alder.example/{number}"
    return refused(address, f"{address} is not there (HTTP 404): check the address", str(number))


def test_refusals_are_told_by_reason_the_commonest_first(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [
        refused("file:///a/noise.bin", "noise.bin is not text: it holds binary data.", "noise.bin"),
        *(gone(number) for number in range(5)),
        refused("https://b.example/1", "no host is called b.example: check the address"),
        refused("https://c.example/2", "no host is called c.example: check the address"),
    ]
    assert tell_added(outcomes, as_json=False) == 2
    printed = capsys.readouterr()
    assert printed.out == "added 0 (0 new passages), kept as they were 0, refused 8\n"
    assert printed.err.splitlines() == [
        "error: 5 refused: is not there (HTTP 404): check the address",
        "  https://alder.example/0",
        "  https://alder.example/1",
        "  https://alder.example/2",
        "  and 2 more: `--json` lists them all",
        "error: 2 refused: no host is called …: check the address",
        "  https://b.example/1",
        "  https://c.example/2",
        "error: noise.bin is not text: it holds binary data.",
    ]


@pytest.mark.parametrize(
    ("address", "name", "message", "why"),
    [
        (
            "ftp://a.example/x",
            "x",
            "'ftp://a.example/x' is no page of the web: give",
            "is no page of the web: give",
        ),
        ("file:///a/my%20b.pdf", "my b.pdf", "/a/my b.pdf cannot be read (x)", "cannot be read (x)"),
        ("https://a.example/x", "Six miles", "Six miles holds no text", "holds no text"),
        (
            "https://a.example/x",
            "x",
            "https://a.example/robots.txt is not served now (HTTP 503): try again",
            "is not served now (HTTP 503): try again",
        ),
        ("https://a.example/a", "a", "https://a.example/a is a page", "is a page"),
        ("http://[::1", "http://[::1", "'http://[::1' is no address", "is no address"),
    ],
)
def test_a_reason_is_a_message_without_the_address(address: str, name: str, message: str, why: str) -> None:
    assert reason(message, refused(address, message, name)) == why


def test_a_reason_keeps_a_word_that_merely_contains_the_name() -> None:
    message = "https://a.example/text is not text: it holds context"
    assert (
        reason(message, refused("https://a.example/tex", message, "tex")) == "is not text: it holds context"
    )


def test_errors_of_two_kinds_exit_2_and_of_one_kind_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    busy = Outcome(address="https://a.example/", name="a.example", answer=Transient("busy"))
    assert tell_added([busy, busy], as_json=False) == 3
    assert tell_added([busy, gone(1)], as_json=False) == 2
    assert tell_added([], as_json=False) == 0
    assert "error: 2 refused: busy" in capsys.readouterr().err


def test_the_figures_are_those_of_the_run(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    words = "The ferry to Otter Island sails four times a day from May 1 to September 30 of each year. "
    for name in "ab":
        site.pages[f"/{name}"] = Page(f"{name} {words}".encode(), headers={"Content-Type": "text/plain"})
    wanted = [f"{site.address}/{name}" for name in ("a", "gone", "away")]
    assert main(["add", *wanted, "--quiet"]) == 2
    printed = capsys.readouterr()
    assert printed.out == "added 1 (1 new passages), kept as they were 0, refused 2\n"
    assert printed.err.splitlines()[1:] == [f"  {address}" for address in wanted[1:]]
    assert printed.err.startswith("error: 2 refused: is not there (HTTP 404)")
    assert main(["add", wanted[0], f"{site.address}/b", "--quiet"]) == 0
    assert capsys.readouterr().out == "added 1 (1 new passages), kept as they were 1, refused 0\n"
