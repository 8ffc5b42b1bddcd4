"""What a browser is called, for people who look where they are signed in; the rest it says is not kept."""

from __future__ import annotations

import re

__all__ = ["browser_name"]

# Most say that they are others too: the first of these that is named is the one.
_BROWSERS = (
    ("Edge", re.compile(r"\bEdg(?:A|iOS)?/(\d+)")),
    ("Opera", re.compile(r"\bOPR/(\d+)")),
    ("Firefox", re.compile(r"\b(?:Firefox|FxiOS)/(\d+)")),
    ("Chrome", re.compile(r"\b(?:Headless)?(?:Chrome|CriOS)/(\d+)")),
    ("Safari", re.compile(r"\bVersion/(\d+)[.\d]* (?:Mobile/\w+ )?Safari/")),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_name(agent: str) -> str:
    """`Firefox 140 on Linux`; empty for one that does not say, or that nobody knows."""
    found = [f"{name} {one[1]}" for name, form in _BROWSERS if (one := form.search(agent))]
    system = next((word for sign, word in _SYSTEMS if sign in agent), "")
    if not found:
        return ""
    return f"{found[0]} on {system}" if system else found[0]
