"""What stands on pages and says nothing: cookie notices, menus, error pages, walls, code, logs.

Cautious: a statement of an author must never be taken for furniture, so each way asks for wording that
articles do not use, or for the whole paragraph.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["is_boilerplate"]

LONGEST_NOTICE = 60
"""Words: a longer text that speaks of cookies or of an error is an article about them."""

# Possessive and atomic parts: what was read once is not read again in another way, however a hostile text
# goes on, and each pattern takes time in proportion to the text.
_NOTICES = re.compile(
    "|".join(
        (
            r"\bwe (?:and our partners )?use cookies\b|\b(?:this|our) (?:web)?site uses cookies\b",
            r"\b(?:accept|reject|allow) (?:all )?cookies\b|\b(?:accept|agree) and (?:close|continue)\b",
            r"\b(?:manage|change|review|save) (?:your |my )?(?:cookies?|privacy|consent) "
            r"(?:settings|preferences|choices)\b",
            r"\b(?:enable|turn on) javascript\b|\bjavascript (?:is|to be) (?:disabled|enabled|required)\b",
            r"\A(?:error )?(?:access denied|(?:\d{3} )?forbidden|(?:\d{3} )?(?:page )?not found|bad gateway|"
            r"service unavailable|internal server error|too many requests)(?:[.!:]|\n|\Z)",
            r"\b(?:error|http) (?:40[0-9]|50[0-4])\b",
            r"\b(?:40[0-9]|50[0-4]) (?:page )?(?:not found|forbidden|error)\b",
            r"\bthe page (?:you (?:requested|(?:are|were) looking for)|(?:cannot|can't|could not) be found)",
            r"\bgo (?:back )?to (?:the|our) home ?page\b|\bchecking your browser\b",
            r"\bverify (?:that )?you are (?:a )?human\b",
            r"\bsubscribe (?:now|today) (?:to|for)\b|\bsign up (?:for|to) (?:our|get|receive)\b",
            r"\bsign up for (?:the|a|this|free) [^.]{0,40}\b(?:newsletters?|mailing list|e-?mails?|alerts)\b",
            r"\bcreate a free account\b|\b(?:log|sign) in to (?:read|continue|view|comment)\b",
            r"\balready a (?:subscriber|member)\?",
            r"\A(?:click here to|please) subscribe\b|"
            r"\A(?:follow (?:us|me|[\w.’'& ]{2,50})|(?:like|find) us) on "
            r"(?:facebook|twitter|instagram|youtube|linkedin|tiktok|telegram|threads|x)\b",
            r"\A(?:related(?: (?:posts?|story|stories|articles?|coverage|links?|topics?|videos?))?|"
            r"read (?:also|more|next)|also read|see (?:also|more)|more on this(?: story)?|don['’]t miss)"
            r"(?:: [^.]*+)?\W*\Z",
            r"\A(?:you (?:may|might) also like|recommended for you|most (?:read|popular|viewed)|"
            r"more from [\w’' ]{2,40}|share this (?:article|story|post)|"
            r"like this (?:article|story|post)\? share\b.*+)\W*\Z",
            r"\bif you buy [^.]{0,60}(?:through|from) (?:a |our |these |this )?(?:links?|post|site|page)\b",
            r"\bfor your personal,? non-?commercial use only\b",
            r"\bmay not be (?:published, broadcast, rewritten|reproduced, distributed)",
            r"\A(?:©|\(c\)|copyright) ?(?:©|\(c\))? ?\d{4}|\ball rights reserved\.?\Z",
            r"\blorem ipsum dolor\b|\A(?:skip to (?:main )?content|share this page)\b",
            r"\A(?:accept all|reject all|manage choices|manage your choices|advertisement|read more|loading|"
            r"next|previous|back to top)\W*\Z",
        )
    ),
    re.IGNORECASE,
)
_MENU_WORDS = re.compile(
    r"(?:home|about(?: us)?|contact(?: us)?|search|menu|sitemap|site map|log ?in|sign in|register|help|"
    r"faqs?|news(?:letter)?|privacy(?: policy)?|terms(?: of use)?|careers|jobs|subscribe|shop|cart|blog)",
    re.IGNORECASE,
)
_IN_A_ROW = re.compile(
    r"\b(?:Home|About(?: [Uu]s)?|Contact(?: [Uu]s)?|Search|Menu|Sitemap|Log ?[Ii]n|Sign [Ii]n|Register|Help|"
    r"FAQs?|Newsletter|Privacy|Terms|Careers|Subscribe)\b"
)
_SEPARATED = re.compile(r"[|•·»›\n]")
_CODE = re.compile(
    "|".join(
        (
            r"^\s*(?:def|class) \w.*:\s*$",
            r"^\s*(?:import [\w.]+(?: as \w+)?|from [\w.]+ import [\w, *]++)\s*$|^\s*#include\s*[<\"]",
            r"^\s*(?:const|let|var|static|public|private|final)\b.*(?:=\s*\S.*;?|[{;])\s*$",
            r"^\s*(?:function\b.*\{|return\b.*(?:;|\]|\))|(?:if|for|while|else|elif|try|except|catch)\b.*(?:\{|\)\s*:))\s*$",
            r"^\s*[\w.]+(?:\[[^\]]*\])*\s*(?:[-+*/|&]?=|:=)\s*[\w\"'\[({].*$",
            r"^\s*[\w.]+\((?:[^()]*+|[^=]*+=.*)\);?\s*$(?<=[;=)])(?<!\(\w\))",
            r"^\s*[{}\[\]();]+,?\s*$|^\s*\"\w+\": .*,?\s*$|^\s*(?://|/\*|\*/|\$ [a-z])",
            r"^(?>.*?\b(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL)\b).*\w=\S",
        )
    )
)
_REMARK = re.compile(r"^\s*(?:#|--|\*|;)")


@lru_cache(maxsize=16384)
def is_boilerplate(text: str) -> bool:
    """Whether a paragraph is a site's own furniture or a machine's, and no statement of its author."""
    stripped = text.strip()
    if len(stripped.split(maxsplit=LONGEST_NOTICE)) <= LONGEST_NOTICE and _NOTICES.search(stripped):
        return True
    return _is_code(stripped) or _is_menu(stripped)


def _is_code(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    code = sum(bool(_CODE.search(line)) for line in lines)
    remarks = sum(bool(_REMARK.match(line)) for line in lines)
    return code > 0 and code + remarks > len(lines) / 2


def _is_menu(text: str) -> bool:
    """By its items where something parts them; else by its words, where nothing in it ends a sentence."""
    if len(_IN_A_ROW.findall(text)) >= 3 and not re.search(r"[.!?;:,]", text):
        return True
    items = [item.strip() for item in _SEPARATED.split(text) if item.strip()]
    known = sum(bool(_MENU_WORDS.fullmatch(item)) for item in items)
    return len(items) >= 3 and known >= 2 and sum(len(item.split()) <= 3 for item in items) > len(items) / 2
