"""Reports, audits and changes as pages, Markdown, JSON, feeds, ClaimReview and PDF. Pure."""
