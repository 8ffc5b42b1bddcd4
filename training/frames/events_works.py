"""Event types of an encyclopedia: books, films, buildings, festivals, matches."""

from __future__ import annotations

from random import Random

from frames.draws import city, number, of, year
from frames.events import Event
from frames.people import Day, day, person
from frames.places import country

__all__ = ["WORKS"]

FIRST = (
    "Silent;"
    "Crimson;"
    "Hidden;"
    "Broken;"
    "Last;"
    "Golden;"
    "Hollow;"
    "Distant;Burning;Forgotten;Paper;Glass;Winter;Iron;Velvet;Salt;Second;Quiet;Northern;Borrowed"
)
SECOND = (
    "River;"
    "Garden;"
    "Harbor;"
    "Mirror;"
    "Orchard;"
    "Compass;"
    "Letter;"
    "Kingdom;Lantern;Bridge;Season;Sparrow;Island;Orchestra;Clock;Valley;Tide;Staircase;Horizon;Ledger"
)
PRIZES = (
    "the Halden Prize;the Marlowe Medal;the Silver Quill;the Aurora Award;the Kessler Prize;the Golden "
    "Reel;the Linden Award;the Orpheus Prize"
)
TEAMS = (
    "Rovers;"
    "Hawks;"
    "Pioneers;Mariners;Comets;Bulls;Foxes;Rangers;Wolves;Chargers;Stallions;Sailors;Miners;Falcons"
)
BUILT = (
    "cathedral;lighthouse;opera house;railway station;town hall;suspension "
    "bridge;castle;observatory;library;water tower;monastery;stadium;synagogue;mosque"
)
FESTIVALS = (
    "kite festival;jazz festival;lantern parade;film festival;tulip show;book fair;cheese "
    "fair;sailing regatta;sand sculpture contest;folk dance week;chess open;puppet festival"
)


def _title(rng: Random) -> str:
    return f"The {of(FIRST)(rng)} {of(SECOND)(rng)}"


def _team(rng: Random) -> str:
    return f"the {city(rng)} {of(TEAMS)(rng)}"


def _score(rng: Random) -> str:
    return rng.choice(
        ("3-1", "2-0", "21-17", "34-20", "4-3", "98-91", "5-2", "77-70", "28-13", "6-4", "1-0", "45-38")
    )


def _day(rng: Random) -> Day:
    return day(rng, 1930, 2024)


