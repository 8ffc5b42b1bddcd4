"""The reference: every command, setting, port, error, document and public name has its place in it.

The lists are taken from the code itself, apart from how the pages are made from it.
"""

from __future__ import annotations

import importlib.util
import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from jsonschema import Draft202012Validator

import wellsourced
from command_names import command_names
from wellsourced import errors, ports
from wellsourced.cli.app import INTERRUPTED, OUR_FAULT, app
from wellsourced.cli.documents.every import DOCUMENTS
from wellsourced.plugins import Port
from wellsourced.settings import PREFIX, Settings
from wellsourced.web.app import ROOMS

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"


def headings(name: str) -> set[str]:
    """The headings of a page of the reference."""
    text = (REFERENCE / name).read_text(encoding="utf-8")
    return set(re.findall(r"^#{2,3} (.+)$", text, re.MULTILINE))


def commands() -> set[str]:
    """Every command as it is typed, those of two words too."""
    return {f"wellsourced {one}" for one in command_names()}


def written_in(module: object) -> set[str]:
    """The public classes that a module itself defines."""
    own = (one for one in vars(module).values() if inspect.isclass(one))
    return {one.__name__ for one in own if one.__module__ == getattr(module, "__name__", "")}


@pytest.fixture(scope="module")
def made() -> Any:
    """What writes the pages."""
    spec = importlib.util.spec_from_file_location("docs_reference", ROOT / "tools/docs_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_say_what_the_code_says_today(made: Any) -> None:
    pages = made.pages()
    assert made.stale(pages) == [], "run `make docs`"
    assert not [path.name for path, text in pages.items() if " at 0x" in text], "another run says otherwise"


def test_every_command_has_its_help() -> None:
    assert commands() <= headings("cli.md")
    assert len(commands()) > 40


def test_every_option_of_every_command_is_told() -> None:
    text = (REFERENCE / "cli.md").read_text(encoding="utf-8")
    for command in sorted(commands()):
        told = re.split(r"^#{2,3} ", text.partition(f"# {command}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
        node = app
        for word in command.split()[1:]:
            node = node[word]
        if node.default_command is None:
            continue
        for argument in node.assemble_argument_collection():
            for name in argument.names:
                assert not name.startswith("--") or name in told, (command, name)


def test_every_setting_is_told_with_its_variable() -> None:
    rows = (REFERENCE / "settings.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        assert f"| `{name}` | `{PREFIX}{name.upper()}` | {field.description} |" in rows


def test_every_port_is_told_with_its_methods_and_its_group() -> None:
    assert written_in(ports) <= headings("ports.md")
    text = (REFERENCE / "ports.md").read_text(encoding="utf-8")
    for port in Port:
        assert f"`wellsourced.{port.value}`" in text
    for name in written_in(ports):
        for method in vars(vars(ports)[name]):
            assert method.startswith("_") or method in text, (name, method)


def test_every_error_is_told_with_its_exit_code() -> None:
    text = (REFERENCE / "errors.md").read_text(encoding="utf-8")
    assert written_in(errors) <= headings("errors.md")
    for name in written_in(errors):
        kind = getattr(errors, name)
        assert re.search(rf"^\| \[`{name}`\]\(#\w+\) \| {kind.exit_code} \| \S", text, re.MULTILINE), name
    epilogue = set(map(int, re.findall(r"\b(\d+) [a-z]", app.help_epilogue or "")))
    assert epilogue == {0, 1, 2, 3, 4, OUR_FAULT, INTERRUPTED}
    for code in epilogue:
        assert re.search(rf"^\| {code} \|", text, re.MULTILINE)


def test_every_public_name_is_told_in_its_own_words() -> None:
    told = headings("python.md")
    text = (REFERENCE / "python.md").read_text(encoding="utf-8")
    for name in wellsourced.__all__:
        one = getattr(wellsourced, name)
        assert (name if inspect.isclass(one) else f"wellsourced.{name}") in told
        assert re.search(rf"^\| \[`{name}`\]\(#\w+\) \| \S", text, re.MULTILINE), f"{name} says nothing"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_has_a_sound_schema(name: str) -> None:
    schema = json.loads((REFERENCE / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert name in headings("json.md")


def test_every_address_of_the_site_is_told() -> None:
    text = (REFERENCE / "http.md").read_text(encoding="utf-8")
    openapi = json.loads((REFERENCE / "schemas" / "openapi.json").read_text(encoding="utf-8"))
    routes = [route for room in ROOMS for route in room.router.routes if isinstance(route, APIRoute)]
    assert len(routes) > 60
    for route in routes:
        if route.include_in_schema:
            for method in route.methods:
                assert re.search(
                    rf"^\| `{method} {re.escape(route.path_format)}` \| \S", text, re.MULTILINE
                ), route
                assert method.lower() in openapi["paths"][route.path_format]
    tags = {tag for path in openapi["paths"].values() for one in path.values() for tag in one["tags"]}
    assert {"asking", "desk", "reading", "machines"} <= tags


def test_every_module_is_on_the_map() -> None:
    text = (REFERENCE / "house.md").read_text(encoding="utf-8")
    source = ROOT / "src" / "wellsourced"
    for folder in {path.parent for path in source.rglob("__init__.py")}:
        dotted = ".".join(("wellsourced", *folder.relative_to(source).parts))
        part = re.split(r"^## ", text.partition(f"## {dotted}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
        assert part.strip(), f"{dotted} says nothing of itself"
        for module in folder.glob("*.py"):
            said = re.search(rf"^\| `{re.escape(module.name)}` \| \S", part, re.MULTILINE)
            assert said or module.name == "__init__.py", f"{dotted}: {module.name} says nothing of itself"


def test_a_page_that_says_something_else_is_found_stale(made: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    assert made.stale({page: "new"}) == [page, *sorted((REFERENCE / "schemas").glob("*"))]
    page.write_text("new")
    assert page not in made.stale({page: "new"})
