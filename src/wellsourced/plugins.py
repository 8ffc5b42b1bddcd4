"""Tools by name: one entry-point group a port, listed without importing, loaded one at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import EntryPoint, entry_points
from inspect import Parameter, signature
from typing import Any

from wellsourced.errors import Config

__all__ = ["Installed", "Port", "build", "installed", "load", "names", "refuse_misshapen"]


class Port(StrEnum):
    """The doors a plugin can stand behind; the group of each is `wellsourced.<port>`."""

    SEARCH = "search"
    FETCHER = "fetcher"
    EXTRACTOR = "extractor"
    ENCODER = "encoder"
    VERIFIER = "verifier"
    MODEL = "model"


_DOES = {
    Port.SEARCH: "search",
    Port.FETCHER: "fetch",
    Port.EXTRACTOR: "extract",
    Port.ENCODER: "encode",
    Port.VERIFIER: "judge",
    Port.MODEL: "complete",
}
"""The one method of each port."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A tool as its package registers it: nothing of it is imported."""

    name: str
    package: str
    version: str


def installed(port: Port) -> tuple[Installed, ...]:
    """All that is registered for a port, by name; a name that two packages register is there twice."""
    found = {
        (entry.name, "" if entry.dist is None else entry.dist.name): entry
        for entry in entry_points(group=f"wellsourced.{port.value}")
    }
    return tuple(
        Installed(name=name, package=package, version="" if entry.dist is None else entry.dist.version)
        for (name, package), entry in sorted(found.items())
    )


def refuse_misshapen(port: Port, name: str, factory: Callable[..., Any]) -> None:
    """Raise `Config` for a class without its port's method; of a function only its result could tell."""
    method = _DOES[port]
    if isinstance(factory, type) and not callable(getattr(factory, method, None)):
        raise Config(
            f"the {port.value} {name!r} is no {port.value}: {factory.__name__} has no method '{method}'"
        )


def _found(port: Port) -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=f"wellsourced.{port.value}")}


def names(port: Port) -> tuple[str, ...]:
    """The names installed for a port, sorted; nothing is imported."""
    return tuple(sorted(_found(port)))


def load(port: Port, name: str) -> Callable[..., Any]:
    """Import the one tool of that name and return its factory.

    Raises `Config` where no such tool is installed or it cannot be imported.
    """
    found = _found(port)
    if name not in found:
        known = ", ".join(sorted(found)) or "none"
        raise Config(f"no {port.value} is called {name!r}: choose one of those installed ({known})")
    try:
        factory = found[name].load()
    except (ImportError, AttributeError) as error:
        raise Config(f"the {port.value} {name!r} cannot be loaded: {error}; install it again") from error
    except Exception as error:  # what a package of somebody else's does when it is imported is not ours
        told = " ".join(f"{type(error).__name__}: {error}".split())
        raise Config(
            f"the {port.value} {name!r} fails when it is imported ({told}): ask its author"
        ) from error
    if not callable(factory):
        raise Config(f"the {port.value} {name!r} is no factory: its entry point must name a callable")
    return factory  # type: ignore[no-any-return]


def build(port: Port, name: str, options: Mapping[str, str], setting: str) -> Any:
    """Make the tool of that name with its options, the keyword arguments its factory declares.

    `setting` is the table the options are in. Raises `Config`, which names a key and no value, where one
    is missing or unknown; and what the factory raises.
    """
    factory = load(port, name)
    taken = {
        key: parameter
        for key, parameter in signature(factory).parameters.items()
        if parameter.kind in (Parameter.KEYWORD_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
    }
    for key in options.keys() - taken.keys():
        known = f"use {', '.join(taken)}" if taken else "it takes none"
        raise Config(f"setting '{setting}.{key}' is not known to the {port.value} {name!r}: {known}")
    for key, parameter in taken.items():
        if parameter.default is Parameter.empty and not options.get(key):
            raise Config(f"the {port.value} {name!r} needs the setting '{setting}.{key}': set it")
    return factory(**options)
