"""Propose an article file from a text, and add a claim to one: a person keeps or deletes."""
