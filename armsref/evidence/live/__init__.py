"""Are the words still on the page? Pages come from public addresses alone."""
