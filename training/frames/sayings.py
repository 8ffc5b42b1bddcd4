"""Cards on who said what: a statement told by its speaker, by another, denied, or told without one."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from frames.cards import Card
from frames.people import people
from frames.places import Place, place
from frames.words import spin

__all__ = ["SAYINGS", "Speaker", "speakers", "statement"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone or something that speaks; `name` ends in a comma where the sentence goes on after it."""

    name: str
    body: bool = False

    @property
    def bare(self) -> str:
        """The name without what is said of its bearer."""
        return self.name.partition(",")[0]


ROLES = [
    "Mayor {n}",
    "Governor {n}",
    "Senator {n}",
    "Sheriff {n}",
    "Police Chief {n}",
    "Council Member {n}",
    "Attorney General {n}",
    "Judge {n}",
    "{n}, a spokesperson for the mayor,",
    "{n}, a lawyer for the county,",
    "{n}, who heads the teachers' union,",
    "{n}, an economist at a local university,",
    "Fire Chief {n}",
    "Representative {n}",
    "{n}, the school superintendent,",
    "{n}, a shop owner,",
    "{n}, the airline's chief executive,",
    "Coach {n}",
    "Bishop {n}",
    "{n}, a tenant organizer,",
    "{n}, a union leader,",
    "Health Commissioner {n}",
    "{n}, who runs a food bank,",
    "Ambassador {n}",
    "General {n}",
]
BODIES = [
    "the police union",
    "the chamber of commerce",
    "the civil liberties group",
    "the company",
    "the hospital",
    "the Farm Bureau",
    "the teachers' union",
    "the state auditor",
    "the Justice Department",
    "the White House",
    "the agency",
    "the port authority",
    "the county attorney",
    "the foreign ministry",
    "the environmental group",
    "the tenants' association",
    "the medical board",
    "the opposition party",
    "the airline",
    "the university",
    "the housing coalition",
    "the central bank",
    "the fire department",
]

# clause | the same told otherwise | its denial | denial told otherwise
STATEMENTS = """
the bridge will reopen in the spring | drivers will be able to use the bridge again in the spring | the bridge will stay closed in the spring | the bridge will not reopen in the spring
the new jail would cost too much | the price of the new jail would be too high | the new jail would be affordable | the new jail would not cost too much
crime has fallen since the cameras were installed | crime is down since the cameras went up | crime has not fallen since the cameras were installed | crime has risen since the cameras went up
the water is safe to drink | people can drink the water safely | the water is not safe to drink | drinking the water is unsafe
the officer fired first | it was the officer who shot first | the officer did not fire first | someone other than the officer shot first
the layoffs could have been avoided | there was a way to avoid the layoffs | the layoffs could not have been avoided | there was no way around the layoffs
the election was conducted fairly | the vote was held in a fair manner | the election was not conducted fairly | the vote was unfair
the tax cut helps mostly the rich | it is mainly wealthy people who benefit from the tax cut | the tax cut does not help mostly the rich | wealthy people are not the main winners of the tax cut
the vaccine shipment arrived late | delivery of the vaccine was delayed | the vaccine shipment arrived on time | there was no delay in the vaccine delivery
the dam is in danger of collapse | the dam could give way | the dam is in no danger of collapse | there is no risk that the dam gives way
the talks have failed | negotiations broke down | the talks have not failed | negotiations are still alive
the merger will lower prices | prices will come down because of the merger | the merger will not lower prices | prices will not come down because of the merger
the fire was set on purpose | someone deliberately started the fire | the fire was an accident | the fire was not set on purpose
teachers deserve a raise this year | pay for teachers should go up this year | teachers do not deserve a raise this year | pay for teachers should not go up this year
the plant will close next year | next year the plant will be shut | the plant will stay open next year | the plant will not be shut next year
the data breach exposed customer passwords | passwords of customers were exposed in the data breach | the data breach did not expose customer passwords | no customer passwords leaked in the data breach
the shelter is full | there is no more room at the shelter | the shelter still has room | the shelter is not full
the drought is the worst in a century | no drought in a hundred years has been this bad | the drought is not the worst in a century | there were worse droughts in the past hundred years
wolves are a threat to ranchers | ranchers are endangered by wolves | wolves are no threat to ranchers | ranchers have nothing to fear from wolves
the law violates the constitution | the law is unconstitutional | the law does not violate the constitution | the law is constitutional
the pilots ignored a warning | a warning went unheeded by the pilots | the pilots did not ignore a warning | the pilots heeded the warning
the museum bought stolen art | stolen works were purchased by the museum | the museum did not buy stolen art | no stolen works were purchased by the museum
rents will keep rising | rents are going to go on climbing | rents will stop rising | rents are not going to climb any further
the suspect acted alone | the suspect had no accomplices | the suspect did not act alone | the suspect had help
the outbreak is under control | the spread of the disease has been contained | the outbreak is not under control | the spread of the disease has not been contained
the sanctions are working | the sanctions have the intended effect | the sanctions are not working | the sanctions are having no effect
the budget has a shortfall | there is a gap in the budget | the budget has no shortfall | there is no gap in the budget
the road project is on schedule | work on the road is going as planned | the road project is behind schedule | work on the road has fallen behind
the new drug saves lives | lives are saved by the new drug | the new drug does not save lives | no lives are saved by the new drug
immigration helps the local economy | the local economy gains from immigration | immigration hurts the local economy | the local economy does not gain from immigration
the hostages are alive | the hostages have survived | the hostages are dead | the hostages have not survived
the company knew about the defect | the defect was known to the company | the company did not know about the defect | the company was unaware of the defect
the stadium will pay for itself | the stadium will earn back what it costs | the stadium will not pay for itself | the stadium will never earn back what it costs
voters were misled about the measure | people who voted on the measure were deceived | voters were not misled about the measure | nobody was deceived about the measure
the prison is understaffed | the prison has too few guards | the prison is fully staffed | the prison has enough guards
the ceasefire is holding | both sides are keeping to the ceasefire | the ceasefire has collapsed | the ceasefire is not holding
the school will need two more classrooms | two additional classrooms will be needed at the school | the school will not need more classrooms | no additional classrooms will be needed at the school
the harvest was smaller than usual | less was harvested than in a normal year | the harvest was larger than usual | more was harvested than in a normal year
"""  # noqa: E501
READ = [[part.strip() for part in line.split("|")] for line in STATEMENTS.strip().splitlines()]


