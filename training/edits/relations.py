"""Claims worked out from figures: bounds on one, and comparisons of two."""

from __future__ import annotations

import re
from random import Random

from edits.helpers import date_mentions, figures
from edits.model import NEI, Pair

__all__ = ["bounds", "compared", "hedged", "titles"]

_NUMBER = re.compile(r"(?<![\w.,/$–-])(\$?)(\d{1,3}(?:,\d{3})+|\d{2,})(\.\d+)?(?![\w/–-]|[.,]\d)")
_BOUNDED = re.compile(
    r"(?:\b(?:about|approximately|around|over|under|than|least|most|up to|nearly|almost|to|and|"
    r"between|roughly|from|"
    r"some|exceed\w*|age|aged|ages|chapter|section|No\.|number|version|article|title|only|every|exactly|the|"
    r"resolution|by|group|phase|level|stage|type|class|page|line|port|step|season|episode|grade|district|route|"
    r"highway|amendment|code|rank\w*|channel)|[—–-])\s*$",
    re.I,
)


def _plain(sentence: str) -> list[tuple[int, int, str, float, str]]:
    """Exact figures: start, end, currency mark, value, fraction digits."""
    dated = [(d.start, d.end) for d in date_mentions(sentence)]
    counted = [(f.start, f.end) for f in figures(sentence)]
    found = []
    for match in _NUMBER.finditer(sentence):
        start, end = match.span()
        if any(s < end and start < e for s, e in dated) or not any(
            s <= start and end <= e + 1 for s, e in counted
        ):
            continue
        if _BOUNDED.search(sentence[:start]) or re.match(r" (?:to|or|and) \d|th\b|°", sentence[end:]):
            continue
        value = float(match[2].replace(",", "") + (match[3] or ""))
        found.append((start, end, match[1], value, match[3] or ""))
    return found


def _may_be_year(text: str, value: float) -> bool:
    return text.isdigit() and 1000 <= value < 2100


