"""`docs/reference/json.md` and `docs/reference/schemas/`: the JSON documents that commands print."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from wellsourced.cli.documents.every import DOCUMENTS, json_schema

from .wording import page, table

LEAD = """\
With `--json` a command prints one document on standard output and nothing else. Each document has a JSON
Schema (draft 2020-12), and the tests hold what is really printed against it. What a schema requires is
always there; new fields may come, so do not refuse what you do not know. `"schema": 1` in a document is
raised when a field changes its meaning or goes.

Where a command fails it prints an [`error`](#error) instead, and its [exit code](errors.md) says what to do.
One that did a part of its work, or has findings to tell, prints its own document and exits with another code
than 0. Dates are as precise as their source (`2026`, `2026-07`, `2026-07-22`); moments are in UTC; ids are a
word and a digest of what they name.

`serve` and `mcp` print none: they answer browsers and agents until they are stopped."""


def schema_files() -> Mapping[str, str]:
    """The text of each schema by the name of its file."""
    return {
        f"{name}.schema.json": json.dumps(json_schema(name), indent=1, ensure_ascii=False) + "\n"
        for name in DOCUMENTS
    }


def json_page() -> str:
    """The page."""
    rows = [
        (f"[`{name}`](#{name})", ", ".join(_commands(one.commands)), one.title)
        for name, one in DOCUMENTS.items()
    ]
    parts = [table(("document", "printed by", "what it is"), rows)]
    parts += [_one(name) for name in DOCUMENTS]
    return page("JSON", LEAD, *parts)


def _commands(names: tuple[str, ...]) -> list[str]:
    return [
        name if name == "every command" else f"[`{name}`](cli.md#wellsourced-{name.replace(' ', '-')})"
        for name in names
    ]


def _one(name: str) -> str:
    file = f"schemas/{name}.schema.json"
    said = f"## {name}\n\n{DOCUMENTS[name].title}. Schema: [{file}]({file})."
    schema = json_schema(name)
    fields = "\n\nOr: ".join(f"{', '.join(names)}." for names in dict.fromkeys(_fields(schema, schema)))
    return said + (f"\n\nFields: {fields}" if fields else "")


def _fields(shape: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """The names of an object's fields, of each where it is a list, and of all that it may be."""
    if "$ref" in shape:
        yield from _fields(schema["$defs"][shape["$ref"].rpartition("/")[2]], schema)
    elif "properties" in shape:
        yield tuple(
            f"`{name}`" + (f" (`{inner['const']}`)" if "const" in inner else "")
            for name, inner in shape["properties"].items()
        )
    elif "items" in shape:
        yield from _fields(shape["items"], schema)
    else:
        for one in shape.get("anyOf", ()):
            yield from _fields(one, schema)
