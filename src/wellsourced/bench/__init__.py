"""Measuring the product on labeled sets: what it says of pairs and claims, lets through, and finds."""
