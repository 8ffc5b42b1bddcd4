"""The prompts that hosts offer their users: what to do with the tools, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

from wellsourced.errors import InputError
from wellsourced.mcp.fencing import fence_of

__all__ = ["PROMPTS", "Asked", "Blank", "instructions"]

LONGEST = 100_000
"""Characters of what is filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """What a prompt is filled in with."""

    name: str
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A prompt; the first of its blanks is what is fenced."""

    name: str
    title: str
    description: str
    blanks: tuple[Blank, ...]

    def text(self, filled: Mapping[str, str]) -> str:
        """The prompt filled in. Raises `InputError` where something is missing, unknown or too long."""
        known = {blank.name for blank in self.blanks}
        unknown = next((name for name in filled if name not in known), None)
        if unknown is not None:
            raise InputError(
                f"{self.name} takes no argument {unknown!r}: it takes {', '.join(sorted(known))}"
            )
        for blank in self.blanks:
            if blank.required and not filled.get(blank.name, "").strip():
                raise InputError(f"{self.name} needs the argument {blank.name!r}")
        if sum(map(len, filled.values())) > LONGEST:
            raise InputError(f"{self.name}: give at most {LONGEST:,} characters")
        first = self.blanks[0].name
        more = {one.name: _line(filled.get(one.name, "")) for one in self.blanks[1:]}
        place, agency = more.get("place", ""), more.get("agency", "")
        return _text(self.name).substitute(
            {
                first: filled[first],
                "fence": fence_of(filled[first]),
                "where": f"\nIt is asked for this place: {place!r}.\n" if place else "",
                "agency": f" and the agency {agency!r}" if agency else "",
            }
        )


@cache
def _text(name: str) -> Template:
    return Template(_read(name))


def _read(name: str) -> str:
    return files("wellsourced.mcp").joinpath("texts", f"{name}.md").read_text(encoding="utf-8")


def _line(text: str) -> str:
    return " ".join(text.split())


def instructions() -> str:
    """What a host is told of the server as a whole."""
    return _read("instructions")


_PLACE = Blank(name="place", description="The place it is asked for, if it is about one.")

PROMPTS: Mapping[str, Asked] = {
    one.name: one
    for one in (
        Asked(
            name="fact-check",
            title="Fact-check this claim",
            description="Check a claim or question, open what it rests on, answer with sources and dates.",
            blanks=(Blank(name="claim", description="The claim or question.", required=True), _PLACE),
        ),
        Asked(
            name="audit-draft",
            title="Audit this draft",
            description="Go through a draft sentence by sentence: what is wrong and what shows it.",
            blanks=(Blank(name="draft", description="The draft's text.", required=True), _PLACE),
        ),
        Asked(
            name="agency-rules",
            title="What must agencies do here?",
            description="What police, sheriffs and jails must, may or must not do, and by which rule.",
            blanks=(
                Blank(name="place", description="A US state, county, city or agency.", required=True),
                Blank(name="agency", description="police, sheriff, jail, ... of the casebook."),
            ),
        ),
    )
}
