"""What a tool is: what it takes, what it gives back, who may use it, and the call it is used in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from wellsourced.check import Desk
from wellsourced.errors import InputError
from wellsourced.mcp.service import Service
from wellsourced.web.visitors import May, NotAllowed, Visitor

__all__ = ["STRICT", "Call", "Told", "Tool"]

STRICT = ConfigDict(extra="forbid")
"""Of the arguments of every tool: an unknown one is refused, not let be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One use of a tool: by whom, and with what. The desk is that of this call, which tells its progress."""

    service: Service
    visitor: Visitor
    desk: Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of a call: for programs, and for readers in our words and in others'.

    `structured` fits the tool's `result`; `ours` and `notes` stand before and after what is `quoted`.
    """

    structured: Mapping[str, object]
    ours: str
    quoted: str = ""
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A tool as agents are offered it. `may` is what its user must be allowed, None where nothing.

    `slow` tools run one at a time. `outside` says whether a server that is allowed to may ask the web in it.
    """

    name: str
    title: str
    description: str
    arguments: type[Any]
    result: Mapping[str, object]
    run: Callable[[Any, Call], Told]
    may: May | None = None
    slow: bool = False
    outside: bool = False

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.arguments)

    @cached_property
    def takes(self) -> dict[str, Any]:
        """JSON Schema of its arguments."""
        schema = self._adapter.json_schema()
        for one in (schema, *schema["properties"].values()):
            one.pop("title", None)
        schema.pop("description", None)
        return schema

    def use(self, arguments: Mapping[str, Any], call: Call) -> Told:
        """Do it. Raises `InputError` where arguments do not fit, `NotAllowed`, and what the work raises."""
        if self.may is not None and self.may not in call.visitor.may:
            raise NotAllowed(
                f"Your token may not do this ({self.may.value}): make one that may.", sign_in=False
            )
        try:
            said = self._adapter.validate_python(dict(arguments))
        except ValidationError as error:
            raise InputError(self._misread(error)) from error
        return self.run(said, call)

    def _misread(self, error: ValidationError) -> str:
        """The first thing that is wrong, in a line; what was said is not repeated."""
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        if first["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
            return f"{self.name} takes no argument {name!r}: it takes {', '.join(self.takes['properties'])}"
        if first["type"] in ("missing", "missing_argument", "missing_keyword_only_argument"):
            return f"{self.name} needs the argument {name!r}"
        return f"{self.name}: argument {name!r}: {first['msg']}"
