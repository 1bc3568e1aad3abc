"""Names and figures in prose, each against what is printed."""
