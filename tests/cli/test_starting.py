"""What a start loads: the commands that are asked for later are named in `--help` as they name themselves."""

from __future__ import annotations

import subprocess
import sys

import pytest

from wellsourced.cli.app import LATER, app


@pytest.mark.parametrize("name", sorted(LATER))
def test_what_help_says_of_a_command_is_what_it_says_of_itself(name: str) -> None:
    module, _, attribute = LATER[name][0].partition(":")
    program = f"from {module} import {attribute} as it; print(it.name[0], it.help, sep='|')"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == f"{name}|{LATER[name][1]}"
    assert app[name].name == (name,)


def test_help_loads_none_of_them() -> None:
    modules = sorted(where.partition(":")[0] for where, _ in LATER.values())
    program = (
        "import sys; from wellsourced.cli import main; main(['--help'])\n"
        f"print(*sorted(set({modules!r}) & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == ""
    assert all(f" {name} " in ended.stdout for name in LATER)
