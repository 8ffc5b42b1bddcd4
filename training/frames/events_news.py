"""Event types of the news: appointments, deaths, protests, storms."""

from __future__ import annotations

from random import Random

from frames.draws import city, number, of
from frames.events import Event
from frames.people import day, person
from frames.places import state

__all__ = ["NEWS"]

POSTS = (
    "police chief;fire chief;city manager;health commissioner;superintendent of schools;port "
    "director;museum director;"
    "transit chief;finance minister;ambassador to Chile;head of the central bank;chief economist;coach "
    "of "
    "the national "
    "team;poet laureate;chancellor of the university;director of elections;chair of the zoning board"
)
CAUSES = (
    "a stroke;cancer;heart failure;injuries from a car crash;pneumonia;complications of "
    "surgery;injuries from a fall;Parkinson's disease;leukemia"
)
ISSUES = (
    "higher bus fares;a new prison;the closure of a hospital;police violence;cuts to school funding;a "
    "pipeline;rising "
    "rents;a data center;the new election law;a landfill;the war;water shortages;a tax on fuel;layoffs "
    "at "
    "the mill"
)
STORMS = "Hurricane;Tropical Storm;Cyclone;Winter Storm;Typhoon"
NAMES = (
    "Alma;"
    "Bruno;"
    "Celia;"
    "Dario;"
    "Esther;"
    "Fabian;Greta;Hector;Ilona;Jonas;Katia;Lionel;Marta;Nestor;Odile;Pascal;Rhea;Silas;Tilda;Viktor"
)


def _storm(rng: Random) -> str:
    return f"{of(STORMS)(rng)} {of(NAMES)(rng)}"


