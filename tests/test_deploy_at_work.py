"""What the compose file starts, started: a question asked of the site is answered by the worker."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from signal import SIGTERM
from typing import Any

import pytest

from compose_file import SECRETS, services
from servers import LOOPBACK, Postgres, free_ports
from town import Town, at_work, make_bucket, said, store_at_work, until
from wellsourced.jobs import orders

QUESTION = "Does Texas require sheriffs to honor ICE detainers?"
OURS = ("site", "worker")
ENDED = {state.value for state in orders.ENDED}


@pytest.fixture(scope="module")
def town(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Database, object store, bucket, site and worker, each as the compose file says."""
    folder = tmp_path_factory.mktemp("town")
    site_port, metrics_port = free_ports(2)
    secrets = {**SECRETS, "SITE_URL": f"http://localhost:{site_port}"}
    known = services(secrets)
    with ExitStack() as stack:
        store = stack.enter_context(store_at_work(folder))
        moved = {
            "database:5432": f"{LOOPBACK}:{postgres.port}",
            "store:8333": f"{LOOPBACK}:{store.ports[6]}",
            "8080": str(site_port),
            "9464": str(metrics_port),
        }
        made = [make_bucket(store) for _ in range(2)]
        assert [one.returncode for one in made] == [0, 0], made
        asked = known["database"].environment
        name = asked["POSTGRES_USER"]
        postgres.run(f"CREATE ROLE {name} LOGIN PASSWORD '{asked['POSTGRES_PASSWORD']}'")
        stack.callback(postgres.run, f"DROP ROLE {name}")
        postgres.run(f"CREATE DATABASE {asked['POSTGRES_DB']} OWNER {name}")
        stack.callback(postgres.run, f"DROP DATABASE {asked['POSTGRES_DB']} WITH (FORCE)")
        town = Town(folder, site_port, moved, known)
        started = [stack.enter_context(at_work(town, one)) for one in OURS]
        for one, process in zip(OURS, started, strict=True):
            until(lambda one=one: town.is_well(one), f"{one} is not well: {said(town, one)}", process)
        yield town
        for process in started:
            process.terminate()
        ends = [process.wait(60) for process in started]
        assert all(code in (0, -SIGTERM) for code in ends), [said(town, one) for one in OURS]


def test_a_question_asked_of_the_site_is_answered_by_the_worker(town: Town) -> None:
    town.run("accounts", "add", "anna", "--role", "admin", told="a long enough password\n")
    token = town.run("accounts", "token", "anna", "--may", "ask").strip()
    address, _ = town.asked("/ask", token, q=QUESTION)
    path = urllib.parse.urlsplit(address).path
    assert path.startswith("/jobs/")

    def ended() -> Any:
        found = town.asked(path, token)[1]
        return found if found["state"] in ENDED else None

    job = until(ended, f"the question is not answered: {said(town, 'worker')}")
    assert job["state"] == "done", job
    _, report = town.asked(job["address"], token)
    assert report["verdicts"][0]["label"] == "supported"
    assert all(one["citations"] for one in report["summary"])


def test_who_has_no_key_gets_nothing_from_the_store(town: Town) -> None:
    at = town.moved["store:8333"]
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://{at}/wellsourced?list-type=2", timeout=10)
    with refused.value:  # it holds the connection
        assert refused.value.code == 403


def test_nobody_asks_without_an_account(town: Town) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        town.asked("/ask", q=QUESTION)
    with refused.value:
        assert refused.value.code in (401, 403)
