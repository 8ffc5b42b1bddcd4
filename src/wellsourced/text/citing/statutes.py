"""Statutes, regulations and constitutions as texts name them, by abbreviation or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wellsourced.model.citations import CitationKind, LegalCitation
from wellsourced.text.citing.codes import BY_INITIALS, STATES, SUBJECTS, usc_section_of
from wellsourced.text.citing.sections import MARK, Section, is_plural, sections_at
from wellsourced.text.wordlists import words

__all__ = ["statutes"]

_USC = r"U\.?\s?S\.?\s?C\.?(?:\s?[AS]\.?)?(?![A-Za-z])|U\.?\s?S\.?\sCode\b|United\sStates\sCode\b"
_CFR = r"C\.?\s?F\.?\s?R\.?(?![A-Za-z])|Code\sof\sFederal\sRegulations\b"
_CODE = rf"(?:{_USC}|{_CFR})"
_TITLE_FIRST = re.compile(
    rf"(?<![\w.])(?P<title>\d{{1,2}})\s?(?P<code>{_CODE})(?:\sAnn\.)?,?\s?(?P<mark>{MARK})?\s?(?=\d)"
)
_TITLE_IN_WORDS = re.compile(
    rf"\b[Tt]itle\s(?P<title>\d{{1,2}}),?\s(?:(?:of\s)?(?:the\s)?(?P<code>{_CODE}),?\s)?(?:at\s)?"
    r"(?P<mark>§{1,2}|[Ss]ections?|[Ss]ecs?\.|[Pp]arts?)\s?(?=\d)"
)
_CODE_AFTER = re.compile(rf",?\s(?:of\s)?(?:the\s)?(?P<code>{_CODE})")
_OTHER_AFTER = re.compile(r",?\s(?:of|in)\s(?:the\s)?[A-Z]")
_SECTION_FIRST = re.compile(r"(?:\b(?P<words>[Ss]ections?|[Ss]ecs?\.|[Pp]arts?)|(?P<sign>§{1,2}))\s?(?=\d)")
_OF_TITLE = re.compile(rf",?\s(?:of\s)?[Tt]itle\s(?P<title>\d{{1,2}})\b(?:{_CODE_AFTER.pattern})?")
_ACT = r"(?:INA\b|I\.N\.A\.|Immigration\s(?:and|&)\sNationality\sAct\b)"
_OF_ACT = re.compile(rf"\sof\s(?:the\s)?{_ACT}")
_SIGNS_OF_ACT = ("INA", "I.N.A.", "Nationality")
_SIGNS_OF_SECTION = ("§", "ection", "ec.", "ecs.", "art")
"""One of them is wherever the pattern fits; to look for these first costs a tenth of the pattern."""
_ACT_FIRST = re.compile(rf"\b{_ACT}(?:\s\(INA\))?,?\s(?P<mark>§{{1,2}}|[Ss]ections?|[Ss]ecs?\.)\s?(?=\d)")

_NAME = "|".join(
    r"\s?".join(rf"{re.escape(part)}" for part in name.split())
    for name in sorted({*STATES, *STATES.values()}, key=len, reverse=True)
)
_SUBJECT = "|".join(sorted((re.escape(word) for word in SUBJECTS), key=len, reverse=True))
_BODY = rf"(?P<body>(?:(?:{_SUBJECT})(?!\w)\.?,?\s?){{1,7}})"
_STATE_CODE = rf"(?P<state>{_NAME})\s(?i:{_BODY})"
_STATE_FIRST = re.compile(
    rf"(?<![\w.])(?=[A-Z\d])(?P<chapter>\d{{1,3}}\s)?{_STATE_CODE}(?P<mark>{MARK})?\s?(?=\d)"
)
_OF_STATE = re.compile(rf"\sof\s(?:the\s)?{_STATE_CODE}")
_INITIALS = "|".join(re.escape(name) for name in sorted(BY_INITIALS, key=len, reverse=True))
_INITIALS_FIRST = re.compile(
    rf"(?<![\w.])(?P<chapter>\d{{1,3}}\s)?(?P<code>{_INITIALS})\s?(?P<mark>{MARK})?\s?(?=\d)"
)
_RUNS_ON = re.compile(r"(?:[\s,]|(?<=[\s,])(?:and|of|the|&)(?=[\s,]|$))+$")
_A_CODE = re.compile(r"\b(?:Code|Stat\.|Laws?\b)")
_SHORT = {**STATES, **{short: short for short in STATES.values()}}
_SHORT = {re.sub(r"\s", "", name): short for name, short in _SHORT.items()}
_BY_TITLE = ("Ill.", "Pa.", "Vt.")
"""States whose sections are numbered anew in each title: "5 Ill. Comp. Stat. 805/15"."""
_CITIES = frozenset({"N.Y.C.", "S.F."})
_THEN_SECTION = re.compile(r",?\s(?:§|[Ss]ection|[Ss]ec\.)\s?(?=\d)")

_ROMAN = words(
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV XXVI "
    "XXVII"
)
_ORDINALS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
    "twenty-fourth twenty-fifth twenty-sixth twenty-seventh"
)
_US = r"(?:U\.?\s?S\.?|United\sStates|[Ff]ederal)"
_CONST = re.compile(
    rf"\b{_US}\sConst(?:\.|itution),?\s(?P<what>[Aa]rt(?:\.|icle)|[Aa]mend(?:\.|ment))\s(?P<number>[IVX]{{1,6}}|\d{{1,2}})\b"
    r"(?:,?\s(?:§|[Ss]ec(?:\.|tion))\s?(?P<section>\d{1,2}))?(?:,?\s(?:cl\.|[Cc]lause)\s?(?P<clause>\d{1,2}))?"
)
_CONST_IN_WORDS = re.compile(
    r"\b(?P<what>[Aa]rticle)\s(?P<number>[IVX]{1,6}|\d)\b(?:,?\s[Ss]ection\s(?P<section>\d{1,2}))?"
    rf"(?:,?\s[Cc]lause\s(?P<clause>\d{{1,2}}))?,?\sof\sthe\s{_US}\sConstitution"
)
_AMENDMENT = re.compile(
    r"(?:\b[Ss]ection\s(?P<section>\d)\sof\sthe\s)?\b(?P<ordinal>"
    + "|".join(sorted((word.capitalize() for word in _ORDINALS), key=len, reverse=True))
    + r"|\d{1,2}(?:st|nd|rd|th))\s[Aa]mendment\b(?!\s(?:to|of)\s)"
)


def statutes(text: str) -> Iterator[LegalCitation]:
    """Citations of codes, of the Immigration and Nationality Act and of the Constitution, in no order."""
    for found in _TITLE_FIRST.finditer(text):
        yield from _federal(text, found, found["code"])
    if "itle " in text:
        for found in _TITLE_IN_WORDS.finditer(text):
            yield from _titled(text, found)
    if any(sign in text for sign in _SIGNS_OF_SECTION):
        for found in _SECTION_FIRST.finditer(text):
            yield from _owned(text, found)
    if any(sign in text for sign in _SIGNS_OF_ACT):
        for found in _ACT_FIRST.finditer(text):
            listed = sections_at(text, found.end(), is_plural(found["mark"]))
            yield from _cited(found.start(), listed, "INA")
    yield from _of_states(text)
    yield from _constitution(text)


def _of_states(text: str) -> Iterator[LegalCitation]:
    for found in _STATE_FIRST.finditer(text):
        if (code := _state_code(found)) is not None:
            titled = found["chapter"] is not None and code.startswith(_BY_TITLE)
            yield from _of_code(text, found, f"{found['chapter'].strip()} {code}" if titled else code)
    if any(initials in text for initials in BY_INITIALS):
        for found in _INITIALS_FIRST.finditer(text):
            title = f"{found['chapter'].strip()} " if found["chapter"] else ""
            yield from _of_code(text, found, title + BY_INITIALS[found["code"]])


def _federal(text: str, head: re.Match[str], code: str) -> Iterator[LegalCitation]:
    listed = sections_at(text, head.end(), is_plural(head["mark"]))
    yield from _cited(head.start(), listed, f"{int(head['title'])} {_federal_code(code)}", head["mark"])


def _federal_code(written: str) -> str:
    return "C.F.R." if re.match(r"C", written) else "U.S.C."


def _titled(text: str, head: re.Match[str]) -> Iterator[LegalCitation]:
    """ "title 8, section 1373 of the United States Code"; without a code's name it is that Code too."""
    listed = sections_at(text, head.end(), is_plural(head["mark"]))
    if not listed:
        return
    code = head["code"]
    after = None if code else _CODE_AFTER.match(text, listed[-1].end)
    if code is None and after is None and _OTHER_AFTER.match(text, listed[-1].end):
        return
    name = _federal_code(code or (after["code"] if after else "U.S.C."))
    end = after.end() if after else 0
    yield from _cited(head.start(), listed, f"{int(head['title'])} {name}", head["mark"], end)


