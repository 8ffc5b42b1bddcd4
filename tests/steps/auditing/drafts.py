"""A text read as a draft of paragraphs parted by blank lines."""

from __future__ import annotations

from wellsourced.ports import Extracted
from wellsourced.steps.auditing.reading import DraftSentence, draft_sentences


def read(text: str) -> tuple[DraftSentence, ...]:
    return draft_sentences(extracted(text))


def extracted(text: str) -> Extracted:
    blocks, at = [], 0
    for block in text.split("\n\n"):
        if block.strip():
            blocks.append((at, at + len(block), (), None))
        at += len(block) + 2
    return Extracted(
        text=text, title="A draft", language="en", published=None, blocks=tuple(blocks), extractor="test@1"
    )
