"""What a text cites as law: cases, statutes, sections."""
