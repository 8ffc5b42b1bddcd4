"""The closed lists of words that proofs and contrasts go by. All are folded (lower case, US spelling)."""

from __future__ import annotations

__all__ = [
    "ABBREVIATIONS",
    "APPOSITION_OPENERS",
    "ATTRIBUTION",
    "CONDITION",
    "CONNECTIVES",
    "ENACTED",
    "EXCEPTION",
    "EXCLUSIVE",
    "GUARD",
    "HEDGE",
    "LEAD_INS",
    "LIMIT",
    "MODAL",
    "NEGATION",
    "OPENING_ADVERBS",
    "PARTICIPLES",
    "PREPOSITIONS",
    "PRONOUNS",
    "QUANTITY",
    "SPEAKING",
    "STATUS",
    "SUBORDINATORS",
    "TIMES",
    "VAGUE_SUBJECTS",
    "VERBS",
]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEGATION = _set(
    "not no never none nor neither without nobody nothing nowhere hardly scarcely barely rarely seldom"
)
_REFUSAL = _set("lack lacks lacked fail fails failed refuse refuses refused")
MODAL = _set("may might must can could shall should will would ought need needs")
CONDITION = _set(
    "if unless until till whether when whenever where wherever provided providing assuming once while "
    "pending subject depending conditional contingent lest before after since upon during absent "
    "conditioned"
)
EXCEPTION = _set(
    "except excepting excepted exceptions exception excluding excludes excluded exempt exempts "
    "exempted exemption only solely exclusively merely just but save barring besides apart otherwise "
    "instead rather leaving notwithstanding"
)
QUANTITY = _set(
    "some most all every each any many several few both half least partly partially largely mostly "
    "mainly generally usually often sometimes typically occasionally always majority minority maximum "
    "minimum"
)
HEDGE = _set(
    "alleged allegedly reported reportedly apparent apparently likely unlikely possible possibly "
    "perhaps maybe probable probably presumably supposed supposedly purported purportedly claimed "
    "potential potentially proposed draft tentative temporary temporarily provisional preliminary "
    "estimated projected unverified disputed unconfirmed seemingly arguably uncertain unclear"
)
STATUS = _set(
    "repealed vacated reversed overturned overruled enjoined blocked stayed expired superseded void "
    "voided invalid unconstitutional rescinded revoked withdrawn vetoed rejected suspended defunct "
    "moot struck annulled replaced former formerly then"
)
ATTRIBUTION = _set(
    "say says said saying argue argues argued arguing argument claim claims claiming allege alleges "
    "alleging contend contends contended contending assert asserts asserted asserting maintain "
    "maintains maintained state stated states stating report reports reporting rule rules ruled ruling "
    "hold holds held holding find finds found finding conclude concludes concluded concluding suggest "
    "suggests suggested estimate estimates believe believes believed think thinks thought expect "
    "expects expected warn warns warned note notes noted write writes wrote tell tells told testify "
    "testifies testified announce announces announced acknowledge acknowledges acknowledged insist "
    "insists insisted deny denies denied according show shows showed reveal reveals revealed indicate "
    "indicates indicated explain explains explained decide decides decided determine determines "
    "determined declare declares declared accuse accuses accused suspect suspects suspected describe "
    "describes described call calls called predict predicts predicted recall recalls recalled agree "
    "agrees agreed admit admits admitted concede concedes conceded promise promises promised propose "
    "proposes view views viewed opinion quoted advise advises advised urge urges urged complain "
    "complains complained speculate speculates speculated imply implies implied count counts counted "
    "list lists listed consider considers considered regard regards regarded add adds added"
)
"""Verbs that put what follows, or what stands before, in somebody's mouth."""

_ALSO_NOUNS = _set(
    "state states report reports rule rules claim claims estimate estimates view views hold holds find "
    "show shows call calls count counts list lists note notes promise promises opinion argument "
    "finding ruling holding held saying suspect suspects proposes reporting decide decides determine "
    "add adds added urge regard regards"
)
SPEAKING = ATTRIBUTION - _ALSO_NOUNS
"""Those that are no nouns too: they put words in a mouth even where no 'that' follows."""

GUARD = NEGATION | _REFUSAL | MODAL | CONDITION | EXCEPTION | QUANTITY | HEDGE | STATUS | _set("respectively")
"""What is never dropped: each of these can limit, turn round or weaken the words around it."""

LIMIT = CONDITION | EXCEPTION
"""What may reach out of its own clause and limit the main one."""

EXCLUSIVE = (
    NEGATION
    | LIMIT
    | _set(
        "between among both either together total altogether combined sum jointly joint collectively share "
        "shared shares respectively exactly all out or than minus"
    )
)
"""Words under which a list cannot lose a member: 'only A and B' does not say 'only A'."""

PREPOSITIONS = _set(
    "in on at under by for from with within during after before since until through throughout across "
    "between among as of against per via upon about near inside outside beyond over to into toward "
    "despite because starting beginning effective"
)
SUBORDINATORS = _set(
    "if unless until when whenever where wherever whether once while as since before after although "
    "though because provided assuming that who which whose"
)
APPOSITION_OPENERS = _set("a an the its his her their one who which whose including")
PARTICIPLES = _set(
    "citing noting adding calling describing affirming upholding finding concluding holding ruling "
    "reasoning becoming joining ordering awarding granting prompting sparking reversing overturning "
    "vacating rejecting quoting relying marking resulting leading"
)
"""Participles that open a comment on the main clause and cannot limit it."""

