"""Cards on totals and shares of parts, and on elections."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from frames.cards import Card
from frames.figures import around, series
from frames.people import people
from frames.places import place
from frames.words import name_number, percent, spin, whole

__all__ = ["TOTALS"]

PARTS = [
    ("the city budget", "money", "police;parks;roads;libraries;fire protection;public health;housing"),
    ("last year's donations", "money", "schools;food banks;shelters;clinics;museums;churches"),
    (
        "the survey's respondents",
        "people",
        ("homeowners;renters;students;retirees;people living with family"),
    ),
    ("those arrested that night", "people", "local residents;students;people from out of state;minors"),
    ("the library's collection", "items", "novels;biographies;films;maps;children's books"),
    ("the fleet", "vehicles", "buses;vans;trucks;electric cars;trailers"),
    ("the harvest", "tons", "wheat;corn;soybeans;barley;potatoes"),
    ("the vaccinated", "people", "children;adults under 65;adults over 65;health workers"),
    (
        "the jail's population",
        "people",
        "people awaiting trial;people serving a sentence;people held for other counties",
    ),
    ("the applications", "files", "approved ones;rejected ones;withdrawn ones;incomplete ones"),
]


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole of three named parts at a place in a year; `unit` is money, tons, or what is counted."""

    name: str
    unit: str
    parts: tuple[str, ...]
    where: str
    year: int

    def number(self, value: int) -> str:
        """A value with its unit."""
        if self.unit == "money":
            return f"${whole(value)} million"
        return f"{whole(value)} tons" if self.unit == "tons" else whole(value)

    def part(self, value: int, name: str) -> str:
        """A value and the part it belongs to."""
        link = {"money": " for", "tons": " of"}.get(self.unit, "")
        return f"{self.number(value)}{link} {name}"

    def listed(self, values: tuple[int, int, int]) -> str:
        """All three parts."""
        one, two, three = (self.part(value, name) for value, name in zip(values, self.parts, strict=True))
        return f"in {self.where}, {self.name} in {self.year} broke down as follows: {one}, {two} and {three}"

    def summed(self, size: int, first: int | None = None) -> str:
        """The whole, with its first part where given."""
        told = f"in {self.where}, {self.name} in {self.year} came to {self.number(size)} in all"
        if first is None:
            return told
        link = {"money": "for", "tons": "of"}.get(self.unit, "being")
        return f"{told}, with {self.number(first)} {link} {self.parts[0]}"


IN_ALL = [
    "in {y}, {t} in {p} came to {x} in all",
    "altogether, {t} in {p} amounted to {x} in {y}",
    "{t} in {p} totaled {x} in {y}",
]
SHARE = ["{c} made up {x} of {t} in {p} in {y}", "in {y}, {x} of {t} in {p} {went} {c}"]


