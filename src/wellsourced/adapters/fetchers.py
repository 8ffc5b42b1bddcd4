"""The fetcher that comes with the package: picks one by the scheme of the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wellsourced.adapters.files import FileFetcher
from wellsourced.adapters.web.fetching import WebFetcher
from wellsourced.errors import Permanent
from wellsourced.model.sources import Source
from wellsourced.ports import Capture, Fetcher, Fetching

__all__ = ["ByScheme", "any_fetcher", "file_fetcher"]


class ByScheme:
    """A `Fetcher` that hands each source to the one for its scheme, all of a scheme together."""

    def __init__(self, fetchers: Mapping[str, Fetcher]) -> None:
        self._fetchers = fetchers

    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        """One answer a source, in order; a scheme nobody reads is a `Permanent` that names the others."""
        answers: dict[int, Capture | Exception] = {}
        for fetcher in dict.fromkeys(self._fetchers.values()):
            places = [place for place, source in enumerate(sources) if self._of(source) is fetcher]
            if places:
                answers |= dict(zip(places, fetcher.fetch([sources[at] for at in places]), strict=True))
        known = ", ".join(sorted(self._fetchers))
        return [
            answers.get(place, Permanent(f"{source.uri} cannot be read: give an address with {known}"))
            for place, source in enumerate(sources)
        ]

    def _of(self, source: Source) -> Fetcher | None:
        return self._fetchers.get(source.uri.partition(":")[0].lower())


def file_fetcher(_: Fetching) -> FileFetcher:
    """Local files only; nothing to set."""
    return FileFetcher()


def any_fetcher(fetching: Fetching) -> ByScheme:
    """Local files and pages of the web."""
    web = WebFetcher(fetching)
    return ByScheme({"file": FileFetcher(), "http": web, "https": web})
