"""Common English verbs and their forms: enough grammar to turn a question into a statement."""

from __future__ import annotations

import re

from wellsourced.text.inflection import IRREGULAR_VERBS
from wellsourced.text.wordlists import words

__all__ = [
    "AUXILIARIES",
    "BE",
    "COMMON",
    "HAVE",
    "NOUN_TOO",
    "base_of",
    "is_base",
    "is_gerund",
    "is_participle",
    "is_past",
    "is_third_person",
    "noun_too",
    "past",
    "third_person",
]

BE = frozenset({"is", "are", "was", "were", "am"})
HAVE = frozenset({"has", "have", "had"})
AUXILIARIES = (
    BE | HAVE | frozenset(words("do does did can could may might must shall should will would ought cannot"))
)
"""Lower-case finite auxiliaries, without their contracted negations."""

COMMON = words(
    "double triple quadruple abandon abolish absorb abuse accelerate accept accompany accomplish "
    "accrue accuse achieve acknowledge acquire acquit act adapt add address adhere adjust admit adopt "
    "advertise advise advocate affect affirm age agree aim alert alienate align allege allocate allow "
    "alter amend analyze announce annoy answer anticipate apologize appear apply appoint appreciate "
    "apprehend approve argue arise arm arrange arrest arrive ask assert assess assign assist assume "
    "assure attach attack attain attempt attend attest attract authorize avoid await award back ban "
    "bar become befriend begin behave believe belong benefit betray bid bind blame block blow boost "
    "borrow bother boycott breach break breathe bring broaden build bully bury buy bypass calculate "
    "call cancel care carry carve cast categorize cause cease celebrate certify challenge change "
    "characterize charge chase chat check chill choose circulate cite claim clarify clash classify "
    "clean clear climb close coach coerce coincide collaborate collapse collect collide combat combine "
    "come comfort command commemorate comment commit communicate compare compel compensate compete "
    "compile complain complete comply compose comprise compromise compute conceal concede concern "
    "conclude condemn condone conduct confer confess confide confine confirm confiscate conform "
    "confront confuse congratulate connect consent consider consist constitute constrain construct "
    "consult consume contact contain contend contest continue contract contradict contribute contrive "
    "control convert convey convict convince cook cooperate coordinate cope copy correct correlate "
    "corroborate cost count counter cover crash crawl create creep criminalize criticize cross crush "
    "cry cultivate cure cut damage dance dare date deal debate debunk decertify decide declare decline "
    "decrease decriminalize deduct deem deepen default defeat defecate defend defer define defund defy "
    "degrade delay delegate delete delight deliver demand demonstrate denounce deny depart depend "
    "depict deploy deport depose deprive deputize derive describe desert deserve design designate "
    "destroy detain detect deter deteriorate determine develop deviate devote diagnose dictate die "
    "differ dig diminish direct disable disagree disappear disappoint disapprove disarm discard "
    "discipline disclose discontinue discourage discover discriminate discuss dismiss dispatch display "
    "dispute disqualify disregard disrupt dissent dissolve dissuade distinguish distribute disturb "
    "divert divide divulge document dodge dominate donate double doubt downgrade draft drag drain draw "
    "dream drift drive drop drown dump dwell earn ease echo edit educate elaborate elect eliminate "
    "embarrass embed embrace emerge emigrate emit emphasize employ empower emulate enable enact "
    "encounter encourage end endanger endorse endure enforce engage enhance enjoin enjoy enlist enrich "
    "enroll ensure entail enter entice entitle envision equal equate equip erase erode err erupt "
    "escape escort establish estimate evacuate evade evaluate evict evoke evolve exacerbate exaggerate "
    "examine exceed excel exchange excite exclaim exclude excuse execute exempt exercise exhaust exist "
    "expand expect expedite expel expire explain explode exploit explore export expose express extend "
    "extract fabricate face facilitate fade fail fake fall favor fear feature feel fetch fight file "
    "fill finance find fine finish fire fit fix flag flee flip float flood flourish flow fluctuate fly "
    "focus fold follow forbid force forecast foresee forge forget forgive form formulate forward "
    "foster frame free freeze frighten frustrate fuel fulfill function fund gain gather gauge generate "
    "get give glow go govern grab grade graduate grant greet grow guarantee guard guess guide halt "
    "handle hang happen harass harbor harm harvest hate haul have head heal hear help hesitate hide "
    "highlight hinder hire hit hold honor hope host house hunt hurry hurt identify ignore illustrate "
    "imagine immigrate impact impair impeach impersonate implement imply import impose impound "
    "imprison improve inaugurate incarcerate incite include incorporate increase incur indicate indict "
    "induce infect infer inflate inflict influence inform infringe inherit inhibit initiate inject "
    "injure innovate inquire insist inspect inspire install instigate instruct insult insure integrate "
    "intend intensify interact intercept interfere interpret interrogate interrupt intervene interview "
    "intimidate introduce invade invalidate invent invest investigate invite invoke involve irritate "
    "isolate issue itemize jail join judge juggle jump justify keep kick kidnap kill kneel knock know "
    "label lack land languish lapse last laugh launch lay lead leak learn leave legalize legislate "
    "lend lessen let leverage levy liberate license lie lift like limit linger link list listen "
    "litigate live load loan lobby locate lock log look loosen loot lose love lower magnify mail "
    "maintain make malfunction manage mandate manipulate manufacture map marginalize mark market marry "
    "match matter maximize mean measure mediate meet melt memorize mention merge merit migrate "
    "minimize mirror misclassify misidentify mislead misrepresent miss misstate mistake mistreat "
    "misuse mitigate mix mobilize mock modify monitor motivate mount mourn move multiply murder name "
    "narrate narrow navigate need neglect negotiate nominate normalize notice notify nullify number "
    "nurture obey object obligate oblige observe obstruct obtain occupy occur offend offer offset omit "
    "open operate oppose opt order organize originate oust outlaw outline outnumber outperform outrank "
    "outsource outweigh overcome overestimate overhaul overlook overpower override overrule oversee "
    "oversimplify overstay overthrow overturn overwhelm owe own pack paint park participate partner "
    "pass pause pay peak peddle penalize penetrate perform perjure permit persecute persist persuade "
    "petition phone photograph pick pile pitch place plan plant play plead please pledge plot plunge "
    "point poison polarize police poll pollute portray pose possess post postpone pour practice praise "
    "pray preach preclude predate predict preempt prefer prepare prescribe present preserve preside "
    "press pressure presume pretend prevail prevent print probe proceed process proclaim procure "
    "produce profile profit prohibit project prolong promise promote prompt propel propose prosecute "
    "prosper protect protest prove provide provoke publicize publish pull pump punish purchase pursue "
    "push qualify quantify quarantine quarrel quash quell question quit quote raid raise rally range "
    "rank rape ratify rationalize reach react read reaffirm realize reap reassign reassure rebel "
    "rebuff rebuild rebut recall receive recite reclaim recognize recommend reconcile reconsider "
    "record recoup recover recruit recycle redeem redefine redirect reduce reelect reenter refer "
    "refine reflect refrain refund refuse refute regain regard register regret regulate rehearse "
    "rehire reimburse reinstate reiterate reject rejoin relate relax release relieve relinquish "
    "relocate rely remain remand remark remedy remember remind remove render renegotiate renew "
    "renounce renovate rent reopen reorganize repair repatriate repay repeal repeat replace replicate "
    "reply report represent repress reprimand reproduce repudiate request require rescind rescue "
    "research resell resemble reserve reshape reside resign resist resolve resort respect respond rest "
    "restate restore restrain restrict restructure result resume retain retaliate rethink retire "
    "retract retrain retreat retrieve return reunite revamp reveal reverse revert review revise revive "
    "revoke reward rewrite ride ridicule rig rip rise risk rival roam rob roll rotate ruin rule run "
    "rush sabotage sail salvage sanction satisfy save say scale scan scare scatter schedule score "
    "scrap scrape scratch screen scrub seal search seat secure seduce see seek seem segregate seize "
    "select sell send sense sentence separate serve set settle sever shake shape share shed shelter "
    "shield shift shine ship shock shoot shop shorten shout show shrink shut side sign simplify "
    "simulate sink sit skip slam slap slash sleep slice slide slip slow smash smell smile smoke "
    "smuggle snap soar soften solicit solve sort sound span spark spawn speak specify speed spell "
    "spend spill spin spit split spoil sponsor spot spray spread spur spy squeeze stab stabilize stack "
    "staff stage stall stamp stand stare start starve state stay steal steer stem step stick sting "
    "stir stop store strand stray stream strengthen stress stretch strike strip strive struggle study "
    "stumble submit subpoena subsidize subtract succeed suck sue suffer suffice suggest suit summon "
    "supersede supervise supply support suppress surge surpass surrender surround surveil survive "
    "suspect suspend sustain swallow swap swear sweat sweep swim swing switch tackle tag take talk "
    "tamper tap target taste tax teach tease tell tempt tend tender terminate test testify thank think "
    "threaten thrive throw thwart tie tighten tilt time tip tolerate top topple toss total touch "
    "toughen tour tow trace track trade traffic train transcribe transfer transform transition "
    "translate transmit transport trap travel treat trick trigger trim trip triumph trouble trust try "
    "tumble turn tweet twist type undercut undergo undermine understand undertake unfold unify unite "
    "unleash unlock unseal unveil update upgrade uphold upload urge use utilize utter vacate vaccinate "
    "validate vanish vary venture verify veto view vilify violate visit visualize voice void volunteer "
    "vote vouch vow wage wait waive walk want warm warn warrant wash waste watch weaken wear weigh "
    "welcome whip widen wield win wipe wish withdraw withhold withstand witness wonder work worry "
    "worsen wrap wreck write yield"
)
NOUN_TOO = frozenset(
    words(
        "abuse act address age aim alert answer appeal arm arrest attack attempt award back ban bar "
        "benefit bid blame block blow boost borrow boycott breach break bully bypass call care cast "
        "cause challenge change charge chase chat check chill claim clash clean clear close coach "
        "combat comfort command comment compromise concern conduct consent contact contest contract "
        "control cook copy correct cost count counter cover crash cross crush cry cure cut damage "
        "dance dare date deal debate decline decrease default defeat delay delegate delight demand "
        "desert design dig direct discipline display dispute document dodge double doubt downgrade "
        "draft drag drain draw dream drift drive drop dump ease echo edit end equal escape escort "
        "estimate exchange excuse exempt exercise export express face fade fake fall favor fear "
        "feature fight file fill finance fine finish fire fit fix flag flip float flood flow focus "
        "fold force forecast forge form forward frame free fuel function fund gain gauge glow grab "
        "grade graduate grant guarantee guard guess guide halt handle hang harbor harm harvest hate "
        "haul head help highlight hit hold honor hope host house hunt hurry hurt impact import "
        "increase influence insult interview invite isolate issue jail judge jump kick knock label "
        "lack land lapse last launch lay lead leak leave leverage license lie lift like limit link "
        "list live load loan lobby lock log look loot love lower mail malfunction mandate map mark "
        "market match matter mean measure mention merit mirror miss mistake mix mock monitor mount "
        "move murder name narrow need notice number object offer offset open order outline own pack "
        "paint park partner pass pause pay peak permit petition phone photograph pick pile pitch "
        "place plan plant play pledge plot plunge point poison police poll pose post practice praise "
        "present press pressure print probe process profile profit project promise prompt protest "
        "pump purchase push quarantine quarrel question quit quote raid raise rally range rank rape "
        "reach read rebel recall record recruit refund regard register regret release remark remedy "
        "rent repair repeal repeat reply report request rescue research reserve resort respect rest "
        "result return reverse review reward ride ridicule rip rise risk rival roll ruin rule run "
        "rush sail sanction save say scale scan scare schedule score scrap scrape scratch screen "
        "scrub seal search seat secure sense sentence separate set shake shape share shed shelter "
        "shield shift shine ship shock shoot shop show side sign sink slam slap slash sleep slice "
        "slide slip slow smell smile smoke snap sort sound span spark spawn speed spell spin spit "
        "split spoil sponsor spot spray spread spur spy squeeze stab stack staff stage stall stamp "
        "stand stare start state stay stem step stick sting stir stop store strand stray stream "
        "stress stretch strike strip struggle study subpoena suck suit supply support surge suspect "
        "swap sweat swing switch tackle tag talk tap target taste tax tease tender test thank tie "
        "tilt time tip top toss total touch tour tow trace track trade traffic train transfer "
        "transition transport trap travel treat trick trigger trim trip triumph trouble trust try "
        "tumble turn tweet twist type update upgrade upload use venture veto view visit voice void "
        "volunteer vote vow wage wait walk want warm warrant wash waste watch wear welcome whip win "
        "wipe wish witness wonder work worry wrap wreck yield"
    )
)
"""Base forms that are everyday nouns or adjectives as well."""
_BASES = frozenset(COMMON) | frozenset(IRREGULAR_VERBS) | {"appeal", "be", "do", "have"}
_PASTS = {forms[0]: base for base, forms in IRREGULAR_VERBS.items()}
_PARTICIPLES = {forms[1]: base for base, forms in IRREGULAR_VERBS.items()}
_DOUBLING = frozenset(
    words(
        "admit ban bar begin clap drag grab plot rip scrap scrub slam slap slip snap spot spur spin "
        "stab step stir swim tag tap tip trip whip wrap chat commit compel confer control cut defer "
        "deter drop equip expel fit flag forbid get incur infer jog let occur omit opt permit plan "
        "prefer quit rebut refer regret rob rub run ship skip slip stem stop strip submit swap tap top "
        "transfer transmit trap trim wrap dispel excel repel propel rig"
    )
)
_CVC = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")


