"""The parts of a release agree: what is imported, declared, locked and explained."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
GROUPS = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
LOCKS = ("requirements.lock", "requirements-dev.lock")
UNLOCKED = {"ddgs", "torch"}
"""Extras that developing does without: of no use off the network, or too large to lock."""


def declared() -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}


def locked(name: str) -> list[Requirement]:
    lines = (ROOT / name).read_text().splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def imported() -> set[str]:
    """Every top-level module our package imports that is neither ours nor Python's."""
    found: set[str] = set()
    for file in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add(str(node.module).partition(".")[0])
    return found - {"wellsourced"} - sys.stdlib_module_names


def test_what_is_imported_is_declared() -> None:
    by_module = packages_distributions()
    named = {canonicalize_name(name) for module in imported() for name in by_module.get(module, [module])}
    extras = PROJECT["optional-dependencies"]
    opened = ("cluster", "mcp", "models", "ray", "torch")
    optional = {Requirement(line).name for name in opened for line in extras[name]}
    assert named - declared() == optional, "an adapter of an extra is opened by name"


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_one_exact_version_and_names_no_index(name: str) -> None:
    for requirement in locked(name):
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
        assert requirement.url is None
    text = (ROOT / name).read_text()
    assert not re.search(r"^-|://|--index", text, re.MULTILINE)


def test_the_locks_hold_all_that_is_declared_within_its_bounds() -> None:
    run = {canonicalize_name(one.name): one for one in locked("requirements.lock")}
    dev = {canonicalize_name(one.name): one for one in locked("requirements-dev.lock")}
    locked_extras = PROJECT["optional-dependencies"].keys() - UNLOCKED
    extras = [line for extra in locked_extras for line in PROJECT["optional-dependencies"][extra]]
    wanted = [(run, line) for line in PROJECT["dependencies"]]
    wanted += [(dev, line) for line in [*PROJECT["dependencies"], *extras, *GROUPS["dev"]]]
    for lock, line in wanted:
        requirement = Requirement(line)
        pinned = lock[canonicalize_name(requirement.name)]
        version = str(pinned.specifier).removeprefix("==")
        assert requirement.specifier.contains(version), (line, version)


def test_the_two_locks_agree() -> None:
    dev = {str(one) for one in locked("requirements-dev.lock")}
    assert {str(one) for one in locked("requirements.lock")} <= dev


def test_every_dependency_has_its_reason() -> None:
    page = (ROOT / "docs/decisions/0002-dependencies.md").read_text()
    explained = set(re.findall(r"^\| ([a-z0-9-]+) \|", page, re.MULTILINE)) - {"package"}
    extras = {Requirement(x).name for lines in PROJECT["optional-dependencies"].values() for x in lines}
    dev = {Requirement(line).name for line in GROUPS["dev"]}
    assert explained == declared() | extras | dev | {"uv"}
