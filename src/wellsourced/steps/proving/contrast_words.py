"""The closed lists that contrasts go by: opposites, forces of duty, happenings that come once."""

from __future__ import annotations

from wellsourced.text.tokens import stem
from wellsourced.text.wordlists import words

__all__ = ["FORCE", "OFFICES", "ONCE", "SINGLE", "alike", "opposed"]

# One line a notion: any word left of the bar is the opposite of any word right of it.
_OPPOSITES = """
rose increased grew climbed jumped gained surged | fell decreased dropped declined shrank plunged lost
doubled | halved
rise increase growth gain surge | fall decrease drop decline loss
raised expanded widened lifted boosted | cut lowered reduced narrowed slashed
higher more larger greater above | lower fewer less smaller below
most majority | minority
allows permits lets authorizes | bans bars forbids prohibits outlaws blocks
requires obliges compels mandates | forbids bans bars prohibits
requires obliges compels | lets allows permits
mandatory compulsory obligatory binding required | voluntary optional discretionary
legal lawful permitted allowed | illegal unlawful banned forbidden prohibited barred
constitutional | unconstitutional
valid | invalid void
guilty convicted | acquitted innocent exonerated cleared
upheld affirmed confirmed | overturned reversed struck vacated
granted approved accepted | denied rejected refused dismissed
won | lost
passed approved adopted enacted | rejected defeated vetoed failed
signed | vetoed
opened | closed
began started launched | ended stopped ceased halted
joined entered | left quit withdrew exited
supports backs favors endorses | opposes rejects
includes | excludes omits
alive living | dead deceased
safe harmless | dangerous unsafe harmful toxic
effective | ineffective
success succeeded | failure failed
honor honored obey obeyed comply complied | refuse refused decline declined ignore ignored
arrested detained jailed imprisoned | released freed
hired appointed | fired dismissed
present | absent
before | after
always | never
everyone everybody | nobody
first | last
north northern | south southern
east eastern | west western
true | false
public | private
temporary | permanent
open | closed
hot warm | cold cool
male men man | female women woman
buy bought | sell sold
hired | fired
urban | rural
federal | state local
civil | criminal
majority | minority
deny denied | admit admitted
request | order command
same | different
"""


def _pairs() -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for line in _OPPOSITES.strip().splitlines():
        left, right = ([stem(word) for word in side.split()] for side in line.split("|"))
        found.update((one, other) for one in left for other in right)
        found.update((other, one) for one in left for other in right)
    return frozenset(found)


def _sides() -> frozenset[tuple[str, str]]:
    lines = [side.split() for line in _OPPOSITES.strip().splitlines() for side in line.split("|")]
    stems = [[stem(word) for word in side] for side in lines]
    return frozenset((one, other) for side in stems for one in side for other in side)


_PAIRS = _pairs()
_SIDES = _sides()


def opposed(one: str, other: str) -> bool:
    """Whether two stems are opposites."""
    return (one, other) in _PAIRS


def alike(one: str, other: str) -> bool:
    """Whether two stems stand on one side of some pair of opposites."""
    return (one, other) in _SIDES


FORCE = (
    # Longest first; a clause has the force of the first phrase found in it.
    (("not", "required", "to"), "optional"),
    (("not", "obliged", "to"), "optional"),
    (("not", "have", "to"), "optional"),
    (("need", "not"), "optional"),
    (("not", "allowed", "to"), "forbidden"),
    (("not", "permitted", "to"), "forbidden"),
    (("must", "not"), "forbidden"),
    (("may", "not"), "forbidden"),
    (("shall", "not"), "forbidden"),
    (("can", "not"), "forbidden"),
    (("barred", "from"), "forbidden"),
    (("forbidden", "to"), "forbidden"),
    (("prohibited", "from"), "forbidden"),
    (("must",), "obliged"),
    (("shall",), "obliged"),
    (("required", "to"), "obliged"),
    (("obliged", "to"), "obliged"),
    (("have", "to"), "obliged"),
    (("has", "to"), "obliged"),
    (("may",), "permitted"),
    (("allowed", "to"), "permitted"),
    (("permitted", "to"), "permitted"),
    (("free", "to"), "permitted"),
    (("can",), "able"),
)
"""Words of duty and permission, and their force."""

ONCE = frozenset(
    stem(word)
    for word in words(
        "born died founded established opened closed enacted signed vetoed adopted ratified repealed "
        "abolished launched resigned retired inaugurated assassinated married built completed published "
        "released discovered invented premiered merged dissolved ended began started effect force created "
        "independence elected ruled decided affirmed reversed upheld struck settled sued filed passed "
        "introduced announced appointed fired hired convicted acquitted sentenced directed written wrote "
        "composed designed painted located situated"
    )
)
"""Stems of what happens once: 'it opened in 1931' and 'it opened in 1940' cannot both be true."""

SINGLE = frozenset(
    stem(word)
    for word in words(
        "born died founded written wrote directed composed designed painted invented discovered built "
        "assassinated located situated"
    )
)
"""Stems of deeds with one doer or one place: 'directed by', 'born in'."""

OFFICES = frozenset(
    stem(word)
    for word in words(
        "capital author founder director mayor governor president chief sheriff inventor winner owner first "
        "last only largest smallest oldest youngest highest longest tallest biggest deepest prime minister "
        "king queen chair chairman chairwoman secretary headquarters birthplace"
    )
)
"""Stems of what has one holder: 'the capital of' names one city."""
