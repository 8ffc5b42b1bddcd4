"""The words of the casebook: dates, places, identifying sentences and rule sentences by template."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DC": "District of Columbia", "DE": "Delaware", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "IA": "Iowa", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "MA": "Massachusetts", "MD": "Maryland", "ME": "Maine",
    "MI": "Michigan", "MN": "Minnesota", "MO": "Missouri", "MS": "Mississippi", "MT": "Montana",
    "NC": "North Carolina", "ND": "North Dakota", "NE": "Nebraska", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NV": "Nevada", "NY": "New York", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "PR": "Puerto Rico", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VA": "Virginia",
    "VI": "U.S. Virgin Islands", "VT": "Vermont", "WA": "Washington", "WI": "Wisconsin",
    "WV": "West Virginia", "WY": "Wyoming",
}  # fmt: skip

KINDS = {
    "statute": "a statute", "regulation": "a regulation", "executive_order": "an executive order",
    "directive": "a directive", "agency_policy": "a policy", "ordinance": "an ordinance",
}  # fmt: skip

VERBS = {
    "must": ("requires", "required", "to {infinitive}"),
    "must_not": ("bars", "barred", "from {gerund}"),
    "may": ("lets", "let", "{infinitive}"),
    "may_if_judicial_warrant": ("lets", "let", "{infinitive} only with a judicial warrant"),
}


def place_name(code: str, exceptions: Mapping[str, str]) -> str:
    """The printed name of a place code."""
    if code in exceptions:
        return exceptions[code]
    _, state, *rest = code.split("-", 3)
    if not rest:
        return STATES[state]
    kind, name = rest
    return f"{name} County, {STATES[state]}" if kind == "county" else f"{name}, {STATES[state]}"


def print_date(text: str, preposition: bool = False) -> str:
    """`2017-08-28` as `August 28, 2017`; with a preposition, `on August 28, 2017` or `in 2017`."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        shown, word = str(parts[0]), "in"
    elif len(parts) == 2:
        shown, word = f"{calendar.month_name[parts[1]]} {parts[0]}", "in"
    else:
        shown, word = f"{calendar.month_name[parts[1]]} {parts[2]}, {parts[0]}", "on"
    return f"{word} {shown}" if preposition else shown


def identify(row: Row, words: Row, unverified: Sequence[str], place: str) -> str:
    """The sentence that says what an instrument is, with verified dates only."""
    if "intro" in words:
        return str(words["intro"])
    cite = f" ({words['cite']})" if words.get("cite") else ""
    kind = KINDS[row["kind"]]
    what = f"a federal {kind.split(' ', 1)[1]}" if row["level"] == "federal" else f"{kind} of {place}"
    when = ""
    settled = not {"effective", "status"} & set(unverified) and not is_dated(row)
    if row["status"] == "in_force" and row["effective"] and settled:
        when = f"in force since {print_date(row['effective'])}"
    elif row["enacted"] and "enacted" not in unverified:
        verb = "enacted" if row["kind"] == "statute" else "adopted"
        when = f"{verb} {print_date(row['enacted'], preposition=True)}"
    comma = ", " if when else ""
    return f"{words['name']}{cite} is {what}{comma}{when}."


def is_dated(row: Row) -> bool:
    """Whether the row is local and known only from a data set, so that it is told in the past."""
    return row["level"] in ("county", "city") and row["verification_basis"] == "dataset_row"


def join(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def agency_words(agencies: Sequence[str], row: Row, printed: Mapping[str, str]) -> str:
    """The agencies of a rule sentence, as readers of that government would call them."""
    if row["level"] == "county":
        names = {"police": "the county police", "sheriff": "the sheriff", "jail": "the county jail"}
    elif row["level"] == "city":
        names = {"police": "the city's police", "sheriff": "the city's sheriff", "jail": "the city's jails"}
    else:
        names = dict(printed)
    return join([names[agency] for agency in agencies])


def rule_sentence(row: Row, words: Row, action: str, agencies: Sequence[str], book: Row) -> str:
    """One rule by template; a local row known only from the data set is put in the past, as of its date."""
    who = words.get("who") or agency_words(agencies, row, book["agencies"])
    phrase = book["actions"][action]
    value = row["actions"][action]
    if row["level"] == "federal":
        return f"Federal law leaves it to {who} whether to {phrase['infinitive']}."
    present, past, rest = VERBS[value]
    subject = words.get("subject") or f"{STATES[row['jurisdiction'].split('-')[1]]} law"
    exception = words.get("except", {}).get(action)
    tail = f", except where {exception}" if exception else ""
    verb = past if is_dated(row) else present
    body = f"{subject} {verb} {who} {rest.format(**phrase)}{tail}."
    if is_dated(row):
        return f"As of {row['as_of'][:4]}, {body}"
    return body[0].upper() + body[1:]
