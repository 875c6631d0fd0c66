"""The chart of a quote: on the screen and in a file."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from command_line import AS_OF, bhxh

WOMAN = ("quote", "--sex", "nữ", "--born", "1990", *AS_OF, "--income", "2tr5")


def test_the_chart_on_the_screen() -> None:
    shown = bhxh(*WOMAN, "--chart").out
    assert "TIỀN ĐÓNG VÀ LƯƠNG HƯU THEO NĂM" in shown
    assert "██ Gia đình đóng:" in shown
    assert "▲  2027 mức thấp nhất tăng (01/2027)" in shown
    assert "▲  2036 hết hỗ trợ (11/2036)" in shown


def test_the_chart_in_a_file(tmp_path: Path) -> None:
    for name in ("a.svg", "a.png"):
        assert bhxh(*WOMAN, "--chart-file", str(tmp_path / name)).code == 0
    drawing = (tmp_path / "a.svg").read_text("utf-8")
    assert "Lương hưu" in drawing
    ElementTree.fromstring(drawing)
    content = (tmp_path / "a.png").read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(content) > 20_000, "with its text drawn"


def test_a_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text("mine")
    said = bhxh(*WOMAN, "--chart-file", str(file))
    assert (said.code, said.out) == (2, "")
    assert "Đã có tệp" in said.err
    assert file.read_text() == "mine"
