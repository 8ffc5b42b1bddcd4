"""What a reader would see differ between two editions of a page."""

from wellsourced.diff.between import diff
from wellsourced.diff.since import Changes, since

__all__ = ["Changes", "diff", "since"]
