"""`docs/reference/json.md` and `docs/reference/schemas/`: the JSON documents that commands print."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from wellsourced.render.json_documents import DOCUMENTS, json_schema

from .wording import page, table

LEAD = """\
With `--json` a command prints one document on standard output and nothing else. Those that scripts rely on
have a JSON Schema (draft 2020-12). What a schema requires is always there; new fields may come, so do not
refuse what you do not know. `"schema": 1` in a document is raised when a field changes its meaning or goes.

Dates are as precise as their source (`2026`, `2026-07`, `2026-07-22`); moments are in UTC; ids are a word
and a digest of what they name. Other commands' documents are told by their [help](cli.md) and may change."""


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
    return [f"[`{name}`](cli.md#wellsourced-{name})" if " " not in name else name for name in names]


def _one(name: str) -> str:
    file = f"schemas/{name}.schema.json"
    fields = _fields(json_schema(name))
    said = f"## {name}\n\n{DOCUMENTS[name].title}. Schema: [{file}]({file})."
    return said + (f"\n\nFields: {', '.join(f'`{field}`' for field in fields)}." if fields else "")


def _fields(schema: Mapping[str, Any]) -> list[str]:
    """The names of a document's fields; none where it is a list or one of several."""
    if "$ref" in schema:
        schema = schema["$defs"][schema["$ref"].rpartition("/")[2]]
    return list(schema.get("properties", ()))
