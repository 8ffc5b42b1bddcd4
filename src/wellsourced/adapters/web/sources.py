"""Pages of the web as sources."""

from __future__ import annotations

from collections.abc import Sequence

from wellsourced.adapters.web.addresses import read_address
from wellsourced.errors import Permanent
from wellsourced.library.corrections import UNKNOWN_PUBLISHER, file_name
from wellsourced.model.scope import EVERYWHERE, PartialDate, Scope
from wellsourced.model.sources import Source, SourceKind
from wellsourced.text.addresses import host_of

__all__ = ["web_sources"]


def web_sources(
    addresses: Sequence[str],
    *,
    kind: SourceKind = SourceKind.OTHER,
    publisher: str | None = None,
    published: PartialDate | None = None,
    coverage: Scope = EVERYWHERE,
) -> list[Source]:
    """A source for each address, in normal form and each once; its host publishes what nobody else does.

    One that is no address stays as it is given: the fetcher says why it is refused.
    """
    sources: dict[str, Source] = {}
    for text in addresses:
        try:
            uri = str(read_address(text))
            title, host = file_name(uri), host_of(uri)
        except Permanent:
            uri, title, host = text, text, UNKNOWN_PUBLISHER
        sources[uri] = Source(
            uri=uri,
            title=title,
            publisher=publisher or host,
            kind=kind,
            published=published,
            coverage=coverage,
        )
    return list(sources.values())
