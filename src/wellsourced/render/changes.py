"""Changes between two editions, told to people: as text, Markdown and HTML. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from wellsourced.model.editions import Change, ChangeKind
from wellsourced.render.change_notes import summed_up
from wellsourced.render.markdown_text import escaped
from wellsourced.render.since_then import NOTHING_TOLD, SinceThen
from wellsourced.render.templating import fragment
from wellsourced.text.rewording import Kept, WordSpan, word_changes

__all__ = [
    "changes_html",
    "changes_json",
    "changes_markdown",
    "changes_text",
    "reworded",
]

TITLES = {
    ChangeKind.VERDICT: "Verdict",
    ChangeKind.FIGURE: "Figures",
    ChangeKind.STATEMENT: "Statements",
    ChangeKind.PROVISION: "Rules",
    ChangeKind.SOURCE: "Sources",
    ChangeKind.METHOD: "Who judged and wrote",
}
"""The kinds in the order they are told."""

LOG = "Since then"

_WORDED = (ChangeKind.STATEMENT, ChangeKind.VERDICT, ChangeKind.PROVISION)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A change as it is printed: what happened, where, and the texts as spans."""

    where: str
    what: str
    spans: tuple[WordSpan, ...]
    why: str


def changes_json(changes: Sequence[Change]) -> list[dict[str, object]]:
    """The changes as plain JSON types, in order; `words` only where a text was reworded."""
    return [
        {
            "kind": one.kind.value,
            "where": one.where,
            "before": one.before,
            "after": one.after,
            "why": one.why or None,
            "words": [{"change": span.kept.value, "text": span.text} for span in reworded(one)],
        }
        for one in changes
    ]


def reworded(change: Change) -> tuple[WordSpan, ...]:
    """The words of a text that was reworded; empty for what came, went or has no words to align."""
    if change.before is None or change.after is None or change.kind not in _WORDED:
        return ()
    return word_changes(change.before, change.after)


def changes_text(changes: Sequence[Change], told: SinceThen = NOTHING_TOLD) -> str:
    """The changes for a terminal: words that went as [-so-], words that came as {+so+} (wdiff).

    Here and below `told` is what stands around them.
    """
    marks = {Kept.KEPT: ("", ""), Kept.REMOVED: ("[-", "-]"), Kept.ADDED: ("{+", "+}")}
    lines = [line for line in (told.opening, summed_up(changes)) if line]
    for title, shown in _groups(changes):
        lines += ["", title]
        lines += [f"  {one.what} in {one.where}: {_marked(one.spans, marks)}{_because(one)}" for one in shown]
    if told.log:
        lines += ["", LOG, *(f"  {line}" for line in told.log)]
    return "\n".join(lines) + "\n"


def changes_markdown(changes: Sequence[Change], told: SinceThen = NOTHING_TOLD) -> str:
    """The changes in Markdown: words that went struck through, words that came in bold."""
    marks = {Kept.KEPT: ("", ""), Kept.REMOVED: ("~~", "~~"), Kept.ADDED: ("**", "**")}
    blocks = [escaped(line) for line in (told.opening, summed_up(changes)) if line]
    for title, shown in _groups(changes):
        items = [
            f"- {one.what} in {escaped(one.where)}: {_marked(_escaped(one.spans), marks)}"
            f"{escaped(_because(one))}"
            for one in shown
        ]
        blocks += [f"## {title}", "\n".join(items)]
    if told.log:
        blocks += [f"## {LOG}", "\n".join(f"- {escaped(line)}" for line in told.log)]
    return "\n\n".join(blocks) + "\n"


def changes_html(changes: Sequence[Change], told: SinceThen = NOTHING_TOLD) -> Markup:
    """The changes as a fragment of HTML: `del` and `ins`, each said in words too, so no color is needed."""
    return fragment(
        "changes.html.j2",
        opening=told.opening,
        summary=summed_up(changes),
        groups=tuple(_groups(changes)),
        log_title=LOG,
        log=told.log,
    )


def _groups(changes: Sequence[Change]) -> Iterator[tuple[str, tuple[_Shown, ...]]]:
    for kind, title in TITLES.items():
        shown = tuple(_shown(one) for one in changes if one.kind is kind)
        if shown:
            yield title, shown


def _shown(change: Change) -> _Shown:
    if change.before is None:
        what = "Added"
    elif change.after is None:
        what = "Removed"
    else:
        what = "Reworded" if change.kind is ChangeKind.STATEMENT else "Changed"
    spans = reworded(change) or tuple(_whole(change))
    where = (change.where or "the page").rstrip(".")  # a colon follows
    return _Shown(where=where, what=what, spans=spans, why=change.why)


def _whole(change: Change) -> Iterator[WordSpan]:
    """Both texts whole, with a space between them."""
    if change.before is not None:
        yield WordSpan(kept=Kept.REMOVED, text=change.before)
    if change.before is not None and change.after is not None:
        yield WordSpan(kept=Kept.KEPT, text=" ")
    if change.after is not None:
        yield WordSpan(kept=Kept.ADDED, text=change.after)


def _escaped(spans: Iterable[WordSpan]) -> list[WordSpan]:
    """For Markdown, with the spaces around the words kept, which marks must not touch."""
    return [WordSpan(kept=span.kept, text=_padded(span.text, escaped(span.text))) for span in spans]


def _padded(text: str, core: str) -> str:
    if not core:
        return " "
    return f"{' ' if text[0].isspace() else ''}{core}{' ' if text[-1].isspace() else ''}"


def _marked(spans: Iterable[WordSpan], marks: dict[Kept, tuple[str, str]]) -> str:
    """The spans in a row, each in the marks of its fate; between what went and what came is a space."""
    text, last = "", Kept.KEPT
    for span in spans:
        opened, closed = marks[span.kept]
        core = span.text.strip()
        if span.kept is Kept.KEPT or not core:
            text += span.text
        else:
            lead = " " if span.text[0].isspace() or last is Kept.REMOVED else ""
            lead = "" if text.endswith(" ") else lead
            text += f"{lead}{opened}{core}{closed}{' ' if span.text[-1].isspace() else ''}"
        last = span.kept
    return text.strip()


def _because(shown: _Shown) -> str:
    return f" ({shown.why})" if shown.why else ""