NEWS = [
    Event(
        kind="appointment",
        slots={
            "p": person,
            "o": of(POSTS),
            "by": of("the council;the governor;the mayor;the president;the board;the prime minister"),
            "c": city,
            "d": day,
        },
        keys=["p"],
        turned=["by", "o"],
        full=[
            "{by} [appointed|named|picked|chose] {p.name} as {o} on {d.text}",
            "{p.name} was [appointed|named] {o} by {by} on {d.text}",
            "on {d.text}, {by} [put|installed] {p.name} in the post of {o}",
            "{by}'s choice for {o}, {p.name}, took up the post on {d.text}",
        ],
        claims=[
            "{by} [appointed|named] {p.name} as {o}",
            "{p.name} was chosen as {o} by {by}",
            "{p.name} became {o} in {d.year}",
            "the post of {o} went to {p.name}",
            "{p.name} was [appointed|named] {o} on {d.text}",
        ],
        open=[
            "{by} is [considering|interviewing] {p.name} for the post of {o}",
            "{p.name} has applied to become {o}",
            "[local media|several papers] expect {by} to name {p.name} as {o}",
        ],
        denied=["{by} [passed over|rejected] {p.name} and left the post of {o} vacant"],
        fill=[
            "{p.last} [grew up|studied|went to school] in {c}",
            "{p.last} has a degree in [law|economics|public administration|history]",
            "the post of {o} [carries a term of four years|pays well]",
            "{p.last} [speaks three languages|has two children|once ran a small business]",
        ],
    ),
    Event(
        kind="death",
        slots={
            "p": person,
            "w": of(
                "novelist;trumpet player;former senator;chemist;architect;film director;boxer;folk "
                "singer;astronomer;chef"
            ),
            "x": of(CAUSES),
            "c": city,
            "d": day,
            "n": number(51, 98),
        },
        keys=["p"],
        turned=["x", "c", "d", "n"],
        full=[
            "{p.name}, a {w}, died of {x} in {c} on {d.text} at the age of {n}",
            "the {w} {p.name} died on {d.text} in {c}, aged {n}; the cause was {x}",
            "on {d.text}, {w} {p.name}, {n}, died in {c} from {x}",
            "at {n}, the {w} {p.name} succumbed to {x} in {c} on {d.text}",
        ],
        claims=[
            "{p.name} died of {x}",
            "{p.name} died in {c}",
            "{p.name} was {n} years old at death",
            "the death of {p.name} occurred in {d.year}",
            "{x} was the cause of death of the {w} {p.name}",
            "{p.name} died on {d.text}",
            "{p.name} lived to the age of {n}",
        ],
        open=[
            "the {w} {p.name} was taken to a hospital in {c} with {x}",
            "friends say that {p.name}, the {w}, had been [ill|unwell] for some time",
        ],
        denied=["reports that the {w} {p.name} had died were false; {p.he} is alive"],
        fill=[
            "{p.last} leaves [a daughter|two sons|a large family]",
            "[a memorial|a concert in {p.his} honor] is planned",
            "{p.last} [won several prizes|was known for {p.his} humor|had retired years earlier]",
            "{p.last} began {p.his} career as a {w} in the 1960s",
        ],
    ),
    Event(
        kind="protest",
        slots={"n": number(200, 41900, 100), "c": city, "i": of(ISSUES), "d": day, "q": number(3, 79)},
        keys=["c"],
        turned=["n", "i", "q"],
        full=[
            (
                "{n} people [marched|demonstrated|rallied] in {c} on {d.text} against {i}; the police "
                "arrested "
                "{q}"
            ),
            (
                "in {c}, a crowd of {n} protested against {i} on {d.text}, and {q} people were "
                "[arrested|detained]"
            ),
            "on {d.text}, {i} brought {n} protesters onto the streets of {c}; there were {q} arrests",
        ],
        claims=[
            "{n} people [marched|protested] in {c} on {d.text}",
            "a protest of {n} people took place in {c} on {d.text}",
            "{q} people were arrested at a protest in {c} on {d.text}",
            "a protest against {i} took place in {c} on {d.text}",
            "people in {c} demonstrated against {i} on {d.text}",
        ],
        open=[
            "organizers [expect|hope for] {n} people at a march in {c} against {i}",
            "a [petition|letter] against {i} was handed in at {c} on {d.text}",
            "a protest in {c} on {d.text} [blocked traffic|lasted all afternoon]",
        ],
        denied=[
            ("the march against {i} planned in {c} for {d.text} was called off, and nobody was arrested")
        ],
        fill=[
            "the [mayor|governor] did not attend",
            "shops along the route [closed early|stayed open]",
            "speakers called for a [vote|boycott|new law]",
            "the march ended at the [courthouse|station|river]",
        ],
    ),
    Event(
        kind="storm",
        slots={"h": _storm, "s": state, "q": number(2, 89), "n": number(1200, 879900, 100), "d": day},
        keys=["h", "s"],
        turned=["q", "n", "d"],
        full=[
            (
                "{h} [struck|hit|reached] {s} on {d.text}, killing {q} people and leaving {n} homes "
                "without power"
            ),
            "{q} people died and {n} homes lost power when {h} [hit|came ashore in] {s} on {d.text}",
            (
                "in {s}, {h} [cut power to {n} homes|left {n} homes in the dark] and claimed {q} lives "
                "on "
                "{d.text}"
            ),
        ],
        claims=[
            "{h} killed {q} people in {s}",
            "{h} hit {s} in {d.year}",
            "{n} homes in {s} were without power after {h}",
            "{q} deaths in {s} were due to {h}",
            "{h} [struck|hit] {s} on {d.text}",
        ],
        open=[
            "{h} is [heading for|moving toward] {s}",
            "forecasters [warn that {h} could reach|have issued a {h} watch for] {s}",
        ],
        denied=["{h} turned away from {s} and caused neither deaths nor power cuts"],
        fill=[
            "[shelters|schools] were opened for those [who fled|without homes]",
            "the governor [asked for federal aid|toured the area]",
            "rainfall reached nine inches in places",
            "crews worked through the night",
        ],
    ),
]
