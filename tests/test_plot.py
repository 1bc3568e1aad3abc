"""The picture of a comparison: read back from the SVG, by its own axis, and by a browser."""

from __future__ import annotations

import dataclasses
import io
import math
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from compared import NAME, RTL, SPEAKER, SYSTEMS, compared

import armsref
from armsref.cite.note import first_claim
from armsref.cite.plain import cite_briefly
from armsref.comparing.picture import shapes
from armsref.comparing.picture.layout import WIDTH

Run = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("compared")
    compared(place)
    return place


@pytest.fixture(scope="module")
def catalog(folder: Path) -> armsref.Catalog:
    return armsref.Catalog.open(folder)


class Picture:
    """An SVG, read by a program that knows nothing of how it was made."""

    def __init__(self, file: Path) -> None:
        self.text = file.read_text(encoding="utf-8")
        self.root = ET.fromstring(self.text)  # noqa: S314 - our own
        self.groups = {g.get("id", ""): g for g in self.root.iter(f"{SVG}g")}
        self.height = float(self.root.get("viewBox", "").split()[3])

    def words(self, name: str = "") -> list[str]:
        """Return the texts of the groups whose ids begin so; of all."""
        return [
            "".join(text.itertext())
            for key, group in self.groups.items()
            if key.startswith(name)
            and (name or key.startswith(("text_", "number", "source", "data")))
            for text in group.iter(f"{SVG}text")
        ]

    def ends(self, name: str) -> tuple[float, float]:
        """Return the left and the right end of a shape."""
        numbers = re.findall(r"-?[\d.]+", self.groups[name][0].get("d", ""))
        across = [float(number) for number in numbers[::2]]
        return min(across), max(across)

    def axis(self, field: str) -> Callable[[float], float]:
        """Return what a place means, by the numbers that are written under the axis."""
        at = {
            self.ends(f"tick-{key.removeprefix('number-')}")[0]: float(
                self.words(key)[0].replace(",", "")
            )
            for key in self.groups
            if key.startswith(f"number-{field}-")
        }
        (left, low), *_, (right, high) = sorted(at.items())
        if f"{field}, km, logarithmic scale" in self.words():
            low, high = math.log10(low), math.log10(high)
            return lambda x: 10 ** (low + (x - left) / (right - left) * (high - low))
        return lambda x: low + (x - left) / (right - left) * (high - low)


def drawn(folder: Path, made: armsref.Comparison) -> Picture:
    made.plot(folder / "picture.svg")
    return Picture(folder / "picture.svg")


# ---------------------------------------------------------------------- bars

#: Systems of one picture, and where the figures of each begin and end; None: at the edge.
BARS: list[tuple[str, list[tuple[float | None, float | None]]]] = [
    ("alpha", [(350, 350), (300, 300), (1931, 1931)]),
    ("beta", [(200, 200)]),
    ("gamma", [(None, 900)]),
    ("delta", [(None, 900)]),
    ("hostile", [(150, 150)]),
    ("rtl", [(1500, None)]),
    ("long", [(300, 700)]),
    ("far", [(10000, None)]),
    ("near", [(2, 2)]),
]
ON_A_LINE = ("alpha", "beta", "gamma", "delta", "hostile", "rtl", "long")


@pytest.mark.parametrize("systems", [list(SYSTEMS), ON_A_LINE], ids=["logarithmic", "linear"])
def test_bars_end_where_the_figures_are(
    tmp_path: Path, catalog: armsref.Catalog, systems: list[str]
) -> None:
    picture = drawn(tmp_path, armsref.compare(*systems, catalog=catalog))
    value = picture.axis("range")
    logarithmic = [words for words in picture.words() if "logarithmic" in words]
    assert len(logarithmic) == (len(systems) == len(SYSTEMS))
    places = [picture.ends(f"tick-{key[7:]}")[0] for key in picture.groups if key[:7] == "number-"]
    bars = 0
    for system, figures in BARS:
        for number, figure in enumerate(figures if system in systems else [], 1):
            left, right = picture.ends(f"bar-{system}-range-{number}")
            if figure[0] == figure[1]:
                assert value((left + right) / 2) == pytest.approx(figure[0], rel=1e-3)
                assert right - left < 12
            else:
                low, high = figure
                assert left < min(places) + 1 if low is None else value(left) == pytest.approx(low)
                assert right > max(places) if high is None else value(right) == pytest.approx(high)
            bars += 1
    assert len([key for key in picture.groups if key.startswith("bar-")]) == bars


