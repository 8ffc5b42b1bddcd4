"""What the outputs of a verification model stand for: declared, or read from its own names for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from wellsourced.adapters.model_store import Label
from wellsourced.adapters.wire import printable
from wellsourced.errors import Config, InputError

__all__ = ["declared_labels", "labels_of_config"]

THREE = frozenset({Label.SUPPORTED, Label.REFUTED, Label.NEI})
HOW = "--labels supported,nei,refuted for three outputs or --labels supported,unsupported for two"

_SPELLINGS: Mapping[Label, frozenset[str]] = {
    Label.SUPPORTED: frozenset(
        {"supported", "supports", "support", "entailment", "entailed", "entails"}
        | {"consistent", "grounded", "faithful"}
    ),
    Label.REFUTED: frozenset(
        {"refuted", "refutes", "refute", "contradiction", "contradicted", "contradicts"}
    ),
    Label.NEI: frozenset(
        {"nei", "neutral", "not_enough_info", "not_enough_information", "not_enough_evidence", "unverifiable"}
    ),
    Label.UNSUPPORTED: frozenset(
        {"unsupported", "not_supported", "not_entailment", "not_entailed", "non_entailment"}
        | {"inconsistent", "hallucination", "hallucinated", "ungrounded", "unfaithful"}
    ),
}


def _read(name: str) -> Label | None:
    plain = re.sub(r"[^a-z]+", "_", name.casefold()).strip("_")
    return next((label for label, spellings in _SPELLINGS.items() if plain in spellings), None)


def _ordered(names: Sequence[str]) -> tuple[Label, ...] | None:
    """The labels of the outputs in their order; `None` where a name is unclear or they do not fit together.

    Two outputs, one of them support, say only whether there is support, whatever the other is called.
    """
    found = [_read(name) for name in names]
    if len(found) == 3 and set(found) == THREE:
        return tuple(label for label in found if label is not None)
    if len(found) == 2 and None not in found and found.count(Label.SUPPORTED) == 1:
        return tuple(Label.SUPPORTED if one is Label.SUPPORTED else Label.UNSUPPORTED for one in found)
    return None


def declared_labels(text: str) -> tuple[Label, ...]:
    """Read a declared order such as `supported,nei,refuted`. Raises `InputError`."""
    labels = _ordered([part for part in text.split(",") if part.strip()])
    if labels is None:
        raise InputError(f"--labels {text!r} cannot be used: name every output once, in order: {HOW}")
    return labels


def labels_of_config(config: Mapping[str, object], where: str) -> tuple[Label, ...]:
    """Read the order from `id2label` of a model's `config.json`.

    Raises `Config` where the names do not say what they stand for (`LABEL_0`), or are missing.
    """
    names = config.get("id2label")
    if not isinstance(names, Mapping) or not names:
        raise Config(f"{where} does not name its outputs: declare their order with {HOW}")
    try:
        in_order = [str(names[key]) for key in sorted(names, key=int)]
    except (TypeError, ValueError) as error:
        raise Config(f"{where} numbers its outputs in no order: declare it with {HOW}") from error
    labels = _ordered(in_order)
    if labels is None:
        listed = ", ".join(printable(name) for name in in_order[:6])
        raise Config(f"{where} calls its outputs {listed}: declare what they stand for with {HOW}")
    return labels
