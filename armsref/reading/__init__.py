"""From printed words to a value: figures, units, terms, names."""
