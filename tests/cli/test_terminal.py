"""The page on a terminal: the verdict is the first thing read."""

from __future__ import annotations

import io

from rich.console import Console

from builders import report, thin_report
from wellsourced.cli.terminal import print_report
from wellsourced.model.reports import Report


def printed(page: Report, width: int = 80, pages: tuple[str, ...] = ()) -> str:
    """What a reader sees, without colours."""
    stream = io.StringIO()
    print_report(page, Console(file=stream, width=width, color_system=None), pages)
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


def test_every_number_printed_is_a_source_listed() -> None:
    text = printed(report(), width=200)
    body, sources = text.split("\nSources (")
    for n in range(1, 20):
        if f"[{n}]" in body:
            assert f"  [{n}] " in sources


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


def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks() -> None:
    for line in printed(report(), width=60).splitlines():
        assert len(line) <= 60
        assert line == line.rstrip()
