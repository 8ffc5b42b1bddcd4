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


_US = r"(?:wellsourced(?:\.\w+)?|this (?:web\s?site|site|service|tool|app|fact.?checker))"
_ABUSE = re.compile(
    r"\b(?:fuck\w*|shit\w*|bullshit|asshole\w*|stupid|idiot\w*|idiotic|moron\w*|dumb|trash|garbage|crap|"
    r"pathetic|"
    r"slop|sucks?|scum|loser|disgusting|retard\w*|bastard\w*)\b",
    re.IGNORECASE,
)
_AT_US = re.compile(
    rf"\b{_US}\b|\byou(?:['’]re| are)\b|\byour (?:site|web\s?site|app|page|article|bias|ai|bot|"
    rf"fact.?check\w*)\b",
    re.IGNORECASE,
)
_COMPLAINT = re.compile(
    rf"\bwhy (?:do|did|are|is|have)?\s?(?:you|your|{_US}) (?!need|have to|should|must|can)|"
    rf"\bhate to say it\b|"
    r"\byou (?:confirm|people|guys|posted|wrote|claim|claimed|lie|lied|say|said|keep|forgot|got (?:it|"
    r"this) wrong)\b|"
    r"\byour (?:\w+ )?(?:bias|article|page|site|website|answer|fact.?check|summary|report|headline)\b|"
    r"\b(?:fix|correct|update|remove|delete) (?:your|this) (?:article|page|site|answer|report)\b",
    re.IGNORECASE,
)
_OUR_NAME = re.compile(rf"\b{_US}\b", re.IGNORECASE)
_ASKED_OF_US = re.compile(
    r"^(?:are|were) you\b(?! (?:allowed|required|legally|liable|entitled|obligated|guilty|eligible))|"
    r"^who (?:are|made|built|owns|runs|"
    r"funds|created) you\b|^(?:how|what|where|why) (?:do|did|does|are) you (?:work|use|get|check|verify|"
    r"pick|select|choose|find|"
    r"decide|know|make|do\b|source)|^(?:do|did|can) you (?:use|have|check|verify|trust|fact|support|lie|"
    r"make|answer|speak)\b"
    r"(?!.*\b(?:warrant|law|police|arrest\w*|lawyer|license|permit)\b)|^what (?:are you|is your)\b",
    re.IGNORECASE,
)
_QUESTION_START = re.compile(
    r"^(?:who|what|which|when|where|why|how|is|are|was|were|do|does|did|can|could|has|have|will|should)\b",
    re.IGNORECASE,
)
_NOUN = (
    r"video|article|post|incident|photo|picture|image|clip|tweet|meme|story|screenshot|link|chart|graph|"
    r"quote|claim|"
    r"statement|speech|document|headline|podcast|episode|show|interview|rumou?r|case|event|report|study|"
    r"bill|law"
)
_TIED = (
    r"(?:of|about|that|in|from|at|by|showing|posted|which|who|with|on|between|involving|against|for|to|called|"
    r"titled|was|is)"
)
_LOST = re.compile(
    rf"\b(?:the (?:video|article|post|incident|photo|picture|image|clip|tweet|meme|screenshot|link|"
    rf"chart|graph|headline|podcast)"
    rf"(?! {_TIED}\b)|(?:this|that|these|those) (?:{_NOUN})s?\b(?! {_TIED}\b)|the (?:above|below|following)\b"
    r"(?! (?:average|the|zero))|(?:article|link|text|statement|claim|video) (?:above|below)\b|"
    r"^(?:is|was|are|were) (?:this|that|these|those) (?:true|real|false|fake|correct|legal|legit|"
    r"accurate|right)\b)",
    re.IGNORECASE,
)
_BARE_PRONOUN = re.compile(
    r"^(?:(?:is|was|are|were|does|did|do|has|have|had|can|could|why did|why is|why does|how did|"
    r"how does|when did|where did|where is|"
    r"what did|who is|who was|what does) )?(?:he|she|they|him|her|them|his|their)\b|"
    r"^(?:does|did|has|why did|why does|how did|how does|when did|what does|how is|how was) it\b|"
    r"^(?:this|that|it) (?:is|was)\b(?!.*\bthat\b)",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"\b(?:my|our) (?:own )?(?:local )?(?:county|city|town|state|area|sheriff|police|jail|district|"
    r"parish|village|neighborhood|"
    r"country)\b|\b(?:around|near) here\b|\bwhere i live\b|\bhere in (?:town|my)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\bshould (?:i|we|my)\b|\b(?:do|can|could|must|may|am|will|would) i\b|\bhow (?:do|can|could|should|"
    r"would) (?:i|we)\b|"
    r"^how to\b|\bwhat (?:should|can|could|do) (?:i|we)\b|\b(?:recommend|advise|help) me\b|^(?:is it|"
    r"would it be) "
    r"(?:safe|smart|wise|better|ok|okay|worth it|worth)(?: for me)? to\b|\bmy (?:lawyer|case|taxes|"
    r"landlord|doctor|husband|wife|"
    r"boss|visa|green card|son|daughter|mother|father|brother|sister|friend|boyfriend|girlfriend|"
    r"employer|symptoms?)\b|"
    r"\bbest way to\b|^what to do\b",
    re.IGNORECASE,
)
_PREDICTION = re.compile(
    r"^(?:will|won['’]t)\b|\bhow likely\b|\b(?:what are|what're|what is) the (?:odds|chances?|"
    r"likelihood|probability)\b|"
    r"\b(?:probability|odds|chances?|likelihood) (?:of|that|by)\b|^(?:who|what|which|when|where|"
    r"how)\b[^,?]{0,60}?\b(?:will|is going to|"
    r"are going to)\b|\b(?:is|are) going to (?:win|lose|happen|collapse|crash|end|die|rise|fall)\b|"
    r"\bpredict(?:ion|ions)? for\b|"
    r"\bforecast for\b",
    re.IGNORECASE,
)
_YEAR_AHEAD = re.compile(r"\bby (20\d\d|2100)\b")
_FUTURE = frozenset({"will", "won't", "shall"})
_TOLD = re.compile(
    r"\b(?:says?|said|announce[sd]?|plans?|planned|promise[sd]?|claims?|claimed|told|ruled|held|"
    r"according|vow(?:s|ed)|expects?|"
    r"law|act|bill|rule|order|under|requires?)\b",
    re.IGNORECASE,
)
_JUDGING = (
    r"(?:best|worst|greatest|dumbest|smartest|coolest|good|bad|great|terrible|awful|horrible|evil|"
    r"beautiful|ugly|overrated|"
    r"underrated|biased|unbiased|unfair|immoral|moral|ethical|unethical|crazy|cruel|trustworthy|better|"
    r"worse|worth it|"
    r"disgraceful|wonderful|amazing|boring|sexy|nice|cool|disgrace|joke|hero|monster|coward|genius|"
    r"right or wrong)"
)
_OPINION = re.compile(
    rf"^(?:is|are|was|were|isn['’]t|aren['’]t)\b.*\b{_JUDGING}\b(?! (?:law|faith|cause|standing|friday|"
    rf"behavior|conduct|"
    rf"off|than \d|known)\b)|^(?:who|what|which)\b[^?]*\b(?:is|are|was|"
    rf"were)\b (?:the )?(?:\w+ )?{_JUDGING}\b|"
    rf"\b(?:is|are|was|were) (?:really |actually |such |just |simply |clearly |by far )*(?:the |"
    rf"an? )?(?:very |most |so )?{_JUDGING}"
    r"(?: \w+){0,3}[.!]?$|\bi (?:think|believe|feel|hate|love|like|dislike|prefer)\b|\bin my opinion\b",
    re.IGNORECASE,
)
_NORMATIVE = re.compile(
    r"^(?:should|shouldn['’]t|ought)\b|^(?:why|how|what|who|which)\b[^?]*\bshould\b|\bshould(?:n['’]t|"
    r" not)?\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:under (?:\w+ ){0,3}law|legally|by law|the law|statute|constitution\w*|according to|said|"
    r"ruled|held|argued)\b",
    re.IGNORECASE,
)


def _is_abuse(text: str, on: date, place: str | None) -> bool:
    found = _ABUSE.search(text)
    if found is None or _QUESTION_START.match(text):
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
            "Write what you want to know of it, or run `wellsourced audit` with the address to check the "
            "page's sentences."
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
            "Ask what the rule or the evidence is, of anyone: “Can a jail hold a person for ICE without a "
            "warrant?”"
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
