"""The JSON documents of all commands, and each as a JSON Schema that stands alone.

`docs/reference/schemas` is written from this, and tests hold what the commands really print against it.
"""

from __future__ import annotations

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
from wellsourced.render.json_schema import standing_alone
from wellsourced.render.json_shapes import PARTS, Schema, ref

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
    told = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": document.title,
        **document.shape,
    }
    return standing_alone(told, {**PARTS, "Error": ERROR})
