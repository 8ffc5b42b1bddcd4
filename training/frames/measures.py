"""What is counted: measures with units, ranges, and who reports them."""

from __future__ import annotations

from dataclasses import dataclass

from frames.say import Unit

__all__ = ["MEASURES", "REPORTERS", "Measure"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: wordings of its name (`the number of ...`), its unit and range."""

    names: tuple[str, ...]
    unit: Unit
    low: float
    high: float
    topic: str

    @property
    def whole_numbers(self) -> bool:
        """Whether its values are whole."""
        return self.unit.sort in ("count", "money")


COUNTS = """
civic: burglaries reported to police = reported burglaries = break-ins recorded by police : 40 2600
civic: traffic deaths = deaths on the roads = people killed in traffic crashes : 8 480
civic: building permits issued = building permits granted : 90 4200
civic: library visits = visits to public libraries : 12000 900000
civic: evictions filed in court = eviction filings : 60 9800
civic: people in jail on an average day : 45 6200
civic: use-of-force complaints = complaints about use of force : 5 640
civic: 911 calls = emergency calls to 911 : 4000 780000
civic: potholes repaired = repaired potholes : 200 38000
civic: registered voters = people registered to vote : 5200 880000
civic: ballots cast = votes cast : 3100 610000
civic: people sleeping outdoors = people without shelter = unsheltered people : 30 7400
civic: vacant homes = homes standing empty : 120 18000
civic: bus boardings = bus trips taken : 21000 3400000
civic: parking tickets issued = parking citations : 900 240000
civic: dogs licensed = licensed dogs : 700 62000
civic: deportation transfers from the jail = jail inmates handed to immigration agents : 4 900
school: students enrolled in public schools : 900 190000
school: teachers employed = teachers on staff : 60 9900
school: students suspended : 20 4700
school: high school graduates = students who finished high school : 90 14000
school: chronically absent students = students chronically absent : 100 22000
health: overdose deaths = deaths from overdose = fatal overdoses : 9 1900
health: measles cases = cases of measles = confirmed measles infections : 3 640
health: births = babies born : 300 41000
health: hospital beds = beds in hospitals : 60 9200
health: flu hospitalizations = people hospitalized with flu : 20 5100
health: suicides = deaths by suicide : 6 1300
health: restaurant inspections = inspections of restaurants : 150 26000
health: vaccine doses given = doses of vaccine administered : 2000 910000
economy: jobs in manufacturing = manufacturing jobs : 400 96000
economy: unemployed residents = residents out of work : 300 88000
economy: new businesses registered = business registrations : 80 19000
economy: homes sold = home sales : 110 31000
economy: hotel nights booked = nights booked in hotels : 5000 2600000
economy: farms = working farms : 60 7800
economy: bankruptcies filed = bankruptcy filings : 20 6100
nature: acres burned by wildfire = acres lost to wildfire : 200 640000
nature: bald eagle nests = nests of bald eagles : 6 480
nature: salmon counted at the dam = salmon passing the dam : 400 92000
nature: electric cars registered = registered electric cars : 50 74000
nature: days of unhealthy air = days with unhealthy air : 4 96
nature: trees planted = newly planted trees : 300 61000
"""
MONEY = """
civic: the police budget = spending on police : 2 480
civic: the city budget = the city's annual budget : 12 2900
civic: legal settlements paid = money paid in legal settlements : 0.6 88
school: state aid to schools = school funding from the state : 4 910
health: Medicaid spending = spending on Medicaid : 9 990
economy: sales tax revenue = revenue from the sales tax : 3 640
economy: tourism spending = money spent by tourists : 6 980
economy: road spending = money spent on roads : 2 390
civic: public debt = debt owed by the government : 11 1900
"""
PERCENTS = """
civic: voter turnout = the share of registered voters who cast ballots : 18 88
economy: the unemployment rate = the rate of unemployment = the jobless rate : 2.1 13.8
school: the graduation rate = the share of students who graduate on time : 58 97
health: the kindergarten vaccination rate = the share of kindergartners vaccinated : 71 98.5
economy: the poverty rate = the share of people in poverty : 6 31
economy: the homeownership rate = the share of households that own their home : 38 81
health: the uninsured rate = the share of people without health insurance : 2.5 24
health: the smoking rate among adults = the share of adults who smoke : 7 29
nature: the recycling rate = the share of waste that is recycled : 9 62
economy: the office vacancy rate = the share of offices standing empty : 3 34
civic: the clearance rate for homicides = the share of homicides solved : 31 89
nature: the share of power from wind = the share of electricity that comes from wind : 2 58
school: the share of students reading at grade level = the proportion of students reading at grade level : 22 84
"""  # noqa: E501
REPORTERS = [
    "the state auditor",
    "the census bureau",
    "the county clerk",
    "the labor department",
    "the health department",
    "the city controller",
    "an annual report",
    "a report to the council",
    "the comptroller",
    "the official record",
    "the statistics office",
    "a legislative audit",
    "the budget office",
    "the transportation department",
    "a university survey",
]


def _read(text: str, sort: str) -> list[Measure]:
    found = []
    for line in text.strip().splitlines():
        topic, names, limits = (part.strip() for part in line.split(":"))
        low, high = (float(limit) for limit in limits.split())
        found.append(Measure(tuple(name.strip() for name in names.split("=")), Unit(sort), low, high, topic))
    return found


COUNTED = [
    Measure(tuple(f"the number of {name}" for name in one.names), one.unit, one.low, one.high, one.topic)
    for one in _read(COUNTS, "count")
    if one
]
MEASURES = COUNTED + _read(MONEY, "millions") + _read(PERCENTS, "percent")
