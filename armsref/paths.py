"""Where the shipped data lies. Uses os.path: a cold lookup cannot afford pathlib."""

from __future__ import annotations

import os

#: Names a folder whose data are used in place of those that come with the package.
DATA_VARIABLE = "ARMSREF_DATA"
_PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120


def shipped_root() -> str:
    """Return the folder that holds the shipped ``datasets/`` and ``seeds/``.

    A wheel carries them as ``armsref/_data``; a checkout has them beside the package. The
    environment variable ``ARMSREF_DATA`` names another folder, such as an older release whose
    figures a report was filled from.
    """
    chosen = os.environ.get(DATA_VARIABLE)
    if chosen:
        return chosen
    packaged = os.path.join(_PACKAGE, "_data")  # noqa: PTH118
    if os.path.isdir(packaged):  # noqa: PTH112
        return packaged
    return os.path.dirname(_PACKAGE)  # noqa: PTH120