def is_base(word: str) -> bool:
    """Whether a lower-case word is the base form of a verb we know."""
    return word in _BASES


def noun_too(word: str) -> bool:
    """Whether a base form is an everyday noun or adjective as well ("request", "police")."""
    return word in NOUN_TOO


def third_person(base: str) -> str:
    """The form with he, she or it: "require" is "requires"."""
    if base in ("be", "have", "do", "go"):
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}[base]
    if base.endswith(("s", "sh", "ch", "x", "z")):
        return f"{base}es"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}s"


def past(base: str) -> str:
    """The past tense: "refuse" is "refused", "hold" is "held"."""
    if base == "be":
        return "was"
    if base in IRREGULAR_VERBS:
        return IRREGULAR_VERBS[base][0]
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return f"{base[:-1]}ied"
    if base in _DOUBLING or _CVC.match(base):
        return f"{base}{base[-1]}ed"
    return f"{base}ed"


def base_of(word: str) -> str | None:
    """The base form of a verb form we know, or `None`."""
    if word in BE:
        return "be"
    if word in _BASES:
        return word
    return _FORMS.get(word)


def is_third_person(word: str) -> bool:
    """Whether a lower-case word can be a verb with he, she or it ("requires")."""
    return word in _THIRD


def is_past(word: str) -> bool:
    """Whether a lower-case word can be a past tense ("held", "refused")."""
    return word in _PASTS or word in _REGULAR_PASTS


def is_participle(word: str) -> bool:
    """Whether a lower-case word can be a past participle; unknown words in -ed count."""
    return word in _PARTICIPLES or word in _REGULAR_PASTS or (word.endswith("ed") and len(word) > 4)


def is_gerund(word: str) -> bool:
    """Whether a lower-case word can be a form in -ing of a verb."""
    return word.endswith("ing") and len(word) > 4 and word not in _NO_GERUNDS


_NO_GERUNDS = frozenset(
    words("thing bring king ring string spring during evening morning nothing something anything everything")
)
_THIRD = frozenset(third_person(base) for base in _BASES)
_REGULAR_PASTS = frozenset(past(base) for base in _BASES if base not in IRREGULAR_VERBS and base != "be")
_FORMS = (
    {third_person(base): base for base in _BASES}
    | {past(base): base for base in _BASES if base != "be"}
    | dict(_PARTICIPLES.items())
)
