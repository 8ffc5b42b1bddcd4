"""A document to audit, read from a file, the web, or bytes at hand; it is not put in the library."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from wellsourced.adapters.draft_links import draft_links
from wellsourced.adapters.files import file_sources
from wellsourced.adapters.own_pages import is_own_page
from wellsourced.errors import InputError, Permanent
from wellsourced.model.sources import UNKNOWN_PUBLISHER, Source, SourceKind
from wellsourced.ports import Capture, Extractor, Fetcher
from wellsourced.steps.auditing.reading import Draft
from wellsourced.text.addresses import canonical_address

__all__ = ["draft_at", "draft_of", "draft_source", "read_draft"]

STDIN = "-"


def read_draft(
    name: str, body: bytes | None, fetcher: Fetcher | None, extractor: Extractor, at: datetime
) -> Draft:
    """The draft under a name: the bytes given, which are plain text, else a file or a web address.

    Raises what the fetcher or extractor says where it cannot be read.
    """
    if body is not None:
        if not body.strip():
            raise InputError("Nothing came on standard input: pipe the text to audit into it.")
        source = draft_source(STDIN, "Standard input")
        return draft_of(Capture(source=source, body=body, media_type="text/plain", captured_at=at), extractor)
    if fetcher is None:
        raise ValueError("without bytes a fetcher is needed")
    if name.lower().startswith(("http://", "https://")):
        return draft_at(name, fetcher, extractor)
    path = Path(name)
    if path.is_dir():
        raise InputError(f"{name} is a folder: name one file in it")
    (source,) = file_sources([path])
    return _fetched(source, fetcher, extractor)


def draft_at(address: str, fetcher: Fetcher, extractor: Extractor) -> Draft:
    """The draft at an address of the web. Raises what the fetcher or extractor says."""
    return _fetched(draft_source(address, ""), fetcher, extractor)


def draft_of(capture: Capture, extractor: Extractor) -> Draft:
    """The draft in bytes at hand. Raises what the extractor says; a page of ours is refused in our words."""
    (extracted,) = extractor.extract([capture])
    if isinstance(extracted, Exception):
        if isinstance(extracted, Permanent) and is_own_page(
            capture.body, capture.body.decode("utf-8", "ignore")
        ):
            raise Permanent("This is a page Wellsourced made: audit the text it came from.") from extracted
        raise extracted
    # Menus link too: only what the text itself cites is a citation.
    cited = {canonical_address(url) for url in extracted.links}
    return Draft(
        uri=capture.address or capture.source.uri,
        media_type=capture.media_type,
        extracted=extracted,
        links=tuple(link for link in draft_links(capture) if canonical_address(link.url) in cited),
    )


def draft_source(uri: str, title: str) -> Source:
    """The source that a draft is, of which no more is known."""
    return Source(uri=uri, title=title, publisher=UNKNOWN_PUBLISHER, kind=SourceKind.OTHER)


def _fetched(source: Source, fetcher: Fetcher, extractor: Extractor) -> Draft:
    (answer,) = fetcher.fetch([source])
    if isinstance(answer, Exception):
        raise answer
    return draft_of(answer, extractor)
