"""One fetcher for every scheme: each source goes to its own, and comes back in its place."""

from __future__ import annotations

from pathlib import Path

from web_server import Page, serving
from wellsourced.adapters.fetchers import any_fetcher, file_fetcher
from wellsourced.adapters.files import file_sources
from wellsourced.adapters.web.sources import web_sources
from wellsourced.errors import Permanent
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Fetching


def odd(uri: str) -> Source:
    return Source(uri=uri, title="x", publisher="x", kind=SourceKind.OTHER)


def test_files_and_pages_are_read_together(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("On disk.")
    with serving(b=Page(b"On the web.")) as site:
        sources = [
            *web_sources([f"{site.address}/b"]),
            odd("gopher://example.org/"),
            *file_sources([tmp_path / "a.txt"]),
            *web_sources([f"{site.address}/c", "http://[::1"]),
            odd("FILE:///no/such/file"),
        ]
        fetching = Fetching(delay=0, allowed_hosts=(f"127.0.0.1:{site.port}",))
        page, gopher, file, gone, broken, missing = any_fetcher(fetching).fetch(sources)
    assert isinstance(page, Capture) and page.body == b"On the web."
    assert isinstance(file, Capture) and file.body == b"On disk."
    assert isinstance(gopher, Permanent) and "file, http, https" in str(gopher)
    assert isinstance(gone, Permanent) and "404" in str(gone)
    assert isinstance(broken, Permanent) and "no address" in str(broken)
    assert isinstance(missing, Permanent) and "/no/such/file" in str(missing)


def test_nothing_to_read_is_read() -> None:
    assert any_fetcher(Fetching()).fetch([]) == []


def test_the_reader_of_files_reads_no_pages() -> None:
    [refused] = file_fetcher(Fetching()).fetch(web_sources(["https://example.org/"]))
    assert isinstance(refused, Permanent)
