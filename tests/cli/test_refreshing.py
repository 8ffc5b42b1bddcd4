"""`wellsourced refresh`, over a real site, and what the commands beside it say of a page that changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from web_server import Page, Site
from wellsourced.cli import main

Ask = Callable[..., tuple[int, Any]]

CLAIM = "The Alderford harbor board counted 412 boats at the ferry pier in April 2026."


def served(boats: int) -> Page:
    told = (
        f"<p>The Alderford harbor board counted {boats} boats at the ferry pier in April 2026.</p>"
        "<p>The pier has two stairs, both of oak, which the carpenters of the town mended in spring.</p>"
    )
    text = f"<html><head><title>Boats</title></head><body><article>{told}</article></body></html>"
    return Page(text.encode(), headers={"Content-Type": "text/html", "ETag": f'"{boats}"'})


@pytest.fixture
def edition(site: Site, ask: Ask) -> str:
    """A published page on one source of the site; the id of its edition."""
    site.pages["/boats"] = served(412)
    assert ask("add", f"{site.address}/boats")[0] == 0
    code, report = ask("check", CLAIM, "--publish")
    assert (code, report["verdicts"][0]["label"]) == (0, "supported")
    return str(report["edition"])


def test_a_page_whose_source_did_not_change_is_confirmed(edition: str, ask: Ask) -> None:
    code, (told,) = ask("refresh", edition)
    assert code == 0
    assert (told["new"], told["number"], told["changes"]) == (False, 1, [])
    assert told["confirmed_at"]
    _, listed = ask("editions")
    assert listed["pages"][0]["newest"]["confirmed_at"] == told["confirmed_at"]


def test_a_changed_source_makes_an_edition_that_the_log_and_the_diff_tell_of(
    site: Site, edition: str, ask: Ask
) -> None:
    site.pages["/boats"] = served(398)
    _, (told,) = ask("refresh", edition)
    assert (told["new"], told["number"]) == (True, 2)
    assert "refuted" in told["note"]
    _, log = ask("corrections")
    assert "refuted" in log["corrections"][0]["what"]
    _, listed = ask("editions")
    assert listed["pages"][0]["newest"]["confirmed_at"] is None
    _, compared = ask("diff", edition, told["edition"])
    assert ("412", "398") in {(one["before"], one["after"]) for one in compared["changes"]}


def test_a_source_that_is_gone_is_named_and_its_copy_stands(site: Site, edition: str, ask: Ask) -> None:
    del site.pages["/boats"]
    _, (told,) = ask("refresh", edition)
    assert told["new"] is False
    assert [one["answer"] for one in told["asked"]] == ["dead"]
    _, listed = ask("editions")
    assert listed["pages"][0]["newest"]["dead"] == [f"{site.address}/boats"]


def test_offline_nothing_is_asked(site: Site, edition: str, ask: Ask) -> None:
    site.pages["/boats"] = served(398)
    code, (told,) = ask("refresh", edition, "--offline")
    assert (code, told["new"], told["asked"]) == (0, False, [])


def test_offline_a_page_of_the_web_is_not_confirmed(
    edition: str, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    _, (told,) = ask("refresh", edition, "--offline")
    assert told["confirmed_at"] is None
    assert main(["refresh", edition, "--offline", "--quiet"]) == 0
    assert "Not confirmed, for no source was asked; edition 1 stands" in capsys.readouterr().out
    _, listed = ask("editions")
    assert listed["pages"][0]["newest"]["confirmed_at"] is None


def test_a_page_none_of_whose_sources_answers_for_now_is_to_be_tried_again(
    site: Site, edition: str, ask: Ask
) -> None:
    site.pages["/boats"] = Page(b"busy", status=503)
    code, told = ask("refresh", edition)
    assert code == 3
    assert "not confirmed, for its source is out of reach" in told["message"]
    _, listed = ask("editions")
    assert listed["pages"][0]["newest"]["confirmed_at"] is None


def test_what_is_to_be_refreshed_must_be_said(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["refresh"], ["refresh", "page-a", "--due"], ["refresh", "--due", "--most", "0"]):
        assert main(arguments) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert main(["refresh", "--due", "--quiet"]) == 0
    assert capsys.readouterr().out == "Nothing is due.\n"
