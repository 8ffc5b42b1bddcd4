"""How hosts are told to begin the server: what `docs/mcp.md` has them read is what the tests begin."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from agent_hosts import BEGUN
from wellsourced.cli.agents import DEFAULTS
from wellsourced.cli.app import app
from wellsourced.mcp.addresses import EDITIONS, METHOD
from wellsourced.mcp.http import PATH
from wellsourced.mcp.prompts import PROMPTS
from wellsourced.mcp.resources import TEMPLATES
from wellsourced.mcp.tools import TOOLS

PAGE = (Path(__file__).parent.parent.parent / "docs" / "mcp.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"```(json|toml)\n(.*?)```", re.DOTALL)


def servers() -> Iterator[Mapping[str, Any]]:
    """What each snippet says of our server; every one of them is read."""
    for form, text in _BLOCK.findall(PAGE):
        told: Mapping[str, Any] = json.loads(text) if form == "json" else tomllib.loads(text)
        (names,) = told.values()
        assert names.keys() == {"wellsourced"}
        yield names["wellsourced"]


def test_every_host_begins_what_the_tests_begin() -> None:
    begun = [one for one in servers() if "command" in one]
    assert len(begun) == 6
    for one in begun:
        assert [one["command"], *one["args"]][:2] == ["wellsourced", *BEGUN]
        assert one.keys() <= {"type", "command", "args", "env"} and one.get("type", "stdio") == "stdio"
    assert [one["args"] for one in begun].count([*BEGUN]) == 5


def test_what_is_added_to_the_arguments_is_an_option_of_the_command() -> None:
    options = {f"--{name.replace('_', '-')}" for name in type(DEFAULTS).__dataclass_fields__}
    for one in servers():
        named = {word for word in one.get("args", ()) if word.startswith("--")}
        assert named <= options, named
    assert "mcp" in set(app)


def test_over_http_hosts_are_given_the_address_where_it_answers() -> None:
    local, shared = [one for one in servers() if "url" in one]
    assert local["url"] == f"http://{DEFAULTS.host}:{DEFAULTS.port}{PATH}"
    assert shared["url"].startswith("https://") and shared["url"].endswith(PATH)
    assert shared["headers"]["Authorization"].startswith("Bearer ")


def test_the_page_tells_of_everything_that_is_offered() -> None:
    told = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert told == list(TOOLS)
    for prompt in PROMPTS.values():
        assert f"*{prompt.title}*" in PAGE
    for template in TEMPLATES:
        assert template.uri.removesuffix(".md").replace("{id}", "ID") in PAGE, template.uri
    assert EDITIONS in PAGE and METHOD in PAGE
