"""Citations: a figure with its words, its speaker and its article."""
