"""One check's dealings with a language model: asked, repaired once, then left for the sources' own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from wellsourced.ports import Completion, LanguageModel, Prompt
from wellsourced.steps.writing.forms import Form
from wellsourced.steps.writing.sheets import prompts_digest, repair

__all__ = ["Ask", "Scribe"]

T = TypeVar("T")
PATIENCE = 2
"""Prompts that may fail one after the other before the model is not asked again in this check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Generic[T]):
    """A prompt, the form of its answer, and what it is for, in words that a page may tell."""

    prompt: Prompt
    form: Form[T]
    what: str


@dataclass(slots=True)
class Scribe:
    """A model at work on one check; `calls` and `fallbacks` are what the page's method tells of it."""

    model: LanguageModel
    calls: list[str] = field(default_factory=list)
    fallbacks: list[str] = field(default_factory=list)
    _failures: int = 0

    @property
    def name(self) -> str:
        """Who writes, as the page tells it."""
        return f"llm: {self.model.name}"

    @property
    def prompts(self) -> str:
        """What it is told to do, as a digest."""
        return prompts_digest()

    def ask(self, asks: Sequence[Ask[T]]) -> list[T | None]:
        """The answers, read; None where none came, or none that could be read even when asked again.

        Each None is told among the `fallbacks`.
        """
        answers = self._read(asks, self._complete([one.prompt for one in asks]))
        again = [place for place, (_, why) in enumerate(answers) if why]
        repairs = [repair(asks[place].prompt, answers[place][1]) for place in again]
        repaired = self._read([asks[place] for place in again], self._complete(repairs))
        for place, answer in zip(again, repaired, strict=True):
            answers[place] = answer
            if answer[1]:
                self.fell_back(asks[place].what, f"the model's answer could not be read twice ({answer[1]})")
        return [answer for answer, _ in answers]

    def fell_back(self, what: str, why: str) -> None:
        """Note that a part stands in the sources' own words, and why."""
        self.fallbacks.append(f"{what}: {why}")

    def _complete(self, prompts: Sequence[Prompt]) -> list[Completion]:
        if self._failures >= PATIENCE:
            return [Completion(text="", failed="not asked, since it failed before") for _ in prompts]
        given = list(self.model.complete(prompts)) if prompts else []
        for one in given:
            self._failures = self._failures + 1 if one.failed else 0
        self.calls += [one.call for one in given if one.call]
        return given

    def _read(self, asks: Sequence[Ask[T]], given: Sequence[Completion]) -> list[tuple[T | None, str]]:
        """Each answer with why it could not be read; one that failed is told, and not asked for again."""
        answers = list[tuple[T | None, str]]()
        for ask, one in zip(asks, given, strict=True):
            if one.failed:
                self.fell_back(ask.what, one.failed)
                answers.append((None, ""))
                continue
            try:
                answers.append((ask.form.read(one.text), ""))
            except ValueError as error:
                answers.append((None, str(error)))
        return answers
