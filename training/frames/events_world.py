"""Event types of an encyclopedia: rivers, species, mines, governments."""

from __future__ import annotations

from frames.draws import city, number, of, year
from frames.events import Event
from frames.events_trade import FIRMS
from frames.people import person
from frames.places import country, place, state
from frames.words import name_number

__all__ = ["WORLD"]

SPECIES = (
    "banded tree frog;gray-backed lizard;long-billed wren;marsh orchid;blue-ringed crab;mountain "
    "salamander;dwarf palm;river otter shrew;spotted skink;red-tailed beetle;cave spider;sand "
    "viper;fire lily;crested pigeon;silver minnow;dune grass;hooded bat;velvet moth"
)
HABITATS = (
    "cloud forests;salt marshes;dry grassland;limestone caves;coral reefs;alpine meadows;mangrove "
    "swamps;lowland rainforest;rocky shores;peat bogs;desert springs;oak woodland"
)
FOODS = "insects;seeds;small fish;fruit;leaves;snails;nectar;algae;earthworms;carrion;roots;mosses"
MINERALS = "copper;zinc;coal;lithium;marble;silver;tin;phosphate;uranium;gold;nickel;potash"


WORLD = [
    Event(
        kind="river",
        slots={
            "r": lambda rng: f"the {place(rng).short.removesuffix(' County')} River",
            "s": state,
            "n": number(21, 640),
            "m": of(
                "Lake Orrin;the Gulf of Mexico;Lake Halver;the Atlantic Ocean;the Ohio River;the "
                "Missouri "
                "River;Puget Sound;Lake Superior"
            ),
            "f": of("trout;bass;salmon;pike;catfish;sturgeon"),
        },
        keys=["r"],
        turned=["n", "m", "s"],
        full=[
            "{r} rises in {s} and flows {n} miles to {m}",
            "{r} is a river of {n} miles that [begins|has its source] in {s} and empties into {m}",
            "from its source in {s}, {r} runs for {n} miles before reaching {m}",
        ],
        claims=[
            "{r} flows into {m}",
            "{r} is {n} miles long",
            "the source of {r} is in {s}",
            "{r} empties into {m} after {n} miles",
        ],
        open=[
            "{r} is [known for|fished for] {f}",
            "{r} [flooded|froze over] several times in the last century",
        ],
        fill=[
            "[two|three] dams were built on it",
            "[canoeing|rafting] is popular in its upper reaches",
            "the name goes back to an early settler",
            "its banks are lined with [willows|cottonwoods]",
        ],
    ),
    Event(
        kind="species",
        slots={
            "x": of(SPECIES),
            "h": of(HABITATS),
            "c": country,
            "f": of(FOODS),
            "y": year(1802, 2016),
            "p": person,
        },
        keys=["x"],
        turned=["p", "y"],
        full=[
            ("the {x} lives in the {h} of {c} and was first described by {p.name} in {y}; it depends on {f}"),
            "described by {p.name} in {y}, the {x} is found in {h} in {c}, where it depends on {f}",
            "{p.name} described the {x} in {y} from {h} in {c}; it depends on {f}",
        ],
        claims=[
            "the {x} was first described in {y}",
            "the {x} was described by {p.name}",
            "it was {p.name} who described the {x}",
            "the first description of the {x} dates from {y}",
        ],
        open=["the {x} is found in {h} in {c}", "numbers of the {x} in {c} have [fallen|risen]"],
        fill=[
            "it is active [at night|at dusk]",
            "roads and farms threaten its habitat",
            "a [reserve|park] was set up to protect it",
            "little is known about its [life span|reproduction]",
        ],
    ),
    Event(
        kind="mine",
        slots={
            "c": city,
            "o": of(MINERALS),
            "y": year(1850, 1930),
            "z": year(1931, 2010),
            "n": number(60, 5400),
            "a": of(FIRMS),
        },
        keys=["c"],
        turned=["o", "y", "z", "a"],
        full=[
            "the mine near {c} produced {o} from {y} to {z}; it was run by {a} and employed {n} people",
            "between {y} and {z}, {a} mined {o} near {c} with a workforce of {n}",
            "{o} was dug near {c} from {y} until {z} in a mine of {n} workers that belonged to {a}",
        ],
        claims=[
            "the mine near {c} produced {o}",
            "{o} was mined near {c}",
            "the mine near {c} closed in {z}",
            "the mine near {c} opened in {y}",
            "{a} ran the mine near {c}",
            "mining near {c} came to an end in {z}",
        ],
        open=["the old mine near {c} is now a museum", "a mine near {c} gave the town its [name|railway]"],
        fill=[
            "[a strike|an accident] closed it for some months",
            "the shafts reached great depth",
            "housing for the families was built nearby",
            "traces of it can still be seen",
        ],
    ),
    Event(
        kind="government",
        slots={
            "c": country,
            "p": person,
            "y": year(1820, 1990),
            "q": person,
            "n": lambda rng: name_number(rng.randint(3, 12)),
        },
        keys=["c"],
        turned=["p", "n"],
        full=[
            (
                "{p.name} [led|headed] the government of {c} from {y} for {n} years and was followed by "
                "{q.name}"
            ),
            (
                "from {y}, {p.name} was at the head of the government of {c} for {n} years, before "
                "{q.name} "
                "took over"
            ),
            (
                "{q.name} [succeeded|followed|replaced] {p.name}, who had led the government of {c} "
                "for {n} "
                "years from {y} on"
            ),
        ],
        claims=[
            "{p.name} led the government of {c} before {q.name}",
            "{q.name} came after {p.name} as head of the government of {c}",
            "{p.name} was head of the government of {c} for {n} years",
            "the successor of {p.name} as head of the government of {c} was {q.name}",
        ],
        open=[
            "{p.name} and {q.name} were [ministers|rivals] in the politics of {c}",
            "{p.name} [wrote a history of|was born in] {c}",
        ],
        denied=[
            (
                "{q.name} led the government of {c} for two years, after which {p.name} took over and "
                "stayed "
                "for a year"
            )
        ],
        fill=[
            "a new constitution was adopted in that time",
            "[roads|schools] were built with foreign loans",
            "the currency was replaced",
            "[strikes|floods] marked those years",
        ],
    ),
]
