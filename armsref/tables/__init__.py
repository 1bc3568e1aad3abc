"""The registry of tables, their canonical bytes, and the schemas derived from their models."""
