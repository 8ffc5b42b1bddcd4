"""The programs that build and lint a release, in the environment of their own that `make` gives them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

__all__ = ["release_tool"]


def release_tool(name: str) -> str:
    """Where it is; without it a test is skipped, which CI counts as failing."""
    program = Path(sys.prefix) / "release" / "bin" / name
    if not program.exists():
        pytest.skip(f"no {name} here: run `make unit`, which installs it")
    return str(program)
