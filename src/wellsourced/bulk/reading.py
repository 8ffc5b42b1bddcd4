"""Files read in shards: bytes, text and vectors, all that adding takes but the writing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wellsourced.adapters.files import FileFetcher
from wellsourced.bulk.shards import Shard
from wellsourced.config import open_encoder, open_extractor
from wellsourced.library.corrections import telling_title
from wellsourced.library.layers import index_text
from wellsourced.library.reading import Read, read_all, snapshot_of
from wellsourced.model.sources import Source
from wellsourced.ports import Capture, Encoder, Extracted, Extractor, Fetcher, Vectors
from wellsourced.settings import Settings
from wellsourced.steps.capture import capture

__all__ = ["PreparedEncoder", "PreparedExtractor", "ReadFile", "Reading", "Wanted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file to be added, and the digests of what the library holds of it: that is not read again."""

    source: Source
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file as a worker read it; `read` is None where the library holds it already.

    `vectors` has shape (texts, dimension), one row for each of the `texts` that will be indexed.
    """

    capture: Capture | Exception
    read: Extracted | Exception | None = None
    texts: tuple[str, ...] = ()
    vectors: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A `Task`: files to bytes, text and vectors. It opens no library."""

    settings: Settings

    def open(self) -> Callable[[Shard[Wanted]], tuple[ReadFile, ...]]:
        """Load the extractor and the encoder; one answer a file, in order."""
        fetcher, extractor = FileFetcher(), _Noting(open_extractor(self.settings))
        encoder = open_encoder(self.settings)

        def answer(shard: Shard[Wanted]) -> tuple[ReadFile, ...]:
            return tuple(_read(one, fetcher, extractor, encoder) for one in shard.items)

        return answer


class _Noting:
    """An extractor that remembers what it gave last."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self.last: Extracted | Exception | None = None

    def extract(self, captures: Sequence[Capture]) -> list[Extracted | Exception]:
        """As the extractor itself."""
        given = list(self._extractor.extract(captures))
        self.last = given[-1] if given else None
        return given


def _read(wanted: Wanted, fetcher: Fetcher, extractor: _Noting, encoder: Encoder) -> ReadFile:
    (captured,) = capture([wanted.source], fetcher)
    if isinstance(captured, Exception):
        return ReadFile(capture=captured)
    snapshot = snapshot_of(captured)
    if snapshot.content in wanted.known:
        return ReadFile(capture=captured)
    read = read_all([captured], [snapshot], (), extractor)[snapshot.id]
    given = extractor.last
    if not isinstance(read, Read):
        return ReadFile(capture=captured, read=given)
    title = telling_title(read.document.title, read.told.uri)
    texts = tuple(dict.fromkeys(index_text(passage, title) for passage in read.passages))
    vectors = np.asarray(encoder.encode(texts), dtype=np.float32)
    return ReadFile(capture=captured, read=given, texts=texts, vectors=vectors)


class PreparedExtractor:
    """An `Extractor` that gives what workers read, and reads itself only what none did."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self._read: Mapping[str, Extracted | Exception] = {}

    def lay_out(self, files: Sequence[ReadFile]) -> None:
        """Have these at hand, and nothing else."""
        self._read = {
            snapshot_of(one.capture).id: one.read
            for one in files
            if isinstance(one.capture, Capture) and one.read is not None
        }

    def extract(self, captures: Sequence[Capture]) -> list[Extracted | Exception]:
        """One answer a capture, in order."""
        given = []
        for one in captures:
            found = self._read.get(snapshot_of(one).id)
            given.append(self._extractor.extract([one])[0] if found is None else found)
        return given


class PreparedEncoder:
    """An `Encoder` that gives the vectors workers made, and encodes itself only what none did."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.dimension = encoder.name, encoder.dimension
        self._encoder = encoder
        self._rows: dict[str, NDArray[np.float32]] = {}
        self.encoded = 0
        """Texts that no worker had encoded."""

    def lay_out(self, files: Sequence[ReadFile]) -> None:
        """Have these at hand, and nothing else."""
        self._rows = {}
        for one in files:
            if one.vectors is not None:
                self._rows |= zip(one.texts, one.vectors, strict=True)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, shape (texts, dimension)."""
        new = [text for text in dict.fromkeys(texts) if text not in self._rows]
        if new:
            self.encoded += len(new)
            self._rows |= zip(new, np.asarray(self._encoder.encode(new), dtype=np.float32), strict=True)
        return np.stack([self._rows[text] for text in texts])