def test_a_dispute_is_several_bars_the_preferred_first_and_filled(
    tmp_path: Path, catalog: armsref.Catalog
) -> None:
    picture = drawn(tmp_path, armsref.compare("alpha", fields="range", catalog=catalog))
    styles = [picture.groups[f"bar-alpha-range-{n}"][0].get("style", "") for n in (1, 2, 3)]
    assert [f"fill: {shapes.HOLLOW}" in style for style in styles] == [False, True, True]
    heights = [_middle(picture.groups[f"bar-alpha-range-{n}"]) for n in (1, 2, 3)]
    assert heights == sorted(heights)
    assert {"disputed", "hollow: another side of a dispute"} <= set(picture.words())


def _middle(group: ET.Element) -> float:
    down = [float(n) for n in re.findall(r"-?[\d.]+", group[0].get("d", ""))[1::2]]
    return (min(down) + max(down)) / 2


def test_what_is_drawn_where_nothing_is_asked_for_is_the_range(
    tmp_path: Path, catalog: armsref.Catalog
) -> None:
    names = ("alpha", "beta", "delta", "epsilon")
    picture = drawn(tmp_path, armsref.compare(*names, catalog=catalog))
    assert "range, km" in picture.words()
    assert "payload, kg" not in picture.words()
    both = armsref.compare(*names, fields="class,payload,range,cep", units="lb", catalog=catalog)
    picture = drawn(tmp_path, both)
    axes = [words for words in picture.words() if re.search(r", \w+$", words)]
    assert [words for words in axes if words.startswith(("payload", "range", "cep"))] == [
        "payload, lb",
        "range, km",
    ]
    left, right = picture.ends("bar-delta-payload-1")
    assert picture.axis("payload")((left + right) / 2) == pytest.approx(99)
    assert picture.words().count("Alpha") == 3  # of the CEP no figure is stated, and that is said
    without = armsref.compare("epsilon", "delta", fields="payload", catalog=catalog)
    assert "not stated in 1 article" in drawn(tmp_path, without).words()


def test_one_system_and_all_of_the_shipped_ones(tmp_path: Path) -> None:
    one = drawn(tmp_path, armsref.compare("zolfaghar"))
    left, right = one.ends("bar-zolfaghar-range-1")
    assert one.axis("range")(left) == pytest.approx(300)
    assert one.axis("range")(right) == pytest.approx(700)
    every = drawn(tmp_path, armsref.compare(*(s.id for s in armsref.systems())))
    assert {s.label for s in armsref.systems()} <= set(every.words())
    assert every.text.count("not stated in ") > 3


# ---------------------------------------------------------------------- words


def test_all_words_are_there_as_text(tmp_path: Path, catalog: armsref.Catalog) -> None:
    made = armsref.compare(*SYSTEMS, fields="range,payload", catalog=catalog)
    picture = drawn(tmp_path, made)
    seen = _joined(picture.words())
    sources: list[str] = []
    cells = [made.cells[system, row.id] for row in made.fields for system in SYSTEMS]
    for cell in cells:
        if cell.spec is None:
            assert _joined([cell.not_stated]) in seen
        for side in cell.sides:
            claim = first_claim(catalog, side.spec)
            rest = len(side.spec.claims) - 1
            brief = cite_briefly(catalog, claim, cell.system) + (f"; and {rest} more" * bool(rest))
            sources += [] if brief in sources else [brief]
            number = sources.index(brief) + 1
            assert _joined([f"{cell.marked(side)}[{number}]"]) in seen
            assert _joined(picture.words(f"source-{number}-")) == _joined([brief])
    assert len([w for w in picture.words() if re.fullmatch(r"\[\d+\]", w)]) == len(sources)
    assert f"Data: Own, version {catalog.version}" in picture.words()


