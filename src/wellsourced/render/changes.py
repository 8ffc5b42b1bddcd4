"""Changes between two editions, told to people: in a sentence, as text, Markdown and HTML. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from wellsourced.model.editions import Change, ChangeKind
from wellsourced.render import parts, words
from wellsourced.render.markdown_text import escaped
from wellsourced.render.page import fragment
from wellsourced.text.rewording import Kept, WordSpan, word_changes

__all__ = [
    "NOTHING",
    "changes_html",
    "changes_json",
    "changes_markdown",
    "changes_text",
    "reworded",
    "summed_up",
]

NOTHING = "Nothing changed that a reader would see."

TITLES = {
    ChangeKind.VERDICT: "Verdict",
    ChangeKind.FIGURE: "Figures",
    ChangeKind.STATEMENT: "Statements",
    ChangeKind.PROVISION: "Rules",
    ChangeKind.SOURCE: "Sources",
    ChangeKind.METHOD: "Who judged and wrote",
}
"""The kinds in the order they are told."""

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


def changes_text(changes: Sequence[Change]) -> str:
    """The changes for a terminal: words that went as [-so-], words that came as {+so+} (wdiff)."""
    marks = {Kept.KEPT: ("", ""), Kept.REMOVED: ("[-", "-]"), Kept.ADDED: ("{+", "+}")}
    lines = [summed_up(changes)]
    for title, shown in _groups(changes):
        lines += ["", title]
        lines += [f"  {one.what} in {one.where}: {_marked(one.spans, marks)}{_because(one)}" for one in shown]
    return "\n".join(lines) + "\n"


def changes_markdown(changes: Sequence[Change]) -> str:
    """The changes in Markdown: words that went struck through, words that came in bold."""
    marks = {Kept.KEPT: ("", ""), Kept.REMOVED: ("~~", "~~"), Kept.ADDED: ("**", "**")}
    blocks = [escaped(summed_up(changes))]
    for title, shown in _groups(changes):
        items = [
            f"- {one.what} in {escaped(one.where)}: {_marked(_escaped(one.spans), marks)}"
            f"{escaped(_because(one))}"
            for one in shown
        ]
        blocks += [f"## {title}", "\n".join(items)]
    return "\n\n".join(blocks) + "\n"


def changes_html(changes: Sequence[Change]) -> Markup:
    """The changes as a fragment of HTML: `del` and `ins`, each said in words too, so no color is needed."""
    return fragment("changes.html.j2", summary=summed_up(changes), groups=tuple(_groups(changes)))


def summed_up(changes: Sequence[Change]) -> str:
    """The changes in one sentence, for an edition's note: verdicts in words, the rest counted."""
    if not changes:
        return NOTHING
    clauses = [*_verdicts(changes), ", ".join(_counts(changes))]
    said = "; ".join(clause for clause in clauses if clause)
    return f"{words.capitalized(said)}."


def _verdicts(changes: Sequence[Change]) -> Iterator[str]:
    labels = _at(changes, ChangeKind.VERDICT, parts.VERDICT)
    if len(labels) == 1 and labels[0].before is not None and labels[0].after is not None:
        yield f"verdict changed from {_short(labels[0].before)} to {_short(labels[0].after)}"
    elif labels:
        yield f"{words.counted(len(labels), 'verdict')} changed"
    sure = _at(changes, ChangeKind.VERDICT, parts.CONFIDENCE)
    if len(sure) == 1 and sure[0].before is not None and sure[0].after is not None:
        yield f"{sure[0].before} became {sure[0].after}"
    elif sure:
        yield f"confidence changed in {words.counted(len(sure), 'verdict')}"
    answers = _at(changes, ChangeKind.VERDICT, parts.ANSWER)
    if answers:
        yield f"{words.counted(len(answers), 'answer')} reworded"


def _short(label: str) -> str:
    """`qualified` of "Qualified: it depends"."""
    return label.partition(":")[0].lower()


def _counts(changes: Sequence[Change]) -> Iterator[str]:
    """Statements, figures, rules and sources, counted; a verb that was just said is not said again."""
    said = ""
    for kind, verb, n, noun in _tallies(changes):
        if not n:
            continue
        again = said in ("reworded", "changed") and kind is ChangeKind.FIGURE
        yield words.counted(n, noun) if again else f"{words.counted(n, noun)} {verb}"
        said = verb
    for one in changes:
        if one.kind is ChangeKind.METHOD:
            yield f"another {one.where.lower()}"


def _tallies(changes: Sequence[Change]) -> Iterator[tuple[ChangeKind, str, int, str]]:
    nouns = {ChangeKind.STATEMENT: "statement", ChangeKind.PROVISION: "rule", ChangeKind.SOURCE: "source"}
    figures = len([one for one in changes if one.kind is ChangeKind.FIGURE])
    for kind, noun in nouns.items():
        verb = "reworded" if kind is ChangeKind.STATEMENT else "changed"
        of = _tallied(changes, kind)
        both = [one for one in of if one.before is not None and one.after is not None]
        yield kind, verb, len(both), noun
        if kind is ChangeKind.STATEMENT:
            yield ChangeKind.FIGURE, "changed", figures, "figure"
        yield kind, "added", len([one for one in of if one.before is None]), noun
        yield kind, "removed", len([one for one in of if one.after is None]), noun
    rest = len([one for one in changes if one.kind is ChangeKind.SOURCE]) - len(
        _tallied(changes, ChangeKind.SOURCE)
    )
    yield ChangeKind.SOURCE, "changed", rest, "citation"


def _tallied(changes: Sequence[Change], kind: ChangeKind) -> list[Change]:
    """Those of a kind; of sources those on the list of sources, the others being citations."""
    of = [one for one in changes if one.kind is kind]
    if kind is ChangeKind.SOURCE:
        return [one for one in of if one.where.startswith((parts.SOURCES, parts.LEADS))]
    return of


def _at(changes: Sequence[Change], kind: ChangeKind, part: str) -> list[Change]:
    return [one for one in changes if one.kind is kind and one.where.partition(": ")[0] == part]


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
    return _Shown(where=change.where or "the page", what=what, spans=spans, why=change.why)


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
