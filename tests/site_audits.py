"""Audits on a site's shelf, made in this process as a worker would make them."""

from __future__ import annotations

from builders import NOW
from desks import encoder, verifier
from wellsourced.adapters.drafts import draft_of, draft_source
from wellsourced.adapters.extractors import Extractors
from wellsourced.adapters.files import FileFetcher
from wellsourced.check import Desk
from wellsourced.jobs.doing import Tools, do
from wellsourced.jobs.giving import Given
from wellsourced.jobs.orders import order_to_audit
from wellsourced.ports import Capture, quiet
from wellsourced.steps.gather import Web
from wellsourced.web.site import Site

__all__ = ["audited"]


def audited(site: Site, text: str, title: str = "A draft", person: str = "reporter-anna") -> str:
    """The address of the audit of a text."""
    shelf = site.queue.drafts
    source = draft_source("draft:pasted", title)
    capture = Capture(source=source, body=text.encode(), media_type="text/plain", captured_at=NOW)
    name = shelf.put(Given(title=title, draft=draft_of(capture, Extractors())), person)
    desk = Desk(library=site.library, encoder=encoder(), verifier=verifier(), clock=site.clock)
    reader = Web(providers=(), fetcher=FileFetcher(), extractor=Extractors())
    tools = Tools(desk=desk, reader=reader, drafts=shelf)
    do(order_to_audit(name, title), tools, lambda step, call: call(quiet))
    return site.at.audited(name)
