"""The rule edits that make training rows: each turns the meaning, or keeps it, as its label says."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from edits import (
    admin,
    conditions,
    extract,
    leakage,
    quantities,
    relations,
    reorder,
    rephrase,
    shorten,
    swaps,
    wording,
)
from edits.choose import choose
from edits.evidence import Shelf, overlap, run_together, views
from edits.forms import fit
from edits.model import NEI, REFUTED, SUPPORTED, Change, Made, Passage
from edits.texts import country_held_out, factbook, split, web_docs
from edits.wordnet import WordNet


def applied(changes: list[Change], sentence: str) -> dict[str, str]:
    """What the changes make of the sentence, with their labels."""
    return {text: change.label for change in changes if (text := change.apply(sentence)) is not None}


def every(edit, sentence: str, draws: int = 30) -> dict[str, str]:
    return {
        text: label
        for seed in range(draws)
        for text, label in applied(edit(sentence, Random(seed)), sentence).items()
    }


def test_a_change_is_made_once_and_on_whole_words() -> None:
    assert Change("cat", "dog", "name").apply("A cat sat.") == "A dog sat."
    assert Change("cat", "dog", "name").apply("A concatenated cat saw a cat.") is None
    assert Change("cat", "dog", "name").apply("Concatenate.") is None


def test_figures_get_another_value_in_the_same_dress() -> None:
    made = every(quantities.changed_figures, "The city counted 5,200 inhabitants in 1990.")
    assert made and all(label == REFUTED for label in made.values())
    for text in made:
        assert "5,200" not in text and text.endswith("inhabitants in 1990.")
        assert text.split()[3].replace(",", "").isdigit() and text.split()[3] != "5200"


def test_figures_in_words_change_too_but_no_years() -> None:
    made = every(quantities.changed_figures, "The league has seven teams since 1990.")
    assert made and all("seven" not in text and "1990" in text for text in made)


def test_a_figure_of_one_digit_and_zeros_ends_in_another_value() -> None:
    for seed in range(200):
        for change in quantities.changed_figures("It costs 100 dollars.", Random(seed)):
            assert change.new not in ("100", "0")


def test_units_and_magnitudes_change() -> None:
    assert "They waited six hours." not in every(quantities.changed_units, "They waited six hours.")
    assert "They waited six minutes." in every(quantities.changed_units, "They waited six hours.")
    made = every(quantities.changed_units, "It cost 3 million dollars.")
    assert {"It cost 3 billion dollars.", "It cost 3 thousand dollars."} <= set(made)
    assert "Some 25 of the voters agreed." in every(quantities.changed_units, "Some 25% of voters agreed.")


def test_dates_change_in_year_month_and_order() -> None:
    made = every(quantities.changed_dates, "Founded in March 1950, it closed in 1975.")
    assert any("March" not in text for text in made)
    assert "Founded in March 1975, it closed in 1950." in made
    assert all(text != "Founded in March 1950, it closed in 1975." for text in made)
    assert not every(quantities.changed_dates, "It lay open on a hill.")


def test_the_modal_may_is_no_month() -> None:
    assert not every(quantities.changed_dates, "A court may order it.")


def test_comparisons_are_reversed() -> None:
    made = every(quantities.changed_comparisons, "More people than before paid at least 10 dollars.")
    assert "More people than before paid at most 10 dollars." in made
    assert every(quantities.changed_comparisons, "It is the largest lake.") == {
        "It is the smallest lake.": REFUTED
    }


@pytest.mark.parametrize(
    ("sentence", "changed"),
    [
        ("The act is valid.", "The act is not valid."),
        ("The act is not valid.", "The act is valid."),
        ("The court can hear it.", "The court cannot hear it."),
        ("The town cannot levy it.", "The town can levy it."),
        ("The rule does not bind cities.", "The rule binds cities."),
        ("The mayor appoints the board.", "The mayor does not appoint the board."),
        ("The senate rejected the bill.", "The senate did not reject the bill."),
    ],
)
def test_a_not_is_put_in_and_taken_out(sentence: str, changed: str) -> None:
    assert every(wording.negation, sentence).get(changed) == REFUTED


def test_a_condition_is_not_negated_in_place_of_the_main_clause() -> None:
    assert not every(wording.negation, "If the fee is paid, nobody can appeal.")


@pytest.mark.parametrize(
    ("sentence", "changed", "label"),
    [
        ("The agency may deny it.", "The agency must deny it.", REFUTED),
        ("The agency must deny it.", "The agency may deny it.", REFUTED),
        ("The agency must deny it.", "The agency need not deny it.", REFUTED),
        ("The agency should deny it.", "The agency must deny it.", NEI),
        ("The agency shall publish it.", "The agency shall not publish it.", REFUTED),
        ("Service is voluntary there.", "Service is compulsory there.", REFUTED),
    ],
)
def test_modality(sentence: str, changed: str, label: str) -> None:
    assert every(wording.changed_modality, sentence).get(changed) == label


def test_no_second_denial_is_put_beside_neither() -> None:
    assert not every(wording.changed_modality, "Neither side must yield.")


@pytest.mark.parametrize(
    ("sentence", "changed", "label"),
    [
        ("Some states allow it.", "All states allow it.", NEI),
        ("All states allow it.", "Some states allow it.", SUPPORTED),
        ("Most states allow it.", "Few states allow it.", REFUTED),
        ("It is a federal law.", "It is a state law.", REFUTED),
        ("He visited all the towns.", "He visited only some of the towns.", REFUTED),
    ],
)
def test_scope(sentence: str, changed: str, label: str) -> None:
    assert every(wording.changed_scope, sentence).get(changed) == label


def test_a_floating_amount_is_left_alone() -> None:
    assert not every(wording.changed_scope, "The towns all agreed.")


def test_outcomes_are_reversed() -> None:
    assert "The court overturned the rule." in every(wording.changed_outcome, "The court upheld the rule.")
    assert "Crime fell in March." in every(wording.changed_outcome, "Crime rose in March.")
    assert not every(wording.changed_outcome, "The United States met more than once.")


def test_conditions_are_turned_round() -> None:
    made = every(conditions.changed_conditions, "The site may refuse unless the user has consented.")
    assert made.get("The site may refuse if the user has consented.") == REFUTED
    made = every(conditions.changed_conditions, "It accepts either cash or checks.")
    assert made.get("It accepts neither cash nor checks.") == REFUTED
    assert not every(conditions.changed_conditions, "They asked if the court had ruled.")


def test_a_dropped_limit_leaves_the_claim_open() -> None:
    rule = "The agency may refuse the request unless a court orders it."
    assert conditions.dropped_limits(rule) == [("The agency may refuse the request.", NEI)]
    opening = "If the fee is paid in time, the office must issue the license."
    assert conditions.dropped_limits(opening) == [("The office must issue the license.", NEI)]


def test_what_limits_nothing_is_not_dropped_as_a_limit() -> None:
    assert not conditions.dropped_limits("The older application code works without any change at all.")
    assert not conditions.dropped_limits("The clause can contain ordinary tables even if it is the last one.")
    assert conditions.dropped_limits("The agents cannot enter the house without a judicial warrant.") == [
        ("The agents cannot enter the house.", NEI)
    ]


def test_the_circumstance_of_a_past_event_is_no_limit() -> None:
    assert not conditions.dropped_limits("The young king was crowned in the abbey when he reached the city.")


def test_an_added_limit_makes_a_rule_open_and_a_limited_rule_does_not_bear_out_the_rule() -> None:
    (change,) = conditions.added_qualifiers("The office must issue the license.", Random(1))
    assert (change.label, change.back) == (NEI, NEI)
    text = change.apply("The office must issue the license.")
    assert text is not None and text.startswith("The office must issue the license ") and text.endswith(".")
    (told,) = conditions.added_qualifiers("The office issued the license.", Random(1))
    assert (told.label, told.back) == (NEI, SUPPORTED)


def test_names_are_swapped_for_known_ones_of_their_type() -> None:
    around = ["He lived in Lyon.", "They met Paris and Lyon in Bonn.", "She was born in Ghent."]
    pool = swaps.NamePool(around)
    sentence = "Anna Weber was born in Paris."
    found = [c for seed in range(20) for c in swaps.swapped_names(sentence, around, pool, Random(seed))]
    assert {"Anna Weber was born in Lyon.", "Anna Weber was born in Bonn."} & set(applied(found, sentence))
    assert all(change.label == REFUTED for change in found if change.old == "Paris")


def test_another_subject_leaves_the_claim_open() -> None:
    around = ["In it Anna Weber and Karl Braun met.", "The prize of Karl Braun was large."]
    pool = swaps.NamePool(around)
    found = [
        c for s in range(20) for c in swaps.swapped_names("Anna Weber won a prize.", around, pool, Random(s))
    ]
    assert found and all((c.label, c.new) == (NEI, "Karl Braun") for c in found)


def test_subject_and_object_are_exchanged_only_where_that_matters() -> None:
    (change,) = swaps.exchanged("Spain defeated Portugal in the war.")
    assert change.apply("Spain defeated Portugal in the war.") == "Portugal defeated Spain in the war."
    assert not swaps.exchanged("Spain and Portugal signed it.")
    (phrase,) = swaps.exchanged("The president appoints the board of directors.")
    assert (
        phrase.apply("The president appoints the board of directors.")
        == "The board of directors appoints the president."
    )


def test_rewordings_keep_number_and_date() -> None:
    rng = Random(1)
    made = rephrase.numbers("It had 1,200 seats and 5% growth.", rng)
    assert "It had 1200 seats and 5% growth." in made
    assert "It had twelve hundred seats and 5% growth." in made
    assert "It had 1,200 seats and 5 percent growth." in made
    assert "It happened on 4 July 1976 there." in rephrase.days("It happened on July 4, 1976 there.", rng)
    assert "It happened in 1976 there." in rephrase.days("It happened on July 4, 1976 there.", rng)


def test_about_is_rounded_within_two_digits() -> None:
    made = rephrase.numbers("It had 1,187 seats.", Random(1))
    assert any(text.endswith(" 1,200 seats.") and text != "It had 1,200 seats." for text in made)


def test_an_opener_is_taken_off() -> None:
    assert rephrase.bare("However, the law stands.") == "The law stands."
    assert rephrase.bare("Thereafter the law stands.") == "Thereafter the law stands."


def test_stock_phrases_are_put_for_one_another_with_their_article() -> None:
    made = rephrase.phrases("The court is located in Lyon.", Random(1))
    assert "The court is situated in Lyon." in made


def test_shortenings_leave_out_what_limits_nothing() -> None:
    rng = Random(1)
    assert "The lake (a deep one) froze." not in shorten.shortened(
        "The lake (a deep one) froze over again.", rng
    )
    assert "The lake froze over again." in shorten.shortened("The lake (a deep one) froze over again.", rng)
    assert shorten.without_time("The bridge over the river was opened in 1931.", rng) == [
        "The bridge over the river was opened."
    ]
    assert shorten.fewer_items("It produces copper, iron, and gold.", rng) == ["It produces copper and gold."]
    assert not shorten.fewer_items("It consists of copper, iron, and gold.", rng)
    assert shorten.without_adverb("The council promptly rejected the plan.", rng) == [
        "The council rejected the plan."
    ]
    assert not shorten.without_adverb("The council nearly rejected the plan.", rng)
    assert not shorten.without_adverb("The council did not promptly reject the plan.", rng)
    assert shorten.without_opening("With French help, the prince was restored in 1815.", rng) == [
        "The prince was restored in 1815."
    ]
    assert shorten.weaker("It was seen by many towns.", rng) == ["It was seen by some towns."]


def test_clauses_are_turned() -> None:
    rng = Random(1)
    assert reorder.clauses_turned("If the value is zero, the call fails at once.", rng) == [
        "The call fails at once if the value is zero."
    ]
    assert reorder.clauses_turned("The whole call fails at once if the value is zero.", rng) == [
        "If the value is zero, the whole call fails at once."
    ]
    assert not reorder.clauses_turned("The whole call fails only if the value is zero.", rng)
    assert reorder.inverted("Lyon is the seat of the court.", rng) == ["The seat of the court is Lyon."]
    assert reorder.possessive("He saw the capital of France.", rng) == ["He saw France's capital."]
    assert reorder.moved_opening("In 1990, the company opened a new plant.", rng) == [
        "The company opened a new plant in 1990."
    ]


def test_statements_are_taken_out_of_a_sentence() -> None:
    rng = Random(1)
    assert "Lyon is the seat of the court." in extract.apposition(
        "Lyon, the seat of the court, was burned.", rng
    )
    assert "Lyon was burned." in extract.apposition("Lyon, the seat of the court, was burned.", rng)
    assert (
        extract.born("Anna Weber (born May 4, 1960) is a painter.", rng)[0]
        == "Anna Weber was born on May 4, 1960."
    )
    assert extract.relative("They crossed the old bridge, which was built in Roman times.", rng) == [
        "The old bridge was built in Roman times."
    ]
    assert extract.parts("The council was elected in May and was dissolved in June.", rng) == [
        "The council was elected in May.", "The council was dissolved in June."
    ]  # fmt: skip
    assert extract.active("The film was directed by Anna Weber.", rng) == ["Anna Weber directed the film."]
    assert extract.passive("Anna Weber directed the film.", rng) == ["The film was directed by Anna Weber."]


def test_a_pronoun_is_put_as_the_name_before() -> None:
    before = "Anna Weber is a painter."
    assert extract.named("She lives in a village.", before, Random(1)) == ["Anna Weber lives in a village."]
    assert not extract.named("She lives in a village.", "The weather was bad.", Random(1))


def test_bounds_hold_and_break() -> None:
    for seed in range(20):
        (pair,) = relations.bounds("The town has 5,280 inhabitants.", Random(seed))
        assert _bound_holds(pair.sound, 5280) and not _bound_holds(pair.broken, 5280)


def _bound_holds(claim: str, value: int) -> bool:
    words = claim.removeprefix("The town has ").removesuffix(" inhabitants.")
    mark = int(words.split()[-1].replace(",", ""))
    if words.startswith(("more than", "over", "at least", "upwards of")):
        return value >= mark
    assert words.startswith(("fewer than", "less than", "under", "at most", "no more than"))
    return value <= mark


def test_years_have_no_bounds() -> None:
    assert not relations.bounds("He was buried there on 3 October 1635.", Random(1))
    assert not relations.hedged("He was buried there on 3 October 1635.", Random(1))


def test_exactly_is_more_than_about() -> None:
    labels = {pair.broken: pair.label for pair in relations.hedged("It has about 1,300 seats.", Random(1))}
    assert labels == {"It has exactly 1,300 seats.": NEI}


def test_two_values_are_compared() -> None:
    pairs = relations.compared("The jobless rate rose from 8% in 2008 to 10% in 2014.", Random(1))
    assert ("The jobless rate rose.", "The jobless rate fell.") in [(p.sound, p.broken) for p in pairs]
    assert any("rose by 2 percentage points" in p.sound for p in pairs)


def test_titles() -> None:
    (pair,) = relations.titles("Then President Adams left.", Random(1))
    assert "Adams" in pair.sound and "president" in pair.sound and "president" not in pair.broken


def test_two_countries_are_compared() -> None:
    measure = ("population", "", "larger", "smaller")
    for seed in range(20):
        fact = admin.comparison(("Mali", "2,000", 2000.0), ("Togo", "1,000", 1000.0), measure, Random(seed))
        assert fact is not None and "2,000" in fact[0] and "1,000" in fact[0] and fact[1] != fact[2]
    assert admin.comparison(("Mali", "5", 5.0), ("Togo", "5", 5.0), measure, Random(1)) is None


def test_administrative_facts_follow_their_field() -> None:
    fields = {"Government": {"Suffrage": {"text": "18 years of age; universal"}, "Citizenship": {
        "dual citizenship recognized": {"text": "no"}, "residency requirement for "
            "naturalization": {"text": "5 years"},
    }}}  # fmt: skip
    for seed in range(10):
        for written, sound, broken, kind in admin.facts_of("Mali", fields, Random(seed)):
            assert sound != broken and "Mali" in written
            if kind == "citizenship":
                assert "not" in sound or "prohibited" in sound


def test_evidence_holds_the_sentence_and_stays_short() -> None:
    passage = Passage(
        "text", "one", ("The first sentence stands here.", "The second one follows.", "A third ends it.")
    )
    shelf = Shelf([passage, Passage("text", "two", ("Nothing of the kind is told in this one.",))])
    for seed in range(40):
        assert "Put in." in views(passage, 1, "Put in.", shelf, Random(seed))
    long = ["word " * 60 + "end.", "It is here.", "word " * 120 + "end."]
    assert "It is here." in run_together(long, 1) and len(run_together(long, 1).split()) < 150


def test_a_near_miss_shares_words_but_comes_from_elsewhere() -> None:
    own = Passage("text", "one", ("The copper mine near Lyon closed after the flood.",))
    other = Passage("text", "two", ("Another copper mine near Ghent was drained again.",))
    shelf = Shelf([own, other])
    assert shelf.near_miss(own.sentences[0], own, Random(1)) == other.sentences[0]
    assert overlap("copper mine", "The copper mine.") == 1.0


def test_fit_claims() -> None:
    assert fit("The council was elected in May.")
    for text in (
        "was elected in May by all.",
        "Too short.",
        "See the list of towns in May.",
        "It ended. Then it began anew.",
    ):
        assert not fit(text)


def row(claim: str, label: str, kind: str) -> Made:
    return Made(claim, f"evidence of {claim}", label, f"edits_text_{kind}")


def test_labels_come_in_their_shares_and_kinds_side_by_side() -> None:
    groups = [[row(f"s{n}", SUPPORTED, f"k{n % 4}"), row(f"r{n}", REFUTED, f"k{n % 4}")] for n in range(400)]
    groups += [[row(f"n{n}", NEI, "removed")] for n in range(400)]
    groups += [[row(f"q{n}", SUPPORTED, "open"), row(f"p{n}", NEI, "open")] for n in range(100)]
    groups += [[row(f"x{n}", SUPPORTED, "lone")] for n in range(400)]
    chosen = [made for group in choose(groups, 400, Random(1)) for made in group]
    counts = {label: sum(made.label == label for made in chosen) for label in (SUPPORTED, REFUTED, NEI)}
    assert counts == {SUPPORTED: 160, REFUTED: 140, NEI: 100}
    assert {sum(m.source == f"edits_text_k{n}" and m.label == REFUTED for m in chosen) for n in range(4)} == {
        35
    }


def test_runs_of_thirteen_words_collide_in_any_case(tmp_path: Path) -> None:
    run = "one two three four five six seven eight nine ten eleven twelve thirteen"
    parts = ["one two three four", "five six seven eight nine ten eleven twelve thirteen"]
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": parts}) + "\n")
    known = leakage.hashes_of(tmp_path)
    assert leakage.collides({"claim": "x", "evidence": f"So: {run.title()}!"}, known)
    assert not leakage.collides({"claim": "x", "evidence": run.replace("seven", "7")}, known)


def test_texts_are_read_as_prose(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<p>The server must close the file before the next call is made.</p><p>x = f(y);</p>"
    )
    (passage,) = web_docs("docs", tmp_path, "*.html", 1.0, Random(1))
    assert passage.sentences == ("The server must close the file before the next call is made.",)
    assert split("It fell (see ). It rose ().") == ["It fell.", "It rose."]


def test_held_out_countries_are_left_out(tmp_path: Path) -> None:
    for name in ("Mali", "Togo", "Peru", "Chad", "Cuba", "Oman", "Fiji", "Iraq", "Laos", "Kenya"):
        fields = {"Government": {"Country name": {"conventional short form": {"text": name}}}}
        (tmp_path / f"{name}.json").write_text(json.dumps(fields))
    kept = [name for name, _ in factbook(tmp_path)]
    assert kept and not any(country_held_out(name) for name in kept)
    assert all(country_held_out(path.stem) for path in tmp_path.iterdir() if path.stem not in kept)


def test_synonyms_come_from_single_senses(tmp_path: Path) -> None:
    for part in ("noun", "verb", "adj", "adv"):
        (tmp_path / f"data.{part}").write_text("")
    (tmp_path / "data.noun").write_text(
        "00000001 18 n 02 attorney 0 lawyer 0 000 | x\n00000002 18 n 02 bank 0 shore 0 000 | "
        "x\n00000003 18 n 01 bank 0 000 | x\n"
    )
    words = WordNet(tmp_path)
    assert (
        words.synonyms("attorney") == ["lawyer"]
        and words.synonyms("bank") == []
        and words.part("attorney") == "n"
    )
