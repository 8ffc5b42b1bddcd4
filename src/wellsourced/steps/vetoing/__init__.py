"""Vetoes: what a sentence says that its passages do not, whatever a model may think of the rest."""
