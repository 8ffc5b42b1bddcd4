"""Conditions, exceptions and qualifiers: dropped, turned round, or added."""

from __future__ import annotations

import re
from random import Random

from edits.model import NEI, REFUTED, SUPPORTED, Change

__all__ = ["added_qualifiers", "changed_conditions", "dropped_limits"]

# A limit at the end of the sentence, after its main clause.
_LIMIT = re.compile(
    r"(?P<head>.{25,}?[\w)])(?P<limit>,? (?:unless|only if|only when|only after|"
    r"except (?:when|if|for|in|where|that|by|with)|provided that|as long as|so long as|subject to|if "
    r"and only if|"
    r"other than|until|without|if|when|whenever)\b [^.;]{8,})\.$"
)
_OPENING = re.compile(
    r"^(?P<limit>(?:If|Unless|When|Until|Without|Except|Provided that|Only if|As long as)\b "
    r"[^,;]{8,90}), (?P<head>(?:the|a|an|any|no|each|all|this|these|it|they|[A-Z])\b.{20,})$"
)
_NORMS = re.compile(r"\b(?:may|must|shall|can|cannot|should|will|is|are|has|have|\w+s)\b")

_TURNED = (
    ("unless", "if", REFUTED), ("only if", "even if", NEI),
    ("if and only if", "regardless of whether", NEI), ("only when", "even when", NEI),
    ("except when", "only when", REFUTED), ("except for", "including", REFUTED),
    ("except that", "and also", REFUTED), ("even if", "only if", REFUTED),
    ("even when", "only when", REFUTED), ("until", "only after", REFUTED),
    ("provided that", "even though it is not the case that", NEI), ("without", "only with", REFUTED),
    ("with the exception of", "including", REFUTED), ("if", "unless", REFUTED),
    ("regardless of", "depending on", REFUTED), ("even though", "only because", REFUTED),
    ("if", "even if", NEI), ("because of", "despite", REFUTED),
    ("despite", "because of", REFUTED), ("due to", "in spite of", REFUTED),
    ("in addition to", "instead of", REFUTED), ("instead of", "in addition to", REFUTED),
    ("as well as", "but not", REFUTED), ("including", "excluding", REFUTED),
    ("excluding", "including", REFUTED), ("with", "without", REFUTED), ("without", "with", REFUTED),
    ("rather than", "as well as", REFUTED),
)  # fmt: skip

_EVENT_TAILS = (
    "after a long dispute", "for the first time in its history", "without any public debate",
    "at a cost of $3 million", "against the advice of experts", "by a unanimous vote",
    "following a public inquiry", "despite strong opposition", "after receiving an anonymous donation",
    "because of a shortage of funds", "in front of a large crowd", "under a secret agreement",
    "with the help of volunteers", "on a trial basis", "after two failed attempts",
    "three months ahead of schedule", "in exchange for foreign aid", "at the request of local residents",
    "with support from several foreign governments", "over the objections of its critics",
)  # fmt: skip
_STATE_TAILS = (
    "in most cases", "according to a recent survey", "only in rural areas", "for at least ten years",
    "during the winter months only", "in people over the age of 60", "at a very high cost",
    "in every known case", "according to independent auditors", "more than anywhere else in the world",
    "and this is growing every year", "as required by federal law", "in nearly half of all cases",
    "although this is disputed by some experts",
)  # fmt: skip
_RULE_LIMITS = (
    "unless otherwise specified", "except under unusual conditions", "in most cases",
    "but only by default", "unless a court orders otherwise", "only if written notice is given",
    "except in an emergency", "only with the approval of the administrator",
    "unless the request is older than 30 days", "only on weekdays",
    "except where the law provides otherwise", "only after a formal review",
    "provided that a fee has been paid", "if at least two members agree",
    "until the end of the following year", "only for registered users",
    "unless an exception has been recorded", "subject to annual review",
    "only when no other option is available",
)  # fmt: skip
_RULE = re.compile(
    r"\b(?:may|must|shall|cannot|can|should|is required|are required|is allowed|are entitled|will)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|became|began|won|led|made|took|signed|joined|adopted|established|held|\w{3,}ed)\b"
)


_NO_CONDITION = re.compile(
    r"\b(?:only|even|as|ask(?:ed|s)?|wonder\w*|decide\w*|doubt\w*|tells?|check|determine|see|and "
    r"only|test|know|"
    r"whether) $"
)
_NEEDS_WITH = re.compile(
    r"\b(?:along|together|associated|begin\w*|deal\w*|coincid\w*|compar\w+|war|replaced?|consistent|contact|"
    r"relation\w*|agreement|treaty|border|shar\w+) $"
)
_COUNTED = re.compile(r"(?:a|an|any|no|one|two|\d)$")


