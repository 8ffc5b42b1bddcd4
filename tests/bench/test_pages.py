"""Reading web pages is measured as the published benchmarks do, beside the libraries alone."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from wellsourced.bench import pages as run
from wellsourced.bench.page_sets import find_pages, read_dated, read_pages
from wellsourced.config import open_extractor, open_measured
from wellsourced.errors import InputError
from wellsourced.ports import quiet
from wellsourced.settings import read_settings

AT = datetime(2026, 11, 22, tzinfo=UTC)
BODY = (
    "The ferry to Gull Island will sail once a day from May, the harbor board said on Friday. "
    "It carried 412 cars last year, fewer than in any year since it began to sail."
)
PAGE = (
    '<html><head><title>Ferry cuts</title><meta property="article:published_time" content="2024-04-30">'
    f'</head><body><nav><a href="/">Home</a></nav><article><h1>Ferry cuts</h1><p>{BODY}</p></article>'
    "</body></html>"
)
EMPTY = "<html><head><title>App</title></head><body><div id=root></div></body></html>"


def write(folder: Path, rows: list[dict[str, Any]], **pages: str) -> Path:
    (folder / "html").mkdir(parents=True)
    for name, html in pages.items():
        (folder / "html" / f"{name}.html.gz").write_bytes(gzip.compress(html.encode()))
    for row in rows:
        row.setdefault("html", f"html/{row['id']}.html.gz")
        row.setdefault("url", "https://gull.example/cuts")
    (folder / "pages.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return folder / "pages.jsonl"


def measured(path: Path) -> run.Outcome:
    return run.main_text(
        read_pages(path), open_extractor(read_settings()), open_measured("text-alone"), AT, quiet
    )


def test_shingles_are_runs_of_four_tokens_and_a_shorter_text_is_one() -> None:
    assert run.shingles("a b c d e") == {("a", "b", "c", "d"): 1, ("b", "c", "d", "e"): 1}
    assert run.shingles("A, b!") == {("A", "b"): 1}
    assert not run.shingles(" .,- ")


def test_overlap_is_that_of_the_benchmark() -> None:
    """Worked by hand: 5 shingles of gold, 6 read, 3 of them in both."""
    one = run.overlap("a b c d e f g h", "x a b c d e f y z")
    assert (one.precision, one.recall) == (3 / 6, 3 / 5)
    assert one.f1 == pytest.approx(2 * 0.5 * 0.6 / 1.1)
    assert (run.overlap("", "a b").precision, run.overlap("", "a b").recall) == (0.0, None)
    assert run.overlap("a b", "").f1 == 0.0


def test_the_figures_are_means_over_pages(tmp_path: Path) -> None:
    rows = [{"id": "cuts", "article_body": BODY}, {"id": "app", "article_body": "A text nobody can read."}]
    outcome = measured(write(tmp_path, rows, cuts=PAGE, app=EMPTY))
    figures = cast(dict[str, Any], outcome.figures)
    assert (figures["n"], figures["refused"], figures["recall"], figures["precision"]) == (2, 1, 0.5, 1.0)
    assert figures["f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures["pages_per_second"] > 0 and figures["library_alone"]["recall"] == 0.5
    assert [(case.id, case.score) for case in outcome.cases] == [("cuts", 1.0), ("app", 0.0)]


def test_pieces_are_there_or_not(tmp_path: Path) -> None:
    rows = [{"id": "cuts", "with": ["once a day from May", "never written"], "without": ["Home", "412 cars"]}]
    figures = measured(write(tmp_path, rows, cuts=PAGE)).figures
    assert (figures["precision"], figures["recall"], figures["f1"]) == (0.5, 0.5, 0.5)


def test_dates_are_right_or_wrong_and_guesses_are_told_apart(tmp_path: Path) -> None:
    guess = PAGE.replace("2024-04-30", "").replace("on Friday", "on 12 May 2020")
    rows: list[dict[str, Any]] = [
        {"id": "cuts", "date": "2024-04-30"},
        {"id": "guess", "date": "2020-05-12"},
        {"id": "app", "date": "2020-01-02"},
    ]
    path = write(tmp_path, rows, cuts=PAGE, guess=guess, app=EMPTY)
    outcome = run.dates(read_dated(path), open_measured("dates"), open_measured("dates-alone"), AT, quiet)
    figures = cast(dict[str, Any], outcome.figures)
    assert (figures["accuracy"], figures["coverage"]) == (0.6667, 0.6667)
    assert figures["certain"] == {"accuracy": 0.3333, "coverage": 0.3333}
    assert figures["library_alone"]["accuracy"] == 0.6667
    assert [(case.gold, case.predicted) for case in outcome.cases][::2] == [
        ("2024-04-30", "2024-04-30"),
        ("2020-01-02", "none"),
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"id": "a"}, "neither `article_body` nor"),
        ({"id": "a", "article_body": 3}, "`article_body` is no text"),
        ({"id": "a", "with": "one"}, "`with` is no list"),
        ({"id": "a", "article_body": "x", "html": "../../a.html"}, "outside the folder"),
        ({"id": "a", "article_body": "x", "html": "html/none.html"}, "is not there"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path: Path, row: dict[str, Any], fault: str) -> None:
    path = write(tmp_path, [row], a=PAGE)
    with pytest.raises(InputError, match=r"pages\.jsonl:1: ") as caught:
        read_pages(path)
    assert fault in str(caught.value)


def test_a_set_of_two_forms_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, [{"id": "a", "article_body": "x"}, {"id": "b", "with": ["x"]}], a=PAGE, b=PAGE)
    with pytest.raises(InputError, match="make two sets"):
        read_pages(path)


def test_a_date_that_is_none_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, [{"id": "a", "date": "30/04/2024"}], a=PAGE)
    with pytest.raises(InputError, match="not a date"):
        read_dated(path)


def test_a_set_is_a_folder_its_file_or_a_name(tmp_path: Path) -> None:
    path = write(tmp_path / "gulls", [{"id": "a", "article_body": "x"}], a=PAGE)
    assert find_pages(str(path.parent), None) == find_pages(str(path), None) == path
    assert find_pages("gulls", tmp_path) == path
    with pytest.raises(InputError, match="WELLSOURCED_BENCH"):
        find_pages("no-such-set", None)
