"""What is sent to an endpoint, how its answers are read, and how its refusals are told."""

from __future__ import annotations

import pytest

from model_server import Reply, serving
from wellsourced.adapters.llm.openai_compatible import OpenAICompatible
from wellsourced.errors import Config
from wellsourced.ports import Completion, Endpoint, Prompt

KEY = "sk-very-secret-key-4242"
PROMPT = Prompt(use="summary", system="Write.", text="[1] A.", schema={"type": "object"}, most_tokens=50)


def model(address: str, **more: object) -> OpenAICompatible:
    return OpenAICompatible(Endpoint(address=address, model="small", **more))  # type: ignore[arg-type]


def asked(*replies: Reply, **more: object) -> Completion:
    with serving(*replies) as served:
        return model(served.address, **more).complete([PROMPT])[0]


def test_an_answer_comes_with_its_tokens() -> None:
    assert asked(Reply(text="{}")) == Completion(text="{}", prompt_tokens=30, answer_tokens=7)


def test_it_is_asked_at_temperature_0_with_a_seed_for_json_and_without_tools() -> None:
    with serving(Reply()) as served:
        model(served.address, seed=3, key=KEY).complete([PROMPT])
    [body], [headers] = served.bodies, served.headers
    assert (body["temperature"], body["seed"], body["max_tokens"], body["model"]) == (0, 3, 50, "small")
    assert [m["content"] for m in body["messages"]] == ["Write.", "[1] A."]
    assert body["response_format"]["json_schema"] == {"name": "summary", "schema": {"type": "object"}}
    assert not {"tools", "functions", "tool_choice"} & body.keys()
    assert headers["Authorization"] == f"Bearer {KEY}"


def test_many_prompts_are_answered_in_order() -> None:
    with serving(*(Reply(text=str(n)) for n in range(3))) as served:
        given = model(served.address, at_once=1).complete([PROMPT] * 3)
    assert [one.text for one in given] == ["0", "1", "2"]


def test_a_busy_endpoint_is_waited_for() -> None:
    assert asked(Reply(status=429, headers={"Retry-After": "0"}), Reply(text="[]")).text == "[]"


def test_one_that_is_busy_for_long_is_not() -> None:
    assert "busy (HTTP 503)" in asked(Reply(status=503, headers={"Retry-After": "900"})).failed


def test_a_reasoning_model_is_asked_in_its_own_words() -> None:
    refusal = Reply(status=400, body=b'{"error": "use max_completion_tokens"}')
    with serving(refusal, Reply(text="[]")) as served:
        assert model(served.address).complete([PROMPT])[0].text == "[]"
    assert served.bodies[1]["max_completion_tokens"] == 50
    assert not {"max_tokens", "temperature"} & served.bodies[1].keys()


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(status=401), "check 'llm_key'"),
        (Reply(status=404), "check 'llm_address' and 'llm_model'"),
        (Reply(status=302, headers={"Location": "https://elsewhere.example/"}), "sends us on"),
        (Reply(status=400), "does not take the prompt (HTTP 400)"),
        (Reply(body=b"<html>"), "no chat completions answer"),
        (Reply(body=b'{"choices": []}'), "no chat completions answer"),
        (Reply(seconds=1.5), "takes too long to answer"),
        (Reply(body=b"x" * 1_100_000), "more than an answer"),
    ],
)
def test_what_keeps_us_from_asking_is_one_line_without_the_key(reply: Reply, words: str) -> None:
    failed = asked(reply, key=KEY, timeout=0.5).failed
    assert words in failed
    assert KEY not in failed and "\n" not in failed


def test_an_endpoint_that_is_away_is_asked_once_for_many_prompts() -> None:
    with serving(Reply()) as served:
        address = served.address
    given = model(address, at_once=1).complete([PROMPT] * 3)
    assert "cannot be reached" in given[0].failed
    assert all(one.failed == "not asked, since the model failed before" for one in given[1:])


def test_a_key_that_an_answer_repeats_is_left_out() -> None:
    assert KEY not in asked(Reply(text=f"your key is {KEY}"), key=KEY).text


def test_the_key_shows_nowhere() -> None:
    endpoint = Endpoint(address="https://llm.example/v1", model="small", key=KEY)
    assert KEY not in repr(endpoint) and KEY not in repr(OpenAICompatible(endpoint))


@pytest.mark.parametrize(
    ("endpoint", "words"),
    [
        (Endpoint(address="", model="small"), "set 'llm_address'"),
        (Endpoint(address="http://127.0.0.1/v1", model=""), "set 'llm_model'"),
        (Endpoint(address="gopher://x", model="small"), "write https://"),
        (Endpoint(address="https://me:pw@x.example", model="small"), "'llm_key'"),
        (Endpoint(address="http://llm.example/v1", model="small", key=KEY), "not sent in the clear"),
        (Endpoint(address="https://llm.example/v1", model="small", key="a b"), "letters no key has"),
    ],
)
def test_a_setting_at_fault_is_named(endpoint: Endpoint, words: str) -> None:
    with pytest.raises(Config, match=words):
        OpenAICompatible(endpoint)