def statement(rng: Random, row: list[str], *, so: bool) -> str:
    """One of the wordings of a statement, or of its denial."""
    return rng.choice(row[:2] if so else row[2:])


def speakers(rng: Random, count: int) -> list[Speaker]:
    """That many different speakers."""
    found: list[Speaker] = []
    for person in people(rng, count):
        if rng.random() < 0.3:
            body = rng.choice([one for one in BODIES if one not in {speaker.name for speaker in found}])
            found.append(Speaker(body, body=True))
        else:
            found.append(Speaker(rng.choice(ROLES).format(n=person.name)))
    return found


SAID = [
    "{w} [said|stated|told reporters|said on {day}|argued|maintained|insisted] that {c}",
    "{w} [said|told reporters] {c}",
    "according to {w0}, {c}",
    "in the words of {w0}, {c}",
    "{c}, {w} [said|told reporters]",
    "[in a statement|in an interview|at a news conference], {w} said that {c}",
    "the view that {c} was voiced by {w0}",
    "it was {w1} who said that {c}",
]
CLAIMED = [
    "{w} [said|stated|told reporters|has said|claimed] that {c}",
    "{w} [said|says] {c}",
    "according to {w0}, {c}",
    "{c}, {w} said",
    "it was {w1} who said that {c}",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def said(rng: Random, who: Speaker, clause: str, *, claim: bool = False) -> str:
    """A statement with its speaker."""
    template = CLAIMED if claim else SAID
    return spin(
        rng, template, w=who.name, w0=who.name.removesuffix(","), w1=who.bare, c=clause, day=rng.choice(DAYS)
    )


DENIED = [
    "{w} [denied|rejected the idea|disputed] that {c}",
    "{w} [said it was not true|called it false] that {c}",
]
WENT = [
    "{w} [left without taking questions|did not answer further questions|spoke for ten minutes]",
    "{w} spoke at a [meeting|hearing|rally] in {p} on {day}",
    "[about 200 people|a small crowd|several reporters] [listened to|came to hear] {w1} in {p}",
    "{w} has [held the post|been in the role] since {year}",
    "{w} [declined to comment|did not want to comment] on the [budget|lawsuit|vote]",
]


def fill_of(rng: Random, who: list[Speaker], where: Place, rows: list[list[str]]) -> list[str]:
    """Other statements by the same speakers, and what else they did."""
    found = [
        said(rng, speaker, statement(rng, row, so=rng.random() < 0.5))
        for speaker, row in zip(who, rows, strict=False)
    ]
    for speaker in who:
        found.append(
            spin(
                rng,
                WENT[-1:] if speaker.body else WENT,
                w=speaker.name,
                w1=speaker.bare,
                p=where.short,
                day=rng.choice(DAYS),
                year=rng.randint(2005, 2023),
            )
        )
    return found


def who_said(rng: Random) -> Card:
    """A claim that someone said something."""
    rows = rng.sample(READ, 4)
    who = speakers(rng, 3)
    one, other = who[0], who[1]
    so = rng.random() < 0.6

    def clause(*, as_claimed: bool) -> str:
        return statement(rng, rows[0], so=so == as_claimed)

    return Card(
        kind="said",
        claims=[said(rng, one, clause(as_claimed=True), claim=True)],
        supported=[said(rng, one, clause(as_claimed=True)) for _ in range(3)],
        refuted=[
            said(rng, one, clause(as_claimed=False)),
            spin(rng, DENIED, w=one.name, c=clause(as_claimed=True)),
            (said(rng, one, clause(as_claimed=False)), said(rng, other, clause(as_claimed=True))),
        ],
        nei=[
            said(rng, other, clause(as_claimed=True)),
            said(rng, other, clause(as_claimed=True)),
            (said(rng, other, clause(as_claimed=True)), said(rng, one, statement(rng, rows[1], so=True))),
            spin(
                rng,
                ["{w} was asked whether {c}", "{w} [would not say|declined to say] whether {c}"],
                w=one.name,
                c=rows[0][0],
            ),
        ],
        fill=fill_of(rng, who, place(rng), rows[1:]),
    )


def speaker_dropped(rng: Random) -> Card:
    """A claim of fact, which the passage states itself, denies itself, or only lets someone say."""
    rows = rng.sample(READ, 4)
    who = speakers(rng, 3)
    so = rng.random() < 0.6
    where = place(rng)

    def clause(*, as_claimed: bool) -> str:
        return statement(rng, rows[0], so=so == as_claimed)

    frame = [
        "{c}",
        "[it was found|records show|an inquiry established|it is now clear] that {c}",
        "in {p}, {c}",
    ]
    wonder = ["it is [not known|unclear|not yet known] whether {c}", "nobody has established whether {c}"]
    return Card(
        kind="dropped_speaker",
        claims=[clause(as_claimed=True)],
        supported=[spin(rng, frame, c=clause(as_claimed=True), p=where.short) for _ in range(2)],
        refuted=[spin(rng, frame, c=clause(as_claimed=False), p=where.short) for _ in range(2)],
        nei=[
            *(said(rng, who[0], clause(as_claimed=True)) for _ in range(3)),
            said(rng, who[0], clause(as_claimed=False)),
            spin(rng, wonder, c=rows[0][0]),
        ],
        fill=fill_of(rng, who, where, rows[1:]),
    )


def sides(rng: Random) -> Card:
    """Two speakers at odds; the claim gives one side to one of them, or says that they agree."""
    rows = rng.sample(READ, 4)
    who = speakers(rng, 3)
    one, other = who[0], who[1]
    yes, no = statement(rng, rows[0], so=True), statement(rng, rows[0], so=False)
    again = statement(rng, rows[0], so=True)
    split = [
        f"{one.name} said that {yes}, while {other.name} said that {no}",
        f"while {other.name} insisted that {no}, {one.name} held that {yes}",
    ]
    swapped = [
        f"{other.name} said that {yes}, while {one.name} said that {no}",
        f"while {one.name} insisted that {no}, {other.name} held that {yes}",
    ]
    split_core: list[str | tuple[str, ...]] = [*split, (said(rng, one, yes), said(rng, other, no))]
    swapped_core: list[str | tuple[str, ...]] = [*swapped, (said(rng, one, no), said(rng, other, yes))]
    if rng.random() < 0.5:
        claim = said(rng, one, again, claim=True)
        unsaid = [said(rng, other, yes), said(rng, other, no)]
    else:
        claim = spin(
            rng,
            [
                "{a} and {b} [disagreed|were at odds|did not agree] on whether {c}",
                "on whether {c}, {a} and {b} took opposite sides",
            ],
            a=one.bare,
            b=other.bare,
            c=rows[0][0],
        )
        swapped_core = [
            f"{one.bare} and {other.bare} both said that {yes}",
            f"both {one.bare} and {other.bare} held that {no}",
        ]
        unsaid = [said(rng, other, yes), said(rng, one, no)]
    return Card(
        kind="sides",
        claims=[claim],
        supported=split_core,
        refuted=swapped_core,
        nei=unsaid,
        fill=[
            *fill_of(rng, who[2:], place(rng), rows[1:]),
            (
                f"{who[2].bare} and {rng.choice((one, other)).bare} both said that "
                f"{statement(rng, rows[3], so=True)}"
            ),
        ],
    )


SAYINGS = [(3.0, who_said), (2.0, speaker_dropped), (1.5, sides)]
