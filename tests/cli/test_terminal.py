"""The page on a terminal: the verdict is the first thing read."""

from __future__ import annotations

import io
import re
from dataclasses import replace

from rich.console import Console

from builders import report, thin_report
from wellsourced.cli.terminal import print_report
from wellsourced.model.reports import Report


def printed(page: Report, width: int = 80, pages: tuple[str, ...] = ()) -> str:
    """What a reader sees, without colours."""
    stream = io.StringIO()
    print_report(page, Console(file=stream, width=width, color_system=None), pages, {})
    return stream.getvalue()


def test_the_verdict_comes_first() -> None:
    assert printed(report()).startswith("QUALIFIED")


def test_every_section_title_is_there_with_its_citations() -> None:
    page = report()
    lines = printed(page, width=200).splitlines()
    for n, section in enumerate(page.sections, start=1):
        [line] = [line for line in lines if line.strip().startswith(f"{n}. ")]
        assert section.title.text in line
        assert line.endswith("]")


def test_the_numbers_printed_are_the_sources_listed() -> None:
    body, sources = printed(report(), width=200).split("\nSources (")
    cited = set(re.findall(r"\[(\d+)\]", body))
    assert cited == set(re.findall(r"^  \[(\d+)\] ", sources, re.MULTILINE))
    assert cited


def test_the_files_written_are_named_at_the_end() -> None:
    end = printed(report(), pages=("out/page.html",)).split("Full page", 1)[1]
    assert "out/page.html" in end
    assert report().id[:19] in end


def test_without_evidence_it_says_where_it_looked_and_denies_nothing() -> None:
    text = printed(thin_report())
    assert text.startswith("NOT ENOUGH EVIDENCE")
    assert "Where we looked" in text
    assert "confidence" not in text
    assert "Sources (" not in text


def test_a_verdict_without_a_sentence_does_not_contradict_its_label() -> None:
    page = report()
    verdicts = tuple(replace(verdict, answer=None) for verdict in page.verdicts)
    assert "neither" not in printed(replace(page, verdicts=verdicts)).partition("\n\n")[0]


def test_it_says_how_it_was_checked() -> None:
    page = report()
    told = printed(page, width=200).split("How this was checked", 1)[1]
    assert page.method.verifier in told
    assert "withheld" in told


def test_the_summary_is_read_as_one_paragraph() -> None:
    paragraph = printed(report(), width=10_000).split("Summary\n", 1)[1].split("\n\n", 1)[0]
    assert paragraph.count("\n") == 0
    assert all(said.text in paragraph for said in report().summary)


def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks() -> None:
    for line in printed(report(), width=60).splitlines():
        assert len(line) <= 60
        assert line == line.rstrip()
