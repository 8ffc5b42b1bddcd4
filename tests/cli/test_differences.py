"""`wellsourced diff`: two reports of a library compared."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from builders import E_WIRE, cite, report, say
from publishing import PAGE
from wellsourced.cli import main
from wellsourced.config import open_library
from wellsourced.model.editions import Confirmation, Edition, Retraction
from wellsourced.settings import read_settings

BEFORE = report(summary=(say("There are 2,510 agreements.", cite(E_WIRE)),))
AFTER = report(summary=(say("There are 2,640 agreements.", cite(E_WIRE)),))
ATOM = "{http://www.w3.org/2005/Atom}"
WIRE = E_WIRE.source


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that holds both reports."""
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    with closing(open_library(read_settings(None))) as library:
        library.save_report(BEFORE)
        library.save_report(AFTER)


@pytest.mark.usefixtures("kept")
def test_the_figure_that_changed_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", BEFORE.id, AFTER.id]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 figure changed.",
        "",
        "Figures",
        "  Changed in Executive summary: [-2,510-] {+2,640+}",
    ]


@pytest.mark.usefixtures("kept")
def test_scripts_are_told_by_exit_code_and_json(ask: Callable[..., tuple[int, Any]]) -> None:
    code, document = ask("diff", BEFORE.id, AFTER.id, "--exit-code")
    assert code == 1
    assert (document["before"], document["after"]) == (BEFORE.id, AFTER.id)
    assert [one["kind"] for one in document["changes"]] == ["figure"]
    code, document = ask("diff", BEFORE.id, BEFORE.id, "--exit-code")
    assert (code, document["changes"]) == (0, [])


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("form", "holds"), [("markdown", "~~2,510~~ **2,640**"), ("html", "<del>"), ("atom", "<summary>1 figure")]
)
def test_the_other_forms(form: str, holds: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", BEFORE.id, AFTER.id, "--format", form]) == 0
    printed = capsys.readouterr().out
    assert holds in printed
    if form != "markdown":
        assert Xml.fromstring(printed) is not None


@pytest.mark.usefixtures("kept")
def test_what_is_no_report_is_refused_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", BEFORE.id, "report-nothing"]) == 2
    assert "nothing here is called 'report-nothing'" in capsys.readouterr().err


def on(day: int) -> datetime:
    return datetime(2031, 10, day, 12, 0, tzinfo=UTC)


@pytest.fixture
def chain(kept: None) -> tuple[Edition, Edition]:
    """A page whose figure changed on October 10, and one of whose sources went silent by the 20th."""
    with closing(open_library(read_settings(None))) as library:
        first = library.publish(PAGE, BEFORE.id, on(1), "", {})
        library.confirm(Confirmation(edition=first.id, confirmed_at=on(5), asked=3))
        second = library.publish(PAGE, AFTER.id, on(10), "1 figure changed.", {})
        library.confirm(Confirmation(edition=second.id, confirmed_at=on(20), asked=3, dead=(WIRE.uri,)))
    return first, second


def test_a_reader_of_the_third_is_told_all_that_changed_since(
    chain: tuple[Edition, Edition], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", PAGE.title, "--since", "2031-10-03"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "On October 3, 2031 edition 1 of October 1, 2031 stood; edition 2 stands now.",
        "1 figure changed, 1 source no longer answers.",
        "",
        "Figures",
        "  Changed in Executive summary: [-2,510-] {+2,640+}",
        "",
        "Sources",
        f"  Changed in Sources: {WIRE.title}: [-answers-] {{+no longer answers, asked on October 20, 2031; "
        "the archived copy of April 2, 2031 stands+}",
        "",
        "Since then",
        "  Edition 1 was confirmed on October 5, 2031, 3 sources asked.",
        "  Edition 2 was published on October 10, 2031: 1 figure changed.",
        "  Edition 2 was confirmed on October 20, 2031, 3 sources asked, 1 of them no longer answered.",
    ]


def test_since_a_day_for_scripts(chain: tuple[Edition, Edition], ask: Callable[..., tuple[int, Any]]) -> None:
    first, second = chain
    code, document = ask("diff", second.id, "--since", "2031-10-05", "--exit-code")
    assert (code, document["page"], document["since"]) == (1, PAGE.id, "2031-10-05")
    assert (document["stood"]["id"], document["stands"]["id"]) == (first.id, second.id)
    assert [one["kind"] for one in document["changes"]] == ["figure", "source"]
    assert [one["id"] for one in document["editions"]] == [second.id]
    assert [(one["confirmed_at"], one["dead"]) for one in document["confirmations"]] == [
        ("2031-10-20T12:00:00Z", [WIRE.uri])
    ]
    code, document = ask("diff", PAGE.id, "--since", "2031-10-20", "--exit-code")
    assert (code, document["changes"], document["confirmations"]) == (0, [], [])


@pytest.mark.parametrize(
    ("form", "holds"),
    [
        ("markdown", "## Since then\n\n- Edition 1 was confirmed"),
        ("html", "<h3>Since then</h3>"),
        ("atom", "<summary>1 figure changed, 1 source no longer answers.</summary>"),
    ],
)
@pytest.mark.usefixtures("chain")
def test_since_a_day_in_the_other_forms(form: str, holds: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", PAGE.id, "--since", "2031-10-03", "--format", form]) == 0
    assert holds in capsys.readouterr().out


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ((PAGE.id, "--since", "2031-09-30"), "first published on 2031-10-01"),
        ((PAGE.id, "--since", "October"), "--since 'October' is no day"),
        ((PAGE.id,), "or one page with --since DAY"),
        ((PAGE.id, BEFORE.id, "--since", "2031-10-03"), "or one page with --since DAY"),
        (("page-nothing", "--since", "2031-10-03"), "no page is called 'page-nothing'"),
    ],
)
def test_since_what_cannot_be_told_is_refused_in_a_line(
    arguments: tuple[str, ...], refusal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *arguments]) == 2
    assert refusal in capsys.readouterr().err


