"""A document to audit, read from a file, the web or standard input; it is not put in the library."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from wellsourced.adapters.draft_links import draft_links
from wellsourced.adapters.files import file_sources
from wellsourced.errors import InputError
from wellsourced.model.sources import UNKNOWN_PUBLISHER, Source, SourceKind
from wellsourced.ports import Capture, Extractor, Fetcher
from wellsourced.steps.auditing.reading import Draft
from wellsourced.text.addresses import canonical_address

__all__ = ["read_draft"]

STDIN = "-"


def read_draft(
    name: str, body: bytes | None, fetcher: Fetcher | None, extractor: Extractor, at: datetime
) -> Draft:
    """The draft under a name: the bytes given, which are plain text, else a file or a web address.

    Raises what the fetcher or extractor says where it cannot be read.
    """
    capture = _captured(name, body, fetcher, at)
    (extracted,) = extractor.extract([capture])
    if isinstance(extracted, Exception):
        raise extracted
    # Menus link too: only what the text itself cites is a citation.
    cited = {canonical_address(url) for url in extracted.links}
    return Draft(
        uri=capture.address or capture.source.uri,
        media_type=capture.media_type,
        extracted=extracted,
        links=tuple(link for link in draft_links(capture) if canonical_address(link.url) in cited),
    )


def _captured(name: str, body: bytes | None, fetcher: Fetcher | None, at: datetime) -> Capture:
    if body is not None:
        if not body.strip():
            raise InputError("Nothing came on standard input: pipe the text to audit into it.")
        return Capture(
            source=_source(STDIN, "Standard input"), body=body, media_type="text/plain", captured_at=at
        )
    if fetcher is None:
        raise ValueError("without bytes a fetcher is needed")
    (answer,) = fetcher.fetch([_named(name)])
    if isinstance(answer, Exception):
        raise answer
    return answer


def _named(name: str) -> Source:
    if name.lower().startswith(("http://", "https://")):
        return _source(name, "")
    path = Path(name)
    if path.is_dir():
        raise InputError(f"{name} is a folder: name one file in it")
    (source,) = file_sources([path])
    return source


def _source(uri: str, title: str) -> Source:
    return Source(uri=uri, title=title, publisher=UNKNOWN_PUBLISHER, kind=SourceKind.OTHER)
