"""Cards on findings: what a treatment did, to whom, by how much."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from frames.cards import Card
from frames.trials import ANIMALS, DRUGS, OUTCOMES, PATIENTS
from frames.words import spin

__all__ = ["OUTCOME", "SCIENCE", "Trial", "background", "draw", "synonyms"]


def synonyms(text: str) -> list[list[str]]:
    """Read lines of wordings parted by ` = `."""
    return [[part.strip() for part in line.split("=")] for line in text.strip().splitlines()]


OUTCOME = synonyms(OUTCOMES)


@dataclass(frozen=True, slots=True)
class Trial:
    """What was tried on whom, and an outcome's wordings."""

    drug: str
    outcome: list[str]
    who: str


# Told of a trial in abstract style; {eff} holds a figure with its interval or p value.
FOUND = {
    "less": [
        (
            "{d} [significantly reduced|reduced|lowered|significantly lowered] {o} in {w} compared with "
            "[placebo|usual care]{p}"
        ),
        (
            "in {w}, [treatment with|the use of|receiving] {d} led to a [significant|marked|clear] "
            "[reduction|decrease|decline] in {o}{p}"
        ),
        "compared with [placebo|controls|usual care], {d} cut {o} by {n}% in {w}{p}",
        "we found that {o} [dropped|declined|fell] by {n}% in {w} given {d}{p}",
        (
            "[assignment to|receipt of|treatment with] {d} lowered {o} by {n}% in {w}, relative to "
            "[controls|the placebo group]{p}"
        ),
        "[a significant benefit of|a protective effect of] {d} on {o} was [seen|observed] in {w}{p}",
        "in this trial of {w}, {d} was superior to [placebo|usual care] in [reducing|preventing] {o}{p}",
    ],
    "more": [
        (
            "{d} [significantly increased|increased|raised|worsened] {o} in {w} compared with "
            "[placebo|usual "
            "care]{p}"
        ),
        (
            "in {w}, [treatment with|the use of|receiving] {d} led to a [significant|marked] "
            "[increase|rise] in "
            "{o}{p}"
        ),
        "compared with [placebo|controls], {d} raised {o} by {n}% in {w}{p}",
        "we found that {o} [rose|climbed|went up] by {n}% in {w} given {d}{p}",
        (
            "[assignment to|receipt of|treatment with] {d} raised {o} by {n}% in {w}, relative to "
            "[controls|the "
            "placebo group]{p}"
        ),
    ],
    "none": [
        "{d} had no significant effect on {o} in {w}{q}",
        "in {w}, {o} did not differ [significantly |]between the {d} and [placebo|control] groups{q}",
        (
            "[no difference|no significant difference] in {o} was [seen|observed|found] between {w} "
            "given {d} "
            "and those given placebo{q}"
        ),
        "{d} was no better than [placebo|usual care] [at reducing|in preventing] {o} in {w}{q}",
        "among {w}, {d} neither reduced nor increased {o}{q}",
        "{d} failed to [reduce|lower|improve] {o} in {w}{q}",
        "[rates|levels] of {o} were similar whether or not {w} received {d}{q}",
    ],
}
CLAIM = {
    "less": [
        "{d} [reduces|lowers|decreases|cuts] {o}",
        "{d} [helps prevent|protects against|helps reduce] {o}",
        "treatment with {d} brings down {o}",
        "{d} [is effective at reducing|is beneficial for|works against] {o}",
        "{o} can be reduced with {d}",
        "{d} [reduces|lowers] {o} in {w}",
        "in {w}, {d} [reduces|lowers|brings down] {o}",
        "{d} is associated with [reduced|lower] {o} in {w}",
    ],
    "more": [
        "{d} [increases|raises|worsens] {o}",
        "{d} is linked to an increase in {o}",
        "treatment with {d} drives up {o}",
        "in {w}, {d} [increases|raises] {o}",
        "{d} [increases|raises] {o} in {w}",
    ],
    "none": [
        "{d} [does not affect|has no effect on|does not change] {o}",
        "{d} [does not help with|does nothing for] {o}",
        "in {w}, {d} has no effect on {o}",
        "{d} [neither raises nor lowers] {o} in {w}",
        "there is no [benefit|effect] of {d} on {o}",
    ],
}


def _p(rng: Random, size: int) -> str:
    low, high = max(1, size - rng.randint(4, 11)), size + rng.randint(4, 12)
    small = rng.choice(("0.001", "0.01", "0.02", "0.03", "0.004"))
    told = ("", "", f" (p = {small})", " (p < 0.001)", f" (95% CI, {low}% to {high}%)")
    return rng.choice(told)


def _q(rng: Random) -> str:
    ratio = rng.choice(
        ("0.96; 95% CI, 0.81 to 1.14", "1.04; 95% CI, 0.88 to 1.23", "0.99; 95% CI, 0.90 to 1.09")
    )
    return rng.choice(("", "", f" (p = 0.{rng.randint(12, 91)})", f" (hazard ratio, {ratio})"))


def found(rng: Random, t: Trial, effect: str, *, size: int = 0) -> str:
    """A finding in abstract style; `effect` is less, more or none."""
    templates = FOUND[effect]
    if size:
        templates = [one for one in templates if "{n}" in one]
    template = rng.choice(templates)
    told = size or rng.randint(11, 58)
    return spin(
        rng,
        template,
        d=t.drug,
        o=rng.choice(t.outcome),
        w=t.who,
        n=told,
        p=_p(rng, told) if "{n}" in template else rng.choice(("", " (p = 0.01)", " (p < 0.001)")),
        q=_q(rng),
    )


