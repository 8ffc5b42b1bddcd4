"""The rules that `conftest.py` sets for every other test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run_in_child(tmp_path: Path, source: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one test module under our conftest in a pytest of its own."""
    (tmp_path / "conftest.py").write_text((ROOT / "tests/conftest.py").read_text())
    (tmp_path / "test_it.py").write_text(source)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rA", str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_test_cannot_leave_the_machine() -> None:
    with socket.socket() as outside, pytest.raises(RuntimeError, match="do not use the network"):
        outside.connect(("192.0.2.1", 80))


def test_a_test_cannot_look_up_a_name() -> None:
    with pytest.raises(RuntimeError, match="do not look up"):
        socket.getaddrinfo("example.org", 443)


def test_loopback_is_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())


SKIPPING = "import pytest\ndef test_one():\n    pytest.skip('no tool here')\n"


def test_a_skip_is_a_skip_at_home(tmp_path: Path) -> None:
    assert run_in_child(tmp_path, SKIPPING, CI="").returncode == 0


def test_a_skip_is_a_failure_in_continuous_integration(tmp_path: Path) -> None:
    ended = run_in_child(tmp_path, SKIPPING, CI="true")
    assert ended.returncode == 1
    assert "a skip is a failure with CI=true" in ended.stdout
    assert "no tool here" in ended.stdout


def test_a_module_that_skips_itself_fails_too(tmp_path: Path) -> None:
    ended = run_in_child(tmp_path, "import pytest\npytest.importorskip('no_such_module')\n", CI="true")
    assert ended.returncode != 0


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    source = "import pytest\n@pytest.mark.xfail(strict=True)\ndef test_one():\n    assert False\n"
    assert run_in_child(tmp_path, source, CI="true").returncode == 0


# Each of these costs a tenth of a second to two seconds; pydantic and nupunkt, which the public names
# need, cost less together.
HEAVY = {
    *(
        "alembic",
        "argon2",
        "courts_db",
        "dbos",
        "eyecite",
        "fastapi",
        "httpcore2",
        "httpx2",
        "lancedb",
        "limits",
        "lxml",
        "numpy",
        "onnxruntime",
        "pyarrow",
        "pypdfium2",
    ),
    *(
        "prometheus_client",
        "sqlalchemy",
        "starlette",
        "structlog",
        "tokenizers",
        "torch",
        "trafilatura",
        "transformers",
        "uvicorn",
        "warcio",
        "weasyprint",
    ),
}


def imported_by(*modules: str) -> set[str]:
    """The top-level packages a fresh interpreter loads for these modules, as `-X importtime` tells them."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", f"import {', '.join(modules)}"],
        capture_output=True,
        text=True,
        check=True,
    )
    names = [line.rpartition("|")[2].strip() for line in ended.stderr.splitlines() if "|" in line]
    return {name.partition(".")[0] for name in names}


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert imported_by("wellsourced") & HEAVY == set()


def test_a_heavy_import_would_be_seen() -> None:
    assert {"numpy", "onnxruntime"} <= imported_by("wellsourced.adapters.onnx_encoder") & HEAVY
