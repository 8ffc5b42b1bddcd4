"""Verification models worth knowing: what they are good at, under which licence, and whether they load here.

What is said of each is its authors' word, from its model card or its code; docs/verifiers.md names them.
"""

from __future__ import annotations

from dataclasses import dataclass

from wellsourced.adapters.model_store import Label

__all__ = ["KNOWN", "KnownModel", "known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownModel:
    """A model on the hub: why it is `refused` here, or how it is read where its settings do not say."""

    repository: str
    size: str
    licence: str
    good_at: str
    needs: str | None = None
    refused: str | None = None
    labels: tuple[Label, ...] | None = None
    template: str | None = None
    max_tokens: int | None = None


KNOWN: tuple[KnownModel, ...] = (
    KnownModel(
        repository="cross-encoder/nli-deberta-v3-small",
        size="some 173 MB as an eight-bit graph",
        licence="Apache-2.0",
        good_at="sentences; says refuted too; trained on SNLI and MultiNLI",
    ),
    KnownModel(
        repository="cross-encoder/nli-deberta-v3-base",
        size="184M parameters",
        licence="Apache-2.0",
        good_at="sentences; says refuted too; trained on SNLI and MultiNLI",
    ),
    KnownModel(
        repository="MoritzLaurer/DeBERTa-v3-large-mnli-fever-anli-ling-wanli",
        size="435M parameters",
        licence="MIT",
        good_at="sentences; says refuted too; trained on FEVER among others",
        needs="torch",
    ),
    KnownModel(
        repository="yaxili96/FactCG-DeBERTa-v3-Large",
        size="0.4B parameters",
        licence="MIT",
        good_at="sentences against whole paragraphs (LLM-AggreFact 75.6); support only, never refuted",
        needs="torch",
        labels=(Label.UNSUPPORTED, Label.SUPPORTED),
        template=(
            '{passage}\n\nChoose your answer: based on the paragraph above can we conclude that "{claim}"?'
            "\n\nOPTIONS:\n- Yes\n- No\nI think the answer is "
        ),
        max_tokens=2048,
    ),
    KnownModel(
        repository="vectara/hallucination_evaluation_model",
        size="0.11B parameters",
        licence="Apache-2.0",
        good_at="HHEM-2.1-Open: summaries against their source (LLM-AggreFact 71.8); support only",
        refused="its repository needs Python code of its own, which is never run",
    ),
    KnownModel(
        repository="lytang/MiniCheck-DeBERTa-v3-Large",
        size="0.4B parameters",
        licence="MIT",
        good_at="sentences against documents; support only",
        refused="its weights are a pickle, which runs code when loaded",
    ),
    KnownModel(
        repository="lytang/MiniCheck-RoBERTa-Large",
        size="0.4B parameters",
        licence="MIT",
        good_at="sentences against documents; support only",
        refused="its weights are a pickle, which runs code when loaded",
    ),
    KnownModel(
        repository="lytang/MiniCheck-Flan-T5-Large",
        size="0.8B parameters",
        licence="MIT",
        good_at="sentences against documents; support only",
        refused="its weights are a pickle, and it writes its answer instead of classifying",
    ),
    KnownModel(
        repository="bespokelabs/Bespoke-MiniCheck-7B",
        size="7B parameters",
        licence="CC BY-NC 4.0",
        good_at="sentences against long documents; support only",
        refused="not for commercial use, and it needs Python code of its own",
    ),
)


def known(repository: str) -> KnownModel | None:
    """The entry of a repository, if it has one."""
    return next((one for one in KNOWN if one.repository.casefold() == repository.casefold()), None)
