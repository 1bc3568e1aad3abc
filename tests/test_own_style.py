"""A .csl file of one's own, and those that are none or mean no good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{kind}">
  <info><title>Own</title><id>own</id></info>
  {more}
  <citation><layout suffix="." delimiter="; ">{layout}</layout></citation>
</style>
"""
TITLE = '<text variable="title" quotes="true" suffix=", "/><text variable="container-title"/>'


def own(layout: str = TITLE, more: str = "", kind: str = "note") -> str:
    return STYLE.format(layout=layout, more=more, kind=kind)


def cite(run: Run, folder: Path, content: str | bytes, *more: str) -> Any:
    file = folder / "own.csl"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return run("cite", "shahed.payload", "--csl", str(file), *more)


def test_a_style_of_ones_own(run: Run, tmp_path: Path) -> None:
    said = '"around 45 kilograms", in “Iran showcases arms capabilities in Moscow amid missile '
    said += "support denials,” Iran International.\n"
    assert cite(run, tmp_path, own()).output == said
    dated = own('<date variable="issued" form="text" prefix="on "/>')
    assert cite(run, tmp_path, dated).output == '"around 45 kilograms", in on August 13, 2024.\n'
    # what is changed is read anew
    assert cite(run, tmp_path, own()).output == said
    marked = cite(run, tmp_path, own(TITLE.replace("/>", ' font-style="italic"/>', 1)), *_HTML)
    assert "<em><a " in marked.output


_HTML = ("--format", "html")


def test_a_dependent_style_is_its_parent(run: Run, tmp_path: Path) -> None:
    content = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info>
    <link rel="independent-parent" href="http://www.zotero.org/styles/{}"/></info></style>"""
    same = run("cite", "shahed.payload", "--style", "nature").output
    assert cite(run, tmp_path, content.format("nature")).output == same
    ran = cite(run, tmp_path, content.format("naturre"))
    assert ran.exit_code == 2
    assert (
        "own.csl: stands for another style: no style is named 'naturre'; did you mean nature"
        in ran.error
    )


BOMB = "".join(
    f'<macro name="m{n}">' + f'<text macro="m{n + 1}"/>' * 10 + "</macro>" for n in range(9)
)
ENTITIES = """<!DOCTYPE style [<!ENTITY e SYSTEM "file:///etc/passwd">]>"""
LAUGHS = "<!DOCTYPE style [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)
REFUSED: list[tuple[str | bytes, str]] = [
    (b"", "is no CSL style"),
    (b"# a text", "is no CSL style"),
    (b"\x00\xff\xfe", "is no CSL style"),
    ("<style/>", "its root is no <style>"),
    ("<html xmlns='http://purl.org/net/xbiblio/csl'/>", "its root is no <style>"),
    (own().replace("</style>", ""), "is no CSL style"),
    (own().replace("<citation>", "<x>").replace("</citation>", "</x>"), "it has no <citation>"),
    (own("&e;").replace("?>", f"?>{ENTITIES}"), "has a DOCTYPE"),
    (own("&j;").replace("?>", f"?>{LAUGHS}]>"), "own.csl"),
    (own('<text macro="none"/>'), "it has no macro 'none'"),
    (own('<text macro="m"/>', '<macro name="m"><text macro="m"/></macro>'), "own.csl"),
    (own('<text macro="m0"/>', BOMB + f'<macro name="m9">{TITLE}</macro>'), "without end"),
    (own('<text variable="title" font-style="upside-down"/>'), "the style cannot cite"),
    (own('<text variable="DOI"/>'), "prints nothing"),
    (own("<script>alert(1)</script>"), "own.csl"),
    (b" " * 2_000_000, "longer than"),
]


@pytest.mark.parametrize(("content", "message"), REFUSED, ids=range(len(REFUSED)))
def test_a_broken_or_hostile_style_is_one_line(
    run: Run, tmp_path: Path, content: str | bytes, message: str
) -> None:
    ran = cite(run, tmp_path, content)
    assert (ran.exit_code, ran.output) == (2, "")
    assert message in ran.error
    assert "own.csl" in ran.error
    assert ran.error.count("\n") == 1
    assert "root:" not in ran.error


def test_a_style_of_a_language(run: Run, tmp_path: Path) -> None:
    dated = own('<date variable="issued" form="text"/>')
    for locale, said in (("de-DE", "13. August 2024"), ("../../etc", "August 13, 2024")):
        content = dated.replace('class="note"', f'class="note" default-locale="{locale}"')
        assert cite(run, tmp_path, content).output == f'"around 45 kilograms", in {said}.\n'


def test_a_date_does_not_change_those_to_come(run: Run, tmp_path: Path) -> None:
    short = '<date variable="issued" form="text"><date-part name="month" form="short"/></date>'
    layout = short + '<date variable="issued" form="text" prefix=" or "/>'
    ran = cite(run, tmp_path, own(layout))
    assert ran.output == '"around 45 kilograms", in Aug. 13, 2024 or August 13, 2024.\n'


def test_a_style_that_is_not_there(run: Run, tmp_path: Path) -> None:
    for file, why in (("none.csl", "No such file"), (".", "Is a directory")):
        ran = run("cite", "shahed.payload", "--csl", str(tmp_path / file))
        assert ran.exit_code == 2
        assert why in ran.error
        assert ran.error.count("\n") == 1


def test_words_of_a_style_are_escaped(run: Run, tmp_path: Path) -> None:
    layout = '<text value="&lt;script&gt;\ue000 \u202e"/>' + TITLE
    ran = cite(run, tmp_path, own(layout), "--format", "html")
    assert "&lt;script&gt;" in ran.output
    assert not {"\ue000", "\u202e", "<script>"} & {*ran.output, *ran.output.split()}
