"""Build the rows of a casebook from research rows and our hand-made, reviewed tables.

    python -m tools.build_casebook --from DIR [--to DIR]

`--from` holds the research rows (`facts.jsonl`, `instruments.jsonl`). The tables beside this file
hold every word we publish and every judgement about it; the script only joins, checks and prints.
Running it again writes the same bytes. Once committed, the rows it wrote are the truth.
"""

from __future__ import annotations

import argparse
import ipaddress
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tools.casebook_words import identify, place_name, rule_sentence

TABLES = Path(__file__).parent / "casebook_tables"
TARGET = Path(__file__).parents[1] / "src/wellsourced/casebooks/local-ice-cooperation"
AGENCIES = ("police", "sheriff", "jail", "state_police", "state_corrections")
TRACKING = {"os", "oref", "item", "source", "from", "loc", "Redirected", "fbclid", "gclid"}
CONFIDENCE = {
    "official": "high", "copy": "high", "scholarly": "medium", "press": "medium", "reference": "medium",
    "advocacy": "medium", "reprint": "low", "lead": "low",
}  # fmt: skip
NATURES = {"pending": "status", "superseded": "event", "repealed": "event"}
LEVELS = ("low", "medium", "high")
SPELLING = {
    "honour": "honor", "Honour": "Honor", "programme": "program", "Programme": "Program", "centre": "center",
    "licence": "license", "offence": "offense", "neighbourhood": "neighborhood", "authoris": "authoriz",
    "deputis": "deputiz", "misdemeanour": "misdemeanor", "harbour": "harbor", "enquir": "inquir",
    "pre-empt": "preempt", "judgement": "judgment", "organis": "organiz", "federalis": "federaliz",
    "Modelled": "Modeled", "fulfil ": "fulfill ",
}  # fmt: skip

Row = Mapping[str, Any]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """JSON lines as dicts."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_table(name: str) -> Iterator[list[str]]:
    """The fields of a ` | ` separated table, comments left out."""
    for line in (TABLES / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [field.strip() for field in f"{line} ".split(" | ")]


def read_words() -> dict[str, dict[str, Any]]:
    """Our words on each instrument, by row id."""
    words: dict[str, dict[str, Any]] = {}
    for path in sorted(TABLES.glob("instruments_*.toml")):
        for key, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            words[entry.pop("id", key)] = entry
    return words


def clean_url(url: str) -> str:
    """The address without tracking or session parameters."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in query if key not in TRACKING and not key.startswith("utm_")]
    return url if kept == query else urlunsplit(parts._replace(query=urlencode(kept)))


def is_numeric(url: str) -> bool:
    """Whether the host is a bare number, which names nobody and is not printed."""
    try:
        return bool(ipaddress.ip_address(urlsplit(url).hostname or ""))
    except ValueError:
        return False


def american(text: str) -> str:
    """The text in US spelling."""
    for british, us in SPELLING.items():
        text = text.replace(british, us)
    return text


