"""Somebody's figures against what is printed."""