def _owned(text: str, head: re.Match[str]) -> Iterator[LegalCitation]:
    """ "section 1373 of title 8", "section 287(g) of the Immigration and Nationality Act"."""
    mark = head["words"] or head["sign"]
    listed = sections_at(text, head.end(), is_plural(mark))
    if not listed:
        return
    at = listed[-1].end
    if title := _OF_TITLE.match(text, at):
        if title["code"] or not _OTHER_AFTER.match(text, title.end()):
            name = _federal_code(title["code"] or "U.S.C.")
            yield from _cited(head.start(), listed, f"{int(title['title'])} {name}", mark, title.end())
    elif act := _OF_ACT.match(text, at):
        yield from _cited(head.start(), listed, "INA", None, act.end())
    elif (state := _OF_STATE.match(text, at)) and (code := _state_code(state)) is not None:
        yield from _cited(head.start(), listed, code, mark, state.start() + len(_RUNS_ON.sub("", state[0])))


def _of_code(text: str, head: re.Match[str], code: str) -> Iterator[LegalCitation]:
    """Sections of a State's code; "chapter 41, section 98" is one authority."""
    listed = sections_at(text, head.end(), is_plural(head["mark"]))
    if (
        len(listed) == 1
        and _sign(head["mark"]) == "ch."
        and (then := _THEN_SECTION.match(text, listed[0].end))
    ):
        inner = sections_at(text, then.end(), False)
        if inner:
            yield from _cited(head.start(), inner, f"{code} ch. {listed[0].number},")
            return
    yield from _cited(head.start(), listed, code, head["mark"])


