"""A file is written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest
from conftest import ordinary_user

from armsref.errors import ArmsrefError
from armsref.whole_file import whole_file


def inside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(file: Path, text: str = "new") -> None:
    with whole_file(file) as aside:
        aside.write_text(text, encoding="utf-8")


def half(file: Path, error: type[BaseException]) -> None:
    with whole_file(file) as aside:
        aside.write_text("half")
        aside.with_name("a.txt-journal").write_text("a writer's own")
        raise error


def test_a_file_is_made_or_replaced_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    write(file, "one")
    write(file, "two")
    assert file.read_text() == "two"
    assert inside(tmp_path) == ["a.txt"]


def test_a_new_file_has_the_usual_permissions_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.write_text("x")
    write(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode == usual.stat().st_mode
    usual.chmod(0o640)
    write(usual)
    assert stat.S_IMODE(usual.stat().st_mode) == 0o640


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, MemoryError, SystemExit])
def test_an_error_leaves_the_file_as_it_was(tmp_path: Path, error: type[BaseException]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")
    with pytest.raises(error):
        half(file, error)
    assert file.read_text() == "old"
    assert inside(tmp_path) == ["a.txt"]


def test_a_writer_that_wrote_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ArmsrefError, match="No such file"), whole_file(tmp_path / "a.txt"):
        pass
    assert inside(tmp_path) == []


def test_an_error_of_another_file_keeps_its_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="input"), whole_file(tmp_path / "a.txt"):
        (tmp_path / "input").read_text()
    assert inside(tmp_path) == []


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("folder", "is a folder; name a file"),
        ("missing/a.txt", "there is no folder"),
        ("plain/a.txt", "there is no folder"),
        ("pipe", "is no ordinary file"),
        ("x" * 300, "cannot be written: File name too long"),
    ],
)
def test_a_place_where_no_file_can_be(tmp_path: Path, place: str, said: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "plain").write_text("x")
    os.mkfifo(tmp_path / "pipe")
    before = inside(tmp_path)
    with pytest.raises(ArmsrefError, match=said) as caught:
        write(tmp_path / place)
    assert str(caught.value).startswith(str(tmp_path / place))
    assert inside(tmp_path) == before


def test_a_folder_where_one_may_not_write(tmp_path: Path) -> None:
    write(tmp_path / "first")
    with tempfile.TemporaryDirectory() as place:  # which an ordinary user may enter
        Path(place).chmod(0o555)
        with ordinary_user(), pytest.raises(ArmsrefError) as caught:
            write(Path(place) / "a.txt")
        assert str(caught.value) == f"{place}/a.txt: cannot be written: Permission denied"
        assert inside(Path(place)) == []


def test_a_device_is_left_alone() -> None:
    with pytest.raises(ArmsrefError, match=r"^/dev/null: is no ordinary file"):
        write(Path("/dev/null"))
