"""The prompts, a file a use: what a model is told to do, with a version, and the digest of them all.

What comes from outside is put between two fence lines. The fence is a digest of the very text it encloses, so
nobody who writes a source can know it, and yet the same text makes the same prompt, which is asked once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

from wellsourced.model.ids import digest
from wellsourced.ports import Prompt

__all__ = ["MOST_LETTERS", "prompt", "prompts_digest", "repair"]

MOST_LETTERS = 4_000
"""Of the text that is put between the fences: with its instructions a prompt stays below 1,500 tokens."""
_HEAD = re.compile(r"version: (\d+)\ntokens: (\d+)\n\n(.*?)\n---\n(.*)", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    version: int
    most_tokens: int
    system: str
    text: Template


@cache
def _sheet(use: str) -> _Sheet:
    raw = files("wellsourced").joinpath("prompts", f"{use}.md").read_text(encoding="utf-8")
    found = _HEAD.fullmatch(raw)
    if found is None:
        raise ValueError(f"the prompt {use!r} has no version and tokens at its head")
    version, tokens, system, text = found.groups()
    return _Sheet(version=int(version), most_tokens=int(tokens), system=system, text=Template(text.rstrip()))


@cache
def prompts_digest() -> str:
    """The first letters of the digest of all prompts, to be shown on a page: 12 of base32."""
    folder = files("wellsourced").joinpath("prompts")
    texts = {
        one.name: one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".md")
    }
    return digest("prompts", texts).partition("-")[2][:12]


def prompt(
    use: str, schema: Mapping[str, object], *, asked: str, passages: Sequence[str] = (), failed: str = ""
) -> Prompt:
    """A prompt over what is asked and numbered passages, which are cut where they would be too much."""
    sheet = _sheet(use)
    plain, told = _line(asked), "\n".join(_numbered(passages))
    fence = f"===== {digest('fence', [use, plain, told, failed]).partition('-')[2][:16]} ====="
    text = sheet.text.substitute(fence=fence, asked=plain, passages=told, failed=failed)
    return Prompt(use=use, system=sheet.system, text=text, schema=schema, most_tokens=sheet.most_tokens)


def repair(before: Prompt, why: str) -> Prompt:
    """The prompt again, after an answer that could not be read."""
    sheet = _sheet("repair")
    return Prompt(
        use=before.use,
        system=f"{before.system}\n{sheet.system}",
        text=sheet.text.substitute(asked=before.text, failed=why),
        schema=before.schema,
        most_tokens=before.most_tokens,
    )


def _numbered(passages: Sequence[str]) -> list[str]:
    left, lines = MOST_LETTERS, list[str]()
    for number, text in enumerate(passages, start=1):
        line = f"[{number}] {_line(text)}"[:left]
        left -= len(line)
        lines.append(line)
    return lines


def _line(text: str) -> str:
    """A text on one line, without control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())[:MOST_LETTERS]
