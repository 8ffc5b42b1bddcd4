"""Text that speaks to a machine rather than to a reader: orders to a model, its markup, what is hidden in it.

A passage that holds any of it is no evidence and is shown to no model. It is found by its form, not by what
it claims: a sentence about such orders that quotes one is caught as well, which is the safe mistake.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata

__all__ = ["machine_talk"]

_MODEL = (
    r"(?:ai|a\.i\.|llms?|language models?|assistants?|chat ?bots?|models?|machine readers?|"
    r"automated (?:readers?|systems?|fact[- ]check\w*)|fact[- ]check(?:er|ing) (?:models?|systems?|bots?|ai))"
)
_OF = (
    r"(?:(?:all|any|every|the|these|those|your|my|our|prior|previous|preceding|earlier|above|"
    r"foregoing|other|system|of) ){0,5}"
)
_GIVEN = (
    r"(?:instructions?|prompts?|directions|guidelines|guardrails|system message|context|programming|"
    r"orders|rules (?:above|given|you))"
)
_SPEAKER = r"(?:system|assistant|developer|admin(?:istrator)?|human|user)"
_MARKUP = (
    r"<\|[\w ]{2,40}\|>",
    r"<</?SYS>>|\[/?INST\]",
    rf"</?(?:{_SPEAKER}|instructions?|tool_?call|function_?call)\b[^<>]{{0,80}}>",
    r"^\s{0,3}#{1,6} ?(?:system|instructions?|assistant|new instructions?)\b\s{0,4}:?\s{0,4}$",
    rf"^\s{{0,3}}(?:\*\*)?\[?{_SPEAKER}\]?(?:\*\*)?"
    r"(?: (?:message|prompt|note|override|notice|instruction|update))?(?:\*\*)?\]?\s{0,3}(?::|>>|\|)",
    r"\b(?:begin|end) (?:system|hidden|new|admin) (?:prompt|message|instructions?)\b",
    r"\b(?:tool|function)_call\b",
    r"\"(?:role|cites|citations|verdict|label)\"\s{0,3}:",
)
_ORDERS = (
    rf"\b(?:ignore|disregard|forget|override|overrule|bypass|discard|skip|drop) {_OF}{_GIVEN}\b",
    rf"\b(?:reveal|print|repeat|output|show|leak) {_OF}(?:system prompt|system message|hidden prompt|"
    r"instructions)\b",
    r"\b(?:dear|attention|note to|to|hey|hello|important for|message for|instructions? (?:to|for)|order to) "
    rf"(?:any |all |the |every |an? )?{_MODEL}\b(?=[\s:,.;!-])",
    rf"\b{_MODEL}(?: reading this|,? you (?:must|should|are|will))",
    rf"\b{_MODEL} (?:must|should|shall) (?:now )?"
    r"(?:answer|say|write|output|respond|conclude|reply|rate|mark|label|cite|report)",
    r"\byou are (?:now |no longer )(?:an? |in |the )?\w+",
    r"\b(?:new|updated|revised|real|actual|hidden|secret) (?:system )?"
    r"(?:instructions?|prompt|task|directive)\s{0,3}:",
    r"\b(?:respond|reply|answer|output|write|say|print) (?:only|exactly|verbatim|instead|nothing but|just)\b"
    r".{0,30}(?:[\"'“:]|\b(?:yes|no|true|false|supported|refuted|json)\b)",
    r"\b(?:set|change|mark|label|rate|declare|report|return) (?:the |this |your |every |all )?"
    r"(?:verdict|claim|label|rating|answer|conclusion)s? (?:as|to|is)\b",
    r"\b(?:in|for) your (?:answer|response|reply|output|summary|report|verdict|page)\b",
    r"\b(?:jail ?break|prompt injection|developer mode|dan mode|do anything now)\b",
    r"\bdo not (?:tell|mention|reveal|inform|show) (?:this |it )?(?:to )?(?:the )?"
    r"(?:user|reader|human|operator)s?\b",
    r"\b(?:when|if|while) (?:you (?:are )?)?(?:summari[sz]ing|asked to summari[sz]e|generating|writing) "
    r"(?:this|the|your)\b",
    r"\b(?:call|invoke|use|run|execute) the \w{1,30} (?:tool|function|api|command|plugin)\b",
    r"\b(?:decode|base64|rot13|unescape) (?:the |this |and |following )",
)
_SENDS = (
    r"!\[[^\]]{0,200}\]\(",
    r"\b(?:send|post|append|forward|upload|submit|exfiltrate|transmit|fetch|load|request|visit|open|get|embed|"
    r"include|insert|add|put|render)\b.{0,80}(?:https?://|\bwww\.|\bdata:)",
    r"https?://\S{0,300}(?:\{|%7B|\$\(|<[a-z_ ]{2,30}>|\[[A-Z_ ]{3,30}\])",
    r"https?://\S{0,300}[?&](?:q|data|d|prompt|secret|key|content|leak|p|c|exfil)=",
)
_IDS = (
    r"\b(?:passage|source|document|snapshot|bytes|report|edition)-[a-z2-7]{8,60}\b",
    r"\[\[?\d{1,4}\]\]? ?(?:says|is)\b",
)
_UNSEEN = (
    r"<!--",
    r"\bstyle\s{0,3}=\s{0,3}[\"'][^\"']{0,200}(?:display\s{0,3}:\s{0,3}none|"
    r"(?:font-size|opacity)\s{0,3}:\s{0,3}0)",
    r"<(?:iframe|img)\b",
)
_ENCODED = (
    r"(?:[0-9A-Fa-f]{2}[ :]?){24,}",
    r"(?:\\x[0-9a-fA-F]{2}){8,}",
    r"(?:&#x?[0-9a-fA-F]{2,6};){6,}",
    r"(?:%[0-9A-Fa-f]{2}){8,}",
    r"(?:[01]{8} ?){6,}",
)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE | re.MULTILINE)


_LETTERS = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]|­{2,}"
)
_KINDS = {
    "markup of a conversation with a model": _any(_MARKUP),
    "orders to a model": _any(_ORDERS),
    "an address that something is to be sent to": _any(_SENDS),
    "ids of ours": _any(_IDS),
    "hidden markup": _any(_UNSEEN),
    "encoded text": re.compile(rf"(?<![\w+/=-])(?:{'|'.join(_ENCODED)})(?![\w+/=-])"),
}
_BASE64 = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/_-]{40,}={0,2}(?![\w+/=-])")
_WORDS_JOINED = re.compile(r"(?=.*[-_/])(?:[A-Za-z-]+|[a-z_/-]+)")
_ADDRESS = re.compile(r"https?://\S+")
_ALIKE = str.maketrans("аеорсухіѕԁһјԛѡΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТХ", "aeopcyxisdhjqwABEZHIKMNOPTYXABEKMHOPCTX")


def machine_talk(text: str) -> str | None:
    """What in a text speaks to a machine, in a word or two; None where nothing does."""
    if _LETTERS.search(text):
        return "hidden letters"
    plain = unicodedata.normalize("NFKC", text).translate(_ALIKE)  # as a machine may read it
    found = next((kind for kind, pattern in _KINDS.items() if pattern.search(plain)), None)
    if found is None and any(_is_base64(run[0]) for run in _BASE64.finditer(_ADDRESS.sub(" ", plain))):
        return "encoded text"
    return found


def _is_base64(run: str) -> bool:
    """Whether a run without a space decodes to letters, or mixes cases and digits as no word does."""
    if _WORDS_JOINED.fullmatch(run):
        return False
    bare = run.rstrip("=")
    try:
        raw = base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_")
    except (binascii.Error, ValueError):
        return False
    printable = sum(32 <= byte < 127 for byte in raw) / max(len(raw), 1)
    return printable > 0.9 or all(re.search(kind, run) for kind in (r"\d", "[a-z]", "[A-Z]"))
