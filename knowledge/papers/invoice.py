"""Invoices, each with the credit notes of what was refunded behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from knowledge.orders.payments import EntryKind, EntryState
from knowledge.papers.bill import Bill, Movement
from knowledge.papers.letterhead import Letterhead, vat_within
from knowledge.papers.typesetting import INK, RULE, lines, style, text
from knowledge.papers.words import PaperWords

MARGIN = 20 * mm
FRAME_PADDING = 6
"""What reportlab leaves free within a page's frame, in points."""
WIDE = A4[0] - 2 * MARGIN
SMALL, USUAL, LARGE = 8.0, 9.5, 16.0
_COLUMNS = (WIDE - 78 * mm, 18 * mm, 30 * mm, 30 * mm)


@dataclass(frozen=True)
class CreditNote:
    """What was given back, and for what."""

    number: str
    issued_at: datetime
    reason: str
    method: str
    minor: int


@dataclass(frozen=True)
class Invoice:
    """An order's invoice with its credit notes."""

    number: str
    issued_at: datetime
    billed_to: tuple[str, ...]
    vat: Decimal
    """The rate that was in force when it was issued."""
    bill: Bill
    credit_notes: tuple[CreditNote, ...] = ()


def invoice_pdf(invoice: Invoice, letterhead: Letterhead, words: PaperWords) -> bytes:
    """The pages as PDF: the invoice, then a page for each credit note."""
    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=MARGIN - FRAME_PADDING,
        rightMargin=MARGIN - FRAME_PADDING,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=words.say("invoice-title", number=invoice.number),
        author=letterhead.shop_name,
    )
    rate = invoice.vat
    parts = _invoice(invoice, letterhead, words, rate)
    for note in invoice.credit_notes:
        parts += [PageBreak(), *_credit_note(note, invoice, letterhead, words, rate)]

    def foot(canvas: Canvas, page: Any) -> None:
        said = text(words.say("invoice-page", page=page.page), style(SMALL, right=True, grey=True))
        said.wrap(WIDE, MARGIN)
        said.drawOn(canvas, MARGIN, MARGIN / 2)

    document.build(parts, onFirstPage=foot, onLaterPages=foot)
    return buffer.getvalue()


def _invoice(invoice: Invoice, letterhead: Letterhead, words: PaperWords, rate: Decimal) -> list[Any]:
    bill = invoice.bill
    facts = [
        (words.say("invoice-ordered"), words.date(bill.placed_at)),
        (words.say("invoice-issued"), words.date(invoice.issued_at)),
    ]
    title = words.say("invoice-title", number=invoice.number)
    return [
        *_head(title, words.say("invoice-of", number=bill.number), facts, invoice, letterhead, words),
        _goods(bill, words),
        Spacer(0, 3 * mm),
        _sums(bill, words, rate),
        Spacer(0, 8 * mm),
        *_payments(bill, words),
    ]


def _credit_note(
    note: CreditNote, invoice: Invoice, letterhead: Letterhead, words: PaperWords, rate: Decimal
) -> list[Any]:
    bill = invoice.bill
    amount = bill.money(note.minor)
    rows = [(words.say("invoice-total"), words.money(amount), True)]
    if rate:
        rows.append(_vat(bill, note.minor, rate, words))
    return [
        *_head(
            words.say("credit-title", number=note.number),
            words.say("credit-for", number=invoice.number),
            [(words.say("invoice-issued"), words.date(note.issued_at))],
            invoice,
            letterhead,
            words,
        ),
        text(note.reason, style(USUAL)),
        Spacer(0, 3 * mm),
        _amounts(rows),
        Spacer(0, 5 * mm),
        text(words.say("credit-to", method=words.method(note.method)), style(USUAL)),
    ]


