"""Histories of made-up sources, from a seed: what every page answers at every step, and what is so."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from wellsourced.bench.freshness.events import (
    FIRST_DAY,
    Answer,
    Event,
    EventKind,
    Histories,
    SourceHistory,
    Topic,
    day_of,
)
from wellsourced.bench.freshness.grammar import (
    Matter,
    Point,
    filled,
    invented_world,
    matters,
    newspaper,
    said_day,
)
from wellsourced.bench.freshness.happening import Happening
from wellsourced.bench.freshness.living import LivingPage, figure_on, written
from wellsourced.bench.freshness.markup import PageText, Part, furniture
from wellsourced.bench.freshness.titles import page_title
from wellsourced.errors import InputError

__all__ = ["PER_MATTER", "histories"]

PER_MATTER = 20
"""Sources of a matter, those included that appear later."""
_LATER = 2
"""Sources of a matter that come to contradict, and as many that are copies."""
_KINDS = ("government",) * 7 + ("news",) * 7 + ("statistics",) * 3 + ("statute",) * 2 + ("staff",) * 2
_STILL, _NOISE, _ONE = 0.2, 0.45, 0.8
"""Bounds of the draw: nothing happens; only what is no news; one real change; above, two to four of them."""
_VALIDATORS = ("etag", "etag", "etag", "date", "none")


@dataclass(slots=True, kw_only=True)
class _Kept:
    """A page with what it answered so far; `gone` is the status of one that was taken off."""

    id: str
    host: str
    path: str
    publisher: str
    page: LivingPage
    validator: str
    appears: int = 0
    gone: int = 0
    answers: list[Answer]
    sentences: list[tuple[str, ...]]


def histories(seed: int, sources: int = 300, steps: int = 12) -> Histories:
    """The histories of so many sources, 20 a matter, at so many steps a week apart: one seed, the same bytes.

    Raises `InputError` where that makes no matter or no second step.
    """
    if sources < PER_MATTER or steps < 2:
        raise InputError(f"a history has {PER_MATTER} sources or more, and two steps or more: give more")
    rng = random.Random(f"freshness {seed}")
    chosen: list[Matter] = []
    while len(chosen) < sources // PER_MATTER:
        chosen += rng.sample(matters(), len(matters()))
    topics = tuple(
        topic
        for number, matter in enumerate(chosen[: sources // PER_MATTER])
        for topic in _Told(f"m{number:02}", matter, random.Random(rng.random()), steps).topics()
    )
    return Histories(seed=seed, steps=steps, topics=topics)


class _Told:
    """One matter while its history is made."""

    def __init__(self, name: str, matter: Matter, rng: random.Random, steps: int) -> None:
        self._name, self._matter, self._rng, self._steps = name, matter, rng, steps
        words = {slot: rng.choice(choices) for slot, choices in matter.words.items()}
        figures = {f"figure_{p.name}": str(rng.randint(p.least, p.most)) for p in matter.points if p.most}
        self._world = invented_world(rng).with_words({**words, **figures})
        self._denied = rng.random() < 0.3
        self._asked_first = filled(rng.choice(matter.questions), self._world.slots, rng)
        self._claims: dict[str, str] = {}
        self._kept: list[_Kept] = []
        self._events: list[Event] = []
        self._to_come = [
            (rng.randrange(1, steps), kind) for kind in (EventKind.CONTRADICTION, EventKind.COPY) * _LATER
        ]

    def topics(self) -> Iterator[Topic]:
        """The topics on the matter with its history: what is asked, and each point as a claim."""
        for _ in range(PER_MATTER - 2 * _LATER):
            self._appear(self._new_page(self._rng.choice(self._kinds()), self._denied, FIRST_DAY), 0)
        self._answer(0, set())
        self._claims = {point.name: self._claim(point) for point in self._matter.points}
        for step in range(1, self._steps):
            self._answer(step, self._happen(step))
        sources = tuple(self._history(one) for one in self._kept)
        first = self._matter.points[0].name
        asked = [("asked", first, self._asked_first, self._denied)]
        asked += [(name, name, claim, False) for name, claim in self._claims.items()]
        for name, point, question, denied in asked:
            yield Topic(
                id=f"{self._name}-{name}",
                question=question,
                point=point,
                denied=denied,
                sources=sources,
                events=tuple(self._events),
            )

    def _claim(self, point: Point) -> str:
        """A point as somebody passes it on who read it on a page, or heard it on the first day."""
        lines = [line for one in self._kept for line in one.page.bearing()]
        read = [s.text for s in lines if s.spoken and s.spoken.point is point and not s.spoken.frame]
        if read:
            return self._alone(self._rng.choice(read))
        slots = {
            **self._world.slots,
            "n": f"{figure_on(point, self._world.slots, FIRST_DAY):,}",
            "day": said_day(FIRST_DAY),
        }
        return self._alone(filled(self._rng.choice(point.says), slots, self._rng))

    def _alone(self, sentence: str) -> str:
        """A sentence that names its place, as one passed on has to."""
        place = self._world.slots["place"]
        return sentence if place in sentence else f"In {place}, {sentence[0].lower()}{sentence[1:]}"

    def _kinds(self) -> Sequence[str]:
        has_law = any(point.law for point in self._matter.points)
        return [kind for kind in _KINDS if has_law or kind != "statute"]

    def _new_page(self, kind: str, denied: bool, day: date) -> tuple[LivingPage, str]:
        rng, slots = self._rng, self._world.slots
        publisher = newspaper(rng) if kind == "news" else rng.choice((slots["agency"], slots["council"]))
        title = page_title(kind, self._matter, self._world, rng)
        heads = rng.sample(self._matter.heads, rng.randint(2, 3))
        published = day - timedelta(days=0 if day > FIRST_DAY else rng.randint(3, 500))
        text = PageText(
            title=title,
            publisher=publisher,
            kind=kind,
            parts=tuple(Part(heading=head, paragraphs=()) for head in heads),
            published=published,
            updated=published,
        )
        return LivingPage(text, written(text, self._matter, slots, denied, rng), furniture(rng)), publisher

    def _appear(self, made: tuple[LivingPage, str], step: int) -> _Kept:
        page, publisher = made
        number = len(self._kept)
        name = f"{self._name}-s{number:02}"
        label = "".join(c if c.isalnum() else "-" for c in publisher.lower())
        one = _Kept(
            id=name,
            host=f"{label}.{'com' if page.kind == 'news' else 'org'}.example",
            path=f"/{page.kind}/{name}",
            publisher=publisher,
            page=page,
            validator=self._rng.choice(_VALIDATORS),
            appears=step,
            answers=[Answer(status=404)] * step,
            sentences=[()] * step,
        )
        self._kept.append(one)
        return one

    def _happen(self, step: int) -> set[str]:
        """Draw and carry out what happens by a step; the sources that fail for now."""
        rng = self._rng
        draw = rng.random()
        touched: set[str] = set()
        for kind in [kind for due, kind in self._to_come if due == step]:
            (self._copy if kind is EventKind.COPY else self._contradict)(step, touched)
        if draw < _STILL:
            return set()
        real = 0 if draw < _NOISE else 1 if draw < _ONE else rng.randint(2, 4)
        classes = [EventKind.FIGURE, EventKind.REVERSED, EventKind.DELETED, EventKind.GONE]
        for kind in rng.sample(classes, min(real, len(classes))):
            self._real(kind, step, touched)
        return self._noise(step, touched, 0.35 if real == 0 else 0.12)

    def _real(self, kind: EventKind, step: int, touched: set[str]) -> None:
        """One real change, of this class where a page allows it."""
        for one in self._shuffled(touched):
            if kind is EventKind.GONE:
                one.gone = self._rng.choice((404, 410))
                happened: Happening | None = Happening(kind=kind)
            else:
                happened = Happening.of(kind, one.page, day_of(step), self._rng)
            if happened is not None:
                self._note(one, step, happened)
                touched.add(one.id)
                return

    def _contradict(self, step: int, touched: set[str]) -> None:
        """A new page that says the opposite of what was said at first."""
        page = self._new_page(self._rng.choice(("government", "news")), not self._denied, day_of(step))
        one = self._appear(page, step)
        first = self._matter.points[0]
        [line] = [s for s in one.page.bearing() if s.spoken and s.spoken.point is first]
        self._note(one, step, Happening(kind=EventKind.CONTRADICTION, after=line.text, point=first.name))
        touched.add(one.id)

    def _noise(self, step: int, touched: set[str], share: float) -> set[str]:
        """What is no news, on the sources that nothing real happened to."""
        rng = self._rng
        failing = set()
        # Who heeds a host's Retry-After reads none of its pages: nothing real happens there at that step.
        busy = {one.host for one in self._kept if one.id in touched}
        kinds = (EventKind.COSMETIC,) * 4 + (EventKind.MOVED, EventKind.REDATED, EventKind.REWORDED) * 2
        for one in list(self._kept):
            if one.id in touched or rng.random() >= share:
                continue
            if one.gone:
                one.gone = 0
                self._note(one, step, Happening(kind=EventKind.BACK))
                continue
            kind = rng.choice((*kinds, EventKind.FAILURE))
            if kind is EventKind.FAILURE:
                if one.host in busy:
                    continue
                failing.add(one.id)
                self._note(one, step, Happening(kind=kind))
                continue
            happened = Happening.of(kind, one.page, day_of(step), rng)
            if happened is not None:
                self._note(one, step, happened)
        return failing

    def _copy(self, step: int, touched: set[str]) -> None:
        """An old page under a new date at another site."""
        old = self._shuffled(touched)[0]
        publisher = newspaper(self._rng)
        page = old.page.copied(publisher, day_of(step), furniture(self._rng))
        copy = self._appear((page, publisher), step)
        self._note(copy, step, Happening(kind=EventKind.COPY), of=old.id)
        touched.update((copy.id, old.id))

    def _shuffled(self, but: set[str]) -> list[_Kept]:
        there = [one for one in self._kept if not one.gone and one.id not in but]
        return self._rng.sample(there, len(there))

    def _note(self, one: _Kept, step: int, happened: Happening, of: str | None = None) -> None:
        self._events.append(
            Event(
                matter=self._name,
                source=one.id,
                step=step,
                kind=happened.kind,
                before=happened.before,
                after=happened.after,
                point=happened.point,
                of=of,
            )
        )

    def _answer(self, step: int, failing: set[str]) -> None:
        for one in self._kept:
            body = one.page.body()
            if one.gone or one.id in failing:
                one.answers.append(Answer(status=one.gone or 503))
                one.sentences.append(())
                continue
            one.answers.append(_served(body, one, step))
            one.sentences.append(tuple(line.text for line in one.page.bearing()))

    def _history(self, one: _Kept) -> SourceHistory:
        return SourceHistory(
            id=one.id,
            matter=self._name,
            host=one.host,
            path=one.path,
            publisher=one.publisher,
            kind=one.page.kind,
            title=one.page.title,
            appears=one.appears,
            answers=tuple(one.answers),
            sentences=tuple(one.sentences),
        )


def _served(body: bytes, one: _Kept, step: int) -> Answer:
    """The page with the validators its server gives; the same body keeps its own."""
    for before in reversed(one.answers):
        if before.status == 200:
            if before.body == body:
                return before
            break
    etag = sha256(body).hexdigest()[:16] if one.validator == "etag" else ""
    return Answer(
        status=200, body=body, etag=etag, modified=None if one.validator == "none" else day_of(step)
    )
