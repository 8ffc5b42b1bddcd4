"""A draft as it is given on the site: pasted, as a file, or by its address on the web; never by a path."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from wellsourced.adapters.drafts import draft_of, draft_source
from wellsourced.adapters.web.addresses import is_web, read_address
from wellsourced.config import open_extractor
from wellsourced.errors import InputError, Permanent
from wellsourced.jobs.giving import Given
from wellsourced.ports import Capture
from wellsourced.rules.places import find_place
from wellsourced.settings import Settings
from wellsourced.steps.auditing.reading import Draft
from wellsourced.text.private import clean_address
from wellsourced.web.desk.uploading import named, one_at_a_time
from wellsourced.web.site import Site

__all__ = ["MOST_LETTERS", "Sheet", "given_of", "reads_web"]

MOST_LETTERS = 200_000
"""Characters of a draft that is audited: some 2,000 sentences, which take minutes."""
LONGEST_ADDRESS = 2_000
_TITLE = 100
"""Characters of the first words of a pasted draft, by which it is called."""
_LINKED = re.compile(r"\]\(https?://")
"""What tells Markdown from plain text that is pasted: only there it matters, for links are citations."""
_PASTED = "draft:pasted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a form says: one of `text`, `file` (its name and bytes) and `address`, and what goes with it.

    `found` is where the text stands on the web already, which is then no evidence for itself.
    """

    text: str = ""
    file: tuple[str, bytes] | None = None
    address: str = ""
    found: str = ""
    place: str = ""
    sources: bool = False


def reads_web(settings: Settings) -> bool:
    """Whether pages of the web may be read for an audit: not where only files are."""
    return settings.fetcher != "files"


def given_of(sheet: Sheet, site: Site) -> Given:
    """The draft that a form gives.

    Raises `InputError` with what to do where there is none, more than one, or one that cannot be audited;
    `Transient` while another file is being read.
    """
    place = find_place(sheet.place.strip()) if sheet.place.strip() else None
    given = _one_of(sheet)(sheet, site)
    if sheet.sources and not reads_web(site.settings):
        raise InputError("This server reads no pages of the web: audit the draft without what it cites.")
    draft = None if given.draft is None else replace(given.draft, place=place)
    return replace(given, draft=draft, place=place, sources=sheet.sources)


def _one_of(sheet: Sheet) -> Callable[[Sheet, Site], Given]:
    ways = [
        way
        for way, there in (
            (_pasted, bool(sheet.text.strip())),
            (_uploaded, sheet.file is not None),
            (_named, bool(sheet.address.strip())),
        )
        if there
    ]
    if not ways:
        raise InputError("There is nothing to audit yet: paste a text, or choose a file that has one.")
    if len(ways) > 1:
        raise InputError("Give one draft at a time: a text, a file or an address.")
    return ways[0]


def _pasted(sheet: Sheet, site: Site) -> Given:
    _refuse_long(len(sheet.text))
    first = " ".join(sheet.text.strip().partition("\n")[0].split()).lstrip("# ")
    title = first if len(first) <= _TITLE else f"{first[:_TITLE].rsplit(' ', 1)[0]}…"
    kind = "text/markdown" if _LINKED.search(sheet.text) else "text/plain"
    return _read(sheet, title, (_PASTED, sheet.text.encode("utf-8"), kind), site)


def _uploaded(sheet: Sheet, site: Site) -> Given:
    assert sheet.file is not None
    name, kind = named(*sheet.file)
    with one_at_a_time():
        return _read(sheet, name, (f"draft:{name}", sheet.file[1], kind), site)


def _named(sheet: Sheet, site: Site) -> Given:
    if not reads_web(site.settings):
        raise InputError("This server reads no pages of the web: paste the text instead.")
    address = _address(sheet.address)
    return Given(title=address, address=address)


def _read(sheet: Sheet, title: str, sent: tuple[str, bytes, str], site: Site) -> Given:
    uri, body, kind = sent
    source = draft_source(_address(sheet.found) if sheet.found.strip() else uri, title)
    capture = Capture(source=source, body=body, media_type=kind, captured_at=site.clock.now())
    try:
        draft = draft_of(capture, open_extractor(site.settings))
    except Permanent as error:
        raise InputError(str(error)) from error
    return Given(title=_called(draft, title), draft=draft)


def _called(draft: Draft, otherwise: str) -> str:
    """The draft's own title where it has one that is no longer than a line."""
    _refuse_long(len(draft.extracted.text))
    own = " ".join(draft.extracted.title.split())
    return own if 0 < len(own) <= _TITLE else otherwise


def _refuse_long(letters: int) -> None:
    if letters > MOST_LETTERS:
        raise InputError(
            f"That is {letters:,} characters long: audit it in parts of {MOST_LETTERS:,} at most."
        )


def _address(said: str) -> str:
    """An address of the web, in normal form. Raises `InputError`."""
    wanted = said.strip()
    if not is_web(wanted) or len(wanted) > LONGEST_ADDRESS:
        raise InputError("Give the address of a page of the web: https://...")
    try:
        return clean_address(str(read_address(wanted)))
    except Permanent as error:
        raise InputError(f"{str(error)[:1].upper()}{str(error)[1:]}") from error
