"""Cards on what is charged, found and alleged."""

from __future__ import annotations

from random import Random

from frames.cards import Card
from frames.courts import PLAINTIFFS
from frames.people import day, people
from frames.places import place
from frames.words import spin

__all__ = ["CRIMES", "DEFENDANTS", "POSTS", "VERDICTS"]

CRIMES = [
    "tax fraud",
    "arson",
    "second-degree murder",
    "bribery",
    "theft of public money",
    "perjury",
    "drug trafficking",
    "wire fraud",
    "manslaughter",
    "obstruction of justice",
    "money laundering",
    "armed robbery",
    "insider trading",
    "forgery",
    "kidnapping",
    "election fraud",
    "animal cruelty",
    "illegal dumping",
    "identity theft",
    "extortion",
    "witness tampering",
    "embezzlement",
]
POSTS = [
    "a former mayor",
    "a police sergeant",
    "a nurse",
    "the county treasurer",
    "a school principal",
    "a bank manager",
    "a real estate agent",
    "a state senator",
    "a bus driver",
    "a contractor",
    "a pharmacist",
    "a jail guard",
    "a priest",
    "a truck driver",
    "an accountant",
]
GUILTY = [
    "a jury found {n}, {post}, guilty of {x}",
    "{n}, {post}, was [convicted of|found guilty of] {x} [on {day}|in {year}]",
    "{n}, {post}, pleaded guilty to {x} [on {day}|in {year}]",
    "jurors returned a guilty verdict against {n}, {post}, on a charge of {x}",
]
CLEARED = [
    "{n}, {post}, was [acquitted of|cleared of|found not guilty of] {x} [on {day}|in {year}]",
    "a jury [acquitted|cleared] {n}, {post}, of {x}",
    "[prosecutors dropped|the judge dismissed] the charge of {x} against {n}, {post}",
    "jurors found {n}, {post}, not guilty of {x}",
]
CHARGED = [
    (
        "{n}, {post}, was [charged with|accused of|indicted on a charge of|arrested on suspicion of] {x} [on "
        "{day}|in {year}]"
    ),
    "prosecutors [charged|have charged] {n}, {post}, with {x}",
    "{n}, {post}, [will stand trial for|goes on trial for] {x} next month",
    "{n}, {post}, pleaded not guilty to {x}",
]
CONVICTION = [
    "{n} was [convicted of|found guilty of] {x}",
    "{n} has been convicted of {x}",
    "a court found {n} guilty of {x}",
]
ACQUITTAL = [
    "{n} was [acquitted of|cleared of] {x}",
    "the case of {x} against {n} ended without a conviction",
]
CHARGE = ["{n} was [charged with|formally accused of] {x}", "prosecutors brought a charge of {x} against {n}"]


def verdict_card(rng: Random) -> Card:
    """Charged, convicted, acquitted: none is another."""
    who, other = people(rng, 2)
    posts = rng.sample(POSTS, 2)
    crimes = rng.sample(CRIMES, 3)

    def told(templates: list[str], name: str = who.name, post: str = posts[0], crime: str = crimes[0]) -> str:
        when = day(rng, 2004)
        return spin(rng, templates, n=name, post=post, x=crime, day=when.text, year=when.year)

    which = rng.randrange(3)
    if which == 0:
        claim, yes, no = CONVICTION, GUILTY, CLEARED
        unsaid = [
            told(CHARGED),
            told(CHARGED),
            told(GUILTY, other.name, posts[1]),
            told(GUILTY, crime=crimes[1]),
        ]
    elif which == 1:
        claim, yes, no = ACQUITTAL, CLEARED, GUILTY
        unsaid = [
            told(CHARGED),
            told(CHARGED),
            told(CLEARED, other.name, posts[1]),
            told(CLEARED, crime=crimes[1]),
        ]
    else:
        claim, yes = CHARGE, CHARGED[:2]
        no = [
            "no charge of {x} will be brought against {n}, {post}",
            "prosecutors declined to charge {n}, {post}, with {x}",
        ]
        unsaid = [
            told(
                [
                    "{n}, {post}, [was questioned about|denied any part in] {x}",
                    "a newspaper linked {n}, {post}, to {x}",
                ]
            ),
            told(CHARGED[:2], crime=crimes[1]),
            told(CHARGED[:2], other.name, posts[1]),
        ]
    fill = [
        told([f"{other.name}, {posts[1]}, [testified for two hours|was called as a witness]"]),
        told(CHARGED[:1], other.name, posts[1], crimes[2]),
        told(rng.choice((GUILTY, CLEARED)), other.name, posts[1], crimes[2]),
        spin(rng, "the [trial|investigation] began in {y}", y=rng.randint(2004, 2019)),
        spin(rng, "{n} [lives in|grew up in] {p}", n=who.last, p=place(rng).full),
    ]
    return Card(
        kind="verdict",
        claims=[told(claim)],
        supported=[told(yes) for _ in range(2)],
        refuted=[told(no) for _ in range(2)],
        nei=unsaid,
        fill=fill,
    )


