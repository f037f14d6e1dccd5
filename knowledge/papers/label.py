"""Return labels: an A4 page, the upper half for the outside of the parcel, the lower half to put into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from reportlab.graphics.barcode import createBarcodeDrawing
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from knowledge.papers.letterhead import Letterhead
from knowledge.papers.typesetting import INK, RULE, lines, style, text
from knowledge.papers.words import PaperWords

WIDTH, HEIGHT = A4
MARGIN = 12 * mm
FOLD = HEIGHT / 2
SMALL, USUAL, LARGE = 7.5, 9.5, 13.0
ITEMS_SHOWN = 9
"""Of a longer list the rest is counted: the slip has half a page."""
QR_SIDE = 42 * mm
BAR_HEIGHT = 24 * mm
BAR_MODULE = 0.5 * mm
"""Width of the thinnest bar: four dots of a printer of 200 dots an inch."""


@dataclass(frozen=True)
class LabelItem:
    """Goods in the parcel; `instead` is what is sent in exchange."""

    quantity: int
    label: str
    instead: str = ""


@dataclass(frozen=True)
class Label:
    """What a label says."""

    number: str
    """Of the return or exchange: the bars and the square code read exactly this."""
    kind: str
    """`return` or `exchange`."""
    order_number: str
    placed_at: datetime
    sender: tuple[str, ...]
    receiver: tuple[str, ...]
    items: tuple[LabelItem, ...]


def label_pdf(label: Label, letterhead: Letterhead, words: PaperWords) -> bytes:
    """The page as PDF."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, pageCompression=1)
    title = f"{words.say(f'label-title-{label.kind}')} {label.number}"
    canvas.setTitle(title)
    canvas.setAuthor(letterhead.shop_name)
    _outside(canvas, label, words)
    _fold(canvas, words)
    _inside(canvas, label, letterhead, words)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _outside(canvas: Canvas, label: Label, words: PaperWords) -> None:
    """The address label."""
    top, floor = HEIGHT - MARGIN, FOLD + 8 * mm
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1)
    canvas.roundRect(MARGIN, floor, WIDTH - 2 * MARGIN, top - floor, 3 * mm)
    left, width = MARGIN + 7 * mm, WIDTH - 2 * MARGIN - 14 * mm
    column = width / 2 - 4 * mm
    sender = [text(words.say("label-from"), style(SMALL, grey=True)), lines(label.sender, style(USUAL))]
    _down(canvas, sender, left, top - 6 * mm, column)
    receiver = [
        text(words.say("label-to"), style(SMALL, grey=True)),
        lines(label.receiver, style(LARGE, bold=True)),
    ]
    lowest = _down(canvas, receiver, left + column + 8 * mm, top - 6 * mm, column)
    rule = min(lowest - 5 * mm, top - 50 * mm)
    canvas.setLineWidth(0.6)
    canvas.line(left, rule, left + width, rule)
    head = [
        text(words.say(f"label-title-{label.kind}"), style(SMALL, grey=True)),
        text(label.number, style(LARGE + 3, bold=True)),
    ]
    below = _down(canvas, head, left, rule - 4 * mm, width - QR_SIDE - 6 * mm)
    bars = createBarcodeDrawing(
        "Code128", value=label.number, barHeight=BAR_HEIGHT, barWidth=BAR_MODULE, humanReadable=False
    )
    _fit(bars, width - QR_SIDE - 8 * mm).drawOn(canvas, left - 2 * mm, below - BAR_HEIGHT - 4 * mm)
    square = createBarcodeDrawing("QR", value=label.number, barWidth=QR_SIDE, barHeight=QR_SIDE, barLevel="M")
    square.drawOn(canvas, left + width - QR_SIDE, rule - QR_SIDE - 4 * mm)
    order = words.say("label-order", number=label.order_number, day=label.placed_at)
    _down(canvas, [text(order, style(SMALL, grey=True))], left, floor + 7 * mm, width)


def _fit(drawing: Drawing, width: float) -> Drawing:
    """A barcode made narrower when it would not fit; what fits keeps its module."""
    if drawing.width > width:
        drawing.scale(width / drawing.width, 1)
    return drawing


def _fold(canvas: Canvas, words: PaperWords) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setDash(3, 3)
    canvas.line(0, FOLD, WIDTH, FOLD)
    canvas.setDash()
    _down(canvas, [text(words.say("label-fold"), style(SMALL, grey=True))], MARGIN, FOLD - 1 * mm, 80 * mm)


def _inside(canvas: Canvas, label: Label, letterhead: Letterhead, words: PaperWords) -> None:
    """The slip: what is in the parcel, and what to do."""
    width = WIDTH - 2 * MARGIN
    parts = [
        text(f"{letterhead.shop_name} · {words.say('label-slip-title')}", style(SMALL, grey=True)),
        text(f"{words.say(f'label-title-{label.kind}')} {label.number}", style(LARGE, bold=True)),
        text(words.say("label-order", number=label.order_number, day=label.placed_at), style(USUAL)),
    ]
    y = _down(canvas, parts, MARGIN, FOLD - 9 * mm, width)
    y = _down(canvas, [text(words.say("label-inside"), style(USUAL, bold=True))], MARGIN, y - 3 * mm, width)
    items = [text(line, style(USUAL)) for line in _item_lines(label.items, words)]
    y = _down(canvas, items, MARGIN + 3 * mm, y - 1 * mm, width - 3 * mm)
    steps = [words.say(f"label-step-{step}") for step in ("pack", "stick", "hand-in")]
    told = [text(step, style(USUAL)) for step in (*steps, words.say("label-no-printer"))]
    _down(canvas, told, MARGIN, y - 4 * mm, width)


def _item_lines(items: Sequence[LabelItem], words: PaperWords) -> list[str]:
    said = []
    for item in items[:ITEMS_SHOWN]:
        line = words.say("label-line", quantity=item.quantity, item=item.label)
        said.append(f"{line} → {words.say('label-instead', item=item.instead)}" if item.instead else line)
    more = sum(item.quantity for item in items[ITEMS_SHOWN:])
    return [*said, words.say("label-more", count=more)] if more else said


def _down(canvas: Canvas, parts: Sequence[Paragraph], x: float, y: float, width: float) -> float:
    """Set paragraphs one under the other from `y` downwards; gives where they end."""
    for part in parts:
        _, height = part.wrap(width, HEIGHT)
        part.drawOn(canvas, x, y - height)
        y -= height + 1 * mm
    return y
