"""What the tests share: the real data, copies of them to change, the texts where they are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from armsref.evidence.verify import read_texts

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout: its seeds and datasets are the real ones, and never changed."""
    return ROOT


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of seeds and datasets that a test may change."""
    for folder in ("seeds", "datasets"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture(scope="session")
def text_folder() -> Path:
    """The folder with the articles' texts, which are nobody's to ship."""
    folder = os.environ.get("ARMSREF_TEXTS")
    if not folder:
        pytest.skip("ARMSREF_TEXTS is unset: the articles' texts are not at hand")
    return Path(folder)


@pytest.fixture(scope="session")
def texts(text_folder: Path) -> dict[str, str]:
    """The articles' texts by their SHA-256."""
    return read_texts(text_folder)


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run the command line in this process: ``run("show", "zolfaghar")``."""
    from armsref.cli import main

    def call(*arguments: str) -> Result:
        import sys
        from unittest.mock import patch

        import click

        @click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
        @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
        def whole(arguments: tuple[str, ...]) -> None:
            with patch.object(sys, "argv", ["armsref", *arguments]):
                main()

        return CliRunner().invoke(whole, list(arguments))

    return call
