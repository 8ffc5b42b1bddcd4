"""The same work on a Ray cluster of two nodes: equal results, though a node is lost or the run is killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import pytest

import ray_throughput
from ferries import write_claims, write_files
from library_digest import library_digest
from ray_cluster import NEEDS_RAY, Cluster, cluster
from ray_throughput import write_pages
from running import KILLED, run
from wellsourced.adapters.files import file_sources
from wellsourced.bulk.adding import add_files
from wellsourced.bulk.checking import plan_check
from wellsourced.bulk.claims import claim_lines
from wellsourced.bulk.crew import Crew
from wellsourced.settings import Settings

pytestmark = NEEDS_RAY

TODAY = datetime.now(UTC).date()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A library of the towns' ferries, without casebooks."""
    folder = tmp_path_factory.mktemp("ferries")
    settings = Settings(library=folder / "library", casebooks=())
    add_files(file_sources([write_files(folder / "pages")]), settings, Crew())
    return settings


@pytest.fixture
def nodes() -> Iterator[Cluster]:
    with cluster() as begun:
        yield begun


@pytest.fixture
def told(shelf: Settings, tmp_path: Path) -> bytes:
    """What the claims are told without Ray."""
    lines = claim_lines(write_claims(tmp_path / "claims.jsonl").read_bytes())
    alone = plan_check(lines, shelf, TODAY, 12, tmp_path / "alone")
    alone.work(Crew())
    return b"".join(alone.results())


def command(folder: Path, on: Cluster) -> list[str]:
    words = ["bulk", "check", str(folder / "claims.jsonl"), "--out", str(folder / "out.jsonl")]
    return [*words, "--shards", "12", "--on", str(TODAY), "--ray", on.address, "-n", "2"]


def environment(on: Cluster, library: Path) -> dict[str, str]:
    return {**on.environment, "WELLSOURCED_LIBRARY": str(library), "WELLSOURCED_CASEBOOKS": "none"}


def test_claims_are_told_the_same_though_a_node_is_lost_on_the_way(
    shelf: Settings, told: bytes, nodes: Cluster, tmp_path: Path
) -> None:
    parts = tmp_path / "out.jsonl.parts"

    def lose_one() -> bool:
        if nodes.second.poll() is None and len(list(parts.glob("shard-*"))) >= 2:
            nodes.lose_a_node()
        return False

    done = run(
        command(tmp_path, nodes), environment(nodes, shelf.library), tmp_path, kill=lose_one, limit=240
    )
    assert (done.code, done.out) == (0, "")
    assert nodes.second.poll() is not None, "the run ended before a node was lost"
    assert (tmp_path / "out.jsonl").read_bytes() == told


@pytest.mark.endurance
def test_a_run_on_the_cluster_that_is_killed_goes_on_there_or_without_it(
    shelf: Settings, told: bytes, nodes: Cluster, tmp_path: Path
) -> None:
    parts = tmp_path / "out.jsonl.parts"
    where = environment(nodes, shelf.library)
    killed = run(command(tmp_path, nodes), where, tmp_path, kill=lambda: len(list(parts.glob("*"))) >= 3)
    assert killed.code == KILLED
    kept = {one.name: one.stat().st_mtime_ns for one in parts.glob("shard-*")}
    assert 3 <= len(kept) < 12
    assert run(command(tmp_path, nodes), where, tmp_path).code == 0
    assert {one.name: one.stat().st_mtime_ns for one in parts.glob("shard-*")}.items() >= kept.items()
    assert (tmp_path / "out.jsonl").read_bytes() == told
    alone = run([*command(tmp_path, nodes)[:-4], "--json"], where, tmp_path)
    assert json.loads(alone.out)["shards"] == {"all": 12, "done_before": 12}


@pytest.mark.endurance
def test_files_read_on_the_cluster_make_the_same_library(
    shelf: Settings, nodes: Cluster, tmp_path: Path
) -> None:
    pages = shelf.library.parent / "pages"
    words = ["bulk", "add", str(pages), "--ray", nodes.address, "-n", "2"]
    assert run(words, environment(nodes, tmp_path / "library"), tmp_path).code == 0
    assert library_digest(tmp_path / "library") == library_digest(shelf.library)


def test_where_no_cluster_answers_that_is_said(tmp_path: Path) -> None:
    write_claims(tmp_path / "claims.jsonl")
    nowhere = ["bulk", "check", str(tmp_path / "claims.jsonl"), "--ray", "127.0.0.1:1", "--quiet"]
    where = {**os.environ, "WELLSOURCED_LIBRARY": str(tmp_path / "none"), "WELLSOURCED_CASEBOOKS": "none"}
    where["XDG_CACHE_HOME"] = str(tmp_path)
    done = run(nowhere, where, tmp_path)
    assert done.code == 3
    assert done.err.startswith("error: no Ray cluster answers at 127.0.0.1:1")


@pytest.mark.endurance
def test_two_nodes_do_half_as_much_again_as_one_worker_and_the_same(
    shelf: Settings, nodes: Cluster, tmp_path: Path
) -> None:
    write_pages(tmp_path / "pages")
    idle = os.getloadavg()[0] < 1 and (os.cpu_count() or 1) > 2
    wall: dict[str, list[float]] = {}
    processor: dict[str, list[float]] = {}
    digests: dict[str, set[str]] = {}
    for _ in range(3):  # by turns, since other programs may run beside
        one, two = (_throughput(size, nodes, tmp_path / "pages", shelf.library) for size in (1, 2))
        for work in one:
            wall.setdefault(work, []).append(two[work]["shards_a_second"] / one[work]["shards_a_second"])
            processor.setdefault(work, []).append(2 * one[work]["cpu_seconds"] / two[work]["cpu_seconds"])
            digests.setdefault(work, set()).update((one[work]["digest"], two[work]["digest"]))
    print(json.dumps({"wall": wall, "processor": processor, "idle": idle}))
    assert all(len(answers) == 1 for answers in digests.values())
    assert all(median(ratios) >= 1.5 for ratios in processor.values()), processor
    # Where others have the processors, Ray's own and the driver's work on two of them included, two workers
    # get hardly more of them than one does.
    assert not idle or all(median(ratios) >= 1.5 for ratios in wall.values()), wall


def _throughput(size: int, nodes: Cluster, pages: Path, library: Path) -> dict[str, dict[str, Any]]:
    command = [sys.executable, ray_throughput.__file__, nodes.address, str(size), str(pages), str(library)]
    ran = subprocess.run(
        command,
        env={**os.environ, **nodes.environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=400,
    )
    told: dict[str, dict[str, Any]] = json.loads(ran.stdout.splitlines()[-1])
    return told
