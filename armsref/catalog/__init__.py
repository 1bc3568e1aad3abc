"""The built tables, loaded: systems, specs, names, transfers.

A cold lookup imports nothing of the libraries: see ``tests/test_cold_lookup.py``.
"""
