"""What is not checked, how it is told by its wording, and what the reader is told instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from wellsourced.model.claims import InquiryKind
from wellsourced.text.grammar import finite_index, split_words

__all__ = ["REFUSALS", "Refusal"]

Test = Callable[[str, date, str | None], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One reason not to check a text: its kind, what is wrong, what to do, and the test that tells it.

    `{subject}` in `next_step` stands for what the text is about.
    """

    kind: InquiryKind
    message: str
    next_step: str
    test: Test | None = None

    def about(self, subject: str) -> Refusal:
        """The refusal with what the text is about filled in."""
        short = " ".join(subject.split()[:12])
        return replace(self, next_step=self.next_step.replace("{subject}", short))

    def found_in(self, text: str, on: date, place: str | None) -> Refusal | None:
        """This refusal, if the text is of its kind."""
        if self.test is None or not self.test(text, on, place):
            return None
        found = _LOST.search(text)
        return self.about(found[0].strip() if found else text.rstrip(" ?.!"))


def _any(*ways: str) -> re.Pattern[str]:
    """A pattern that any of the ways fits, in either case of letters."""
    return re.compile("|".join(ways), re.IGNORECASE)


_US = r"(?:wellsourced(?:\.\w+)?|this (?:web\s?site|site|service|tool|app|fact.?checker))"
_ABUSE = _any(
    r"\b(?:fuck\w*|shit\w*|bullshit|asshole\w*|bastard\w*|crap|scum|retard\w*)\b",
    r"\b(?:stupid|idiot\w*|moron\w*|dumb|pathetic|slop|sucks?|loser|disgusting)\b",
    r"\b(?:is|are|was|what|such) (?:(?:such|total|utter|pure|complete|absolute|just|all) )?"
    r"(?:trash|garbage)\b",
)
_AT_US = _any(
    rf"\b{_US}\b",
    r"\byou(?:['’]re| are)\b",
    r"\byour (?:site|web\s?site|app|page|article|bias|ai|bot|fact.?check\w*)\b",
)
_COMPLAINT = _any(
    rf"\bwhy (?:do|did|are|is|have)?\s?(?:you|your|{_US}) (?!need|have to|should|must|can)",
    r"\bhate to say it\b",
    r"\byou (?:confirm|people|guys|posted|wrote|claim|claimed|lie|lied|say|said|keep|forgot)\b",
    r"\byou got (?:it|this) wrong\b",
    r"\byour (?:\w+ )?(?:bias|article|page|site|website|answer|fact.?check|summary|report|headline)\b",
    r"\b(?:fix|correct|update|remove|delete) (?:your|this) (?:article|page|site|answer|report)\b",
)
_OUR_NAME = _any(rf"\b{_US}\b")
_ASKED_OF_US = _any(
    r"^(?:are|were) you\b(?! (?:allowed|required|legally|liable|entitled|obligated|guilty|eligible))",
    r"^who (?:are|made|built|owns|runs|funds|created) you\b",
    r"^(?:how|what|where|why) (?:do|did|does|are) you "
    r"(?:work|use|get|check|verify|pick|select|choose|find|decide|know|make|do\b|source)",
    r"^(?:do|did|can) you (?:use|have|check|verify|trust|fact|support|lie|make|answer|speak)\b"
    r"(?!.*\b(?:warrant|law|police|arrest\w*|lawyer|license|permit)\b)",
    r"^what (?:are you|is your)\b",
)
_QUESTION_START = _any(
    r"^(?:who|what|which|when|where|why|how|is|are|was|were|do|does|did|can|could|has|have|will|should)\b"
)
_EXCLAIMS = _any(r"^(?:what an? |how \w+ (?:you|this) )[^?]*$")
# Things that only the reader has before them, unless what follows says which they are.
_SHOWN = (
    "video|article|post|incident|photo|picture|image|clip|tweet|meme|screenshot|link|chart|graph|headline|"
    "podcast"
)
_POINTED_AT = (
    rf"{_SHOWN}|story|quote|claim|statement|speech|document|episode|show|interview|rumou?r|case|event|report|"
    "study|bill|law"
)
_TIED = (
    "(?:of|about|that|in|from|at|by|showing|posted|which|who|with|on|between|involving|against|for|to|called|"
    "titled|was|is)"
)
_LOST = _any(
    rf"\bthe (?:{_SHOWN})\b(?! {_TIED}\b)",
    rf"\b(?:this|that|these|those) (?:{_POINTED_AT})s?\b(?! {_TIED}\b)",
    r"\bthe (?:above|below|following)\b(?! (?:average|the|zero))",
    r"\b(?:article|link|text|statement|claim|video) (?:above|below)\b",
    r"^(?:is|was|are|were) (?:this|that|these|those|it) "
    r"(?:true|real|false|fake|correct|legal|legit|accurate|right)\W*$",
    r"^(?:is|was|are|were) (?:this|that|these|those) "
    r"(?:true|real|false|fake|correct|legal|legit|accurate|right)\b",
    r"\b(?:after|before|about|of|by) (?:this|that|these|those)\W*$",
)
_OPENING = "(?:why |how |when |where |what |who )?(?:is|was|are|were|does|did|do|has|have|had|can|could)"
_BARE_PRONOUN = _any(
    rf"^(?:{_OPENING} )?(?:he|she|they|him|her|them|his|their)\b",
    r"^(?:does|did|has|why did|why does|how did|how does|when did|what does|how is|how was) it\b",
    # "It is unlawful ... to sell" points at nothing.
    r"^(?:this|that|it) (?:is|was)\b(?!.*\bthat\b)"
    r"(?! (?:not )?\w+(?: in [^,]{2,60}?)?(?: for [^,]{2,60}?)? to )",
)
_MINE = _any(
    r"\b(?:my|our) (?:own )?(?:local )?(?:county|city|town|state|area|district|parish|village)\b",
    r"\b(?:my|our) (?:own )?(?:local )?(?:sheriff|police|jail|country|neighborhood)\b",
    r"\b(?:around|near) here\b|\bwhere i live\b|\bhere in (?:town|my)\b",
)
_ADVICE = _any(
    r"\bshould (?:i|we|my)\b",
    r"\b(?:do|can|could|must|may|am|will|would) i\b",
    r"\bhow (?:do|can|could|should|would) (?:i|we)\b|^how to\b|^what to do\b",
    r"\bwhat (?:should|can|could|do) (?:i|we)\b",
    r"\b(?:recommend|advise|help) me\b|\bbest way to\b",
    r"^(?:is it|would it be) (?:safe|smart|wise|better|ok|okay|worth it|worth)(?: for me)? to\b",
    r"\bmy (?:lawyer|case|taxes|landlord|doctor|boss|employer|visa|green card|symptoms?)\b",
    r"\bmy (?:husband|wife|son|daughter|mother|father|brother|sister|friend|boyfriend|girlfriend)\b",
)
_PREDICTION = _any(
    r"^(?:will|won['’]t)\b|\bhow likely\b",
    r"\b(?:what are|what're|what is) the (?:odds|chances?|likelihood|probability)\b",
    r"\b(?:probability|odds|chances?|likelihood) (?:of|that|by)\b",
    r"^(?:who|what|which|when|where|how)\b[^,?]{0,60}?\b(?:will|is going to|are going to)\b",
    r"\b(?:is|are) going to (?:win|lose|happen|collapse|crash|end|die|rise|fall)\b",
    r"\bpredict(?:ion|ions)? for\b|\bforecast for\b",
)
_YEAR_AHEAD = re.compile(r"\bby (20\d\d|2100)\b")
_FUTURE = frozenset({"will", "won't"})  # what the law says somebody shall do is a rule, and no forecast
# What somebody said will be, or a rule says, is a fact of today.
_TOLD = _any(
    r"\b(?:says?|said|told|announce[sd]?|plans?|planned|promise[sd]?|claims?|claimed|vow(?:s|ed)|expects?)\b",
    r"\b(?:ruled|held|according|law|act|bill|rule|order|under|requires?)\b",
)
_JUDGING = (
    "(?:best|worst|greatest|dumbest|smartest|coolest|good|bad|great|terrible|awful|horrible|evil|beautiful|ugly|"
    "overrated|underrated|biased|unbiased|unfair|immoral|moral|ethical|unethical|crazy|cruel|trustworthy|"
    "better|worse|worth it|disgraceful|wonderful|amazing|boring|sexy|nice|cool|disgrace|joke|hero|monster|"
    "coward|genius|right or wrong)"
)
_OPINION = _any(
    rf"^(?:is|are|was|were|isn['’]t|aren['’]t)\b.*\b{_JUDGING}\b"
    r"(?! (?:law|faith|cause|standing|friday|behavior|conduct|off|than \d|known)\b)",
    rf"^(?:who|what|which)\b[^?]*\b(?:is|are|was|were)\b (?:the )?(?:\w+ )?{_JUDGING}\b",
    r"\b(?:is|are|was|were) (?:really |actually |such |just |simply |clearly |by far )*(?:the |an? )?"
    rf"(?:very |most |so )?{_JUDGING}(?: \w+){{0,3}}[.!]?$",
    r"\bi (?:think|believe|feel|hate|love|like|dislike|prefer)\b|\bin my opinion\b",
)
_NORMATIVE = _any(r"^ought\b|\bshould(?:n['’]t| not)?\b")
_LEGAL = _any(
    r"\bunder (?:\w+ ){0,3}law\b|\b(?:legally|by law|the law|statute|constitution\w*)\b",
    r"\b(?:according to|said|ruled|held|argued)\b",
)


