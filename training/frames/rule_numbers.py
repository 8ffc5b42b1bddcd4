"""Cards on rules with numbers: deadlines, fines, sections, effective dates, ages."""

from __future__ import annotations

from random import Random

from frames.cards import Card, Core
from frames.modality import tell
from frames.people import day
from frames.phrases import Action, Actor, wording
from frames.places import places
from frames.rule_worlds import about, document, draw, filler, setting
from frames.words import name_number, spin

__all__ = ["RULE_NUMBERS"]

UNITS = ["days", "business days", "hours", "weeks", "months"]


def _span(rng: Random, number: int, unit: str) -> str:
    told = name_number(number) if rng.random() < 0.5 else str(number)
    return f"{told} {unit}" if number != 1 else f"{told} {unit.removesuffix('s')}"


DEADLINE = [
    "{a} must {v.inf} within {n} of {x}",
    "within {n} of {x}, {a} [must|shall] {v.inf}",
    "the deadline for {a} to {v.inf} is {n} after {x}",
    "no later than {n} after {x}, {a} must {v.inf}",
]
STARTS = [
    "a request",
    "a complaint",
    "the arrest",
    "the hearing",
    "an application",
    "the inspection",
    "the notice",
    "the election",
    "the audit",
    "the purchase",
    "the end of the fiscal year",
]
VAGUE = [
    "{a} must {v.inf} [promptly|without delay|as soon as practicable] after {x}",
    "after {x}, {a} must {v.inf} in a timely manner",
]


def deadline_card(rng: Random) -> Card:
    """Within how long something must be done."""
    world = draw(rng)
    lead, actor = setting(rng, world)
    act, unit = world.acts[0], rng.choice(UNITS)
    choices = [2, 3, 5, 7, 10, 12, 14, 15, 20, 21, 24, 30, 36, 45, 48, 60, 72, 90, 120, 180]
    number, wrong = rng.sample(choices, 2)
    other_unit = rng.choice([one for one in UNITS if one != unit])
    start, other_start = rng.sample(STARTS, 2)

    def told(who: Actor, n: int = number, u: str = unit, x: str = start, doing: Action = act) -> str:
        return spin(rng, DEADLINE, a=who, v=wording(rng, doing), n=_span(rng, n, u), x=x)

    return Card(
        kind="deadline",
        claims=[told(world.actor)],
        supported=[told(actor) for _ in range(2)],
        refuted=[told(actor, wrong), told(actor, wrong), told(actor, u=other_unit)],
        nei=[
            spin(rng, VAGUE, a=actor, v=wording(rng, act), x=start),
            told(actor, x=other_start),
            told(actor, doing=world.acts[5]),
            told(world.other),
        ],
        fill=filler(rng, world, actor)[:4],
        lead=lead,
    )


PENALTY = [
    "anyone who breaks {d} is liable to a fine of ${n}",
    "the penalty for [violating|breaching] {d} is a fine of ${n}",
    "[violations|breaches] of {d} are punished with a fine of ${n}",
    "{d} sets a fine of ${n} for [violations|offenders]",
]


def penalty_card(rng: Random) -> Card:
    """How large a fine is, exactly or at least."""
    world = draw(rng)
    value, wrong = rng.sample(
        (50, 75, 100, 150, 200, 250, 300, 400, 500, 750, 1000, 1500, 2000, 2500, 5000, 7500, 10000), 2
    )
    elsewhere = document(rng, world.area)
    while elsewhere == world.doc:
        elsewhere = document(rng, world.area)

    def told(d: str = world.doc, n: int = value) -> str:
        return spin(rng, PENALTY, d=d, n=f"{n:,}")

    limit = rng.random() < 0.35
    low = value * 4 // 5
    claim = told()
    if limit:
        claim = spin(
            rng,
            ["the fine for breaking {d} is more than ${n}", "violating {d} costs over ${n}"],
            d=world.doc,
            n=f"{low:,}",
        )
        wrong = low // 2
    jail = [
        "[violations|breaches] of {d} are not punished with a fine but with [community service|a warning]",
        "{d} carries no fine",
    ]
    open_ = [
        "[violations|breaches] of {d} are punished with a fine set by a judge",
        "{d} [provides for|includes] penalties for offenders",
    ]
    return Card(
        kind="penalty",
        claims=[claim],
        supported=[told(), told()],
        refuted=[told(n=wrong), told(n=wrong), spin(rng, jail, d=world.doc)],
        nei=[spin(rng, open_, d=world.doc), told(d=elsewhere)],
        fill=[
            *(one for one in filler(rng, world, world.actor)[:4] if " fine " not in one),
            spin(rng, rng.choice((jail, open_, PENALTY)), d=f"{elsewhere} as amended", n=wrong),
        ],
    )


