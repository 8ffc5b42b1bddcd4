"""Negation, modality, scope and outcomes: one word that turns the meaning."""

from __future__ import annotations

import re
from random import Random

from edits.helpers import verbs, words
from edits.model import NEI, REFUTED, SUPPORTED, Change

__all__ = ["changed_modality", "changed_outcome", "changed_scope", "negation"]

_AUX = "is|are|was|were|has|have|had|can|could|will|would|should|must|does|do|did|may|might|shall"
_NEGATED = re.compile(rf"\b({_AUX}) not (?!only\b)(\w+)", re.I)
_CANNOT = re.compile(r"\b(cannot|can't) (\w+)")
_AUX_THEN = re.compile(
    r"\b(is|are|was|were|can|could|will|would|should|must|has been|have been|had been) "
    r"(?!not\b|no\b|only\b|never\b|also\b|cannot\b|about\b|exactly\b|over\b|more\b|at\b|up\b|as\b|thus\b|then\b|"
    r"therefore\b|thereby\b|likely\b|now\b|still\b|both\b|either\b|just\b|even\b|nearly\b|almost\b|some\b|any\b|"
    r"often\b|usually\b|generally\b|that\b|where\b|when\b|how\b|why\b|what\b|who\b|it\b|they\b|he\b|she\b|there\b|"
    r"approximately\b|merely\b|of\b|to\b|in which\b|most\b|mostly\b|primarily\b|all\b|many\b|"
    r"several\b|typically\b|"
    r"sometimes\b|always\b|one of\b|mainly\b|little\b|few\b|less\b|probably\b|perhaps\b|rarely\b|"
    r"hardly\b|nothing\b|"
    r"none\b|neither\b|so\b|too\b|such\b|due\b|because\b)(\w+)"
)
_CLAUSE = re.compile(
    r"\b(?:if|unless|when|whether|which|that|who|where|while|because|although|than|whose|until|as|since|once|after|"
    r"before|though|whenever|little|few|no|none|hardly|nothing|neither|nobody|only|never|without)\b",
    re.I,
)

_MODALS: tuple[tuple[str, str, str, str | None], ...] = (
    ("may", "must", REFUTED, REFUTED), ("may", "may not", REFUTED, REFUTED),
    ("must", "may", REFUTED, REFUTED), ("must", "must not", REFUTED, REFUTED),
    ("must", "need not", REFUTED, REFUTED), ("shall", "shall not", REFUTED, REFUTED),
    ("shall", "may", REFUTED, REFUTED), ("shall", "need not", REFUTED, REFUTED),
    ("can", "cannot", REFUTED, REFUTED), ("can", "must", NEI, None), ("cannot", "can", REFUTED, REFUTED),
    ("should", "must", NEI, None), ("should", "should not", REFUTED, REFUTED),
    ("must not", "may", REFUTED, REFUTED), ("should not", "should", REFUTED, REFUTED),
    ("may not", "may", REFUTED, REFUTED), ("might", "will", NEI, SUPPORTED),
    ("may also", "must also", NEI, None), ("can also", "cannot also", REFUTED, None),
    ("is required to", "may choose to", REFUTED, REFUTED),
    ("are required to", "may choose to", REFUTED, REFUTED),
    ("is required", "is optional", REFUTED, REFUTED), ("is allowed", "is prohibited", REFUTED, REFUTED),
    ("are allowed", "are prohibited", REFUTED, REFUTED),
    ("is not allowed", "is allowed", REFUTED, REFUTED), ("is optional", "is mandatory", REFUTED, REFUTED),
    ("is permitted", "is forbidden", REFUTED, REFUTED),
    ("are permitted", "are forbidden", REFUTED, REFUTED),
    ("is not required", "is required", REFUTED, REFUTED), ("is able to", "is unable to", REFUTED, REFUTED),
    ("are able to", "are unable to", REFUTED, REFUTED), ("has to", "does not have to", REFUTED, REFUTED),
    ("have to", "do not have to", REFUTED, REFUTED), ("recommended", "required", NEI, None),
    ("could", "did", NEI, None),
    ("is recommended", "is mandatory", NEI, None), ("is prohibited", "is allowed", REFUTED, REFUTED),
    ("voluntary", "compulsory", REFUTED, REFUTED), ("compulsory", "voluntary", REFUTED, REFUTED),
    ("proposed", "adopted", NEI, None), ("planned to", "declined to", REFUTED, REFUTED),
    ("plans to", "does not plan to", REFUTED, REFUTED), ("authorized", "prohibited", REFUTED, REFUTED),
    ("expected to", "certain to", NEI, None), ("intended to", "unwilling to", REFUTED, REFUTED),
)  # fmt: skip

