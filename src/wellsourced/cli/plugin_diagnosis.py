"""What `doctor` says of plugins: which are installed, which are chosen, and what is wrong with those.

Only what the settings name is imported; all else is read from what its package registers.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from wellsourced.cli.deep_diagnosis import Check
from wellsourced.config import open_search
from wellsourced.errors import WellsourcedError
from wellsourced.plugins import Installed, Port, installed, load, refuse_misshapen
from wellsourced.settings import Settings

__all__ = ["plugins"]

OWN = "wellsourced"
"""The package whose tools come along."""


def plugins(settings: Settings) -> Iterator[Check]:
    """A line for each port, and one for each tool that is registered twice."""
    for port in Port:
        there = installed(port)
        yield _of_port(port, _chosen(port, settings), there, settings)
        yield from _twice(port, there)


def _chosen(port: Port, settings: Settings) -> tuple[str, ...]:
    """The names that the settings choose for a port."""
    match port:
        case Port.SEARCH:
            return tuple(dict.fromkeys(settings.search))
        case Port.FETCHER:
            return (settings.fetcher,)
        case Port.EXTRACTOR:
            return (settings.extractor,)
        case Port.ENCODER:
            return (settings.encoder,)
        case Port.VERIFIER:
            return (settings.verifier.partition(":")[0],)
        case Port.MODEL:
            return (settings.llm,) if settings.writer == "llm" else ()


def _of_port(port: Port, chosen: Sequence[str], there: Sequence[Installed], settings: Settings) -> Check:
    others = [_told(one) for one in there if one.name not in chosen]
    try:
        for name in chosen:
            refuse_misshapen(port, name, load(port, name))
        if port is Port.SEARCH:
            open_search(settings)
    except WellsourcedError as error:
        return Check(name=port.value, found=str(error), good=False)
    words = ", ".join(_told(one) for one in there if one.name in chosen) or "none is chosen"
    if port is Port.VERIFIER and ":" in settings.verifier:
        words = settings.verifier
    also = f" (also installed: {', '.join(others)})" if others else ""
    return Check(name=port.value, found=f"{words}{also}")


def _told(one: Installed) -> str:
    """A tool by name; of one that did not come along, whose it is."""
    return one.name if one.package in ("", OWN) else f"{one.name} of {one.package} {one.version}".rstrip()


def _twice(port: Port, there: Sequence[Installed]) -> Iterator[Check]:
    for name, times in Counter(one.name for one in there).items():
        if times > 1:
            packages = " and ".join(one.package for one in there if one.name == name)
            words = f"{name!r} is registered by {packages}: uninstall one, or either may be used"
            yield Check(name=port.value, found=words, good=False)
