"""The same in other words: stock phrases, numbers, dates, synonyms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from random import Random

from edits.helpers import words
from edits.quantities import MONTHS, SPELLED, TENS
from edits.wordnet import WordNet

__all__ = ["Thesaurus", "bare", "days", "numbers", "phrases"]

_OPENER = re.compile(
    r"^(?:However|In addition|For example|For instance|Furthermore|Moreover|Therefore|Thus|In fact|"
    r"Also|Additionally|"
    r"As a result|Consequently|Similarly|Likewise|Meanwhile|Finally|Instead|Nevertheless|Nonetheless|"
    r"Indeed|Hence|"
    r"And|But|Yet|So|Still|Then|In contrast|On the other hand|Of course|In particular|That is|In "
    r"turn|Also), ?"
    r"|^(?:And|But|Yet|Thus|Hence|Therefore|However|So) "
    r"(?!long|far|much|many|that|great|is\b|are\b)(?=[a-z])"
)
_PHRASES = tuple(
    tuple(line.split(" = "))
    for line in (Path(__file__).parent / "phrases.txt").read_text(encoding="utf-8").splitlines()
)
"""Stock phrases and what means the same: what stands, and what is put for it."""
# Synonyms by the book that mislead in running text.
_MISLEADING = frozenset(
    words(
        "pledged sworn merely but minutes transactions ascertained observed inherited transmitted "
        "mankind humans femur "
        "femoris men manpower discovered percent percentage reserves militia placed regime authorities "
        "requisite hands tons scores projecting projected overwhelming consuming mounting climbing "
        "helping serving coupled tunica noted graded ranked semilunar lunate terminated performing "
        "acting amalgamation purchasing famed cognition graded conceptus curdling nutritive receipts "
        "revenue located situated accepted recognized talks negotiation announced ended concluded linked "
        "directing directive proceeding prohibit nix requisite femoris inherited transmitted retained "
        "maintained foreshadow omen voiding excretion takings proceeds dismissed fired regimen regime "
        "systematically consistently enforced implemented stated declared interpreted taken authorities "
        "wage earnings manpower feasible minutes proceedings dealing salary"
    )
)


def bare(sentence: str) -> str:
    """The sentence without an opener that joins it to the one before ("However, ...")."""
    rest = _OPENER.sub("", sentence, count=1)
    return rest[0].upper() + rest[1:] if rest else sentence


def phrases(sentence: str, rng: Random) -> list[str]:
    """One stock phrase put as another of the same meaning."""
    made = []
    for old, new in _PHRASES:
        if old not in sentence or len(re.findall(rf"\b{old}\b", sentence)) != 1:
            continue
        text = re.sub(rf"\b{old}\b", new, sentence)
        ending = "n" if new[0] in "aeiou" else ""
        made.append(re.sub(rf"\b([Aa])n? (?={new})", rf"\g<1>{ending} ", text))
    if re.search(r"\bmore than \$?\d", sentence):
        made.append(re.sub(r"\bmore than (?=\$?\d)", "over ", sentence))
    return made


_BOUNDED = re.compile(r"\b(?:about|over|than|least|most|approximately|nearly|some|to|and|exactly)\s$")


def _long_numbers(sentence: str, rng: Random) -> list[str]:
    """A number of four digits or more without its commas, in words, or rounded to two digits."""
    made = []
    for match in re.finditer(r"(?<![\w.,$/-])(\d{1,3}(?:,\d{3})+)(?![\w/-]|[.,]\d)", sentence):
        made.append(_put(sentence, match, match[1].replace(",", "")))
        value = int(match[1].replace(",", ""))
        if 1100 <= value < 10000 and value % 100 == 0 and value % 1000:
            made.append(_put(sentence, match, _hundreds(value)))
        if value >= 1_000_000 and value % 100_000 == 0:
            made.append(_put(sentence, match, f"{value / 1e6:g} million"))
        if value % 1000 and not _BOUNDED.search(sentence[: match.start()]):
            place = 10 ** (len(str(value)) - 2)
            word = rng.choice(("about", "roughly", "approximately", "around"))
            made.append(_put(sentence, match, f"{word} {round(value / place) * place:,}"))
    return made


def numbers(sentence: str, rng: Random) -> list[str]:
    """The same number written otherwise."""
    made = _long_numbers(sentence, rng)
    for match in re.finditer(r"(?<![\w.,/-])(\d+(?:\.\d+)?)%", sentence):
        made.append(_put(sentence, match, f"{match[1]} percent"))
    for match in re.finditer(r"(?<![\w.,/-])(\d+(?:\.\d+)?) percent\b", sentence):
        made.append(_put(sentence, match, f"{match[1]}%"))
    for match in re.finditer(
        r"(?<![\w.,$/-])([2-9]|1[0-2])(?= [a-z]{3,})(?! (?:percent|million|billion|mm|cm|km|p\.m))", sentence
    ):
        made.append(_put(sentence, match, SPELLED[int(match[1])]))
    for match in re.finditer(rf"(?<![\w-])({'|'.join(SPELLED[2:13])})(?= [a-z]{{3,}})(?! of)", sentence):
        made.append(_put(sentence, match, str(SPELLED.index(match[1]))))
    for match in re.finditer(r"\$(\d+(?:\.\d+)?) (million|billion)\b", sentence):
        made.append(_put(sentence, match, f"{match[1]} {match[2]} dollars"))
    return [text for text in made if text != sentence]


def _hundreds(value: int) -> str:
    count = value // 100
    tens, ones = divmod(count, 10)
    word = SPELLED[count] if count < 20 else TENS[tens - 2] + (f"-{SPELLED[ones]}" if ones else "")
    return f"{word} hundred"


def days(sentence: str, rng: Random) -> list[str]:
    """The same date written otherwise, or named less finely."""
    months = "|".join(MONTHS)
    made = []
    for match in re.finditer(rf"\b({months}) (\d{{1,2}}), (\d{{4}})\b,?", sentence):
        made.append(_put(sentence, match, f"{match[2]} {match[1]} {match[3]}"))
        if re.search(r"\b[Oo]n $", sentence[: match.start()]):
            made.append(_less_fine(sentence, match, f"{match[1]} {match[3]}"))
            made.append(_less_fine(sentence, match, match[3]))
        if rng.random() < 0.3:
            made.append(
                _put(sentence, match, f"{match[3]}-{MONTHS.index(match[1]) + 1:02d}-{int(match[2]):02d}")
            )
    for match in re.finditer(rf"\b(\d{{1,2}}) ({months}) (\d{{4}})\b", sentence):
        made.append(_put(sentence, match, f"{match[2]} {match[1]}, {match[3]}"))
        if re.search(r"\b[Oo]n $", sentence[: match.start()]):
            made.append(_less_fine(sentence, match, f"{match[2]} {match[3]}"))
    for match in re.finditer(rf"\b[Ii]n ({months}),? (\d{{4}})\b", sentence):
        made.append(_put(sentence, match, f"{match[0][:2]} {match[2]}"))
    return made


def _less_fine(sentence: str, match: re.Match[str], new: str) -> str:
    before = sentence[: match.start()]
    return before[:-3] + ("In " if before[-3] == "O" else "in ") + new + sentence[match.end() :]


def _put(sentence: str, match: re.Match[str], new: str) -> str:
    if match.start() == 0:
        new = new[0].upper() + new[1:]
    return sentence[: match.start()] + new + sentence[match.end() :]


class Thesaurus:
    """Single-sense synonyms, kept to words the texts use too."""

    def __init__(self, words: WordNet, counts: Mapping[str, int], least: int = 10) -> None:
        self._words, self._counts, self._least = words, counts, least

    def __call__(self, sentence: str, rng: Random) -> list[str]:
        """The sentence with one word put as its synonym."""
        made = []
        for match in re.finditer(r"(?<![\w-])[a-z]{5,}(?![\w-])", sentence):
            if match[0] in _MISLEADING:
                continue
            known = [w for w in self._words.synonyms(match[0]) if self._counts.get(w, 0) >= self._least]
            known = [w for w in known if w not in _MISLEADING]
            if re.search(r"\b(?:most|more|very|so|as|too) $", sentence[: match.start()]):
                continue
            if known:
                new = rng.choice(known)
                text = _put(sentence, match, new)
                text = re.sub(
                    rf"\b([Aa])n? {new}\b",
                    lambda m, n=new: f"{m[1]}{'n' if n[0] in 'aeiou' else ''} {n}",
                    text,
                )
                made.append(text)
        return made
