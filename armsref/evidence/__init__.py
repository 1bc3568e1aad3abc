"""Is it really printed there? Identity, fingerprints, the lock, and the checks on the text."""
