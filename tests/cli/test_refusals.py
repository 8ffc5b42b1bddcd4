"""Whatever is wrong with a command is said in one line, with the exit code that says whose turn it is."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from wellsourced.cli import main

QUESTION = "Did Alder County raise its fishing permit fee in 2024?"

REFUSED = [
    ([], "check", 2, "TEXT requires an argument"),
    ([QUESTION, "again"], "check", 2, "put text of several words in quotes"),
    ([QUESTION, "--on", "2026-02-30"], "check", 2, "YYYY-MM-DD"),
    ([QUESTION, "--on", "yesterday"], "check", 2, "YYYY-MM-DD"),
    ([QUESTION, "--on", "2026-W08-1"], "check", 2, "YYYY-MM-DD"),
    ([QUESTION, "--on", "9999-12-31"], "check", 2, "still to come"),
    ([QUESTION, "--place", "Nowhereland"], "check", 2, "Nowhereland"),
    ([QUESTION, "--agency", "coastguard"], "check", 2, "state_police"),
    ([QUESTION, "--out", "page.docx"], "check", 2, ".html, .md, .json, .pdf"),
    ([QUESTION, "--out", "no/such/folder/page.html"], "check", 2, "make it first"),
    ([QUESTION, "--out", "/proc/page.html"], "check", 2, "cannot be written"),
    ([QUESTION, "--casebook", "tide-tables"], "check", 2, "none"),
    ([QUESTION, "--offline", "--search", "brave"], "check", 2, "contradict"),
    ([QUESTION, "--search", "brave"], "check", 4, "needs the setting 'providers.brave.key'"),
    ([QUESTION, "--search", "gopher"], "check", 4, "no search is called"),
    ([QUESTION, "--writer", "llm"], "check", 4, "set 'llm_address'"),
    (["--tpyo"], "check", 2, "unknown option --tpyo"),
    ([""], "check", 2, ""),
    (["https://example.org/story"], "check", 2, ""),
    (["report-none"], "publish", 2, "nothing here is called"),
    (["page-none"], "editions", 2, "no page is called"),
    (["page-none"], "retract", 2, "say why the page is retracted"),
    (["page-none", "--why", " "], "retract", 2, "say why the page is retracted"),
    (["page-none", "--why", "It is wrong."], "retract", 2, "no page is called"),
    ([], "add", 2, "name files, folders or addresses"),
    (["no-such-file.txt"], "add", 2, "no-such-file.txt"),
    (["https://example.org/story", "no-such-file.txt"], "add", 2, "no-such-file.txt"),
    (["https://example.org/story", "--kind", "gossip"], "add", 2, "government"),
    (["--from", "no-such-list"], "add", 2, "name another list"),
    (["page.txt", "--library", "page.txt/below"], "add", 4, "choose another with --library"),
    ([QUESTION, "--library", "page.txt"], "check", 4, "choose another with --library"),
    ([QUESTION, "--library", "page.txt/below"], "check", 4, "choose another with --library"),
    (["page.txt", "--kind", "gossip"], "add", 2, "government"),
    (["page.txt", "--published", "spring"], "add", 2, "2026-07"),
    (["page.txt", "--place", "Nowhereland"], "add", 2, "Nowhereland"),
    ([" "], "search", 2, "give words"),
    (["fees", "-k", "0"], "search", 2, "1 to 1000"),
    (["fees", "-k", "many"], "search", 2, "int"),
    (["passage-nosuch"], "show", 2, "passage-nosuch"),
    (["--config", "no-such.toml"], "verify", 4, "name another"),
    ([], "audit", 2, "audit"),
]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the library would be; the current folder has one file to add."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text("The ferry to Otter Island sails daily.\n")
    folder = tmp_path / "library"
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(folder))
    return folder


@pytest.mark.parametrize(("arguments", "command", "code", "words"), REFUSED)
def test_a_refusal_is_one_line_and_changes_nothing(
    arguments: list[str],
    command: str,
    code: int,
    words: str,
    library: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = sorted(library.parent.iterdir())
    assert main([command, *arguments, "--quiet"]) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("error: ")
    assert printed.err.count("\n") == 1
    assert words in printed.err
    assert sorted(library.parent.iterdir()) == before


@pytest.mark.parametrize(("arguments", "command", "code", "words"), REFUSED)
def test_a_refusal_under_json_is_one_document(
    arguments: list[str],
    command: str,
    code: int,
    words: str,
    library: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([command, *arguments, "--json", "--quiet"]) == code
    printed = capsys.readouterr()
    assert printed.err == ""
    document = json.loads(printed.out)
    assert document["kind"]
    assert words in document["message"]


def test_what_cannot_be_kept_is_refused_before_any_work(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("wellsourced.cli.checking.open_desk", lambda *_: pytest.fail("work has begun"))
    assert main(["check", QUESTION, "--library", "page.txt/below"]) == 4
    assert main(["check", QUESTION, "--out", "no/such/folder/page.html"]) == 2
    assert main(["check", QUESTION, "--on", "9999-12-31"]) == 2
    capsys.readouterr()


def test_an_unknown_agency_is_told_those_there_are(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", QUESTION, "--agency", "coastguard"]) == 2
    told = capsys.readouterr().err
    for agency in ("police", "sheriff", "jail", "state_police", "state_corrections"):
        assert f" {agency}," in told


def test_common_options_may_stand_before_the_command(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--json", "--library=elsewhere", "--quiet", "verify"]) == 0
    assert json.loads(capsys.readouterr().out)["sound"] is True
    assert main(["--json", "--library", "elsewhere", "check", QUESTION, "--on", "x"]) == 2
    assert json.loads(capsys.readouterr().out)["kind"] == "InputError"
    assert main(["--quiet", "chekc", QUESTION]) == 2
    assert "chekc" in capsys.readouterr().err
    assert main(["--library"]) == 2
    capsys.readouterr()


def test_an_ambiguous_place_lists_its_choices(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", QUESTION, "--place", "Portland", "--json"]) == 2
    document = json.loads(capsys.readouterr().out)
    assert document["kind"] == "ambiguous_place"
    assert any("Oregon" in choice for choice in document["choices"])


def test_what_cannot_be_checked_says_what_to_do_instead(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "https://example.org/story", "--json"]) == 2
    document = json.loads(capsys.readouterr().out)
    assert document["kind"] == "link"
    assert document["next"]


def test_a_question_about_the_service_gets_the_page_on_method(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "How does this site work?"]) == 0
    assert capsys.readouterr().out.startswith("# Method and limits")
    assert main(["check", "How does this site work?", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["method"].startswith("# Method and limits")
    assert not library.exists()


def test_pdf_without_its_extra_names_the_extra_before_any_work(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("wellsourced.cli.pages.find_spec", lambda _: None)
    assert main(["check", QUESTION, "--out", "page.pdf"]) == 4
    assert "wellsourced[pdf]" in capsys.readouterr().err
    assert not library.exists()


def test_a_library_that_is_a_file_is_a_configuration_error(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library.write_text("not a folder")
    for command in (["check", QUESTION], ["add", "page.txt"], ["search", "ferry"], ["verify"], ["doctor"]):
        assert main([*command, "--quiet"]) == 4, command
    capsys.readouterr()


def test_standard_input_must_be_text(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\x00 not utf-8")))
    assert main(["check", "-"]) == 2
    assert "UTF-8" in capsys.readouterr().err


def test_an_interrupt_ends_with_130(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("wellsourced.cli.holdings.open_library", interrupted)
    assert main(["verify", "--quiet"]) == 130
    assert capsys.readouterr().err == "interrupted\n"


def test_a_fault_of_ours_says_so_and_has_a_code_of_its_own(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def faulty(*_: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("wellsourced.cli.holdings.open_library", faulty)
    assert main(["verify", "--quiet"]) == 70
    assert "WELLSOURCED_TRACEBACK=1" in capsys.readouterr().err
    monkeypatch.setenv("WELLSOURCED_TRACEBACK", "1")
    with pytest.raises(KeyError):
        main(["verify", "--quiet"])
    capsys.readouterr()


def test_a_full_disk_is_worth_another_try(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "records.sqlite3")

    monkeypatch.setattr("wellsourced.cli.holdings.open_library", full)
    assert main(["verify", "--quiet"]) == 3
    assert capsys.readouterr().err.startswith("error: records.sqlite3: No space left")
