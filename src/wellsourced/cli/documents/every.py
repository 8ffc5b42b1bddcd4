"""The JSON documents of all commands, and each as a JSON Schema that stands alone.

`docs/reference/schemas` is written from this, and tests hold what the commands really print against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wellsourced.cli.documents.accounts import ACCOUNTS
from wellsourced.cli.documents.answers import ANSWERS
from wellsourced.cli.documents.benchmarks import BENCHMARKS
from wellsourced.cli.documents.casebooks import CASEBOOKS
from wellsourced.cli.documents.document import Document, Documents
from wellsourced.cli.documents.editions import EDITIONS
from wellsourced.cli.documents.errors import ERROR
from wellsourced.cli.documents.holdings import HOLDINGS
from wellsourced.cli.documents.installation import INSTALLATION
from wellsourced.cli.documents.jobs import JOBS
from wellsourced.cli.documents.transport import TRANSPORT
from wellsourced.render.json_shapes import PARTS, REFERENCE, Schema, ref

__all__ = ["DOCUMENTS", "json_schema"]

DOCUMENTS: Documents = {
    **ANSWERS,
    **HOLDINGS,
    **EDITIONS,
    **JOBS,
    **TRANSPORT,
    **CASEBOOKS,
    **INSTALLATION,
    **ACCOUNTS,
    **BENCHMARKS,
    "error": Document(
        commands=("every command",), title="What is printed where a command fails", shape=ref("Error")
    ),
}
"""In the order in which the reference tells them."""


def json_schema(name: str) -> Schema:
    """The document of that name as a JSON Schema that stands alone (draft 2020-12)."""
    document = DOCUMENTS[name]
    parts = {**PARTS, "Error": ERROR}
    wanted: dict[str, Schema] = {}
    waiting = list(_named(document.shape))
    while waiting:
        part = waiting.pop()
        if part not in wanted:
            wanted[part] = parts[part]
            waiting += _named(parts[part])
    told = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": document.title,
        **document.shape,
    }
    if wanted:
        told["$defs"] = {part: wanted[part] for part in sorted(wanted)}
    moved: Schema = _moved(told)
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
