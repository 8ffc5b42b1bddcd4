"""Publishing on the command line: a report becomes an edition, its page is listed, corrected, taken back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from hashing_encoder import HashingEncoder
from reading import body_text
from wellsourced.cli import main
from wellsourced.config import SystemClock
from wellsourced.library.store import open_library

Ask = Callable[..., tuple[int, Any]]

QUESTION = "Does the Tarn ferry carry cars on Sundays?"
REWORDED = "Is it true that the Tarn ferry carries cars on Sundays?"
OTHER = "Does the Tarn ferry carry dogs on Sundays?"


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    page = tmp_path / "ferry.txt"
    page.write_text("The Tarn ferry carries cars on Sundays. It sails twice a day from the old harbor.")
    assert main(["add", str(page), "--publisher", "Tarn County", "--published", "2024-05-01", "--quiet"]) == 0


def test_a_report_is_published_listed_and_taken_back(ask: Ask) -> None:
    _, report = ask("check", QUESTION)
    assert report["edition"] is None and report["imprint"] is None
    code, made = ask("publish", report["id"][:24], "--note", "The first")
    assert code == 0
    edition, page = made["edition"], made["page"]
    assert (edition["number"], edition["report"], edition["note"]) == (1, report["id"], "The first")
    assert page["title"] == QUESTION
    assert ask("publish", report["id"])[1] == made

    _, listed = ask("editions")
    [one] = listed["pages"]
    assert one["labels"] == [verdict["label"] for verdict in report["verdicts"]]
    assert one["newest"]["id"] == edition["id"] and one["newest"]["confirmed_at"] is None
    assert ask("show", edition["id"][:20])[1]["type"] == "edition"
    assert ask("show", page["id"][:20])[1]["title"] == QUESTION

    code, told = ask("retract", page["id"], "--why", "It mixed up two ferries.")
    assert (code, told["why"]) == (0, "It mixed up two ferries.")
    _, chain = ask("editions", page["id"])
    assert [one["retracted"] for one in chain["editions"]] == ["It mixed up two ferries."]
    code, refused = ask("check", QUESTION, "--publish")
    assert code == 2 and "was retracted on" in refused["message"]
    assert ask("corrections")[1] == {"corrections": []}


def test_checking_publishes_where_asked_and_other_words_find_the_page(ask: Ask) -> None:
    _, report = ask("check", QUESTION, "--publish")
    assert report["imprint"]["number"] == 1
    _, again = ask("check", REWORDED, "--publish")
    assert again["edition"] == report["edition"] and again["imprint"] is None
    _, chain = ask("editions", REWORDED)
    assert [one["id"] for one in chain["editions"]] == [report["edition"]]
    assert len(chain["page"]["variants"]) == 1
    code, refused = ask("editions", OTHER)
    assert code == 2 and "no page answers" in refused["message"]


def test_a_published_page_says_which_edition_it_is(ask: Ask, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("page.html", "page.md")]
    outs = [word for file in files for word in ("--out", str(file))]
    assert ask("check", QUESTION, "--publish", *outs)[0] == 0
    html, markdown = (file.read_text() for file in files)
    assert "Edition 1, published " in body_text(html)
    assert "\n\nEdition 1, published " in markdown
    ask("check", OTHER, *outs)
    assert "Edition 1" not in files[0].read_text() + files[1].read_text()


def test_people_are_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["editions"]) == 0
    assert "Nothing was published." in capsys.readouterr().out
    assert main(["check", QUESTION, "--publish", "--quiet"]) == 0
    assert "Edition 1, published" in capsys.readouterr().out
    assert main(["check", REWORDED, "--publish", "--quiet"]) == 0
    assert "Asked before in other words." in capsys.readouterr().out
    assert main(["editions"]) == 0
    listed = capsys.readouterr().out
    assert QUESTION in listed and "Also asked:" in listed
    assert main(["retract", QUESTION, "--why", "Two ferries."]) == 0
    assert "Two ferries." in capsys.readouterr().out
    assert main(["editions", QUESTION]) == 0
    assert "Retracted on" in capsys.readouterr().out
    assert main(["corrections"]) == 0
    assert "Nothing was corrected." in capsys.readouterr().out


def test_an_edition_is_shown_as_its_page_with_what_befell_it_since(
    ask: Ask, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = ask("check", QUESTION, "--publish")[1]["edition"]
    years_later = SystemClock().now() + timedelta(days=5 * 365)
    monkeypatch.setattr(SystemClock, "now", lambda _: years_later)
    _, shown = ask("show", edition[:20])
    assert (shown["type"], shown["imprint"]["number"]) == ("edition", 1)
    statement = shown["stale"][0]["statement"]
    file = tmp_path / "page.md"
    assert main(["show", edition[:20], "--out", str(file)]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    for page in (printed, file.read_text()):
        assert "Edition 1, published " in page
        assert f"Due to be checked again: “{statement}”" in page
    assert edition in printed and str(file) in printed.replace(" ", "")  # a long path goes over lines
    assert main(["show", shown["page"], "--out", str(file)]) == 2
    assert "has no page to write" in capsys.readouterr().err


def test_showing_a_published_page_counts_and_showing_anything_else_does_not(ask: Ask, tmp_path: Path) -> None:
    _, unpublished = ask("check", OTHER)
    _, report = ask("check", QUESTION, "--publish")
    _, chain = ask("editions", QUESTION)
    page = chain["page"]["id"]
    for name in (unpublished["id"], report["sources"][0]["id"]):
        assert ask("show", name)[0] == 0
    assert reads(tmp_path) == {}
    for name in (page, report["edition"], report["id"]):
        assert ask("show", name)[0] == 0
    assert reads(tmp_path) == {page: 3}


def reads(folder: Path) -> dict[str, int]:
    library = open_library(folder / "library", HashingEncoder())
    with closing(library):
        return dict(library.reads(date.min))
