"""An audit as Markdown: the draft with its marks, what is said of each sentence under its paragraph. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from wellsourced.model.audits import Audit, AuditedClaim, AuditedSentence, MarkedCitation
from wellsourced.render.audit_view import FAULT_WORDS, SIDES, Piece, method, outcomes, paragraphs, summary
from wellsourced.render.markdown_text import escaped, listed
from wellsourced.render.words import label_word
from wellsourced.text.private import clean_address

__all__ = ["audit_markdown"]


def audit_markdown(audit: Audit) -> str:
    """The audit as one Markdown document; sentences are numbered as in the table at its head."""
    parts = [
        f"# Audit: {escaped(audit.document.title or audit.document.uri)}",
        escaped(summary(audit)),
        _table(audit),
    ]
    if audit.omissions:
        parts += ["## What the draft leaves out", listed(escaped(one.text) for one in audit.omissions)]
    parts.append("## The draft")
    for paragraph in paragraphs(audit):
        parts.append("".join(map(_piece, paragraph.pieces)).strip())
        notes = [note for piece in paragraph.told if piece.sentence for note in _notes(piece)]
        if notes:
            parts.append("\n".join(f"> {note}" for note in notes))
    parts.append(escaped(method(audit)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(audit: Audit) -> str:
    rows = [f"| {words} | {len(numbers)} | {_numbers(numbers)} |" for _, words, numbers in outcomes(audit)]
    return "\n".join(["| outcome | sentences | which |", "|---|---|---|", *rows]) if rows else ""


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def _piece(piece: Piece) -> str:
    text = escaped(piece.text)
    lead = " " if piece.text[:1].isspace() else ""
    if piece.sentence is None:
        return f"{lead}{text} " if text else lead
    return f"**{piece.number}** {text} " if piece.sentence.checkable else f"{text} "


def _notes(piece: Piece) -> Iterator[str]:
    sentence = piece.sentence
    if sentence is None:
        return
    if sentence.checkable:
        yield f"- **{piece.number}: {label_word(sentence.label)}**"
    for claim in _told(sentence):
        yield from _claim(claim, len(sentence.claims) > 1)
    for citation in sentence.citations:
        yield f"    - {_citation(citation)}"
    for remark in sentence.remarks:
        yield f"    - *{FAULT_WORDS[remark.fault]}*: {escaped(remark.detail)}"


def _told(sentence: AuditedSentence) -> tuple[AuditedClaim, ...]:
    return sentence.claims


def _claim(claim: AuditedClaim, named: bool) -> Iterator[str]:
    if named:
        yield f"    - {escaped(claim.text)} — {label_word(claim.label)}"
    if not claim.stands_alone:
        yield "    - it points to what it does not name, so it was not looked for"
    for shown in claim.evidence:
        who = f"our note on {escaped(shown.title)}" if shown.note else escaped(shown.title)
        url = clean_address(shown.uri)
        link = f"[{who}](<{url}>)" if url.startswith("http") else who
        yield f"    - {SIDES[shown.stance]}: {escaped(shown.quote)} ({link}, {escaped(shown.publisher)})"


def _citation(citation: MarkedCitation) -> str:
    carries = {True: "carries it", False: "does not carry it", None: "not looked at"}[citation.carries]
    return f"{escaped(citation.mark.text)} {carries}: {escaped(citation.why)}"
