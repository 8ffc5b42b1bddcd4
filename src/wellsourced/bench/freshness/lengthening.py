"""Made-up pages made as long as pages of the web are: more text that is not of the matter, more script."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from wellsourced.bench.freshness.events import Answer, Histories, SourceHistory, Topic
from wellsourced.bench.freshness.grammar import asides, chatter, filled, invented_world

__all__ = ["lengthened"]

_TEXT = 0.2
"""Of the bytes that are added, the share that is text; the rest is script and style."""
_PARAGRAPH = 5
"""Sentences of a paragraph."""
_HEAD_ENDS, _TEXT_ENDS = b"</head>", b"\n</article>"


def lengthened(made: Histories, kilobytes: int) -> Histories:
    """The same histories with every page about so many kilobytes longer; 0 changes nothing.

    What is added to a page stays the same from step to step, and comes from its id alone.
    """
    if kilobytes < 1:
        return made
    longer: dict[str, SourceHistory] = {}
    topics = [replace(topic, sources=_longer(topic, kilobytes, longer)) for topic in made.topics]
    return replace(made, topics=tuple(topics))


def _longer(topic: Topic, kilobytes: int, known: dict[str, SourceHistory]) -> tuple[SourceHistory, ...]:
    for one in topic.sources:
        if one.id not in known:
            rng = random.Random(f"longer {one.id}")
            text, script = _text(rng, round(1000 * kilobytes * _TEXT)), _script(rng, kilobytes)
            known[one.id] = replace(one, answers=_answers(one.answers, text, script))
    return tuple(known[one.id] for one in topic.sources)


def _answers(answers: Sequence[Answer], text: bytes, script: bytes) -> tuple[Answer, ...]:
    return tuple(
        replace(
            one,
            body=one.body.replace(_HEAD_ENDS, script + _HEAD_ENDS, 1).replace(
                _TEXT_ENDS, text + _TEXT_ENDS, 1
            ),
        )
        for one in answers
    )


def _text(rng: random.Random, size: int) -> bytes:
    """Paragraphs of what is said besides, of some other place."""
    slots = invented_world(rng).slots
    wordings = [wording for said in asides().values() for wording in said]
    made = "\n<h2>Also in the news</h2>"
    while len(made) < size:
        told = (filled(rng.choice(wordings), {**slots, **chatter(rng)}, rng) for _ in range(_PARAGRAPH))
        made += f"\n<p>{escape(' '.join(told), quote=False)}</p>"
    return made.encode()


def _script(rng: random.Random, kilobytes: int) -> bytes:
    """Style and script that no reader sees."""
    rules, calls = "", ""
    half = 1000 * kilobytes * (1 - _TEXT) / 2
    while len(rules) < half:
        rules += f".c{rng.randint(0, 9999)}{{color:#{rng.randint(0, 0xFFFFFF):06x}}}\n"
    while len(calls) < half:
        calls += f"window.q.push(['f{rng.randint(0, 9999)}',{rng.randint(0, 9999)}]);\n"
    return f"<style>{rules}</style><script>window.q=[];{calls}</script>".encode()
