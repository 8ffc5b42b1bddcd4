"""The extension by its files: what it asks for, what it loads, and that nothing comes from elsewhere."""

from __future__ import annotations

import json
import re
import struct
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "extension"
CODE = sorted(FOLDER.glob("*.js"))
PAGES = sorted(FOLDER.glob("*.html"))
KEYS = {
    "manifest_version": int,
    "name": str,
    "version": str,
    "description": str,
    "minimum_chrome_version": str,
    "browser_specific_settings": dict,
    "icons": dict,
    "action": dict,
    "background": dict,
    "options_ui": dict,
    "permissions": list,
    "optional_host_permissions": list,
    "content_security_policy": dict,
}
"""All that the manifest says: another key here is another thing to think about."""
LARGEST = 8_000
"""Bytes of a file that somebody should be able to read before installing it."""


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return dict(json.loads((FOLDER / "manifest.json").read_text("utf-8")))


def test_the_manifest_says_what_it_may_and_no_more(manifest: dict[str, Any]) -> None:
    assert {name: type(value) for name, value in manifest.items()} == KEYS
    assert manifest["manifest_version"] == 3
    assert len(manifest["name"]) <= 75 and len(manifest["description"]) <= 132  # what the stores take
    assert re.fullmatch(r"\d+(\.\d+){0,3}", manifest["version"])
    assert set(manifest["action"]) == {"default_title", "default_popup", "default_icon"}
    assert set(manifest["background"]) == {"service_worker", "scripts", "type"}
    assert manifest["background"]["scripts"] == [manifest["background"]["service_worker"]]


def test_it_asks_for_the_least_and_for_no_host_before_it_is_needed(manifest: dict[str, Any]) -> None:
    assert manifest["permissions"] == ["activeTab", "contextMenus", "scripting", "storage"]
    assert manifest["optional_host_permissions"] == ["http://*/*", "https://*/*"]
    absent = {"host_permissions", "content_scripts", "externally_connectable", "web_accessible_resources"}
    assert not absent & set(manifest)


def test_nothing_comes_from_elsewhere_and_nothing_is_run_that_is_no_file_of_ours(
    manifest: dict[str, Any],
) -> None:
    policy = manifest["content_security_policy"]["extension_pages"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
    assert rules["default-src"] == ["'none'"] and rules["script-src"] == ["'self'"]
    assert "unsafe" not in policy and "*" not in policy
    for file in CODE:
        text = file.read_text("utf-8")
        told = r"\beval\(|new Function|import\(|importScripts|innerHTML|insertAdjacent|document\.write"
        assert not re.search(told, text), file
        for module in re.findall(r"from\s+\"([^\"]+)\"", text):
            assert module.startswith("./") and (FOLDER / module).is_file(), (file, module)
        hosts = set(re.findall(r"https?://[\w.:-]+", text))
        assert {one.rstrip(".") for one in hosts} <= {"http://127.0.0.1:8080", "https://HOST"}, (file, hosts)


def test_every_file_that_is_named_is_there_and_small(manifest: dict[str, Any]) -> None:
    named = [
        manifest["action"]["default_popup"],
        manifest["background"]["service_worker"],
        manifest["options_ui"]["page"],
        *manifest["icons"].values(),
        *manifest["action"]["default_icon"].values(),
    ]
    for name in named:
        assert (FOLDER / name).is_file(), name
    for file in FOLDER.rglob("*"):
        assert not file.is_file() or file.stat().st_size <= LARGEST, file
    assert CODE and PAGES


def test_icons_are_as_large_as_they_say(manifest: dict[str, Any]) -> None:
    for size, name in {**manifest["icons"], **manifest["action"]["default_icon"]}.items():
        head = (FOLDER / name).read_bytes()[:24]
        assert head.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", head[16:24]) == (int(size), int(size))


class Parts(HTMLParser):
    """What a page loads, and what it says in itself that should be a file."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.inline: list[str] = []
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self._in_script = tag == "script"
        self.loads += [str(told[name]) for name in ("src", "href") if name in told]
        self.inline += [name for name in told if name.startswith("on") or name == "style"]
        self.inline += ["style"] if tag == "style" else []

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.inline.append(data)
        self._in_script = False


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_load_files_of_ours_and_have_no_code_in_them(page: Path) -> None:
    found = Parts(page.read_text("utf-8"))
    assert found.inline == []
    for name in found.loads:
        assert (FOLDER / name).is_file(), name
