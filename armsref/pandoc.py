"""pandoc: where it is, and documents made by it."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    from pathlib import Path


def pandoc_path(file: str) -> str:
    """Return where pandoc is: on the path, else that of the package pypandoc_binary."""
    found = shutil.which("pandoc")
    if found is not None:
        return found
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        msg = f"{file}: is made by pandoc, which is not installed; pip install 'armsref[pandoc]'"
        raise ArmsrefError(msg) from None


def convert(markdown: str, aside: Path, file: str) -> None:
    """Write Markdown as the file that a path's ending says."""
    command = [pandoc_path(file), "--from=markdown", f"--output={aside}"]
    env = {"SOURCE_DATE_EPOCH": "0", **os.environ}
    ran = subprocess.run(
        command, input=markdown.encode(), capture_output=True, check=False, env=env
    )
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        msg = f"{file}: pandoc cannot make it: {said[0]}"
        raise ArmsrefError(msg)
