"""Cards on climate: trends, outlooks with their certainty and scenario, what drives a change."""

from __future__ import annotations

from random import Random

from frames.cards import Card
from frames.places import REGIONS
from frames.words import spin

__all__ = ["CLIMATE"]

# wordings : verb up : verb down
TRENDS = """
average temperatures = mean temperatures : rise : fall
heat waves = spells of extreme heat : become more frequent : become rarer
summer rainfall = rainfall in summer : increase : decrease
snow cover = the area covered by snow : expand : shrink
sea level along the coast = the coastal sea level : rise : drop
wildfire seasons = fire seasons : grow longer : grow shorter
glacier mass = the mass of glaciers : increase : decline
drought = dry spells : become more severe : become less severe
heavy downpours = extreme rainfall : intensify : weaken
hurricane wind speeds = the wind speeds of hurricanes : strengthen : weaken
crop yields = harvests per acre : improve : decline
coral cover = the area of living coral : grow : shrink
permafrost thaw = the thawing of permafrost : speed up : slow down
ocean acidity = the acidity of seawater : increase : decrease
river flow in late summer = late-summer river flow : increase : decline
flood losses = damage from floods : rise : fall
the growing season = the period when crops can grow : lengthen : shorten
methane emissions = emissions of methane : rise : fall
forest area = the area under forest : expand : shrink
"""
TREND = [[part.strip() for part in line.split(":")] for line in TRENDS.strip().splitlines()]
PAST = {
    "rise": "rose",
    "fall": "fell",
    "become": "became",
    "increase": "increased",
    "decrease": "decreased",
    "expand": "expanded",
    "shrink": "shrank",
    "drop": "dropped",
    "grow": "grew",
    "decline": "declined",
    "intensify": "intensified",
    "weaken": "weakened",
    "strengthen": "strengthened",
    "improve": "improved",
    "speed": "sped",
    "slow": "slowed",
    "lengthen": "lengthened",
    "shorten": "shortened",
}


SEAS = (
    "the North Atlantic",
    "the tropical Pacific",
    "the Baltic Sea",
    "the Gulf of Mexico",
    "the North Sea",
    "the Indian Ocean",
)
MARINE = ("hurricane", "sea level", "coral", "ocean acidity", "average temp")


def setting(rng: Random) -> tuple[list[list[str]], list[str]]:
    """Two trends and two regions, all of the sea or all of the land."""
    wet = rng.random() < 0.2
    rows = [row for row in TREND if (row[0].startswith(MARINE) if wet else not row[0].startswith(MARINE[:4]))]
    regions = [one for one in REGIONS if (one in SEAS) == wet]
    return rng.sample(rows, 2), rng.sample(regions, 2)


def _past(verb: str) -> str:
    first, space, rest = verb.partition(" ")
    return PAST[first] + space + rest


AHEAD = [
    "[models|projections] suggest that {t} in {r} will {v} by {y}",
    "{t} in {r} [may|could] {v} in the coming decades",
]


def trend_card(rng: Random) -> Card:
    """A trend in a region over a span of years."""
    (row, other), (region, elsewhere) = setting(rng)
    start = rng.randint(1950, 1995)
    end = start + rng.randint(20, 30)
    up = rng.random() < 0.6
    span = [
        "{t} in {r} {v} between {a} and {b}",
        "from {a} to {b}, {t} in {r} {v}",
        "observations show that {t} in {r} {v} from {a} to {b}",
        "over the {n} years from {a} to {b}, {t} {v} in {r}",
    ]
    flat = [
        "{t} in {r} [did not change|showed no trend|remained stable] between {a} and {b}",
        "from {a} to {b}, no [trend|clear change] was seen in {t} in {r}",
    ]

    def told(
        templates: list[str], which: bool = up, r: str = region, t: list[str] = row, shift: int = 0
    ) -> str:
        name = rng.choice(t[0].split(" = "))
        return spin(
            rng,
            templates,
            t=name,
            r=r,
            v=_past(t[1] if which else t[2]),
            a=start + shift,
            b=end + shift,
            n=end - start,
        )

    def ahead(t: list[str]) -> str:
        return spin(
            rng,
            AHEAD,
            t=t[0].split(" = ")[0],
            r=region,
            v=t[1] if up else t[2],
            y=rng.choice((2050, 2070, 2100)),
        )

    return Card(
        kind="trend",
        claims=[told(span[:2] + span[3:])],
        supported=[told(span) for _ in range(2)],
        refuted=[told(span, not up), told(span, not up), told(flat)],
        nei=[told(span, r=elsewhere), ahead(row), ahead(row), told(span, t=other)],
        fill=[
            told(span, rng.random() < 0.5, r=elsewhere, t=other),
            told(flat, t=other),
            ahead(other),
            spin(rng, "records for {r} [go back to|begin in] {y}", r=region, y=rng.randint(1880, 1945)),
            spin(rng, "{n} stations were used in the analysis of {r}", n=rng.randint(12, 480), r=region),
        ],
    )


