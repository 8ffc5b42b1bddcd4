"""`docs/reference/ports.md`: the doors to the outside, what goes through them, how to stand behind one."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Iterator
from pathlib import Path

from wellsourced import ports
from wellsourced.plugins import Port

from .wording import fields_of, method_words, methods_of, page, table, words_of

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"

BEHIND: dict[Port, type] = {
    Port.SEARCH: ports.SearchProvider,
    Port.FETCHER: ports.Fetcher,
    Port.EXTRACTOR: ports.Extractor,
    Port.ENCODER: ports.Encoder,
    Port.VERIFIER: ports.Verifier,
    Port.MODEL: ports.LanguageModel,
}
"""The Protocol that a tool of each entry-point group keeps."""

TAKES: dict[Port, str] = {
    Port.SEARCH: "the options of its table `[providers.NAME]`, by name: strings",
    Port.FETCHER: "a `Fetching`",
    Port.EXTRACTOR: "nothing",
    Port.ENCODER: "nothing",
    Port.VERIFIER: "nothing; with the setting `NAME:REST`, `REST`",
    Port.MODEL: "an `Endpoint`",
}
"""What the factory of each is called with."""

LEAD = """\
A port is a `Protocol` of `wellsourced.ports`: narrow, batches in and out. A tool that keeps one is
registered by its package under an entry-point group and chosen by its name in the [settings](settings.md);
nothing of ours has to be imported or changed for it. Those that come along are registered in the same way."""


def protocols() -> dict[str, type]:
    """Every Protocol of `wellsourced.ports`, as written there."""
    return {
        name: one
        for name, one in vars(ports).items()
        if inspect.isclass(one) and one.__module__ == ports.__name__ and getattr(one, "_is_protocol", False)
    }


def exchanged() -> dict[str, type]:
    """What goes through them: every other class of `wellsourced.ports`."""
    return {
        name: one
        for name, one in vars(ports).items()
        if inspect.isclass(one) and one.__module__ == ports.__name__ and name not in protocols()
    }


def ports_page() -> str:
    """The page."""
    behind = {kind.__name__: port for port, kind in BEHIND.items()}
    parts = [_groups()]
    parts += [_door(name, kind, behind.get(name)) for name, kind in protocols().items()]
    parts.append("## What goes through them")
    parts += [_thing(name, kind) for name, kind in exchanged().items()]
    return page("Ports", LEAD, *parts)


def _groups() -> str:
    declared = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]
    rows = [
        (
            f"`wellsourced.{port.value}`",
            f"[`{kind.__name__}`](#{kind.__name__.lower()})",
            ", ".join(f"`{name}`" for name in sorted(declared[f"wellsourced.{port.value}"])),
            TAKES[port],
        )
        for port, kind in BEHIND.items()
    ]
    return table(("entry-point group", "port", "comes with the package", "its factory is called with"), rows)


def _door(name: str, kind: type, port: Port | None) -> str:
    parts = [f"## {name}", words_of(kind)]
    if port is not None:
        parts.append(f"Entry-point group: `wellsourced.{port.value}`.")
    attributes = list(_attributes(kind))
    if attributes:
        parts.append("\n".join(attributes))
    parts += [method_words(method, member) for method, member in methods_of(kind)]
    if "__call__" in vars(kind):
        parts.append(method_words("__call__", vars(kind)["__call__"]))
    return "\n\n".join(part for part in parts if part)


def _attributes(kind: type) -> Iterator[str]:
    for name, annotation in vars(kind).get("__annotations__", {}).items():
        yield f"- `{name}: {annotation}`"


def _thing(name: str, kind: type) -> str:
    parts = [f"### {name}", words_of(kind), fields_of(kind)]
    parts += [method_words(method, member) for method, member in methods_of(kind)]
    return "\n\n".join(part for part in parts if part)
