"""What a casebook declares about its matter: the words for its actions, and the facets of a page on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wellsourced.errors import Config
from wellsourced.rules.casebook import LoadedCasebook
from wellsourced.steps.compose.case import Facet
from wellsourced.steps.norms import Act, Vocabulary, norms

__all__ = ["Matter", "asked_actions", "read_matter"]


_WHERE = re.compile(r" (?:after|at|by|for|from|in|of|on|to|when|with)\b")
PAPERS = ("warrant", "subpoena", "court order")
"""What makes an exception in any matter of law, where a casebook declares no words of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A casebook with the words and facets it declares. `topics` name -> terms.

    `main_actions` are those a claim about the matter as a whole is about; `background` are patterns
    of sentences that only introduce a rule, which readers find in the table and the sources.
    """

    casebook: LoadedCasebook
    vocabulary: Vocabulary
    facets: tuple[Facet, ...] = ()
    main_actions: frozenset[str] = frozenset()
    topics: Mapping[str, tuple[str, ...]]
    background: tuple[str, ...] = ()


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise TypeError("a list of strings is wanted")
    return tuple(str(item) for item in value)


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError("an object is wanted")
    return {str(key): item for key, item in value.items()}


def _act(value: object) -> Act:
    fields = _mapping(value)
    return Act(verbs=_strings(fields["verbs"]), objects=_strings(fields["objects"]))


def _facet(value: object) -> Facet:
    fields = dict(_mapping(value))
    return Facet(
        code=str(fields.pop("code")),
        role=str(fields.pop("role")),
        order=int(str(fields.pop("order"))),
        merge=bool(fields.pop("merge", False)),
        kinds=frozenset(_strings(fields.pop("kinds", []))),
        authorities=frozenset(_strings(fields.pop("authorities", []))),
        natures=frozenset(_strings(fields.pop("natures", []))),
        **{name: _strings(patterns) for name, patterns in fields.items()},
    )


def read_matter(casebook: LoadedCasebook) -> Matter:
    """Read what a casebook's `facets.json` declares; without one, its actions speak by their own words.

    Raises:
        Config: where a part is missing, unknown or of the wrong kind; the message names the casebook.
    """
    if not casebook.facets:
        return _plain_matter(casebook)
    try:
        declared = _mapping(casebook.facets)
        acts = {code: _act(act) for code, act in _mapping(declared["acts"]).items()}
        return Matter(
            casebook=casebook,
            vocabulary=Vocabulary(
                actions=acts,
                general=_act(declared["general"]),
                parties={
                    code: _strings(names) for code, names in _mapping(declared.get("parties", {})).items()
                },
                bound=_strings(declared.get("bound", [])),
                papers=_strings(declared.get("papers", [])),
            ),
            facets=tuple(_facet(facet) for facet in _sequence(declared["facets"])),
            main_actions=frozenset(_strings(declared["main_actions"])),
            background=_strings(declared.get("background", [])),
            topics={topic: _strings(terms) for topic, terms in _mapping(declared["topics"]).items()},
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise Config(f"casebook {casebook.name}: facets.json is not readable: {problem!s}") from problem


def _plain_matter(casebook: LoadedCasebook) -> Matter:
    """A matter by the words `casebook.json` has for its actions: the verb of each, on what it speaks of."""
    acts = {
        action.code: Act(
            verbs=(action.infinitive.split()[0],),
            objects=(*action.terms, _object(action.infinitive)),
        )
        for action in casebook.actions
    }
    parties = {code: (name,) for code, name in casebook.agencies.items()}
    vocabulary = Vocabulary(actions=acts, general=Act(verbs=(), objects=()), parties=parties, papers=PAPERS)
    topics: Mapping[str, tuple[str, ...]] = {
        casebook.title: tuple(word for act in acts.values() for word in act.objects)
    }
    return Matter(casebook=casebook, vocabulary=vocabulary, main_actions=frozenset(acts), topics=topics)


def _object(infinitive: str) -> str:
    """What an action is done to: "record police officers in public" -> "police officers"."""
    _, _, rest = infinitive.partition(" ")
    return _WHERE.split(rest)[0] or infinitive


def asked_actions(matter: Matter, claim_text: str) -> frozenset[str]:
    """The actions a claim is about: those it names, else the main ones if it is of the matter at all."""
    stated = norms(claim_text, matter.vocabulary)
    named = frozenset(action for norm in stated for action in norm.actions)
    return named or (matter.main_actions if stated else frozenset())


def _sequence(value: object) -> Sequence[object]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise TypeError("a list is wanted")
    return value