def test_two_editions_tell_of_the_source_that_went_silent_between_them(
    chain: tuple[Edition, Edition], ask: Callable[..., tuple[int, Any]]
) -> None:
    first, second = chain
    _, document = ask("diff", first.id, second.id)
    assert [one["kind"] for one in document["changes"]] == ["figure", "source"]
    assert ask("diff", second.id, second.id)[1]["changes"] == []
    assert [one["kind"] for one in ask("diff", BEFORE.id, AFTER.id)[1]["changes"]] == ["figure"]


def test_the_feed_of_a_page_is_atom_and_its_entries_keep_their_ids(
    chain: tuple[Edition, Edition], capsys: pytest.CaptureFixture[str]
) -> None:
    def feed() -> Xml.Element:
        assert main(["editions", PAGE.title, "--atom"]) == 0
        return Xml.fromstring(capsys.readouterr().out)

    before = feed()
    assert before.tag == f"{ATOM}feed" and before.findtext(f"{ATOM}title") == PAGE.title
    assert before.findtext(f"{ATOM}updated") == "2031-10-20T12:00:00Z"
    entries = before.findall(f"{ATOM}entry")
    for one in (before, *entries):
        assert one.findtext(f"{ATOM}author/{ATOM}name") == "Wellsourced"
        assert (one.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
    assert [one.findtext(f"{ATOM}summary") for one in entries] == [
        "1 source no longer answers.",
        "1 figure changed.",
        "First published.",
    ]
    with closing(open_library(read_settings(None))) as library:
        library.retract(Retraction(page=PAGE.id, retracted_at=on(25), why="Of another lake."))
    after = feed().findall(f"{ATOM}entry")
    assert after[0].findtext(f"{ATOM}summary") == "The page was retracted: Of another lake."
    assert [Xml.tostring(one) for one in after[1:]] == [Xml.tostring(one) for one in entries]
    assert main(["diff", chain[0].id, chain[1].id, "--format", "atom"]) == 0
    alone = Xml.fromstring(capsys.readouterr().out)
    assert Xml.canonicalize(Xml.tostring(alone), strip_text=True) == Xml.canonicalize(
        Xml.tostring(entries[1]), strip_text=True
    )


@pytest.mark.usefixtures("chain")
def test_a_feed_is_of_one_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["editions", "--atom"]) == 2
    assert "--atom is the feed of one page" in capsys.readouterr().err
    assert main(["editions", PAGE.id, "--atom", "--json"]) == 2
    assert "contradict each other" in capsys.readouterr().out