def total_card(rng: Random) -> Card:
    """A total or a share that has to be worked out of parts."""
    name, unit, kinds = rng.choice(PARTS)
    names = tuple(rng.sample(kinds.split(";"), 3))
    one = Whole(name, unit, names, place(rng).short, rng.randint(2004, 2024))
    size = rng.choice((100, 200, 400, 500, 1000, 2000))
    first = size * rng.choice((10, 15, 20, 25, 30, 40, 55, 60)) // 100
    second = (size - first) * rng.choice((25, 40, 50, 60)) // 100
    third = size - first - second
    slots: dict[str, object] = {"y": one.year, "t": name, "p": one.where, "c": names[0]}
    slots["went"] = "went to" if unit == "money" else "consisted of"
    if rng.random() < 0.5:
        claim = spin(rng, IN_ALL, x=one.number(size), **slots)
        no = [one.listed((first, second, third + size // 2)), one.listed((first * 2, second, third))]
        unsaid = f"in {one.where}, {name} in {one.year} included {one.part(first, names[0])}"
    else:
        claim = spin(rng, SHARE, x=percent(rng, first * 100 // size), **slots)
        no = [
            one.summed(size, max(1, first // 2)),
            one.listed((second, first, third) if second != first else (third, 1, 1)),
        ]
        unsaid = one.summed(size)
    return Card(
        kind="total",
        claims=[claim],
        supported=[one.listed((first, second, third)), one.summed(size, first)],
        refuted=no,
        nei=[unsaid],
        fill=around(rng, series(rng, where=one.where))[:3],
    )


OFFICES = (
    "mayor",
    "sheriff",
    "county judge",
    "state senator",
    "treasurer",
    "school board president",
    "assessor",
)
COUNTED = [
    "{w} [defeated|beat] {l} in the {y} race for {o} in {p}, {a} votes to {b}",
    "with {a} votes to {b} for {l}, {w} [won|carried] the {y} race for {o} in {p}",
]
UNCOUNTED = [
    "in the {y} race for {o} in {p}, {w} took {sa}% of the vote to {sb}% for {l}",
    "voters in {p} chose {w} over {l} for {o} in {y}",
    "{l} lost the {y} race for {o} in {p} to {w}, with {sb}% of the vote against {sa}%",
]
WON = [
    "{w} won the {y} race for {o} in {p}",
    "in {y}, {w} was elected {o} in {p}",
    "{l} was defeated by {w} in the {y} race for {o} in {p}",
    "{w} got more votes than {l} in the {y} race for {o} in {p}",
    "{l} did not win the {y} race for {o} in {p}",
]
RAN = [
    "{w} and {l} [ran|were the candidates] for {o} in {p} in {y}",
    "{w} [ran|campaigned|entered the race] for {o} in {p} in {y}",
    "polls in {y} showed {w} ahead of {l} in the race for {o} in {p}",
]
BY_VOTES = [
    "{w} beat {l} by {d} votes in the {y} race for {o} in {p}",
    "{w} received {a} votes in the {y} race for {o} in {p}",
]


def _votes(won: int, lost: int) -> dict[str, object]:
    share = round(100 * won / (won + lost), 1)
    return {
        "a": whole(won),
        "b": whole(lost),
        "d": whole(won - lost),
        "sa": share,
        "sb": round(100 - share, 1),
    }


def vote_card(rng: Random) -> Card:
    """An election: who won, by how many votes."""
    one, two, third = people(rng, 3)
    where, elsewhere = place(rng, kind="city").short, place(rng, kind="county").short
    post, year = rng.choice(OFFICES), rng.randint(2002, 2024)
    won = rng.randint(900, 45000)
    lost = round(won * rng.uniform(0.52, 0.96))
    slots: dict[str, object] = {"w": one.name, "l": two.name, "y": year, "o": post, "p": where}
    slots |= _votes(won, lost)

    def told(lines: list[str], **changed: object) -> str:
        return spin(rng, lines, **{**slots, **changed})

    turned = {"w": two.name, "l": one.name}
    if rng.random() < 0.35:
        claim, yes = told(BY_VOTES), [told(COUNTED), told(COUNTED)]
        no = [told(COUNTED, **_votes(won + rng.randint(2, 9) * 10, lost)), told(COUNTED, **turned)]
        unsaid = [told(UNCOUNTED), told(UNCOUNTED[1:2]), told(RAN)]
    else:
        both = COUNTED + UNCOUNTED
        claim, yes, no = told(WON), [told(both), told(both)], [told(both, **turned), told(both, **turned)]
        unsaid = [told(RAN), told(RAN), told(both, y=year - 4), told(both, p=elsewhere)]
    fill = [
        f"{third.name} withdrew from the {year} race before the ballots were printed",
        f"turnout in {where} was {rng.randint(22, 71)}% in {year}",
        f"{two.last} has served {name_number(rng.randint(2, 14))} years on the council",
        f"{one.last} raised ${whole(rng.randint(20, 800) * 1000)} for the campaign",
        f"the {post} serves a term of four years",
        told(RAN, w=third.name, l=two.name, y=year - 8),
    ]
    return Card(kind="vote", claims=[claim], supported=yes, refuted=no, nei=unsaid, fill=fill)


TOTALS = [(1.0, total_card), (1.5, vote_card)]
