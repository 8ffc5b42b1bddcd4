"""Files in a bucket of an S3-compatible store: each is one object, put whole and never changed."""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO, cast

from wellsourced.errors import MissingExtra
from wellsourced.library import object_store

try:
    import obstore
    from obstore.exceptions import AlreadyExistsError, BaseError
    from obstore.store import S3Store
except ImportError as error:
    raise MissingExtra("a library in an object store", "cluster") from error

__all__ = ["S3Blobs"]

_BLOCK = 1 << 18  # bytes fetched at a time


class S3Blobs:
    """The objects under `s3://BUCKET/PREFIX`.

    An object cannot be appended to, so a batch is one object. A name that is taken is never written over,
    since records may point into it: of two writers that meet, one of which has lost its lock, none harms
    the other. Raises `Transient` where the store does not answer, `Config` where it refuses us.
    """

    def __init__(self, place: str) -> None:
        bucket, prefix = object_store.bucket_of(place)
        self._place = place
        self._store = S3Store(
            bucket,
            prefix=prefix or None,
            config=cast(Any, dict(object_store.connection_options())),
            client_options={
                "allow_http": object_store.allows_http(),
                "connect_timeout": object_store.CONNECT_WITHIN,
                "timeout": object_store.ANSWER_WITHIN,
            },
            retry_config={
                "max_retries": object_store.RETRIES,
                "retry_timeout": timedelta(seconds=object_store.RETRY_WITHIN),
            },
        )

    def write(self, name: str, fill: Callable[[BinaryIO], None]) -> str:
        with tempfile.TemporaryFile() as file:
            fill(cast(BinaryIO, file))
            file.flush()
            if self._created(name, file) or self._holds(name, file):
                return name
            file.seek(0)
            stem, dot, ending = name.partition(".")
            other = f"{stem}-{hashlib.file_digest(file, 'sha256').hexdigest()[:16]}{dot}{ending}"
            self._created(other, file)  # named for its bytes: what is there already is the same
            return other

    @contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        with self._plain():
            size = obstore.head(self._store, name)["size"]
        yield cast(BinaryIO, io.BufferedReader(_Object(self, name, size), _BLOCK))

    @contextmanager
    def on_disk(self, name: str) -> Iterator[Path]:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, name)
            with self.reading(name) as there, copy.open("wb") as here:
                shutil.copyfileobj(there, here, _BLOCK)
            yield copy

    def names(self) -> list[str]:
        with self._plain():
            return sorted(one["path"] for batch in obstore.list(self._store) for one in batch)

    def part(self, name: str, start: int, length: int) -> bytes:
        """So many bytes of an object, fewer at its end never: the caller knows its size."""
        with self._plain():
            return bytes(obstore.get_range(self._store, name, start=start, length=length))

    def _created(self, name: str, file: BinaryIO) -> bool:
        """Put the object; False where there is one of that name."""
        file.seek(0)
        with self._plain():
            try:
                # Whole in one request: only so is the condition on its name kept by the store.
                obstore.put(self._store, name, file, mode="create", use_multipart=False)
            except AlreadyExistsError:
                return False
        return True

    def _holds(self, name: str, file: BinaryIO) -> bool:
        file.seek(0)
        with self.reading(name) as there:
            while True:
                here, other = file.read(_BLOCK), there.read(_BLOCK)
                if here != other:
                    return False
                if not here:
                    return True

    @contextmanager
    def _plain(self) -> Iterator[None]:
        """The store's own errors as one line that says what to do."""
        try:
            yield
        except BaseError as error:
            means = object_store.told(error, self._place)
            if means is None:
                raise
            raise means from error


class _Object(io.RawIOBase):
    """An object to be read from any place."""

    def __init__(self, blobs: S3Blobs, name: str, size: int) -> None:
        self._blobs, self._name, self._size = blobs, name, size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        length = min(len(buffer), self._size - self._at)
        if length <= 0:
            return 0
        buffer[:length] = self._blobs.part(self._name, self._at, length)
        self._at += length
        return length