SCENARIOS = [
    "a high-emissions scenario|a low-emissions scenario",
    "two degrees of warming|four degrees of warming",
    "continued emissions growth|rapid emissions cuts",
    "unchecked deforestation|strict forest protection",
    "full use of fossil fuels|a fast shift to clean power",
    "three degrees of warming|1.5 degrees of warming",
]
SURE = {
    "will": ["{t} in {r} will {v} by {y}", "by {y}, {t} in {r} will {v}"],
    "likely": [
        "it is likely that {t} in {r} will {v} by {y}",
        "by {y}, {t} in {r} will probably {v}",
        "the likely outlook for {r} is that {t} will {v} by {y}",
    ],
    "may": ["it is possible that {t} in {r} will {v} by {y}", "{t} in {r} [may|might|could] {v} by {y}"],
    "not": [
        "it is unlikely that {t} in {r} will {v} by {y}",
        "{t} in {r} will not {v} by {y}",
        "{t} in {r} will probably not {v} by {y}",
    ],
    "unsure": [
        "whether {t} in {r} will {v} by {y} is [uncertain|unknown]",
        "models disagree on whether {t} in {r} will {v} by {y}",
    ],
}


def outlook_card(rng: Random) -> Card:
    """A projection: how sure, under which scenario."""
    (row, other), (region, elsewhere) = setting(rng)
    year = rng.choice((2040, 2050, 2060, 2080, 2100))
    up = rng.random() < 0.6
    scenario, instead = rng.choice(SCENARIOS).split("|")
    if rng.random() < 0.5:
        scenario, instead = instead, scenario

    def told(sure: str, which: bool = up, r: str = region, t: list[str] = row, y: int = year) -> str:
        return spin(rng, SURE[sure], t=rng.choice(t[0].split(" = ")), r=r, v=t[1] if which else t[2], y=y)

    def under(sure: str, name: str, which: bool = up) -> str:
        return spin(rng, ["under {n}, {c}", "with {n}, {c}", "{c} under {n}"], n=name, c=told(sure, which))

    fill = [
        told(rng.choice(("likely", "not", "will", "may")), r=elsewhere, t=other),
        told("unsure", t=other),
        spin(rng, "the projections [draw on|use] {n} climate models", n=rng.randint(5, 40)),
        spin(
            rng, "local [planners|officials|farmers] in {r} have [asked for|used] such projections", r=region
        ),
    ]
    if rng.random() < 0.5:
        claim = under("likely", scenario)
        yes, no = (
            [under("likely", scenario) for _ in range(2)],
            [under("not", scenario), under("likely", scenario, not up)],
        )
        unsaid = [under("likely", instead), under("unsure", scenario)]
    else:
        sure = rng.choice(("likely", "may", "will"))
        claim = told(sure)
        yes = [
            told(one)
            for one in {"will": ["will"], "likely": ["likely", "will"], "may": ["may", "likely"]}[sure]
        ]
        no = [told("will", not up)] + ([told("not")] if sure == "likely" else [])
        unsaid = [told("unsure"), under("likely", scenario), told(sure, r=elsewhere)]
        if sure == "will":
            unsaid += [told("may"), told("likely")]
        if sure == "likely":
            unsaid.append(told("may"))
    return Card(kind="outlook", claims=[claim], supported=yes, refuted=no, nei=unsaid, fill=fill)


DRIVERS = [
    "the emission of greenhouse gases",
    "human activity",
    "the burning of fossil fuels",
    "natural variability",
    "variation in solar output",
    "volcanic activity",
    "deforestation",
    "irrigation",
    "a shift in ocean currents",
    "urban growth",
    "aerosol pollution",
]


def driver_card(rng: Random) -> Card:
    """What a change is due to."""
    (row, other), (region, _) = setting(rng)
    cause, instead, third = rng.sample(DRIVERS, 3)

    def change(t: list[str]) -> str:
        return f"{rng.choice(t[0].split(' = '))} in {region}"

    due = [
        "{w} {t} [is due mainly to|is mainly the result of|stems chiefly from] {d}",
        "{d} [explains most of|is the main reason for] {w} {t}",
        "scientists attribute {w} {t} mostly to {d}",
        "most of {w} {t} can be put down to {d}",
    ]
    not_due = [
        "{w} {t} is not due to {d} but mainly to {e}",
        "{d} [explains little of|cannot explain] {w} {t}",
        "{e}, rather than {d}, is the main reason for {w} {t}",
    ]
    unsure = [
        "the causes of {w} {t} are [not yet understood|still debated]",
        "whether {d} is behind {w} {t} remains open",
        "{w} {t} has been [documented|measured] since 1970",
    ]

    def told(templates: list[str], d: str = cause, t: list[str] = row) -> str:
        return spin(rng, templates, w="the change in", t=change(t), d=d, e=instead)

    return Card(
        kind="driver",
        claims=[told(due)],
        supported=[told(due) for _ in range(2)],
        refuted=[told(not_due), told(not_due), told(due, instead)],
        nei=[told(unsure), told(unsure), told(due, t=other)],
        fill=[
            told(due, third, other),
            told(rng.choice((unsure, not_due)), third, other),
            spin(rng, "the study covers the years since {y}", y=rng.randint(1950, 1990)),
        ],
    )


CLIMATE = [(1.5, trend_card), (1.5, outlook_card), (1.2, driver_card)]
