"""Pages that answer with something else than what was asked for: errors, walls, shells, robots' gates.

Cautious, as `boilerplate` is: an article on broken links or on passwords is an article. So the words
are looked for in a title, or in a text too short to be one.
"""

from __future__ import annotations

import re
from enum import StrEnum

__all__ = ["NonPage", "non_page"]


class NonPage(StrEnum):
    """What came instead of a page."""

    ERROR = "error"
    GATE = "gate"
    LOGIN = "login"
    SHELL = "shell"
    PARKED = "parked"


SHORT, TINY, EMPTY = 120, 40, 12
"""Words of a text that may be an error page under a title that says so; of one without such a title; and
of a page that shows nothing without its scripts."""

# A title that is nothing but this, with at most the site's name beside it.
_ERROR_TITLE = re.compile(
    r"(?:error ?|http(?: status)? ?)?(?:40[0134]|410|429|50[0234])"
    r"(?:\W{0,3}(?:error|client error|page|file|not found|forbidden|gone|unauthorized|bad gateway|"
    r"(?:internal )?server error|service unavailable)\b)*|"
    r"(?:(?:oops|sorry|error|whoops)\W{1,3})?(?:the |this |that )?(?:requested )?"
    r"(?:page|file|document|content|article|url|story) (?:was |is |could |can ?)?(?:not|n['’]t|cannot)"
    r"(?: be)? (?:found|available|exist)|"
    r"page (?:unavailable|missing|does(?: not|n['’]t) exist|no longer exists|no longer available)|not found|"
    r"access (?:denied|forbidden|restricted)|forbidden|(?:internal )?server error|bad (?:gateway|request)|"
    r"service (?:temporarily )?unavailable|temporarily unavailable|too many requests|unauthorized|gone|"
    r"gateway time-?out|(?:site|website) (?:is )?(?:under maintenance|unavailable|offline)|"
    r"(?:scheduled |under )maintenance|seite nicht gefunden|page (?:introuvable|non trouvée)|"
    r"página no encontrada|pagina non trovata|an error (?:has )?occurred|error",
    re.IGNORECASE,
)
_GATE_TITLE = re.compile(
    r"just a moment(?:\W*)|attention required!?|(?:please )?verify (?:that )?you are (?:a )?human|"
    r"are you (?:a robot|human)\??|security check|ddos[- ]guard|checking your browser|bot verification|"
    r"human verification|captcha|one more step|pardon our interruption|access to this page has been denied",
    re.IGNORECASE,
)
_LOGIN_TITLE = re.compile(
    r"(?:please )?(?:log|sign)[ -]?(?:in|on)(?: (?:to|with|page|required)\b.*)?|"
    r"(?:log|sign) ?in or (?:register|sign up|create (?:an )?account)|(?:member|subscriber|account) log ?in|"
    r"authentication required|anmelden|connexion|iniciar sesión",
    re.IGNORECASE,
)
_ERROR_TEXT = re.compile(
    r"\bthe (?:requested )?(?:page|url|file|document|resource|article)\b[^.]{0,60}?"
    r"\b(?:was|could|can|does|is|has)(?: ?not|n['’]t| no longer| been)\b[^.]{0,30}"
    r"\b(?:found|exist|available|moved|removed|deleted)|"
    r"\bpage (?:you (?:requested|(?:are|were) (?:looking for|trying to))|not found)\b|"
    r"\b(?:we|sorry)\b[^.]{0,20}\b(?:could(?:n['’]t| not)|can(?:['’]t|not)) find (?:the|that|this) page\b|"
    r"\byou (?:don['’]t|do not) have permission to (?:access|view)\b|"
    r"\b(?:404|403|500|502|503)\b[^.]{0,20}\b(?:error|not found|forbidden)\b|"
    r"\berror (?:code:? )?(?:40[0134]|50[0234])\b",
    re.IGNORECASE,
)
_GATE_TEXT = re.compile(
    r"\bverify(?:ing)? (?:that )?you are (?:a )?human\b|\benable javascript and cookies to continue\b|"
    r"\bchecking (?:if the site connection|your browser)\b|\bcomplete the (?:captcha|security check)\b|"
    r"\bunusual traffic from your (?:computer )?network\b|\bwhy do i have to complete a captcha\b|"
    r"\bray id\b|\bprove (?:that )?you(?:['’]re| are) not a robot\b",
    re.IGNORECASE,
)
_LOGIN_TEXT = re.compile(
    r"\b(?:please )?(?:log|sign) in (?:to|with)\b|\bforgot (?:your )?password\b|\benter your password\b|"
    r"\byou (?:must|need to) be (?:logged|signed) in\b|\b(?:create|register for) an account\b",
    re.IGNORECASE,
)
_SHELL_TEXT = re.compile(
    r"\b(?:enable|turn on|activate|requires?|need) (?:to (?:enable|run) )?javascript\b|"
    r"\bjavascript (?:is|to be|must be|appears to be|has been)\b[^.]{0,30}"
    r"\b(?:disabled|enabled|required|turned)|\bbrowser (?:does not|doesn['’]t) support javascript\b",
    re.IGNORECASE,
)
_PARKED_TEXT = re.compile(
    r"\b(?:this )?domain(?: name)? (?:is|may be) (?:for sale|parked|available for purchase)\b|"
    r"\bbuy this domain\b|\bdomain (?:has expired|has been registered and parked)\b|"
    r"\bdefault (?:web ?site|web) page\b|\bit works!\s*\Z",
    re.IGNORECASE,
)
_TITLE_PARTS = re.compile(r"\s+[|–—»·-]\s+|\s*[|»·:]\s+|\s+::\s+")


def non_page(
    title: str, heading: str, text: str, *, aside: str = "", asks_password: bool = False
) -> NonPage | None:
    """What a page is instead of what was asked for, or None.

    `title` is what the page calls itself, `heading` its first heading, `text` what was read of it, `aside`
    what was left out as furniture or is meant for browsers without scripts; `asks_password` whether it
    has a field for one.
    """
    count = len(text.split())
    titles = [*_named(title), *_named(heading)]
    if count > SHORT:
        return None
    for kind, pattern in ((NonPage.GATE, _GATE_TITLE), (NonPage.ERROR, _ERROR_TITLE)):
        if any(pattern.fullmatch(one) for one in titles):
            return kind
    if asks_password and any(_LOGIN_TITLE.fullmatch(one) for one in titles):
        return NonPage.LOGIN
    return _by_text(f"{text} {aside}", count, asks_password) if count <= TINY else None


def _by_text(shown: str, count: int, asks_password: bool) -> NonPage | None:
    if asks_password and _LOGIN_TEXT.search(shown):
        return NonPage.LOGIN
    for kind, pattern in (
        (NonPage.GATE, _GATE_TEXT),
        (NonPage.PARKED, _PARKED_TEXT),
        (NonPage.ERROR, _ERROR_TEXT),
    ):
        if pattern.search(shown):
            return kind
    return NonPage.SHELL if count <= EMPTY and _SHELL_TEXT.search(shown) else None


def _named(title: str) -> list[str]:
    """A title whole and in its parts: most carry the name of their site before or behind a bar."""
    parts = [title, *_TITLE_PARTS.split(title)]
    return [part.strip(" \t\n.!…") for part in parts if part.strip(" \t\n.!…")]