def _round(value: float, up: bool) -> float:
    place = 10 ** max(0, len(str(int(value))) - (2 if value >= 100 else 1))
    base = int(value // place) * place
    return base + place if up else (base if base < value else base - place)


def _written(value: float, like: str) -> str:
    text = f"{value:,.0f}" if "," in like or value >= 10000 else f"{value:g}"
    return ("$" if like.startswith("$") else "") + text


def bounds(sentence: str, rng: Random) -> list[Pair]:
    """ "5,200" as "more than 5,000" (sound) and "more than 6,000" (broken), and the like."""
    pairs = []
    for start, end, _, value, _ in _plain(sentence):
        if value < 10 or _may_be_year(sentence[start:end], value):
            continue
        like, low, high = sentence[start:end], _round(value, False), _round(value, True)
        if low <= 0:
            continue
        over = rng.choice(("more than", "over", "at least", "upwards of"))
        under = rng.choice(("fewer than", "less than", "under", "at most", "no more than"))
        if (
            under == "fewer than"
            and re.match(r"(?:\.\d+)?(?: ?%| percent| (?:million|billion|km|m|mm)\b)", sentence[end:])
        ) or like[0] == "$":
            under = "less than"
        ways = (
            (f"{over} {_written(low, like)}", f"{over} {_written(high, like)}"),
            (f"{under} {_written(high, like)}", f"{under} {_written(low, like)}"),
            (f"{over} {_written(low, like)}", f"{under} {_written(low, like)}"),
            (f"{under} {_written(high, like)}", f"{over} {_written(high, like)}"),
        )
        sound, broken = rng.choice(ways)
        head, tail = sentence[:start], sentence[end:]
        pairs.append(Pair(head + sound + tail, head + broken + tail, "bound"))
    return pairs


def hedged(sentence: str, rng: Random) -> list[Pair]:
    """ "1,187" as "about 1,200" (sound) and "about 2,400" or "exactly 1,200" (broken)."""
    pairs = []
    for start, end, _, value, _ in _plain(sentence):
        if value < 100 or value % 10 == 0 or _may_be_year(sentence[start:end], value):
            continue
        like = sentence[start:end]
        place = 10 ** (len(str(int(value))) - 2)
        near = round(value / place) * place
        if near == value:
            continue
        about = rng.choice(("about", "around", "approximately", "roughly", "some"))
        head, tail = sentence[:start], sentence[end:]
        far = near * rng.choice((0.5, 2, 1.5, 0.6, 3))
        sound = head + f"{about} {_written(near, like)}" + tail
        if rng.random() < 0.5:
            pairs.append(
                Pair(sound, head + f"{about} {_written(round(far / place) * place, like)}" + tail, "hedge")
            )
        else:
            pairs.append(Pair(sound, head + f"exactly {_written(near, like)}" + tail, "hedge"))
    if match := re.search(r"\b(about|approximately|around|roughly|nearly|almost) (?=\$?\d)", sentence):
        exact = sentence[: match.start()] + "exactly " + sentence[match.end() :]
        pairs.append(Pair(sentence, exact, "hedge", NEI))
    return pairs


_FROM_TO = re.compile(
    r"\b(?P<verb>rose|fell|increased|decreased|grew|dropped|declined|climbed|shrank|up|down|reduced|"
    r"raised|changed)(?P<mid>[^\d;,]{0,30}?) from \$?(?P<one>\d[\d,]*(?:\.\d+)?)(?P<unit> ?%| "
    r"percent| million| billion)?(?P<when>[^\d;]{0,6}(?:in )?(?:\d{4})?) to \$?(?P<two>\d[\d,]*(?:\.\d+)?)"
)


def compared(sentence: str, rng: Random) -> list[Pair]:
    """Which of two values is higher and by how much, for "from A to B" in one sentence."""
    pairs = []
    for match in _FROM_TO.finditer(sentence):
        one, two = (float(match[g].replace(",", "").rstrip(".")) for g in ("one", "two"))
        if one == two or not one or 1500 < one < 2100:
            continue
        head = sentence[: match.start()].rstrip(" ,")
        if (
            len(head.split()) < 2
            or len(head.split()) > 14
            or re.search(r"[;:]", head)
            or re.search(r"\b(?:was|were|be|been|had|has|have|to|and|which)$", head)
        ):
            continue
        rose = two > one
        unit = {"%": " percentage points", " %": " percentage points", " percent": " percentage points"}.get(
            match["unit"] or "", match["unit"] or ""
        )
        gap = abs(two - one)
        wrong = gap * rng.choice((2, 0.5, 3)) if gap > 1 else gap * 2
        right = "rose" if rose else "fell"
        other = "fell" if rose else "rose"
        pairs.append(
            Pair(
                f"{head} {right} by {gap:,.10g}{unit}.",
                f"{head} {right} by {wrong:,.10g}{unit}.",
                "difference",
            )
        )
        pairs.append(Pair(f"{head} {right}.", f"{head} {other}.", "direction"))
        if two / one >= 2 or one / two >= 2:
            more = "at least doubled" if rose else "fell by half or more"
            less = "rose by less than half" if rose else "fell by less than half"
            pairs.append(Pair(f"{head} {more}.", f"{head} {less}.", "ratio"))
    return pairs


_TITLES = (
    "president",
    "prime minister",
    "king",
    "queen",
    "governor",
    "senator",
    "chancellor",
    "emperor",
    "pope",
    "general",
)
_TITLE = re.compile(
    r"(?<!Vice )(?<!former )(?<!Deputy )(?<!Lieutenant )(?<![A-Z][a-z] )\b(?P<role>President|Prime "
    r"Minister|King|Queen|Governor|Senator|"
    r"Chancellor|Emperor|Pope|General) "
    r"(?P<name>[A-Z][\w'-]+(?: (?!and|of)[A-Z][\w'-]+){0,3})(?![\w'’-]| [A-Z]\b)"
)


def titles(sentence: str, rng: Random) -> list[Pair]:
    """ "President X" as "X bore the title of president." and, broken, of another office."""
    pairs = []
    for match in _TITLE.finditer(sentence):
        role, name = match["role"].lower(), match["name"]
        if name.split()[0] in (
            "Assembly",
            "Council",
            "Court",
            "Post",
            "Secretary",
            "Motors",
            "Electric",
            "Agreement",
        ):
            continue
        other = rng.choice([title for title in _TITLES if title != role])
        said = rng.choice(
            ("{} bore the title of {}.", "{} held the rank or office of {}.", "{} is called a {}.")
        )
        pairs.append(Pair(said.format(name, role), said.format(name, other), "title"))
    return pairs
