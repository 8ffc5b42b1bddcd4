"""A page worded by a language model: what the model may change, and what becomes of what it gets wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desks import FLAGSHIP, TODAY, Text, ask, bundled_desk, desk_of, flagship, html, labels, markdown
from wellsourced.adapters.llm.budgeted import Budget, Budgeted
from wellsourced.adapters.llm.kept import KeptCalls
from wellsourced.adapters.scripted_model import ScriptedModel, failing, honest, malformed, slow, told
from wellsourced.model.reports import Citation, Proposal, Report, Statement
from wellsourced.ports import Prompt
from wellsourced.steps.gate import Gate
from wellsourced.steps.writing.sheets import MOST_LETTERS, prompt, prompts_digest
from wellsourced.steps.writing.withholding import listed
from wellsourced.text.sentences import sentences

Script = Callable[[Prompt], str]
FERRY = (
    "The Harlow ferry carried 4,120 passengers in 2023. "
    "The council of Harlow closed the ferry on May 2, 2024. "
    "The ferry cost the council 2 million dollars a year."
)


def worded(script: Script) -> Report:
    return ask(FLAGSHIP, replace(bundled_desk(), model=lambda: ScriptedModel(script)))


@cache
def told_truly() -> Report:
    return worded(honest)


def lines(*texts: str) -> Script:
    """A model that writes these in every part, each citing the first sentence it was given."""

    def script(prompt: Prompt) -> str:
        if prompt.use not in ("section", "summary", "bottom_line", "rewrite"):
            return honest(prompt)
        made = [{"text": text, "cites": [1]} for text in texts]
        return json.dumps({"title": made[0], "sentences": made})

    return script


# What it may change.


def test_a_page_of_a_true_model_has_its_verdict_its_parts_and_the_models_name() -> None:
    report = told_truly()
    assert labels(report) == labels(flagship())
    assert len(report.sections) == len(flagship().sections)
    assert report.method.writer == "llm: scripted" and report.method.prompts == prompts_digest()
    assert report.method.fallbacks == () and report.withheld == ()


def test_verdict_answer_rules_and_what_to_watch_are_never_the_models() -> None:
    ours, theirs = flagship(), told_truly()
    assert theirs.verdicts == ours.verdicts
    assert (theirs.provisions, theirs.watch, theirs.unknowns) == (ours.provisions, ours.watch, ours.unknowns)


def test_the_method_on_the_page_names_writer_and_prompts() -> None:
    for page in (html(told_truly()), markdown(told_truly())):
        assert "llm: scripted" in page and prompts_digest() in page


def test_sections_come_in_the_models_order() -> None:
    def backward(prompt: Prompt) -> str:
        if prompt.use == "plan":
            return json.dumps({"order": list(range(len(told(prompt)), 0, -1))})
        return malformed(prompt)

    titles = [section.title.text for section in worded(backward).sections]
    assert titles == [section.title.text for section in reversed(flagship().sections)]


def test_prompts_are_short_however_long_a_source_is() -> None:
    long = prompt("section", {}, asked="Why?", passages=["word " * 3_000] * 12)
    assert len(long.text) < MOST_LETTERS + 700


def test_a_fence_changes_with_what_it_encloses_and_with_nothing_else() -> None:
    one, same, other = (prompt("summary", {}, asked="Why?", passages=[text]).text for text in ("a", "a", "b"))
    assert one == same and one != other


# What it gets wrong.


def test_a_malformed_answer_is_asked_for_again_once() -> None:
    model = ScriptedModel(malformed)
    report = ask(FLAGSHIP, replace(bundled_desk(), model=lambda: model))
    assert [one.use for one in model.asked].count("plan") == 2
    assert (report.sections, report.summary) == (flagship().sections, flagship().summary)
    assert any("Summary: the model's answer could not be read twice" in f for f in report.method.fallbacks)


def test_a_model_that_is_away_is_left_alone_and_the_page_says_so() -> None:
    model = ScriptedModel(failing)
    report = ask(FLAGSHIP, replace(bundled_desk(), model=lambda: model))
    assert len(model.asked) == 2
    assert report.sections == flagship().sections
    assert all(line in markdown(report).replace("\\", "") for line in report.method.fallbacks[:2])


def test_one_that_goes_away_half_way_leaves_the_rest_to_the_sources() -> None:
    seen: list[str] = []

    def dying(prompt: Prompt) -> str:
        seen.append(prompt.use)
        return honest(prompt) if len(seen) < 6 else failing(prompt)

    report = worded(dying)
    assert labels(report) == labels(flagship()) and len(report.sections) == len(flagship().sections)
    assert any(line.startswith("Section") for line in report.method.fallbacks)
    assert any(line.startswith("Questions") for line in report.method.fallbacks)


def test_a_slow_model_is_waited_for() -> None:
    assert worded(slow(0.01)).sections == told_truly().sections


def test_a_sentence_that_fails_is_sent_back_once_with_the_reason() -> None:
    model = ScriptedModel(lines("Sheriffs in 93 counties of Ohio refuse."))
    report = ask(FLAGSHIP, replace(bundled_desk(), model=lambda: model))
    again = [one for one in model.asked if one.use == "rewrite"]
    assert len(again) == len({one.text for one in again}) > 0
    assert all("Sheriffs in 93 counties" in one.text and "why: it" in one.text for one in again)
    assert report.sections == flagship().sections


def test_one_that_is_mended_is_published() -> None:
    def mends(prompt: Prompt) -> str:
        return honest(prompt) if prompt.use == "rewrite" else lines("Ohio has 93 sheriffs.")(prompt)

    said = {statement.text for section in worded(mends).sections for statement in section.statements}
    assert said & {s.text for section in told_truly().sections for s in section.statements}


def test_what_is_withheld_is_listed_without_what_it_made_up() -> None:
    report = worded(lines("Judge Ellen Marlowe bars detainers in 93 counties, see https://leak.example/x."))
    assert report.withheld
    for form in (html(report), markdown(report), repr(report)):
        assert not any(word in form for word in ("Marlowe", "leak.example", "https://leak"))


def test_a_claim_taken_apart_may_not_become_another() -> None:
    def turning(prompt: Prompt) -> str:
        other = {"claims": ["Local police departments cannot refuse to cooperate with ICE requests."]}
        return json.dumps(other) if prompt.use == "claims" else honest(prompt)

    report = worded(turning)
    assert labels(report) == labels(flagship())
    assert report.verdicts[0].claim == flagship().verdicts[0].claim
    assert any(line.startswith("Claims: ") for line in report.method.fallbacks)


@settings(deadline=None)
@given(
    made_up=st.sampled_from(["https://{0}.example/a", "www.{0}.com", "{0}.org/study", "doi:10.1234/{0}"]),
    who=st.from_regex(r"[a-z]{6,12}", fullmatch=True),
    at=st.integers(0, 40),
    where=st.sampled_from(["{said}, see {url}.", "According to {url}, {said}.", "{said} ({url})."]),
)
def test_no_address_of_a_models_own_is_ever_published(made_up: str, who: str, at: int, where: str) -> None:
    desk = bundled_desk()
    passage = list(desk.library.view(TODAY).passages())[at]
    start, end = sentences(passage.text)[0]
    quote, url = passage.text[start:end], made_up.format(f"q{who}")
    text = where.format(said=quote.rstrip("."), url=url)
    gate = Gate(view=desk.library.view(TODAY), on=TODAY, verifier=desk.verifier)
    ruled = gate.written(Proposal(text=text, citations=(Citation(passage=passage.id, quote=quote),)))
    assert not isinstance(ruled, Statement)
    assert who not in repr(listed(ruled, [quote]))


# What it costs.


def test_the_same_check_again_asks_nothing_and_says_the_same(tmp_path: Path) -> None:
    desk = desk_of([Text(body=FERRY, publisher="Harlow Gazette")], tmp_path)
    model = ScriptedModel(honest)
    desk = replace(desk, model=lambda: KeptCalls(model, desk.library))
    first = ask("The council of Harlow closed the ferry in 2024.", desk)
    calls = len(model.asked)
    again = ask("The council of Harlow closed the ferry in 2024.", desk)
    assert calls > 0 and len(model.asked) == calls
    assert again.id == first.id and again.method.calls == first.method.calls
    assert desk.library.transcript(first.method.calls)[0].use == "claims"


@pytest.mark.parametrize("tokens", [0, 2_000, 6_000])
def test_a_check_never_uses_more_than_its_budget_and_still_ends(tokens: int) -> None:
    spent = Budgeted(ScriptedModel(honest), Budget(tokens=tokens))
    report = ask(FLAGSHIP, replace(bundled_desk(), model=lambda: spent))
    assert spent.tokens <= tokens
    assert labels(report) == labels(flagship())
    assert any("budget" in line for line in report.method.fallbacks)
