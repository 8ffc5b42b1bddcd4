"""The services of `deploy/compose.yaml` as the tests start them: by its own command lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = [
    "COMPOSE",
    "DEPLOY",
    "DOCKERFILE",
    "SECRETS",
    "Service",
    "Unset",
    "instructions",
    "service",
    "services",
    "with_options",
]

DEPLOY = Path(__file__).parent.parent / "deploy"
COMPOSE, DOCKERFILE = DEPLOY / "compose.yaml", DEPLOY / "Dockerfile"

_VARIABLE = re.compile(r"\$\{(\w+)(?::([?-])([^}]*))?\}")
SECRETS = {"POSTGRES_PASSWORD": "a1b2c3", "STORE_KEY": "the-key", "STORE_SECRET": "the-secret"}
"""What nobody starts without."""


class Unset(Exception):
    """A variable without which Compose starts nothing."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """What Compose would run: the image's or its own entry point and the command behind it."""

    name: str
    image: str
    entrypoint: Sequence[str] | None
    command: Sequence[str]
    environment: Mapping[str, str]
    health: Sequence[str]
    asks: Mapping[str, Any]
    """All the file says of it."""


def services(values: Mapping[str, str] = SECRETS) -> dict[str, Service]:
    """The services by name, with the variables of `.env` put in. Raises `Unset`."""
    document = _filled(_document(), values)
    return {name: _service(name, asked) for name, asked in document["services"].items()}


def service(name: str) -> Service:
    """One of the services; its passwords are made up."""
    return services()[name]


def with_options(command: Sequence[str], own: Mapping[str, object]) -> list[str]:
    """The command line with the values of some `-name=value` replaced, and those it has not at its end."""
    left = dict(own)
    said = [
        f"{name}={left.pop(name)}" if equals and name in left else part
        for part in command
        for name, equals, _ in [part.partition("=")]
    ]
    return [*said, *(f"{name}={value}" for name, value in left.items())]


def instructions(name: str) -> list[str]:
    """What follows each instruction of that name in the Dockerfile, lines joined."""
    text = re.sub(r"\\\n\s*(#.*\n\s*)*", "", DOCKERFILE.read_text(encoding="utf-8"))
    return re.findall(rf"^{name} (.+)$", text, re.MULTILINE)


@cache
def _document() -> Any:
    return yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))


def _service(name: str, asked: Mapping[str, Any]) -> Service:
    return Service(
        name=name,
        image=asked["image"],
        entrypoint=asked.get("entrypoint"),
        command=asked.get("command", ()),
        environment=asked.get("environment", {}),
        health=asked.get("healthcheck", {}).get("test", ())[1:],
        asks=asked,
    )


def _filled(said: Any, values: Mapping[str, str]) -> Any:
    """The document with `${NAME}`, `${NAME:-default}` and `${NAME:?why}` put in, as Compose does."""
    if isinstance(said, dict):
        return {key: _filled(value, values) for key, value in said.items()}
    if isinstance(said, list):
        return [_filled(value, values) for value in said]
    if not isinstance(said, str):
        return said

    def value_of(found: re.Match[str]) -> str:
        name, how, words = found.groups()
        if values.get(name):
            return values[name]
        if how == "?":
            raise Unset(f"{name}: {words}")
        return words or ""

    return _VARIABLE.sub(value_of, said)
