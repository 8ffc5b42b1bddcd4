"""The wire service a text is credited to: "MARLOW (Caldera Press) —", "By the Associated Press"."""

from __future__ import annotations

import re

__all__ = ["wire_credit", "without_dateline"]

_HEAD = 400
"""Characters: a credit stands at the head of a story, or in its last paragraph."""
_WORD = r"[^\W\d_][\w.'’-]{0,40}"
_PLACE = rf"{_WORD}(?:(?:, | ){_WORD}){{0,4}}"  # parted for sure: a long run of letters is read but once
_DATELINE = re.compile(
    rf"^(?P<place>{_PLACE}),? ?\((?P<wire>[A-Z][\w.&'’ -]{{1,40}})\)\s*[-–—]+\s*", re.MULTILINE
)
_BYLINE = re.compile(
    r"^(?:By|From|Source:|Credit:) (?:[^\n,|]{3,40}[,|] ?)?(?:The )?(?P<wire>(?:Associated Press|Reuters|"
    r"Agence France-Presse|United Press International|Bloomberg News|States Newsroom|AP|AFP|UPI)|"
    r"[A-Z][\w&.'’ -]{1,30} (?:News Agency|News Service|Newswire|Wire Service|Press Association))\b",
    re.MULTILINE,
)
_SHORT = {"ap": "associated press", "afp": "agence france-presse", "upi": "united press international"}


def wire_credit(text: str) -> str | None:
    """The agency credited at the head of a text, folded; none where no agency is."""
    found = _DATELINE.search(text, 0, _HEAD) or _BYLINE.search(text, 0, _HEAD)
    if found is None:
        return None
    name = " ".join(found["wire"].lower().split()).removeprefix("the ")
    return _SHORT.get(name, name)


def without_dateline(text: str) -> str:
    """The text without the place and agency its story opens with."""
    found = _DATELINE.search(text, 0, _HEAD)
    return text if found is None else text[: found.start()] + text[found.end() :]
