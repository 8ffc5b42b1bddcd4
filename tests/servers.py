"""Real servers for tests, on loopback and ports of their own: PostgreSQL and the S3-compatible SeaweedFS.

Both are started by the command lines of `deploy/compose.yaml`, with places and ports of the tests' own.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from compose_file import service, with_options
from running import children, still_at_work

__all__ = ["ObjectStore", "Postgres", "find_postgres", "find_weed"]

PATIENCE = 60.0
KEY, GUEST, SECRET = "reader", "guest", "not-a-secret"
LOOPBACK = "127.0.0.1"


class DidNotStart(RuntimeError):
    """A server that was to be tested against ended before it answered."""


def find_postgres() -> Path | None:
    """Where `initdb` and `postgres` are, None where they are not installed."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    for folder in reversed(installed):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    found = shutil.which("initdb")
    return None if found is None else Path(found).resolve().parent


def find_weed() -> str | None:
    """The program of SeaweedFS, None where it is not installed."""
    return shutil.which("weed", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens on just now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


@dataclass(kw_only=True)
class _Server:
    """A process that is started, stopped and killed, always with the same data and ports."""

    at_once: ClassVar[signal.Signals] = signal.SIGKILL

    folder: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self._command(),
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={**os.environ, **self.variables},
                start_new_session=True,
                **self._as(),
            )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise DidNotStart((self.folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:])
            time.sleep(0.05)

    def stop(self) -> None:
        """End it at once, with nothing put in order."""
        if self.process is not None:
            self.process.send_signal(self.at_once)
            self.process.wait(PATIENCE)
            self.process = None

    def _command(self) -> Sequence[str]:
        raise NotImplementedError

    def _as(self) -> Mapping[str, int]:
        return {}

    def _answers(self) -> bool:
        raise NotImplementedError


@dataclass(kw_only=True)
class Postgres(_Server):
    """A cluster of its own; it refuses to run as root, so there it runs as `postgres` or `nobody`.

    Its folder must be in one that everybody may enter.
    """

    at_once = signal.SIGQUIT  # as SIGKILL, but it takes its children with it

    programs: Path
    port: int = field(default_factory=lambda: free_ports(1)[0], init=False)

    def make(self) -> None:
        """Make the cluster; its data need not survive the machine, only the process."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if who := self._as():
            os.chown(self.folder, who["user"], who["group"])
        command = [self.programs / "initdb", "-D", self.data, "-U", "tester", "-A", "trust", "-E", "UTF8"]
        subprocess.run(
            [*command, "--no-sync", "--locale=C.UTF-8"],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **self._as(),
        )

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str) -> str:
        return f"postgresql://tester@127.0.0.1:{self.port}/{database}"

    def killed(self, spared: Callable[[], bool]) -> bool:
        """Wait until the server that somebody kills (SIGKILL) is gone, and all its children with it.

        False where it is `spared` after all.
        """
        assert self.process is not None
        below: set[int] = set()
        while self.process.poll() is None:
            below |= set(children(self.process.pid))
            if spared():
                return False
            time.sleep(0.01)
        self.process = None
        assert not still_at_work(list(below), PATIENCE)
        return True

    def _command(self) -> Sequence[str]:
        options = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "fsync": "off",
            "shared_buffers": "32MB",
            "max_connections": 60,
        }
        set_to = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        program, *told = service("database").command
        return [str(self.programs / program), "-D", str(self.data), *told, *set_to]

    def _as(self) -> Mapping[str, int]:
        if os.getuid() != 0:
            return {}
        for name in ("postgres", "nobody"):
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return {"user": entry.pw_uid, "group": entry.pw_gid}
        return {}

    def _answers(self) -> bool:
        try:
            self.run("SELECT 1")
        except Exception:
            return False
        return True

    def run(self, statement: str, database: str = "postgres") -> list[list[object]]:
        """The rows of one statement, run by the owner of it all."""
        import pg8000.dbapi

        connection = pg8000.dbapi.connect(
            user="tester", host="127.0.0.1", port=self.port, database=database, timeout=10
        )
        try:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()


@dataclass(kw_only=True)
class ObjectStore(_Server):
    """SeaweedFS in one process: master, volume, filer and the S3 door."""

    program: str
    ports: list[int] = field(default_factory=lambda: free_ports(8), init=False)
    bucket: str = "library"

    def make(self) -> None:
        """Say who may do what; where `variables` has keys, only their owner may."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.variables:
            return
        rights = ["Admin", "Read", "Write", "List", "Tagging"]
        identities = [_who(KEY, rights), _who(GUEST, ["Read", "List"])]
        (self.folder / "s3.json").write_text(json.dumps({"identities": identities}), encoding="utf-8")

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.ports[6]}"

    @property
    def of_a_guest(self) -> Mapping[str, str]:
        """The keys of one who may read and nothing else."""
        return {"AWS_ACCESS_KEY_ID": GUEST}

    @property
    def environment(self) -> Mapping[str, str]:
        """What a program is told to reach it."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": "us-east-1",
            **self.variables,
        }

    def _command(self) -> Sequence[str]:
        names = ("master", "master.g", "volume", "volume.g", "filer", "filer.g", "s3", "s3.g")
        ports = {
            f"-{name.partition('.')[0]}.port{'.grpc' if '.' in name else ''}": port
            for name, port in zip(names, self.ports, strict=True)
        }
        own = {
            "-dir": self.folder,
            "-ip": LOOPBACK,
            "-ip.bind": LOOPBACK,
            "-master.electionTimeout": "1s",  # by default a restart takes a quarter of a minute
            "-master.volumeSizeLimitMB": 64,
            **ports,
        }
        if not self.variables:
            own["-s3.config"] = self.folder / "s3.json"
        return [self.program, *with_options(service("store").command, own)]

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.endpoint}/healthz", timeout=2).close()
        except (OSError, urllib.error.URLError):
            return False
        return True

    def start(self) -> None:
        """Start it, and wait until it takes what is put there; the first object makes the bucket."""
        from obstore.exceptions import BaseError
        from obstore.store import S3Store

        super().start()
        options = {name.lower(): value for name, value in self.environment.items()}
        store = S3Store(self.bucket, config=options, client_options={"allow_http": True})
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                store.put("made", b"")
                return
            except BaseError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)


def _who(name: str, rights: Sequence[str]) -> Mapping[str, object]:
    keys = [{"accessKey": name, "secretKey": SECRET}]
    return {"name": name, "credentials": keys, "actions": list(rights)}
