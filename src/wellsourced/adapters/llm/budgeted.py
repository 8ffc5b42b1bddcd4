"""A language model that one check may use so much of: tokens and money, counted before they are spent.

Before a prompt is sent, as many tokens are set aside as it could take at most: a token of any model is at
least one byte of text, and the answer is bounded by what is asked for. So the cap holds whatever comes back;
what was not needed is free again afterward.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from json import dumps

from wellsourced.ports import Completion, LanguageModel, Prompt

__all__ = ["Budget", "Budgeted", "most_tokens"]

FRAME = 200
"""Tokens that an endpoint may put around a prompt: roles, a template, the form of the answer in words."""
MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a check may use: `tokens` both ways, and `money` in the currency of its prices for a million."""

    tokens: int
    money: float | None = None
    price_in: float = 0.0
    price_out: float = 0.0

    def cost(self, prompt: int, answer: int) -> float:
        """What so many tokens cost."""
        return (prompt * self.price_in + answer * self.price_out) / MILLION


@dataclass(slots=True)
class Budgeted:
    """A `LanguageModel` over another that never takes more than its budget; `tokens`, `money` are spent."""

    model: LanguageModel
    budget: Budget
    name: str = field(init=False)
    tokens: int = 0
    money: float = 0.0

    def __post_init__(self) -> None:
        self.name = self.model.name

    def complete(self, prompts: Sequence[Prompt]) -> list[Completion]:
        """As many as fit are sent together; one that does not fit even alone fails, and those after it."""
        answers: list[Completion] = []
        while len(answers) < len(prompts):
            some = self._fitting(prompts[len(answers) :])
            if not some:
                refused = Completion(text="", failed="the check's budget for the model is used up")
                answers += [refused] * (len(prompts) - len(answers))
                break
            given = self.model.complete(some)
            for prompt, one in zip(some, given, strict=True):
                self._settle(prompt, one)
            answers += given
        return answers

    def _fitting(self, prompts: Sequence[Prompt]) -> list[Prompt]:
        """The first prompts that fit together, each at the most it could take."""
        some, tokens, money = list[Prompt](), self.tokens, self.money
        for prompt in prompts:
            asked, answered = most_tokens(prompt), prompt.most_tokens
            tokens += asked + answered
            money += self.budget.cost(asked, answered)
            if tokens > self.budget.tokens or (self.budget.money is not None and money > self.budget.money):
                break
            some.append(prompt)
        return some

    def _settle(self, prompt: Prompt, given: Completion) -> None:
        """Count what was used; what an endpoint does not tell counts as the most it could be.

        A prompt that failed may have been read all the same: it counts in full.
        """
        asked = given.prompt_tokens or most_tokens(prompt)
        answered = given.answer_tokens or prompt.most_tokens
        self.tokens += min(asked, most_tokens(prompt)) + min(answered, prompt.most_tokens)
        self.money += self.budget.cost(min(asked, most_tokens(prompt)), min(answered, prompt.most_tokens))


def most_tokens(prompt: Prompt) -> int:
    """The most tokens a prompt can be, for any model: its bytes, the form's, and a frame."""
    sent = f"{prompt.system}{prompt.text}{dumps(prompt.schema)}"
    return len(sent.encode("utf-8")) + FRAME
