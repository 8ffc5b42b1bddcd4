"""What `add` tells at its end: how much came in, and what was refused and why."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from rich.text import Text

from wellsourced.cli.output import console, print_json
from wellsourced.errors import Permanent, WellsourcedError
from wellsourced.jobs.following import Outcome
from wellsourced.ports import Added

__all__ = ["reason", "tell_added"]

MOST_NAMED = 3
"""Addresses printed for one reason."""
_ADDRESS = re.compile(r"""["']?\b(?:https?|file)://\S*[^\s:,;.)]""", re.IGNORECASE)
_GAP = "…"


def tell_added(outcomes: Sequence[Outcome], as_json: bool) -> int:
    """Say what became of each address; 0 where all are in, the errors' exit code where they agree, else 2."""
    added = [one.answer for one in outcomes if isinstance(one.answer, Added)]
    refused = [(one, one.answer) for one in outcomes if isinstance(one.answer, Exception)]
    if as_json:
        print_json(
            {
                "added": [_added_json(one) for one in added],
                "failed": [{"url": one.address, "message": str(error)} for one, error in refused],
            }
        )
    else:
        new = sum(one.new for one in added)
        passages = sum(one.passages for one in added if one.new)
        kept = len(added) - new
        words = f"added {new} ({passages} new passages), kept as they were {kept}, refused {len(refused)}"
        console().print(Text(words))
        sys.stdout.flush()  # before what follows on the other stream
        for line in _refusals(refused):
            print(line, file=sys.stderr)
    codes = {
        error.exit_code if isinstance(error, WellsourcedError) else Permanent.exit_code
        for _, error in refused
    }
    return codes.pop() if len(codes) == 1 else Permanent.exit_code if codes else 0


def _added_json(one: Added) -> dict[str, object]:
    return {
        "source": one.source.id,
        "url": one.source.uri,
        "document": one.document,
        "passages": one.passages,
        "new": one.new,
    }


def _refusals(refused: Sequence[tuple[Outcome, Exception]]) -> Iterator[str]:
    """Lines that say why, the commonest reason first; one refused alone is told in its own words."""
    groups: dict[str, list[tuple[Outcome, str]]] = {}
    for one, error in refused:
        words = " ".join(str(error).split())
        groups.setdefault(reason(words, one), []).append((one, words))
    for why, members in sorted(groups.items(), key=lambda group: -len(group[1])):
        if len(members) == 1:
            yield f"error: {members[0][1]}"
            continue
        yield f"error: {len(members)} refused: {why}"
        yield from (f"  {one.address}" for one, _ in members[:MOST_NAMED])
        if len(members) > MOST_NAMED:
            yield f"  and {len(members) - MOST_NAMED} more: `--json` lists them all"


def reason(words: str, one: Outcome) -> str:
    """A message without what names this one address in it: the same for all refused for one reason."""
    words = words.removeprefix(f"{one.name} ")  # as an extractor begins; elsewhere it may be any word
    for name in sorted(_addresses(one.address), key=len, reverse=True):
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _GAP, words)
    words = re.sub(rf"""["']?{_GAP}["']?""", _GAP, _ADDRESS.sub(_GAP, words))
    return words.removeprefix(_GAP).strip()


def _addresses(address: str) -> set[str]:
    """What a message may call an address: all of it, its path, its host with and without the port."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return {address}
    path = unquote(parts.path) if parts.scheme == "file" else ""
    return {name for name in (address, path, parts.netloc, parts.hostname or "") if name}