def read_pages(facts: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """Every page by the address it was researched at; one kind and publisher per shown address."""
    dates: dict[str, set[str]] = {}
    for fact in facts:
        if fact["published"]:
            dates.setdefault(fact["source_url"], set()).add(fact["published"])
    pages: dict[str, dict[str, Any]] = {}
    shown: dict[str, dict[str, Any]] = {}
    for url, clean, kind, group, publisher, title, published in read_table("pages.psv"):
        known = max(dates.get(url, {published}), key=len) or None
        if any(known is None or not known.startswith(date) for date in dates.get(url, ())):
            raise SystemExit(f"{url}: facts disagree on its date: {sorted(dates[url])}")
        address = None if is_numeric(url) else clean or clean_url(url)
        page = {"url": address, "title": title, "publisher": publisher, "kind": kind}
        pages[url] = {"source": {**page, "published": known}, "class": group}
        other = shown.setdefault(page["url"], pages[url])
        if other != pages[url]:
            if any(other["source"][key] != page[key] for key in ("kind", "publisher", "title")):
                raise SystemExit(f"{page['url']}: two kinds, publishers or titles for one address")
            date = max(other["source"]["published"] or "", known or "", key=len) or None
            other["source"]["published"] = pages[url]["source"]["published"] = date
    return pages


def read_unverified(instruments: Sequence[Row], words: Row) -> dict[str, list[str]]:
    """Field paths that research could not verify, by row; an entry without a line marks the whole row."""
    lines = {
        entry: [path.strip() for path in paths.split(",")] for entry, paths in read_table("unverified.psv")
    }
    found: dict[str, list[str]] = {}
    for row in instruments:
        paths = set(words[row["id"]].get("also_unverified", ()))
        for entry in row["unverified_fields"]:
            match = lines.get(f"{row['id']} :: {entry}") or lines.get(entry)
            if match is None:
                print(f"unmapped, so the whole row is unverified: {row['id']}: {entry}")
            paths.update(match or ["all"])
        for field in ("enacted", "effective"):
            if f"{field}.day" in paths and len(row[field] or "") > len("2026-07"):
                raise SystemExit(f"{row['id']}: {field} names a day that is marked as unknown")
        found[row["id"]] = sorted(paths)
    return found


def build_facts(facts: Sequence[Row], pages: Row) -> list[dict[str, Any]]:
    """The shipped fact rows, in order."""
    rows = []
    raw = {fact["id"]: fact for fact in facts}
    for key, use, place, parties, authority, nature, dated, text in read_table("facts.psv"):
        fact = raw.pop(key)
        page = pages[fact["source_url"]]
        if use == "cite" and (fact["lead_only"] or page["class"] == "lead"):
            raise SystemExit(f"{key}: a lead is never cited")
        date = {"=": fact["date_of_fact"], "-": None}.get(dated, dated)
        rows.append({
            "id": key, "text": text, "place": place, "parties": [p for p in parties.split(",") if p],
            "authority": authority, "nature": nature, "dated": date, "basis": page["class"],
            "confidence": CONFIDENCE[page["class"]], "use": use, "source": page["source"],
        })  # fmt: skip
    if raw:
        raise SystemExit(f"facts without a line in the table: {sorted(raw)}")
    return rows


def usable_actions(row: Row, words: Row, unverified: Sequence[str]) -> list[str]:
    """The actions a row settles: in force, said, verified, and with its exceptions verified."""
    enjoined = row["status"] == "partly_enjoined" and "enjoined" not in words
    if (
        row["status"] not in ("in_force", "partly_enjoined")
        or enjoined
        or {"status", "all"} & set(unverified)
    ):
        return []
    if row["kind"] == "agreement" or (row["kind"] == "court_decision" and words.get("binds") != "state"):
        return []
    excepted = {item["action"] for item in row["exceptions"]} if "exceptions" in unverified else set()
    left_out = {*words.get("leave_out", ()), *excepted}
    said = [
        action for action, value in row["actions"].items() if value != "silent" and action not in left_out
    ]
    return [action for action in said if f"actions.{action}" not in unverified]


def rule_sentences(row: Row, words: Row, actions: Sequence[str], book: Row) -> list[str]:
    """One sentence for each settled action, from the table where it has one, else by template."""
    if row["kind"] == "court_decision":
        return []
    sentences = []
    excepted = {item["action"] for item in row["exceptions"]}
    for action in actions:
        by_hand = words.get("rules", {})
        if action not in by_hand:
            if action in excepted and action not in words.get("except", {}):
                raise SystemExit(f"{row['id']}: {action} has an exception without words in the table")
            local = row["level"] in ("county", "city") or row["kind"] not in ("statute", "constitution")
            if local and row["level"] != "federal" and "subject" not in words:
                raise SystemExit(f"{row['id']}: {action} needs a subject in the table")
            sentences.append(rule_sentence(row, words, action, agencies_of(row, words, action), book))
        elif by_hand[action]:
            sentences.append(by_hand[action])
    return sentences


def agencies_of(row: Row, words: Row, action: str) -> list[str]:
    """The agencies an action's rule binds, in a fixed order."""
    bound = words.get("agencies", {}).get(action, row["applies_to"])
    return [agency for agency in AGENCIES if agency in bound]


def build_instrument(row: Row, words: Row, unverified: list[str], pages: Row, book: Row) -> dict[str, Any]:
    """One shipped instrument row: everything research had, plus what we may say and decide."""
    page = pages[words["page"]] if "page" in words else pages.get(row["verified_in"] or "")
    use = words.get("use", "cite")
    if use == "cite" and (page is None or page["class"] == "lead" or "all" in unverified):
        raise SystemExit(f"{row['id']}: cannot be cited; say so in the table")
    if "conditions" in unverified and "text" in words:
        raise SystemExit(f"{row['id']}: unverified conditions may not be worded")
    place = place_name(row["jurisdiction"], book["place_names"])
    actions = usable_actions(row, words, unverified) if use == "cite" else []
    text = None
    if use == "cite":
        sentences = [identify(row, words, unverified, place), words.get("text", "")]
        text = " ".join(filter(None, [*sentences, *rule_sentences(row, words, actions, book)]))
    decides = {
        action: agencies_of(row, words, action)
        for action in actions
        if row["level"] != "federal" and action not in words.get("no_provision", ())
    }
    official = clean_url(row["source_url"])
    home = urlsplit(official).path in ("", "/")
    return {
        "id": row["id"], "name": words["name"], "cite": words.get("cite", ""), "kind": row["kind"],
        "level": row["level"], "authority": words.get("authority") or row["level"],
        "nature": words.get("nature") or NATURES.get(row["status"], "rule"),
        "place": row["jurisdiction"], "applies_to": row["applies_to"], "actions": row["actions"],
        "decides": decides, "status": row["status"], "enacted": row["enacted"],
        "effective": row["effective"], "ended": row["ended"], "as_of": row["as_of"],
        "supersedes": row["supersedes"], "enjoined": words.get("enjoined", []),
        "binds": {"scope": words.get("binds", "place"), "places": words.get("binds_places", [])},
        "exceptions": [{**item, "when": american(item["when"])} for item in row["exceptions"]],
        "bars_lower_law": row["bars_lower_law"], "unverified": unverified, "use": use, "text": text,
        "basis": row["verification_basis"], "confidence": lower_confidence(row, page),
        "source": page["source"] if page else None,
        "official": None if home or (page and official == page["source"]["url"]) else official,
        "secondary": [clean_url(url) for url in row["secondary_urls"]],
        "research": {
            "name": american(row["name"]), "citation": row["citation"],
            "conditions": american(row["conditions"]), "notes": american(row["notes"]),
            "unverified": [american(entry) for entry in row["unverified_fields"]],
        },
    }  # fmt: skip


def lower_confidence(row: Row, page: Row | None) -> str:
    """The lower of research's confidence and that of the page's class."""
    both = (row["confidence"], CONFIDENCE[page["class"]] if page else "low")
    return min(both, key=LEVELS.index)


def fact_note(row: Row, book: Row) -> dict[str, Any]:
    """What the pipeline reads of a fact."""
    kept = ("id", "text", "place", "parties", "authority", "nature", "dated", "confidence")
    heading = place_name(row["place"], book["place_names"])
    return {**{key: row[key] for key in kept}, "heading": heading, "instrument": None, "about": row["source"]}


def instrument_note(row: Row, book: Row) -> dict[str, Any]:
    """What the pipeline reads of an instrument; an unverified date is no date."""
    verified = [
        row[field] for field in ("effective", "enacted") if row[field] and field not in row["unverified"]
    ]
    dates = [row["as_of"], *verified] if row["nature"] == "status" else [*verified, row["as_of"]]
    named = [agency for agency in AGENCIES if agency in row["applies_to"]]
    whole = len(named) == len(AGENCIES) or "all_agencies" in row["applies_to"]
    authority = {"court": "federal"}.get(row["authority"], row["authority"])
    return {
        "id": row["id"], "text": row["text"], "place": row["place"], "parties": [] if whole else named,
        "authority": authority, "nature": row["nature"], "dated": next(filter(None, dates), None),
        "confidence": row["confidence"],
        "heading": f"{row['name']} ({place_name(row['place'], book['place_names'])})",
        "instrument": row["id"], "about": row["source"],
    }  # fmt: skip


def book_data(book: Row, rows: Sequence[Row]) -> dict[str, Any]:
    """`casebook.json`: the casebook about itself, with a printed name for every place it uses."""
    codes = {row["place"] for row in rows} | {item["place"] for item in book["unknowns"]}
    codes |= {code for row in rows for code in row.get("binds", {}).get("places", [])}
    codes |= {code.rsplit("-", code.count("-") - 1)[0] for code in codes if code.count("-") > 1}
    places = {code: place_name(code, book["place_names"]) for code in sorted(codes)}
    kept = ("name", "title", "version", "built", "matter", "actions", "agencies")
    return {
        "format": 1, **{key: book[key] for key in kept}, "places": places,
        "unknowns": book["unknowns"], "corrections": book["corrections"], "facets": [],
    }  # fmt: skip


def dump(value: object, indent: int | None = None) -> str:
    """JSON as we commit it."""
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


def main() -> None:
    """Read, build, check, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--from", dest="source", type=Path, required=True, help="folder of research rows")
    parser.add_argument("--to", type=Path, default=TARGET, help="folder to write (default: the package's)")
    options = parser.parse_args()
    facts, instruments = (read_rows(options.source / f"{name}.jsonl") for name in ("facts", "instruments"))
    book = tomllib.loads((TABLES / "casebook.toml").read_text(encoding="utf-8"))
    words, pages = read_words(), read_pages(facts)
    unverified = read_unverified(instruments, words)
    fact_rows = build_facts(facts, pages)
    rows = [
        build_instrument(row, words[row["id"]], unverified[row["id"]], pages, book) for row in instruments
    ]
    notes = [fact_note(row, book) for row in fact_rows if row["use"] == "cite"]
    notes += [instrument_note(row, book) for row in rows if row["use"] == "cite"]
    for note in notes:
        if re.search(r"\s\s|[^\x20-\x7e]", note["text"]) or note["text"][-1] not in '."':
            raise SystemExit(f"{note['id']}: odd characters or an unfinished sentence")
    options.to.mkdir(parents=True, exist_ok=True)
    for name, lines in {"facts": fact_rows, "instruments": rows, "notes": notes}.items():
        (options.to / f"{name}.jsonl").write_text("".join(dump(line) for line in lines), encoding="utf-8")
    data = book_data(book, [*fact_rows, *rows])
    (options.to / "casebook.json").write_text(dump(data, indent=1), encoding="utf-8")
    print(f"{len(fact_rows)} facts, {len(rows)} instruments, {len(notes)} notes")


if __name__ == "__main__":
    main()
