"""Who speaks for himself: copies and rewrites of one text, and pages that rest on one another."""
