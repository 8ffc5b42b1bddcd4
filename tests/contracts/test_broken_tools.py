"""Each check of a contract fails for a tool that breaks what it is about, and says what was promised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from wellsourced.contracts import Broken, encoder, extractor, fetcher, model, run, search, verifier
from wellsourced.errors import Permanent
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Completion, Extracted, Judgement

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FOUND = Source(uri="https://a.example/", title="A", publisher="A", kind=SourceKind.OTHER)
SUPPORT = Judgement(supports=0.9, refutes=0.0, neutral=0.1)
SILENCE = Judgement(supports=0.1, refutes=0.0, neutral=0.9)


class Judge:
    """Judges well: by whether the claim stands in the passage."""

    name = "judge@1"

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        return [self.one(*pair) for pair in pairs]

    def one(self, claim: str, passage: str) -> Judgement:
        said = claim.rstrip(".").lower() in passage.lower() and "not" not in passage
        return SUPPORT if said and claim.strip() else SILENCE


class Unversioned(Judge):
    name = "judge"


class Short(Judge):
    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        return super().judge(pairs)[:2]


class Unsummed(Judge):
    def one(self, claim: str, passage: str) -> Judgement:
        return replace(super().one(claim, passage), neutral=0.95)


class Swayed(Judge):
    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        shift = 0.001 * len(pairs)
        return [
            replace(one, supports=one.supports - shift, neutral=one.neutral + shift)
            for one in super().judge(pairs)
        ]


class Deaf(Judge):
    def one(self, claim: str, passage: str) -> Judgement:
        return SILENCE


class Denying(Judge):
    def one(self, claim: str, passage: str) -> Judgement:
        heard = super().one(claim, passage)
        return heard if heard is SUPPORT else Judgement(supports=0.0, refutes=0.8, neutral=0.2)


class Hinting(Judge):
    def one(self, claim: str, passage: str) -> Judgement:
        heard = super().one(claim, passage)
        return heard if heard is SUPPORT else Judgement(supports=0.1, refutes=0.2, neutral=0.7)


class Fragile(Judge):
    def one(self, claim: str, passage: str) -> Judgement:
        return super().one(claim, passage) if "\x00" not in passage else replace(SILENCE, neutral=0.2)


class Finder:
    """Finds one page for whatever has words but is not `nothing`."""

    name = "finder"

    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        return [[FOUND] if any(map(str.isalnum, one)) and one != "nothing" else [] for one in queries]


class Nameless(Finder):
    name = ""


class Merged(Finder):
    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        return [[one for part in super().search(queries) for one in part]]


class Local(Finder):
    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        return [[replace(one, uri="file:///a") for one in part] for part in super().search(queries)]


class Eager(Finder):
    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        return [[FOUND] for _ in queries]


class Telling(Finder):
    def __repr__(self) -> str:
        return "Telling(key='s3cret')"


class Refusing(Finder):
    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        raise Permanent("the service refuses: look at the setting 'key'")


class Raw(Finder):
    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        raise OSError("no route")


class Rows:
    """A few vectors by hand: rows of floats with a shape."""

    def __init__(self, rows: list[list[float]], dimension: int) -> None:
        self._rows, self.shape = rows, (len(rows), dimension)

    def tolist(self) -> list[list[float]]:
        return self._rows


class Lengths:
    """Encodes a text by whether it is of a ferry: two directions."""

    name, dimension = "lengths", 2

    def encode(self, texts: Sequence[str]) -> Rows:
        return Rows([[1.0, 0.0] if "ferry" in one else [0.0, 1.0] for one in texts], 2)


class Long(Lengths):
    def encode(self, texts: Sequence[str]) -> Rows:
        return Rows([[2 * number for number in row] for row in super().encode(texts).tolist()], 2)


class Mixed(Lengths):
    def encode(self, texts: Sequence[str]) -> Rows:
        rows = super().encode(texts).tolist()
        return Rows([row[::-1] if len(texts) > 2 else row for row in rows], 2)


class Blind(Lengths):
    def encode(self, texts: Sequence[str]) -> Rows:
        return Rows([[0.0, 1.0] for _ in texts], 2)


class Flat(Lengths):
    dimension = 3


class Answering:
    """Answers every prompt."""

    name = "answering"

    def complete(self, prompts: Sequence[Any]) -> list[Completion]:
        return [Completion(text="{}") for _ in prompts]


class Once(Answering):
    def complete(self, prompts: Sequence[Any]) -> list[Completion]:
        return [Completion(text="{}")]


class Indebted(Answering):
    def complete(self, prompts: Sequence[Any]) -> list[Completion]:
        return [Completion(text="{}", answer_tokens=-1) for _ in prompts]


def judged(make: Callable[[], Any], **more: Any) -> verifier.Case:
    return verifier.Case(make=make, **more)


def looked(make: Callable[[], Any], **more: Any) -> search.Case:
    return search.Case(make=make, query="ferry", nothing="nothing", **more)


CASES: tuple[tuple[Any, Any, str], ...] = (
    (verifier, judged(Unversioned), "it_has_a_name_with_a_version"),
    (verifier, judged(Short), "each_pair_has_its_judgement"),
    (verifier, judged(Unsummed), "chances_sum_to_one"),
    (verifier, judged(Swayed), "batch_mates_change_nothing"),
    (verifier, judged(Deaf), "what_is_borne_out_is_supported"),
    (verifier, judged(Denying), "silence_is_no_denial"),
    (verifier, judged(Hinting, supports_only=True), "one_that_only_supports_never_refutes"),
    (verifier, judged(Fragile), "odd_texts_do_no_harm"),
    (search, looked(Nameless), "it_has_a_name"),
    (search, looked(Merged), "each_query_has_its_own_list"),
    (search, looked(Local), "what_is_found_is_a_source"),
    (search, looked(Eager), "words_are_needed_to_ask"),
    (search, replace(looked(Finder), nothing="ferry"), "nothing_found_is_an_empty_list"),
    (search, looked(Finder, failing=Finder), "what_could_not_be_asked_is_told"),
    (search, looked(Finder, failing=Raw), "what_could_not_be_asked_is_told"),
    (search, looked(Telling, secret="s3cret"), "the_key_is_not_shown"),
    (encoder, encoder.Case(make=Flat), "each_text_has_its_vector"),
    (encoder, encoder.Case(make=Long), "vectors_are_of_unit_length"),
    (encoder, encoder.Case(make=Mixed), "batch_mates_change_nothing"),
    (encoder, encoder.Case(make=Blind), "what_means_the_same_is_near"),
    (model, model.Case(make=Once), "each_prompt_has_its_answer"),
    (model, model.Case(make=Indebted), "tokens_are_counted"),
    (model, model.Case(make=Answering, failing=Answering), "what_could_not_be_asked_is_told"),
)


@pytest.mark.parametrize(
    ("suite", "case", "name"), CASES, ids=[f"{s.__name__[22:]}-{n}" for s, _, n in CASES]
)
def test_a_tool_that_breaks_a_promise_is_told_which(suite: Any, case: Any, name: str) -> None:
    with pytest.raises(Broken, match=f"^{name}: "):
        run(case, suite.CHECKS)


@pytest.mark.parametrize(
    ("suite", "case"),
    [
        (verifier, judged(Judge, supports_only=True)),
        (search, looked(Finder, failing=Refusing, secret="s3cret")),
        (encoder, encoder.Case(make=Lengths)),
        (model, model.Case(make=Answering)),
    ],
)
def test_a_tool_that_keeps_them_holds(suite: Any, case: Any) -> None:
    assert run(case, suite.CHECKS) == [check.__name__ for check in suite.CHECKS]


def capture(body: bytes) -> Capture:
    return Capture(source=FOUND, body=body, media_type="text/plain", captured_at=NOW)


class Reader:
    """Reads text that is not empty."""

    def __init__(self, **wrong: Any) -> None:
        self._wrong = wrong

    def extract(self, captures: Sequence[Capture]) -> list[Extracted | Exception]:
        return [self._one(one) for one in captures]

    def _one(self, one: Capture) -> Extracted | Exception:
        if not one.body:
            return self._wrong.get("error", Permanent("nothing is in it: name another file"))
        text = one.body.decode()
        read = Extracted(
            text=text,
            title="A",
            language="en",
            published=None,
            blocks=((0, len(text), (), None),),
            extractor="reader@1",
        )
        return replace(read, **{key: value for key, value in self._wrong.items() if key != "error"})


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"text": "Something else.", "blocks": ()}, "the_text_says_it"),
        ({"text": "It sails.\r\n"}, "the_text_says_it"),
        ({"blocks": ((0, 99, (), None),)}, "blocks_are_in_the_text"),
        ({"blocks": ()}, "blocks_are_in_the_text"),
        ({"extractor": "reader"}, "it_says_who_read"),
        ({"error": OSError("no")}, "what_cannot_be_read_is_told"),
        ({}, ""),
    ],
)
def test_an_extractor_that_breaks_a_promise_is_told_which(wrong: dict[str, Any], name: str) -> None:
    case = extractor.Case(
        make=lambda: Reader(**wrong),
        readable=capture(b"It sails."),
        says="It sails.",
        unreadable=capture(b""),
    )
    if not name:
        assert len(run(case, extractor.CHECKS)) == len(extractor.CHECKS)
        return
    with pytest.raises(Broken, match=f"^{name}: "):
        run(case, extractor.CHECKS)


class Shelf:
    """Fetches what it has."""

    def __init__(self, wrong: str = "") -> None:
        self._wrong = wrong

    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        if self._wrong == "raises" and any(one != FOUND for one in sources):
            raise Permanent("gone: name another")
        return [self._one(one) for one in sources]

    def _one(self, one: Source) -> Capture | Exception:
        if one != FOUND:
            return OSError("gone") if self._wrong == "foreign" else Permanent("gone: name another")
        return capture(b"Other." if self._wrong == "changed" else b"It sails.")


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ("changed", "bytes_are_as_published"),
        ("foreign", "what_cannot_be_read_is_told"),
        ("", ""),
    ],
)
def test_a_fetcher_that_breaks_a_promise_is_told_which(wrong: str, name: str) -> None:
    case = fetcher.Case(
        make=lambda _: Shelf(wrong),
        there=FOUND,
        body=b"It sails.",
        missing=replace(FOUND, uri="https://b.example/"),
    )
    if not name:
        assert len(run(case, fetcher.CHECKS)) == len(fetcher.CHECKS)
        return
    with pytest.raises(Broken, match=f"^{name}: "):
        run(case, fetcher.CHECKS)


def test_every_check_of_those_suites_was_seen_to_fail() -> None:
    seen = {(suite.__name__, name) for suite, _, name in CASES}
    for suite in (verifier, search):
        assert {name for module, name in seen if module == suite.__name__} == {
            c.__name__ for c in suite.CHECKS
        }