_SCOPES: tuple[tuple[str, str, str, str | None], ...] = (
    ("some", "all", NEI, SUPPORTED), ("some", "no", REFUTED, REFUTED), ("all", "some", SUPPORTED, NEI),
    ("all", "only some", REFUTED, REFUTED), ("all", "few", REFUTED, REFUTED),
    ("most", "few", REFUTED, REFUTED), ("most", "all", REFUTED, REFUTED), ("many", "all", NEI, None),
    ("many", "no", REFUTED, REFUTED), ("many", "few", REFUTED, REFUTED), ("few", "most", REFUTED, REFUTED),
    ("several", "all", NEI, None), ("both", "neither of the", REFUTED, None),
    ("every", "only one", REFUTED, REFUTED), ("each", "only one", REFUTED, None),
    ("usually", "never", REFUTED, REFUTED), ("usually", "always", REFUTED, None),
    ("often", "never", REFUTED, REFUTED), ("often", "rarely", REFUTED, REFUTED),
    ("often", "always", NEI, None), ("sometimes", "never", REFUTED, REFUTED),
    ("sometimes", "always", NEI, None), ("always", "never", REFUTED, REFUTED),
    ("always", "sometimes", SUPPORTED, NEI), ("never", "always", REFUTED, REFUTED),
    ("never", "sometimes", REFUTED, REFUTED), ("rarely", "often", REFUTED, REFUTED),
    ("typically", "never", REFUTED, REFUTED), ("generally", "never", REFUTED, REFUTED),
    ("mainly", "exclusively", REFUTED, None), ("mostly", "entirely", REFUTED, None),
    ("primarily", "exclusively", NEI, None), ("partially", "fully", REFUTED, REFUTED),
    ("fully", "partially", REFUTED, REFUTED), ("completely", "partly", REFUTED, REFUTED),
    ("commonly", "rarely", REFUTED, REFUTED), ("frequently", "rarely", REFUTED, REFUTED),
    ("widely", "rarely", REFUTED, REFUTED), 
    ("federal", "state", REFUTED, REFUTED), ("national", "local", REFUTED, REFUTED),
    ("local", "national", REFUTED, REFUTED), ("Federal", "State", REFUTED, REFUTED),
    ("state", "federal", REFUTED, REFUTED), ("city", "county", REFUTED, REFUTED),
    ("county", "city", REFUTED, REFUTED), ("municipal", "national", REFUTED, REFUTED),
    ("domestic", "foreign", REFUTED, REFUTED), ("foreign", "domestic", REFUTED, REFUTED),
    ("public", "private", REFUTED, REFUTED), ("private", "public", REFUTED, REFUTED),
    ("international", "domestic", REFUTED, REFUTED), ("regional", "global", REFUTED, REFUTED),
    ("urban", "rural", REFUTED, REFUTED), ("rural", "urban", REFUTED, REFUTED),
    ("worldwide", "nationwide", REFUTED, NEI), ("no", "some", REFUTED, REFUTED),
    ("half of", "most of", REFUTED, REFUTED), ("part of", "all of", REFUTED, REFUTED),
    ("one of", "the only one of", REFUTED, None),
)  # fmt: skip

