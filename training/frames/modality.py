"""Must, may, must not and need not, each told in many ways; and permission under a condition."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from frames.phrases import Action, Actor, wording
from frames.words import spin

__all__ = ["FLAT", "Condition", "conditional", "only_if", "tell"]

FLAT: dict[str, list[str]] = {
    "must": [
        "{a} [must|shall|has to|is required to|must|is obliged to|needs to] {v.inf}",
        "{a} [is under a duty|has a duty|is under an obligation] to {v.inf}",
        "[it is mandatory|it is compulsory|it is obligatory] for {a} to {v.inf}",
        "{v.ing} is [mandatory|compulsory|a requirement|not optional] for {a}",
        "{a} [has no choice but to|may not decline to|cannot refuse to] {v.inf}",
        "{a} [is legally bound|is legally required|is compelled] to {v.inf}",
    ],
    "may": [
        "{a} [may|can|is allowed to|is permitted to|is free to|is entitled to|may] {v.inf}",
        "{a} [has permission|is authorized|has the power|has the right] to {v.inf}",
        "[nothing stops|nothing bars|nothing prevents|nothing keeps] {a} from {v.ing}",
        "it is [lawful|legal|permissible] for {a} to {v.inf}",
        "{v.ing} is [allowed|permitted|lawful] for {a}",
        "{a} [is not barred from|is not prohibited from] {v.ing}",
    ],
    "mustnot": [
        "{a} [may not|must not|shall not|cannot|may not] {v.inf}",
        "{a} [is barred from|is prohibited from|is forbidden from|is banned from] {v.ing}",
        "{a} [is not allowed to|is not permitted to|is forbidden to] {v.inf}",
        "{v.ing} is [prohibited|forbidden|off limits|not allowed|against the rules] for {a}",
        "it is [unlawful|illegal|against the rules] for {a} to {v.inf}",
        "{a} has no [authority|right|power|permission] to {v.inf}",
        "[under no circumstances may {a} {v.inf}|in no case may {a} {v.inf}|at no time may {a} {v.inf}]",
        "{a} must [refrain from|never engage in] {v.ing}",
    ],
    "neednot": [
        "{a} [need not|does not have to|is not required to|is not obliged to] {v.inf}",
        "{a} is under no [obligation|duty] to {v.inf}",
        "{v.ing} is [optional|voluntary|not mandatory] for {a}",
        "[nothing requires|nothing obliges|no rule requires] {a} to {v.inf}",
        "{a} [may choose not to|may decline to|is free not to] {v.inf}",
    ],
}
TURNED: dict[str, list[str]] = {
    "must": [
        "{v.obj} [must|shall|{have} to] be {v.part}{v.after} by {a}",
        "{v.obj} {v.are} required to be {v.part}{v.after} by {a}",
    ],
    "may": ["{v.obj} [may|can] be {v.part}{v.after} by {a}", "{a} may have {v.obj} {v.part}{v.after}"],
    "mustnot": ["{v.obj} [may not|must not|cannot|shall not] be {v.part}{v.after} by {a}"],
    "neednot": ["{v.obj} [need not|{do} not have to] be {v.part}{v.after} by {a}"],
}
FRAMED: dict[str, list[str]] = {
    "must": ["{d} [requires|obliges|directs|orders|compels] {a} to {v.inf}", "under {d}, {plain}"],
    "may": [
        "{d} [allows|permits|lets_|authorizes] {a} to {v.inf}",
        "{d} lets {a} {v.inf}",
        "under {d}, {plain}",
    ],
    "mustnot": [
        "{d} [bars|prohibits|bans] {a} from {v.ing}",
        "{d} forbids {a} to {v.inf}",
        "{d} does not [let|allow] {a} [to ]{v.inf}",
        "under {d}, {plain}",
    ],
    "neednot": [
        "{d} does not [require|oblige] {a} to {v.inf}",
        "{d} leaves it to {a} whether to {v.inf}",
        "under {d}, {plain}",
    ],
}
FRAMED["may"][0] = FRAMED["may"][0].replace("|lets_", "")
FRAMED["mustnot"][2] = "{d} does not allow {a} to {v.inf}"
PLURAL_FORMS = [
    ("{a} has ", "{a} have "),
    ("{a} is ", "{a} are "),
    ("{a} needs to", "{a} need to"),
    ("{a} does not", "{a} do not"),
    ("{a} [is ", "{a} [are "),
    ("{a} [has ", "{a} [have "),
]


def agree(template: str, actor: Actor) -> str:
    """A template with its verbs set for an actor that is more than one."""
    if not actor.plural or not template.startswith("{a}"):
        return template
    head, mark, rest = template.partition("[")
    if head.strip() == "{a}" and mark:
        inner, close, tail = rest.partition("]")
        inner = "|".join(_many(choice) for choice in inner.split("|"))
        return head + mark + inner + close + tail
    return "{a} " + _many(template.removeprefix("{a} "))


def _many(verbs: str) -> str:
    first, space, rest = verbs.partition(" ")
    return {"has": "have", "is": "are", "does": "do", "needs": "need"}.get(first, first) + space + rest


def tell(rng: Random, actor: Actor, act: Action, mode: str, doc: str = "") -> str:
    """A rule in one of its wordings: `mode` is must, may, mustnot or neednot; `doc` may say so.

    Of some actors a rule is told with them first: "under no circumstances may some" reads two ways.
    """
    verb = wording(rng, act)
    slots = {"have": verb.have, "do": "do" if verb.plural else "does"}
    if "some " in actor.name or "a few " in actor.name:
        first = [one for one in FLAT[mode] if one.startswith("{a}")]
        return spin(rng, agree(rng.choice(first), actor), a=actor, v=verb)
    turned = verb.passive and rng.random() < 0.25
    template = agree(rng.choice(TURNED[mode] if turned else FLAT[mode]), actor)
    plain = spin(rng, template.replace("{have}", slots["have"]).replace("{do}", slots["do"]), a=actor, v=verb)
    if not doc:
        return plain
    return spin(rng, FRAMED[mode], a=actor, v=verb, d=doc, plain=plain)


@dataclass(frozen=True, slots=True)
class Condition:
    """Under which condition: a clause, a noun for after `without`, and the clause turned round."""

    holds: str
    noun: str
    fails: str

    @classmethod
    def read(cls, line: str) -> Condition:
        """Read `clause | noun | opposite clause`."""
        holds, noun, fails = (part.strip() for part in line.split("|"))
        return cls(holds, noun, fails)


ONLY = [
    "{a} may {v.inf} [only if|only when|only where|solely if] {x.holds}",
    "{a} [may not|must not|cannot|shall not] {v.inf} unless {x.holds}",
    "unless {x.holds}, {a} [may not|must not|cannot] {v.inf}",
    "{a} [may not|cannot|must not] {v.inf} without {x.noun}",
    "{a} may {v.inf}, but only [if|when|where|so long as|provided that] {x.holds}",
    "{v.ing} is [off limits to|forbidden for|not allowed for] {a} unless {x.holds}",
    "without {x.noun}, {a} [may not|must not|cannot] {v.inf}",
    "only if {x.holds} may {a} {v.inf}",
    "{a} {needs} {x.noun} [to|before {it} may|in order to] {v.inf}",
    "{a} [{bare} barred from|{bare} prohibited from] {v.ing} [unless {x.holds}|without {x.noun}]",
    "{v.ing} by {a} [requires|calls for|is conditional on] {x.noun}",
    "before {it} may {v.inf}, {a} {needs} {x.noun}",
    "{a} may {v.inf} with {x.noun} but not otherwise",
]


def only_if(rng: Random, actor: Actor, act: Action, condition: Condition, doc: str = "") -> str:
    """Permission that hangs on a condition, in one of its wordings."""
    verb = wording(rng, act)
    told = spin(
        rng,
        ONLY,
        a=actor,
        v=verb,
        x=condition,
        it=actor.it,
        bare=actor.be,
        needs="need" if actor.plural else "needs",
    )
    return f"under {doc}, {told}" if doc else told


CONDITIONAL = {
    "may": [
        "if {c}, {a} [may|can|{be} allowed to|{be} free to|{be} permitted to] {v.inf}",
        "{a} [may|can|{be} allowed to|{be} free to] {v.inf} [if|when|whenever|where] {c}",
        "when {c}, {v.ing} is [allowed|permitted] for {a}",
    ],
    "mustnot": [
        "if {c}, {a} [may not|must not|cannot|{be} not allowed to] {v.inf}",
        "{a} [may not|must not|cannot|{be} not allowed to] {v.inf} [if|when|where] {c}",
        "when {c}, {v.ing} is [prohibited|forbidden|off limits] for {a}",
        "where {c}, {a} {be} barred from {v.ing}",
    ],
    "even": [
        "{a} [may not|must not|cannot] {v.inf}, even [if|when|where] {c}",
        "even [if|when|where] {c}, {a} {be} [barred from|prohibited from] {v.ing}",
        "{v.ing} is forbidden for {a} [whether or not|regardless of whether] {c}",
    ],
    "regardless": [
        "{a} may {v.inf} [whether or not|regardless of whether] {c}",
        "{a} {be} free to {v.inf}, and it does not matter whether {c}",
    ],
}


def conditional(rng: Random, actor: Actor, act: Action, clause: str, mode: str) -> str:
    """A rule for the case that a clause holds; `even` forbids and `regardless` allows in any case."""
    return spin(rng, CONDITIONAL[mode], a=actor, v=wording(rng, act), c=clause, be=actor.be)
