"""Questions that follow from a page and stand alone: each names its place, rule or case in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wellsourced.model.provisions import Provision, RuleValue
from wellsourced.text.tokens import content_words

__all__ = ["ActionWords", "follow_ups"]

MOST = 5
SAME = 0.8
ActionWords = tuple[str, str]
"""An action's infinitive and gerund: ("honor ICE detainers", "honoring ICE detainers")."""

_UNASKED = (RuleValue.ONLY_WITH, RuleValue.UNRESOLVED, RuleValue.NOT_FOUND)
"""Values that no short question stands for; their places are left for those that have one."""
_CASE = re.compile(
    r"\b((?:[A-Z][\w.'-]+ (?:of )?){1,4}v\. [A-Z][\w.'-]+(?: (?:of )?[A-Z][\w.'-]+){0,2})(?=[ ,.;]|$)"
)

_NOT_OF_THE_NAME = re.compile(r"^(?:In|After|Under|The|By) ")


def _of_rules(
    provisions: Iterable[Provision], actions: Mapping[str, ActionWords], agencies: Mapping[str, str]
) -> Iterator[str]:
    """One question a kind of rule and one a place: about the first place not asked about that has it."""
    asked: set[tuple[str, RuleValue]] = set()
    places: set[str] = set()
    for provision in provisions:
        key = (provision.subject, provision.value)
        known = provision.subject in actions and provision.agency in agencies
        known = known and provision.value not in _UNASKED
        if key in asked or provision.place in places or not known:
            continue
        asked.add(key)
        places.add(provision.place)
        infinitive, gerund = actions[provision.subject]
        agency = agencies[provision.agency]
        match provision.value:
            case RuleValue.MUST:
                yield f"Does {provision.place_name} require {agency} to {infinitive}?"
            case RuleValue.MUST_NOT:
                yield f"Does {provision.place_name} bar {agency} from {gerund}?"
            case RuleValue.MAY:
                yield f"Does {provision.place_name} let {agency} {infinitive}?"
            case RuleValue.ONLY_WITH_JUDICIAL_WARRANT:
                yield f"Can {agency} in {provision.place_name} {infinitive} without a judicial warrant?"
            case _:
                continue


def _of_cases(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for match in _CASE.finditer(text):
            name = _NOT_OF_THE_NAME.sub("", match[1]).strip()
            yield f"What did the court decide in {name}?"


def follow_ups(
    asked: str,
    provisions: Sequence[Provision],
    texts: Sequence[str],
    actions: Mapping[str, ActionWords],
    agencies: Mapping[str, str],
) -> tuple[str, ...]:
    """Three to five questions on rules and cases the page names, where it names that many.

    `texts` are the page's sentences. The question just asked is not asked again.
    """
    done = set(content_words(asked))
    questions = (*_of_rules(provisions, actions, agencies), *dict.fromkeys(_of_cases(texts)))
    new = [question for question in questions if not _repeats(set(content_words(question)), done)]
    cases = [question for question in new if " v. " in question]
    rules = [question for question in new if question not in cases]
    return tuple((*rules[: MOST - min(2, len(cases))], *cases)[:MOST])


def _repeats(words: set[str], done: set[str]) -> bool:
    """Whether a question asks what was just asked: nearly all words of the shorter one are in the other."""
    return len(words & done) >= SAME * min(len(words), len(done))
