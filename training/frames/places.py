"""Places: real states with some of their cities and counties, other countries, and invented towns."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

__all__ = ["COUNTRIES", "REGIONS", "STATES", "Place", "country", "place", "places", "state"]

STATES: dict[str, tuple[str, str]] = {
    "Alabama": ("Birmingham,Huntsville,Mobile,Tuscaloosa", "Jefferson,Baldwin,Shelby"),
    "Alaska": ("Anchorage,Fairbanks,Juneau,Sitka", ""),
    "Arizona": ("Tucson,Mesa,Flagstaff,Yuma", "Maricopa,Pima,Pinal,Yavapai"),
    "Arkansas": ("Little Rock,Fayetteville,Jonesboro,Conway", "Pulaski,Benton,Saline"),
    "California": (
        "Fresno,Oakland,Sacramento,Bakersfield,Stockton,San Jose",
        "Alameda,Kern,Orange,Santa Clara",
    ),
    "Colorado": ("Denver,Boulder,Pueblo,Aurora", "El Paso,Larimer,Weld,Mesa"),
    "Connecticut": ("Hartford,Bridgeport,Stamford,Norwich", ""),
    "Delaware": ("Wilmington,Dover,Newark", "Kent,Sussex"),
    "Florida": ("Tampa,Orlando,Gainesville,Pensacola,Jacksonville", "Broward,Hillsborough,Pasco,Duval"),
    "Georgia": ("Savannah,Augusta,Macon,Athens", "Cobb,Gwinnett,Fulton,Hall"),
    "Hawaii": ("Honolulu,Hilo", "Maui,Kauai"),
    "Idaho": ("Boise,Nampa,Pocatello,Twin Falls", "Ada,Canyon,Kootenai"),
    "Illinois": ("Chicago,Peoria,Rockford,Joliet,Springfield", "Cook,DuPage,Will,Kane"),
    "Indiana": ("Fort Wayne,Evansville,South Bend,Muncie", "Marion,Allen,Lake,Hamilton"),
    "Iowa": ("Des Moines,Cedar Rapids,Davenport,Ames", "Polk,Linn,Story"),
    "Kansas": ("Wichita,Topeka,Lawrence,Salina", "Sedgwick,Johnson,Shawnee"),
    "Kentucky": ("Louisville,Lexington,Bowling Green,Paducah", "Fayette,Kenton,Boone"),
    "Louisiana": ("Baton Rouge,Shreveport,Lafayette,Monroe", ""),
    "Maine": ("Portland,Bangor,Lewiston,Augusta", "Cumberland,York,Penobscot"),
    "Maryland": ("Baltimore,Frederick,Annapolis,Rockville", "Montgomery,Howard,Harford"),
    "Massachusetts": ("Worcester,Lowell,Springfield,Cambridge", "Bristol,Plymouth,Suffolk"),
    "Michigan": ("Detroit,Lansing,Flint,Ann Arbor,Grand Rapids", "Wayne,Oakland,Macomb,Kent"),
    "Minnesota": ("Duluth,Rochester,Minneapolis,St. Cloud", "Hennepin,Ramsey,Anoka"),
    "Mississippi": ("Jackson,Biloxi,Meridian,Tupelo", "Hinds,Rankin,DeSoto"),
    "Missouri": ("Kansas City,Columbia,Joplin,Springfield", "Boone,Greene,Clay"),
    "Montana": ("Billings,Missoula,Bozeman,Helena", "Gallatin,Flathead,Cascade"),
    "Nebraska": ("Omaha,Lincoln,Kearney", "Douglas,Sarpy,Lancaster"),
    "Nevada": ("Reno,Henderson,Elko,Las Vegas", "Clark,Washoe,Nye"),
    "New Hampshire": ("Manchester,Nashua,Concord,Keene", "Hillsborough,Grafton,Merrimack"),
    "New Jersey": ("Newark,Trenton,Camden,Paterson", "Essex,Bergen,Mercer,Ocean"),
    "New Mexico": ("Albuquerque,Santa Fe,Las Cruces,Roswell", "Bernalillo,Sandoval,San Juan"),
    "New York": ("Buffalo,Syracuse,Albany,Yonkers,Rochester", "Erie,Monroe,Onondaga,Nassau"),
    "North Carolina": ("Raleigh,Durham,Asheville,Greensboro", "Wake,Mecklenburg,Guilford,Buncombe"),
    "North Dakota": ("Fargo,Bismarck,Minot", "Cass,Burleigh,Ward"),
    "Ohio": ("Toledo,Akron,Dayton,Columbus,Cleveland", "Franklin,Summit,Lucas,Hamilton"),
    "Oklahoma": ("Tulsa,Norman,Lawton,Enid", "Cleveland,Canadian,Comanche"),
    "Oregon": ("Salem,Eugene,Portland,Bend,Medford", "Lane,Marion,Washington,Deschutes,Multnomah"),
    "Pennsylvania": ("Pittsburgh,Erie,Allentown,Scranton,Philadelphia", "Bucks,Chester,Allegheny,Berks"),
    "Rhode Island": ("Providence,Warwick,Cranston", ""),
    "South Carolina": ("Charleston,Greenville,Columbia", "Horry,Richland,Lexington"),
    "South Dakota": ("Sioux Falls,Rapid City,Aberdeen", "Minnehaha,Pennington,Lincoln"),
    "Tennessee": ("Memphis,Knoxville,Chattanooga,Nashville", "Shelby,Knox,Rutherford,Sumner"),
    "Texas": ("Austin,Houston,Lubbock,Amarillo,Laredo,Waco", "Harris,Travis,Bexar,Denton,Collin"),
    "Utah": ("Provo,Ogden,St. George,Salt Lake City", "Davis,Weber,Cache"),
    "Vermont": ("Burlington,Rutland,Montpelier", "Chittenden,Windsor,Addison"),
    "Virginia": ("Richmond,Norfolk,Roanoke,Lynchburg", "Fairfax,Henrico,Loudoun"),
    "Washington": ("Spokane,Tacoma,Yakima,Seattle", "King,Pierce,Snohomish,Clark"),
    "West Virginia": ("Huntington,Wheeling,Morgantown,Beckley", "Kanawha,Monongalia,Berkeley"),
    "Wisconsin": ("Madison,Milwaukee,Green Bay,Racine", "Dane,Brown,Waukesha"),
    "Wyoming": ("Cheyenne,Casper,Laramie", "Natrona,Teton,Campbell"),
}
COUNTRIES = [
    "Albania",
    "Argentina",
    "Australia",
    "Austria",
    "Bangladesh",
    "Belgium",
    "Bolivia",
    "Botswana",
    "Brazil",
    "Bulgaria",
    "Cambodia",
    "Cameroon",
    "Canada",
    "Chile",
    "Colombia",
    "Croatia",
    "Denmark",
    "Ecuador",
    "Egypt",
    "Estonia",
    "Ethiopia",
    "Finland",
    "France",
    "Georgia",
    "Germany",
    "Ghana",
    "Greece",
    "Guatemala",
    "Honduras",
    "Hungary",
    "Iceland",
    "India",
    "Indonesia",
    "Ireland",
    "Italy",
    "Jamaica",
    "Japan",
    "Jordan",
    "Kenya",
    "Laos",
    "Latvia",
    "Lebanon",
    "Lithuania",
    "Madagascar",
    "Malawi",
    "Malaysia",
    "Mali",
    "Mexico",
    "Mongolia",
    "Morocco",
    "Mozambique",
    "Namibia",
    "Nepal",
    "New Zealand",
    "Nigeria",
    "Norway",
    "Pakistan",
    "Panama",
    "Paraguay",
    "Peru",
    "Poland",
    "Portugal",
    "Romania",
    "Rwanda",
    "Senegal",
    "Serbia",
    "Slovakia",
    "Slovenia",
    "South Africa",
    "South Korea",
    "Spain",
    "Sri Lanka",
    "Sweden",
    "Switzerland",
    "Tanzania",
    "Thailand",
    "Tunisia",
    "Turkey",
    "Uganda",
    "Ukraine",
    "Uruguay",
    "Vietnam",
    "Zambia",
    "Zimbabwe",
]
REGIONS = [
    "the Arctic",
    "southern Africa",
    "the Mediterranean basin",
    "northern Europe",
    "the Great Plains",
    "the Amazon basin",
    "the North Atlantic",
    "the tropical Pacific",
    "East Africa",
    "the Sahel",
    "Central Asia",
    "the Baltic Sea",
    "the Andes",
    "the Tibetan Plateau",
    "the Great Lakes",
    "the Rocky Mountains",
    "the Gulf of Mexico",
    "southeastern Australia",
    "the Himalayas",
    "Scandinavia",
    "the Alps",
    "the North Sea",
    "western Canada",
    "Patagonia",
    "the Yangtze basin",
    "the Indian Ocean",
]
HEADS = [
    "Mil",
    "Har",
    "Ash",
    "Cold",
    "West",
    "East",
    "Nor",
    "Sut",
    "Wil",
    "Brad",
    "Clay",
    "Fair",
    "Glen",
    "High",
    "Kings",
    "Lake",
    "Maple",
    "Oak",
    "Pine",
    "Red",
    "Silver",
    "Stone",
    "Thorn",
    "Wood",
    "Brook",
    "Cedar",
    "Elm",
    "Fox",
    "Gran",
    "Hazel",
    "Iron",
    "Marl",
    "Raven",
    "Shel",
    "Tam",
    "Wren",
    "Bell",
    "Cross",
    "Dun",
    "Els",
]
TAILS = [
    "brook",
    "low",
    "ford",
    "water",
    "field",
    "ton",
    "dale",
    "wick",
    "bury",
    "port",
    "mont",
    "view",
    "haven",
    "crest",
    "ridge",
    "worth",
    "stead",
    "mere",
    "ville",
    "by",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A city or county with its state; `full` has the state's name, `short` has not."""

    short: str
    state: str
    kind: str

    @property
    def full(self) -> str:
        """The name with its state, as one writes it inside a sentence."""
        return f"{self.short}, {self.state}"

    @property
    def inside(self) -> str:
        """The name with its state where no comma fits."""
        return f"{self.short} in {self.state}"


def state(rng: Random, *, but: str = "") -> str:
    """A US state other than the one named."""
    return rng.choice([name for name in STATES if name != but])


def country(rng: Random, *, but: tuple[str, ...] = ()) -> str:
    """A country, none of those named."""
    return rng.choice([name for name in COUNTRIES if name not in but])


def place(rng: Random, *, within: str = "", kind: str = "") -> Place:
    """A city or county, real or (one in three) invented."""
    home = within or state(rng)
    cities, counties = STATES[home]
    sort = kind or rng.choice(("city", "city", "county" if counties else "city"))
    made = rng.choice(HEADS) + rng.choice(TAILS)
    if sort == "county":
        name = rng.choice(counties.split(",")) if counties and rng.random() < 0.65 else made
        return Place(f"{name} County", home, "county")
    return Place(rng.choice(cities.split(",")) if rng.random() < 0.65 else made, home, "city")


def places(rng: Random, count: int, *, within: str = "", kind: str = "") -> list[Place]:
    """That many places with different names."""
    found: dict[str, Place] = {}
    while len(found) < count:
        one = place(rng, within=within, kind=kind)
        found.setdefault(one.short, one)
    return list(found.values())
