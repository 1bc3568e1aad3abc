"""TOML as persons write it: read with one clear fault, and the place of every key and comment."""
