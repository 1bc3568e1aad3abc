"""``python -m armsref``."""

from armsref.cli import main

main()
