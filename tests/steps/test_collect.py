"""Sources into the library, a turn at a time where they are too large to be held together."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hashing_encoder import HashingEncoder
from wellsourced.adapters.extractors import Extractors
from wellsourced.errors import Permanent, Postponed
from wellsourced.library.store import open_library
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Added, Capture
from wellsourced.steps.collect import collect


def source(name: str) -> Source:
    return Source(uri=f"https://{name}.example/", title=name, publisher="Narrow", kind=SourceKind.OTHER)


class Narrow:
    """A fetcher with room for two, that counts what it gave before and is still held by anybody."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.held: list[int] = []

    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        gc.collect()
        given = (one for one in gc.get_objects() if isinstance(one, Capture))
        self.held.append(sum(one.source.publisher == "Narrow" for one in given))
        self.asked.append([one.title for one in sources])
        return [self._one(one, place) for place, one in enumerate(sources)]

    def _one(self, one: Source, place: int) -> Capture | Exception:
        if place > 1:
            return Postponed(f"{one.uri} was not read yet")
        if one.title == "gone":
            return Permanent(f"{one.uri} is gone")
        body = f"The {one.title} says so.".encode()
        return Capture(source=one, body=body, media_type="text/plain", captured_at=datetime.now(UTC))


def test_what_is_postponed_is_asked_for_again_when_the_rest_is_let_go(tmp_path: Path) -> None:
    fetcher = Narrow()
    sources = [source(name) for name in ("a", "gone", "b", "c", "d")]
    answers = collect(sources, fetcher, Extractors(), open_library(tmp_path / "library", HashingEncoder()))
    assert fetcher.asked == [["a", "gone", "b", "c", "d"], ["b", "c", "d"], ["d"]]
    assert fetcher.held == [0, 0, 0]
    assert isinstance(answers[1], Permanent)
    added = [answer for answer in answers if isinstance(answer, Added)]
    assert [one.source.title for one in added] == ["a", "b", "c", "d"]
    assert all(one.new for one in added)


class Never:
    """A fetcher that is always full."""

    def __init__(self) -> None:
        self.times = 0

    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        self.times += 1
        return [Postponed(f"{one.uri} was not read yet") for one in sources]


@pytest.mark.parametrize("names", [(), ("a", "b")])
def test_a_fetcher_that_is_always_full_is_not_asked_for_ever(names: tuple[str, ...], tmp_path: Path) -> None:
    fetcher = Never()
    library = open_library(tmp_path / "library", HashingEncoder())
    answers = collect([source(name) for name in names], fetcher, Extractors(), library)
    assert [type(answer) for answer in answers] == [Postponed] * len(names)
    assert fetcher.times == bool(names)
