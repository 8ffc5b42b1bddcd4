"""A made-up open web of 500 pages: each is accounted for, none is lost, and memory stays within bounds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from warcio.archiveiterator import ArchiveIterator

from library_digest import contents
from open_web_pages import LARGEST
from open_web_site import ADDED, OpenWeb, open_web
from running import Ran, run
from web_server import Page
from wellsourced.config import open_library
from wellsourced.settings import read_settings

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(),
    reason="many loopback hosts, and memory read from /proc: Linux only",
)

PAGES = 500
MOST_MEMORY = 600_000_000
"""Bytes that the program and its children may hold together."""


@dataclass(frozen=True)
class Visit:
    """One run over the whole web, and what it said of each address."""

    web: OpenWeb
    library: Path
    ran: Ran
    added: dict[str, str]
    refused: dict[str, str]
    """Messages by address; of the added the source's id."""


def visited(web: OpenWeb, folder: Path) -> Visit:
    """Add the whole web, by one command."""
    addresses = folder / "list.txt"
    addresses.write_text("\n".join(web.expected))
    settings = {
        "WELLSOURCED_FETCH_ALLOWED_HOSTS": web.allowed,
        "WELLSOURCED_FETCH_DELAY": "0.01",
        "WELLSOURCED_FETCH_CACHE": str(folder / "pages"),
        "WELLSOURCED_CASEBOOKS": "none",
    }
    library = folder / "library"
    ran = run(["add", "--from", str(addresses), "--library", str(library), "--json"], settings, folder)
    told = json.loads(ran.out)
    return Visit(
        web=web,
        library=library,
        ran=ran,
        added={one["url"]: one["source"] for one in told["added"]},
        refused={one["url"]: one["message"] for one in told["failed"]},
    )


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    with open_web(seed=500, count=PAGES) as web:
        yield visited(web, tmp_path_factory.mktemp("web"))


def test_every_page_is_accounted_for(visit: Visit) -> None:
    assert visit.ran.code == 2, visit.ran.err
    assert len(visit.web.expected) == PAGES
    assert {*visit.added, *visit.refused} == {*visit.web.expected}
    assert not visit.added.keys() & visit.refused.keys()
    wrong = [
        (address, expected.says, visit.refused.get(address))
        for address, expected in visit.web.expected.items()
        if (expected.says == ADDED) != (address in visit.added)
        or not re.search(expected.says, visit.refused.get(address, ""))
    ]
    assert wrong == []


def test_no_page_is_lost(visit: Visit) -> None:
    """Each good page is held and indexed with the one sentence that it alone has, whatever its encoding."""
    held = contents(visit.library)
    sources = {row[0]: row[2]["uri"] for row in map(json.loads, held["sources"])}
    snapshots = {row[0]: sources[row[1]] for row in map(json.loads, held["snapshots"])}
    documents = {row[0]: snapshots[row[1]] for row in map(json.loads, held["documents"])}
    indexed = {json.loads(row)[0] for row in held["index of words"]}
    passages: dict[str, list[str]] = {}
    for row in map(json.loads, held["passages"]):
        assert row[0] in indexed
        passages.setdefault(documents[row[1]], []).append(row[5])
    lost = [
        (address, expected.kind, expected.sentence)
        for address, expected in visit.web.expected.items()
        if expected.says == ADDED and not any(expected.sentence in text for text in passages.get(address, []))
    ]
    assert lost == []


def test_pages_are_found_by_what_they_say(visit: Visit) -> None:
    """Of each kind of good page some, by their sentence; and every digest in the library is right."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    for address, expected in visit.web.expected.items():
        if expected.says == ADDED:
            kinds.setdefault(expected.kind, []).append((address, expected.sentence))
    assert {"good", "copy", "misencoded", "redirect", "slow", "tracked", "document"} <= kinds.keys()
    settings = read_settings(library=visit.library, casebooks=())
    with closing(open_library(settings)) as library:
        view = library.view(date.max)
        for address, sentence in (one for some in kinds.values() for one in some[:10]):
            hits = view.search(sentence, 10)
            found = [hit.passage.text for hit in hits if view.source_of(hit.passage).uri == address]
            assert any(sentence in text for text in found), address
        assert library.verify() == []


def test_nothing_is_kept_of_what_was_refused(visit: Visit) -> None:
    """Neither in the records nor in the archive; and no file of any kind is larger than a page may be."""
    held = {json.loads(row)[2]["uri"] for row in contents(visit.library)["sources"]}
    assert held == set(visit.added)
    archived = set()
    for file in (visit.library / "archive").iterdir():
        with file.open("rb") as packed:
            archived |= {
                record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(packed)
            }
    assert archived == held
    assert max(path.stat().st_size for path in visit.library.rglob("*") if path.is_file()) < LARGEST


def test_what_is_closed_to_programs_was_never_asked_for(visit: Visit) -> None:
    assert not [address for address in visit.web.asked() if "/closed/" in address]


def test_hosts_are_asked_one_thing_at_a_time(visit: Visit) -> None:
    for site in visit.web.sites:
        turns = sorted((one.began, one.ended) for one in site.asked)
        overlaps = [(a, b) for a, b in pairwise(turns) if b[0] < a[0]]
        assert overlaps == []
        assert site.most_open == 1, site.address


def test_a_busy_host_is_not_asked_again_before_its_time(visit: Visit) -> None:
    """It asked for an hour at its first page; the others are refused without a question."""
    busy = [address for address in visit.refused if urlsplit(address).netloc in visit.web.busy.address]
    assert len(busy) > 1
    assert len(visit.web.busy.paths()) == 1


def test_memory_stays_within_bounds(visit: Visit) -> None:
    print(f"{visit.ran.most_memory / 1e6:.0f} MB, {visit.ran.seconds:.0f} s")
    assert 0 < visit.ran.most_memory < MOST_MEMORY


def test_large_pages_are_not_held_all_at_once(tmp_path: Path) -> None:
    """Fifty bodies, each within bounds: 750 MB in one batch."""
    picture = Page(b"\x89PNG" + bytes(15_000_000), headers={"Content-Type": "image/png"})
    with open_web(seed=1, count=50, shares={"other type": 1.0}) as web:
        for address in web.expected:
            web.serve(address, picture)
        large = visited(web, tmp_path)
        assert large.refused.keys() == web.expected.keys()
        assert all("image/png" in message for message in large.refused.values())
        assert all(times == 1 for times in web.asked().values())
    print(f"{large.ran.most_memory / 1e6:.0f} MB")
    assert 0 < large.ran.most_memory < MOST_MEMORY