def _state_code(found: re.Match[str]) -> str | None:
    """ "Cal. Gov. Code" of "California Government Code"; None where the words name no code."""
    written = (word.strip(".,").lower() for word in _RUNS_ON.sub("", found["body"]).split())
    names = [name for word in written if (name := SUBJECTS.get(word, ""))]
    short = " ".join([_SHORT[re.sub(r"\s", "", found["state"])], *names])
    return short if _A_CODE.search(short) else None


def _cited(
    start: int, listed: list[Section], code: str, mark: str | None = None, end: int = 0
) -> Iterator[LegalCitation]:
    """One citation a section; the first begins, or the last ends, with the code's name."""
    for place, section in enumerate(listed):
        last = place == len(listed) - 1
        yield LegalCitation(
            start=start if place == 0 else section.start,
            end=max(section.end, end) if last else section.end,
            kind=_kind(code),
            authority=_authority(code, section, _sign(mark)),
        )


def _kind(code: str) -> CitationKind:
    if code.endswith("C.F.R.") or ("Admin." in code and not code.startswith(tuple(_CITIES))):
        return CitationKind.REGULATION
    return CitationKind.STATUTE


def _sign(mark: str | None) -> str:
    first = (mark or "§").lower()
    if first.startswith("c"):
        return "ch."
    if first.startswith("p"):
        return "pt."
    return "art." if first.startswith("a") else "§"


def _authority(code: str, section: Section, sign: str) -> str:
    if code == "INA":
        number = section.number.upper()
        there = usc_section_of(number)
        return f"8 U.S.C. § {there}{section.parts}" if there else f"INA § {number}{section.parts}"
    number = section.number
    if code.endswith("U.S.C."):
        number = number.lower()
    if code.endswith("C.F.R."):
        sign = "§" if "." in number else "pt."
    if code.endswith("Ill. Comp. Stat."):
        return f"{code} {number}{section.parts}"
    return f"{code} {sign} {number}{section.parts}"


def _constitution(text: str) -> Iterator[LegalCitation]:
    for pattern in (_CONST, _CONST_IN_WORDS) if "Const" in text else ():
        for found in pattern.finditer(text):
            what = "art." if found["what"].lower().startswith("art") else "amend."
            number = found["number"]
            name = _ROMAN[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(_ROMAN) else number
            clause = f", cl. {found['clause']}" if found["clause"] else ""
            yield _constitutional(found, f"{what} {name}", clause)
    if "mendment" in text:
        for found in _AMENDMENT.finditer(text):
            ordinal = found["ordinal"]
            at = int(ordinal[:-2]) - 1 if ordinal[0].isdigit() else _ORDINALS.index(ordinal.lower())
            if 0 <= at < len(_ROMAN):
                yield _constitutional(found, f"amend. {_ROMAN[at]}", "")


def _constitutional(found: re.Match[str], what: str, clause: str) -> LegalCitation:
    section = f", § {found['section']}" if found["section"] else ""
    return LegalCitation(
        start=found.start(),
        end=found.end(),
        kind=CitationKind.CONSTITUTION,
        authority=f"U.S. Const. {what}{section}{clause}",
    )