def _is_abuse(text: str, on: date, place: str | None) -> bool:
    found = _ABUSE.search(text)
    exclaims = _EXCLAIMS.match(text) is not None
    if found is None or (_QUESTION_START.match(text) and not exclaims):
        return False
    return bool(_AT_US.search(text)) or len(text.split()) <= 12


def _is_complaint(text: str, on: date, place: str | None) -> bool:
    if _COMPLAINT.search(text):
        return True
    says_something = finite_index(split_words(text)) is not None
    return says_something and bool(_OUR_NAME.search(text)) and not _QUESTION_START.match(text)


def _is_about_us(text: str, on: date, place: str | None) -> bool:
    return bool(_OUR_NAME.search(text) or _ASKED_OF_US.search(text))


def _has_lost_referent(text: str, on: date, place: str | None) -> bool:
    return bool(_LOST.search(text) or _BARE_PRONOUN.search(text))


def _needs_place(text: str, on: date, place: str | None) -> bool:
    return place is None and bool(_MINE.search(text)) and not _ADVICE.search(text)


def _is_prediction(text: str, on: date, place: str | None) -> bool:
    if _PREDICTION.search(text):
        return True
    if any(int(year) > on.year for year in _YEAR_AHEAD.findall(text)) and not _TOLD.search(text):
        return True
    lows = [word.low for word in split_words(text)]
    ahead = any(
        low in _FUTURE and lows[i - 1] not in {"a", "the", "his", "her", "free", "good"}
        for i, low in enumerate(lows)
        if i
    )
    return ahead and not _QUESTION_START.match(text) and not _TOLD.search(text)