ACTS = """
dumped waste into the river = let waste flow into the river
underpaid its drivers = paid its drivers too little
hid safety problems from buyers = kept safety problems secret from buyers
sold customer data without consent = traded customer data without permission
fired workers for joining a union = dismissed workers who joined a union
overcharged patients for tests = billed patients too much for tests
ignored complaints of harassment = failed to act on complaints of harassment
copied a rival's software = stole a rival's software
misled investors about its debts = deceived investors about its debts
refused to rent to families with children = turned away families with children
falsified emissions tests = cheated on emissions tests
held inmates past their release dates = kept inmates locked up after their release dates
"""
DEFENDANTS = [
    "Harlow Foods",
    "Brightline Freight",
    "Northgate Energy",
    "Calder Pharmaceuticals",
    "Summit Rentals",
    "Evergreen Mining",
    "Lakeview Hospital",
    "Orbit Wireless",
    "Castle Homes",
    "Redwood Logistics",
    "Pinnacle Motors",
    "Delta Grain",
    "Vantage Security",
    "Bluewater Cruises",
    "Keystone Chemical",
    "Sterling Insurance",
    "Meridian Software",
    "Granite Construction Partners",
]


def allegation_card(rng: Random) -> Card:
    """What is alleged is not thereby so; who settles does not thereby admit."""
    firm, second = rng.sample(DEFENDANTS, 2)
    acts = [line.split(" = ") for line in ACTS.strip().splitlines()]
    act, other_act = rng.sample(acts, 2)
    plaintiff = rng.choice(PLAINTIFFS)
    sum_told = f"${rng.choice((1.2, 2.5, 3.8, 4, 7, 11, 18, 24, 36, 52, 75))} million"

    def told(templates: list[str], name: str = firm, what: list[str] = act) -> str:
        return spin(
            rng, templates, f=name, x=rng.choice(what), pl=plaintiff, m=sum_told, year=rng.randint(2006, 2023)
        )

    found = [
        "a [jury|judge] found that {f} {x}",
        "{f} [admitted|acknowledged|conceded] that it {x}",
        "[an inquiry|a court] established that {f} {x} [|between {year} and 2024]",
    ]
    cleared = [
        "a [jury|judge] found it untrue that {f} {x}",
        "a court [rejected|found untrue] the claim that {f} {x}",
        "an [inquiry|investigation] concluded that it was not {f} that {x}",
    ]
    alleged = [
        "a [lawsuit|complaint] [claims|alleges] that {f} {x}",
        "according to a lawsuit filed in {year}, {f} {x}",
        "{f} paid {m} to settle claims that it {x}, without admitting wrongdoing",
        "regulators are looking into whether {f} {x}",
        "{f} denied that it {x}",
    ]
    return Card(
        kind="allegation",
        counter=[told(["it is not true that {f} {x}", "the claim that {f} {x} proved untrue"])],
        claims=[told(["{f} {x}", "{f} {x}", "it has been established that {f} {x}"])],
        supported=[told(found) for _ in range(2)],
        refuted=[told(cleared) for _ in range(2)],
        nei=[told(alleged), told(alleged), told(alleged), told(found, second)],
        fill=[
            told(["{f} employs about 1,900 people", "{f} was founded in 1974"]),
            told(alleged[2:3], what=other_act),
            told(rng.choice((found, cleared, alleged)), second, other_act),
            told(["the [complaint|suit] was filed by {pl} in {year}"]),
        ],
    )


VERDICTS = [(1.5, verdict_card), (1.5, allegation_card)]
