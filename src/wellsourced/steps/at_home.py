"""A claim as a page of its own place says it: without the place that stands over the page.

A town's page does not say "in Alderford" in each of its sentences, its title does. So "In Alderford, riders
with a pass ride free" is borne out there by "Riders with a pass ride free". Only a proof or a contrast is
heard so, and only from a sentence that names nobody and nothing besides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from wellsourced.model.claims import Claim, Evidence
from wellsourced.ports import Hit, Verifier, View
from wellsourced.rules.places import places_in
from wellsourced.steps.lines_over import lines_over
from wellsourced.steps.verify import proved_or_contradicted
from wellsourced.text.names import names
from wellsourced.text.tokens import tokens

__all__ = ["at_home", "said_at_home"]

_OPENING = re.compile(r"^In (?P<place>[A-Z][^,]*), (?P<rest>.+)$", re.DOTALL)
_CLOSING = re.compile(r"^(?P<rest>.+) in (?P<place>[A-Z][\w.'’ -]*?)(?P<stop>[.?]?)$", re.DOTALL)
_NEAR = r"(?:[Nn]ear(?:by)?|[Oo]utside|[Bb]eyond|[Ff]rom|[Nn]eighboring|[Aa]round|[Ll]eaving)"
_TIME = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Fall|Autumn|Winter)"


def at_home(claim: str, over: Sequence[str]) -> str | None:
    """The claim without its place, where one of the lines `over` a passage names that place; else None."""
    for form in (_OPENING, _CLOSING):
        found = form.match(claim)
        if found is None or [name.text for name in names(found["place"])] != [found["place"]]:
            continue
        place = found["place"]
        if any(_is_of(place, one) for one in over) and not any(_leads_off(place, one) for one in over):
            rest = found["rest"]
            return f"{rest[0].upper()}{rest[1:]}{found.groupdict().get('stop', '')}"
    return None


def _is_of(place: str, line: str) -> bool:
    return re.search(rf"\b{re.escape(place)}\b", line) is not None


def _leads_off(place: str, line: str) -> bool:
    """Whether a line names another place: beside this one, or "in" it; or only what is near this one."""
    named = re.escape(place)
    joint = r",? (?:and|or|&|vs\.?|versus|to) "
    beside = rf"[A-Z]\w+{joint}{named}\b|\b{named}{joint}[A-Z]|\b{_NEAR} {named}\b"
    elsewhere = rf"\b[Ii]n (?!{named}\b)(?!{_TIME})[A-Z]"
    return re.search(f"{beside}|{elsewhere}", line) is not None or any(
        line[start:end] not in place and place not in line for start, end, _ in places_in(line)
    )


def said_at_home(claim: Claim, hit: Hit, view: View, verifier: Verifier) -> Evidence | None:
    """What a passage under the claim's place says of the claim without it; None where neither is decided."""
    passage = hit.passage
    if passage.note is not None:
        return None
    over = lines_over(passage, view)
    rest = at_home(claim.text, over)
    if rest is None:
        return None
    found = proved_or_contradicted(replace(claim, text=rest), hit, verifier)
    if found is None:
        return None
    known = {token.norm for line in (claim.text, *over) for token in tokens(line)}
    told = {word for name in names(found.quote) for word in name.norm.split()}
    return None if told - known else replace(found, claim=claim.id)
