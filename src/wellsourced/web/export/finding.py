"""What the search of an exported site looks up: its pages, and in which of them each word stands.

Scripts rather than JSON: a page that is opened from a folder may load the one and not the other. The words
are in files by their first two letters, so that a search loads some kilobytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Entry", "index", "words"]

FOLDER = "search"

_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page to be found: `title` and `more` (topics, publishers) weigh more than `text`."""

    title: str
    file: str
    label: str
    answer: str
    checked: str
    more: str
    text: str


def words(text: str) -> set[str]:
    """The words of a text as they are looked up: no capitals, no accents. The script does the same."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return set(_WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))


def index(entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """The files of the index by their paths: `search/pages.js`, and the words by their first letters."""
    listed = [[one.title, one.file, one.label, one.answer, one.checked] for one in entries]
    found: dict[str, dict[str, tuple[list[int], list[int]]]] = {}
    for number, entry in enumerate(entries):
        heavy = words(f"{entry.title} {entry.more}")
        for word in sorted(heavy | words(f"{entry.answer} {entry.text}")):
            places = found.setdefault(word[:2], {}).setdefault(word, ([], []))
            places[0 if word in heavy else 1].append(number)
    yield f"{FOLDER}/pages.js", _script("pages", listed, sorted(found))
    for letters, held in sorted(found.items()):
        yield f"{FOLDER}/words-{shard(letters)}.js", _script("words", letters, held)


def shard(letters: str) -> str:
    """The part of a file's name that stands for two letters: their code points, which every host takes."""
    return "-".join(f"{ord(sign):x}" for sign in letters)


def _script(name: str, *told: object) -> bytes:
    values = ",".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in told)
    safe = values.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"wellsourced.{name}({safe});\n".encode()


def script_name(text: str) -> str:
    """The search's own script under a name that tells its content."""
    return f"assets/find-{hashlib.sha256(text.encode('utf-8')).hexdigest()[:12]}.js"
