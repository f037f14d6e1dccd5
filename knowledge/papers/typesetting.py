"""Fonts and styles of papers: one face for alphabets, one for Chinese, chosen letter by letter.

DejaVu Sans comes with matplotlib. A Chinese face that is installed on the machine becomes part of the papers; else
one is named that PDF readers bring themselves, which those without Chinese fonts show as gaps.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

LATIN, LATIN_BOLD = "DejaVuSans", "DejaVuSans-Bold"
READERS_OWN_CHINESE = "STSong-Light"
# Debian's fonts-wqy-microhei and fonts-droid-fallback: TrueType outlines, which reportlab can embed.
CHINESE_FILES = (
    Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
    Path("/usr/share/fonts-droid-fallback/truetype/DroidSansFallbackFull.ttf"),
)
INK, GREY, RULE = HexColor("#1d1d1f"), HexColor("#5f6368"), HexColor("#b8bcc2")
# CJK radicals to ideographs, their punctuation, and full-width forms.
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+")

LONG_RUN = 12


class FontMissing(RuntimeError):
    """The package that brings the fonts is not installed."""


@cache
def register_fonts() -> str:
    """Make the faces known to reportlab, once a process; gives the name of the Chinese one."""
    spec = find_spec("matplotlib")  # found, not imported: only its files are needed
    if spec is None or not spec.submodule_search_locations:
        raise FontMissing("the fonts of papers come with matplotlib: run `make setup`")
    folder = Path(spec.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"
    for name in (LATIN, LATIN_BOLD):
        registerFont(TTFont(name, folder / f"{name}.ttf"))
    registerFontFamily(LATIN, normal=LATIN, bold=LATIN_BOLD, italic=LATIN, boldItalic=LATIN_BOLD)
    installed = next((file for file in CHINESE_FILES if file.exists()), None)
    if installed is None:
        registerFont(UnicodeCIDFont(READERS_OWN_CHINESE))
        return READERS_OWN_CHINESE
    registerFont(TTFont(installed.stem, installed))
    return installed.stem


def style(size: float, *, bold: bool = False, right: bool = False, grey: bool = False) -> ParagraphStyle:
    """A style of text, sizes in points."""
    register_fonts()
    return ParagraphStyle(
        f"{size}-{bold}-{right}-{grey}",
        fontName=LATIN_BOLD if bold else LATIN,
        fontSize=size,
        leading=size * 1.35,
        textColor=GREY if grey else INK,
        alignment=TA_RIGHT if right else 0,
    )


def text(words: str, look: ParagraphStyle) -> Paragraph:
    """A paragraph of plain words; line breaks stay."""
    if any(len(run) > LONG_RUN for run in _CHINESE.findall(words)):  # nowhere a space to break lines at
        look = look.clone(f"{look.name}-chinese", wordWrap="CJK")
    face = register_fonts()
    marked = _CHINESE.sub(lambda run: f'<font name="{face}">{run[0]}</font>', escape(words))
    return Paragraph(marked.replace("\n", "<br/>"), look)


def lines(several: tuple[str, ...] | list[str], look: ParagraphStyle) -> Paragraph:
    """A paragraph of lines, empty ones left out."""
    return text("\n".join(line for line in several if line), look)