ENACTED = _set(
    "decided signed adopted enacted passed approved issued ratified published released announced filed "
    "founded opened built completed"
)
"""Participles that with a date only date the thing they follow: ', signed on May 1, 2024,'."""
OPENING_ADVERBS = _set(
    "today yesterday tomorrow tonight later earlier then now thus hence still again here there overall "
    "instead meanwhile afterward afterwards soon first second third finally next last once elsewhere "
    "abroad nationwide statewide together alone however moreover furthermore besides otherwise "
    "nevertheless nonetheless therefore indeed perhaps maybe so too also well even not both either "
    "neither given unlike like contrary according due owing thanks prior subsequent"
)
"""Words that open a sentence before its subject comes."""
TIMES = _set(
    "year years month months week weeks day days night nights morning mornings afternoon evening "
    "decade decades century time times spring summer autumn fall winter quarter hour hours moment "
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday"
)
"""Nouns that make an opening phrase a when: 'Last year', 'The next morning'."""

VERBS = _set(
    "is are was were has have had does do did requires require required bars bar barred lets let "
    "allows allow allowed permits permit permitted forbids forbid forbade prohibits prohibit "
    "prohibited orders order ordered directs direct directed authorizes authorize authorized obliges "
    "oblige obliged compels compel compelled bans ban banned makes make made gives give gave takes "
    "take took keeps keep kept sets set covers cover covered applies apply applied binds bind bound "
    "limits limit limited tells tell told blocks block struck strikes dismissed affirmed upheld "
    "reversed vacated ended ends began begins signed signs passed passes voted votes sued sues paid "
    "pays agreed agrees declined declines refused refuses stopped stops created creates added adds "
    "deals deal places place places placed controls control runs run ran held holds found finds ruled "
    "rules said says opened opens closed closes settled settles joined joins adopted adopts enacted "
    "enacts issued issues released releases approved approves rejected rejects granted grants denied "
    "denies treats treat treated asks ask asked needs rose rises fell falls won wins lost loses"
)
"""Finite verbs common in the prose we read; where one stands there is a clause, not a list member."""

PRONOUNS = _set("it they them he she him this that these those such both neither another same")
VAGUE_SUBJECTS = _set(
    "court judge panel law order case act bill city county state policy statute rule decision ruling "
    "settlement agency department office mayor governor sheriff company plaintiff plaintiffs defendant "
    "defendants man woman group report study jail council board measure ordinance program agreement "
    "latter former first second other others"
)
"""Nouns that, opening a clause after 'the', point back at something said before."""

CONNECTIVES: tuple[tuple[str, ...], ...] = tuple(
    tuple(phrase.split())
    for phrase in [
        "by contrast",
        "in contrast",
        "likewise",
        "also",
        "however",
        "still",
        "yet",
        "meanwhile",
        "moreover",
        "furthermore",
        "in addition",
        "similarly",
        "and",
        "but",
        "at the same time",
        "on the other hand",
        "elsewhere",
        "in turn",
        "too",
    ]
)
"""Words that join sentences and assert nothing: free at the start of a sentence."""

LEAD_INS: tuple[tuple[str, ...], ...] = (
    *CONNECTIVES, ("therefore",), ("thus",), ("hence",), ("consequently",), ("accordingly",), ("notably",),
    ("interestingly",), ("indeed",), ("in", "fact"), ("as", "a", "result"), ("in", "particular"),
)  # fmt: skip
"""Words that may be left out at the start of a sentence; added, 'therefore' would assert a reason."""

ABBREVIATIONS = {
    "cir": "circuit", "sec": "section", "gov": "governor", "sen": "senator", "rep": "representative",
    "sgt": "sergeant", "lt": "lieutenant", "capt": "captain", "dept": "department", "gen": "general",
    "dist": "district", "ct": "court", "art": "article", "ch": "chapter", "no": "number", "v": "versus",
    "vs": "versus", "amend": "amendment", "atty": "attorney", "assn": "association", "univ": "university",
    "ala": "alabama", "ariz": "arizona", "ark": "arkansas", "cal": "california", "calif": "california",
    "colo": "colorado", "conn": "connecticut", "del": "delaware", "fla": "florida", "ga": "georgia",
    "ill": "illinois", "ind": "indiana", "kan": "kansas", "ky": "kentucky", "la": "louisiana",
    "md": "maryland", "mass": "massachusetts", "mich": "michigan", "minn": "minnesota",
    "miss": "mississippi", "mo": "missouri", "mont": "montana", "neb": "nebraska", "nev": "nevada",
    "okla": "oklahoma", "ore": "oregon", "pa": "pennsylvania", "tenn": "tennessee", "tex": "texas",
    "vt": "vermont", "va": "virginia", "wash": "washington", "wis": "wisconsin", "wyo": "wyoming",
}  # fmt: skip
"""Abbreviations, when written with their dot and a capital (but 'v.')."""
