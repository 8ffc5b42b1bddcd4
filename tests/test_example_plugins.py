"""The plugin door: packages nobody here wrote are found, opened with their settings, and asked.

Each example is put where an installer puts a package: its module and the metadata written from its own
`pyproject.toml`, in a folder on the path. A program of its own then finds it as any other.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from search_server import Says, answering
from search_services import ALL, KEY, PLUGINS

FOUND = {folder.parent.name: folder.parent for folder in PLUGINS.glob("*/pyproject.toml")}
SEARCHING = ["courtlistener", "federal_register", "tavily"]
TESTED = ["federal_register", "lexical"]
"""Those with tests of their own, as an author elsewhere would have them."""
SOURCE = Path(__file__).parent.parent / "src"

ASK = """
import sys
from wellsourced.config import open_search
from wellsourced.settings import read_settings
from wellsourced.plugins import Port, names
from wellsourced.steps.discover import discover

assert sys.argv[1] in names(Port.SEARCH), names(Port.SEARCH)
found = discover(["Does the ferry sail?"], open_search(read_settings()))
print([(lead.source.uri, lead.source.kind.value) for lead in found.leads], [e.error for e in found.log])
"""


def install(folder: Path, site: Path) -> None:
    """What an installer leaves of a package of one module: the module, its metadata and its entry points."""
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    name, version = project["project"]["name"], project["project"]["version"]
    for module in project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]:
        shutil.copy(folder / module, site / module)
    about = site / f"{name.replace('-', '_')}-{version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n")
    groups = project["project"]["entry-points"].items()
    lines = [
        line
        for group, points in groups
        for line in (f"[{group}]", *(f"{k} = {v}" for k, v in points.items()))
    ]
    (about / "entry_points.txt").write_text("\n".join(lines) + "\n")


def _environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("WELLSOURCED_")}


def run(site: Path, name: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Ask with the provider of that name in a program that has the folder on its path."""
    environment = _environment()
    path = os.pathsep.join([str(site), str(SOURCE), environment.get("PYTHONPATH", "")])
    options = {f"WELLSOURCED_PROVIDERS__{name.upper()}__{key.upper()}": v for key, v in settings.items()}
    return subprocess.run(
        [sys.executable, "-c", ASK, name],
        env={**environment, "PYTHONPATH": path, "WELLSOURCED_SEARCH": name, **options},
        capture_output=True,
        text=True,
        check=False,
    )


JUDGE = """
from wellsourced.config import open_verifier
from wellsourced.settings import read_settings

verifier = open_verifier(read_settings())
pairs = [("It sails.", "It sails."), ("It sails.", "")]
print(verifier.name, [one.stance.value for one in verifier.judge(pairs)])
"""


def test_there_are_four_of_them() -> None:
    assert sorted(FOUND) == sorted([*SEARCHING, "lexical"])
    assert sorted(one.parent.name for one in PLUGINS.glob("*/tests")) == TESTED


@pytest.mark.parametrize("name", TESTED)
def test_its_own_tests_pass_where_it_is_installed(name: str, tmp_path: Path) -> None:
    """In a process of its own, outside this project: with the package, the plugin and pytest alone."""
    install(FOUND[name], tmp_path)
    tests = shutil.copytree(FOUND[name] / "tests", tmp_path / "elsewhere" / "tests")
    settings = shutil.copy(FOUND[name] / "pyproject.toml", tests.parent)
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-c", str(settings), "-p", "no:cacheprovider", str(tests)],
        cwd=tests.parent,
        env={**_environment(), "PYTHONPATH": os.pathsep.join([str(tmp_path), str(SOURCE)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert " passed" in ended.stdout and "skipped" not in ended.stdout


def test_a_verifier_that_is_installed_judges_by_its_name(tmp_path: Path) -> None:
    install(FOUND["lexical"], tmp_path)
    path = os.pathsep.join([str(tmp_path), str(SOURCE)])
    ended = subprocess.run(
        [sys.executable, "-c", JUDGE],
        env={**_environment(), "PYTHONPATH": path, "WELLSOURCED_VERIFIER": "lexical"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.strip() == "lexical@1 ['supports', 'neutral']"


@pytest.mark.parametrize("name", SEARCHING)
def test_a_package_that_is_installed_is_found_and_asked(name: str, tmp_path: Path) -> None:
    install(FOUND[name], tmp_path)
    service = ALL[name]
    with answering(Says(body=service.one)) as server:
        options = {"address": server.address, **({"key": KEY} if service.key_header else {})}
        ended = run(tmp_path, name, **options)
        uri, _, _, kind, _ = service.becomes
        expected = [(uri.replace("{at}", server.address), kind.value)]
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip() == f"{expected} [None]"
    assert len(server.asked) == 1 and KEY not in ended.stdout + ended.stderr


def test_a_setting_a_plugin_does_not_know_is_refused_by_name(tmp_path: Path) -> None:
    install(FOUND["federal_register"], tmp_path)
    ended = run(tmp_path, "federal_register", key=KEY)
    assert "'providers.federal_register.key' is not known" in ended.stderr.splitlines()[-1]
    assert KEY not in ended.stdout + ended.stderr


def test_a_package_that_is_not_installed_is_not_found(tmp_path: Path) -> None:
    ended = run(tmp_path, "tavily", key=KEY)
    assert ended.returncode != 0 and "AssertionError" in ended.stderr