def _is_opinion(text: str, on: date, place: str | None) -> bool:
    if _OPINION.search(text):
        return True
    return bool(_NORMATIVE.search(text)) and not _LEGAL.search(text)


REFUSALS = {
    "link": Refusal(
        kind=InquiryKind.LINK,
        message="This is a link, not a question or a claim.",
        next_step=(
            "Write what you want to know of it; to have the page as a source, save it and run "
            "`wellsourced add` on the file."
        ),
    ),
    "abuse": Refusal(
        kind=InquiryKind.COMPLAINT,
        message="This is an insult, not something that evidence can settle.",
        next_step="If a page is wrong, name the sentence and say what it should be.",
        test=_is_abuse,
    ),
    "complaint": Refusal(
        kind=InquiryKind.COMPLAINT,
        message="This speaks to us about our pages, and is no claim to check.",
        next_step=(
            "To have a statement checked, write it by itself; to correct a page, name its sentence and a "
            "source."
        ),
        test=_is_complaint,
    ),
    "about_us": Refusal(
        kind=InquiryKind.ABOUT_US,
        message="This asks about Wellsourced itself, and we do not check ourselves.",
        next_step="How pages are made, and what their limits are, is on the method page.",
        test=_is_about_us,
    ),
    "referent": Refusal(
        kind=InquiryKind.FRAGMENT,
        message="This does not stand alone: it points at something that is not in the text.",
        next_step="Which one is meant by “{subject}”? Name who or what it is, where and when, and ask again.",
        test=_has_lost_referent,
    ),
    "my_place": Refusal(
        kind=InquiryKind.FRAGMENT,
        message="This does not say which place is meant.",
        next_step="Which county, city or state is it? Name it in the question, or add --place.",
        test=_needs_place,
    ),
    "advice": Refusal(
        kind=InquiryKind.ADVICE,
        message="This asks what to do, and we give no advice.",
        next_step=(
            "Ask what the rule or the evidence is, of anyone: “Can a landlord keep a deposit without saying "
            "why?”"
        ),
        test=lambda text, on, place: bool(_ADVICE.search(text)),
    ),
    "prediction": Refusal(
        kind=InquiryKind.PREDICTION,
        message="This asks about the future, which no source can settle yet.",
        next_step="Ask what has been decided, announced or scheduled so far.",
        test=_is_prediction,
    ),
    "opinion": Refusal(
        kind=InquiryKind.OPINION,
        message="This asks for a judgement of value, which evidence alone does not settle.",
        next_step="Ask about a fact behind it: what was done, how often, by whom, or what the law says.",
        test=_is_opinion,
    ),
    "word": Refusal(
        kind=InquiryKind.FRAGMENT,
        message="This is too short to be a question or a claim.",
        next_step="What do you want to know about “{subject}”? Ask it as a question.",
    ),
    "cut": Refusal(
        kind=InquiryKind.FRAGMENT,
        message="This is cut off at its end.",
        next_step="Write the whole question or claim.",
    ),
    "phrase": Refusal(
        kind=InquiryKind.FRAGMENT,
        message="This names a subject but says nothing of it yet.",
        next_step=(
            "What do you want to know about “{subject}”? Ask it as a question, or write a sentence that can "
            "be true or false."
        ),
    ),
}
"""Every reason not to check a text, by name."""