WORKS = [
    Event(
        kind="book",
        slots={
            "t": _title,
            "p": person,
            "y": year(1921, 2023),
            "l": of("Spanish;Polish;Swahili;Korean;Portuguese;Norwegian;Arabic;Hungarian;Finnish"),
            "z": of(PRIZES),
            "n": number(90, 890),
        },
        keys=["t"],
        turned=["p", "y", "l", "z"],
        full=[
            "{t} is a novel by {p.name}, written in {l} and published in {y}; it won {z}",
            "first published in {y}, {p.name}'s {l} novel {t} won {z}",
            "{p.name} wrote the novel {t}, which came out in {l} in {y} and received {z}",
            "{t}, the {y} novel by {p.name}, was written in {l} and earned its author {z}",
        ],
        claims=[
            "{t} was written by {p.name}",
            "{p.name} is the author of {t}",
            "{t} [came out|appeared|was published] in {y}",
            "{t} is a novel originally written in {l}",
            "{p.name} [won|received] {z} for {t}",
            "{t} was honored with {z}",
        ],
        open=[
            "{t} [has {n} pages|runs to {n} pages|sold well in its first year]",
            "{t} is a novel about a [lighthouse keeper|village school|family of musicians]",
        ],
        fill=[
            "[a film|a play|an opera] based on the book [failed|was a success]",
            "critics [praised|were divided over] its [style|ending]",
            "the [story|plot] covers three [generations|days]",
            "an English translation took [two|four|six] years",
        ],
    ),
    Event(
        kind="film",
        slots={
            "t": _title,
            "p": person,
            "q": person,
            "y": year(1934, 2023),
            "c": country,
            "n": number(71, 198),
        },
        keys=["t"],
        turned=["p", "y", "n", "c"],
        full=[
            (
                "{t} is a {y} film directed by {p.name} and shot in {c}, with {q.name} in the lead; it "
                "runs {n} "
                "minutes"
            ),
            (
                "directed by {p.name}, the {n}-minute film {t} was shot in {c} and released in {y} with "
                "{q.name} as its star"
            ),
            (
                "{p.name} made {t} in {c}; the film, starring {q.name} and lasting {n} minutes, was "
                "released in "
                "{y}"
            ),
        ],
        claims=[
            "{t} was directed by {p.name}",
            "{p.name} is the director of {t}",
            "the film {t} lasts {n} minutes",
            "{t} was [shot|filmed] in {c}",
            "{t} [was released|came out] in {y}",
            "{q.name} starred in {t}, which was directed by {p.name}",
        ],
        open=[
            "{t} is a film about two [brothers|nurses|thieves]",
            "{t} was shown at [a festival|several festivals] and [liked|disliked] by critics",
        ],
        fill=[
            "the music was written by a [retired teacher|jazz pianist]",
            "it cost less than planned",
            "a [sequel|remake] was never made",
            "the [original negative|first print] is lost",
        ],
    ),
    Event(
        kind="building",
        slots={
            "c": city,
            "b": of(BUILT),
            "p": person,
            "y": year(1780, 2012),
            "n": number(24, 310),
            "s": of("granite;brick;sandstone;concrete;limestone;timber;steel"),
        },
        keys=["c"],
        turned=["p", "y", "n", "s"],
        full=[
            (
                "the {b} in {c}, [designed|drawn up] by {p.name}, was completed in {y}; it is built of "
                "{s} and "
                "{n} feet tall"
            ),
            "{p.name} designed the {c} {b}, a {s} structure of {n} feet that was finished in {y}",
            "completed in {y} to a design by {p.name}, the {b} of {c} is made of {s} and rises {n} feet",
        ],
        claims=[
            "the {b} in {c} was designed by {p.name}",
            "the {c} {b} was completed in {y}",
            "the {b} in {c} is {n} feet tall",
            "{s} was used to build the {b} in {c}",
            "{p.name} was the architect of the {b} in {c}",
        ],
        open=[
            "the {b} in {c} [is open to visitors|draws many visitors|was painted by several artists]",
            "[a fire|an earthquake] damaged the {b} in {c}",
        ],
        fill=[
            "[tours|concerts] are held there in summer",
            "the roof was [repaired|replaced] not long ago",
            "an earlier building stood on the site",
            "it appears on the town's [seal|flag]",
        ],
    ),
    Event(
        kind="match",
        slots={"a": _team, "b": _team, "s": _score, "d": _day, "c": city, "p": person},
        keys=["a", "b"],
        turned=["s", "c", "p", "d"],
        full=[
            "{a} [beat|defeated] {b} {s} in {c} on {d.text}, with {p.name} scoring the winning points",
            "{b} lost {s} to {a} in {c} on {d.text}; {p.name} scored the winning points",
            "on {d.text} in {c}, {a} won {s} against {b} thanks to the winning points from {p.name}",
        ],
        claims=[
            "{a} [beat|defeated|won against] {b}",
            "{b} were beaten {s} by {a}",
            "{p.name} scored the winning points for {a} against {b}",
            "the match between {a} and {b} was played in {c}",
            "{a} won {s} against {b}",
            "{a} beat {b} in {d.year}",
        ],
        open=[
            "{a} [will meet|are to play] {b} in {c}",
            "{a} and {b} met in {c} on {d.text} in front of a large crowd",
        ],
        denied=[
            "{b} [beat|defeated] {a} in {c} on {d.text}, with no points at all for {a}",
            "the match between {a} and {b} [was called off because of snow|was canceled]",
        ],
        fill=[
            "the [pitch|court|field] was in poor condition",
            "tickets [sold out in an hour|were hard to get]",
            "the referee showed two cards",
            "heavy rain delayed the start",
        ],
    ),
    Event(
        kind="festival",
        slots={
            "c": city,
            "k": of(FESTIVALS),
            "y": year(1890, 2015),
            "m": of("January;March;April;May;June;July;September;October;November"),
            "n": number(1200, 260000),
            "p": person,
        },
        keys=["c"],
        turned=["y", "m", "p"],
        full=[
            "the {k} in {c}, founded by {p.name} in {y}, is held every {m} and draws {n} visitors",
            "since {y}, {c} has held a {k} each {m}; it was started by {p.name} and draws {n} visitors",
            "{p.name} started the {c} {k} in {y}; every {m} it attracts {n} people",
        ],
        claims=[
            "the {k} in {c} takes place in {m}",
            "the {c} {k} was founded by {p.name}",
            "the first {k} in {c} took place in {y}",
            "{c} has had a {k} since {y}",
            "a {k} is held in {c} every {m}",
        ],
        open=["the {k} in {c} is [free of charge|run by volunteers]", "{c} [advertises|is proud of] its {k}"],
        fill=[
            "[rain|heat] has never stopped it",
            "[schools|bands|clubs] take part every time",
            "hotels fill up weeks ahead",
            "[food stalls|a market] line the main street",
        ],
    ),
]