def _joined(lines: list[str]) -> str:
    """Return words as they were before they were broken into lines."""
    return "".join("".join(lines).split())


def test_a_screen_reader_reads_title_and_description(
    tmp_path: Path, catalog: armsref.Catalog
) -> None:
    picture = drawn(tmp_path, armsref.compare("alpha", "hostile", "rtl", catalog=catalog))
    assert picture.root.get("role") == "img"
    assert picture.root[0].tag == f"{SVG}title"
    assert picture.root[0].text == f"range: Alpha, {NAME}, {RTL}"
    said = picture.root[1]
    assert said.tag == f"{SVG}desc"
    assert said.text is not None
    assert "Alpha, range: disputed: 350 km (217 mi) (typed from the page)[1]; about" in said.text
    assert SPEAKER in said.text
    assert not list(picture.root.iter(f"{SVG}script"))


#: Says of each line of words its edges, in the units of the picture; and whether lines overlap.
BOXES = """() => [...document.querySelectorAll('svg text')].map(text => {
  const box = text.getBoundingClientRect(), all = text.ownerSVGElement.getBoundingClientRect();
  return [text.textContent, box.left - all.left, box.right - all.left,
          box.top - all.top, box.bottom - all.top, all.width, all.height];
})"""


def test_a_browser_cuts_nothing_off_and_no_words_lie_on_others(
    browser: Any, tmp_path: Path, catalog: armsref.Catalog
) -> None:
    picture = drawn(tmp_path, armsref.compare(*SYSTEMS, fields="range,payload", catalog=catalog))
    svg = picture.text[picture.text.index("<svg") :]
    page = browser.new_page()
    page.set_content(f"<body style='margin:0'>{svg}</body>")
    boxes = page.evaluate(BOXES)
    assert len(boxes) == len(picture.words())
    for text, left, right, top, bottom, width, height in boxes:
        assert left >= 0, text
        assert right <= width, text
        assert top >= 0, text
        assert bottom <= height, text
    for place, (one, left, right, top, bottom, _, _) in enumerate(boxes):
        for other, other_left, other_right, other_top, other_bottom, *whole in boxes[place + 1 :]:
            apart = right <= other_left + 1 or other_right <= left + 1
            # Boxes of lines are higher than their letters.
            apart = apart or bottom <= other_top + 3 or other_bottom <= top + 3
            assert apart, (one, other, whole)


# ---------------------------------------------------------------------- in grey


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        (shapes.INK, shapes.HOLLOW, 7),
        (shapes.LESSER, shapes.HOLLOW, 7),
        (shapes.INK, shapes.FILL, 4.5),
        (shapes.FILL, shapes.HOLLOW, 2.5),  # told apart by the edge, too
    ],
)
def test_contrast(one: str, other: str, least: float) -> None:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= least


def test_shapes_are_told_apart_in_grey() -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from PIL import Image

    seen: dict[bytes, tuple[str, bool, bool]] = {}
    kinds = [(relation, False) for relation in shapes.MEANINGS]
    kinds += [(relation, True) for relation in shapes.MEANINGS if relation in shapes.WITH_ENDS]
    for relation, approximate in kinds:
        for filled in (True, False):
            figure = Figure(figsize=(0.6, 0.3), dpi=100, facecolor="white")
            axes = figure.add_axes((0, 0, 1, 1))
            axes.set_axis_off()
            axes.set(xlim=(0, 43.2), ylim=(21.6, 0))
            shapes.draw_shape(
                axes, relation, (8.0, 35.0), 10.8, approximate=approximate, filled=filled
            )
            image = io.BytesIO()
            FigureCanvasAgg(figure).figure.savefig(image, format="png")
            # Black, grey, white: as a bad copier has it.
            grey = Image.open(image).convert("L").point([0] * 90 + [128] * 120 + [255] * 46)
            kind = (relation, approximate, filled)
            assert seen.setdefault(grey.tobytes(), kind) == kind


