"""The worlds that rules speak of: a document, those it binds, what they do, and what else is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from frames.areas_safety import AREAS_SAFETY
from frames.areas_trade import AREAS_TRADE
from frames.modality import Condition, conditional, only_if, tell
from frames.people import day
from frames.phrases import Action, Actor, action
from frames.places import Place, place
from frames.words import name_number, spin

__all__ = ["AREAS", "World", "about", "document", "draw", "filler", "setting"]


@dataclass(frozen=True, slots=True)
class Area:
    """A field of law, read: actor patterns, actions, conditions, situations, document patterns."""

    actors: list[str]
    actions: list[Action]
    conditions: list[Condition]
    situations: list[str]
    docs: list[str]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines() if line.strip()]


AREAS = [
    Area(
        area["actors"].split(";"),
        [action(line) for line in _lines(area["actions"])],
        [Condition.read(line) for line in _lines(area["conditions"])],
        area["situations"].split(";"),
        area["docs"].split(";"),
    )
    for area in [*AREAS_SAFETY, *AREAS_TRADE]
]


def _actor(pattern: str, home: Place, county: Place) -> Actor:
    plural = pattern.endswith("+")
    name, short = pattern.removesuffix("+").split("~")
    short = short if short.startswith("the ") else f"the {short}"
    filled = name.format(p=home.short, s=home.state, c=county.short)
    return Actor(filled, short, plural)


def document(rng: Random, area: Area) -> str:
    """The name of a law or policy, with a number where it has one."""
    number = rng.choice(
        (f"{rng.randint(2, 39)}.{rng.randint(1, 24)}", f"{rng.randint(2, 28)}-{rng.randint(1, 60)}")
    )
    return rng.choice(area.docs).format(n=number, m=rng.randint(11, 989))


@dataclass(frozen=True, slots=True)
class World:
    """One document and those it speaks of; `acts` are all different, `other` is another actor of the area."""

    area: Area
    home: Place
    actor: Actor
    other: Actor
    acts: list[Action]
    doc: str
    conditions: list[Condition]
    situations: list[str]


def draw(rng: Random, area: Area | None = None) -> World:
    """Draw a world; the other actor is of the same sort in another place, or of another sort here."""
    area = area or rng.choice(AREAS)
    home = place(rng, kind="city")
    county = place(rng, within=home.state, kind="county")
    patterns = rng.sample(area.actors, 2)
    away = place(rng, kind="city")
    while away.state == home.state:
        away = place(rng, kind="city")
    actor = _actor(patterns[0], home, county)
    same_sort = rng.random() < 0.6
    other = _actor(patterns[0 if same_sort else 1], away, place(rng, within=away.state, kind="county"))
    if other.name == actor.name:
        other = _actor(patterns[1], home, county)
    return World(
        area,
        home,
        actor,
        other,
        rng.sample(area.actions, 6),
        document(rng, area),
        rng.sample(area.conditions, 3),
        rng.sample(area.situations, 2),
    )


ABOUT = [
    "{d} [took effect|entered into force|went into effect] on {day}",
    (
        "[The council|The legislature|The board] [adopted|approved|passed] {d} [in {year}|by a vote of "
        "{n} to "
        "{k}]"
    ),
    "{d} was last [amended|revised|reviewed] in {year}",
    "a first violation [carries a fine of|is punished by a fine of] ${fine}",
    (
        "[questions|complaints] about {d} go to the [compliance officer|city "
        "attorney|ombudsman|inspector "
        "general]"
    ),
    "the rules are [reviewed|evaluated] every {small} years",
    "{d} [runs to|has] {n} pages and [replaces a rule from|was drafted in] {year}",
    "staff receive {small} hours of training on {d} each year",
]


def filler(rng: Random, world: World, actor: Actor, count: int = 4, skip: int = 1) -> list[str]:
    """Sentences on the same actor and document, or another's rule, none on the first `skip` acts."""
    found = []
    for act in world.acts[skip : skip + count - 1]:
        draw_of = rng.random()
        if draw_of < 0.25:
            found.append(only_if(rng, actor, act, world.conditions[2]))
        elif draw_of < 0.4:
            mode = rng.choice(("even", "regardless", "mustnot", "may"))
            found.append(conditional(rng, actor, act, world.conditions[2].holds, mode))
        else:
            found.append(tell(rng, actor, act, rng.choice(("must", "may", "mustnot", "neednot"))))
    found.append(about(rng, world.doc))
    if rng.random() < 0.5:
        found.append(about(rng, world.doc))
    if rng.random() < 0.4:
        mode = rng.choice(("must", "may", "mustnot"))
        found.append(tell(rng, world.other, rng.choice(world.acts[:skip] or world.acts), mode))
    return found


def about(rng: Random, doc: str) -> str:
    """A sentence on the document itself."""
    return spin(
        rng,
        ABOUT,
        d=doc,
        day=day(rng, 1998).text,
        year=rng.randint(1998, 2024),
        n=rng.randint(5, 9),
        k=rng.randint(0, 4),
        fine=rng.choice((50, 100, 250, 500, 750, "1,000")),
        small=name_number(rng.randint(2, 6)),
    )


LEADS = [
    "{d} [governs|sets rules for|lays down what is expected of|regulates] {a}",
    "{d} [applies to|covers|is addressed to] {a}",
    "{a} {must} follow {d}",
]


def setting(rng: Random, world: World) -> tuple[str, Actor]:
    """A leading sentence with the actor's short name for what follows, or none and the full name."""
    if rng.random() < 0.35:
        return spin(rng, LEADS, d=world.doc, a=world.actor, must="must"), world.actor.again()
    return "", world.actor
