"""A shape as a JSON Schema by itself: what it refers to stands beside it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wellsourced.render.json_shapes import REFERENCE, Schema

__all__ = ["standing_alone"]


def standing_alone(shape: Schema, parts: Mapping[str, Schema]) -> Schema:
    """A shape with the parts it refers to beside it, under `$defs`, as a schema by itself has them."""
    wanted: dict[str, Schema] = {}
    waiting = list(_named(shape))
    while waiting:
        part = waiting.pop()
        if part not in wanted:
            wanted[part] = parts[part]
            waiting += _named(parts[part])
    defined = {"$defs": {part: wanted[part] for part in sorted(wanted)}} if wanted else {}
    moved: Schema = _moved({**shape, **defined})
    return moved


def _named(shape: object) -> Iterator[str]:
    """The parts that a shape refers to."""
    if isinstance(shape, Mapping):
        if "$ref" in shape:
            yield str(shape["$ref"]).removeprefix(REFERENCE)
        for inner in shape.values():
            yield from _named(inner)
    elif isinstance(shape, list):
        for inner in shape:
            yield from _named(inner)


def _moved(shape: Any) -> Any:
    """The shape with its references turned to the definitions beside it."""
    if isinstance(shape, Mapping):
        return {
            key: inner.replace(REFERENCE, "#/$defs/") if key == "$ref" else _moved(inner)
            for key, inner in shape.items()
        }
    return [_moved(one) for one in shape] if isinstance(shape, list) else shape
