"""Training rows from frames: the same for a seed, balanced, silent in the claim alone, sound English."""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))

from frames.build import build, main  # noqa: E402
from frames.modality import tell  # noqa: E402
from frames.phrases import Actor, action  # noqa: E402
from frames.words import finish, ing, join, name_number, past, plain, spin, third  # noqa: E402

Row = dict[str, str]
SEED, COUNT = 7, 6000
LABELS = ("supported", "refuted", "nei")


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(build(SEED, COUNT))


def test_a_seed_gives_the_same_rows_and_another_gives_others(rows: list[Row]) -> None:
    assert list(build(SEED, 300)) == rows[:300]
    assert {row["claim"] for row in build(SEED + 1, 300)}.isdisjoint(row["claim"] for row in rows[:300])


def test_no_pair_comes_twice_and_each_has_all_fields(rows: list[Row]) -> None:
    assert len({(row["claim"], row["evidence"]) for row in rows}) == len(rows) == COUNT
    assert all(set(row) == {"claim", "evidence", "label", "source"} and all(row.values()) for row in rows)


def test_labels_are_balanced(rows: list[Row]) -> None:
    share = {label: count / len(rows) for label, count in Counter(row["label"] for row in rows).items()}
    assert share == pytest.approx({"supported": 0.38, "refuted": 0.34, "nei": 0.28}, abs=0.025)


def test_every_kind_has_every_label(rows: list[Row]) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    counted = Counter(row["source"] for row in rows)
    for row in rows:
        found[row["source"]].add(row["label"])
    assert {source for source in found if counted[source] >= 20 and found[source] != set(LABELS)} == set()
    domains = {source.split("_")[1] for source in found}
    assert domains == {
        "law",
        "courts",
        "figures",
        "science",
        "climate",
        "health",
        "news",
        "sayings",
        "world",
        "tables",
    }


