"""Bad input: one clear line, exit code 2, nothing written, and a library that is there is unharmed.

Each case runs the program as a reader does, in a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pdfs import pdf

GOOD = "Alder County raised its fishing permit fee to $12 in 2024. The vote was five to two.\n"
QUESTION = "Did Alder County raise its fishing permit fee to $12 in 2024?"


def run(*arguments: str, cwd: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "wellsourced", *arguments, "--library", str(cwd / "library"), "--quiet"]
    return subprocess.run(command, cwd=cwd, input=given, capture_output=True, timeout=120, check=False)


def write(name: str, body: bytes) -> Callable[[Path], None]:
    def put(folder: Path) -> None:
        (folder / name).write_bytes(body)

    return put


def nothing(folder: Path) -> None:
    """No file is needed."""


MEGABYTE = ("The Alder County board met again on the permit fee. " * 20_000).encode()
LOCKED = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R/Encrypt 9 0 R>>\n%%EOF"

CHECKS = [
    ("empty text", ["check", ""], b"", "Nothing was asked"),
    ("blank text", ["check", " \n\t "], b"", "Nothing was asked"),
    ("empty standard input", ["check", "-"], b"", "Nothing was asked"),
    ("a megabyte of text", ["check", "-"], MEGABYTE, "characters long"),
    ("a binary file", ["check", "-"], bytes(range(256)) * 64, "UTF-8"),
    ("a null character", ["check", "-"], b"Did the fee\x00 rise in 2024?", "U+0000"),
    ("a malformed date", ["check", QUESTION, "--on", "2024-13-01"], b"", "YYYY-MM-DD"),
    ("a date in words", ["check", QUESTION, "--on", "last week"], b"", "YYYY-MM-DD"),
    ("an unknown place", ["check", QUESTION, "--place", "Nowhereland"], b"", "Nowhereland"),
    ("an ambiguous place", ["check", QUESTION, "--place", "Springfield"], b"", "Springfield"),
]
ADDS = [
    ("a missing path", ["add", "no-such-folder"], nothing, "no-such-folder"),
    ("an empty file", ["add", "empty.txt"], write("empty.txt", b""), "empty.txt"),
    ("a binary file", ["add", "noise.txt"], write("noise.txt", bytes(range(256)) * 64), "noise.txt"),
    ("an image", ["add", "photo.png"], write("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(64)), "photo.png"),
    ("a broken PDF", ["add", "torn.pdf"], write("torn.pdf", pdf([["Alder County."]])[:120]), "torn.pdf"),
    ("a locked PDF", ["add", "locked.pdf"], write("locked.pdf", LOCKED), "locked.pdf"),
    ("text that is no PDF", ["add", "fake.pdf"], write("fake.pdf", b"not a PDF at all"), "fake.pdf"),
    (
        "a malformed date",
        ["add", "ok.txt", "--published", "May 2024"],
        write("ok.txt", b"Ok."),
        "2026-07",
    ),
    (
        "an unknown place",
        ["add", "good.txt", "--place", "Nowhereland"],
        write("ok.txt", b"Ok."),
        "Nowhereland",
    ),
]


def refused(answer: subprocess.CompletedProcess[bytes], words: str) -> None:
    error = answer.stderr.decode()
    assert answer.returncode == 2, error
    assert error.startswith("error: ")
    assert error.count("\n") == 1, error
    assert words in error
    assert "Traceback" not in error


@pytest.mark.parametrize(("name", "arguments", "given", "words"), CHECKS, ids=[case[0] for case in CHECKS])
def test_a_bad_question(name: str, arguments: list[str], given: bytes, words: str, tmp_path: Path) -> None:
    refused(run(*arguments, "--out", "page.html", cwd=tmp_path, given=given), words)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "arguments", "put", "words"), ADDS, ids=[case[0] for case in ADDS])
def test_a_bad_source(
    name: str, arguments: list[str], put: Callable[[Path], None], words: str, tmp_path: Path
) -> None:
    put(tmp_path)
    before = sorted(tmp_path.iterdir())
    refused(run(*arguments, cwd=tmp_path), words)
    assert sorted(tmp_path.iterdir()) == before


def test_a_library_is_unharmed_by_all_of_it(tmp_path: Path) -> None:
    """What was there answers as before, and every digest still matches."""
    (tmp_path / "good.txt").write_text(GOOD)
    assert run("add", "good.txt", "--published", "2024-05-03", cwd=tmp_path).returncode == 0
    before = _answer(tmp_path)
    for _, arguments, given, _ in (CHECKS[0], CHECKS[3], CHECKS[4], CHECKS[6]):
        assert run(*arguments, cwd=tmp_path, given=given).returncode == 2
    for _, arguments, put, _ in (ADDS[0], ADDS[2], ADDS[4], ADDS[7]):
        put(tmp_path)
        assert run(*arguments, cwd=tmp_path).returncode == 2
    assert _answer(tmp_path) == before
    proof = run("verify", "--json", cwd=tmp_path)
    assert proof.returncode == 0
    assert json.loads(proof.stdout) == {"sound": True, "damage": []}


def _answer(folder: Path) -> str:
    answer = run("check", QUESTION, "--casebook", "none", "--json", cwd=folder)
    assert answer.returncode == 0, answer.stderr
    document = json.loads(answer.stdout)
    assert document["verdicts"][0]["label"] == "supported"
    return str(document["id"])
