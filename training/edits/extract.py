"""Statements that a sentence contains: from appositions, relative clauses, coordination, and by voice."""

from __future__ import annotations

import re
from random import Random

from edits.helpers import names, verbs

__all__ = ["active", "apposition", "born", "named", "parts", "passive", "relative"]

_NAME = r"[A-Z][\w'’.-]+(?: (?:[A-Z][\w'’.-]+|of|de|the|von|van|del)){0,5}"
_APPOSITION = re.compile(
    rf"(?:^|(?<=by )|(?<=in )|(?<=with ))(?P<name>{_NAME}), (?P<what>(?:the|a|an) [^,;()]{{5,70}}), (?=\w+)"
)
_RELATIVE = re.compile(
    r"(?:.*\b)?(?P<noun>(?:[Tt]he|[Aa]n?) (?:[a-z-]+ ){0,3}[a-z-]+), which (?P<verb>is|are|was|were|"
    r"has|have|can|"
    r"\w+s|\w+ed) (?P<rest>[^,;()]{10,90})(?=[,.;])"
)
_BORN = re.compile(
    rf"^(?P<name>{_NAME}) \((?:[^()]*?)born (?P<date>[A-Z][a-z]+ \d{{1,2}}, \d{{4}}|\d{{1,2}} "
    rf"[A-Z][a-z]+ \d{{4}})[^()]*\)"
)
_AND_VERB = re.compile(
    r"^(?P<subject>(?:The |An? |Its? |His |Her )?[^,;()]{2,60}?) (?P<first>(?:is|are|was|were|has|"
    r"have|can|may|must|\w+ed|\w+s) [^,;()]{8,90}?),? "
    r"and (?P<second>(?:is|are|was|were|has|have|can|may|must) [^,;()]{8,100})\.$"
)
_PASSIVE = re.compile(
    rf"^(?P<object>[A-Z][^,;()]{{2,60}}?) (?P<be>was|were|is|are) (?P<verb>\w+) by "
    rf"(?P<agent>(?:(?:the|an?) (?:[a-z-]+ ){{0,2}}[a-z]+|[a-z]+s|{_NAME}))(?P<tail>\.| (?:in|on) "
    rf"[^,;]{{4,40}}\.| and \w+)"
)
_ACTIVE = re.compile(
    rf"^(?P<agent>{_NAME}|The [a-z]+(?: [a-z]+)?) (?P<verb>\w+ed|wrote|led|built|won|founded) "
    rf"(?P<object>(?:the|an?) [a-z-]+(?: [a-z-]+)?|{_NAME})(?P<tail>\.| (?:in|on) [A-Z\d][^,;]{{2,30}}\.)$"
)
_IS = r"(?:is|are|was|were|has|have|had|can|may|will|would|could|became|began|\w+ed|\w+s)"


def apposition(sentence: str, rng: Random) -> list[str]:
    """ "X, the capital of Y, ..." as "X is the capital of Y."."""
    made = []
    for match in _APPOSITION.finditer(sentence):
        if (
            " and " in match["name"]
            or re.search(r"\b(?:of|the|de)$", match["name"])
            or " and " in match["what"]
        ):
            continue
        if not re.match(rf"{_IS}\b", sentence[match.end() :]) and match.start() != 0:
            continue
        made.append(f"{match['name']} is {match['what']}.")
        if match.start() == 0:
            made.append(f"{match['name']} {sentence[match.end() :]}")
    return made


def born(sentence: str, rng: Random) -> list[str]:
    """The date of birth given in brackets, as a statement."""
    match = _BORN.match(sentence)
    if not match:
        return []
    made = [
        f"{match['name']} was born on {match['date']}.",
        f"{match['name']} was born in {match['date'][-4:]}.",
    ]
    return made


