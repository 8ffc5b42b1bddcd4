"""`wellsourced diff`: two reports of a library compared."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from builders import E_WIRE, cite, report, say
from wellsourced.cli import main
from wellsourced.config import open_library
from wellsourced.settings import read_settings

BEFORE = report(summary=(say("There are 2,510 agreements.", cite(E_WIRE)),))
AFTER = report(summary=(say("There are 2,640 agreements.", cite(E_WIRE)),))


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
