"""Every block of the documentation: run where it can be, parsed where it cannot, and counted.

A page's blocks are run in its own folder, in order, with a library of its own. What is shown as output must
be a part of what is printed, in its order; `...` stands for what is left out.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from cyclopts import MissingArgumentError

from doc_blocks import GENERATED, ROOT, Block, Command, blocks, commands, pages, typed
from documents import docx, paragraph
from pdfs import pdf
from wellsourced.cli import main
from wellsourced.cli.app import _command_first, app
from wellsourced.settings import read_settings

LANGUAGES = {
    "",
    "text",
    "markdown",
    "console",
    "python",
    "pycon",
    "json",
    "toml",
    "yaml",
    "ini",
    "nginx",
    "html",
}
REASONS = (
    "another program's",
    "asks for a password",
    "needs a key",
    "needs a language model",
    "needs a package",
    "needs a server",
    "needs the network",
    "only a part",
    "runs until stopped",
    "takes long",
)
"""Why a block or a command is not run; another reason is none."""

NEVER = {
    ("accounts", "add"): "asks for a password",
    ("accounts", "password"): "asks for a password",
    ("bench",): "takes long",
    ("casebook", "fetch"): "needs the network",
    ("mcp",): "runs until stopped",
    ("models", "pull"): "needs the network",
    ("serve",): "runs until stopped",
    ("work",): "runs until stopped",
}
"""Commands that no test runs from a page; their own tests do."""

OUTSIDE = {
    "--ray": "needs a server",
    "--search": "needs the network",
    "--sources": "needs the network",
    "--writer": "needs a language model",
}
ASKED = "Does Texas require sheriffs to honor ICE detainers?"
SOUND = "Texas law requires sheriffs to honor ICE detainers."
OUTPUT = doctest.OutputChecker()
ANY_NUMBER = ("N", "PORT", "SEED")
INLINE = re.compile(r"`wellsourced ([a-z][^`\n]*)`")
ALL = [(page, block) for page in pages() for block in blocks(page)]


def why_not(tokens: Sequence[str]) -> str:
    """Why a command line of ours is not run; empty where it is."""
    plain = [word for word in _command_first(list(tokens)) if not word.startswith("-")]
    for first, reason in NEVER.items():
        if tuple(plain[: len(first)]) == first:
            return reason
    if any(word.startswith(("http://", "https://")) for word in tokens if "--at" not in tokens):
        return "needs the network"
    return next((reason for option, reason in OUTSIDE.items() if option in tokens), "")


def runs(block: Block, command: Command) -> str:
    """Why a command is not run: what its block says, else what it is; empty where it is run."""
    return block.not_run or next(filter(None, (why_not(words[1:]) for words in command.parts())), "")


def at_hand(page: Path, folder: Path) -> None:
    """What a page takes for granted that its readers have."""
    if page.name not in ("README.md", "audit.md"):
        return
    (folder / "reports").mkdir()
    (folder / "reports" / "2026.txt").write_text("The council raised permit fees in 2026.")
    (folder / "minutes.pdf").write_bytes(
        pdf([["The council met on 4 March 2026 and raised the permit fees."]])
    )
    (folder / "draft.docx").write_bytes(docx(paragraph(SOUND)))
    for name in ("draft.md", "draft.txt"):
        (folder / name).write_text(SOUND)


def named(words: Sequence[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The words with what stands for a reader's own put in: a question, and the newest edition."""
    told = [ASKED if word == "QUESTION" else word for word in words]
    if "EDITION" in told:
        assert main(["editions", "--json"]) == 0
        newest = json.loads(capsys.readouterr().out)["pages"][-1]["newest"]["id"]
        told = [newest if word == "EDITION" else word for word in told]
    return told


def run_command(command: Command, block: Block, capsys: pytest.CaptureFixture[str]) -> int:
    """Run it, in this process where it is one program, hold its output against what is shown."""
    if command.plain:
        code = main(named(command.parts()[0][1:], capsys))
        out, err = capsys.readouterr()
    else:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        ended = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command.line],
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        code, out, err = ended.returncode, ended.stdout, ended.stderr
    wanted = "\n".join(command.shown).strip()
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    assert not wanted or OUTPUT.check_output(f"...{wanted}...\n", out, flags), (
        f"{block.name}: {command.line}\n{out}{err}"
    )
    assert code in (0, 1), f"{block.name}: {command.line}\n{out}{err}"
    return code


