"""Frames and files of a table's form, checked row by row, whichever library holds them."""