_TURNS = words(
    "rose/fell increased/decreased increase/decrease increases/decreases increasing/decreasing "
    "grew/shrank approved/rejected accepted/refused accepts/rejects accept/reject won/lost "
    "wins/loses win/lose upheld/overturned granted/denied supported/opposed supports/opposes "
    "strengthened/weakened expanded/contracted gained/lost opened/closed began/ended begins/ends "
    "signed/vetoed ratified/rejected adopted/rejected success/failure appointed/dismissed "
    "elected/defeated reduced>increased reduces>increases reduce>increase improved/worsened "
    "promoted/demoted included/excluded includes/excludes victory/defeat allowed/forbade "
    "allows/prevents allow/prevent enabled/disabled enables/disables imported/exported "
    "imports/exports import/export encouraged/discouraged legal/illegal positive/negative high/low "
    "higher/lower lower/higher highest/lowest more/less faster/slower larger/smaller strong/weak "
    "early/late earlier/later former/current internal/external inner/outer upper/lower "
    "superior/inferior anterior/posterior ventral/dorsal proximal/distal medial/lateral artery/vein "
    "arteries/veins oxygenated/deoxygenated sympathetic/parasympathetic inhaled/exhaled "
    "inhalation/exhalation contraction/relaxation contracts/relaxes absorbed/secreted "
    "stimulates/inhibits stimulate/inhibit stimulated/inhibited activates/inhibits activate/inhibit "
    "promotes/inhibits raises>lowers thick/thin male/female males/females father/mother "
    "mother/father men/women boys/girls systolic/diastolic active/inactive mature/immature "
    "voluntary/involuntary benign/malignant acidic/basic concave/convex long/short deep/superficial "
    "north/south northern/southern eastern/western east/west southern/northern western/eastern "
    "southeastern/northwestern democratic/authoritarian majority/minority conservative/liberal "
    "victory/defeat peaceful/violent rich/poor winter/summer visible/invisible temporary/permanent "
    "direct/indirect directly/indirectly simple/complex enable/disable valid/invalid true/false "
    "successful/unsuccessful fails/succeeds fail/succeed maximum/minimum minimum/maximum "
    "optional/mandatory mutable/immutable ascending/descending older/newer oldest/newest above/below "
    "inside/outside input/output client/server read/write reads/writes local/remote global/local "
    "incoming/outgoing online/offline signed/unsigned surplus/deficit revenue/expenditure "
    "revenues/expenditures receipts/expenditures debt/surplus prosperity/depression "
    "landlocked/coastal appreciated/depreciated employed/unemployed rises/falls rising/falling "
    "acquired/sold bought/sold merged/split founded/dissolved established/abolished "
    "constructed/demolished born/died praised/criticized acclaimed/panned favorable/unfavorable "
    "released/withdrawn hero/villain husband/wife brother/sister son/daughter actor/director "
    "director/producer author/illustrator singer/drummer guitarist/drummer producer/director "
    "album/single novel/play film/play television/radio animated/live-action comedy/tragedy "
    "winning/losing best-selling/worst-selling"
)
_OUTCOMES: dict[str, list[str]] = {}
for _turn in _TURNS:
    # "a/b": each for the other; "a>b": only b for a ("increase" is a noun too, "reduce" is none).
    _one, _mark, _other = re.split(r"([/>])", _turn)
    _OUTCOMES.setdefault(_one, []).append(_other)
    if _mark == "/":
        _OUTCOMES.setdefault(_other, []).append(_one)
_FIXED = re.compile(
    r"(?:United|more than|less than|at (?:least|most)|as well|right to|rights|first to|long as|no "
    r"longer|left by|"
    r"high school|World|prime minister|low-|high-|present in|former Soviet)",
)


def negation(sentence: str, rng: Random) -> list[Change]:
    """A "not" put in or taken out, where the main clause is concerned."""
    changes = []
    for match in _NEGATED.finditer(sentence):
        if _CLAUSE.search(sentence[: match.start()]) and rng.random() < 0.7:
            continue
        if match[1].lower() in ("may", "might", "do", "does", "did"):
            continue
        changes.append(Change(match[0], f"{match[1]} {match[2]}", "negation"))
    for match in _CANNOT.finditer(sentence):
        changes.append(Change(match[0], f"can {match[2]}", "negation"))
    for match in re.finditer(r"\b(does|do|did) not (\w+)", sentence):
        form = _finite(match[1], match[2])
        if form:
            changes.append(Change(match[0], form, "negation"))
    changes += _put_in(sentence)
    return changes


def _finite(auxiliary: str, base: str) -> str | None:
    if not verbs.is_base(base):
        return None
    if auxiliary == "does":
        return verbs.third_person(base)
    return base if auxiliary == "do" else verbs.past(base)


