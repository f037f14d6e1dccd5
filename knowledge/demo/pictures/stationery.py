"""Paper, pens, books and gift cards."""

from __future__ import annotations

from .palette import BRASS, INK, PAPER, RUBBER, STEEL, STEEL_DARK, WOOD, shade
from .sketch import Sketch, picture


@picture("notebook", floor=350, reach=105)
def notebook(s: Sketch) -> None:
    """A notebook: with an elastic band or a spiral."""
    t, bound = s.tone, s.pick("bound", ("band", "spiral", "thread"))
    with s.placed(f"rotate({s.span('lean', -7, 5)} 200 200)"):
        s.rect(102, 62, 212, 288, 8, shade(PAPER, 0.1))
        s.rect(98, 56, 212, 288, 8, PAPER)
        s.rect(90, 50, 212, 290, 12)
        s.shade("M90 62Q90 50 102 50H122V340H102Q90 340 90 328Z", 0.13)
        look = s.pick("look", ("label", "dots", "corner"))
        if look == "label":
            s.rect(150, 104, 112, 64, 6, PAPER)
            s.line("M166 128h80M166 146h52", STEEL_DARK, 4)
        elif look == "dots":
            for x, y in ((160, 120), (210, 160), (166, 206), (222, 240), (178, 286), (244, 110)):
                s.dot(x, y, 11, t.accent)
        else:
            s.path("M222 340L302 248V328Q302 340 290 340Z", t.accent)
            s.line("M150 110h96", t.accent, 6)
        if bound == "spiral":
            for y in range(72, 330, 24):
                s.line(f"M108 {y}H82", t.edge, 9)
                s.line(f"M108 {y}H82", STEEL, 5)
        elif bound == "band":
            s.line("M274 50V340", t.accent if look != "dots" else t.deep, 9)
            s.path("M196 340V366L204 358L212 366V340Z", t.accent)
        else:
            s.stitch("M110 66V326", t.light)


@picture("pen", floor=336, reach=110)
def pen(s: Sketch) -> None:
    """A pen or a set of pencils."""
    t, cut = s.tone, s.pick("cut", ("ball", "fountain", "pencils"))
    metal = s.pick("metal", (STEEL, BRASS))
    if cut == "pencils":
        fills = t.parts if t.mixed else (t.base, t.light, t.base, t.dark, t.deep)
        for n in range(5):
            x = 92 + n * 46
            with s.placed(f"translate(0 {s.span(f'high {n}', -12, 14)})"):
                s.path(f"M{x} 122H{x + 34}V336H{x}Z", fills[n])
                s.shade(f"M{x + 23} 122h11v214h-11z", 0.14)
                s.path(
                    f"M{x} 122L{x + 17} 62L{x + 34} 122Q{x + 25} 130 {x + 17} 122Q{x + 8} 130 {x} 122Z",
                    "#f3dcb8",
                )
                s.path(f"M{x + 11} 84L{x + 17} 62L{x + 23} 84Z", fills[n])
        return
    with s.placed(f"rotate({s.span('lean', 36, 46)} 200 200)"):
        if cut == "fountain":
            s.path("M186 300H214L200 368Z", metal)
            s.line("M200 318V362", INK, 2)
            s.path("M182 262H218L212 302H188Z", RUBBER)
        else:
            s.path("M186 300H214L204 356H196Z", metal)
            s.rect(196, 354, 8, 12, 2, INK)
            s.rect(190, 18, 20, 24, 5, metal)
        s.path("M180 60Q180 36 200 36Q220 36 220 60V300H180Z")
        s.shade("M208 38Q220 42 220 60V300H208Z", 0.15)
        s.shine("M186 66H192V290H186Z", 0.35)
        s.rect(178, s.span("ring", 158, 182), 44, 14, 2, metal)
        s.rect(216, 56, 10, 92, 5, metal)
        if s.pick("grip", (True, False)) and cut == "ball":
            s.line("M184 256h32M184 268h32M184 280h32", t.accent, 5)


@picture("organiser", floor=336, reach=140)
def organiser(s: Sketch) -> None:
    """A box with compartments and what is kept in them."""
    t = s.tone
    pens = (("#d9655a", 96), ("#5f93b8", 122), ("#e2a23f", 148))
    for n, (fill, x) in enumerate(pens):
        top = s.span(f"pen {n}", 84, 120)
        s.path(f"M{x - 8} 210V{top + 24}L{x} {top}L{x + 8} {top + 24}V210Z", fill)
    s.path("M196 210V112H252V210Z", PAPER)
    s.path("M208 210V98H264V210Z", t.accent)
    s.path("M284 210V128H318V210Z", PAPER)
    s.line("M292 146h18M292 160h18", STEEL_DARK, 3)
    s.path("M64 176H176V230H64Z", t.deep)
    s.path("M60 186H180V328H60Z")
    s.path("M180 156H340V328H180Z", t.light if not t.mixed else t.parts[1])
    if s.pick("front", ("drawers", "plain")) == "drawers":
        s.rect(194, 206, 132, 50, 4, t.base)
        s.rect(194, 264, 132, 52, 4, t.base)
        for y in (231, 290):
            s.oval(260, y, 8, fill=s.pick("knob", (BRASS, WOOD, INK)))
        s.rect(78, 222, 84, 34, 4, PAPER)
    else:
        s.line("M180 228H340M260 228V328")
        s.rect(200, 180, 56, 28, 4, PAPER)
        s.rect(92, 238, 56, 28, 4, PAPER)
    s.shade("M322 156H340V328H322ZM60 310H340V328H60Z", 0.1)


