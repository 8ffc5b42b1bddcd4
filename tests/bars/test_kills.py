"""`kill -9` at any moment of adding pages of the web, and run again: the same library as without it."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

import pytest
from warcio.archiveiterator import ArchiveIterator

from library_digest import contents, library_digest
from open_web_pages import html
from open_web_site import OpenWeb, open_web
from running import KILLED, Ran, run

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="needs many hosts on loopback: Linux only"
)

PAGES = 150
"""More than two batches of what is written together."""

SHARES = {
    "copy": 0.05,
    "error": 0.03,
    "slow": 0.02,
    "huge": 0.02,
    "misencoded": 0.05,
    "bomb": 0.02,
    "redirect": 0.05,
    "closed": 0.03,
    "not a page": 0.03,
    "tracked": 0.03,
    "document": 0.15,
}


@dataclass
class Library:
    """A library in the making, beside the pages kept and what the program said last."""

    folder: Path
    web: OpenWeb
    kills: list[str] = field(default_factory=list)
    """Where each kill landed."""

    @property
    def path(self) -> Path:
        """The library's own folder."""
        return self.folder / "library"

    def add(self, kill: Callable[[], bool] | None = None) -> Ran:
        """Add the whole web, or as much of it as there is time for."""
        self.folder.mkdir(exist_ok=True)
        addresses = self.folder / "list.txt"
        addresses.write_text("\n".join(self.web.expected))
        self.web.forget()
        return self.program(["add", "--from", str(addresses)], kill)

    def program(self, arguments: list[str], kill: Callable[[], bool] | None = None) -> Ran:
        """Run a command on this library."""
        settings = {
            "WELLSOURCED_FETCH_ALLOWED_HOSTS": self.web.allowed,
            "WELLSOURCED_FETCH_DELAY": "0",
            "WELLSOURCED_FETCH_CACHE": str(self.folder / "pages"),
            "WELLSOURCED_CASEBOOKS": "none",
        }
        return run([*arguments, "--library", str(self.path), "--json"], settings, self.folder, kill)

    def state(self) -> tuple[tuple[str, int], ...]:
        """Its files with their sizes."""
        found = []
        for path in self.path.rglob("*"):
            try:
                found.append((str(path), path.stat().st_size))
            except FileNotFoundError:  # renamed meanwhile
                continue
        return tuple(sorted(found))


class AtChange:
    """Says "now" when the library's files have changed so many times."""

    def __init__(self, library: Library, number: float) -> None:
        self._library, self._number = library, number
        self._last = library.state()
        self.seen = 0

    def __call__(self) -> bool:
        now = self._library.state()
        self.seen += now != self._last
        self._last = now
        return self.seen >= self._number


class AfterRequest:
    """Says "now" some seconds after so many requests came."""

    def __init__(self, web: OpenWeb, number: int, seconds: float) -> None:
        self._web, self._number, self._seconds = web, number, seconds
        self._since: float | None = None

    def __call__(self) -> bool:
        if self._since is None and sum(self._web.asked().values()) >= self._number:
            self._since = monotonic()
        return self._since is not None and monotonic() - self._since >= self._seconds


@dataclass(frozen=True)
class Undisturbed:
    """What a run without kills made, and how much there was to see of it."""

    web: OpenWeb
    digest: str
    out: dict[str, list[dict[str, object]]]
    changes: int
    requests: dict[str, int]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Undisturbed]:
    with open_web(seed=20, count=PAGES, shares=SHARES) as web:
        library = Library(tmp_path_factory.mktemp("undisturbed"), web)
        watch = AtChange(library, float("inf"))
        ran = library.add(watch)
        assert ran.code == 2, ran.err
        yield Undisturbed(web, library_digest(library.path), json.loads(ran.out), watch.seen, web.asked())


