"""What is released: what the wheel holds, how large it is, and that it works where nothing else is.

The clean environment holds the wheel and what it depends on by default, linked from where the tests run;
extras and development tools are not in it. `tools/clean_install.py` installs all of it anew, from an index.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes
from functools import cache
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from release_tools import release_tool
from wellsourced.library.schema import HEAD

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src/wellsourced"
MB = 1_000_000
LARGEST_WHEEL, LARGEST_INSTALL = 90 * MB, 700 * MB
MOST_FOR_HELP = 0.8
"""CPU seconds of `wellsourced --help`, the best of five."""
PAGES = (ROOT / "README.md", ROOT / "docs/install.md")

NO_NETWORK = """
import socket

def refused(*_, **__):
    raise RuntimeError("this environment has no network")

socket.socket.connect = socket.socket.connect_ex = refused
socket.getaddrinfo = socket.create_connection = refused
"""


@dataclass(frozen=True)
class Release:
    """What `make dist` builds, and the wheel that is built from the source distribution alone."""

    wheel: Path
    sdist: Path
    again: Path


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("release")
    build(ROOT, folder, "wheel", "sdist")
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    with tarfile.open(sdist) as packed:
        packed.extractall(folder / "unpacked", filter="data")
    (unpacked,) = (folder / "unpacked").iterdir()
    build(unpacked, folder / "again", "wheel")
    (again,) = (folder / "again").glob("*.whl")
    return Release(wheel=wheel, sdist=sdist, again=again)


def build(source: Path, target: Path, *kinds: str) -> None:
    command = [release_tool("python"), "-m", "hatchling", "build", "-d", str(target)]
    told = [part for kind in kinds for part in ("-t", kind)]
    subprocess.run([*command, *told], cwd=source, check=True, capture_output=True)


# -- what is in it -------------------------------------------------------------------------------


def test_the_wheel_is_the_package_and_nothing_else(release: Release) -> None:
    with zipfile.ZipFile(release.wheel) as wheel:
        inside = {name for name in wheel.namelist() if ".dist-info/" not in name}
        besides = {name.partition("/")[2] for name in wheel.namelist() if ".dist-info/" in name}
    shipped = {
        f"wellsourced/{file.relative_to(SOURCE).as_posix()}"
        for file in SOURCE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert inside == shipped
    assert {"METADATA", "RECORD", "entry_points.txt", "licenses/LICENSE", "licenses/NOTICE"} <= besides
    assert not [name for name in inside if name.endswith((".pyc", ".part", ".tmp", "~")) or "test_" in name]


def test_the_wheel_has_weights_casebooks_templates_prompts_and_every_migration(release: Release) -> None:
    with zipfile.ZipFile(release.wheel) as wheel:
        inside = set(wheel.namelist())
    sums = (SOURCE / "weights/SHA256SUMS").read_text(encoding="utf-8").split()[1::2]
    assert {f"wellsourced/weights/{name}" for name in sums} <= inside
    migrations = {Path(name).name[:4] for name in inside if "/migrations/versions/0" in name}
    assert migrations == {f"{number:04d}" for number in range(1, int(HEAD) + 1)}
    for part in ("casebooks", "templates", "prompts"):
        folder = SOURCE / part
        files = [file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
        assert files and {f"wellsourced/{one.relative_to(SOURCE).as_posix()}" for one in files} <= inside
    assert "wellsourced/py.typed" in inside


def test_no_file_tells_of_the_machine_it_was_built_on(release: Release) -> None:
    marks = [str(place).encode() for place in (ROOT, Path.home(), Path(sys.prefix)) if len(place.parts) > 2]
    with zipfile.ZipFile(release.wheel) as wheel:
        told = [name for name in wheel.namelist() if any(mark in wheel.read(name) for mark in marks)]
    assert marks and told == []


def test_the_source_distribution_builds_the_very_same_wheel(release: Release) -> None:
    assert release.again.name == release.wheel.name
    assert release.again.read_bytes() == release.wheel.read_bytes()


def test_the_source_distribution_has_what_building_testing_and_running_take(release: Release) -> None:
    with tarfile.open(release.sdist) as packed:
        inside = {name.partition("/")[2] for name in packed.getnames()}
    needed = {"Makefile", "pyproject.toml", "requirements.lock", "deploy/compose.yaml", "deploy/Dockerfile"}
    assert needed | {"tests/test_release.py", "docs/install.md", "LICENSE", "NOTICE"} <= inside
    assert not [name for name in inside if name.endswith((".pyc", "/.env")) or "node_modules" in name]


# -- how large it is -----------------------------------------------------------------------------


def test_sizes_keep_their_bounds_and_are_those_we_tell(release: Release) -> None:
    wheel, installed = release.wheel.stat().st_size, installed_size(release)
    assert wheel < LARGEST_WHEEL and installed < LARGEST_INSTALL
    page = (ROOT / "docs/install.md").read_text(encoding="utf-8")
    for found, told in (
        (wheel, r"A wheel of (\d+) MB"),
        (release.sdist.stat().st_size, r"source distribution of (\d+) MB"),
        (installed, r"takes (\d+) MB"),
    ):
        (stated,) = re.findall(told, page)
        assert float(stated) == pytest.approx(found / MB, rel=0.03), told


def installed_size(release: Release) -> int:
    """Bytes of the files that a default install brings; Python makes its bytecode from them later."""
    with zipfile.ZipFile(release.wheel) as wheel:
        own = sum(one.file_size for one in wheel.infolist())
    return own + sum(size_of(one) for one in default_install(release.wheel))


def size_of(one: Distribution) -> int:
    files = [Path(str(file.locate())) for file in one.files or () if file.suffix != ".pyc"]
    return sum(file.stat().st_size for file in files if file.is_file())


@cache
def default_install(wheel: Path) -> tuple[Distribution, ...]:
    """The distributions that installing the wheel without extras brings, the wheel itself left out."""
    with zipfile.ZipFile(wheel) as opened:
        (metadata,) = [name for name in opened.namelist() if name.endswith(".dist-info/METADATA")]
        told = message_from_bytes(opened.read(metadata))
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, str]] = set()
    wanted = [(Requirement(line), "") for line in told.get_all("Requires-Dist", [])]
    while wanted:
        asked, extra = wanted.pop()
        if asked.marker is not None and not asked.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(asked.name)
        found.setdefault(name, distribution(name))
        for one in {"", *asked.extras} - {known for owner, known in seen if owner == name}:
            seen.add((name, one))
            wanted += [(Requirement(line), one) for line in found[name].requires or ()]
    return tuple(found.values())


def test_what_only_some_need_is_not_in_the_default_install(release: Release) -> None:
    names = {canonicalize_name(one.name) for one in default_install(release.wheel)}
    assert {"lancedb", "onnxruntime", "psycopg-binary"} <= names, "what is brought along is counted"
    left_out = {"huggingface-hub", "obstore", "pg8000", "ray", "tokenizers", "torch", "weasyprint"}
    assert not names & left_out


# -- that it works -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Clean:
    """An environment with the wheel and what it depends on, a home of its own and no network."""

    place: Path
    home: Path

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*apart(), str(self.place / "bin" / program), *arguments]
        return subprocess.run(command, env=self.variables, cwd=self.home, capture_output=True, text=True)

    @property
    def variables(self) -> Mapping[str, str]:
        return {"PATH": f"{self.place / 'bin'}{os.pathsep}/usr/bin:/bin", "HOME": str(self.home)}


@cache
def apart() -> tuple[str, ...]:
    """What runs a program in a network without any door, where this machine lets us make one."""
    command = ("unshare", "--user", "--map-root-user", "--net")
    if shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True).returncode == 0:
        return command
    return ()


@pytest.fixture(scope="module")
def clean(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Clean:
    place, home = tmp_path_factory.mktemp("clean") / "env", tmp_path_factory.mktemp("home")
    uv = [release_tool("uv"), "--quiet", "--offline", "--no-cache"]
    subprocess.run([*uv, "venv", "--python", sys.executable, str(place)], check=True)
    python = ["--python", str(place / "bin/python")]
    subprocess.run([*uv, "pip", "install", *python, "--no-deps", str(release.wheel)], check=True)
    (packages,) = place.glob("lib/python3*/site-packages")
    for source in top_level(default_install(release.wheel)):
        (packages / source.name).symlink_to(source)
    (packages / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    return Clean(place=place, home=home)


def top_level(installed: tuple[Distribution, ...]) -> Iterator[Path]:
    """The folders and modules that distributions put beside one another, each once."""
    names: set[str] = set()
    for one in installed:
        for file in one.files or ():
            name = file.parts[0]
            if name not in ("..", "__pycache__") and name not in names:
                names.add(name)
                yield Path(str(one.locate_file(name)))


def test_a_check_is_made_where_there_is_no_network_and_no_extra(clean: Clean) -> None:
    asked = ["check", "Does Texas require sheriffs to honor ICE detainers?", "--place", "Texas", "--offline"]
    ended = clean.run("wellsourced", *asked, "--out", "page.html")
    assert ended.returncode == 0, ended.stderr
    page = (clean.home / "page.html").read_text(encoding="utf-8")
    assert "Supported" in page and "[1]" in re.sub(r"<[^>]+>", "", page)
    tried = clean.run("python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:9')")
    assert "has no network" in tried.stderr, "the guard is up"


def test_the_examples_in_python_run_as_they_are_printed(clean: Clean) -> None:
    examples = [
        (page.name, example)
        for page in PAGES
        for example in re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    ]
    assert examples
    for name, example in examples:
        ended = clean.run("python", "-c", example)
        assert ended.returncode == 0 and ended.stdout, f"{name}: {example}\n{ended.stderr}"


def test_a_library_is_backed_up_and_restored_by_the_commands_we_print(clean: Clean) -> None:
    (clean.home / "ferry.md").write_text("The ferry to Gull Island sails four times a day.", encoding="utf-8")
    assert clean.run("wellsourced", "add", "ferry.md").returncode == 0
    page = (ROOT / "docs/install.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^## Backup and restore\n.*?^```console\n(.*?)^```", page, re.M | re.S)
    printed = [line.removeprefix("$ ").partition(" #")[0].split() for line in block.splitlines()]
    assert [line[1] for line in printed] == ["backup", "restore", "verify"]
    for program, *arguments in printed:
        ended = clean.run(program, *arguments)
        assert ended.returncode == 0, ended.stderr
    found = clean.run("wellsourced", "search", "ferry", "--library", "restored", "--json", "--quiet")
    assert json.loads(found.stdout)["hits"][0]["text"].startswith("The ferry")


def test_help_and_import_are_quick_and_load_nothing_heavy(clean: Clean) -> None:
    assert clean.run("wellsourced", "--help").returncode == 0, "the first writes bytecode"
    spent = [cpu_seconds(clean, "--help") for _ in range(5)]
    assert min(spent) < MOST_FOR_HELP, spent
    program = "import sys, wellsourced; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = set(clean.run("python", "-c", program).stdout.split())
    assert "wellsourced" in loaded
    assert not loaded & {"dbos", "fastapi", "lancedb", "numpy", "onnxruntime", "pyarrow", "sqlalchemy"}


def cpu_seconds(clean: Clean, *arguments: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert clean.run("wellsourced", *arguments).returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_the_clean_environment_is_sound_by_its_own_words(clean: Clean) -> None:
    ended = clean.run("wellsourced", "doctor")
    assert ended.returncode == 0, ended.stdout
    assert "wrong" not in ended.stdout
    assert re.search(r"tokenizers|models", ended.stdout), "which extras are there is told"
