"""The contract of language models, which answer prompts with JSON text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wellsourced.contracts.broken import require
from wellsourced.ports import Completion, LanguageModel, Prompt

__all__ = ["CHECKS", "Case"]

PROMPT = Prompt(
    use="claims",
    system="Answer in JSON.",
    text='===== abcdefghijklmnop =====\nThe ferry sails.\n===== abcdefghijklmnop =====\n{"claims": ["..."]}',
    schema={"type": "object", "properties": {"claims": {"type": "array", "items": {"type": "string"}}}},
    most_tokens=100,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A model that answers, and the same where its endpoint is away or refuses; `secret` is its key."""

    make: Callable[[], LanguageModel]
    failing: Callable[[], LanguageModel] | None = None
    prompt: Prompt = PROMPT
    secret: str = ""


def it_has_a_name(case: Case) -> None:
    """Pages say who worded them."""
    name = getattr(case.make(), "name", "")
    require(isinstance(name, str) and bool(name.strip()) and "\n" not in name, "it has a name", name)


def each_prompt_has_its_answer(case: Case) -> None:
    """As many completions as prompts, in their order; none for none."""
    model = case.make()
    for number in (0, 1, 3):
        came = model.complete([case.prompt] * number)
        require(len(came) == number, "as many completions as prompts", len(came))
        require(all(isinstance(one, Completion) for one in came), "they are `Completion`s", came)
        require(all(not one.failed and one.text for one in came), "an endpoint that answers has text", came)


def tokens_are_counted(case: Case) -> None:
    """What it cost is told, or 0 where the endpoint does not say; never less."""
    for one in case.make().complete([case.prompt]):
        require(one.prompt_tokens >= 0 and one.answer_tokens >= 0, "tokens are counted from 0", one)


def what_could_not_be_asked_is_told(case: Case) -> None:
    """It comes back as failed and is not raised: a page without a model's words is a page."""
    if case.failing is None:
        return
    came = case.failing().complete([case.prompt, case.prompt])
    require(len(came) == 2, "as many completions as prompts, also where all fail", len(came))
    for one in came:
        require(bool(one.failed) and not one.text, "what failed says why, and has no text", one)
        require("\n" not in one.failed, "why is one line", one.failed)
        require(not case.secret or case.secret not in one.failed, "the key is in no message")


def the_key_is_not_shown(case: Case) -> None:
    """Whoever prints the model prints no key."""
    require(not case.secret or case.secret not in repr(case.make()), "the key is in no repr")


CHECKS = (
    it_has_a_name,
    each_prompt_has_its_answer,
    tokens_are_counted,
    what_could_not_be_asked_is_told,
    the_key_is_not_shown,
)
