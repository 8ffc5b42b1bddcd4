"""Training rows made by rule edits over openly licensed text."""
