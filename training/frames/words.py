"""English at the level of words: inflection, articles, numbers as text, and the finish of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

__all__ = [
    "finish",
    "ing",
    "join",
    "name_number",
    "past",
    "percent",
    "pick",
    "plain",
    "spin",
    "third",
    "whole",
]

# base: past, participle (both the same where one is given)
IRREGULAR = {
    "be": "was been",
    "become": "became become",
    "begin": "began begun",
    "bind": "bound",
    "break": "broke broken",
    "bring": "brought",
    "build": "built",
    "burn": "burned",
    "buy": "bought",
    "catch": "caught",
    "choose": "chose chosen",
    "come": "came come",
    "cut": "cut",
    "deal": "dealt",
    "draw": "drew drawn",
    "drive": "drove driven",
    "eat": "ate eaten",
    "fall": "fell fallen",
    "feed": "fed",
    "fight": "fought",
    "find": "found",
    "fly": "flew flown",
    "forbid": "forbade forbidden",
    "get": "got",
    "give": "gave given",
    "go": "went gone",
    "grow": "grew grown",
    "have": "had",
    "hear": "heard",
    "hide": "hid hidden",
    "hit": "hit",
    "hold": "held",
    "hurt": "hurt",
    "keep": "kept",
    "know": "knew known",
    "lay": "laid",
    "lead": "led",
    "leave": "left",
    "lend": "lent",
    "let": "let",
    "lose": "lost",
    "make": "made",
    "mean": "meant",
    "meet": "met",
    "overturn": "overturned",
    "pay": "paid",
    "put": "put",
    "quit": "quit",
    "read": "read",
    "ride": "rode ridden",
    "rise": "rose risen",
    "run": "ran run",
    "say": "said",
    "see": "saw seen",
    "seek": "sought",
    "sell": "sold",
    "send": "sent",
    "set": "set",
    "shrink": "shrank shrunk",
    "shut": "shut",
    "sing": "sang sung",
    "sit": "sat",
    "speak": "spoke spoken",
    "spend": "spent",
    "split": "split",
    "spread": "spread",
    "stand": "stood",
    "strike": "struck",
    "swim": "swam swum",
    "take": "took taken",
    "teach": "taught",
    "tell": "told",
    "think": "thought",
    "throw": "threw thrown",
    "uphold": "upheld",
    "wear": "wore worn",
    "win": "won",
    "withdraw": "withdrew withdrawn",
    "write": "wrote written",
    "withhold": "withheld",
    "resell": "resold",
    "oversee": "oversaw overseen",
    "bid": "bid",
    "rebuild": "rebuilt",
    "do": "did done",
}
DOUBLED = {
    *("admit", "bar", "ban", "commit", "control", "cap", "drop", "permit", "plan", "refer", "ship", "stop"),
    *(
        "submit",
        "transfer",
        "transmit",
        "trap",
        "rip",
        "stun",
        "scan",
        "log",
        "cut",
        "get",
        "hit",
        "let",
        "put",
    ),
    *(
        "run",
        "set",
        "shut",
        "sit",
        "split",
        "swim",
        "win",
        "begin",
        "dig",
        "forbid",
        "clip",
        "map",
        "flag",
        "tag",
    ),
    *(
        "bid",
        "strip",
        "pin",
        "chip",
        "spot",
        "expel",
        "compel",
        "defer",
        "rezone_",
        "tow_",
        "mix_",
        "quit",
        "rid",
    ),
}


def third(base: str) -> str:
    """The form for he, she or it; only the first word is changed."""
    verb, _, rest = base.partition(" ")
    tail = f" {rest}" if rest else ""
    if verb == "have":
        return "has" + tail
    if verb == "be":
        return "is" + tail
    if re.search(r"(s|x|z|ch|sh|[^aeiou]o|go|do)$", verb):
        return verb + "es" + tail
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies" + tail
    return verb + "s" + tail


def ing(base: str) -> str:
    """The gerund; only the first word is changed."""
    verb, _, rest = base.partition(" ")
    tail = f" {rest}" if rest else ""
    if verb in DOUBLED:
        return verb + verb[-1] + "ing" + tail
    if verb.endswith("ie"):
        return verb[:-2] + "ying" + tail
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) and verb != "be":
        return verb[:-1] + "ing" + tail
    return verb + "ing" + tail


def past(base: str, *, participle: bool = False) -> str:
    """The past tense, or the participle; only the first word is changed."""
    verb, _, rest = base.partition(" ")
    tail = f" {rest}" if rest else ""
    if verb in IRREGULAR:
        forms = IRREGULAR[verb].split()
        return (forms[-1] if participle else forms[0]) + tail
    if verb in DOUBLED:
        return verb + verb[-1] + "ed" + tail
    if verb.endswith("e"):
        return verb + "d" + tail
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied" + tail
    return verb + "ed" + tail


def pick(rng: Random, lines: str, separator: str = ";") -> str:
    """One of the pieces of a text list."""
    return rng.choice([piece.strip() for piece in lines.split(separator) if piece.strip()])


CHOICE = re.compile(r"\[([^\[\]]*)\]")


def spin(rng: Random, template: str | Sequence[str], **slots: object) -> str:
    """Tell a template: one of several, `[one|another]` drawn, `{slot}` and `{slot.part}` filled in."""
    text = template if isinstance(template, str) else rng.choice(template)
    while "[" in text:
        text = CHOICE.sub(lambda found: rng.choice(found[1].split("|")), text)
    return text.format(**slots)


VOWEL_SOUND = re.compile(
    r"(?i)(?!uni(?!n)|one\b|once\b|eu|us[ae]|use|ut[ie]|ub[ie]q|u\.s|uk)([aeiou]|hour|honest|heir)"
)
SPELT = re.compile(r"(?:[AEFHILMNORSX][A-Z]{1,4}s?|[AEFHILMNORSX]\d*|[FHLMNRSX]\.[A-Z]\.)(?![a-z])")


# A capital A inside a sentence is a name's letter (hepatitis A), no article.
ARTICLE = re.compile(
    r"(?:(?<=^)|(?<=[.!?:\"“] )|(?<=[\"“(])|\b(?=a))"
    r"([Aa]n?)( [\"“(]?)(\d[\d,.]*|[A-Za-z][\w.'-]*)"
)


def _article(found: re.Match[str]) -> str:
    article, space, word = found[1], found[2], found[3]
    number = re.match(r"\d[\d,]*", word)
    if number:
        digits = number[0].replace(",", "")
        spoken = digits.startswith("8") or (digits[:2] in ("11", "18") and len(digits) % 3 == 2)
    else:
        spoken = (bool(VOWEL_SOUND.match(word)) and not re.match(r"[A-Z]{2,}", word)) or bool(
            SPELT.match(word)
        )
    chosen = "an" if spoken else "a"
    return (chosen.capitalize() if article[0] == "A" else chosen) + space + word


def plain(text: str) -> str:
    """Set articles and spacing right, without touching the capital or the stop."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" ([,.;:?!)])", r"\1", text)
    text = text.replace(",,", ",").replace("..", ".").replace(",.", ".")
    return ARTICLE.sub(_article, text)