def changed_conditions(sentence: str, rng: Random) -> list[Change]:
    """A condition, exception or reason put as its contrary."""
    changes = _neither(sentence)
    for old, new, label in _TURNED:
        if old not in sentence.lower():
            continue
        for match in re.finditer(rf"(?<![\w-]){old} (\w+)(?: (\w+))?", sentence):
            if _turns(old, sentence[: match.start()], match[1]):
                # "even if" bears out "if": only a contrary is as wrong the other way round.
                back = label if label == REFUTED else None
                changes.append(Change(match[0], match[0].replace(old, new, 1), "condition", label, back))
        if (
            label == REFUTED
            and old in ("unless", "if", "despite")
            and sentence.startswith(old.capitalize() + " ")
        ):
            start = " ".join(sentence.split(" ")[:4])
            changes.append(Change(start, start.replace(old.capitalize(), new.capitalize(), 1), "condition"))
    rng.shuffle(changes)
    return changes


def _turns(old: str, before: str, after: str) -> bool:
    """Whether the word is a condition there ("asked if" is none, nor is "along with")."""
    if old == "if":
        return not _NO_CONDITION.search(before)
    if old in ("with", "without", "only") and not _COUNTED.match(after):
        return False
    return old != "with" or not _NEEDS_WITH.search(before)


def _neither(sentence: str) -> list[Change]:
    match = re.search(r"\beither ([^,;]{3,60}?) or\b", sentence)
    return [Change(match[0], f"neither {match[1]} nor", "condition")] if match else []


def dropped_limits(sentence: str) -> list[tuple[str, str]]:
    """The sentence without its limit, and the label of that: dropping a limit leaves it open ("nei")."""
    found = []
    match = _LIMIT.search(sentence)
    if (
        match
        and _is_rule(match["head"], match["limit"])
        and _NORMS.search(match["head"])
        and _complete(match["head"])
    ):
        found.append((match["head"].rstrip(",") + ".", NEI))
    match = _OPENING.search(sentence)
    if match and not re.search(r"\b(?:then|it|they|this|he|she)\b", match["head"][:12]):
        head = match["head"]
        found.append((head[0].upper() + head[1:], NEI))
    return found


def _is_rule(head: str, limit: str) -> bool:
    """Whether a limit limits: not the circumstance of a past event, nor a remark after a comma.

    "without" limits what is denied ("cannot enter without a key"): "works without change" bears out "works".
    """
    if re.match(r",? without\b", limit):
        return bool(re.search(r"\b(?:not|cannot|no|never|nor|refused?|fail(?:s|ed)?|unable)\b", head))
    if head.endswith(" even") or limit.startswith(", when"):
        return False
    told = bool(_PAST.search(head)) and not _RULE.search(head)
    return not (told and re.match(r",? (?:when|until|if|whenever|as long)", limit))


def _complete(head: str) -> bool:
    return not re.search(r"\b(?:those|these|both|and|or|the|a|not|that|is|are|be|only|even|was|but|"
        r"as|done|does|do|"
        r"used|called|ask\w*|"
                         r"determine|know|see|check|true|case|occurs?|happens?|matters?|which|who|of|in|to|with|for|from|by|at|on|"
                         r"until|after|before|that (?:is|are|was|were) \w+|,)$", head)  # fmt: skip


def added_qualifiers(sentence: str, rng: Random) -> list[Change]:
    """The sentence with a qualifier or a limit that is not in it; the other way round depends on which."""
    if not sentence.endswith(".") or len(sentence.split()) > 28 or re.search(r"[\"”)]\.$", sentence):
        return []
    tail = sentence.split()[-1]
    last = " ".join(sentence.split()[-2:])
    if re.search(
        r"\b(?:if|unless|only|except|until|because|although|which|who|such as|including)\b|;", sentence
    ):
        return []
    made = []
    if _RULE.search(sentence):
        limit = rng.choice(_RULE_LIMITS)
        # A rule with the limit beside a rule without it: the passage does not bear out the limit, nor
        # does a limited passage bear out the rule at large.
        made.append(Change(last, f"{last[:-1]} {limit}.", "qualifier", NEI, NEI))
    elif _PAST.search(sentence) and not re.search(r"\b(?:is|are|has|have)\b", sentence):
        made.append(Change(last, f"{last[:-1]} {rng.choice(_EVENT_TAILS)}.", "qualifier", NEI, SUPPORTED))
    elif re.search(r"\b(?:is|are|has|have)\b", sentence):
        limit = rng.choice(_STATE_TAILS)
        back = NEI if "only" in limit or "cases" in limit or "people" in limit else SUPPORTED
        made.append(Change(last, f"{last[:-1]} {limit}.", "qualifier", NEI, back))
    return made if tail[:-1] else []
