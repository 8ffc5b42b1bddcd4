"""A language model that answers by script: honest, lying, malformed, failing or slow, for tests and trials.

It reads the numbered sentences out of a prompt as a model would, and answers in the form it is asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import sleep

from wellsourced.ports import Completion, Endpoint, Prompt

__all__ = ["ScriptedModel", "failing", "honest", "malformed", "scripted", "slow", "told"]

Script = Callable[[Prompt], str]
"""Makes the answer to a prompt; what it raises as `OSError` is a failure of the endpoint."""

_NUMBERED = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
_FENCED = re.compile(r"^(===== \w{16} =====)\n(.*?)\n\1$", re.MULTILINE | re.DOTALL)


def told(prompt: Prompt) -> list[str]:
    """The numbered sentences a prompt gives, in their order; or what stands between its fences."""
    found = _FENCED.search(prompt.text)
    inside = "" if found is None else found[2]
    return [text for _, text in _NUMBERED.findall(inside)] or [inside]


def honest(prompt: Prompt) -> str:
    """An answer in the sources' own words: each sentence copied, with its number."""
    given = told(prompt)
    match prompt.use:
        case "claims":
            return json.dumps({"claims": given})
        case "wordings":
            return json.dumps({"queries": [given[0][:80]]})
        case "plan":
            return json.dumps({"order": list(range(1, len(given) + 1))})
        case "followups":
            return json.dumps({"questions": [f"{given[0][:100]}?"]})
        case "section":
            lines = copied(given)
            return json.dumps({"title": lines[0], "sentences": lines})
        case _:
            return json.dumps({"sentences": copied(given)})


def copied(given: Sequence[str]) -> list[dict[str, object]]:
    """The first sentences, each citing itself."""
    return [{"text": text, "cites": [number]} for number, text in enumerate(given[:3], start=1)]


def malformed(prompt: Prompt) -> str:
    """What is no JSON of the form asked for."""
    return "Sure! Here is what I found: {'sentences': [oops"


def failing(prompt: Prompt) -> str:
    """An endpoint that is away."""
    raise OSError("the endpoint is away")


@dataclass(frozen=True, slots=True)
class slow:
    """A script that answers after so many seconds."""

    seconds: float
    script: Script = honest

    def __call__(self, prompt: Prompt) -> str:
        """The answer of the script, late."""
        sleep(self.seconds)
        return self.script(prompt)


@dataclass(slots=True)
class ScriptedModel:
    """A `LanguageModel` whose answers a script makes; `asked` holds every prompt it was given."""

    script: Script = honest
    name: str = "scripted"
    asked: list[Prompt] = field(default_factory=list)

    def complete(self, prompts: Sequence[Prompt]) -> list[Completion]:
        """One answer a prompt; tokens are counted as the words there are."""
        return [self._one(prompt) for prompt in prompts]

    def _one(self, prompt: Prompt) -> Completion:
        self.asked.append(prompt)
        try:
            text = self.script(prompt)
        except OSError as error:
            return Completion(text="", failed=str(error))
        tokens = len(f"{prompt.system} {prompt.text}".split())
        return Completion(text=text, prompt_tokens=tokens, answer_tokens=len(text.split()))


_BY_NAME: dict[str, Script] = {"honest": honest, "malformed": malformed, "failing": failing}


def scripted(endpoint: Endpoint) -> ScriptedModel:
    """The scripted model whose script is the endpoint's `model`; an honest one for any other name."""
    return ScriptedModel(script=_BY_NAME.get(endpoint.model, honest), name=f"scripted {endpoint.model}")
