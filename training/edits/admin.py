"""Rows on the older Factbook's administrative fields: law, citizenship, suffrage, service, figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from random import Random

from edits.model import NEI, REFUTED, SUPPORTED, Made

__all__ = ["admin_groups", "comparison", "facts_of"]

Fields = Mapping[str, Mapping[str, Mapping[str, object]]]
Fact = tuple[str, str, str, str]
"""Evidence sentence, sound claim, broken claim, kind."""

_SERVICE = re.compile(
    r"^(\d\d)(?:-(\d\d))? years of age for (compulsory|voluntary)( male)?(?: and female)? "
    r"?(?:compulsory|voluntary)? ?military service"
)


def _text(fields: Fields, section: str, field: str, part: str | None = None) -> str:
    value: object = fields.get(section, {}).get(field, {})
    if part and isinstance(value, Mapping):
        value = value.get(part, {})
    return str(value.get("text") or "") if isinstance(value, Mapping) else ""


def _citizenship(country: str, fields: Fields, rng: Random) -> Iterator[Fact]:
    dual = _text(fields, "Government", "Citizenship", "dual citizenship recognized")
    if dual.split(",")[0].split(";")[0] in ("yes", "no") and not re.search(r"[,;]", dual):
        yes, no = rng.choice((
            (f"{country} recognizes dual citizenship.", f"{country} does not recognize dual citizenship."),
            (f"A citizen of {country} may also hold the citizenship of another country.",
             f"A citizen of {country} may not hold the citizenship of another country."),
            (f"Dual citizenship is permitted in {country}.", f"Dual citizenship is prohibited in {country}."),
        ))  # fmt: skip
        written = rng.choice((
            f"{country} — Citizenship: dual citizenship recognized: {dual}.",
            f"{country} {'recognizes' if dual == 'yes' else 'does not recognize'} dual citizenship.",
            f"Under the law of {country}, dual citizenship is {'' if dual == 'yes' else 'not '}recognized.",
        ))  # fmt: skip
        yield (written, yes, no, "citizenship") if dual == "yes" else (written, no, yes, "citizenship")
    years = re.fullmatch(
        r"(\d+) years?",
        _text(fields, "Government", "Citizenship", "residency requirement for naturalization"),
    )
    if years:
        yield from _residency(country, int(years[1]), rng)
    birth = _text(fields, "Government", "Citizenship", "birthright citizenship")
    if birth.startswith("no, unless at least one parent"):
        written = rng.choice((f"{country} — Citizenship: birthright citizenship: {birth}.",
                              f"Birth in {country} does not confer citizenship {birth[4:]}."))  # fmt: skip
        yield (
            written,
            f"A child born in {country} to two foreign parents does not become a citizen by birth.",
            rng.choice((f"Everyone born in {country} is a citizen by birth.",
                        f"A child born in {country} to two foreign parents becomes a citizen by birth.")),
            "birthright",
        )  # fmt: skip


def _residency(country: str, years: int, rng: Random) -> Iterator[Fact]:
    other = rng.choice([n for n in (2, 3, 4, 5, 7, 10, 12, 15, 20) if n != years])
    written = rng.choice((
        f"{country} — Citizenship: residency requirement for naturalization: {years} years.",
        f"Foreigners must live in {country} for {years} years before they can be naturalized.",
        f"In {country}, naturalization requires {years} years of residence.",
    ))  # fmt: skip
    sound, broken = rng.choice((
        (f"Naturalization in {country} takes {years} years of "
            f"residence.", f"Naturalization in {country} takes {other} years of residence."),
        (f"A person who has lived in {country} for only {years - 1} year{'s' * (years != 2)} does "
            f"not meet the residency requirement for naturalization.",
         f"A person who has lived in {country} for only {years - 1} year{'s' * (years != 2)} meets "
             f"the residency requirement for naturalization."),
        (f"{country} asks more than {years - 1} year{'s' * (years != 2)} of residence of those who "
            f"seek naturalization.",
         f"{country} asks more than {years} years of residence of those who seek naturalization."),
        (f"Foreigners who have lived in {country} for {years + 2} years meet the residency "
            f"requirement for naturalization.",
         f"Foreigners must have lived in {country} for {years + 2} years to meet the residency "
             f"requirement for naturalization."),
    ))  # fmt: skip
    yield written, sound, broken, "residency"


def _suffrage(country: str, fields: Fields, rng: Random) -> Iterator[Fact]:
    body = _text(fields, "Government", "Suffrage")
    match = re.fullmatch(r"(\d\d) years of age; universal(?: and (compulsory))?", body)
    if not match:
        return
    age = int(match[1])
    written = rng.choice((
        f"{country} — Suffrage: {body}.",
        f"In {country}, all citizens aged {age} and over {'must' if match[2] else 'may'} vote.",
    ))  # fmt: skip
    other = rng.choice([n for n in (16, 17, 18, 20, 21, 25) if n != age])
    yield written, *rng.choice((
        (f"The voting age in {country} is {age}.", f"The voting age in {country} is {other}."),
        (f"A {age + 1}-year-old citizen of {country} is old enough to "
            f"vote.", f"A {age + 1}-year-old citizen of {country} is too young to vote."),
        (f"A {age - 1}-year-old citizen of {country} is too young to vote.", f"A {age - 1}-year-old citizen "
            f"of {country} is old enough to vote."),
    )), "suffrage"  # fmt: skip
    if match[2]:
        yield written, f"Voting is compulsory in {country}.", f"Voting is voluntary in {country}.", "suffrage"


def _service(country: str, fields: Fields, rng: Random) -> Iterator[Fact]:
    body = re.sub(r" \(\d{4}\)$", "", _text(fields, "Military", "Military service age and obligation"))
    match = _SERVICE.match(body)
    if not match:
        return
    age, forced = int(match[1]), match[3] == "compulsory"
    written = f"{country} — Military service age and obligation: {body}."
    other = rng.choice([n for n in (16, 17, 18, 19, 20, 21) if n != age])
    if not forced:
        yield (written, f"The minimum age for voluntary military service in {country} is {age}.",
               f"The minimum age for voluntary military service in {country} is "
                   f"{other}.", "service")  # fmt: skip
    if "no conscription" in body and "conscription" not in body.replace("no conscription", "", 1):
        yield (written, *rng.choice((
            (f"{country} has no conscription.", f"{country} drafts its citizens into the military."),
            (f"Nobody is drafted into the military of "
                f"{country}.", f"Military service is compulsory in {country}."),
        )), "service")  # fmt: skip
    elif forced:
        yield (written, f"Military service is compulsory for some in "
            f"{country}.", f"{country} has no conscription.", "service")  # fmt: skip


def _law(country: str, fields: Fields, rng: Random) -> Iterator[Fact]:
    court = _text(fields, "Government", "International law organization participation")
    if court.endswith("accepts ICCt jurisdiction") or court.endswith("non-party state to the ICCt"):
        accepts = court.endswith("accepts ICCt jurisdiction")
        one = f"{country} accepts the jurisdiction of the International Criminal Court (ICCt)."
        other = f"{country} does not accept the jurisdiction of the International Criminal Court (ICCt)."
        written = f"{country} — International law organization participation: {court}."
        yield (written, one, other, "law") if accepts else (written, other, one, "law")
    constitution = _text(fields, "Government", "Constitution")
    match = re.search(
        r"latest (adopted|approved|ratified|promulgated|effective)(?: by referendum)? (?:\d+ "
        r")?(?:[A-Z][a-z]+ )?(\d{4})",
        constitution,
    )
    if match and match[1] != "effective":
        year = int(match[2])
        wrong = year + rng.choice((-20, -10, -5, -2, 2, 5, 10))
        written = f"{country} — Constitution: {re.sub(r' .[0-9]{4}.$', '', constitution)}."
        yield written, *rng.choice((
            (f"The present constitution of {country} was {match[1]} in "
                f"{year}.", f"The present constitution of "
                f"{country} was {match[1]} in {wrong}."),
            (f"{country} has had an earlier constitution.", f"{country} has never had an earlier "
                f"constitution."),
        )), "constitution"  # fmt: skip
    independence = re.match(
        r"(\d+ [A-Z][a-z]+ (\d{4})) \(from ((?:the )?[A-Z][\w ]+)\)$",
        _text(fields, "Government", "Independence"),
    )
    if independence:
        date, year_text, ruler = independence.groups()
        wrong_ruler = rng.choice(
            [
                r
                for r in ("France", "Spain", "the UK", "Portugal", "Belgium", "the Soviet Union")
                if r != ruler
            ]
        )
        wrong_year = int(year_text) + rng.choice((-15, -7, -3, 3, 8, 21))
        written = rng.choice(
            (
                f"{country} — Independence: {date} (from {ruler}).",
                f"On {date}, {country} became independent from {ruler}.",
            )
        )
        yield written, *rng.choice((
            (f"{country} gained its independence from {ruler}.", f"{country} gained its independence "
                f"from {wrong_ruler}."),
            (f"{country} has been independent since {year_text}.", f"{country} has been independent "
                f"since {wrong_year}."),
            (f"{country} was still under the rule of {ruler} in "
                f"{int(year_text) - 5}.", f"{country} was already independent in {int(year_text) - 5}."),
            (f"By {int(year_text) + 4}, {country} was independent.", f"In {int(year_text) + 4}, "
                f"{country} was still under the rule of {ruler}."),
        )), "independence"  # fmt: skip


def _legislature(country: str, fields: Fields, rng: Random) -> Iterator[Fact]:
    body = _text(fields, "Government", "Legislative branch", "description")
    match = re.match(
        r"(uni|bi)cameral ([A-Z][\w' ]+?)(?: or [^()]+)? \((\d+) seats[^()]*?to serve (\d)-year terms\)", body
    )
    two = re.match(r"bicameral ", body)
    if match and match[1] == "uni":
        seats, term = int(match[3]), int(match[4])
        written = f"{country} — Legislative branch: {body}."
        yield written, *rng.choice((
            (f"The legislature of {country} has one chamber.", f"The legislature of {country} has "
                f"two chambers."),
            (f"The {match[2]} of {country} has {seats} seats.", f"The {match[2]} of {country} has "
                f"{seats + rng.choice((-9, -4, 6, 15, 40))} seats."),
            (f"Members of the {match[2]} of {country} are elected for {term} "
                f"years.", f"Members of the {match[2]} of "
                f"{country} are elected for {rng.choice([n for n in (2, 3, 4, 5, 6) if n != term])} years."),
        )), "legislature"  # fmt: skip
    elif two and len(body) < 700:
        yield (f"{country} — Legislative branch: {body}.", f"The legislature of {country} has two chambers.",
               f"The legislature of {country} has a single chamber.", "legislature")  # fmt: skip


_FAMILIES: tuple[Callable[[str, Fields, Random], Iterator[Fact]], ...] = (
    _citizenship, _suffrage, _service, _law, _legislature,
)  # fmt: skip
_MEASURES = (
    ("People and Society", "Population", None, r"([\d,]{4,})", "population", "", "larger", "smaller"),
    ("People and Society", "Life expectancy at "
        "birth", "total population", r"([\d.]+) years", "life expectancy at "
            "birth", " years", "higher", "lower"),
    ("People and "
        "Society", "Median age", "total", r"([\d.]+) years", "median age", " years", "higher", "lower"),
    ("People and Society", "Population growth "
        "rate", None, r"([\d.]+)%", "population growth rate", "%", "higher", "lower"),
    ("Geography", "Area", "total", r"([\d,]+) sq km", "area", " sq km", "larger", "smaller"),
    ("Geography", "Coastline", None, r"([\d,]+) km", "coastline", " km", "longer", "shorter"),
    ("Economy", "Unemployment rate", None, r"([\d.]+)%", "unemployment rate", "%", "higher", "lower"),
    ("Economy", "Inflation rate (consumer "
        "prices)", None, r"([\d.]+)%", "inflation rate", "%", "higher", "lower"),
)  # fmt: skip


def comparison(
    one: tuple[str, str, float],
    other: tuple[str, str, float],
    measure: tuple[str, str, str, str],
    rng: Random,
) -> Fact | None:
    """A claim that sets two countries' figures against each other; each is name, figure as written, value."""
    what, unit, more, less = measure
    (a, a_text, a_value), (b, b_text, b_value) = one, other
    if a_value == b_value or min(a_value, b_value) <= 0:
        return None
    word, wrong = (more, less) if a_value > b_value else (less, more)
    written = rng.choice((
        f"{a} — {what[0].upper()}{what[1:]}: {a_text}{unit}. {b} — {what[0].upper()}{what[1:]}: "
            f"{b_text}{unit}.",
        f"The {what} of {b} is {b_text}{unit}. The {what} of {a} is {a_text}{unit}.",
        f"{a} has {'an' if what[0] in 'aeiou' else 'a'} {what} of {a_text}{unit}, against "
            f"{b_text}{unit} in {b}.",
    ))  # fmt: skip
    high, low = (a, b) if a_value > b_value else (b, a)
    ratio = max(a_value, b_value) / min(a_value, b_value)
    gap, far = abs(a_value - b_value), rng.choice((0.5, 2.0, 3.0))
    points = " percentage points" if unit == "%" else unit
    way = rng.randrange(4)
    if way == 0 and ratio >= 2.2:
        return (
            written,
            f"The {what} of {high} is more than twice that of {low}.",
            f"The {what} of {low} is more than twice that of {high}.",
            "comparison_of_two",
        )
    if way == 1:
        size = f"{gap:,.0f}" if "," in a_text + b_text else f"{gap:.4g}"
        off = f"{gap * far:,.0f}" if "," in a_text + b_text else f"{gap * far:.4g}"
        return (written, f"The {what} of {high} is {size}{points} {more} than that of {low}.",
                f"The {what} of {high} is {off}{points} {more} than that of "
                    f"{low}.", "difference")  # fmt: skip
    if way == 2:
        return (
            written,
            f"{a} has a {word} {what} than {b}.",
            f"{a} has a {wrong} {what} than {b}.",
            "comparison_of_two",
        )
    return (written, f"Of {a} and {b}, {high} has the {more} {what}.",
            f"Of {a} and {b}, {low} has the {more} {what}.", "comparison_of_two")  # fmt: skip


