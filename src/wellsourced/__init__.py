"""Wellsourced: dated fact-check pages on which every sentence opens the passage it rests on.

>>> from wellsourced import check, open_desk, read_inquiry, read_settings
>>> with open_desk(read_settings()) as desk:                                       # doctest: +SKIP
...     report = check(read_inquiry("Is the bridge open?", on=date.today()), desk)

What is imported from here, from `wellsourced.errors` and `wellsourced.ports` stays as it is within a
version's first number: names are added, none is changed or taken away. See docs/reference/python.md.
"""

from wellsourced.add import add
from wellsourced.audit import audit
from wellsourced.check import Desk, check
from wellsourced.config import load_casebooks, open_desk, open_reader, read_draft
from wellsourced.diff import diff
from wellsourced.model.audits import Audit, AuditedClaim, AuditedSentence, Fault, Omission, Remark
from wellsourced.model.claims import (
    AnswerKind,
    Claim,
    Evidence,
    Inquiry,
    InquiryKind,
    Label,
    Stance,
    Tier,
    Topic,
)
from wellsourced.model.editions import Change, ChangeKind, Edition
from wellsourced.model.provisions import Provision, RuleValue
from wellsourced.model.reports import (
    Citation,
    Exhibit,
    Report,
    Section,
    Statement,
    Unknown,
    Verdict,
    Withheld,
)
from wellsourced.model.scope import PartialDate, Period, Relation, Scope
from wellsourced.model.sources import (
    Authority,
    Confidence,
    Document,
    Nature,
    Note,
    Passage,
    Snapshot,
    Source,
    SourceKind,
    Span,
)
from wellsourced.ports import Added, Event, Hit
from wellsourced.publish import publish
from wellsourced.refresh import Refreshed, refresh
from wellsourced.rules.engine import Answer, resolve
from wellsourced.rules.finding import find_place
from wellsourced.rules.situation import Situation
from wellsourced.settings import Settings, read_settings
from wellsourced.steps.auditing.reading import Draft
from wellsourced.steps.classify import read_inquiry

__all__ = [
    "Added",
    "Answer",
    "AnswerKind",
    "Audit",
    "AuditedClaim",
    "AuditedSentence",
    "Authority",
    "Change",
    "ChangeKind",
    "Citation",
    "Claim",
    "Confidence",
    "Desk",
    "Document",
    "Draft",
    "Edition",
    "Event",
    "Evidence",
    "Exhibit",
    "Fault",
    "Hit",
    "Inquiry",
    "InquiryKind",
    "Label",
    "Nature",
    "Note",
    "Omission",
    "PartialDate",
    "Passage",
    "Period",
    "Provision",
    "Refreshed",
    "Relation",
    "Remark",
    "Report",
    "RuleValue",
    "Scope",
    "Section",
    "Settings",
    "Situation",
    "Snapshot",
    "Source",
    "SourceKind",
    "Span",
    "Stance",
    "Statement",
    "Tier",
    "Topic",
    "Unknown",
    "Verdict",
    "Withheld",
    "add",
    "audit",
    "check",
    "diff",
    "find_place",
    "load_casebooks",
    "open_desk",
    "open_reader",
    "publish",
    "read_draft",
    "read_inquiry",
    "read_settings",
    "refresh",
    "resolve",
]
