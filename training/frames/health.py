"""Cards on lay health claims: how infections spread, what protects, vaccines, foods, home remedies."""

from __future__ import annotations

from random import Random

from frames.cards import Card
from frames.words import spin

__all__ = ["HEALTH", "noise"]

GERMS = [
    "the coronavirus",
    "the flu virus",
    "norovirus",
    "the measles virus",
    "the cold virus",
    "hepatitis A",
    "the mumps virus",
    "RSV",
    "the chickenpox virus",
    "polio",
    "Ebola",
    "mpox",
    "whooping cough",
    "strep throat",
    "tuberculosis",
    "Zika",
    "rabies",
    "cholera",
    "Legionella",
]
# claim wordings = wordings for evidence
ROUTES = """
through the air = by air; in tiny droplets that float in the air; through airborne particles
by touching contaminated surfaces = from surfaces to hands; by way of surfaces that many people touch
through drinking water = by water; by way of contaminated water
through mosquito bites = by mosquitoes; by the bite of infected mosquitoes
through contact with pets = from dogs and cats; by contact with infected pets
through food = by way of food; by eating contaminated food
during childbirth = during delivery; when a baby is born to an infected mother
through sexual contact = sexually; by sex with an infected partner
through coughing and sneezing = when people cough or sneeze; by coughs and sneezes
from people without symptoms = from people who do not feel ill; from those infected who still feel well
through money and mail = by banknotes and letters; by handling cash or parcels
in swimming pools = by pool water; in the water of swimming pools
"""
MEASURES = """
face masks = wearing a mask; masks
hand washing = washing your hands; regular hand washing
opening windows = airing rooms; good ventilation
keeping a distance = staying six feet apart; physical distancing
closing schools = school closures; shutting schools
hand sanitizer = alcohol hand rub; rubbing hands with alcohol
plastic face shields = wearing a plastic visor; face visors
gargling salt water = rinsing the throat with salt water; salt-water gargling
drinking hot water = hot drinks; sipping hot water
eating garlic = garlic; a diet with plenty of garlic
vitamin C tablets = taking vitamin C; vitamin C pills
sunlight = exposure to the sun; sunbathing
herbal tea = drinking herbal tea; tea made of herbs
nasal sprays = spraying the nose with saline; saline nose spray
ultraviolet lamps = UV lamps; ultraviolet light
air filters = filtering indoor air; HEPA filters
"""


def _read(text: str) -> list[tuple[str, list[str]]]:
    found = []
    for line in text.strip().splitlines():
        claim, told = line.split(" = ")
        found.append((claim.strip(), [claim.strip(), *(part.strip() for part in told.split(";"))]))
    return found


ROUTE, MEASURE = _read(ROUTES), _read(MEASURES)
NOISE = [
    "[symptoms|complaints] usually last [a few days|about a week|two weeks]",
    "people who feel ill should [stay home|call a doctor|rest and drink water]",
    "[young children|older people] are [more often|most] affected",
    "the [advice|guidance] was [last updated|published] in [March|June|October]",
    "[outbreaks|cases] are reported to the health department",
    "more information can be found on the [agency's website|information line]",
]


def noise(rng: Random, count: int = 3) -> list[str]:
    """Sentences of health advice that bear on no claim here."""
    return [spin(rng, line) for line in rng.sample(NOISE, count)]


YES_SPREAD = [
    "{g} [spreads|is spread|is passed on|can be transmitted] {r}",
    "infection with {g} [occurs|can occur] {r}",
    "studies [have confirmed|show] that {g} [is passed on|can spread] {r}",
]
NO_SPREAD = [
    "{g} [does not spread|is not spread|is not passed on|cannot be transmitted] {r}",
    "infection with {g} does not occur {r}",
    "studies have [ruled out|disproved] that {g} spreads {r}",
    "it is [a myth|untrue|wrong] that {g} spreads {r}",
]
OPEN_SPREAD = [
    "it is [not yet known|unclear|still being studied] whether {g} can spread {r}",
    "researchers [want to find out|are testing] whether {g} is passed on {r}",
]


def spread_card(rng: Random) -> Card:
    """How an infection spreads."""
    germ, germ2 = rng.sample(GERMS, 2)
    (route, told), (_, told2) = rng.sample(ROUTE, 2)
    positive = rng.random() < 0.6

    def say(lines: list[str], g: str = germ, r: list[str] = told) -> str:
        return spin(rng, lines, g=g, r=rng.choice(r))

    yes, no = (YES_SPREAD, NO_SPREAD) if positive else (NO_SPREAD, YES_SPREAD)
    claims = (
        ["{g} [spreads|is spread|can spread] {r}", "people can be infected with {g} {r}"]
        if positive
        else ["{g} does not spread {r}", "{g} cannot be passed on {r}", "{g} is never passed on {r}"]
    )
    return Card(
        kind="spread",
        claims=[spin(rng, claims, g=germ, r=route)],
        supported=[say(yes) for _ in range(2)],
        refuted=[say(no) for _ in range(2)],
        nei=[say(OPEN_SPREAD), say(OPEN_SPREAD), say(yes, r=told2), say(yes, g=germ2)],
        fill=[
            *noise(rng),
            say(YES_SPREAD, germ2, told2),
            say(rng.choice((NO_SPREAD, OPEN_SPREAD)), germ2, told2),
        ],
    )


WORKS = [
    (
        "the use of {m} [reduced|cut|lowered] the risk of infection with {g} in [several studies|a "
        "trial|households]"
    ),
    "the risk of infection with {g} was lower with {m}",
    "it has been shown that protection against {g} is possible with {m}",
    "against {g}, an effect of {m} was [proved|confirmed] in trials",
]
FAILS = [
    "the use of {m} did not [reduce|lower|change] the risk of infection with {g}",
    "the risk of infection with {g} was the same with and without {m}",
    "it is a myth that {m} can protect against {g}",
    "against {g}, {m} had no effect in [several studies|a trial]",
]
UNTESTED = [
    "whether {m} can protect against {g} [has not been studied|is still unclear]",
    "trials of {m} against {g} are [under way|planned]",
    "[many people|some clinics] rely on {m} during outbreaks of {g}",
]


def protect_card(rng: Random) -> Card:
    """What protects against an infection."""
    germ, germ2 = rng.sample(GERMS, 2)
    (name, told), (_, told2) = rng.sample(MEASURE, 2)
    positive = rng.random() < 0.6

    def say(lines: list[str], g: str = germ, m: list[str] = told) -> str:
        return spin(rng, lines, g=g, m=rng.choice(m))

    yes, no = (WORKS, FAILS) if positive else (FAILS, WORKS)
    claims = (
        [
            "{m} can protect against {g}",
            "{m} can lower the risk of catching {g}",
            "the risk of {g} can be cut with {m}",
            "you can guard against {g} with {m}",
        ]
        if positive
        else [
            "{m} will not protect you against {g}",
            "{m} cannot prevent {g}",
            "there is no protection against {g} from {m}",
        ]
    )
    return Card(
        kind="protect",
        claims=[spin(rng, claims, g=germ, m=name)],
        supported=[say(yes) for _ in range(2)],
        refuted=[say(no) for _ in range(2)],
        nei=[say(UNTESTED), say(UNTESTED), say(yes, m=told2), say(yes, g=germ2)],
        fill=[*noise(rng), say(UNTESTED, germ2, told2), say(rng.choice((WORKS, FAILS)), germ2, told2)],
    )


HEALTH = [(1.0, spread_card), (1.0, protect_card)]
