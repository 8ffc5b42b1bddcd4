"""A language model whose every call is kept: the same is not asked twice, and all that was said is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wellsourced.model.calls import Call
from wellsourced.model.ids import digest
from wellsourced.ports import Completion, LanguageModel, Library, Prompt
from wellsourced.text.private import masked

__all__ = ["KeptCalls", "call_key"]


@dataclass(slots=True)
class KeptCalls:
    """A `LanguageModel` over another; answers come from the `library` where it holds them.

    `settings` is whatever else an answer depends on, such as the seed.
    """

    model: LanguageModel
    library: Library
    settings: str = ""
    name: str = field(init=False)

    def __post_init__(self) -> None:
        self.name = self.model.name

    def complete(self, prompts: Sequence[Prompt]) -> list[Completion]:
        """One answer a prompt, with the id of its call; a call that failed is kept too, and asked again."""
        keys = [call_key(self.name, self.settings, prompt) for prompt in prompts]
        known = {key: call for key in keys if (call := self.library.answered(key)) is not None}
        new = {key: prompt for key, prompt in zip(keys, prompts, strict=True) if key not in known}
        for (key, prompt), given in zip(new.items(), self.model.complete(list(new.values())), strict=True):
            known[key] = self._kept(key, prompt, given)
        return [_told(known[key]) for key in keys]

    def _kept(self, key: str, prompt: Prompt, given: Completion) -> Call:
        call = Call(
            key=key,
            model=self.name,
            use=prompt.use,
            system=prompt.system,
            text=masked(prompt.text),
            answer=masked(given.text),
            prompt_tokens=given.prompt_tokens,
            answer_tokens=given.answer_tokens,
            failed=masked(given.failed),
        )
        self.library.keep_call(call)
        return call


def call_key(model: str, settings: str, prompt: Prompt) -> str:
    """The digest of all that an answer depends on."""
    return digest("prompt", {"model": model, "settings": settings, "prompt": prompt})


def _told(call: Call) -> Completion:
    given = Completion(text=call.answer, prompt_tokens=call.prompt_tokens, answer_tokens=call.answer_tokens)
    return replace(given, failed=call.failed, call=call.id)