def claimed(rng: Random, t: Trial, effect: str, *, who: bool | None = None) -> str:
    """A finding as a short claim; `who` asks for one that names the patients, or for one that does not."""
    templates = [one for one in CLAIM[effect] if who is None or ("{w}" in one) == who]
    return spin(rng, templates, d=t.drug, o=rng.choice(t.outcome), w=t.who)


def draw(rng: Random) -> Trial:
    """A treatment, an outcome, a group of patients."""
    return Trial(rng.choice(DRUGS), rng.choice(OUTCOME), rng.choice(PATIENTS))


BACKGROUND = [
    "we [enrolled|randomized|recruited] {n} {w} at {k} [hospitals|centers|clinics]",
    "[the optimal treatment of|how best to treat] {w} [is uncertain|remains unclear|is still debated]",
    "the [primary|main] outcome was [assessed|measured] at {k} months",
    "[adherence|compliance] was {pc}% and {few} participants were lost to follow-up",
    "[whether|it is unknown whether] {d} [affects|changes] {o2} [was not examined|was not studied here]",
    "participants had a mean age of {age} years",
    "side effects were [mild|rare|comparable] in [both|all] groups",
    "[further studies|larger trials] [are needed|are under way|should follow]",
]


def background(rng: Random, t: Trial, count: int = 4) -> list[str]:
    """Sentences of an abstract that leave the finding open, one or two of them on another outcome."""
    others = rng.sample([one for one in OUTCOME if one is not t.outcome], 2)
    lines = [
        spin(
            rng,
            one if not one.startswith("[whether|") else "it is unknown whether {d} affects {o2}",
            n=rng.randint(4, 980) * 4,
            k=rng.choice((3, 6, 8, 12, 14, 18, 24)),
            w=t.who,
            d=t.drug,
            o2=rng.choice(others[0]),
            pc=rng.randint(71, 97),
            few=rng.randint(3, 40),
            age=rng.randint(24, 77),
        )
        for one in rng.sample(BACKGROUND, count)
    ]
    lines.append(found(rng, Trial(t.drug, others[1], t.who), rng.choice(("less", "more", "none", "none"))))
    lines.append(unsettled(rng, Trial(t.drug, others[0], t.who)))
    if rng.random() < 0.4:
        lines.append(found(rng, Trial(t.drug, others[0], rng.choice(ANIMALS)), rng.choice(("less", "none"))))
    return lines


UNSETTLED = [
    "this trial will [test|determine] whether {d} affects {o} in {w}",
    "whether {d} affects {o} in {w} [is uncertain|remains unclear|could not be determined]",
    "the study was too small to [show|tell] whether {d} affects {o} in {w}",
]


def unsettled(rng: Random, t: Trial) -> str:
    """That it is not known what a treatment does."""
    return spin(rng, UNSETTLED, d=t.drug, o=rng.choice(t.outcome), w=t.who)


def effect_card(rng: Random) -> Card:
    """What a treatment does to an outcome."""
    t = draw(rng)
    effect = rng.choice(("less", "less", "less", "more", "none"))
    opposed = {"less": ("none", "none", "more"), "more": ("none", "less"), "none": ("less", "more")}[effect]
    names_who = rng.random() < 0.4
    other = Trial(t.drug, rng.choice([one for one in OUTCOME if one is not t.outcome]), t.who)
    elsewhere = rng.choice([one for one in PATIENTS if one != t.who])
    planned = unsettled(rng, t)
    drug = rng.choice([one for one in DRUGS if one != t.drug])
    unsaid = [found(rng, other, effect), planned, found(rng, replace(t, drug=drug), effect)]
    if names_who:
        unsaid.append(found(rng, replace(t, who=elsewhere), effect))
    if effect != "none":
        unsaid.append(found(rng, replace(t, who=rng.choice(ANIMALS)), effect) if names_who else planned)
    return Card(
        kind="effect",
        claims=[claimed(rng, t, effect, who=names_who)],
        supported=[found(rng, t, effect) for _ in range(3)],
        refuted=[found(rng, t, one) for one in opposed],
        nei=unsaid,
        fill=background(rng, t),
    )


def size_card(rng: Random) -> Card:
    """By how much, exactly or at least."""
    t = draw(rng)
    size = rng.randint(12, 62)
    wrong = rng.choice([one for one in range(9, 75) if abs(one - size) > 4])
    up = rng.random() < 0.25
    effect, opposite = ("more", "less") if up else ("less", "more")
    limit = rng.random() < 0.4
    if limit:
        edge = (size - 1) // 10 * 10
        if edge == 0:
            edge = 5
        wrong = rng.randint(max(2, edge // 2), edge)
    verb = rng.choice(("raised", "increased") if up else ("reduced", "lowered", "cut"))
    how = f"more than {edge}%" if limit else f"{size}%"
    claim = spin(
        rng,
        ["{d} {v} {o} by {h} in {w}", "in {w}, {d} {v} {o} by {h}"],
        d=t.drug,
        v=verb,
        o=rng.choice(t.outcome),
        w=t.who,
        h=how,
    )
    vague = FOUND[effect][0:2]
    unsized = spin(rng, vague, d=t.drug, o=rng.choice(t.outcome), w=t.who, p="")
    other = Trial(t.drug, rng.choice([one for one in OUTCOME if one is not t.outcome]), t.who)
    return Card(
        kind="size",
        claims=[claim],
        supported=[found(rng, t, effect, size=size) for _ in range(2)],
        refuted=[
            found(rng, t, effect, size=wrong),
            found(rng, t, opposite, size=size),
            found(rng, t, "none"),
        ],
        nei=[
            unsized,
            found(rng, other, effect, size=size),
            found(rng, replace(t, who=rng.choice(ANIMALS)), effect, size=size),
        ],
        fill=background(rng, t),
    )


SCIENCE = [(3.0, effect_card), (1.5, size_card)]
