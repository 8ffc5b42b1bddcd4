"""JSON that commands print, held against the schemas that are published of it.

The schemas leave room for new fields; here they are closed, so a field that they do not tell fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match

from wellsourced.cli.documents.every import DOCUMENTS, json_schema

__all__ = ["holds", "holds_for"]

FORMATS = FormatChecker()


@FORMATS.checks("date-time", ValueError)
def _in_utc(told: object) -> bool:
    """Moments are told in UTC, and in one form."""
    if not isinstance(told, str):
        return True
    return told.endswith("Z") and datetime.fromisoformat(told).utcoffset() == timedelta()


def closed(shape: Any) -> Any:
    """The same schema without room for fields that it does not tell."""
    if isinstance(shape, list):
        return [closed(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    told = {key: closed(inner) for key, inner in shape.items()}
    if isinstance(told.get("properties"), dict) and "object" in told.get("type", ()):
        told.setdefault("additionalProperties", False)
    return told


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(closed(json_schema(name)), format_checker=FORMATS)


def holds(name: str, document: Any) -> None:
    """That a document has the shape published under that name, and no field beside."""
    _validator(name).validate(document)


def holds_for(arguments: Sequence[str], code: int, document: Any) -> None:
    """That a document has a shape that its command is told to print; an error where it failed."""
    typed = {" ".join(arguments[:1]), " ".join(arguments[:2])}
    names = [name for name, one in DOCUMENTS.items() if typed & set(one.commands)] + ["error"] * bool(code)
    wrong = {name: best_match(_validator(name).iter_errors(document)) for name in names}
    assert None in wrong.values(), {name: f"{one.json_path}: {one.message}" for name, one in wrong.items()}
