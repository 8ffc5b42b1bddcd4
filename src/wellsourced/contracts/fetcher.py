"""The contract of fetchers, which read the bytes of sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from wellsourced.contracts.broken import one_line, require
from wellsourced.model.sources import Source
from wellsourced.ports import Capture, Fetcher, Fetching

__all__ = ["CHECKS", "Case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A fetcher's factory, a source that can be read with its bytes, and one that cannot."""

    make: Callable[[Fetching], Fetcher]
    there: Source
    body: bytes
    missing: Source
    fetching: Fetching = field(default_factory=lambda: Fetching(delay=0))

    def open(self) -> Fetcher:
        """The fetcher, as settings would make it."""
        return self.make(self.fetching)


def each_source_has_its_answer(case: Case) -> None:
    """As many answers as sources, in their order, whatever becomes of each; none for none."""
    fetcher = case.open()
    require(len(fetcher.fetch([])) == 0, "no source, no answer")
    answers = fetcher.fetch([case.missing, case.there])
    require(len(answers) == 2, "as many answers as sources", len(answers))
    require(isinstance(answers[0], Exception), "the first cannot be read", answers[0])
    require(isinstance(answers[1], Capture), "the second can, though the first cannot", answers[1])


def bytes_are_as_published(case: Case) -> None:
    """A capture is of the source asked for: its bytes, what form they have, and when they were read."""
    (capture,) = case.open().fetch([case.there])
    require(isinstance(capture, Capture), "it can be read", capture)
    assert isinstance(capture, Capture)
    require(capture.source.uri == case.there.uri, "it is the source that was asked for", capture.source.uri)
    require(capture.body == case.body, "its bytes are unchanged", capture.body[:80])
    require("/" in capture.media_type, "it has a media type", capture.media_type)
    require(capture.captured_at.tzinfo is not None, "when it was read has a zone", capture.captured_at)


def what_cannot_be_read_is_told(case: Case) -> None:
    """An error of ours comes back, and is not raised: the others are read."""
    (answer,) = case.open().fetch([case.missing])
    require(isinstance(answer, Exception), "what cannot be read comes back as an error", answer)
    assert isinstance(answer, Exception)
    one_line(answer)


CHECKS = (each_source_has_its_answer, bytes_are_as_published, what_cannot_be_read_is_told)
