"""Words a page never uses: talk of its own making, ranking, reviews nobody did, motives."""

from __future__ import annotations

import re

__all__ = ["banned"]

_PIPELINE = (
    r"(?:the|these|those|this|our|all|your)\s(?:provided|supplied|retrieved|attached|given|available|submitted)\s"
    r"(?:analys[ei]s|sources?|passages?|documents?|texts?|materials?|context|evidence|excerpts?|snippets?|results?|"
    r"information|reporting|articles?)",
    r"(?:provided|supplied|retrieved|given)\s(?:analys[ei]s|context|snippets?|excerpts?)",
    r"(?:this|the)\s(?:source\s)?(?:packet|corpus|prompt|context window|knowledge base|retrieval)",
    r"(?:text\s)?chunks?\b(?!\sof\s(?:ice|rock|meat|the\s(?:budget|population|money)))",
    r"as\san?\s(?:ai|artificial intelligence|(?:large\s)?language\smodel|assistant|llm)\b",
    r"(?:large\s)?language\smodels?\s(?:found|said|wrote|judged)",
    r"i\s(?:cannot|can't|can’t|am unable to|do not have access to|don't have access to)",
    r"my\s(?:knowledge|training|training data|cut-?off)\b",
    r"(?:knowledge|training)\scut-?off",
    r"(?:p\d+_s\d+|\bsource[_ ]?(?:id|key)s?\b|\bdoc(?:ument)?[_ ]?ids?\b)",
    r"(?:token|embedding|vector|similarity)\s(?:limits?|scores?|search|store)",
    r"the\s(?:model|pipeline|verifier|classifier|retriever|system prompt)\s"
    r"(?:found|returned|says|said|judged|scored|labels?|labelled)",
    r"\{\{|\}\}|\{%|%\}",
    r"\b(?:undefined|NaN)\b(?=\s(?:sources?|results?|days?))",
)
_RANKING = (
    r"(?:we|our\s(?:team|experts?|editors?|reviewers?|testers?))\s(?:have\s)?(?:personally\s)?(?:tested|tried|reviewed|"
    r"interviewed|visited|measured|compared\sby\shand)",
    r"hands-?on\s(?:test(?:s|ing|ed)?|review(?:s|ed)?|experience|time)",
    r"(?:our|editor['’]?s['’]?|top|best)\s(?:top\s)?picks?\b",
    r"(?:we|i)\s(?:highly\s)?recommend",
    r"must-?(?:have|buy|read)\b",
    r"(?:highest|top|best)-?\s?rated\b",
    r"(?:five|four|[1-5](?:\.\d)?)[\s-](?:out of (?:five|5)\s)?stars?\b",
    r"the\s(?:very\s)?best\s(?:overall|choice|option|deal|value|way to buy)",
    r"number\sone\schoice|#1\s(?:choice|pick|rated)",
    r"unbeatable|game-?chang(?:er|ing)|best-in-class|world-class\b",
)
_MOTIVES = (
    r"(?:hidden|political|secret|partisan|ulterior)\s(?:agendas?|motives?)",
    r"(?:motivated|driven)\sby\s(?:greed|politics|ideology|hatred|malice|racism|revenge|spite|bias)",
    r"(?:in\san?\s)?(?:attempt|effort|bid|ploy)\sto\s(?:deceive|distract|smear|mislead|score\spolitical\spoints)",
    r"(?:who|those\swho|they)\s(?:really\s)?(?:benefits?|profits?)\sfrom\s(?:this|the)\s(?:narrative|framing|story|claim)",
    r"the\sreal\s(?:reason|motive|goal|purpose)",
    r"cynical(?:ly)?|virtue[\s-]signal(?:s|ing|ling|ed)?",
    r"deliberately\s(?:mislead(?:s|ing)?|misled|lied?|lying|decei(?:ves?|ved|ving))",
    r"serves?\s(?:the|an?)\s(?:political\s)?agenda",
    r"(?:wants?|seeks?)\syou\sto\s(?:believe|think)",
    r"out\sof\s(?:spite|greed|malice|hatred|revenge)",
    r"(?:in\s)?an?\spower\sgrab",
    r"pander(?:s|ed|ing)?\sto",
)
_BANNED = re.compile(
    "|".join(rf"(?<!\w)(?:{p})(?!\w)" for p in (*_PIPELINE, *_RANKING, *_MOTIVES)), re.IGNORECASE
)


def banned(text: str) -> list[str]:
    """The stretches of `text` in words a page never uses, as written, in order; empty is clean.

    Of three kinds: talk of how the page was made, ranking or reviews nobody did, and motives
    imputed. A quotation is the caller's to leave out before asking.
    """
    return [found[0] for found in _BANNED.finditer(text)]
