"""What was asked of a language model and what it answered: the transcript behind a page."""

from __future__ import annotations

from dataclasses import dataclass

from wellsourced.model.ids import digest

__all__ = ["Call"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call: what for (`use`, the name of its prompt), what was sent, what came back, and its tokens.

    `key` is the digest of the model and all that was sent: the same is not asked twice. `failed` says why no
    answer came; `answer` is empty then.
    """

    key: str
    model: str
    use: str
    system: str
    text: str
    answer: str
    prompt_tokens: int
    answer_tokens: int
    failed: str = ""

    @property
    def id(self) -> str:
        """Everything of it."""
        return digest("call", self)
