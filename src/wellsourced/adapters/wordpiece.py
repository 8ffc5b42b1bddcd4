"""Text as the word pieces that the shipped models read: BERT's uncased WordPiece, in the standard library.

It gives the ids that the `tokenizers` package gives for the same `tokenizer.json`: a test holds it to that.
The package itself, and the client of a model hub that comes with it, take 27 MB; only pulled models need it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from wellsourced.errors import Config

__all__ = ["WordPiece", "wordpiece"]

_START, _END, _UNKNOWN, _INNER = "[CLS]", "[SEP]", "[UNK]", "##"
_LONGEST_WORD = 100
"""Letters a word may have; a longer one is unknown, as to the models when they were trained."""

_WORDS_KEPT = 1 << 16

_SHAPE = {
    "normalizer": {
        "type": "BertNormalizer",
        "clean_text": True,
        "handle_chinese_chars": True,
        "strip_accents": None,
        "lowercase": True,
    },
    "pre_tokenizer": {"type": "BertPreTokenizer"},
}
"""What a `tokenizer.json` must say of how text becomes words: what this module does, and nothing else."""

_IDEOGRAPHS = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)

_DROPPED = ("Cc", "Cf", "Co", "Cs")
"""Categories of characters that are no text; one that Unicode does not know yet is kept, and unknown."""


class _Plain(dict[int, str]):
    """For `str.translate`: what words see of each character; it fills as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


class WordPiece:
    """Ids of texts, by the vocabulary of one `tokenizer.json`; it neither cuts nor pads by itself."""

    def __init__(self, vocabulary: Mapping[str, int], special: Sequence[str]) -> None:
        self._vocabulary = vocabulary
        self._special = re.compile("(" + "|".join(map(re.escape, special)) + ")")
        self._plain = _Plain()
        self._unknown = vocabulary[_UNKNOWN]
        self.start, self.end = vocabulary[_START], vocabulary[_END]
        # By word, since texts repeat them; bound here so that a tokenizer takes its words with it.
        self._pieces = lru_cache(maxsize=_WORDS_KEPT)(self._cut)

    def words(self, text: str) -> list[int]:
        """The ids of a text. What looks like a special token in it is read as words."""
        return list(chain.from_iterable(map(self._pieces, text.translate(self._plain).split(" "))))

    def text(self, text: str, limit: int) -> list[int]:
        """The ids of one text between start and end, `limit` in all at most.

        A special token in the text is one here, as in the sentences the encoder was measured with.
        """
        ids: list[int] = []
        for number, part in enumerate(self._special.split(text)):
            ids += [self._vocabulary[part]] if number % 2 else self.words(part)
        return [self.start, *ids[: limit - 2], self.end]

    def _cut(self, word: str) -> tuple[int, ...]:
        """The longest pieces from the left that the vocabulary has, or one unknown for all of it."""
        if not word:
            return ()
        if len(word) > _LONGEST_WORD:
            return (self._unknown,)
        pieces = tuple(self._longest(word))
        return (self._unknown,) if self._unknown in pieces else pieces

    def _longest(self, word: str) -> Iterator[int]:
        start = 0
        while start < len(word):
            inner = _INNER if start else ""
            for end in range(len(word), start, -1):
                found = self._vocabulary.get(inner + word[start:end])
                if found is not None:
                    yield found
                    start = end
                    break
            else:
                yield self._unknown
                return


def wordpiece(body: bytes) -> WordPiece:
    """Open a `tokenizer.json`. Raises `Config` where it asks for what is not done here."""
    told = json.loads(body)
    model = told["model"]
    same = all(told[part] == expected for part, expected in _SHAPE.items())
    if not same or model["type"] != "WordPiece" or model["continuing_subword_prefix"] != _INNER:
        raise Config("tokenizer.json is not that of the shipped models: reinstall wellsourced.")
    return WordPiece(model["vocab"], [one["content"] for one in told["added_tokens"]])


def _plain(character: str) -> str:
    """One character as words see it: nothing, a space, letters, or a word by itself between spaces."""
    if character in "\t\n\r" or unicodedata.category(character) in ("Zs", "Zl", "Zp"):
        return " "
    if character == "\ufffd" or unicodedata.category(character) in _DROPPED:
        return ""
    apart = any(first <= ord(character) <= last for first, last in _IDEOGRAPHS)
    letters = (one for one in unicodedata.normalize("NFD", character) if unicodedata.category(one) != "Mn")
    words = "".join(map(_by_itself, "".join(one.lower() for one in letters)))
    return f" {words} " if apart else words


def _by_itself(character: str) -> str:
    mark = unicodedata.category(character).startswith("P") or (
        character.isascii() and not character.isalnum()
    )
    return f" {character} " if mark else character
