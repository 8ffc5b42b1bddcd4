"""Word lists, most of them for telling names from common words that a sentence start capitalised."""

from __future__ import annotations

__all__ = ["COMMON_OPENERS", "COMMON_SUFFIXES", "KNOWN_PLACES", "NOT_NAMES", "US_STATES", "words"]


def words(text: str) -> tuple[str, ...]:
    """The words of `text`: how the word lists of this package are written down."""
    return tuple(text.split())


_STATES = """
Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Georgia, Hawaii,
Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan,
Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico,
New York, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina,
South Dakota, Tennessee, Texas, Utah, Vermont, Virginia, Washington, West Virginia, Wisconsin, Wyoming,
Puerto Rico, Guam
"""
US_STATES = frozenset(name.strip().lower() for name in _STATES.split(","))

_COUNTRIES = words(
    "america argentina australia austria belgium bolivia brazil britain canada chile china colombia "
    "cuba denmark egypt england ethiopia europe finland france germany ghana greece guatemala haiti "
    "honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan "
    "kenya korea lebanon libya mexico morocco nepal netherlands nicaragua nigeria norway pakistan "
    "palestine panama peru philippines poland portugal qatar romania russia rwanda scotland serbia "
    "singapore somalia spain sudan sweden switzerland syria taiwan thailand turkey uganda ukraine "
    "venezuela vietnam wales yemen zimbabwe chicago boston houston dallas denver seattle philadelphia "
    "baltimore atlanta detroit minneapolis portland phoenix miami london paris berlin moscow beijing"
)
KNOWN_PLACES = US_STATES | frozenset(_COUNTRIES)
"""Lower-case one-word (and state) place names that are names even at a sentence start."""

NOT_NAMES = frozenset(
    words(
        "january february march april may june july august september october november december monday "
        "tuesday wednesday thursday friday saturday sunday section sections chapter article title act "
        "rule part no nos mr mrs ms dr page table figure exhibit internet web yes ok"
    )
)
"""Capitalised by habit, never a name by themselves."""

COMMON_OPENERS = frozenset(
    words(
        "police law laws legal local state states county counties city cities town towns federal national "
        "public private court courts judge judges jury jail jails prison prisons sheriff sheriffs deputy "
        "deputies officer officers agent agents agency agencies department departments office offices "
        "official officials government governments governor governors mayor mayors president congress "
        "senator senators lawmaker lawmakers legislator legislators voter voters people person persons "
        "man men woman women child children parent parents family families student students teacher "
        "teachers worker workers employer employers resident residents citizen citizens immigrant "
        "immigrants migrant migrants refugee refugees noncitizen noncitizens alien aliens victim victims "
        "witness witnesses suspect suspects inmate inmates detainee detainees defendant defendants "
        "plaintiff plaintiffs attorney attorneys lawyer lawyers prosecutor prosecutors detainer detainers "
        "warrant warrants arrest arrests request requests order orders rule rules policy policies statute "
        "statutes ordinance ordinances constitution amendment bill bills agreement agreements contract "
        "contracts program programs report reports study studies research researchers scientist "
        "scientists expert experts critic critics supporter supporters advocate advocates opponent "
        "opponents group groups company companies business businesses school schools hospital hospitals "
        "doctor doctors patient patients church churches news media data evidence record records number "
        "numbers figure figures source sources money tax taxes budget budgets price prices crime crimes "
        "border borders immigration enforcement deportation deportations detention custody compliance "
        "cooperation notice notification probable cause today yesterday tomorrow now then later earlier "
        "recently currently previously however although though because since unless whether once nearly "
        "almost about around roughly approximately despite besides instead therefore thus hence moreover "
        "furthermore meanwhile overall finally first second third last next new old early late high low "
        "large small big little great good bad better best worse worst true false real fake common rare "
        "recent current former several various certain different similar likely unlikely possible "
        "impossible necessary mandatory voluntary lawful unlawful illegal constitutional unconstitutional "
        "sanctuary jurisdiction jurisdictions community communities vaccine vaccines climate weather "
        "water food energy oil gas war wars peace history world earth sun moon life death health safety "
        "security science technology according based given see note like please thanks thank hello does "
        "did do is are was were can could should would must may might will shall has have had let make "
        "take give get go come say says said show shows tell ask find keep put use used using think know "
        "believe want need try call explain describe compare list name define one two three four five six "
        "seven eight nine ten eleven twelve hundreds thousands millions dozens half most many much more "
        "less few fewer none nobody everyone everybody someone somebody anyone anybody everything nothing "
        "something anything lots plenty members member leader leaders chief chiefs board boards "
        "commission commissions council councils commissioner commissioners parish parishes district "
        "districts region regions nation nations country countries village villages trooper troopers "
        "guard guards soldier soldiers military army navy veterans consent decree decrees injunction "
        "injunctions ruling rulings decision decisions opinion opinions verdict verdicts appeal appeals "
        "lawsuit lawsuits settlement settlements"
    )
)
"""Common words: at a sentence start their capital says nothing."""

COMMON_SUFFIXES = (
    "ly",
    "tion",
    "tions",
    "ment",
    "ments",
    "ness",
    "ing",
    "ings",
    "ed",
    "ous",
    "ful",
    "able",
    "ible",
    "ship",
)
"""Endings of common words: a lone opener with one of these is no name."""