def facts_of(country: str, fields: Fields, rng: Random) -> list[Fact]:
    """All administrative facts of a country."""
    return [fact for family in _FAMILIES for fact in family(country, fields, rng)]


def admin_groups(countries: Mapping[str, Fields], rng: Random, rounds: int = 3) -> Iterator[list[Made]]:
    """Groups of rows; evidence is one field, or the field among the country's other ones."""
    names = sorted(countries)
    for _ in range(rounds):
        known = {name: facts_of(name, countries[name], rng) for name in names}
        for name in names:
            for written, sound, broken, kind in known[name]:
                around = [fact[0] for fact in known[name] if fact[3] != kind]
                some = rng.sample(around, min(len(around), rng.randrange(4)))
                yield from _rows((written, sound, broken, kind), some, rng)
                other = known[rng.choice(names)]
                same = [fact[0] for fact in other if fact[3] == kind and name not in fact[0]]
                if same and rng.random() < 0.3:
                    yield [Made(rng.choice((sound, broken)), rng.choice(same), NEI, f"edits_admin_{kind}")]
                elif around and rng.random() < 0.3:
                    yield [Made(rng.choice((sound, broken)), rng.choice(around), NEI, f"edits_admin_{kind}")]
    yield from _comparisons(countries, rng)


def _rows(fact: Fact, around: list[str], rng: Random) -> Iterator[list[Made]]:
    written, sound, broken, kind = fact
    around.insert(rng.randint(0, len(around)), written)
    evidence, source = " ".join(around), f"edits_admin_{kind}"
    yield [Made(sound, evidence, SUPPORTED, source), Made(broken, evidence, REFUTED, source)]


def _comparisons(countries: Mapping[str, Fields], rng: Random) -> Iterator[list[Made]]:
    for section, field, part, pattern, what, unit, more, less in _MEASURES:
        known = []
        for name in sorted(countries):
            match = re.match(pattern, _text(countries[name], section, field, part))
            if match and match[1].strip(",.").replace(",", "").replace(".", "", 1).isdigit():
                known.append((name, match[1], float(match[1].replace(",", ""))))
        for one in known:
            for other in rng.sample(known, 2):
                fact = comparison(one, other, (what, unit, more, less), rng) if one[0] != other[0] else None
                if fact:
                    yield from _rows(fact, [], rng)
                    third = rng.choice(known)
                    if third[0] not in (one[0], other[0]) and rng.random() < 0.3:
                        claim = fact[1].replace(one[0], third[0]) if one[0] not in third[0] else ""
                        if claim:
                            yield [Made(claim, fact[0], NEI, f"edits_admin_{fact[3]}")]
