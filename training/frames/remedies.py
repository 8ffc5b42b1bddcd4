"""Cards on what foods and vaccines do."""

from __future__ import annotations

from random import Random

from frames.cards import Card
from frames.health import noise
from frames.words import name_number, spin

__all__ = ["REMEDIES"]

FOODS = [
    "blueberries",
    "dark chocolate",
    "green tea",
    "red wine",
    "turmeric",
    "ginger",
    "olive oil",
    "oatmeal",
    "broccoli",
    "walnuts",
    "honey",
    "apple cider vinegar",
    "eggs",
    "butter",
    "salt",
    "brown rice",
    "spinach",
    "yogurt",
    "avocado",
    "coconut oil",
    "beans",
    "fish",
    "beets",
    "cinnamon",
    "fermented cabbage",
]
AILMENTS = [
    "cancer",
    "the common cold",
    "high blood pressure",
    "diabetes",
    "arthritis",
    "headaches",
    "memory loss",
    "heart disease",
    "acne",
    "gout",
    "constipation",
    "bad breath",
    "kidney stones",
    "hair loss",
    "insomnia",
    "anemia",
    "stomach ulcers",
    "osteoporosis",
    "hay fever",
    "fatty liver",
]
VACCINES = [
    "the flu shot",
    "the measles vaccine",
    "the HPV vaccine",
    "the tetanus shot",
    "the shingles vaccine",
    "the polio vaccine",
    "the pneumonia vaccine",
    "the COVID-19 vaccine",
    "the hepatitis B vaccine",
    "the rabies vaccine",
    "the chickenpox vaccine",
    "the whooping cough vaccine",
    "the meningitis vaccine",
    "the RSV vaccine",
]
HARMS = [
    "rashes",
    "the flu",
    "blood clots",
    "diabetes",
    "heart inflammation",
    "miscarriage",
    "seizures",
    "fainting",
    "memory loss",
    "asthma",
    "hearing loss",
    "facial paralysis",
    "narcolepsy",
    "eczema",
]
GROUPS = [
    "children",
    "pregnant women",
    "people over 65",
    "teenagers",
    "health workers",
    "people with asthma",
    "smokers",
    "diabetics",
    "newborns",
]


def food_card(rng: Random) -> Card:
    """What a food does against an ailment."""
    food, food2 = rng.sample(FOODS, 2)
    ill, ill2 = rng.sample(AILMENTS, 2)
    strength = rng.choice(("prevent", "cure", "ease"))
    words = {
        "prevent": ("prevents", "lowers the risk of", "reduced the number of new cases of"),
        "cure": ("cures", "gets rid of", "made patients recover fully from"),
        "ease": ("eases", "relieves", "made symptoms milder in people with"),
    }[strength]
    weaker = {"prevent": "eases", "cure": "eases", "ease": "prevents"}[strength]

    def say(lines: list[str], f: str = food, d: str = ill) -> str:
        return spin(rng, lines, f=f, d=d, v=words[0], v2=words[1], v3=words[2], w=weaker)

    yes = [
        "in a controlled trial, eating {f} {v3} {d}",
        "there is good evidence that a diet with {f} {v2} {d}",
        "the trial confirmed that eating {f} {v} {d}",
    ]
    no = [
        "in a controlled trial, it was not true that eating {f} {v} {d}",
        "the idea that eating {f} {v2} {d} has been disproved",
        "a diet with {f} made no difference to {d}",
    ]
    unsure = [
        "no study has tested whether eating {f} {v} {d}",
        "a survey found that people with {d} [often|rarely] eat {f}",
        "in mice, {f} had an effect on {d}",
        "a diet with {f} {w} {d}, a small study suggests",
    ]
    return Card(
        kind="food",
        counter=[say(["it is not true that eating {f} {v} {d}", "a diet with {f} is of no use against {d}"])],
        claims=[say(["eating {f} {v} {d}", "a diet with {f} {v2} {d}"])],
        supported=[say(yes) for _ in range(2)],
        refuted=[say(no) for _ in range(2)],
        nei=[say(unsure), say(unsure), say(yes, d=ill2), say(yes, f=food2)],
        fill=[
            say(["a serving of {f} weighs about three ounces"]),
            say(unsure[:1], food2, ill2),
            say(rng.choice((yes, no)), food2, ill2),
            *noise(rng, 2),
        ],
    )


