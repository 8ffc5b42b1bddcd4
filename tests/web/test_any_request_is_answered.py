"""Requests made up from the site's own description of itself: whatever they say, none is a fault of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from guarded_sites import Told, guarded, published
from wellsourced.web.app import make_app
from wellsourced.web.site import Site
from wellsourced.web.visitors import May

EXAMPLES = 8
"""By operation, by who asks."""


@dataclass(frozen=True)
class Described:
    """A site, what it says of itself, and names of what it has."""

    site: Site
    schema: Any
    names: dict[str, list[str]]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Described]:
    with guarded(tmp_path_factory.mktemp("described"), "open") as site:
        edition, _ = published(site, Told(), editions=2)
        [cited] = site.directory.catalogue().citing
        names = {
            "key": ["may-shops-sell-permits", "may-shops-sell-permits.json", "may-shops-sell-permits.md"],
            "number": ["1", "2", "2.json", "0", "-1", "²"],
            "passage_id": [cited],
            "name": [edition.report, "reader-anna", "nobody"],
        }
        yield Described(site, described_by(make_app(site)), names)


def described_by(app: FastAPI) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", app, headers={"host": "localhost"})


def operations(described: Described) -> list[Any]:
    return [found.ok() for found in described.schema.get_all_operations()]


def ask_everything(described: Described, headers: dict[str, str]) -> list[str]:
    """Ask every operation a few things; those that were answered by a fault."""
    faults: list[str] = []
    asked = 0
    for operation in operations(described):

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(), data=st.data())
        def answered(case: Any, data: Any) -> None:
            nonlocal asked
            for name in case.path_parameters or {}:
                if name in described.names and data.draw(st.booleans()):
                    case.path_parameters[name] = data.draw(st.sampled_from(described.names[name]))
            answer = case.call(headers={"host": "localhost", **headers}, allow_redirects=False)
            asked += 1
            if answer.status_code >= 500:
                faults.append(f"{case.method} {case.path} {case.path_parameters} {case.query} {case.body}")

        answered()
    assert asked >= 4 * len(operations(described))
    return faults


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_whatever_a_guest_asks_is_no_fault(described: Described, accept: str) -> None:
    assert ask_everything(described, {"Accept": accept}) == []


def test_whatever_an_editors_program_asks_is_no_fault(described: Described) -> None:
    accounts = described.site.accounts
    assert accounts is not None
    scopes = frozenset({May.FLAG, May.ASK, May.REFRESH, May.ADD, May.EDIT})
    token = accounts.tokens.make("editor-anna", "x", scopes, 1, described.site.clock.now())
    assert ask_everything(described, {"authorization": f"Bearer {token}", "Accept": "text/html"}) == []


def test_a_fault_would_be_told(described: Described, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(described.site.directory, "catalogue", broken)
    assert any(line.startswith("GET /") for line in ask_everything(described, {"Accept": "text/html"}))
