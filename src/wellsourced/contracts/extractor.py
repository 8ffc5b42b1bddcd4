"""The contract of extractors, which read text out of bytes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from wellsourced.contracts.broken import one_line, require
from wellsourced.ports import Capture, Extracted, Extractor

__all__ = ["CHECKS", "Case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An extractor, a capture that can be read and words that stand in it, and one that cannot be read."""

    make: Callable[[], Extractor]
    readable: Capture
    says: str
    unreadable: Capture


def _read(case: Case) -> Extracted:
    (found,) = case.make().extract([case.readable])
    require(isinstance(found, Extracted), "it can be read", found)
    assert isinstance(found, Extracted)
    return found


def each_capture_has_its_answer(case: Case) -> None:
    """As many answers as captures, in their order, whatever becomes of each; none for none."""
    extractor = case.make()
    require(len(extractor.extract([])) == 0, "no capture, no answer")
    answers = extractor.extract([case.unreadable, case.readable])
    require(len(answers) == 2, "as many answers as captures", len(answers))
    require(isinstance(answers[0], Exception), "the first cannot be read", answers[0])
    require(isinstance(answers[1], Extracted), "the second can, though the first cannot", answers[1])


def the_text_says_it(case: Case) -> None:
    """The words are there, in NFC and with LF alone: offsets into the text are kept for good."""
    text = _read(case).text
    require(case.says in text, f"the text says {case.says!r}", text[:120])
    require(unicodedata.is_normalized("NFC", text), "the text is in NFC")
    require("\r" not in text and "\x00" not in text, "lines end in LF, and nothing is NUL")


def blocks_are_in_the_text(case: Case) -> None:
    """Blocks lie in the text, in order, and do not overlap: passages are cut from them."""
    found = _read(case)
    end = 0
    for start, stop, headings, page in found.blocks:
        require(
            end <= start < stop <= len(found.text), "blocks follow one another in the text", (start, stop)
        )
        require(all(isinstance(one, str) for one in headings), "headings are texts", headings)
        require(page is None or page >= 1, "pages count from 1", page)
        end = stop
    inside = any(case.says in found.text[start:stop] for start, stop, _, _ in found.blocks)
    require(inside, f"a block holds {case.says!r}: what stands in none is never found")


def it_says_who_read(case: Case) -> None:
    """The name and version of what read it: a document is known by them."""
    require("@" in _read(case).extractor, "`extractor` is `name@version`", _read(case).extractor)


def reading_again_gives_the_same(case: Case) -> None:
    """The same bytes are the same document."""
    require(_read(case) == _read(case), "the same bytes give the same text, blocks and facts")


def what_cannot_be_read_is_told(case: Case) -> None:
    """An error of ours comes back, and is not raised: the others are read."""
    (answer,) = case.make().extract([case.unreadable])
    require(isinstance(answer, Exception), "what cannot be read comes back as an error", answer)
    assert isinstance(answer, Exception)
    one_line(answer)


CHECKS = (
    each_capture_has_its_answer,
    the_text_says_it,
    blocks_are_in_the_text,
    it_says_who_read,
    reading_again_gives_the_same,
    what_cannot_be_read_is_told,
)
