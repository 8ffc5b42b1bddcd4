"""What was found on the web comes into the library: each page is read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from hashing_encoder import HashingEncoder
from wellsourced.adapters.extractors import Extractors
from wellsourced.library.store import open_library
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Extracted
from wellsourced.steps.discover import Discovery, Lead
from wellsourced.steps.gather import Web, gather

CHECK = "https://checks.example/toll"
REPORT = "https://county.example/report"
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>The toll on the Tarn Bridge rose from $2 to $3 on June 1, 2021, <a href="{link}">the county said</a>.
The council voted nine to four for it.</p></article></body></html>"""


class Pages:
    """A fetcher of two pages: the first cites the second."""

    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        bodies = {
            CHECK: PAGE.format(title="Did the toll rise?", link=REPORT),
            REPORT: PAGE.format(title="Report on the toll", link="/minutes"),
        }
        return [
            Capture(
                source=source,
                body=bodies[source.uri].encode(),
                media_type="text/html",
                captured_at=datetime.now(UTC),
            )
            for source in sources
        ]


class Counting:
    """An extractor that counts how often it was given each page."""

    def __init__(self) -> None:
        self.read: Counter[str] = Counter()

    def extract(self, captures: Sequence[Capture]) -> Sequence[Extracted | Exception]:
        self.read.update(capture.source.uri for capture in captures)
        return Extractors().extract(captures)


def test_a_fact_check_is_read_once_for_its_text_and_for_what_it_cites(tmp_path: Path) -> None:
    check = Source(uri=CHECK, title="", publisher="Checks", kind=SourceKind.FACT_CHECK)
    found = Discovery(leads=(Lead(source=check, score=1.0, found_by=()),), log=())
    extractor = Counting()
    web = Web(providers=(), fetcher=Pages(), extractor=extractor)
    library = open_library(tmp_path / "library", HashingEncoder())
    assert gather([found], web, library).log == ()
    assert extractor.read == {CHECK: 1, REPORT: 1}
