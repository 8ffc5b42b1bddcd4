"""The server: tools, resources and prompts over the Model Context Protocol, whatever carries it."""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import Any, Protocol

from anyio import to_thread
from mcp import MCPError
from mcp.server.lowlevel import Server
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    Prompt,
    PromptArgument,
    PromptMessage,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    ToolAnnotations,
)
from mcp.types import Tool as Offered

from wellsourced.errors import InputError, Transient, WellsourcedError
from wellsourced.mcp.callers import caller_of
from wellsourced.mcp.calls import Told, Tool
from wellsourced.mcp.fencing import fence_of, fenced
from wellsourced.mcp.prompts import PROMPTS, instructions
from wellsourced.mcp.resources import TEMPLATES, entries, leaf
from wellsourced.mcp.service import Service
from wellsourced.mcp.tools import TOOLS
from wellsourced.mcp.working import Work
from wellsourced.web.visitors import Visitor

__all__ = ["FENCE", "Guard", "make_server"]

FENCE = "wellsourced/fence"
"""In the `_meta` of a text: the line before and after which others' words stand in it."""


class Guard(Protocol):
    """Watches over the tools that not everybody may use."""

    def begin(self, visitor: Visitor) -> None:
        """Somebody is about to use one. Raises `TooMany`."""
        ...

    def end(self, visitor: Visitor, tool: str, on: str, done: bool) -> None:
        """They used it, on what, and whether it was done."""
        ...


MOST_LISTED = 100
_LOG = logging.getLogger("wellsourced.mcp")


def make_server(service: Service, guard: Guard | None = None) -> Server[Any]:
    """The server over a service; whoever opened that closes it."""
    handlers = _Handlers(Work(service), guard)
    server = Server(
        "wellsourced",
        version=version("wellsourced"),
        title="Wellsourced",
        instructions=instructions(),
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_templates,
        on_read_resource=handlers.read_resource,
        on_list_prompts=handlers.list_prompts,
        on_get_prompt=handlers.get_prompt,
    )
    server.middleware.clear()  # it has one that traces calls for OpenTelemetry: we keep no such records
    return server


class _Handlers:
    """What is answered to each request."""

    def __init__(self, work: Work, guard: Guard | None) -> None:
        self._work, self._guard = work, guard

    async def list_tools(self, ctx: Any, params: PaginatedRequestParams | None) -> ListToolsResult:
        outside = self._work.service.reads_web
        return ListToolsResult(tools=[_offered(tool, outside) for tool in TOOLS.values()])

    async def call_tool(self, ctx: Any, params: CallToolRequestParams) -> CallToolResult:
        """What the tool tells; a fault of the input or of the work is a result that says so in a line."""
        tool = TOOLS.get(params.name)
        if tool is None:
            raise MCPError(INVALID_PARAMS, f"no tool is called {params.name!r}: there are {', '.join(TOOLS)}")
        visitor = caller_of(ctx.request)
        guard = None if tool.may is None else self._guard
        try:
            if guard is not None:
                guard.begin(visitor)
            told = await self._work.use(tool, params.arguments or {}, visitor, ctx.session.report_progress)
            answer, on = _result(told), str(told.structured.get("id", ""))
        except WellsourcedError as error:
            answer, on = _refused(error), ""
        except Exception as error:
            _LOG.exception("the tool %s failed", tool.name)
            fault = f"a fault of ours ({type(error).__name__}): its log says more"
            answer, on = _refused(WellsourcedError(fault)), ""
        if guard is not None:
            await to_thread.run_sync(guard.end, visitor, tool.name, on, not answer.is_error)
        return answer

    async def list_resources(self, ctx: Any, params: PaginatedRequestParams | None) -> ListResourcesResult:
        start = _start(params)
        listed, more = await to_thread.run_sync(entries, self._work.service, start, MOST_LISTED)
        resources = [
            Resource(
                uri=one.uri,
                name=one.name,
                title=one.title,
                description=one.description,
                mime_type=one.media_type,
            )
            for one in listed
        ]
        return ListResourcesResult(
            resources=resources, next_cursor=str(start + MOST_LISTED) if more else None
        )

    async def list_templates(
        self, ctx: Any, params: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        return ListResourceTemplatesResult(
            resource_templates=[
                ResourceTemplate(
                    uri_template=one.uri,
                    name=one.name,
                    title=one.title,
                    description=one.description,
                    mime_type=one.media_type,
                )
                for one in TEMPLATES
            ]
        )

    async def read_resource(self, ctx: Any, params: ReadResourceRequestParams) -> ReadResourceResult:
        """The text at an address. Raises `MCPError` where nothing is there."""
        uri = str(params.uri)
        try:
            found = await to_thread.run_sync(leaf, uri, self._work.service, caller_of(ctx.request))
        except WellsourcedError as error:
            raise MCPError(INVALID_PARAMS, _line(error)) from error
        contents = TextResourceContents(uri=params.uri, mime_type=found.media_type, text=found.text)
        return ReadResourceResult(contents=[contents])

    async def list_prompts(self, ctx: Any, params: PaginatedRequestParams | None) -> ListPromptsResult:
        return ListPromptsResult(
            prompts=[
                Prompt(
                    name=one.name,
                    title=one.title,
                    description=one.description,
                    arguments=[
                        PromptArgument(name=b.name, description=b.description, required=b.required)
                        for b in one.blanks
                    ],
                )
                for one in PROMPTS.values()
            ]
        )

    async def get_prompt(self, ctx: Any, params: GetPromptRequestParams) -> GetPromptResult:
        """The prompt filled in. Raises `MCPError` where it cannot be."""
        asked = PROMPTS.get(params.name)
        try:
            if asked is None:
                raise InputError(f"no prompt is called {params.name!r}: there are {', '.join(PROMPTS)}")
            text = asked.text(params.arguments or {})
        except InputError as error:
            raise MCPError(INVALID_PARAMS, _line(error)) from error
        message = PromptMessage(role="user", content=TextContent(text=text))
        return GetPromptResult(description=asked.description, messages=[message])


def _offered(tool: Tool, outside: bool) -> Offered:
    hints = ToolAnnotations(
        title=tool.title,
        # A check keeps its report, and with search providers what it read; nothing is ever overwritten.
        read_only_hint=not tool.slow,
        destructive_hint=False,
        idempotent_hint=True,
        open_world_hint=tool.outside and outside,
    )
    return Offered(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes,
        output_schema=dict(tool.result),
        annotations=hints,
    )


def _result(told: Told) -> CallToolResult:
    parts = [told.ours, fenced(told.quoted) if told.quoted else "", told.notes]
    meta = {FENCE: fence_of(told.quoted)} if told.quoted else None
    text = TextContent(text="\n\n".join(part for part in parts if part), _meta=meta)
    return CallToolResult(content=[text], structured_content=dict(told.structured))


def _refused(error: WellsourcedError) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=_line(error))], is_error=True)


def _line(error: WellsourcedError) -> str:
    """An error in one line, with when to try again where that is known."""
    line = " ".join(str(error).split())
    if isinstance(error, Transient) and error.retry_after is not None:
        return f"{line} (try again in {error.retry_after:.0f} s)"
    return line


def _start(params: PaginatedRequestParams | None) -> int:
    """Where a list goes on. Raises `MCPError` for a cursor that is none of ours."""
    cursor = None if params is None else params.cursor
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 9):
        raise MCPError(INVALID_PARAMS, "this cursor is none of ours: begin the list again")
    return int(cursor)
