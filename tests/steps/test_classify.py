"""Classifying: what is checked, what is not, and what the reader is told then."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.errors import InputError, NotCheckable
from wellsourced.model.claims import InquiryKind
from wellsourced.steps.classify import LONGEST, read_inquiry

TODAY = date(2026, 11, 22)


def kind_of(text: str, place: str | None = None) -> str:
    try:
        return read_inquiry(text, on=TODAY, place=place).kind.value
    except NotCheckable as refused:
        assert refused.message and refused.next_step
        return refused.kind


@pytest.mark.parametrize(
    "text",
    [
        "Can a sheriff in Ohio decline an ICE detainer?",
        "does the tooth fairy pay taxes",
        "How many counties closed their jails in 2024?",
        "What is a judicial warrant?",
        "Who signed the ordinance in Denver",
        "Can you be deported for shoplifting?",
        "Do police need a warrant to search your car?",
        "Under Iowa law, must jails call ICE?",
        "Is Smith v. Jones still good law?",
        "Should a detainer be signed by a judge under Illinois law?",
        "Has the video of the arrest in Tulsa been authenticated?",
        "Why did the city end its contract with ICE?",
        "Do you need a permit to march in Boston?",
    ],
)
def test_questions_are_checked(text: str) -> None:
    assert kind_of(text) == InquiryKind.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "Halloween has Celtic roots",
        "Every household in Alder must separate food scraps from trash",
        "local police protect ICE during raids",
        "The mayor resigned in 2021.",
        "Turmeric cures cancer",
        "Sheriffs refuse detainers in Oregon",
        "ICE said it will hire 10,000 officers.",
        "Senator Vance shot in the arm with a dart",
        "The county will pay $4 million under the order.",
    ],
)
def test_statements_are_checked(text: str) -> None:
    assert kind_of(text) == InquiryKind.CLAIM


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://example.org/a-page", "link"),
        ("example.com", "link"),
        ("[Some page](https://example.org)", "link"),
        ('<a href="https://example.org/">Some page</a>', "link"),
        ("detainers", "fragment"),
        ("Limits of police power", "fragment"),
        ("jail contracts and bed counts Georgia 2025", "fragment"),
        ("What did experts say about the video?", "fragment"),
        ("Is this article true?", "fragment"),
        ("Did he resign?", "fragment"),
        ("Can the sheriff in my county refuse?", "fragment"),
        ("If the state requires registration, can users ...", "fragment"),
        ("Is Springfield the best city in the state?", "opinion"),
        ("Is Judge Roe a bad judge?", "opinion"),
        ("Sheriffs should ignore detainers.", "opinion"),
        ("I think jails are cruel", "opinion"),
        ("Will the county win its appeal?", "prediction"),
        ("How likely is a recession?", "prediction"),
        ("Which towns will sign next year?", "prediction"),
        ("Sea level rise probability by 2090", "prediction"),
        ("Should I talk to an ICE agent?", "advice"),
        ("How do I find a lawyer?", "advice"),
        ("how to remove a detainer", "advice"),
        ("Your article is wrong about the sheriff", "complaint"),
        ("Why do you call her the former mayor", "complaint"),
        ("This site is garbage", "complaint"),
        ("you are idiots", "complaint"),
        ("Is Wellsourced biased?", "about_us"),
        ("Who funds this website?", "about_us"),
        ("Are you a robot?", "about_us"),
    ],
)
def test_the_rest_is_told_what_to_do_instead(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_a_place_given_answers_for_my_county() -> None:
    assert kind_of("Can the sheriff in my county refuse?", place="US-TX-county-Harris") == "question"


def test_a_fragment_gets_a_question_back_that_names_it() -> None:
    with pytest.raises(NotCheckable, match="What do you want to know about “Limits of police power”"):
        read_inquiry("Limits of police power", on=TODAY)


@pytest.mark.parametrize("text", ["", "  \n ", "\ufeff"])
def test_empty_text_is_told_so(text: str) -> None:
    with pytest.raises(InputError):
        read_inquiry(text, on=TODAY)


def test_a_document_is_sent_to_add() -> None:
    with pytest.raises(InputError, match=r"`add`"):
        read_inquiry("a" * (LONGEST + 1), on=TODAY)


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\ufffd", "\x7f"])
def test_what_is_no_text_is_named(char: str) -> None:
    with pytest.raises(InputError, match=f"U\\+{ord(char):04X}"):
        read_inquiry(f"Is it {char} legal in Ohio?", on=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "¿Puede la policía negarse a cooperar?",
        "La police peut-elle refuser de coopérer avec les autorités?",
        "Kann die Polizei das ablehnen?",
        "Может ли полиция отказаться?",
        "警察可以拒绝吗",
    ],
)
def test_other_languages_get_one_clear_line(text: str) -> None:
    with pytest.raises(InputError, match="English") as refused:
        read_inquiry(text, on=TODAY)
    assert not isinstance(refused.value, NotCheckable)


@pytest.mark.parametrize("text", ["Is Los Angeles in La Habra?", "Did José Núñez sue El Paso County?"])
def test_foreign_names_are_english_enough(text: str) -> None:
    assert kind_of(text) == InquiryKind.QUESTION


def test_the_inquiry_keeps_what_it_was_asked_for() -> None:
    inquiry = read_inquiry(" can the  sheriff refuse ", on=TODAY, place="US-TX", agency="sheriff")
    assert (inquiry.text, inquiry.title) == ("can the sheriff refuse", "Can the sheriff refuse?")
    assert (inquiry.slug, inquiry.place, inquiry.agency) == ("can-the-sheriff-refuse", "US-TX", "sheriff")
    assert inquiry.on == TODAY


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    try:
        assert read_inquiry(text, on=TODAY).title
    except InputError as refused:
        assert "\n" not in str(refused)


def test_a_long_text_without_spaces_is_read_in_a_moment() -> None:
    started = process_time()
    with pytest.raises(InputError):
        read_inquiry("1-" * 9_000, on=date(2026, 11, 22))
    assert process_time() - started < 5
