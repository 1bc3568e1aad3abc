"""Reports whose figures are the catalogue's: filled, checked, rendered with their notes."""
