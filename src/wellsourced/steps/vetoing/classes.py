"""Words that a sentence may not bring in: who acts, how far, how often, how surely, with what end.

A word of a line is borne out by any word of that line in the passage; a word of no line is left to the
model. The lines are closed lists: what is told with other words is no reason to refuse.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from wellsourced.text.tokens import stem, tokens
from wellsourced.text.wordlists import words

__all__ = ["word_not_there"]

_ACTORS = """
sheriff sheriffs
police officer cop patrol trooper constable law
mayor mayoral
governor
council councilor councilmember alderman commission
commission commissioner commissioners board
board trustee trustees directors director
legislature lawmaker legislator assembly senate house parliament congress
senate senator
court judge justice tribunal magistrate panel bench appellate circuit division ruled judicial
jury juror
prosecutor attorney district
attorney lawyer counsel
jail jails detention prison custody correction correctional penitentiary
school schools district education teacher principal superintendent
hospital hospitals clinic clinics
union unions
president
minister ministry
secretary
auditor audit
treasurer
clerk
coroner examiner
federal national
tenant tenants renter renters
landlord landlords owner
employer employers company
parent parents guardian guardians family
juvenile juveniles minor minors child children teen youth
volunteer volunteers
contractor contractors
veteran veterans
"""
_EXTENT = """
all every each any entire whole always everyone everybody none no
only solely exclusively sole alone unless except nothing nobody
most majority mostly largely mainly
never
always invariably consistently
nationwide national nationally country countrywide
statewide state
citywide city
countywide county
worldwide global globally world
unanimously unanimous all none no without
unanimous unanimously all none no without
permanently permanent indefinitely indefinite forever
temporarily temporary interim until pending month week day
immediately immediate once promptly effective
automatically automatic
annually annual year yearly
monthly month
weekly week
daily day
quarterly quarter
twice two double second
doubled double twice doubling two
tripled triple three
halved half
criminal crime crimes criminally felony misdemeanor
civil civilly
felony felonies
misdemeanor misdemeanors
violent violence
serious severe
judicial judge court
written writing write form letter
mandatory must shall required require requires obliged obligation duty compulsory
voluntary voluntarily optional choice
secret secretly confidential
retroactively retroactive
solely only
deliberately intentionally intentional knowingly purposely
illegally illegal unlawful unlawfully unconstitutional violate violates violated
fully full entirely completely complete wholly whole all
partly partially part
significantly significant substantially sharply
emergency emergencies
"""


def _lines(text: str, asserting: int) -> Iterator[tuple[str, frozenset[str]]]:
    """The first words of each line, which assert something, each with all the words that bear it out."""
    for line in text.strip().splitlines():
        group = frozenset(stem(word) for word in words(line))
        for word in {stem(word) for word in words(line)[:asserting]}:
            yield word, group


_GROUPS: dict[str, list[frozenset[str]]] = defaultdict(list)
for _word, _group in chain(_lines(_ACTORS, asserting=2), _lines(_EXTENT, asserting=1)):
    _GROUPS[_word].append(_group)


_IDIOMS = re.compile(r"\b(?:above|after|at|first of) all\b|\bnot only\b|\ball but\b", re.IGNORECASE)
"""Where such a word limits nothing."""


def word_not_there(sentence: str, passage: str) -> str | None:
    """The first actor or limiting word of the sentence for which the passage has no word of its line."""
    heard = {stem(token.norm) for token in tokens(passage)} | {token.norm for token in tokens(passage)}
    for token in tokens(_IDIOMS.sub("", sentence)):
        groups = _GROUPS.get(stem(token.norm))
        if groups and not any(group & heard for group in groups):
            return token.text
    return None