def section_card(rng: Random) -> Card:
    """Which document or section says so."""
    world = draw(rng)
    first, second = rng.sample(range(2, 40), 2)
    one, other = f"Section {first}", f"Section {second}"
    act, act2 = world.acts[0], world.acts[1]
    mode, mode2 = rng.choice(("must", "mustnot")), rng.choice(("must", "mustnot", "may"))
    right = tell(rng, world.actor, act, mode, one)
    return Card(
        kind="section",
        claims=[tell(rng, world.actor, act, mode, one)],
        supported=[(right, tell(rng, world.actor, act2, mode2, other)), right],
        refuted=[
            (
                tell(rng, world.actor, act2, mode2, one),
                tell(rng, world.actor, act, mode, other),
            ),
            tell(rng, world.actor, act, {"must": "neednot", "mustnot": "may"}[mode], one),
        ],
        nei=[
            tell(rng, world.actor, act2, mode2, one),
            tell(rng, world.other, act, mode, one),
            tell(rng, world.actor, act, mode),
        ],
        fill=[
            f"{one} and {other} belong to {world.doc}",
            about(rng, world.doc),
            *filler(rng, world, world.actor, skip=2)[:2],
        ],
    )


IN_EFFECT = [
    "{d} [took effect|entered into force|went into effect|came into force] on {x}",
    "{d} has been in [effect|force] since {x}",
    "since {x}, {d} has [applied|been in force]",
    "the effective date of {d} [is|was] {x}",
]
ADOPTED = [
    "{d} was [adopted|passed|signed|approved] on {x}",
    "[the council|the governor|the board] [approved|signed] {d} on {x}",
]
REPEALED = [
    "{d} was repealed on {x}",
    "{d} [ceased to apply|expired|lapsed] on {x}",
    "on {x}, {d} was [repealed|abolished|withdrawn]",
]


def date_card(rng: Random) -> Card:
    """Since when a document has been in force, or until when."""
    world = draw(rng)
    when = day(rng, 1996)
    wrong = when.other(rng)
    templates = IN_EFFECT if rng.random() < 0.65 else REPEALED
    by_year = rng.random() < 0.35
    while by_year and wrong.year == when.year:
        wrong = when.other(rng)
    elsewhere = document(rng, world.area)
    while elsewhere == world.doc:
        elsewhere = document(rng, world.area)

    def told(lines: list[str], x: str = when.text, d: str = world.doc) -> str:
        return spin(rng, lines, d=d, x=x)

    year_lines = [one.replace("on {x}", "in {x}") for one in templates if "effective date" not in one]
    claim = told(year_lines, str(when.year)) if by_year else told(templates, when.written(rng))
    opened = (
        told(ADOPTED)
        if templates is IN_EFFECT
        else told(["the [council|board] [debated|discussed] a repeal of {d} on {x}"])
    )
    refuted: list[Core] = [told(templates, wrong.text), told(templates, wrong.text)]
    if templates is REPEALED:
        refuted.append(told(["{d} [is still in force|has never been repealed]"]))
    return Card(
        kind="date",
        claims=[claim],
        supported=[told(templates, when.written(rng)) for _ in range(2)],
        refuted=refuted,
        nei=[opened, opened, told(templates, d=elsewhere)],
        fill=[one for one in filler(rng, world, world.actor)[:5] if world.doc not in one],
    )


AGE = [
    "{k} must be at least {n} years old to {v}",
    "no one under {n} may {v}",
    "the minimum age to {v} is {n}",
    "to {v}, a person must have turned {n}",
]
AGED = [
    "buy fireworks",
    "rent a scooter",
    "work night shifts",
    "enter the contest",
    "apply for a hunting license",
    "adopt a dog from the shelter",
    "use the city gym alone",
    "join the volunteer fire brigade",
    "run for the council",
    "serve on the youth board",
    "sell alcohol",
    "ride in the front seat",
]


def age_card(rng: Random) -> Card:
    """From what age something is allowed, in general or for someone of a given age."""
    world = draw(rng)
    what, other, third = rng.sample(AGED, 3)
    number, wrong = rng.sample((10, 12, 13, 14, 15, 16, 17, 18, 19, 21, 25, 30, 35), 2)
    where, elsewhere = (one.short for one in places(rng, 2))

    def told(n: int = number, v: str = what, p: str = where) -> str:
        return f"in {p}, " + spin(rng, AGE, k=rng.choice(("people", "residents", "applicants")), n=n, v=v)

    none = f"in {where}, people of any age may {what}"
    if rng.random() < 0.5:
        claim, yes, no = told(), [told(), told()], [told(wrong), none]
    else:
        age = rng.choice([one for one in range(8, 40) if one != number])
        allowed = age >= number
        above = rng.randint(age + 1, age + 6)
        below = rng.randint(max(5, age - 6), age)
        claim = f"in {where}, a {age}-year-old {'is old enough to' if allowed else 'is too young to'} {what}"
        yes, no = [told(), told()], [told(above)] if allowed else [told(below), none]
    return Card(
        kind="age",
        claims=[claim],
        supported=yes,
        refuted=no,
        nei=[
            told(v=other),
            told(p=elsewhere),
            f"in {where}, a person who wants to {what} must show a card that states the age",
        ],
        fill=[
            told(rng.randint(9, 30), other),
            f"in {where}, people of any age may {third}",
            f"in {where}, a person who wants to {third} must show a card that states the age",
            about(rng, world.doc),
            *filler(rng, world, world.actor, 2),
        ],
    )


RULE_NUMBERS = [
    (1.5, deadline_card),
    (0.8, penalty_card),
    (1.0, section_card),
    (0.8, date_card),
    (0.8, age_card),
]
