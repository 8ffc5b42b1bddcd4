"""Accounts of a site: who may sign in, by what, and what they did."""
