"""Cards on associations and causes: what an observational study shows and what it does not."""

from __future__ import annotations

from random import Random

from frames.cards import Card
from frames.science import synonyms
from frames.trials import CONDITIONS, EXPOSURES
from frames.words import spin

__all__ = ["ASSOCIATIONS"]

EXPOSURE, CONDITION = synonyms(EXPOSURES), synonyms(CONDITIONS)

LINK = {
    "up": [
        "{e} was [associated with|linked to|tied to] a higher risk of {c} (hazard ratio, {hi})",
        "in a cohort of {n} adults, {e} went along with a {k}% higher risk of {c}",
        "the risk of {c} rose with {e} ([odds ratio|relative risk], {hi})",
        "{e} [raised|predicted an increase in] the risk of {c}, after adjustment for age and sex",
    ],
    "down": [
        "{e} was [associated with|linked to|tied to] a lower risk of {c} (hazard ratio, {lo})",
        "in a cohort of {n} adults, {e} went along with a {k}% lower risk of {c}",
        "the risk of {c} fell with {e} ([odds ratio|relative risk], {lo})",
        "{e} [seemed to protect|appeared to protect] against {c}, after adjustment for age and sex",
        "an inverse association between {e} and {c} was [seen|found] in {n} adults",
    ],
    "none": [
        "[there was no|we found no] association between {e} and {c} in {n} adults",
        (
            "{e} was not [associated with|linked to|related to] the risk of {c} (hazard ratio, 1.02; "
            "95% CI, "
            "0.91 to 1.14)"
        ),
        "the risk of {c} did not [differ|vary] with {e}",
        "{e} [did not predict|had no bearing on] the risk of {c} over {y} years of follow-up",
    ],
}
LINK_CLAIM = {
    "up": [
        "{e} is [linked to|associated with|tied to] a higher risk of {c}",
        "the risk of {c} is higher with {e}",
        "{e} goes hand in hand with a greater chance of {c}",
        "{e} [raises|increases] the odds of {c}",
        "{e} is a risk factor for {c}",
    ],
    "down": [
        "{e} is [linked to|associated with|tied to] a lower risk of {c}",
        "the risk of {c} is lower with {e}",
        "{e} goes along with a smaller chance of {c}",
        "{e} is inversely associated with {c}",
    ],
    "none": [
        "{e} has nothing to do with {c}",
        "{e} is not [linked to|associated with] {c}",
        "{e} makes no difference to the risk of {c}",
    ],
}


def _numbers(rng: Random) -> dict[str, object]:
    return {
        "hi": f"{rng.uniform(1.2, 2.6):.2f}",
        "lo": f"{rng.uniform(0.42, 0.83):.2f}",
        "n": f"{rng.randint(2, 480) * 1000 + rng.randint(0, 999):,}",
        "k": rng.randint(12, 88),
        "y": rng.randint(4, 25),
    }


def link_fill(rng: Random) -> list[str]:
    """Sentences of an observational study that settle nothing."""
    lines = [
        "participants were followed for a [median|mean] of {y} years",
        "data came from {n} adults who answered a questionnaire",
        "[cases were identified|diagnoses were taken] from [hospital records|a national registry]",
        "the analysis was adjusted for age, sex and income",
        "[diet|activity|sleep] was recorded by the participants themselves",
        "the authors [call for|suggest] further [research|studies]",
        "the study was funded by a [public agency|charity]",
    ]
    return [spin(rng, line, **_numbers(rng)) for line in rng.sample(lines, 4)]


UNKNOWN = [
    "[it remains unclear|it is not known] whether {e} [affects|influences] the risk of {c}",
    "studies of {e} and {c} have [given mixed results|been too small to settle the matter]",
    "a new study will ask whether {e} [affects|changes] the risk of {c}",
]


def link_card(rng: Random) -> Card:
    """An exposure goes along with a condition, or not."""
    e, e2 = rng.sample(EXPOSURE, 2)
    c, c2 = rng.sample(CONDITION, 2)
    way = rng.choice(("up", "up", "down", "none"))

    def told(
        table: dict[str, list[str]], which: str, exposure: list[str] = e, condition: list[str] = c
    ) -> str:
        return spin(rng, table[which], e=rng.choice(exposure), c=rng.choice(condition), **_numbers(rng))

    opposed = {"up": ["down", "none"], "down": ["up", "none"], "none": ["up", "down"]}[way]
    unknown = spin(rng, UNKNOWN, e=rng.choice(e), c=rng.choice(c))
    return Card(
        kind="link",
        claims=[told(LINK_CLAIM, way)],
        supported=[told(LINK, way) for _ in range(2)],
        refuted=[told(LINK, one) for one in opposed],
        nei=[unknown, unknown, told(LINK, way, condition=c2), told(LINK, way, exposure=e2)],
        fill=[
            *link_fill(rng),
            told(LINK, rng.choice(("up", "down", "none")), e2, c2),
            spin(rng, UNKNOWN, e=rng.choice(e2), c=rng.choice(c2)),
        ],
    )


CAUSE_CLAIM = [
    "{e} causes {c}",
    "{e} is a cause of {c}",
    "{c} can be caused by {e}",
    "{e} brings about {c}",
]
CAUSED = [
    (
        "[experiments|a randomized trial|genetic evidence] showed that {e} [causes|is a cause "
        "of|brings about] "
        "{c}"
    ),
    "the link between {e} and {c} is causal",
    "it is now established that {c} can be [caused|brought on] by {e}",
]
NOT_CAUSED = [
    "{e} does not cause {c}; the link vanished once [income|smoking|age] was taken into account",
    "[experiments|a randomized trial|genetic evidence] ruled out {e} as a cause of {c}",
    "the association of {e} with {c} is not causal but stems from differences in [income|smoking|age]",
]
ASSOCIATED = [
    "{e} was [associated with|correlated with|linked to] {c}",
    ("{e} was associated with {c}, although the design [cannot show|does not allow conclusions about] cause"),
    "a correlation of {e} with {c} was found, but whether one leads to the other is [unknown|uncertain]",
    "[surveys|an observational study] found a correlation between {e} and {c}",
]


def cause_card(rng: Random) -> Card:
    """A cause is more than an association."""
    e, e2 = rng.sample(EXPOSURE, 2)
    c, c2 = rng.sample(CONDITION, 2)

    def told(templates: list[str], exposure: list[str] = e, condition: list[str] = c) -> str:
        return spin(rng, templates, e=rng.choice(exposure), c=rng.choice(condition))

    return Card(
        kind="cause",
        counter=[told(["{e} does not cause {c}", "{e} is not a cause of {c}"])],
        claims=[told(CAUSE_CLAIM)],
        supported=[told(CAUSED) for _ in range(2)],
        refuted=[told(NOT_CAUSED) for _ in range(2)],
        nei=[told(ASSOCIATED), told(ASSOCIATED), told(ASSOCIATED), told(CAUSED, condition=c2)],
        fill=[*link_fill(rng), told(ASSOCIATED, e2, c2), told(rng.choice((CAUSED, NOT_CAUSED)), e2, c2)],
    )


ASSOCIATIONS = [(1.5, link_card), (1.0, cause_card)]
