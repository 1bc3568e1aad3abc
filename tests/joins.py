"""One table of names and what is added for each, whichever library the frame is of."""

from __future__ import annotations

from typing import Any

import pytest
from invented import Dataset, claim

import armsref

#: Names that are none, or that somebody meant to hurt with; each is a row of its own.
HOSTILE = [
    "",
    " ",
    "-",
    "NaN",
    "null",
    "'); DROP TABLE specs; --",
    "${jndi:ldap://example.org/a}",
    "Alpha\n",
    "Alpha\x00",
    "../../etc/passwd",
    "=HYPERLINK(1)",
    "a" * 100_000,
    "Alpha/" * 2_000,
    "(" * 5_000,
    "\u202e\u0661\u0300" * 50,
    "𝔄𝔩𝔭𝔥𝔞",
    "%s %d {0} {x}",
    "`Alpha`",
]

FIELDS = ["range", "class", "guidance"]
COLUMNS = [
    "armsref_kind",
    "armsref_ids",
    "range_min_km",
    "range_max_km",
    "range_text",
    "range_origins",
    "range_agreement",
    "class_term",
    "guidance_term",
]
NUMBERS = {"range_min_km", "range_max_km"}

_GAMMA = "2,500 km (1,553 mi)"
_NOTHING = (None,) * 8

#: A name, and the cells of COLUMNS; ``range_claims`` holds ids and is tested apart.
EXPECTED: list[tuple[object, tuple[Any, ...]]] = [
    (
        "Alpha",
        (
            *("one", "alpha", 300.0, 700.0, "300–700 km (186–435 mi)", "cnn reuters"),
            *("corroborated", "drone", "satellite laser"),
        ),
    ),
    (
        "beta",
        (
            *("one", "beta", None, 2000.0, "up to 2,000 km (1,243 mi)", "", "unstated"),
            *("drone", None),
        ),
    ),
    (
        "GAMMA",
        (
            *("one", "gamma", 2500.0, 2500.0, f"{_GAMMA} (disputed)", "cnn reuters"),
            *("disputed", "crbm", None),
        ),
    ),
    (
        "Alpha/Gamma",
        (
            *("alternatives", "alpha gamma", 300.0, 2500.0),
            f"Alpha: 300–700 km (186–435 mi) or Gamma: {_GAMMA} (disputed)",
            *("cnn reuters", "alternatives", "drone crbm", None),
        ),
    ),
    (
        "Alpha or Beta",
        (
            *("alternatives", "alpha beta", None, 2000.0),
            "Alpha: 300–700 km (186–435 mi) or Beta: up to 2,000 km (1,243 mi)",
            *("cnn reuters", "alternatives", "drone", None),
        ),
    ),
    (
        "Alpha/Delta",
        (
            *("alternatives", "alpha delta", None, None),
            "Alpha: 300–700 km (186–435 mi) or Delta: not stated",
            *("cnn reuters", "alternatives", "drone", None),
        ),
    ),
    ("Alpha and Beta", ("several", "alpha beta", *_NOTHING[:7])),
    ("ballistic missile", ("class", None, *_NOTHING[:7])),
    ("Delta", ("one", "delta", *(None,) * 5, "drone", None)),
    ("Omega", ("unknown", *_NOTHING)),
    (None, ("unknown", *_NOTHING)),
]

SYSTEMS = "".join(
    f'[[system]]\nid = "{name}"\nlevel = "system"\nnames = ["{name.title()}"]\n'
    for name in ("alpha", "beta", "gamma", "delta")
)


def prepared(dataset: Dataset) -> Dataset:
    """Fill a dataset with what EXPECTED is about."""
    (dataset.folder / "seeds" / "systems.toml").write_text(SYSTEMS, encoding="utf-8")
    dataset.add("wsj", "2020", claim("drone", "class", "alpha beta"))
    dataset.add(
        "cnn",
        "2021",
        claim("300 to 700 km", origin="own"),
        claim("laser-guided", "guidance", origin="own"),
        claim("2,600 km", of="gamma", origin="own"),
        claim("drone", "class", of="delta"),
    )
    dataset.add(
        "reuters",
        "2022",
        claim("186 to 435 miles", origin="own"),
        claim("satellite-guided", "guidance", origin="own"),
        claim("2,500 km", of="gamma", origin="own"),
        claim("up to 2,000 km", of="beta"),
        claim("close-range ballistic missile", "class", of="gamma"),
    )
    return dataset


def asked_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with each name that is resolved; resolving goes on as it is."""
    asked: list[str] = []
    whole = armsref.Catalog.resolve

    def counting(self: armsref.Catalog, text: str, **more: Any) -> armsref.Resolution:
        asked.append(text)
        return whole(self, text, **more)

    monkeypatch.setattr(armsref.Catalog, "resolve", counting)
    return asked
