"""Tables of somebody else's: what is said of the systems they name, added as columns."""
