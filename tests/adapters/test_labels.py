"""What a model's outputs stand for: declared, read, or refused with the way to declare it."""

from __future__ import annotations

import pytest

from wellsourced.adapters.labels import declared_labels, labels_of_config
from wellsourced.adapters.model_store import Label
from wellsourced.errors import Config, InputError

S, R, N, U = Label.SUPPORTED, Label.REFUTED, Label.NEI, Label.UNSUPPORTED


def named(*names: str) -> dict[str, object]:
    return {"id2label": {str(place): name for place, name in enumerate(names)}}


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (("entailment", "neutral", "contradiction"), (S, N, R)),
        (("CONTRADICTION", "Entailment", "NEUTRAL"), (R, S, N)),
        (("SUPPORTS", "REFUTES", "NOT ENOUGH INFO"), (S, R, N)),
        (("entailment", "not_entailment"), (S, U)),
        (("not-entailment", "entailment"), (U, S)),
        (("unsupported", "supported"), (U, S)),
        (("hallucinated", "consistent"), (U, S)),
    ],
)
def test_names_that_say_what_they_are_are_read_in_any_case_and_order(
    names: tuple[str, ...], labels: tuple[Label, ...]
) -> None:
    assert labels_of_config(named(*names), "it") == labels


def test_the_order_is_that_of_the_numbers_not_of_the_file() -> None:
    config = {"id2label": {"2": "neutral", "0": "contradiction", "1": "entailment"}}
    assert labels_of_config(config, "it") == (R, S, N)


@pytest.mark.parametrize(
    "config",
    [
        {},
        {"id2label": {}},
        {"id2label": ["entailment", "neutral", "contradiction"]},
        {"id2label": {"first": "entailment", "second": "neutral"}},
        named("LABEL_0", "LABEL_1", "LABEL_2"),
        named("true", "false"),
        named("entailment", "entailment", "neutral"),
        named("entailment", "neutral", "contradiction", "other"),
        named("neutral", "contradiction"),
        named("score"),
        named("entailment", "unsupported", "neutral"),
    ],
)
def test_names_that_leave_it_open_are_refused_with_the_way_to_declare_them(
    config: dict[str, object],
) -> None:
    with pytest.raises(Config, match="--labels supported,nei,refuted") as refused:
        labels_of_config(config, "config.json of a/b")
    assert str(refused.value).startswith("config.json of a/b")


def test_a_name_cannot_write_to_the_terminal() -> None:
    with pytest.raises(Config) as refused:
        labels_of_config(named("\x1b[2Jgone", "x" * 500), "it")
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("supported,nei,refuted", (S, N, R)),
        ("refuted, supported, nei", (R, S, N)),
        ("contradiction,entailment,neutral", (R, S, N)),
        ("unsupported,supported", (U, S)),
        ("supported,refuted", (S, U)),
        ("supported,nei", (S, U)),
    ],
)
def test_a_declared_order_is_taken_and_of_two_only_support_is_heard(
    text: str, labels: tuple[Label, ...]
) -> None:
    assert declared_labels(text) == labels


@pytest.mark.parametrize(
    "text", ["", "supported", "supported,supported,nei", "nei,refuted", "yes,no", "supported,nei,refuted,nei"]
)
def test_a_declared_order_that_cannot_be_is_an_error_of_input(text: str) -> None:
    with pytest.raises(InputError, match="--labels"):
        declared_labels(text)
