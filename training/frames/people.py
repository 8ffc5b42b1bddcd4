"""People with names and offices, and dates."""

from __future__ import annotations

from calendar import month_name
from dataclasses import dataclass
from random import Random

__all__ = ["Day", "Person", "day", "people", "person"]

WOMEN = [
    "Alice",
    "Amara",
    "Ana",
    "Beatriz",
    "Carla",
    "Chloe",
    "Diane",
    "Elena",
    "Emily",
    "Farah",
    "Fiona",
    "Grace",
    "Hannah",
    "Helen",
    "Ingrid",
    "Irene",
    "Jane",
    "Joyce",
    "Karen",
    "Keiko",
    "Laura",
    "Leila",
    "Lucia",
    "Margaret",
    "Maria",
    "Mei",
    "Mina",
    "Nadia",
    "Naomi",
    "Nina",
    "Olga",
    "Patricia",
    "Priya",
    "Rachel",
    "Rosa",
    "Ruth",
    "Sandra",
    "Sofia",
    "Susan",
    "Teresa",
    "Ursula",
    "Vera",
    "Wanda",
    "Yasmin",
    "Zoe",
    "Denise",
    "Gloria",
    "Janet",
    "Monica",
    "Renee",
    "Shanice",
    "Tamika",
]
MEN = [
    "Aaron",
    "Ahmed",
    "Alan",
    "Andrew",
    "Anton",
    "Ben",
    "Boris",
    "Carlos",
    "Charles",
    "Daniel",
    "David",
    "Diego",
    "Edward",
    "Emil",
    "Felix",
    "Frank",
    "George",
    "Hassan",
    "Henrik",
    "Hugo",
    "Ian",
    "Ivan",
    "James",
    "Jorge",
    "Juan",
    "Kenji",
    "Kofi",
    "Lars",
    "Leon",
    "Luis",
    "Marco",
    "Mark",
    "Martin",
    "Miguel",
    "Nathan",
    "Oscar",
    "Omar",
    "Paul",
    "Peter",
    "Rafael",
    "Raj",
    "Robert",
    "Samuel",
    "Sean",
    "Stefan",
    "Thomas",
    "Victor",
    "Walter",
    "William",
    "Yusuf",
    "Darnell",
    "Tyrone",
    "Wei",
]
FAMILY = [
    "Abbott",
    "Acosta",
    "Adeyemi",
    "Alvarez",
    "Andersen",
    "Baker",
    "Banerjee",
    "Barnes",
    "Bauer",
    "Becker",
    "Bennett",
    "Bianchi",
    "Brennan",
    "Calloway",
    "Carter",
    "Castillo",
    "Chen",
    "Chavez",
    "Clarke",
    "Cohen",
    "Cruz",
    "Dalton",
    "Diaz",
    "Dubois",
    "Duncan",
    "Ellis",
    "Farrell",
    "Fischer",
    "Fleming",
    "Flores",
    "Foster",
    "Fuentes",
    "Gallagher",
    "Garza",
    "Gupta",
    "Hale",
    "Hansen",
    "Harper",
    "Hayes",
    "Hoffman",
    "Holloway",
    "Hughes",
    "Ibrahim",
    "Ito",
    "Jensen",
    "Kapoor",
    "Keller",
    "Kim",
    "Kowalski",
    "Larsen",
    "Lindqvist",
    "Lopez",
    "Lowe",
    "Maddox",
    "Marino",
    "Mbeki",
    "McAllister",
    "Mendoza",
    "Meyer",
    "Molina",
    "Moreau",
    "Nakamura",
    "Navarro",
    "Novak",
    "Nguyen",
    "Okafor",
    "Olsen",
    "Ortega",
    "Osei",
    "Park",
    "Patel",
    "Pearce",
    "Pereira",
    "Petrov",
    "Quinn",
    "Ramirez",
    "Reyes",
    "Rinaldi",
    "Rossi",
    "Salazar",
    "Schmidt",
    "Sharma",
    "Silva",
    "Sorensen",
    "Stanton",
    "Sullivan",
    "Tanaka",
    "Thornton",
    "Torres",
    "Vance",
    "Vargas",
    "Walsh",
    "Weaver",
    "Whitfield",
    "Winters",
    "Yamada",
    "Zhang",
    "Ziegler",
]


@dataclass(frozen=True, slots=True)
class Person:
    """A person; `he`, `his` and `him` are the pronouns' forms."""

    first: str
    last: str
    he: str
    his: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"


def people(rng: Random, count: int) -> list[Person]:
    """That many people, no two with the same family name."""
    found = []
    for last in rng.sample(FAMILY, count):
        woman = rng.random() < 0.5
        found.append(
            Person(rng.choice(WOMEN), last, "she", "her")
            if woman
            else Person(rng.choice(MEN), last, "he", "his")
        )
    return found


def person(rng: Random) -> Person:
    """One person."""
    return people(rng, 1)[0]


@dataclass(frozen=True, slots=True)
class Day:
    """A day; `text` is how it is written."""

    year: int
    month: int
    number: int

    @property
    def text(self) -> str:
        """Month, day and year."""
        return f"{month_name[self.month]} {self.number}, {self.year}"

    @property
    def month_text(self) -> str:
        """Month and year."""
        return f"{month_name[self.month]} {self.year}"

    def written(self, rng: Random) -> str:
        """The whole date in one of its usual forms."""
        month = month_name[self.month]
        return rng.choice((self.text, self.text, f"{self.number} {month} {self.year}"))

    def other(self, rng: Random) -> Day:
        """A day that differs in the year, the month or the number alone."""
        how = rng.randrange(3)
        if how == 0:
            return Day(self.year + rng.choice((-3, -2, -1, 1, 2, 3)), self.month, self.number)
        if how == 1:
            return Day(self.year, (self.month + rng.randint(0, 10)) % 12 + 1, self.number)
        return Day(self.year, self.month, (self.number + rng.randint(2, 24)) % 28 + 1)


def day(rng: Random, first: int = 1995, last: int = 2025) -> Day:
    """A day between two years, both counted."""
    return Day(rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28))
