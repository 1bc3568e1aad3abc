"""Dossiers: one document on a system, with all that the articles say of it and every source."""