def _put_in(sentence: str) -> list[Change]:
    changes = []
    match = _AUX_THEN.search(sentence)
    if match and not _CLAUSE.search(sentence[: match.start()]) and " not " not in sentence:
        auxiliary, word = match[1], match[2]
        first, _, rest = auxiliary.partition(" ")
        new = "cannot" if auxiliary == "can" else f"{first} not{' ' + rest if rest else ''}"
        changes.append(Change(match[0], f"{new} {word}", "negation"))
        if first in ("is", "are", "was", "were") and verbs.is_participle(word):
            changes.append(Change(match[0], f"{first} never {word}", "negation"))
    for match in re.finditer(
        r"(?<=[a-z] )(\w+(?:ed|s))(?= (?:the|a|an|its|their|his|her|to|in|with)\b)", sentence
    ):
        word = match[1]
        base = verbs.base_of(word)
        before = sentence[: match.start()]
        if (
            not base
            or base == "be"
            or verbs.noun_too(base)
            or _CLAUSE.search(before)
            or "," in before
            or len(before.split()) > 6
        ):
            continue
        if re.search(
            rf"\b(?:{_AUX}|be|been|being|to|and|or|of|in|by|with|for|a|an)\b \w*\s?$|\b(?:{_AUX})\b", before
        ):
            continue
        if verbs.is_third_person(word):
            changes.append(Change(word, f"does not {base}", "negation"))
        elif verbs.is_past(word):
            changes.append(Change(word, f"did not {base}", "negation"))
    return changes


def _listed(
    sentence: str, table: tuple[tuple[str, str, str, str | None], ...], kind: str, rng: Random
) -> list[Change]:
    found = []
    for old, new, label, back in table:
        if old not in sentence.lower():
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(old)} (\w+)", sentence):
            if match[1] == "not":
                continue
            new_words = f"{new} of" if match[1] in ("the", "these", "those") and new in _COUNTING else new
            found.append(Change(match[0], f"{new_words} {match[1]}", kind, label, back))
        if sentence.startswith(old[0].upper() + old[1:] + " "):
            first = " ".join(sentence.split(" ")[: old.count(" ") + 2])
            found.append(Change(first, new[0].upper() + new[1:] + first[len(old) :], kind, label, back))
    rng.shuffle(found)
    return found


def changed_modality(sentence: str, rng: Random) -> list[Change]:
    """Permission, duty, possibility and advice put for one another."""
    found = _listed(sentence, _MODALS, "modality", rng)
    if re.search(r"\b(?:neither|nor|no|nothing|none)\b", sentence, re.I):
        found = [change for change in found if " not " in change.old]
    return [
        c for c in found if not re.search(r"\bMay \d|in May\b", c.old) and not c.old.startswith("could be")
    ]


def changed_scope(sentence: str, rng: Random) -> list[Change]:
    """How many, how often, and which level of government or area."""
    found = [c for c in _listed(sentence, _SCOPES, "scope", rng) if _placed(sentence, c)]
    skipped = re.compile(
        r"\b(?:no longer|at all|above all|after all|not all|not only|most of|part of the|no more|no less|"
        r"no one|only if|only when|United States|one of whom|one of which|state of|the most|some of|few of|"
        r"half of|all of|many as|public \w+ public|head of state|the only|a few|quite a)\b"
    )
    return [c for c in found if not _touches(sentence, c.old, skipped)]


_COUNTING = frozenset({"some", "only some", "few", "most"})
_AMOUNTS = frozenset(["some", "all", "most", "many", "several", "few", "no", "every", "each", "both"])
_BEFORE_AMOUNT = re.compile(
    r"(?:^|[,;:(] ?|\b(?:of|in|to|for|from|by|with|at|that|and|or|is|are|was|were|on|has|have|had|as|"
    r"into|than|"
    r"affects?|includes?|contains?|[a-z]+(?:ed|es)) )$"
)


def _placed(sentence: str, change: Change) -> bool:
    """Whether an amount stands before its noun, not after ("they all", "has all been")."""
    if change.old.split()[0] not in _AMOUNTS:
        return True
    before = sentence[: sentence.find(change.old)]
    return bool(_BEFORE_AMOUNT.search(before)) and not re.search(
        rf"^(?:\w+ )?(?:{_AUX})\b", change.old.split()[1]
    )


def changed_outcome(sentence: str, rng: Random) -> list[Change]:
    """A word put as its opposite."""
    changes = []
    for match in re.finditer(r"(?<![\w-])[a-z]+(?:-[a-z]+)?(?![\w-])", sentence):
        for other in _OUTCOMES.get(match[0], []):
            if re.search(rf"(?<![\w-]){re.escape(other)}(?![\w-])", sentence):
                continue
            if _touches(sentence, match[0], _FIXED):
                continue
            changes.append(Change(match[0], other, "outcome"))
    return changes


def _touches(sentence: str, old: str, skipped: re.Pattern[str]) -> bool:
    at = sentence.find(old)
    return any(m.start() < at + len(old) and at < m.end() for m in skipped.finditer(sentence))
