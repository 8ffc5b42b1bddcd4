"""A source as an editor names it: an address of the web, never a path of this machine."""

from __future__ import annotations

from dataclasses import replace

from wellsourced.adapters.web.addresses import is_web, read_address
from wellsourced.adapters.web.sources import web_sources
from wellsourced.errors import InputError, Permanent
from wellsourced.model.sources import Source, SourceKind
from wellsourced.text.private import clean_address
from wellsourced.web.desk.words import plain

__all__ = ["LONGEST_NAME", "kind_called", "source_at"]

LONGEST_NAME = 200
LONGEST_ADDRESS = 2000


def source_at(address: str, kind: str, publisher: str) -> Source:
    """The source at an address. Raises `InputError` where that is none of the web, or of no kind."""
    wanted = plain(address, LONGEST_ADDRESS)
    if not is_web(wanted):
        raise InputError("Give the address of a page of the web: https://...")
    try:
        uri = clean_address(str(read_address(wanted)))
    except Permanent as error:
        raise InputError(f"{str(error)[:1].upper()}{str(error)[1:]}") from error
    [source] = web_sources([uri], kind=kind_called(kind))
    named = " ".join(plain(publisher, LONGEST_NAME).split())
    return replace(source, publisher=named) if named else source


def kind_called(name: str) -> SourceKind:
    """The kind of source that a form names. Raises `InputError` where there is none."""
    if name not in set(SourceKind):
        raise InputError("Say of which kind it is: choose one of the list.")
    return SourceKind(name)
