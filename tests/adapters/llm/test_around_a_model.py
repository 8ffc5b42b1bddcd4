"""What stands around a model: a budget that holds whatever comes back, and calls that are kept."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desks import encoder
from wellsourced.adapters.llm.budgeted import Budget, Budgeted, most_tokens
from wellsourced.adapters.llm.kept import KeptCalls
from wellsourced.adapters.scripted_model import ScriptedModel, failing
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.ports import Completion, Prompt


def prompt(text: str = "[1] A.", most: int = 50) -> Prompt:
    return Prompt(use="summary", system="Write.", text=text, schema={}, most_tokens=most)


class Wasteful:
    """A model that says it used as much as it may, or more."""

    name = "wasteful"

    def __init__(self, used: int) -> None:
        self.used, self.sent = used, 0

    def complete(self, prompts: list[Prompt]) -> list[Completion]:
        self.sent += sum(most_tokens(one) + one.most_tokens for one in prompts)
        return [Completion(text="{}", prompt_tokens=self.used, answer_tokens=self.used) for _ in prompts]


@given(
    tokens=st.integers(0, 5_000),
    texts=st.lists(st.text(max_size=200), max_size=12),
    most=st.integers(1, 400),
    used=st.integers(0, 10_000),
)
def test_a_cap_of_tokens_is_never_exceeded(tokens: int, texts: list[str], most: int, used: int) -> None:
    model = Budgeted(Wasteful(used), Budget(tokens=tokens))  # type: ignore[arg-type]
    answers = model.complete([prompt(text, most) for text in texts])
    assert len(answers) == len(texts)
    assert model.tokens <= tokens


@given(money=st.floats(0, 0.01), texts=st.lists(st.text(max_size=200), max_size=12))
def test_nor_is_one_of_money(money: float, texts: list[str]) -> None:
    budget = Budget(tokens=1_000_000, money=money, price_in=3.0, price_out=15.0)
    model = Budgeted(Wasteful(9_999), budget)  # type: ignore[arg-type]
    model.complete([prompt(text) for text in texts])
    assert model.money <= money


def test_nothing_is_sent_that_might_not_fit() -> None:
    wasteful = Wasteful(0)
    model = Budgeted(wasteful, Budget(tokens=most_tokens(prompt()) + 49))  # type: ignore[arg-type]
    assert "used up" in model.complete([prompt()])[0].failed
    assert wasteful.sent == 0


def test_what_was_set_aside_and_not_used_is_free_again() -> None:
    one = most_tokens(prompt()) + 50
    model = Budgeted(Wasteful(10), Budget(tokens=one + 40))  # type: ignore[arg-type]
    assert [answer.failed for answer in model.complete([prompt()] * 3)] == ["", "", ""]


def library(folder: Path) -> SqlLibrary:
    return open_library(folder / "library", encoder())


def test_the_same_is_asked_once(tmp_path: Path) -> None:
    held, model = library(tmp_path), ScriptedModel()
    first = KeptCalls(model, held).complete([prompt(), prompt()])
    again = KeptCalls(model, library(tmp_path)).complete([prompt()])
    assert len(model.asked) == 1
    assert first == [*again, *again]


def test_another_seed_or_model_is_asked_anew(tmp_path: Path) -> None:
    held, model = library(tmp_path), ScriptedModel()
    for name, settings in (("a", "seed 0"), ("a", "seed 1"), ("b", "seed 0")):
        model.name = name
        KeptCalls(model, held, settings).complete([prompt()])
    assert len(model.asked) == 3


def test_a_call_that_failed_is_kept_and_asked_again(tmp_path: Path) -> None:
    held = library(tmp_path)
    [lost] = KeptCalls(ScriptedModel(failing), held).complete([prompt()])
    [call] = held.transcript([lost.call])
    assert (call.failed, call.answer) == ("the endpoint is away", "")
    model = ScriptedModel()
    assert not KeptCalls(model, held).complete([prompt()])[0].failed
    assert len(model.asked) == 1


def test_a_transcript_tells_what_was_said_in_order_and_nothing_private(tmp_path: Path) -> None:
    held = library(tmp_path)
    secret = "gh" + "p_" + "a1B2" * 8
    given_back = KeptCalls(ScriptedModel(), held).complete([prompt(f"[1] {secret}"), prompt("[1] B.")])
    told = held.transcript([one.call for one in given_back])
    assert [call.id for call in told] == [one.call for one in given_back]
    assert secret not in repr(told) and told[1].text == "[1] B."
