"""Wellsourced: dated fact-check pages on which every sentence opens the passage it rests on.

>>> from wellsourced import check, open_desk, read_inquiry, read_settings
>>> desk = open_desk(read_settings(), print)                                    # doctest: +SKIP
>>> report = check(read_inquiry("Is the bridge open?", on=date.today()), desk)  # doctest: +SKIP
"""

from wellsourced.audit import audit
from wellsourced.check import Desk, check
from wellsourced.config import open_desk
from wellsourced.diff import diff
from wellsourced.model.audits import Audit, Fault
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
from wellsourced.publish import publish
from wellsourced.refresh import Refreshed, refresh
from wellsourced.settings import read_settings
from wellsourced.steps.classify import read_inquiry

__all__ = [
    "AnswerKind",
    "Audit",
    "Authority",
    "Change",
    "ChangeKind",
    "Citation",
    "Claim",
    "Confidence",
    "Desk",
    "Document",
    "Edition",
    "Evidence",
    "Exhibit",
    "Fault",
    "Inquiry",
    "InquiryKind",
    "Label",
    "Nature",
    "Note",
    "PartialDate",
    "Passage",
    "Period",
    "Provision",
    "Refreshed",
    "Relation",
    "Report",
    "RuleValue",
    "Scope",
    "Section",
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
    "audit",
    "check",
    "diff",
    "open_desk",
    "publish",
    "read_inquiry",
    "read_settings",
    "refresh",
]
