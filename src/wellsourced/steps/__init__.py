"""The steps of a check, each a function named for what it does. Pure but for the tools handed in."""
