"""Promise 14: a link, a word, an insult, a wish gets a clear answer, and no page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desks import TODAY
from wellsourced.cli import main
from wellsourced.errors import NotCheckable
from wellsourced.steps.classify import read_inquiry

pytestmark = pytest.mark.promise(14)

UNCHECKABLE = {
    "link": [
        "https://gazette.example/2024/05/fees",
        "www.gazette.example",
        "gazette.com/news",
        "<a href='https://gazette.example'>fees</a>",
        "[fees](https://gazette.example/fees)",
        "https://a.example https://b.example",
    ],
    "fragment": [
        "detainers",
        "Tarn Bridge",
        "permit fees Alder County",
        "who?",
        "the mayor of Fennmouth",
        "Why did he say that?",
        "Is this video real?",
        "What does the article say?",
        "Does it apply here?",
        "How many police officers are there in my county?",
        "Alder County raised its permit fee because...",
    ],
    "complaint": [
        "you are idiots",
        "this site is garbage",
        "Your article on the bridge is wrong",
        "You got it wrong about the permit fee",
        "Why are you so biased?",
    ],
    "opinion": [
        "Is the Fennmouth council evil?",
        "Who is the best mayor?",
        "The ferry is disgraceful.",
        "I think the permit fee is too high.",
        "Should the county ban leaf blowers?",
    ],
    "prediction": [
        "Will the permit fee rise next year?",
        "Who will win the sheriff's race?",
        "What are the odds that the bridge closes?",
        "The bridge will collapse by 2050.",
    ],
    "advice": [
        "Should I buy a fishing permit?",
        "How do I get out of jail?",
        "How to catch trout",
        "Can I sue my landlord?",
        "What should we do about the leaf blowers?",
    ],
    "about_us": [
        "Who made you?",
        "How does this site work?",
        "Is Wellsourced reliable?",
    ],
}
CASES = [(kind, text) for kind, texts in UNCHECKABLE.items() for text in texts]

CHECKABLE = [
    "Did Alder County raise its fishing permit fee in 2024?",
    "The Tarn Bridge opened in 1990.",
    "Who was elected mayor of Fennmouth in 2022?",
    "Can a county sheriff hold a person without a warrant?",
    "Why did the Fennmouth council ban leaf blowers?",
    "Does the law let police record an interview?",
]


NOT_YET = [("fragment", "is it true"), ("complaint", "What a stupid bunch of morons")]


@pytest.mark.parametrize(("kind", "text"), NOT_YET)
def test_so_are_those_that_look_like_questions(kind: str, text: str) -> None:
    with pytest.raises(NotCheckable) as refused:
        read_inquiry(text, on=TODAY)
    assert refused.value.kind == kind


def test_a_claim_whose_verb_stands_far_from_its_subject_is_a_claim() -> None:
    text = "Anglers over the age of 70 pay no permit fee in Alder County."
    assert read_inquiry(text, on=TODAY).kind.value == "claim"


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_each_is_known_for_what_it_is(kind: str, text: str) -> None:
    with pytest.raises(NotCheckable) as refused:
        read_inquiry(text, on=TODAY)
    assert refused.value.kind == kind
    assert refused.value.message and refused.value.next_step


@pytest.mark.parametrize("text", CHECKABLE)
def test_what_can_be_checked_is_not_turned_away(text: str) -> None:
    assert read_inquiry(text, on=TODAY).kind.value in ("claim", "question")


def test_a_fragment_gets_a_question_back() -> None:
    for text in UNCHECKABLE["fragment"]:
        with pytest.raises(NotCheckable) as refused:
            read_inquiry(text, on=TODAY)
        assert "?" in refused.value.next_step or "Write" in refused.value.next_step, text


@pytest.mark.parametrize(("kind", "text"), [(kind, texts[0]) for kind, texts in UNCHECKABLE.items()])
def test_no_page_is_written(
    kind: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code = main(["check", text, "--library", "library", "--out", "page.html", "--json", "--quiet"])
    assert code == (0 if kind == "about_us" else 2)
    assert json.loads(capsys.readouterr().out)["kind"] == kind
    assert list(tmp_path.iterdir()) == []
