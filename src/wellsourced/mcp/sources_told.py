"""The sources of a report for readers of plain text: who says it, when, and what of it is cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

__all__ = ["numbers_of", "sources_told", "statements_of"]


def sources_told(report: Mapping[str, Any]) -> list[str]:
    """A line for each source and one for each passage cited, from a report's JSON.

    What is archived stands in quotation marks; a note is ours and has none.
    """
    cited = _cited(report)
    lines: list[str] = []
    for source in report["sources"]:
        lines.append(_source(source))
        for passage, quotes in cited.get(source["n"], {}).items():
            lines += [f"    {passage}: {_quoted(quote, source)}" for quote in quotes]
    return lines


def _cited(report: Mapping[str, Any]) -> dict[int, dict[str, dict[str, None]]]:
    """Quotes by source number and passage, each once."""
    found: dict[int, dict[str, dict[str, None]]] = {}
    for statement in statements_of(report):
        for one in statement["citations"]:
            found.setdefault(one["source"], {}).setdefault(one["passage"], {})[one["quote"]] = None
    return found


def statements_of(report: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """All that is said and cited in a report's JSON: its answers, then the page in its order."""
    parts: list[Sequence[Mapping[str, Any]]] = [
        report["verdicts"],
        report["summary"],
        *(section["statements"] for section in report["sections"]),
        report["bottom_line"],
        report["watch"],
    ]
    for part in parts:
        yield from part


def numbers_of(cited: Mapping[str, Any]) -> list[int]:
    """The numbers of the sources that something cites, each once."""
    return list(dict.fromkeys(one["source"] for one in cited["citations"]))


def _source(source: Mapping[str, Any]) -> str:
    published = f"published {source['published']}" if source["published"] else "undated"
    kept = "archived" if source["archived"] else "not archived"
    what = f"our note, {kept}" if source["note"] else kept
    copied = f", a copy of [{source['copy_of']}]" if source["copy_of"] else ""
    about = f"{source['publisher']} ({source['kind']}), {published}, {what}{copied}"
    return f"[{source['n']}] {source['title']}. {about}. {source['url']}"


def _quoted(quote: str, source: Mapping[str, Any]) -> str:
    return f"our note: {quote}" if source["note"] else f"“{quote}”"
