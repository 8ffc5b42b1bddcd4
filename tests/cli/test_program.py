"""The installed program, from outside: what a shell sees."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("wellsourced")


def run(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program with a library of its own."""
    settings = {"WELLSOURCED_LIBRARY": str(tmp_path / "library"), "WELLSOURCED_CASEBOOKS": "none"}
    return subprocess.run(
        [PROGRAM, *arguments],
        cwd=tmp_path,
        env={**os.environ, **settings, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    ended = run(tmp_path, "--version")
    assert (ended.returncode, ended.stdout.strip()) == (0, version("wellsourced"))


def test_help_names_every_command(tmp_path: Path) -> None:
    ended = run(tmp_path, "--help")
    assert ended.returncode == 0
    for command in ("check", "add", "search", "show", "verify", "doctor"):
        assert f" {command} " in ended.stdout


def test_a_mistake_is_one_line_and_exit_2(tmp_path: Path) -> None:
    ended = run(tmp_path, "check", "Is it raining?", "--on", "tomorrow")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_is_content_with_a_fresh_installation(tmp_path: Path) -> None:
    ended = run(tmp_path, "doctor", "--json")
    document = json.loads(ended.stdout)
    assert (ended.returncode, document["sound"]) == (0, True), document
    found = {check["name"]: check["found"] for check in document["checks"]}
    assert found["wellsourced"] == version("wellsourced")
    assert "sha256" in found["encoder.int8.onnx"]


def test_the_doctor_finds_a_mistyped_variable_and_exits_4(tmp_path: Path) -> None:
    ended = run(tmp_path, "doctor", WELLSOURCED_LIBARY="typo")
    assert ended.returncode == 4
    assert "WELLSOURCED_LIBARY" in ended.stdout


def test_a_reader_who_leaves_early_is_no_error(tmp_path: Path) -> None:
    command = f"'{PROGRAM}' check --help | head -n 1 > /dev/null; exit ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_check_leaves_nothing_but_its_library_and_its_page(tmp_path: Path) -> None:
    """Libraries we use would report themselves to their makers, and keep an identifier to do so."""
    home = tmp_path / "home"
    home.mkdir()
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("CI", "XDG_", "ORT_"))}
    subprocess.run(
        [PROGRAM, "check", "Must Texas sheriffs honor ICE detainers?", "--quiet", "--out", "page.html"],
        cwd=tmp_path,
        env={**plain, "HOME": str(home), "WELLSOURCED_LIBRARY": str(tmp_path / "library")},
        capture_output=True,
        check=True,
    )
    assert {path.name for path in tmp_path.iterdir()} == {"home", "library", "page.html"}
    assert list(home.rglob("*")) == []


def test_a_refusal_loads_nothing_heavy(tmp_path: Path) -> None:
    program = (
        "import sys; from wellsourced.cli import main; code = main(['check', 'Is it?', '--on', 'x']); "
        "print(code, sorted({'lancedb', 'onnxruntime', 'sqlalchemy', 'trafilatura'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "2 []"
