"""Sources into the library, in as many turns as memory asks for."""

from __future__ import annotations

from collections.abc import Sequence

from wellsourced.errors import Postponed
from wellsourced.model.sources import Source
from wellsourced.ports import Added, Extractor, Fetcher, Library
from wellsourced.steps.capture import capture
from wellsourced.steps.ingest import ingest

__all__ = ["collect"]


def collect(
    sources: Sequence[Source], fetcher: Fetcher, extractor: Extractor, library: Library
) -> list[Added | Exception]:
    """One answer a source, in order: what it became in the library, or the error.

    What the fetcher postponed is asked for again once the rest is written and let go. One that postpones
    everything it is asked for is not asked again: then that is the answer.
    """
    answers: list[Added | Exception] = []
    places = list(range(len(sources)))
    while places:
        # Nothing here may hold on to the captures: the next turn needs their room.
        turn = ingest(capture([sources[at] for at in places], fetcher), extractor, library)
        answers = answers or list(turn)
        for place, answer in zip(places, turn, strict=True):
            answers[place] = answer
        later = [at for at, answer in zip(places, turn, strict=True) if isinstance(answer, Postponed)]
        places = later if len(later) < len(places) else []
    return answers