def _head(
    title: str,
    subtitle: str,
    facts: Sequence[tuple[str, str]],
    invoice: Invoice,
    letterhead: Letterhead,
    words: PaperWords,
) -> list[Any]:
    """The shop, the customer, and what the paper is."""
    vat_id = words.say("invoice-vat-id", number=letterhead.vat_id) if letterhead.vat_id else ""
    shop = lines([*letterhead.address, vat_id], style(SMALL, right=True, grey=True))
    name = text(letterhead.shop_name, style(USUAL + 2, bold=True, right=True))
    billed = [
        text(words.say("invoice-billed-to"), style(SMALL, grey=True)),
        lines(invoice.billed_to, style(USUAL)),
    ]
    told = "\n".join(f"{what}: {value}" for what, value in facts)
    return [
        Table([[billed, [name, shop]]], colWidths=(WIDE / 2, WIDE / 2), style=_FLUSH),
        Spacer(0, 14 * mm),
        text(title, style(LARGE, bold=True)),
        Spacer(0, 1 * mm),
        text(f"{subtitle}\n{told}", style(USUAL, grey=True)),
        Spacer(0, 7 * mm),
    ]


def _goods(bill: Bill, words: PaperWords) -> Table:
    """A row for each line; the heading comes again on every page."""
    heading = [
        text(words.say(f"invoice-{name}"), style(SMALL, right=name != "item", grey=True))
        for name in ("item", "quantity", "each", "sum")
    ]
    rows = [
        [
            text(line.label, style(USUAL)),
            text(str(line.quantity), style(USUAL, right=True)),
            text(words.money(bill.money(line.unit_minor)), style(USUAL, right=True)),
            text(words.money(bill.money(line.sum_minor)), style(USUAL, right=True)),
        ]
        for line in bill.lines
    ]
    ruled = TableStyle(
        [
            *_FLUSH.getCommands(),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return Table([heading, *rows], colWidths=_COLUMNS, style=ruled, repeatRows=1)


def _sums(bill: Bill, words: PaperWords, rate: Decimal) -> Table:
    delivery = words.say(
        "delivery-method",
        code=bill.delivery_method.replace("_", "-"),
        name=bill.delivery_method.replace("_", " "),
    )
    rows = [
        (words.say("invoice-goods"), words.money(bill.money(bill.goods_minor)), False),
        (delivery, words.money(bill.money(bill.delivery_minor)), False),
    ]
    if bill.discount_minor:
        rows.append((words.say("invoice-discount"), words.money(bill.money(-bill.discount_minor)), False))
    rows.append((words.say("invoice-total"), words.money(bill.total), True))
    if rate:
        rows.append(_vat(bill, bill.total_minor, rate, words))
    return _amounts(rows)


def _vat(bill: Bill, gross_minor: int, rate: Decimal, words: PaperWords) -> tuple[str, str, bool]:
    tax = bill.money(vat_within(gross_minor, rate))
    return words.say("invoice-vat", rate=f"{rate.normalize():f}"), words.money(tax), False


def _amounts(rows: Sequence[tuple[str, str, bool]]) -> Table:
    """Names and amounts at the right edge; what is marked is bold."""
    made: list[list[Paragraph]] = [
        [text(name, style(USUAL, bold=bold, right=True)), text(amount, style(USUAL, bold=bold, right=True))]
        for name, amount, bold in rows
    ]
    return Table(made, colWidths=(WIDE - 35 * mm, 35 * mm), style=_FLUSH)


def _payments(bill: Bill, words: PaperWords) -> list[Any]:
    """What was paid and given back, oldest first."""
    heading = text(words.say("invoice-payments"), style(USUAL, bold=True))
    rows = [_movement(move, bill, words) for move in bill.movements]
    parts: list[Any] = [heading, Spacer(0, 2 * mm)]
    if not bill.history_kept and not bill.sum(EntryKind.PAYMENT):
        said = words.say("invoice-paid-elsewhere", method=words.method(bill.method))
        parts.append(text(said, style(USUAL)))
    if rows:
        parts.append(Table(rows, colWidths=(40 * mm, WIDE - 75 * mm, 35 * mm), style=_FLUSH))
    return parts


def _movement(move: Movement, bill: Bill, words: PaperWords) -> list[Paragraph]:
    paid = move.kind == EntryKind.PAYMENT
    said = words.say("invoice-paid" if paid else "invoice-refunded", method=words.method(move.method))
    mark = {EntryState.PENDING: "waiting", EntryState.FAILED: "failed"}.get(move.state)
    if mark is not None:
        said = f"{said} ({words.say(f'invoice-{mark}')})"
    amount = bill.money(move.minor if paid else -move.minor)
    return [
        text(words.date(move.at), style(USUAL, grey=True)),
        text(said, style(USUAL)),
        text(words.money(amount), style(USUAL, right=True)),
    ]


_FLUSH = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
)
