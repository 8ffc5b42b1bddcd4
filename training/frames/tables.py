"""Cards on small tables written as text: values, comparison, order, counting, difference, sums."""

from __future__ import annotations

from random import Random

from frames.cards import Card
from frames.people import people
from frames.places import places
from frames.table_questions import QUESTIONS, Question, Sort, Table

__all__ = ["TABLES"]

COUNTRY_ROWS = (
    "Austria;"
    "Belgium;"
    "Chile;"
    "Denmark;"
    "Estonia;"
    "Finland;"
    "Ghana;"
    "Greece;"
    "Iceland;"
    "India;Japan;Kenya;Latvia;Mexico;Nepal;Norway;Peru;Poland;Serbia;Spain;Uruguay;Zambia"
)
SORTS = [
    Sort("Median rent by place", ("median rent", "the median rent"), "places", 620, 3400, "$"),
    Sort("Population by place", ("population", "the population"), "places", 2100, 980000),
    Sort("Jail beds by place", ("jail beds", "the number of jail beds"), "places", 20, 4200),
    Sort(
        "Average commute by place",
        ("average commute", "the average commute"),
        "places",
        11,
        58,
        "",
        " minutes",
    ),
    Sort("Points by team", ("points", "the number of points"), "teams", 11, 98),
    Sort("Goals by player", ("goals", "the number of goals"), "people", 2, 41),
    Sort("Votes by candidate", ("votes", "the number of votes"), "people", 310, 88000),
    Sort("Salary by office", ("salary", "the salary"), "offices", 41000, 290000, "$"),
    Sort(
        "Renewable share by country", ("renewable share", "the renewable share"), "countries", 4, 97, "", "%"
    ),
    Sort(
        "Life expectancy by country",
        ("life expectancy", "life expectancy"),
        "countries",
        54,
        85,
        "",
        " years",
    ),
    Sort(
        "Forest area by country",
        ("forest area", "the forest area"),
        "countries",
        120,
        91000,
        "",
        " square miles",
    ),
    Sort("Height by peak", ("height", "the height"), "peaks", 3100, 21900, "", " feet"),
    Sort("Length by river", ("length", "the length"), "rivers", 60, 2300, "", " miles"),
    Sort("Staff by department", ("staff", "the number of staff"), "departments", 12, 2400),
    Sort("Complaints by department", ("complaints", "the number of complaints"), "departments", 3, 890),
    Sort("Enrollment by school", ("enrollment", "the enrollment"), "schools", 90, 3200),
    Sort("Fine by offense", ("fine", "the fine"), "offenses", 25, 1500, "$"),
    Sort("Protein by food", ("protein per serving", "the protein per serving"), "foods", 1, 42, "", " grams"),
    Sort("Dose by drug", ("daily dose", "the daily dose"), "drugs", 5, 900, "", " mg"),
]
ROWS = {
    "teams": (
        "Alder City;Brook United;Corran Town;Dell Athletic;Eastgate;Fenn Rovers FC;Gilder Park;Holm "
        "City;Inver Albion"
    ),
    "offices": (
        "the mayor;the sheriff;the clerk;the assessor;the treasurer;the police chief;the city "
        "attorney;the coroner"
    ),
    "countries": COUNTRY_ROWS,
    "peaks": (
        "Mount Alder;Mount Corvin;Stony Peak;Mount Ellery;Gray Tower;Mount Hadley;Needle Rock;Mount Osgood"
    ),
    "rivers": (
        "the Alder River;the Briar River;the Corran;the Dell River;the Ester;the Fenn River;the "
        "Gilder;the Holm"
    ),
    "departments": "Police;Fire;Parks;Libraries;Public Works;Health;Finance;Transit;Planning;Housing",
    "schools": (
        "Lincoln High;Oak Grove Middle;Riverside High;Hilltop Elementary;Washington High;Lakeview "
        "Middle;Central High"
    ),
    "offenses": (
        "littering;speeding;illegal parking;noise at night;open burning;jaywalking;graffiti;fishing "
        "without a license"
    ),
    "foods": "lentils;chicken;tofu;eggs;almonds;salmon;oats;cheddar;black beans;yogurt",
    "drugs": "Alvexin;Bortanol;Cerimab;Dolarex;Exomine;Fentrol;Galitin;Hexavir",
}


