"""What a reader would see differ between two editions of a page."""

from wellsourced.diff.answering import answering_changes, asked_by
from wellsourced.diff.between import diff
from wellsourced.diff.since import Changes, since

__all__ = ["Changes", "answering_changes", "asked_by", "diff", "since"]