HARM = [
    "{v} can cause {h} in rare cases",
    "{h} is a known side effect of {v}",
    "it was confirmed that {v} causes {h} in some people",
]
NO_HARM = [
    "{v} does not cause {h}",
    "large studies show that {h} is not caused by {v}",
    "{h} was no more common after {v} than without it",
]
HARM_OPEN = [
    "reports of {h} after {v} are being [looked into|reviewed]",
    "whether {v} can lead to {h} [is not yet known|is under study]",
]


def harm_card(rng: Random) -> Card:
    """What a vaccine may bring about."""
    (vaccine, other), (harm, harm2) = rng.sample(VACCINES, 2), rng.sample(HARMS, 2)
    positive = rng.random() < 0.5

    def say(lines: list[str], v: str = vaccine, h: str = harm) -> str:
        return spin(rng, lines, v=v, h=h)

    good, bad = (HARM, NO_HARM) if positive else (NO_HARM, HARM)
    claims = (
        ["{v} can cause {h}", "{v} can lead to {h}", "{h} can be a side effect of {v}"]
        if positive
        else ["{v} does not cause {h}", "{h} is not a side effect of {v}"]
    )
    return Card(
        kind="vaccine_harm",
        claims=[say(claims)],
        supported=[say(good), say(good)],
        refuted=[say(bad), say(bad)],
        nei=[say(HARM_OPEN), say(HARM_OPEN), say(good, h=harm2), say(good, v=other)],
        fill=[*noise(rng), say(HARM_OPEN, other, harm2), say(rng.choice((HARM, NO_HARM)), other, harm2)],
    )


ADVISED = ["{v} is [recommended|advised] for {g}", "{w} [recommend|advise] {v} for {g}", "{g} should get {v}"]
UNADVISED = [
    "{v} is not [recommended|advised] for {g}",
    "{w} advise against {v} for {g}",
    "{g} should not get {v}",
]
ADVICE_OPEN = ["whether {g} should get {v} has not been decided", "{v} is available to {g}"]


def advice_card(rng: Random) -> Card:
    """For whom a vaccine is advised."""
    (vaccine, other), (group, group2) = rng.sample(VACCINES, 2), rng.sample(GROUPS, 2)
    officials = rng.choice(("health officials", "doctors", "experts"))
    positive = rng.random() < 0.6

    def say(lines: list[str], v: str = vaccine, g: str = group) -> str:
        return spin(rng, lines, v=v, g=g, w=officials)

    good, bad = (ADVISED, UNADVISED) if positive else (UNADVISED, ADVISED)
    return Card(
        kind="vaccine_advice",
        claims=[say([good[0], good[2]])],
        supported=[say(good), say(good)],
        refuted=[say(bad), say(bad)],
        nei=[say(good, g=group2), say(ADVICE_OPEN), say(good, v=other)],
        fill=[*noise(rng), say(rng.choice((ADVISED, UNADVISED, ADVICE_OPEN)), other, group2)],
    )


LASTS = [
    "protection from {v} lasts [for |]{n}",
    "{v} protects for {n}",
    "the protection given by {v} wears off after {n}",
]
LASTS_OPEN = ["protection from {v} [fades|wanes] over time", "how long {v} protects is not known"]
DOSES = [
    "{v} is given in {n}",
    "a full course of {v} consists of {n}",
    "{n} of {v} [make up|form] a full course",
]
DOSES_OPEN = [
    "{v} is given in the upper arm",
    "the number of doses of {v} depends on age",
    "{v} is free of charge",
]


def number_card(rng: Random) -> Card:
    """How long a vaccine protects, or in how many doses it is given."""
    vaccine, other = rng.sample(VACCINES, 2)
    number, wrong = rng.sample(range(2, 13), 2)
    doses = rng.random() < 0.5
    unit = "doses" if doses else rng.choice(("months", "years"))
    exact, vague = (DOSES, DOSES_OPEN) if doses else (LASTS, LASTS_OPEN)

    def say(lines: list[str], v: str = vaccine, n: int = number) -> str:
        return spin(rng, lines, v=v, n=f"{name_number(n)} {unit}")

    return Card(
        kind="vaccine_doses" if doses else "vaccine_time",
        claims=[say(exact)],
        supported=[say(exact), say(exact)],
        refuted=[say(exact, n=wrong), say(exact, n=wrong)],
        nei=[say(vague), say(vague), say(exact, v=other)],
        fill=[*noise(rng), say(vague, v=other), say(exact, v=other, n=wrong)],
    )


REMEDIES = [(1.0, food_card), (0.5, harm_card), (0.5, advice_card), (0.7, number_card)]
