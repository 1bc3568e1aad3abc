"""Systems side by side: a table with a note on every cell, and a picture of the figures."""