# ---------------------------------------------------------------------- bytes

CODE = """
import sys, armsref
sys.stdout.reconfigure(encoding="utf-8")
catalog = armsref.Catalog.open(sys.argv[1])
made = armsref.compare("alpha", "beta", "delta", "epsilon", "hostile", "rtl", catalog=catalog)
for form in ("text", "markdown", "html", "latex", "csv", "json"):
    print(made.write(form))
for suffix in ("svg", "png"):
    made.plot(f"{sys.argv[2]}/picture.{suffix}")
assert "matplotlib.pyplot" not in sys.modules
"""
#: Settings of a user; none of them is in the picture.
SETTINGS = "svg.fonttype: path\nfont.size: 30\nlines.linewidth: 9\nsavefig.bbox: tight\n"


def test_the_same_data_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    started: list[tuple[Path, subprocess.Popen[bytes]]] = []
    for seed, settings in (("1", ""), ("2", SETTINGS)):
        place = tmp_path / seed
        place.mkdir()
        (place / "matplotlibrc").write_text(settings, encoding="utf-8")
        own = {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": seed}
        environment = {**os.environ, **own, "MATPLOTLIBRC": str(place / "matplotlibrc")}
        command = [sys.executable, "-c", CODE, str(folder), str(place)]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
        started.append((place, process))
    made: list[list[bytes]] = []
    for place, process in started:
        printed, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        made.append([printed, *((place / f"picture.{end}").read_bytes() for end in ("svg", "png"))])
    for one, other in zip(*made, strict=True):
        assert one == other


def test_a_png_is_fit_for_print(tmp_path: Path, catalog: armsref.Catalog) -> None:
    from PIL import Image

    file = tmp_path / "picture.png"
    armsref.compare("alpha", "rtl", catalog=catalog).plot(file)
    with Image.open(file) as image:
        assert image.size[0] == round(WIDTH / 72 * 200)
        assert image.info["dpi"][0] == pytest.approx(200, abs=1)
        assert "Software" not in image.info


# ---------------------------------------------------------------------- the command


def test_the_command_draws_and_prints(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ranges.svg"
    ran = run("compare", "zolfaghar", "fath-360", "--fields", "range", "--plot", str(file))
    assert ran.exit_code == 0
    assert ran.output == armsref.compare("zolfaghar", "fath-360", fields="range").write()
    assert ran.error == f"{file}: drawn\n"
    assert "300–700 km (186–435 mi)[1]" in Picture(file).words()
    assert list(tmp_path.iterdir()) == [file]


def test_without_matplotlib_the_error_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    ran = run("compare", "zolfaghar", "--plot", str(tmp_path / "x.svg"))
    assert (ran.exit_code, ran.output) == (2, "")
    assert ran.error == "armsref: a picture needs matplotlib: pip install 'armsref[plot]'\n"
    assert list(tmp_path.iterdir()) == []


def test_a_png_that_would_be_too_tall_is_refused(tmp_path: Path, catalog: armsref.Catalog) -> None:
    made = armsref.compare("alpha", fields="range", catalog=catalog)
    tall = dataclasses.replace(made, systems=made.systems * 300)
    with pytest.raises(armsref.ArmsrefError, match=r"too many rows for a \.png"):
        tall.plot(tmp_path / "x.png")
    assert list(tmp_path.iterdir()) == []