def killed_at(point: int, library: Library, undisturbed: Undisturbed) -> None:
    """Kill a run at a seeded point: at a change of the library's files, or between two of them."""
    rng = random.Random(point)
    answered = sum(undisturbed.requests.values())
    for share in (0.9, 0.4, 0.1):  # what is there already changes less and less
        if point % 2:
            kill: Callable[[], bool] = AtChange(library, rng.randint(1, int(share * undisturbed.changes)))
        else:
            kill = AfterRequest(library.web, rng.randint(1, int(share * answered)), rng.uniform(0, 2))
        ran = library.add(kill)
        if ran.code == KILLED:
            assert ran.left_behind == ()
            asked = sum(library.web.asked().values())
            library.kills.append(
                f"{point}: {ran.seconds:.1f} s, {asked} requests, {len(library.state())} files"
            )
            return
    raise AssertionError(f"point {point} was never reached: {ran}")


def whole_again(library: Library, undisturbed: Undisturbed) -> None:
    """What is archived can be read; and after another run nothing tells that there ever was a kill."""
    for file in (library.path / "archive").glob("*.warc.gz"):
        with file.open("rb") as packed:
            assert sum(1 for _ in ArchiveIterator(packed)) > 0
    ran = library.add()
    told = json.loads(ran.out)
    assert ran.code == 2, ran.err
    for part in ("added", "failed"):
        assert {one["url"] for one in told[part]} == {one["url"] for one in undisturbed.out[part]}
    assert library_digest(library.path) == undisturbed.digest, library.kills
    proof = library.program(["verify"])
    assert json.loads(proof.out) == {"sound": True, "damage": []}
    assert {*library.web.asked()} == {*undisturbed.requests}
    again = {
        address for address, times in library.web.asked().items() if times > undisturbed.requests[address]
    }
    assert again == set(), "asked for more often than by a run without kills"
    left = [path.name for path in library.folder.rglob("*") if path.suffix in (".partial", ".part")]
    assert left == []


def test_a_run_that_was_killed_is_finished_by_the_next(undisturbed: Undisturbed, tmp_path: Path) -> None:
    """Three kills in a row, each of a run that goes on where the one before it died."""
    library = Library(tmp_path / "killed", undisturbed.web)
    for point in (1, 2, 3):
        killed_at(point, library, undisturbed)
    whole_again(library, undisturbed)
    assert len(library.kills) == 3


def test_a_page_that_changes_after_the_kill_is_added_beside_what_was_kept(tmp_path: Path) -> None:
    """Of a page that was written before the kill both texts are kept; of one that was not, the new one."""
    with open_web(seed=21, count=70, shares={}) as web:
        addresses = list(web.expected)
        early, late = addresses[0], addresses[-1]  # of the first batch, and of the second
        web.serve(late, replace(web.served(late), before=1.0))
        library = Library(tmp_path / "changing", web)
        assert library.add(AfterRequest(web, 66, 0.0)).code == KILLED
        for address in (early, late):
            body = web.served(address).body.replace(
                b"</article>", b"<p>The pier was sold again.</p></article>"
            )
            web.serve(address, html(body))
        told = json.loads(library.add().out)
        assert {one["url"] for one in told["added"]} == set(addresses) and told["failed"] == []
        kept = contents(library.path)
        uris = {row[0]: row[2]["uri"] for row in map(json.loads, kept["sources"])}
        times = Counter(uris[row[1]] for row in map(json.loads, kept["snapshots"]))
        assert (times[early], times[late], len(times)) == (2, 1, 70)
        assert json.loads(library.program(["verify"]).out)["sound"]


@pytest.mark.endurance
@pytest.mark.parametrize("points", [*((one,) for one in range(100, 110)), range(110, 115), range(115, 120)])
def test_20_kills(points: tuple[int, ...] | range, undisturbed: Undisturbed, tmp_path: Path) -> None:
    """Ten runs killed once, and two chains of five kills."""
    library = Library(tmp_path / "killed", undisturbed.web)
    for point in points:
        killed_at(point, library, undisturbed)
    whole_again(library, undisturbed)
    print("\n".join(library.kills))
    assert len(library.kills) == len(points)
