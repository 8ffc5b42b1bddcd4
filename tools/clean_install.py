"""What a clean install takes: `python tools/clean_install.py dist/wellsourced-*.whl`.

Installs the wheel and all it depends on, from the index in use, in new environments that are deleted
afterwards: with pip, with uv, and by uvx and pipx where they are installed. Prints a line of JSON for
each: seconds, and megabytes with and without the bytecode that Python writes from the sources.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

MB = 1_000_000


def measured(name: str, place: Path, commands: Sequence[Sequence[str]]) -> dict[str, object]:
    """Make an environment at `place` by the commands and tell what it takes; pip itself is not counted."""
    began = time.monotonic()
    for command in commands:
        subprocess.run(command, check=True, capture_output=True)
    seconds = time.monotonic() - began
    subprocess.run([place / "bin/wellsourced", "--version"], check=True, capture_output=True)
    (packages,) = place.glob("lib/python3*/site-packages")
    kept = [file for file in packages.rglob("*") if file.is_file() and not is_pip(file, packages)]
    plain = sum(file.stat().st_size for file in kept if file.suffix != ".pyc")
    compiled = sum(file.stat().st_size for file in kept if file.suffix == ".pyc")
    return {
        "by": name,
        "seconds": round(seconds, 1),
        "files_mb": round(plain / MB),
        "bytecode_mb": round(compiled / MB),
    }


def is_pip(file: Path, packages: Path) -> bool:
    """Whether a file is of what a new environment has by itself."""
    name = file.relative_to(packages).parts[0]
    return name.split("-")[0] in ("pip", "setuptools", "_distutils_hack", "pkg_resources")


def tried(name: str, command: Sequence[str]) -> dict[str, object]:
    """Run a program that makes an environment of its own and what it says; nothing where it is missing."""
    if shutil.which(command[0]) is None:
        return {"by": name, "says": None}
    began = time.monotonic()
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    return {"by": name, "seconds": round(time.monotonic() - began, 1), "says": ended.stdout.strip()}


def main() -> int:
    """Measure each way and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wheel", type=Path)
    wheel = str(parser.parse_args().wheel.resolve())
    with tempfile.TemporaryDirectory() as folder:
        by_pip, by_uv = Path(folder, "pip"), Path(folder, "uv")
        ways = [
            ("pip", by_pip, [[sys.executable, "-m", "venv", by_pip], [by_pip / "bin/pip", "install", wheel]]),
        ]
        if shutil.which("uv"):
            into = ["uv", "pip", "install", "--python", by_uv / "bin/python", wheel]
            ways.append(("uv", by_uv, [["uv", "venv", by_uv], into]))
        for way in ways:
            print(json.dumps(measured(*way)), flush=True)
    print(json.dumps(tried("uvx", ["uvx", "--from", wheel, "wellsourced", "--version"])), flush=True)
    print(json.dumps(tried("pipx", ["pipx", "run", "--spec", wheel, "wellsourced", "--version"])), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