def finish(clause: str) -> str:
    """A clause as a sentence: a capital first, a full stop last."""
    text = plain(clause)
    start = 1 if text[:1] in '“"(' else 0
    if not re.match(r"[a-z]{1,3}[A-Z0-9]", text[start:]):  # a gene's name keeps its small letter
        text = text[:start] + text[start : start + 1].upper() + text[start + 1 :]
    return text if text.endswith((".", "?", "!", ".”", '."')) else text + "."


def join(items: Sequence[str], word: str = "and") -> str:
    """A list in words: a, b and c (no comma before the last, or with one where items have 'and')."""
    if len(items) == 1:
        return items[0]
    if len(items) == 2:
        return f"{items[0]} {word} {items[1]}"
    return f"{', '.join(items[:-1])}, {word} {items[-1]}"


SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def name_number(number: int) -> str:
    """A whole number below 100 in words, others in digits."""
    if number <= 20:
        return SMALL[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return TENS[ten] + (f"-{SMALL[one]}" if one else "")
    return whole(number)


def whole(number: float) -> str:
    """A number in digits with commas; up to one decimal where it has one."""
    if float(number).is_integer():
        return f"{int(number):,}"
    return f"{number:,.1f}"


def percent(rng: Random, share: float) -> str:
    """A percentage as text, its sign or its word."""
    return f"{whole(share)}{rng.choice(['%', ' percent', ' percent', '%'])}"
