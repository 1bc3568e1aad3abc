"""CSL styles by citeproc-py: found by name, read with care, mended where they went wrong."""
