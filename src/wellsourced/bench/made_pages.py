"""Web pages made up from a seed, for measuring speed: sentences that mean nothing, of words that exist.

Words are as unevenly frequent as those of a language (Zipf and Mandelbrot's law): the whole words of the
shipped tokenizer, in its order, which is that of their frequency, and behind them made-up names. A page has
the furniture that pages have. So every step has about its usual work.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import accumulate

from wellsourced.text.wordlists import words

__all__ = ["VOCABULARY", "MadePage", "made_pages"]

VOCABULARY = 30_000
"""Different words that pages draw from, beside those of grammar."""

_ONSETS = words("b br c cl d dr f fl g gr h j k l m n p pl qu r s sh sl st t th tr v w")
_VOWELS = words("a ai e ea i o oa u")
_CODAS = ("", "", "", *words("l ld m n nd nt r rd rn s st t th ck"))
_GRAMMAR = words("the of and to in a that for is on was by with as at from it be this which were has")
_PLACES = words("county harbor district river school council court market bridge park")
_MONTHS = words("January March April May June July August October November December")
_WHOLE = re.compile(r"[a-z]{2,}")
_SHARE_OF_GRAMMAR = 0.42
_PARAGRAPHS, _SENTENCES, _WORDS = (6, 12), (4, 7), (9, 27)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePage:
    """A page as it would be fetched; `sentence` is one of its text, to ask after."""

    address: str
    body: bytes
    sentence: str


def made_pages(seed: int) -> Iterator[MadePage]:
    """Pages without end, about eight passages each: the same seed makes the same ones."""
    rng = random.Random(seed)
    vocabulary = _vocabulary(rng)
    frequent = list(accumulate(1 / (rank + 2.7) ** 1.07 for rank in range(len(vocabulary))))
    number = 0
    while True:
        number += 1
        yield _page(rng, vocabulary, frequent, number)


def _vocabulary(rng: random.Random) -> list[str]:
    tokenizer = files("wellsourced").joinpath("weights/tokenizer.json").read_text(encoding="utf-8")
    known = json.loads(tokenizer)["model"]["vocab"]
    made = dict.fromkeys(sorted(filter(_WHOLE.fullmatch, known), key=known.__getitem__))
    while len(made) < VOCABULARY:
        syllables = rng.randint(2, 4)
        name = "".join(
            rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(syllables)
        )
        made[name] = None
    return list(made)


def _page(rng: random.Random, vocabulary: list[str], frequent: list[float], number: int) -> MadePage:
    topic = rng.choices(vocabulary, k=3)
    title = f"{topic[0].title()} {rng.choice(_PLACES)} and the {topic[1]} of {topic[2].title()}"
    paragraphs = [
        [_sentence(rng, vocabulary, frequent, topic) for _ in range(rng.randint(*_SENTENCES))]
        for _ in range(rng.randint(*_PARAGRAPHS))
    ]
    day = f"{rng.randint(2005, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    text = "".join(
        (
            f"<h2>{' '.join(rng.choices(vocabulary, cum_weights=frequent, k=3)).capitalize()}</h2>"
            if at % 4 == 2
            else ""
        )
        + f"<p>{' '.join(sentences)}</p>"
        for at, sentences in enumerate(paragraphs)
    )
    menu = "".join(f'<li><a href="/{word}">{word.title()}</a></li>' for word in rng.choices(vocabulary, k=12))
    body = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="article:published_time" content="{day}T09:30:00Z">'
        f"<script>var n = {number};</script>"
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{day}", '
        f'"author": {{"name": "{topic[0].title()} {topic[1].title()}"}}}}</script></head>'
        f"<body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>{title}</h1>{text}</article><aside><p>Most read</p><ul>{menu}</ul></aside>"
        f"<footer>Copyright {number}. All rights reserved.</footer></body></html>"
    )
    address = f"https://site{number % 97}.example/{number}/{topic[0]}"
    return MadePage(address=address, body=body.encode(), sentence=rng.choice(rng.choice(paragraphs)))


def _sentence(rng: random.Random, vocabulary: list[str], frequent: list[float], topic: list[str]) -> str:
    count = rng.randint(*_WORDS)
    drawn = rng.choices(vocabulary, cum_weights=frequent, k=count)
    for at in range(1, count - 1):
        chance = rng.random()
        if chance < _SHARE_OF_GRAMMAR:
            drawn[at] = rng.choice(_GRAMMAR)
        elif chance < 0.46:
            drawn[at] = rng.choice(topic)
        elif chance < 0.48:
            drawn[at] = str(rng.randint(2, 9_000))
        elif chance < 0.485:
            drawn[at] = f"on {rng.choice(_MONTHS)} {rng.randint(1, 28)}, {rng.randint(1990, 2024)}"
    drawn[0] = drawn[0].capitalize()
    return " ".join(drawn) + "."
