"""Living figures: spans of a Markdown report that name the spec which they show."""