def relative(sentence: str, rng: Random) -> list[str]:
    """A relative clause as a sentence, where what it stands for is one short noun phrase."""
    match = _RELATIVE.match(sentence)
    if not match:
        return []
    noun, verb = match["noun"], match["verb"]
    finite = verb in ("is", "are", "was", "were", "has", "have", "can")
    if not finite and not verbs.is_past(verb) and not verbs.is_third_person(verb):
        return []
    if re.search(r"\b(?:of|in|on|and|from|to|with|for|by|at|into|between|through|make|is|are)\b", noun):
        return []
    return [f"{noun[0].upper()}{noun[1:]} {verb} {match['rest']}."]


def parts(sentence: str, rng: Random) -> list[str]:
    """ "X did A and was B." as "X did A." and "X was B."."""
    match = _AND_VERB.match(sentence)
    if not match or re.search(
        r"\b(?:and|that|which|who|if|when|neither|both|either|not|than|is|are|was|were|has|have|had|can|may|must|will|\w+ed)\b",
        match["subject"],
    ):
        return []
    if re.search(r"\b(?:that|which|who|if|when|neither|both|either|than|whether|between)\b", match["first"]):
        return []
    return [f"{match['subject']} {match['first']}.", f"{match['subject']} {match['second']}."]


def active(sentence: str, rng: Random) -> list[str]:
    """ "X was directed by Y." as "Y directed X."."""
    match = _PASSIVE.match(sentence)
    if (
        not match
        or " and" in match["object"]
        or re.search(r"\b(?:that|which|who|when|if|It|He|She|They|This|There)\b", match["object"])
    ):
        return []
    verb = match["verb"]
    if not verbs.is_participle(verb) or verbs.base_of(verb) is None or match["agent"].endswith(" of"):
        return []
    agent, thing, tail = match["agent"], match["object"], match["tail"]
    base = verbs.base_of(verb) or verb
    if match["be"] in ("was", "were"):
        done = verbs.past(base)
    else:
        done = base if agent.endswith("s") and not agent.endswith("ss") else verbs.third_person(base)
    if thing.split()[0] in ("The", "A", "An", "His", "Her", "Its", "Their"):
        thing = thing[0].lower() + thing[1:]
    tail = "." if tail.startswith(" and") else tail
    return [f"{agent[0].upper()}{agent[1:]} {done} {thing}{tail}"]


def passive(sentence: str, rng: Random) -> list[str]:
    """ "Y directed X." as "X was directed by Y."."""
    match = _ACTIVE.match(sentence)
    if not match or not (verbs.is_past(match["verb"]) and verbs.base_of(match["verb"])):
        return []
    thing, agent, base = match["object"], match["agent"], verbs.base_of(match["verb"])
    if (thing.endswith("s") and thing.startswith("the")) or base in (
        "become",
        "remain",
        "die",
        "move",
        "return",
    ):
        return []
    done = {"write": "written", "win": "won"}.get(base or "", match["verb"])
    agent = agent[0].lower() + agent[1:] if agent.startswith("The ") else agent
    return [f"{thing[0].upper()}{thing[1:]} was {done} by {agent}{match['tail']}"]


def named(sentence: str, before: str | None, rng: Random) -> list[str]:
    """The sentence with its opening pronoun put as the name or the noun that opens the one before."""
    if before is None or not (
        match := re.match(r"(?P<pronoun>It|He|She|They|His|Her|Its|Their) (?=[a-z])", sentence)
    ):
        return []
    subject = re.match(
        rf"(?:{_NAME}|(?:The|An?) [a-z-]+(?: [a-z-]+)?)(?= (?:is|are|was|were|has|have|had)\b)", before
    )
    if not subject:
        return []
    person = match["pronoun"] in ("He", "She", "His", "Her")
    found = [n for n in names(before) if n.start == subject.start()]
    if person and (not found or " " not in subject[0]):
        return []
    if len({n.norm for n in names(before)}) > (1 if not person else 2):
        return []
    name = subject[0]
    if name.startswith(("A ", "An ")):
        name = "The " + name.split(" ", 1)[1]
    own = match["pronoun"] in ("His", "Her", "Its", "Their")
    if own:
        name += "’" if name.endswith("s") else "'s"
    return [name + sentence[match.end() - 1 :]]
