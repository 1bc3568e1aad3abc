"""What the tests share: the real data, copies of them to change, the texts where they are."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from some_articles import five_articles

import armsref
from armsref.evidence.verify import read_texts
from armsref.paths import DATA_VARIABLE

ROOT = Path(__file__).resolve().parents[1]

# Most tests stand on five of the shipped articles, so that what they expect, and the time they
# take, stay as they are when the catalogue grows; the examples of the package, on all of them.
FIVE_ARTICLES = five_articles(ROOT)
os.environ[DATA_VARIABLE] = str(FIVE_ARTICLES)
CATALOG = armsref.shipped()


class WhatIsShipped:
    """Says, for each test, what is called shipped in this process and in those it starts."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        if isinstance(item, pytest.DoctestItem):
            os.environ.pop(DATA_VARIABLE, None)
            armsref._shipped = None
        else:
            os.environ[DATA_VARIABLE] = str(FIVE_ARTICLES)
            armsref._shipped = CATALOG


def pytest_configure(config: pytest.Config) -> None:
    """Have it said of the examples of the package, too, which lie elsewhere."""
    config.pluginmanager.register(WhatIsShipped())


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The checkout, with all that is shipped; never changed."""
    return ROOT


@pytest.fixture(scope="session")
def root() -> Path:
    """A folder with the seeds and datasets of five shipped articles; never changed."""
    return FIVE_ARTICLES


@pytest.fixture
def all_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test calls shipped is all of it."""
    monkeypatch.delenv(DATA_VARIABLE)
    monkeypatch.setattr(armsref, "_shipped", None)


@pytest.fixture
def copied(tmp_path: Path, root: Path) -> Path:
    """A copy of seeds and datasets of five shipped articles that a test may change."""
    for folder in ("seeds", "datasets"):
        shutil.copytree(root / folder, tmp_path / folder)
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


class Ran(NamedTuple):
    """What a command printed, and its exit code."""

    exit_code: int
    output: str
    error: str


Run = Callable[..., Ran]


@pytest.fixture
def run() -> Run:
    """Run the command line in this process: ``run("show", "zolfaghar")``."""
    from armsref.cli import main

    def call(*arguments: str) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        code: object = 0
        with redirect_stdout(out), redirect_stderr(err):
            try:
                main(list(arguments))
            except SystemExit as done:
                code = done.code
        assert code is None or isinstance(code, int)
        return Ran(code or 0, out.getvalue(), err.getvalue())

    return call


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Give up the superuser's rights for a while: what needs modules must have been run before."""
    own = os.geteuid()
    try:
        if own == 0:
            os.seteuid(65534)
        yield
    finally:
        os.seteuid(own)


# Of a module: as long as playwright runs, nothing else can run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium without a window, by playwright; ``browser.new_page()``."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed: what is made for browsers is opened by none")
    from playwright.sync_api import sync_playwright

    off = ("gpu", "quic", "background-networking", "component-update", "sync")
    options = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in off)]
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=program, args=options)
        yield opened
        opened.close()
