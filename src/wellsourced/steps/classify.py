"""What the reader's text is: a question or claim to check, or something to answer differently. By rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from wellsourced.errors import InputError, NotCheckable
from wellsourced.model.claims import Inquiry, InquiryKind
from wellsourced.steps.asking.declare import asks_after
from wellsourced.steps.asking.manners import REFUSALS, Refusal
from wellsourced.steps.asking.titles import slug, tidy_title
from wellsourced.text.grammar import WH, auxiliary, finite_index, split_words
from wellsourced.text.tokens import STOPWORDS, content_words, tokens
from wellsourced.text.wordlists import words

__all__ = ["LONGEST", "read_inquiry", "slug", "tidy_title"]

LONGEST = 20_000
"""Code points of the longest text that is read as one inquiry."""

_LINKS = re.compile(
    r"\[[^\]]*\]\([^)]*\)|<a\b[^>]*>.*?</a>|</?\w[^>]*>|\b(?:https?://|www\.)[^\s\[]+(?:\[[^\]]*\])?|"
    r"(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.(?:com|org|net|gov|edu|co|io|info|news|uk|us|tv|be|de|eu|ai|"
    r"app)(?:/\S*)?(?=$|[\s,.;:!?])",
    re.IGNORECASE | re.DOTALL,
)
_TOPIC_FIRST = re.compile(r"^[^.?!]{3,60}: (?:who|what|which|when|where|why|how)\b")
_URL = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
# Everyday words of other languages that are no English words.
_FOREIGN = frozenset(
    words(
        "el la los las una por para con que del como más pero está puede son qué cuál cómo quién dónde "
        "y le les des une est dans pour avec sur pas que qui peut sont être nous vous cette ces où et "
        "du au aux der das und ist nicht ein eine mit auf für von zu dem den sind wird kann oder wie "
        "wer warum werden os uma não em são pode é il che di per non sono della nel può het een van "
        "niet voor zijn kunnen"
    )
)
_ENGLISH = STOPWORDS | frozenset(words("police state law year new said says people first"))


def read_inquiry(text: str, *, on: date, place: str | None = None, agency: str | None = None) -> Inquiry:
    """The inquiry in a reader's text, for a place code and an agency code, as of a day.

    Raises `InputError` where the text is empty, too long, not text or not English, and `NotCheckable`
    (kind, message and what to do instead) where it is no claim or question that evidence can settle.
    """
    _validate(text)
    plain = _visible(text)
    if not tokens(_LINKS.sub(" ", plain)) or (
        _LINKS.search(plain) and len(tokens(_LINKS.sub(" ", plain))) < 2
    ):
        raise _refusal(InquiryKind.LINK, REFUSALS["link"])
    _require_english(plain)
    for refusal in _CHECKS:
        if (found := refusal(plain, on, place)) is not None:
            raise NotCheckable(kind=found.kind, message=found.message, next_step=found.next_step)
    title = tidy_title(plain)
    kind = InquiryKind.QUESTION if _is_question(plain) else InquiryKind.CLAIM
    return Inquiry(text=plain, title=title, slug=slug(title), kind=kind, on=on, place=place, agency=agency)


def _refusal(kind: InquiryKind, refusal: Refusal) -> NotCheckable:
    return NotCheckable(kind=kind.value, message=refusal.message, next_step=refusal.next_step)


def _validate(text: str) -> None:
    if not text.strip():
        raise InputError("Nothing was asked: write a question or a claim in English.")
    if len(text) > LONGEST:
        raise InputError(
            f"This is {len(text):,} characters long, and a question or claim has at most {LONGEST:,}: "
            "use `add` to put a document into the library, then ask about it."
        )
    odd = next((c for c in text if _is_odd(c)), None)
    if odd is not None:
        raise InputError(
            f"The text holds a character that is no text (U+{ord(odd):04X}): remove it and ask again."
        )


def _is_odd(char: str) -> bool:
    return char == "\ufffd" or (unicodedata.category(char) in {"Cc", "Cs", "Cn"} and char not in "\t\n\r")


def _visible(text: str) -> str:
    """NFC, without marks that have no width, one line feed a line, no space around."""
    kept = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    return re.sub(r"[^\S\n]+", " ", kept.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _require_english(text: str) -> None:
    letters = [c for c in text if c.isalpha()]
    other_script = sum("LATIN" not in unicodedata.name(c, "") for c in letters)
    lows = [word.low for word in split_words(text)]
    foreign = sum(low in _FOREIGN and low not in _ENGLISH for low in lows)
    english = sum(low in _ENGLISH for low in lows)
    if (
        other_script > 0.3 * len(letters)
        or "¿" in text
        or "¡" in text
        or (foreign >= 2 and foreign > english)
    ):
        raise InputError("This does not read as English, the one language checked here: ask it in English.")


def _is_question(text: str) -> bool:
    """Whether a text asks: by its mark, its first word, or a question word after a topic or circumstance."""
    first = split_words(text)[0]
    if text.rstrip(" \"”').")[-1:] == "?" or _asks(first.low) or auxiliary(first) is not None:
        return True
    return asks_after(text) is not None or _TOPIC_FIRST.search(text) is not None


def _asks(low: str) -> bool:
    """Whether a word is a question word, contracted or not ("what's")."""
    return re.split(r"['’]", low)[0] in WH


def _phrase(text: str, on: date, place: str | None) -> Refusal | None:
    """A text without a verb, or a question without a subject, asks nothing yet."""
    parts = split_words(_URL.sub(" ", text))
    subject = " ".join(word.text for word in parts).strip(" .?!")
    if len(parts) < 2 or not content_words(text):
        return REFUSALS["word"].about(subject)
    if _asks(parts[0].low):
        rest = [
            low for low in (word.low for word in parts[1:]) if low not in STOPWORDS and not low.endswith("ly")
        ]
        return None if rest else REFUSALS["word"].about(subject)
    if text.endswith(("..", "…")):
        return REFUSALS["cut"]
    if auxiliary(parts[0]):
        return None if len(parts) > 2 else REFUSALS["word"].about(subject)
    if _is_question(text) and len(parts) > 3:
        return None
    return None if _has_finite_verb(text) else REFUSALS["phrase"].about(subject)


def _has_finite_verb(text: str) -> bool:
    pieces = re.split(r"(?<=[.;:!?])\s+|\n+", text)
    return any(finite_index(split_words(piece)) is not None for piece in [text, *pieces] if piece.strip())


def _by_pattern(name: str) -> Callable[[str, date, str | None], Refusal | None]:
    def check(text: str, on: date, place: str | None) -> Refusal | None:
        return REFUSALS[name].found_in(text, on, place)

    return check


# In this order: what a text says of us or to us is told first, what it lacks last.
_CHECKS = (
    *(
        _by_pattern(name)
        for name in (
            "abuse",
            "complaint",
            "about_us",
            "referent",
            "my_place",
            "advice",
            "prediction",
            "opinion",
        )
    ),
    _phrase,
)
