"""The fenced blocks of the documentation, and the commands and links in it, as tests read them.

A comment before a block says what a test should know and readers need not see:

    <!-- file: minutes.txt -->           what follows is that file, written before later blocks are run
    <!-- no-run: needs a server -->      why it is not run
    <!-- exit: 1 -->                     the exit code of the last command in it
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GENERATED = "<!-- Written by tools/docs_reference.py"

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<marks>`{3,})(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=indent)(?P=marks) *$", re.M | re.S
)
_COMMENT = re.compile(r"<!-- (?P<key>[a-z-]+): (?P<value>[^\n]*?) -->\s*$")
_PROMPT = "$ "


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: where it begins, what language it names, its text, and what its comment says."""

    page: Path
    line: int
    language: str
    text: str
    key: str = ""
    value: str = ""

    @property
    def name(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def not_run(self) -> str:
        """Why it is not run; empty where it is."""
        return self.value if self.key == "no-run" else ""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a console block, its comment left out, and the lines that are shown as its output."""

    line: str
    shown: tuple[str, ...]

    @property
    def ours(self) -> bool:
        return any(words[:1] == ["wellsourced"] for words in self.parts())

    def parts(self) -> list[list[str]]:
        """The words of each program of a pipe or chain."""
        lexed = shlex.shlex(self.line, posix=True, punctuation_chars="|&;<>")
        lexed.whitespace_split = True
        found: list[list[str]] = [[]]
        for word in lexed:
            if set(word) <= set("|&;"):
                found.append([])
            else:
                found[-1].append(word)
        return [words for words in found if words]

    @property
    def plain(self) -> bool:
        """Whether it is one program without a redirection."""
        return len(self.parts()) == 1 and not any(set(word) <= set("<>") for word in self.parts()[0])


def pages() -> list[Path]:
    """All pages for people: the readme, `docs`, and the examples'."""
    folders = (ROOT / "docs", ROOT / "examples")
    return [ROOT / "README.md", *sorted(path for folder in folders for path in folder.rglob("*.md"))]


def documents() -> list[Path]:
    """Those, and the pages that lie beside code and data."""
    folders = ("benchmarks", "extension", "src", "tools", "training")
    found = {path for folder in folders for path in (ROOT / folder).rglob("*.md")}
    return [*pages(), *sorted(path for path in found if "node_modules" not in path.parts)]


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found = []
    for fence in _FENCE.finditer(text):
        comment = _COMMENT.search(text[: fence.start()])
        indent = fence["indent"]
        inner = "".join(line.removeprefix(indent) for line in fence["text"].splitlines(keepends=True))
        found.append(
            Block(
                page=page,
                line=text.count("\n", 0, fence.start()) + 1,
                language=fence["info"].strip().split(" ")[0],
                text=inner,
                key=comment["key"] if comment else "",
                value=comment["value"] if comment else "",
            )
        )
    return found


def prose(page: Path) -> str:
    """A page without its fenced blocks and code in lines: what is a link there is one."""
    return re.sub(r"`[^`\n]+`", "``", _FENCE.sub("", page.read_text(encoding="utf-8")))


def commands(block: Block) -> list[Command]:
    """The commands after a prompt, lines that end in a backslash joined."""
    found: list[tuple[str, list[str]]] = []
    open_line = False
    for line in block.text.splitlines():
        if open_line:
            found[-1] = (f"{found[-1][0]} {line.strip().removesuffix(chr(92)).strip()}", found[-1][1])
        elif line.startswith(_PROMPT):
            found.append((line.removeprefix(_PROMPT).removesuffix("\\").strip(), []))
        elif found:
            found[-1][1].append(line)
        else:
            raise AssertionError(f"{block.name}: a console block begins with a prompt")
        open_line = line.endswith("\\")
    return [Command(line=_uncommented(line), shown=tuple(shown)) for line, shown in found]


def typed(text: str) -> Iterator[list[str]]:
    """The words of each line of a block, in whatever language, that calls the program."""
    for line in text.replace("\\\n", " ").splitlines():
        called = line.strip()
        if not called.startswith((_PROMPT, "wellsourced ")) or "wellsourced " not in called:
            continue
        for words in Command(line=_uncommented(called.removeprefix(_PROMPT)), shown=()).parts():
            if words[0] == "wellsourced":
                yield [word for word in words[1:] if not set(word) <= set("<>")]


def _uncommented(line: str) -> str:
    """A command without the comment behind it."""
    return re.sub(r"\s{2,}#.*$|\s# .*$", "", line).strip()


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings on which GitHub and the site agree: each once, no signs in a row."""
    found: set[str] = set()
    for heading in re.findall(r"^#{1,6} +(.+?) *#*$", _FENCE.sub("", page.read_text(encoding="utf-8")), re.M):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
        slug = re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", words.lower()).strip())
        if "--" not in slug:
            found.add(slug)
    return found
