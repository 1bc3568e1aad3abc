"""A dataset of one's own to begin with: files of a template, built and checked."""
