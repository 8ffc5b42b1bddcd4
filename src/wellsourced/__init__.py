"""Wellsourced: dated fact-check pages on which every sentence opens the passage it rests on."""
