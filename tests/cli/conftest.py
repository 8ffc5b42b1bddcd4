"""What tests of the command line share: a command asked for its JSON, and a site that may be read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from held_documents import holds_for
from web_server import Page, Site, serving
from wellsourced.cli import main


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any]]:
    """Run a command with `--json`; its exit code and its one document, held against its schema."""

    def run(*arguments: str) -> tuple[int, Any]:
        code = main([*arguments, "--json", "--quiet"])
        printed = capsys.readouterr()
        assert printed.err == ""
        told = json.loads(printed.out)
        holds_for(arguments, code, told)
        return code, told

    return run


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site without pages that may be read at once, and a library of its own without casebooks."""
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    monkeypatch.setenv("WELLSOURCED_FETCH_CACHE", str(tmp_path / "pages"))
    monkeypatch.setenv("WELLSOURCED_FETCH_DELAY", "0")
    with serving() as made:
        monkeypatch.setenv("WELLSOURCED_FETCH_ALLOWED_HOSTS", f"127.0.0.1:{made.port}")
        made.pages["/robots.txt"] = Page(b"")
        yield made
