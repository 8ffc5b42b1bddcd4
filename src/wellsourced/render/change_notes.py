"""Changes between two editions in one sentence, as an edition's note has them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wellsourced.model.editions import Change, ChangeKind
from wellsourced.render import parts, words

__all__ = ["NOTHING", "summed_up"]

NOTHING = "Nothing changed that a reader would see."


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
        of = [one for one in _tallied(changes, kind) if not _is_answering(one)]
        both = [one for one in of if one.before is not None and one.after is not None]
        yield kind, verb, len(both), noun
        if kind is ChangeKind.STATEMENT:
            yield ChangeKind.FIGURE, "changed", figures, "figure"
        yield kind, "added", len([one for one in of if one.before is None]), noun
        yield kind, "removed", len([one for one in of if one.after is None]), noun
    listed = _tallied(changes, ChangeKind.SOURCE)
    rest = len([one for one in changes if one.kind is ChangeKind.SOURCE]) - len(listed)
    yield ChangeKind.SOURCE, "changed", rest, "citation"
    for answer in (parts.GONE, f"{parts.ANSWERS} again"):
        n = len([one for one in listed if (one.after or "").startswith(answer)])
        verb = answer if n == 1 else answer.replace("answers", "answer")
        yield ChangeKind.SOURCE, verb, n, "source"


def _is_answering(change: Change) -> bool:
    """Whether it tells that a source stopped answering, or answers again."""
    return change.before in (parts.ANSWERS, parts.GONE)


def _tallied(changes: Sequence[Change], kind: ChangeKind) -> list[Change]:
    """Those of a kind; of sources those on the list of sources, the others being citations."""
    of = [one for one in changes if one.kind is kind]
    if kind is ChangeKind.SOURCE:
        return [one for one in of if one.where.startswith((parts.SOURCES, parts.LEADS))]
    return of


def _at(changes: Sequence[Change], kind: ChangeKind, part: str) -> list[Change]:
    return [one for one in changes if one.kind is kind and one.where.partition(": ")[0] == part]
