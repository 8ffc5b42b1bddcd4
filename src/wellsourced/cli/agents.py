"""`wellsourced mcp`: the tools of this program for AI agents, over the Model Context Protocol."""

from contextlib import ExitStack, closing
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated

from cyclopts import Parameter

from wellsourced.cli.listening import LONGEST_HEAD, address_shown, listening, refuse_port, refuse_unguarded
from wellsourced.cli.options import Common, flag, option, settings_of
from wellsourced.cli.output import console
from wellsourced.config import SystemClock
from wellsourced.errors import InputError, MissingExtra
from wellsourced.settings import Settings

__all__ = ["McpOptions", "mcp"]

PORT = 8090


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class McpOptions(Common):
    """How agents reach the server, and what it may ask outside."""

    http: Annotated[
        bool, flag("Answer over HTTP (streamable HTTP, at /mcp); else over standard input and output.")
    ] = False
    host: Annotated[str, option("With --http: address to answer at.", show_default=True)] = "127.0.0.1"
    port: Annotated[int, option("With --http: port to answer at; 0 takes a free one.", show_default=True)] = (
        PORT
    )
    search: Annotated[
        tuple[str, ...], option("Search the web with this provider in every check and audit. Repeatable.")
    ] = ()
    offline: Annotated[bool, flag("Ask the library only, whatever providers the settings name.")] = False
    read_web: Annotated[
        bool, flag("Let `audit` read web pages that agents name; with a search provider it may anyway.")
    ] = False


DEFAULTS = McpOptions()


def mcp(*, options: McpOptions = DEFAULTS) -> int:
    """Serve AI agents: check, audit, search, open passages, rules, editions and what changed.

    A host such as an editor or a chat program begins it by itself: docs/mcp.md says how.
    Nothing is asked outside unless --search, --read-web or the settings say so, and no file is
    read that an agent names. Over HTTP without accounts (see the setting `accounts`) it answers
    on this machine only.
    """
    if options.offline and (options.search or options.read_web):
        raise InputError("--offline contradicts --search and --read-web: give one of them")
    refuse_port(options.port)
    settings = settings_of(
        options, **({"search": options.search} if options.search or options.offline else {})
    )
    if options.http:
        refuse_unguarded(options.host, settings)
    if find_spec("mcp") is None:
        raise MissingExtra("the server for AI agents", "mcp")
    with ExitStack() as opened:
        service = opened.enter_context(
            import_module("wellsourced.mcp.service").opened_service(settings, reads_web=options.read_web)
        )
        if not options.http:
            import_module("wellsourced.mcp.stdio").serve_stdio(service)
            return 0
        accounts = None
        if settings.accounts != "none":
            door = import_module("wellsourced.web.accounts.opening")
            accounts = opened.enter_context(closing(door.open_accounts(settings, SystemClock())))
        _serve_http(import_module("wellsourced.mcp.http").make_http_app(service, accounts), settings, options)
    return 0


def _serve_http(app: object, settings: Settings, options: McpOptions) -> None:
    uvicorn = import_module("uvicorn")
    with listening(options.host, options.port) as place:
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=bool(settings.site_proxies),
            forwarded_allow_ips=list(settings.site_proxies),
            h11_max_incomplete_event_size=LONGEST_HEAD,
        )
        if not options.quiet:
            console().print(f"{address_shown(options.host, place)}/mcp  (stop with Ctrl-C)")
        uvicorn.Server(config).run(sockets=[place])
