"""Training rows from frames: small meanings told in many wordings, beside passages that decide them."""
