"""An SVG as a picture, through typst and a font that has every Vietnamese letter."""

from __future__ import annotations

from pathlib import Path

from estimator.engine.problem import Problem, libraries_missing

KINDS = (".svg", ".png")
PIXELS_PER_INCH = 192  # twice those of a screen: 800 pixels of the SVG become 1600
# Nothing is written into this source: the SVG comes in as an input, so no text of it is ever read as typst.
SOURCE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 600pt)
"""


def png(svg_text: str) -> bytes:
    """A chart as a PNG 1600 pixels wide, from the text ``svg`` made; nothing is written to disk or fetched.

    Raises Problem: extra_missing where typst or the font is not installed.
    """
    try:
        import typst
        from fontpkg_be_vietnam_pro import ROOT
    except ImportError:
        raise libraries_missing("pdf", "chart") from None
    made = typst.compile(
        SOURCE,
        format="png",
        ppi=PIXELS_PER_INCH,
        sys_inputs={"svg": svg_text},
        font_paths=[ROOT / "files"],
        ignore_system_fonts=True,
    )
    assert isinstance(made, bytes)
    return made


def picture_kind(name: str, field: str) -> str:
    """The kind of picture a file's name asks for. Raises Problem chart_kind_unknown."""
    kind = Path(name).suffix.lower()
    if kind not in KINDS:
        raise Problem("chart_kind_unknown", field=field, given=name)
    return kind


def picture(drawing: str, kind: str) -> bytes:
    """An SVG as a file of that kind."""
    return png(drawing) if kind == ".png" else drawing.encode("utf-8")
