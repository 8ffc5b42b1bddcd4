"""A library on the compose file's servers, backed up and restored by the commands that are printed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from compose_file import DEPLOY, SECRETS, services
from servers import LOOPBACK, ObjectStore, Postgres
from town import PATIENCE, make_bucket, store_at_work

PAGE = DEPLOY.parent / "docs/install.md"


def printed(program: str) -> list[str]:
    """The arguments that the page on installing gives a program of the service `database`."""
    page = PAGE.read_text(encoding="utf-8")
    (line,) = re.findall(
        rf"^\$ docker compose exec (?:-T )?database {program} ([^<>\n]+)", page, re.MULTILINE
    )
    return str(line).split()


@pytest.mark.endurance
def test_what_is_backed_up_as_we_print_it_is_restored_whole(postgres: Postgres, tmp_path: Path) -> None:
    """Dump and restore by the commands of the page; of the store the files, copied while it stands still."""
    there = {"PGHOST": LOOPBACK, "PGPORT": str(postgres.port)}
    name, dump = services(SECRETS)["database"].environment["POSTGRES_DB"], tmp_path / "records.dump"
    postgres.run(f"CREATE ROLE {name} SUPERUSER LOGIN")
    postgres.run(f"CREATE DATABASE {name} OWNER {name}")
    (tmp_path / "ferry.md").write_text("The ferry to Gull Island sails four times a day.")

    def run(store: ObjectStore, *arguments: str) -> str:
        settings = {"WELLSOURCED_LIBRARY": "s3://wellsourced/library", "WELLSOURCED_CASEBOOKS": "none"}
        base = {**os.environ, **store.environment, **settings, "PYTHONPATH": os.pathsep.join(sys.path)}
        url = postgres.url(name).replace("tester@", f"{name}@")
        ended = subprocess.run(
            [sys.executable, "-m", "wellsourced", *arguments],
            env={**base, "WELLSOURCED_DATABASE": url, "XDG_DATA_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def by_postgres(program: str, **streams: Any) -> None:
        command = [str(postgres.programs / program), *printed(program)]
        subprocess.run(command, check=True, env={**os.environ, **there}, **streams)

    try:
        with store_at_work(tmp_path) as store:
            assert make_bucket(store).returncode == 0
            run(store, "add", str(tmp_path / "ferry.md"))
            with dump.open("wb") as file:
                by_postgres("pg_dump", stdout=file)
            assert store.process is not None
            store.process.terminate()
            store.process.wait(PATIENCE)
            (tmp_path / "store").rename(tmp_path / "copied")
            postgres.run(f"DROP DATABASE {name} WITH (FORCE)")
            postgres.run(f"CREATE DATABASE {name} OWNER {name}")
            with dump.open("rb") as file:
                by_postgres("pg_restore", stdin=file)
            (tmp_path / "copied").rename(tmp_path / "store")
            store.start()
            assert "Everything matches" in run(store, "verify")
            found = json.loads(run(store, "search", "ferry", "--json", "--quiet"))
            assert found["hits"][0]["text"].startswith("The ferry to Gull Island")
    finally:
        postgres.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        postgres.run(f"DROP ROLE {name}")