def test_nobody_is_told_one_pair_with_two_labels(rows: list[Row]) -> None:
    """The same words of claim and passage, in whatever case, never come under two labels."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        told[row["claim"].lower(), row["evidence"].lower()].add(row["label"])
    assert all(len(labels) == 1 for labels in told.values())


def words_of(text: str) -> list[str]:
    words = re.findall(r"[a-z]+|\d+", text.lower())
    return words + [f"{one} {two}" for one, two in pairwise(words)]


def accuracy(rows: list[Row], features: Callable[[Row], Iterable[str]]) -> float:
    """Naive Bayes on binary features, learnt on four fifths of the claims and tried on the others."""
    claims = sorted({row["claim"] for row in rows})
    tried = set(claims[::5])
    seen: dict[str, Counter[str]] = {label: Counter() for label in LABELS}
    count: Counter[str] = Counter()
    for row in rows:
        if row["claim"] not in tried:
            count[row["label"]] += 1
            seen[row["label"]].update(set(features(row)))

    # A feature met once or never would only tell which label has fewer rows.
    known = {one for one, met in sum(seen.values(), Counter[str]()).items() if met >= 3}

    def likely(row: Row) -> str:
        found = known.intersection(features(row))
        return max(
            LABELS,
            key=lambda label: (
                math.log(count[label])
                + sum(math.log((seen[label][one] + 0.5) / (count[label] + 1)) for one in found)
            ),
        )

    kept = [row for row in rows if row["claim"] in tried]
    return sum(likely(row) == row["label"] for row in kept) / len(kept)


def test_a_claim_alone_does_not_tell_its_label(rows: list[Row]) -> None:
    commonest = max(Counter(row["label"] for row in rows).values()) / len(rows)
    assert accuracy(rows, lambda row: words_of(row["claim"])) < commonest + 0.03


def test_the_measure_of_leaks_sees_a_leak(rows: list[Row]) -> None:
    marked = [{**row, "claim": f"{row['claim']} {row['label']}"} for row in rows]
    assert accuracy(marked, lambda row: words_of(row["claim"])) > 0.8


def test_shared_words_alone_do_not_tell_the_label(rows: list[Row]) -> None:
    def overlap(row: Row) -> list[str]:
        claim, evidence = set(words_of(row["claim"])), set(words_of(row["evidence"]))
        return [f"{10 * len(claim & evidence) // len(claim)}"]

    assert accuracy(rows, overlap) < 0.47


def test_a_passage_alone_tells_little(rows: list[Row]) -> None:
    assert accuracy(rows, lambda row: words_of(row["evidence"])) < 0.52


def test_overlap_runs_from_little_to_word_for_word(rows: list[Row]) -> None:
    shares = []
    for row in rows:
        if row["label"] == "supported" and not row["source"].startswith("frames_tables"):
            claim, evidence = (set(re.findall(r"\w+", row[part].lower())) for part in ("claim", "evidence"))
            shares.append(len(claim & evidence) / len(claim))
    shares.sort()
    assert shares[len(shares) // 20] < 0.5
    assert shares[-len(shares) // 20] == 1.0


def test_lengths(rows: list[Row]) -> None:
    claims = sorted(len(row["claim"].split()) for row in rows)
    passages = sorted(len(row["evidence"].split()) for row in rows)
    assert claims[0] >= 3 and claims[len(rows) // 20] >= 5 and claims[-1] <= 40
    assert passages[len(rows) // 100] >= 9 and passages[-1] <= 125
    assert passages[len(rows) * 9 // 10] <= 80


SLIPS = {
    "two spaces": r"  ",
    "a space before a mark": r" [.,;:?!](?!\d)",
    "doubled mark": r"[.,;]{2}",
    "a before a vowel": r"(?:\ba|\. A|^A) (?:a|e(?!u)|i|o(?!ne|nce))[a-z]",
    "an before a consonant": r"\b[Aa]n [bcdfgjklmnpqrstvwz]",
    "a slot left open": r"[{}\[\]@]",
    "a word twice": r"\b(the|a|an|to|of|in|is|was|not|by|for|that) \1\b",
    "they with is": r"\bthey (is|has|was)\b",
}


@pytest.mark.parametrize("slip", SLIPS)
def test_no_slips(rows: list[Row], slip: str) -> None:
    wrong = re.compile(SLIPS[slip])
    found = [row[part] for row in rows for part in ("claim", "evidence") if wrong.search(row[part])]
    assert found == []


def test_claims_are_sentences(rows: list[Row]) -> None:
    gene = re.compile(r"[a-z]{1,3}[A-Z0-9]")
    for row in rows:
        assert row["claim"][0].isupper() or row["claim"][0].isdigit() or gene.match(row["claim"]), row[
            "claim"
        ]
        assert row["claim"].endswith("."), row["claim"]


def test_passages_end_and_begin_as_sentences(rows: list[Row]) -> None:
    for row in rows:
        if not row["source"].startswith("frames_tables"):
            assert row["evidence"].endswith((".", '"')), row["evidence"]
            for sentence in re.split(r"(?<=[a-z]{3}\.) ", row["evidence"]):
                assert not re.match(r"[a-z]{4}", sentence), row["evidence"]


def test_the_command_writes_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "deep" / "rows.jsonl"
    monkeypatch.setattr(sys, "argv", ["build", "--out", str(out), "--seed", "3", "--rows", "50"])
    main()
    written = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert sorted(map(str, written)) == sorted(map(str, build(3, 50)))
    assert [path.name for path in out.parent.iterdir()] == ["rows.jsonl"]


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("tow", ("tows", "towing", "towed")),
        ("carry", ("carries", "carrying", "carried")),
        ("stop", ("stops", "stopping", "stopped")),
        ("hold in a cell", ("holds in a cell", "holding in a cell", "held in a cell")),
        ("dismiss", ("dismisses", "dismissing", "dismissed")),
        ("free", ("frees", "freeing", "freed")),
        ("go", ("goes", "going", "went")),
    ],
)
def test_verbs(base: str, forms: tuple[str, str, str]) -> None:
    assert (third(base), ing(base), past(base)) == forms


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("a officer met an union", "an officer met a union"),
        ("a 18-year-old and a 11% cut", "an 18-year-old and an 11% cut"),
        ("an 100-page and a 8,000-acre", "a 100-page and an 8,000-acre"),
        ("a hour , a one-off", "an hour, a one-off"),
        ("a FBI agent, a RSV case", "an FBI agent, an RSV case"),
    ],
)
def test_articles(given: str, told: str) -> None:
    assert plain(given) == told


def test_sentences_and_numbers() -> None:
    assert finish("the city won") == "The city won."
    assert finish("p38 is needed") == "p38 is needed."
    assert (name_number(42), name_number(20), name_number(140)) == ("forty-two", "twenty", "140")
    assert join(["a", "b", "c"]) == "a, b, and c"


def test_choices_are_drawn_and_slots_filled() -> None:
    drawn = {
        spin(Random(seed), "[one|two[ and {x}|]] {y.name}", x="three", y=Actor("end")) for seed in range(40)
    }
    assert drawn == {"one end", "two and three end", "two end"}


ASSERTED = {
    "must": "must|shall|ha[sv]e? to|requir|oblig|duty|mandat|comp[eu]l|needs|bound|choice|declin|refus|opt",
    "mustnot": "not|prohibit|barred|forb|ban|off limits|against|unlawful|illegal|no |refrain|never",
    "neednot": "not|no |optional|voluntary|nothing|decline",
}
NEVER = {
    "must": "not share|not give|not required|need not",
    "mustnot": "not barred|free to|not required|need not",
    "neednot": "must share|may share|must give|may give|cannot",
}


@pytest.mark.parametrize("mode", ASSERTED)
def test_a_rule_is_told_in_its_mode(mode: str) -> None:
    share = action("share:files:with agents = give:agents:access to files")
    told = {tell(Random(seed), Actor("the office"), share, mode) for seed in range(300)}
    assert len(told) > 12
    assert [one for one in told if not re.search(ASSERTED[mode], one)] == []
    assert [one for one in told if re.search(NEVER[mode], one)] == []