def holds_settings(block: Block) -> bool:
    """Whether a block is a settings file of ours, and not a part of a package's own."""
    return block.language == "toml" and not block.not_run and "project" not in tomllib.loads(block.text)


def run_block(block: Block, namespace: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """Write, run or leave one block of a page."""
    if block.key == "file":
        file = Path(block.value)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")
    elif holds_settings(block):
        Path("config.toml").write_text(block.text, encoding="utf-8")
        read_settings(Path("config.toml"))
        Path("config.toml").unlink()
    elif block.language == "python" and not block.not_run:
        exec(compile(block.text, block.name, "exec"), namespace)
        capsys.readouterr()
    elif block.language == "console":
        told = [one for one in commands(block) if one.ours and not runs(block, one)]
        codes = [run_command(one, block, capsys) for one in told]
        wanted = [0] * len(codes)
        if block.key == "exit":
            wanted[-1] = int(block.value)
        assert codes == wanted, block.name


def runnable(page: Path) -> bool:
    """Whether a page has anything to run."""
    return any(
        (block.language == "python" and not block.not_run)
        or holds_settings(block)
        or (block.language == "console" and any(one.ours and not runs(block, one) for one in commands(block)))
        for block in blocks(page)
    )


@pytest.mark.parametrize(
    "page", [page for page in pages() if runnable(page)], ids=lambda page: str(page.relative_to(ROOT))
)
def test_what_can_be_run_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("COLUMNS", "96")
    monkeypatch.setenv("HOME", str(tmp_path))
    at_hand(page, tmp_path)
    namespace: dict[str, Any] = {"__name__": page.stem}
    for block in blocks(page):
        run_block(block, namespace, capsys)


@pytest.mark.parametrize(
    "page", [page for page in pages() if blocks(page)], ids=lambda page: str(page.relative_to(ROOT))
)
def test_every_block_can_be_read(page: Path) -> None:
    for block in blocks(page):
        assert block.language in LANGUAGES, f"{block.name}: {block.language!r}"
        for tokens in typed(block.text):
            app.parse_args(_command_first(tokens), exit_on_error=False, print_error=False)
        match block.language:
            case "json" if block.value.endswith(".jsonl"):
                assert [json.loads(line) for line in block.text.splitlines()]
            case "json":
                json.loads(block.text)
            case "yaml":
                yaml.safe_load(block.text)
            case "toml":
                tomllib.loads(block.text)
            case "python":
                compile(block.text, block.name, "exec")


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_named_in_a_line_is_one(page: Path) -> None:
    """Those may lack what they are about: "see `wellsourced check`"."""
    for line in INLINE.findall(page.read_text(encoding="utf-8")):
        words = ["1" if word in ANY_NUMBER else word for word in shlex.split(line)]
        if words[-1] in ("--help", "--version"):
            words = words[:-1]
        with suppress(MissingArgumentError):
            app.parse_args(_command_first(words), exit_on_error=False, print_error=False)


def test_nothing_is_left_out_in_silence() -> None:
    """How many commands and blocks of Python are run, and why the others are not."""
    told: Counter[str] = Counter()
    for _, block in ALL:
        if block.language == "python":
            told[block.not_run or "run"] += 1
        if block.language == "console":
            told.update(runs(block, one) or "run" for one in commands(block) if one.ours)
    for reason in told:
        assert reason == "run" or reason.startswith(REASONS), reason
    assert told["run"] > 50
    assert told["run"] > 0.55 * told.total(), told


def test_commands_for_a_terminal_are_shown_as_such() -> None:
    """A block that calls the program is a console's, so that it is run."""
    for page, block in ALL:
        if block.language == "console" or page.read_text(encoding="utf-8").startswith(GENERATED):
            continue
        assert not list(typed(block.text)), f"{block.name}: make it a console block, with a prompt"


@pytest.mark.parametrize(
    "line",
    [
        "wellsourced check 'Is it?' --no-such-option 3",
        "wellsourced chekc 'Is it?'",
        "wellsourced casebook lst",
    ],
)
def test_a_command_that_there_is_not_is_found(line: str) -> None:
    (tokens,) = typed(f"$ {line}\n")
    with pytest.raises(Exception, match=r"no-such-option|chekc|lst"):
        app.parse_args(_command_first(tokens), exit_on_error=False, print_error=False)


def test_output_that_is_not_printed_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ wellsourced --version\nversion nine\n```\n")
    block = Block(page=ROOT / "README.md", line=1, language="console", text=blocks(page)[0].text)
    with pytest.raises(AssertionError, match="--version"):
        run_block(block, {}, capsys)
