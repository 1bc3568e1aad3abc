"""A dataset to compare: disputed, inherited, retracted, hostile, of every relation."""

from __future__ import annotations

import json
from pathlib import Path

from invented import Dataset, claim

import armsref

#: A name, a title and a speaker that would do harm in one form or another.
NAME = "<b>Hostile</b> & $x^2$ {c} [d] | e"
TITLE = "\\input{x} ]]> <script>alert(1)</script> {{y}} ^[z] \u202eמִלְחָמָה\u202c # _a_ *b* ~~c~~"
SPEAKER = "=cmd|'/C calc'!A0 & \\textbf{O’Neil} <img src=x>"
RTL = "موشک ذوالفقار"
LONG = "Extraordinarily-Long-Designated-Missile-Of-The-Second-Rocket-Army-Mark-IV-Improved"

#: As long as the words for a speaker may be.
WORDY = (
    "the deputy chairman of the national committee for the extraordinary affairs of rockets, " * 2
)

SYSTEMS = {
    "alpha": "Alpha",
    "beta": "Beta",
    "gamma": "Gamma",
    "delta": "Delta",
    "epsilon": "Epsilon",
    "hostile": NAME,
    "rtl": RTL,
    "long": LONG,
    "far": "Far",
    "near": "Near",
    "nova-a": "Nova",
    "nova-b": "Nova",
}


def said(of: str, quote: str, attribute: str = "range", **more: str) -> str:
    """Return a claim on one of the systems, under its name."""
    cues = {"payload": "payload", "family": "such as"}
    if attribute in cues:
        more["cue"] = cues[attribute]
    label = json.dumps(SYSTEMS[of], ensure_ascii=False)
    return claim(quote, attribute, of, **more).replace(f'"{of.title()}"', label)


def compared(folder: Path) -> armsref.Catalog:
    """Build the dataset and open it."""
    made = Dataset(folder)
    entries = []
    for key, name in SYSTEMS.items():
        level = "family" if key == "gamma" else "system"
        sakes = 'namesakes = ["nova-b"]\n' if key == "nova-a" else ""
        names = json.dumps([name], ensure_ascii=False)
        entries.append(f'[[system]]\nid = "{key}"\nlevel = "{level}"\nnames = {names}\n{sakes}')
    systems = made.folder / "seeds" / "systems.toml"
    systems.write_text("\n".join(entries), encoding="utf-8")
    (made.articles / "wsj-2020.toml").unlink()
    made.add(
        *("reuters", "2023-05"),
        said("alpha", "350 km", origin="own"),
        said("beta", "hundreds of miles"),
        said("far", "more than 10,000 km"),
        said("near", "about 2 km"),
        said("rtl", "at least 1,500 km", attributed_to="国防部 فرمانده نیروی هوافضا"),
        said("long", "between 300 and 700 km", attributed_to=WORDY[:119]),
    )
    made.add(
        *("cnn", "2021-05-06"),
        said("alpha", "about 300 km", origin="told Reuters"),
        said("alpha", "up to 500 kg", "payload"),
        said("alpha", "GPS", "guidance"),
        said("alpha", "laser guided", "guidance"),
        said("beta", "at least 650 kg", "payload"),
        said("gamma", "less than 900 km", attributed_to="a spokesman"),
        said("nova-a", "drone", "class"),
        said("nova-b", "cruise missile", "class"),
    )
    made.add(
        *("wsj", "2022"),
        said("alpha", "about 1,200 miles"),
        said("alpha", "about 300 km", attributed_to="an official"),
        said("delta", "Gamma", "family"),
        said("delta", "45 kg", "payload"),
        said("epsilon", "drone", "class"),
        said("hostile", "150 km").replace(
            "attribute =", f"attributed_to = '''{SPEAKER}'''\nattribute ="
        ),
    )
    made.add("wsj", "2024", said("epsilon", "7,777 km"))
    made.add_header("wsj-2024", 'retracted = "withdrawn by the outlet"')
    hostile = made.articles / "wsj-2022.toml"
    text = hostile.read_text(encoding="utf-8")
    hostile.write_text(text.replace('"Title"', json.dumps(TITLE, ensure_ascii=False)), "utf-8")
    return made.open()
