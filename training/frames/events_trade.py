"""Event types of trade: takeovers, closures, recalls, treaties."""

from __future__ import annotations

from random import Random

from frames.draws import city, number, of
from frames.events import Event
from frames.people import day
from frames.places import country

__all__ = ["FIRMS", "TRADE"]

FIRMS = (
    "Arbor Health;Atlas Steel;Beacon Foods;Blue Heron Air;Brightwater;Cascade "
    "Timber;Copperline;Crestmark "
    "Bank;"
    "Dynamo Electric;Eastgate Media;Ember Robotics;Falcon Freight;Fairmount Paper;Goldleaf Tea;Harbor "
    "Shipping;"
    "Helix Labs;Ironclad Tools;Juniper Homes;Kestrel Aerospace;Lantern Books;Magnolia Hotels;Meadow "
    "Dairy;Nimbus Cloud;"
    "Northway Rail;Oakline Furniture;Opal Cosmetics;Parallel Games;Piedmont Gas;Quarry Stone;Riverbend "
    "Brewing;"
    "Sable Motors;Saffron Kitchens;Skyward Drones;Solstice Solar;Tallgrass Seeds;Terra Nova "
    "Mining;Union "
    "Textile;"
    "Vela Pharma;Westfield Grain;Zephyr Wind"
)
PRODUCTS = (
    "baby formula;space heaters;ground beef;bicycle helmets;frozen spinach;electric scooters;peanut "
    "butter;cough syrup;car seats;pressure cookers;romaine lettuce;power banks"
)
DEFECTS = (
    "salmonella;a fire hazard;pieces of metal;mislabeled allergens;faulty "
    "brakes;listeria;lead;cracked handles;a burn hazard"
)


def _money(rng: Random) -> str:
    return (
        f"${rng.choice((1.1, 1.8, 2.4, 3, 4.7, 6, 8.5, 12, 19, 33, 58, 74, 120, 260, 410, 880)):g} "
        f"{rng.choice(('million', 'billion'))}"
    )


TRADE = [
    Event(
        kind="takeover",
        slots={"a": of(FIRMS), "b": of(FIRMS), "m": _money, "d": day, "c": city},
        keys=["a", "b"],
        turned=["m", "d"],
        full=[
            "{a} [bought|acquired|took over|purchased] {b} for {m} on {d.text}",
            "{b} was [bought|acquired|taken over] by {a} on {d.text} at a price of {m}",
            "in a deal closed on {d.text}, {b} became part of {a} for {m}",
            "{a} completed its {m} purchase of {b} on {d.text}",
        ],
        claims=[
            "{a} [bought|acquired|took over] {b}",
            "{b} now belongs to {a}",
            "{a} paid {m} for {b}",
            "{b} was sold to {a} for {m}",
            "the purchase of {b} by {a} was completed in {d.year}",
        ],
        open=[
            "{a} [offered|bid] {m} for {b}, whose owners have not replied",
            "{a} and {b} [are in talks about a merger|have begun merger talks]",
            "regulators are reviewing a plan by {a} to buy {b}",
        ],
        denied=[
            "the plan of {a} to buy {b} [collapsed|was dropped|fell through]",
            "{b} [turned down|rejected] an offer from {a} and stays independent",
        ],
        fill=[
            "{a} has its head office in {c}",
            "shares of {a} [rose|fell] that [week|month]",
            "{b} was founded by two sisters",
            "[analysts|investors] had expected a [higher|lower] price",
        ],
    ),
    Event(
        kind="closure",
        slots={
            "a": of(FIRMS),
            "k": of("plant;warehouse;call center;bakery;shipyard;paper mill;research lab;store"),
            "c": city,
            "n": number(40, 3899),
            "d": day,
        },
        keys=["a", "c"],
        turned=["n", "d"],
        full=[
            "{a} [closed|shut down] its {k} in {c} on {d.text}, and {n} people lost their jobs",
            "the {c} {k} of {a} was [closed|shut] on {d.text} at a cost of {n} jobs",
            "on {d.text}, {n} workers were laid off as {a} [closed|shut] its {k} in {c}",
        ],
        claims=[
            "{a} [closed|shut down] its {k} in {c}",
            "{n} people lost their jobs when {a} closed its {k} in {c}",
            "the {k} of {a} in {c} closed in {d.year}",
            "the closing of the {a} {k} in {c} cost {n} jobs",
        ],
        open=[
            "{a} is [thinking about closing|weighing the future of] its {k} in {c}",
            "[a union|workers] at the {c} {k} of {a} [fear|warn of] a closure",
            "{a} has cut hours at its {k} in {c}",
        ],
        denied=["{a} [kept its {k} in {c} open|reversed its plan and will not close its {k} in {c}]"],
        fill=[
            "the {k} opened in the 1970s",
            "{a} also [owns|rents] offices elsewhere",
            "[the mayor|a union] [called for|asked for] help from the state",
            "the building is to be [sold|torn down]",
        ],
    ),
    Event(
        kind="recall",
        slots={
            "a": of(FIRMS),
            "k": of(PRODUCTS),
            "x": of(DEFECTS),
            "n": number(900, 959900, 100),
            "d": day,
        },
        keys=["a", "k"],
        turned=["x", "n", "d"],
        full=[
            "{a} recalled {n} units of {k} on {d.text} because of {x}",
            "because of {x}, {n} units of {k} were [called back|recalled] by {a} on {d.text}",
            "on {d.text}, {a} announced the recall of {n} units of {k} over {x}",
        ],
        claims=[
            "{a} recalled {k} because of {x}",
            "the recall by {a} covered {n} units of {k}",
            "{x} led {a} to recall {k}",
            "{a} recalled {k} in {d.year}",
        ],
        open=[
            "regulators are [testing|looking into] {k} made by {a}",
            "[a consumer group|two senators] urged {a} to recall its {k} over {x}",
            "{a} changed the [label|packaging] of its {k} on {d.text}",
        ],
        denied=["{a} said that there will be no recall, as tests of its {k} found nothing wrong"],
        fill=[
            "buyers can [return|exchange] goods at any store",
            "the goods were sold in eleven states",
            "{a} has set up a hotline",
            "[no injuries|several complaints] had been reported by then",
        ],
    ),
    Event(
        kind="deal",
        slots={
            "a": country,
            "b": country,
            "t": of(
                "a trade agreement;a defense pact;an extradition treaty;a fishing accord;a border "
                "treaty;a "
                "visa waiver;a water-sharing agreement;a tax treaty"
            ),
            "c": city,
            "d": day,
        },
        keys=["a", "b"],
        turned=["d"],
        full=[
            "{a} and {b} signed {t} in {c} on {d.text}",
            "on {d.text}, {t} between {a} and {b} was signed in {c}",
            "in {c}, ministers of {b} and {a} put their names to {t} on {d.text}",
        ],
        claims=[
            "{a} and {b} signed {t}",
            "{t} was concluded by {a} and {b}",
            "{a} signed {t} with {b} in {d.year}",
            "{b} and {a} signed {t} on {d.text}",
        ],
        open=[
            "{a} and {b} [are negotiating|have begun talks on] {t}",
            "{b} has proposed {t} to {a}",
            "lawmakers in {a} debated relations with {b}",
        ],
        denied=[
            "talks between {a} and {b} on {t} [broke down|ended without a signature]",
            "{a} refused to sign {t} with {b}",
        ],
        fill=[
            "delegations met for three days",
            "the ministers [dined together|visited a museum] in {c}",
            "{b} is a major buyer of grain",
            "reporters were [not admitted|kept outside]",
        ],
    ),
]
