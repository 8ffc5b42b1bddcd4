"""`wellsourced serve`: the site, and the workers behind it."""

from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated

from cyclopts import Parameter

from wellsourced.cli.listening import LONGEST_HEAD, address_shown, listening, refuse_port, refuse_unguarded
from wellsourced.cli.options import Common, option, settings_of
from wellsourced.cli.output import console, progress
from wellsourced.cli.pages import plan_library
from wellsourced.config import open_crew
from wellsourced.errors import InputError
from wellsourced.ports import Event

__all__ = ["ServeOptions", "serve"]

PORT = 8080
MOST_WORKERS = 64


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class ServeOptions(Common):
    """Where the site answers, and how much is done beside it."""

    host: Annotated[str, option("Address to answer at.", show_default=True)] = "127.0.0.1"
    port: Annotated[int, option("Port to answer at; 0 takes a free one.", show_default=True)] = PORT
    workers: Annotated[
        int,
        option("Processes beside it that check what is asked; 0 leaves that to `work`.", name="-n"),
    ] = 1


DEFAULTS = ServeOptions()


def serve(*, options: ServeOptions = DEFAULTS) -> int:
    """Serve the site: read pages, ask, watch, open the evidence.

    Without accounts (see the setting `accounts`) it answers on this machine only.
    """
    refuse_port(options.port)
    if not 0 <= options.workers <= MOST_WORKERS:
        raise InputError(f"-n {options.workers}: give a number from 0 to {MOST_WORKERS}")
    settings = settings_of(options)
    refuse_unguarded(options.host, settings)
    plan_library(settings)
    uvicorn = import_module("uvicorn")
    with ExitStack() as opened, listening(options.host, options.port) as place:
        crew, upkeep = open_crew(settings), import_module("wellsourced.web.upkeep")
        site = opened.enter_context(import_module("wellsourced.web.opening").opened_site(settings))
        with progress(options.quiet, options.log_json) as tell:
            tell(Event(step="serve", message="Reading what is published"))
            upkeep.made_ready(site)
        opened.enter_context(upkeep.kept_up(site))
        opened.enter_context(crew.at_work(options.workers))
        app = import_module("wellsourced.web.app").make_app(site)
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
            console().print(f"{address_shown(options.host, place)}/  (stop with Ctrl-C)")
        uvicorn.Server(config).run(sockets=[place])
    return 0
