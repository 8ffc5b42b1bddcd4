"""What `show` prints of a page that says who wrote it, when it changed and what it cites."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wellsourced.cli import main

PAGE = """<!doctype html><html lang="en"><head><title>Ferry cuts</title>
<link rel="canonical" href="https://gull.example/ferries/cuts">
<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "Ann Reed"}],
"datePublished": "2025-05-03", "dateModified": "2025-09-14T08:00:00Z"}</script></head><body><article>
<h1>Ferry cuts</h1><p>The ferry to Gull Island will sail once a day from May, the harbor board said on Friday.
It carried 412 cars last year, <a href="/board/minutes-7">the board's minutes</a> show, fewer than in any year
since it began to sail.</p></article></body></html>"""


def test_a_card_says_who_wrote_a_page_when_it_changed_and_what_it_cites(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cuts.html").write_text(PAGE, encoding="utf-8")
    where = ["--library", str(tmp_path / "library")]
    assert main(["add", str(tmp_path / "cuts.html"), *where, "--json", "--quiet"]) == 0
    [added] = json.loads(capsys.readouterr().out)["added"]
    assert main(["show", added["document"], *where, "--json"]) == 0
    card = json.loads(capsys.readouterr().out)
    assert (card["authors"], card["published"], card["updated"]) == (["Ann Reed"], "2025-05-03", "2025-09-14")
    assert card["canonical"] == "https://gull.example/ferries/cuts"
    assert card["links"] == ["https://gull.example/board/minutes-7"]
    assert main(["show", added["document"], *where]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for fact in (
        "written by Ann Reed",
        "updated Sep 14, 2025",
        "own address https://gull",
        "cites 1 address",
    ):
        assert fact in shown, fact


def test_a_source_that_goes_back_and_forth_tells_which_text_stood_from_when(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--library", str(tmp_path / "library")]
    added = []
    for times in ("twice", "once", "twice", "once"):
        (tmp_path / "ferry.txt").write_text(f"The ferry to Gull Island sails {times} a day in summer.")
        assert main(["add", str(tmp_path / "ferry.txt"), *where, "--json", "--quiet"]) == 0
        added += json.loads(capsys.readouterr().out)["added"]
    assert main(["show", added[0]["source"], *where, "--json"]) == 0
    captures = json.loads(capsys.readouterr().out)["captures"]
    twice, once, *again = (one["snapshot"] for one in captures)
    assert twice != once and again == [twice, once]
    assert [one["from"] for one in captures] == sorted(one["from"] for one in captures)
    assert main(["show", added[0]["source"], *where]) == 0
    assert capsys.readouterr().out.count(f" on: {twice}") == 2