def _rows(rng: Random, sort: Sort, count: int) -> list[str]:
    if sort.rows == "places":
        return [one.short for one in places(rng, count)]
    if sort.rows == "people":
        return [one.name for one in people(rng, count)]
    return rng.sample(ROWS[sort.rows].split(";"), count)


def _values(rng: Random, sort: Sort, names: list[str]) -> dict[str, float]:
    """Different values, within a factor of about three of each other, in rounder numbers where large."""
    middle = rng.uniform(sort.low, sort.high) ** rng.uniform(0.75, 1.0)
    low, high = max(sort.low, middle * 0.5), min(sort.high, max(middle * 1.6, sort.low * 2))
    step = 10 if high > 2000 and rng.random() < 0.6 else 1
    pool = range(int(low) // step * step + step, int(max(high, low + 40 * step)), step)
    return dict(zip(names, (float(value) for value in rng.sample(pool, len(names))), strict=True))


LAYOUTS = ["dash", "dash", "colon", "prose", "pipe"]


def written(rng: Random, sort: Sort, table: Table, year: int) -> list[str]:
    """A table as lines of text, the title first."""
    name = sort.names[0]
    layout = rng.choice(LAYOUTS)
    head = f"{sort.title}, {year}."
    rows = [(row[0].upper() + row[1:], sort.told(value)) for row, value in table.items()]
    if layout == "dash":
        return [head, *(f"{row} — {name}: {value}." for row, value in rows)]
    if layout == "colon":
        return [head, *(f"{row}: {value}." for row, value in rows)]
    if layout == "pipe":
        return [f"{sort.title} ({year}) | {name} |", *(f"{row} | {value} |" for row, value in rows)]
    return [
        f"{sort.title} in {year}: "
        + ", ".join(f"{row} {value}" for row, value in table_told(sort, table))
        + "."
    ]


def table_told(sort: Sort, table: Table) -> list[tuple[str, str]]:
    """Rows with their values as text."""
    return [(row, sort.told(value)) for row, value in table.items()]


def _broken(rng: Random, sort: Sort, table: dict[str, float], question: Question) -> dict[str, float] | None:
    """The same rows with values of which the claim does not hold, None if none is found."""
    names = list(table)
    for attempt in range(200):
        values = list(table.values())
        if attempt < 60 and question.kind not in ("count", "all", "some"):
            rng.shuffle(values)
            moved = dict(zip(names, values, strict=True))
        else:
            factor = rng.choice(
                (0.4, 0.55, 0.7, 0.85, 1.15, 1.4, 1.8) if attempt < 120 else (0.15, 0.25, 2.5, 4.0)
            )
            changed = rng.sample(names, rng.randint(1, len(names)))
            moved = {
                name: float(max(1, round(value * factor))) if name in changed else value
                for name, value in table.items()
            }
        sane = not sort.after.startswith(("%", " years")) or max(moved.values()) <= 100
        if len(set(moved.values())) == len(names) and sane and not question.holds(moved):
            return moved
    return None


def table_card(rng: Random) -> Card:
    """A claim on a table, beside that table, one of which it is false, and one that does not tell."""
    sort = rng.choice(SORTS)
    year = rng.randint(2001, 2024)
    names = _rows(rng, sort, rng.randint(3, 6) + 1)
    spare = names.pop()
    table = _values(rng, sort, names)
    question = rng.choice(QUESTIONS)(rng, sort, table, year)
    broken = _broken(rng, sort, table, question)
    if broken is None:
        return table_card(rng)
    other_year = year + rng.choice((-2, -1, 1, 2))
    unsaid = [written(rng, sort, table, other_year)]
    if question.rows:
        gone = rng.choice(question.rows)
        without = {spare if name == gone else name: value for name, value in table.items()}
        unsaid += [written(rng, sort, without, year)] * 2
    else:
        another = rng.choice(
            [one for one in SORTS if one.title != sort.title and one.rows == sort.rows] or [SORTS[0]]
        )
        names_there = names if another.rows == sort.rows else _rows(rng, another, len(names))
        unsaid.append(written(rng, another, _values(rng, another, names_there), year))
    return Card(
        kind=question.kind,
        claims=[question.claim],
        supported=[tuple(written(rng, sort, table, year)) for _ in range(2)],
        refuted=[tuple(written(rng, sort, broken, year)) for _ in range(2)],
        nei=[tuple(one) for one in unsaid],
        raw=True,
    )


TABLES = [(1.0, table_card)]
