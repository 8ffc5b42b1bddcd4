"""Tools by name: what is installed can be listed without loading it."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from wellsourced.errors import Config
from wellsourced.plugins import Port, load, names


def test_the_tools_that_come_with_the_package_are_registered_as_anyones_are() -> None:
    assert "minilm" in names(Port.ENCODER)
    assert "bundled" in names(Port.VERIFIER)
    assert "documents" in names(Port.EXTRACTOR)
    assert {"any", "files", "web"} <= set(names(Port.FETCHER))


def test_listing_imports_nothing() -> None:
    program = (
        "import sys; from wellsourced.plugins import Port, names; before = set(sys.modules); "
        "[names(port) for port in Port]; "
        "print([m for m in set(sys.modules) - before if m.startswith('wellsourced')])"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_an_unknown_name_is_told_with_the_known_ones() -> None:
    with pytest.raises(Config, match="minilm"):
        load(Port.ENCODER, "abacus")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("no_such_module:Tool", "install it again"),
        ("wellsourced.plugins:Nothing", "install it again"),
        ("wellsourced.plugins:__doc__", "no factory"),
    ],
)
def test_a_broken_plugin_is_a_configuration_error(
    value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = EntryPoint(name="broken", group="wellsourced.encoder", value=value)
    monkeypatch.setattr("wellsourced.plugins.entry_points", lambda group: [broken])
    with pytest.raises(Config, match=words):
        load(Port.ENCODER, "broken")