@picture("gift_card", floor=312, reach=145, title="gift card")
def gift_card(s: Sketch) -> None:
    """A gift card with a ribbon."""
    t = s.tone
    ribbon = t.accent
    with s.placed(f"rotate({s.span('lean', -9, -4)} 200 200)"):
        s.rect(62, 116, 288, 184, 18, PAPER)
        d = "M46 122Q46 104 64 104H336Q354 104 354 122V270Q354 288 336 288H64Q46 288 46 270Z"
        s.path(d)
        with s.inside(d):
            look = s.pick("look", ("rays", "dots", "plain"))
            if look == "rays":
                s.flat(
                    (
                        "M128 196L40 60H90ZM128 196L150 60H210ZM128 196L280 80L370 120ZM128 196L380 200V260Z"
                        "M128 196L290 310H200ZM128 196L120 310H60Z"
                    ),
                    t.light,
                    0.6,
                )
            elif look == "dots":
                for x, y in (
                    (200, 130),
                    (250, 160),
                    (300, 130),
                    (330, 180),
                    (200, 250),
                    (300, 262),
                    (70, 140),
                    (76, 250),
                ):
                    s.dot(x, y, 7, t.light)
            s.flat("M114 100H142V292H114ZM40 182H360V210H40Z", ribbon)
            s.shade("M134 100H142V292H134ZM40 204H360V210H40Z", 0.12)
        s.line(d, t.edge, 3)
        s.path("M128 190Q74 134 66 166Q66 200 128 200Z", ribbon)
        s.path("M128 190Q182 134 190 166Q190 200 128 200Z", ribbon)
        s.path("M122 204L92 250L116 246L128 214L140 246L164 250L134 204Z", ribbon)
        s.rect(114, 182, 28, 28, 7, ribbon)
        s.line("M222 244h104M254 262h72", PAPER if PAPER not in {ribbon, t.line} else t.edge, 6)


@picture("book", floor=350, reach=110)
def book(s: Sketch) -> None:
    """A book with a cover picture of plain shapes."""
    t = s.tone
    s.path("M96 70Q84 74 84 92V330Q84 350 104 350H304V322H100Z", t.dark)
    s.path("M100 326H302V342H104Q92 342 92 334Q92 326 100 326Z", PAPER)
    s.line("M104 334H300", STEEL_DARK, 2)
    s.path("M84 332V76Q84 52 108 52H304V322H104Q84 322 84 340Z")
    s.shade("M84 332V76Q84 52 108 52H118V322H104Q84 322 84 340Z", 0.16)
    with s.inside("M118 54H302V320H118Z"):
        art = s.pick("art", ("hills", "ring", "leaf", "moon", "steps"))
        y = s.span("art at", 176, 200)
        if art == "hills":
            s.dot(242, y - 6, 28, t.accent)
            s.flat(f"M110 330V{y + 70}Q170 {y + 10} 220 {y + 62}T310 {y + 40}V330Z", t.light)
            s.flat(f"M110 330V{y + 104}Q190 {y + 66} 310 {y + 108}V330Z", t.deep)
        elif art == "ring":
            s.line(f"M158 {y + 30}a52 52 0 1 1 104 0a52 52 0 1 1 -104 0Z", t.accent, 14)
            s.dot(210, y + 30, 20, t.light)
        elif art == "leaf":
            s.line(f"M210 {y + 104}V{y - 14}", t.accent, 5)
            for n in range(4):
                base = y + 90 - n * 28
                s.flat(f"M210 {base}q-44 -4 -46 -36q42 2 46 36q4 -34 46 -36q-2 32 -46 36Z", t.accent)
        elif art == "moon":
            s.flat(f"M226 {y - 22}a54 54 0 1 0 30 92a62 62 0 0 1 -30 -92Z", t.accent)
            for dx, dy in ((-64, -10), (44, 6), (-50, 84), (60, -34)):
                s.dot(210 + dx, y + dy, 5, t.light)
        else:
            for n in range(4):
                s.flat(f"M{134 + n * 40} 330V{y + 84 - n * 34}h40V330Z", t.accent if n % 2 else t.light)
    s.line(
        "M146 88H274M166 110H254",
        PAPER if PAPER not in {t.line, t.base, t.accent} else t.edge,
        9,
    )
    if s.pick("ribbon", (True, False)):
        s.path("M250 342H266V372L258 364L250 372Z", "#c9493f")
