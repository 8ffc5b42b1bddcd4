"""Promise 19: asked about itself, the service answers with one fixed page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wellsourced.cli import main

pytestmark = pytest.mark.promise(19)

ABOUT_US = [
    "How does this site work?",
    "Who made you?",
    "Who funds Wellsourced?",
    "Is Wellsourced biased?",
    "Are you an AI?",
    "How do you pick your sources?",
    "Do you use ChatGPT?",
    "Can Wellsourced be wrong?",
    "What is this tool?",
]
METHOD = Path(__file__).parents[2] / "docs" / "method-and-limits.md"


@pytest.mark.parametrize("asked", ABOUT_US)
def test_it_gets_the_fixed_page(
    asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", asked, "--library", "library", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["kind"] == "about_us"
    assert answer["method"] in METHOD.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


def test_it_is_the_same_page_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    pages = set()
    for asked in ABOUT_US:
        assert main(["check", asked]) == 0
        pages.add(capsys.readouterr().out)
    assert len(pages) == 1
    [page] = pages
    assert page.startswith("# ")
    assert "Not enough evidence" in page and "cannot" in page


@pytest.mark.parametrize(
    "asked",
    [
        "Who founded the Fennmouth library?",
        "How does the Tarn Barrage work?",
        "Are you required to show a permit?",
    ],
)
def test_a_question_about_something_else_does_not(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", asked, "--casebook", "none", "--json", "--quiet", "--library", "/nonexistent/library"])
    assert "about_us" not in capsys.readouterr().out
