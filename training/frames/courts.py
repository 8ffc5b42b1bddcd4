"""Cards on courts: rulings, their grounds, and what is in force."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from frames.cards import Card
from frames.people import day
from frames.places import place, state
from frames.words import name_number, spin

__all__ = ["COURTS", "PLAINTIFFS"]

COURT_NAMES = [
    "the {s} Supreme Court",
    "the {s} Court of Appeals",
    "a federal judge in {p}",
    "a federal appeals court",
    "a {s} trial judge",
    "the Superior Court of {c}",
    "a three-judge panel",
    "the U.S. Supreme Court",
    "the state's highest court",
    "a district court in {p}",
    "the {s} Tax Court",
    "a county judge in {c}",
]
LAWS = [
    "the {s} voter ID law",
    "{p}'s ban on sleeping in parks",
    "the {c} curfew",
    "the {s} abortion law",
    "{p}'s rent cap",
    "the state's assault weapons ban",
    "the {s} redistricting map",
    "{p}'s soda tax",
    "the {c} sign ordinance",
    "the {s} immigration enforcement law",
    "the drag show law",
    "the {s} school voucher program",
    "{p}'s plastic bag fee",
    "the state's vaccine rule",
    "the {s} ban on gender-affirming care",
    "{p}'s police records policy",
    "the {c} zoning rule",
    "the social media age limit",
    "the {s} execution protocol",
    "{p}'s panhandling ordinance",
    "the cash bail system in {c}",
    "the {s} drone law",
    "the {c} detainer policy",
    "the {s} gig worker law",
    "{p}'s short-term rental permit",
]
GROUNDS = [
    "the First Amendment",
    "the Fourth Amendment",
    "the due process clause",
    "the equal protection clause",
    "the state constitution",
    "the Voting Rights Act",
    "the Commerce Clause",
    "the Clean Air Act",
    "the Americans with Disabilities Act",
    "the Second Amendment",
    "federal immigration law",
    "the Eighth Amendment",
    "the Fair Housing Act",
    "the city charter",
]
PLAINTIFFS = [
    "a group of tenants",
    "the American Civil Liberties Union",
    "two landlords",
    "a trade group",
    "the teachers' union",
    "a coalition of churches",
    "the Justice Department",
    "four students",
    "a newspaper",
    "a group of doctors",
    "the state's restaurants",
    "three former inmates",
    "a gun owners' association",
    "an environmental group",
    "the farm lobby",
    "a parents' group",
]

STRUCK = [
    "{court} [struck down|threw out|invalidated|overturned|voided] {law}",
    "{court} [held|ruled|found] that {law} is [invalid|unconstitutional|unlawful]",
    "{law} was [struck down|thrown out|declared invalid|found unlawful] by {court}",
    "{court} sided with {pl} and [struck down|voided] {law}",
    "{pl} [won|prevailed in] a challenge to {law} before {court}",
    "in a ruling against the government, {court} set {law} aside",
]
UPHELD = [
    "{court} [upheld|let stand|left in place] {law}",
    "{court} [rejected|dismissed|turned aside] a challenge to {law}",
    "{law} was [upheld|found valid|found lawful] by {court}",
    "{court} ruled against {pl} and [upheld|kept] {law}",
    "{pl} lost a challenge to {law} before {court}",
    "{court} [held|ruled|found] that {law} is [valid|constitutional|lawful]",
]
PENDING = [
    "{court} [agreed to hear|heard arguments in|has yet to rule on] a challenge to {law}",
    "{pl} asked {court} to strike down {law}",
    "a challenge to {law} [is pending before|was filed with] {court}",
    "{court} sent the dispute over {law} back without deciding whether the law is valid",
]


@dataclass(frozen=True, slots=True)
class Case:
    """A court, a law, who sued."""

    court: str
    law: str
    plaintiff: str

    def told(self, rng: Random, templates: list[str], **more: object) -> str:
        """A sentence on the case."""
        return spin(rng, templates, **{"court": self.court, "law": self.law, "pl": self.plaintiff, **more})


def _fill_names(rng: Random, pattern: str, home: str) -> str:
    return pattern.format(
        s=home, p=place(rng, within=home, kind="city").short, c=place(rng, within=home, kind="county").short
    )


def cases(rng: Random, count: int) -> list[Case]:
    """That many cases in one state, none of their courts, laws and parties the same."""
    home = state(rng)
    return [
        Case(_fill_names(rng, court, home), _fill_names(rng, law, home), plaintiff)
        for court, law, plaintiff in zip(
            rng.sample(COURT_NAMES, count),
            rng.sample(LAWS, count),
            rng.sample(PLAINTIFFS, count),
            strict=True,
        )
    ]


ASIDE = [
    "{law} was [adopted|enacted|passed] in {year}",
    "the suit was [brought|filed] by {pl} in {year}",
    "the opinion runs to {n} pages",
    "oral argument lasted {small} hours",
    "lawyers for the state [declined to comment|said they were reviewing the opinion]",
    "the [decision|opinion] was [issued|released] on {day}",
    "[a hearing on fees|a conference with the parties] is set for {month}",
]


def aside(rng: Random, case: Case, others: list[Case]) -> list[str]:
    """Sentences on the case that decide nothing, and rulings on other laws."""
    lines = [
        case.told(
            rng,
            [line],
            year=rng.randint(2003, 2023),
            n=rng.randint(12, 140),
            small=name_number(rng.randint(2, 5)),
            day=day(rng, 2010).text,
            month=day(rng, 2010).month_text,
        )
        for line in rng.sample(ASIDE, 3)
    ]
    for other in others:
        lines += [
            other.told(rng, which) for which in rng.sample((STRUCK, UPHELD, PENDING, BLOCKED, IN_FORCE), 2)
        ]
    return lines


def outcome_card(rng: Random) -> Card:
    """What a court decided."""
    case, other, third = cases(rng, 3)
    down = rng.random() < 0.5
    same, opposite = (STRUCK, UPHELD) if down else (UPHELD, STRUCK)
    elsewhere = Case(third.court, case.law, case.plaintiff)
    return Card(
        kind="outcome",
        claims=[case.told(rng, [one for one in same if "{pl}" not in one])],
        supported=[case.told(rng, same) for _ in range(3)],
        refuted=[case.told(rng, opposite) for _ in range(3)],
        nei=[
            case.told(rng, PENDING),
            case.told(rng, PENDING),
            elsewhere.told(rng, same),
            Case(case.court, other.law, case.plaintiff).told(rng, same),
        ],
        fill=aside(rng, case, [Case(other.court, third.law, other.plaintiff)]),
    )


GROUNDED = [
    (
        "{court} [struck down|threw out|invalidated] {law} [because it violates|as a violation of|for "
        "violating|as contrary to] {g}"
    ),
    "{court} [held|ruled|found] that {law} [violates|conflicts with|runs afoul of|breaches] {g}",
    "{law} was [struck down|thrown out] by {court} under {g}",
    "citing {g}, {court} [struck down|voided] {law}",
]


def ground_card(rng: Random) -> Card:
    """On what ground a law fell."""
    case, other, third = cases(rng, 3)
    ground, instead = rng.sample(GROUNDS, 2)
    not_that = case.told(
        rng,
        [
            "{court} [struck down|voided] {law} under {h}, rejecting the argument based on {g}",
            "{court} [found|ruled] that {law} does not violate {g} but struck it down under {h}",
            "{court} [upheld|let stand] {law}, finding no violation of {g}",
            "{court} ruled that {law} is consistent with {g}",
        ],
        g=ground,
        h=instead,
    )
    argued = case.told(
        rng,
        [
            "{pl} argued that {law} violates {g}, and {court} will rule next year",
            "{pl} told {court} that {law} conflicts with {g}",
            "{court} struck down {law} without reaching the question of {g}",
        ],
        g=ground,
    )
    return Card(
        kind="ground",
        counter=[
            case.told(
                rng,
                [
                    "{court} [rejected|did not accept] the argument that {law} violates {g}",
                    "{court} found no breach of {g} in {law}",
                ],
                g=ground,
            )
        ],
        claims=[case.told(rng, GROUNDED, g=ground)],
        supported=[case.told(rng, GROUNDED, g=ground) for _ in range(2)],
        refuted=[not_that, not_that],
        nei=[
            case.told(rng, [one for one in STRUCK if "{pl}" not in one]),
            argued,
            case.told(rng, GROUNDED, g=instead),
        ],
        fill=aside(rng, case, [Case(other.court, third.law, other.plaintiff)]),
    )


BLOCKED = [
    (
        "{court} [blocked|enjoined|halted] enforcement of {law} [while the suit goes on|until the case is "
        "decided|for now]"
    ),
    "[officials|the authorities] may not enforce {law} under an order from {court}",
    "{law} [is on hold|cannot be enforced|is not in effect] [after|because of] an order by {court}",
    "{court} [granted|issued] a preliminary injunction against {law}",
    "{court} lifted the stay, so that {law} is blocked again",
]
IN_FORCE = [
    "{court} [declined|refused] to block {law}, which stays in effect",
    "{law} [remains in force|stays in effect|can still be enforced] [after|under] an order of {court}",
    "{court} [stayed|lifted] the injunction, so {law} [is in force|may be enforced] for now",
    "{court} [denied|turned down] a request to halt {law}, and it is being enforced",
    "[officials|the authorities] may keep enforcing {law} while the case is pending, {court} ruled",
]


def force_card(rng: Random) -> Card:
    """Whether a law is in force or blocked."""
    case, other, third = cases(rng, 3)
    blocked = rng.random() < 0.5
    claim = (
        [
            "{law} [is blocked|cannot be enforced|is on hold]",
            "[a court has blocked|a court order blocks] {law}",
            "enforcement of {law} has been halted by a court",
        ]
        if blocked
        else [
            "{law} [is in force|remains in effect|can be enforced]",
            "[officials|the authorities] [can|may] enforce {law}",
        ]
    )
    asked = case.told(
        rng,
        [
            "{pl} asked {court} to block {law}",
            "{court} will [hear|consider] a request to block {law} in {month}",
            "{court} has not yet ruled on a motion to halt {law}",
        ],
        month=day(rng, 2010).month_text,
    )
    elsewhere = Case(case.court, other.law, case.plaintiff)
    return Card(
        kind="force",
        claims=[case.told(rng, claim)],
        supported=[case.told(rng, BLOCKED if blocked else IN_FORCE) for _ in range(3)],
        refuted=[case.told(rng, IN_FORCE if blocked else BLOCKED) for _ in range(3)],
        nei=[asked, asked, elsewhere.told(rng, BLOCKED if blocked else IN_FORCE)],
        fill=aside(rng, case, [Case(third.court, third.law, third.plaintiff)]),
    )


COURTS = [(2.0, outcome_card), (1.5, ground_card), (1.5, force_card)]
