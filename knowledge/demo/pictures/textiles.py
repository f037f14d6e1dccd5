"""Textiles for the house."""

from __future__ import annotations

from .palette import BRASS, INK, PAPER, STEEL, WOOD
from .sketch import Sketch, picture


@picture("cushion", floor=336, reach=130, woven=True)
def cushion(s: Sketch) -> None:
    """A cushion with piping, tassels or buttons."""
    t, trim = s.tone, s.pick("trim", ("piping", "tassels", "plain"))
    if trim == "tassels":
        for x, y, turn in ((70, 82, 135), (330, 82, 225), (64, 322, 45), (336, 322, -45)):
            with s.placed(f"translate({x} {y}) rotate({turn})"):
                s.path("M-8 0H8L14 34H-14Z", t.accent)
                s.line("M-5 8L-7 30M5 8L7 30", t.edge, 2)
    d = "M68 78Q200 106 332 78Q306 200 336 326Q200 300 64 326Q94 200 68 78Z"
    s.path(d)
    look = s.pick("look", ("stripes", "diamonds", "buttons", "arches"))
    with s.inside(d):
        if look == "stripes":
            for x in (120, 190, 260):
                s.flat(f"M{x} 60h{s.span('width', 14, 28)}v280h-{s.span('width', 14, 28)}z", t.accent)
        elif look == "diamonds":
            s.line("M40 200L200 60L360 200L200 340ZM100 200L200 112L300 200L200 288Z", t.accent, 8)
        elif look == "arches":
            s.line("M120 320V220A80 80 0 0 1 280 220V320M156 320V222A44 44 0 0 1 244 222V320", t.accent, 12)
        s.shade("M332 78Q306 200 336 326Q300 318 270 314Q300 200 290 86Z", 0.12)
        s.shade("M64 326Q200 284 336 326L330 340H60Z", 0.12)
    if look == "buttons":
        for x, y in ((150, 152), (250, 152), (150, 250), (250, 250)):
            s.line(f"M{x - 16} {y - 10}L{x} {y}L{x + 16} {y - 10}", width=2.5)
            s.oval(x, y, 7, fill=t.accent)
    if trim == "piping":
        s.line(d, t.accent, 5)
    s.line(
        ("M84 96Q96 110 104 128M316 96Q304 110 298 128M82 308Q94 294 102 276M318 308Q306 294 300 276"),
        width=2.5,
    )


@picture("blanket", floor=328, reach=140, woven=True)
def blanket(s: Sketch) -> None:
    """A folded blanket with a fringe."""
    t = s.tone
    look = s.pick("look", ("bands", "checks", "knit"))
    fringe = "".join(f"M{x} 304v{s.span('fringe', 14, 24)}" for x in range(84, 320, s.pick("gap", (12, 16))))
    s.line(fringe, t.edge, 6)
    s.line(fringe, t.light, 3)
    s.path("M72 240Q56 274 72 306H330Q344 274 330 240Z", t.dark)
    s.path("M66 182Q50 214 66 246H334Q350 214 334 182Z", shade=0.05)
    top = "M76 110Q52 150 70 188H330Q348 150 324 110Q200 98 76 110Z"
    s.path(top)
    for d, y in ((top, 130), ("M66 182Q50 214 66 246H334Q350 214 334 182Z", 206)):
        with s.inside(d):
            if look == "bands":
                s.flat(f"M40 {y}H360V{y + 16}H40Z", t.accent)
                s.flat(f"M40 {y + 24}H360V{y + 30}H40Z", t.accent)
            elif look == "checks":
                step = s.span("step", 36, 48)
                s.line("".join(f"M{x} 90V250" for x in range(80, 340, step)), t.accent, 8)
                s.line(f"M40 {y + 8}H360", t.light, 6)
            else:
                s.line(
                    "".join(f"M{x} {r}l7 8l7 -8" for r in (y, y + 22) for x in range(80, 320, 24)), width=2.5
                )
    s.shade(
        ("M66 182Q200 200 334 182L338 192Q200 212 62 192ZM70 240Q200 256 330 240L334 250Q200 268 66 250Z"),
        0.12,
    )
    s.rect(s.pick("tag", (84, 252, 286)), 262, 34, 24, 3, PAPER)


@picture("bedding", floor=336, reach=150, woven=True)
def bedding(s: Sketch) -> None:
    """A made bed's pillows over a turned-down quilt."""
    t, cloth = s.tone, s.pick("cloth", ("sprigs", "stripes", "squares"))
    s.path("M104 92Q200 78 296 92Q310 140 296 176H104Q90 140 104 92Z", PAPER)
    for move in ("translate(0 0)", "translate(152 0)"):
        with s.placed(move):
            s.path("M58 120Q124 134 190 120Q178 160 192 206Q124 194 56 206Q70 160 58 120Z", t.light)
            s.line("M72 134Q82 142 86 154M176 134Q166 142 162 154", width=2.5)
    d = "M42 214Q200 188 358 214L366 322Q366 332 352 332H48Q34 332 34 322Z"
    s.path(d)
    with s.inside(d):
        if cloth == "stripes":
            s.line("".join(f"M{x} 190L{x + (x - 200) // 12} 340" for x in range(52, 360, 26)), t.accent, 6)
        elif cloth == "squares":
            s.line(
                "".join(f"M{x} 190L{x + (x - 200) // 8} 340" for x in range(74, 360, 63))
                + "M30 264H370M30 308H370"
            )
        else:
            for x, y in ((84, 270), (148, 308), (206, 272), (266, 306), (322, 268), (90, 324), (330, 320)):
                s.line(f"M{x} {y + 9}V{y - 8}", t.accent, 3)
                s.flat(f"M{x} {y}q-12 -2 -11 -12q10 1 11 12q1 -11 11 -12q1 10 -11 12Z", t.accent)
        s.shade("M320 200H370V340H340Q346 260 320 200Z", 0.1)
    s.path(
        (f"M40 206Q200 178 360 206L362 {s.span('fold', 234, 246)}Q200 218 38 {s.span('fold', 234, 246)}Z"),
        t.accent,
    )


@picture("towel", floor=352, reach=100, woven=True)
def towel(s: Sketch) -> None:
    """A towel over a rail, or a folded stack."""
    t = s.tone
    if s.pick("cut", ("rail", "stack")) == "stack":
        for n, fill in enumerate((t.base, t.accent, t.base)):
            y = 120 + n * 72
            s.path(
                (
                    f"M90 {y}H312Q336 {y} 336 {y + 34}Q336 {y + 68} 312 {y + 68}H90"
                    f"Q66 {y + 60} 66 {y + 34}Q66 {y} 90 {y}Z"
                ),
                fill,
            )
            s.line(f"M330 {y + 34}H100M88 {y + 14}Q78 {y + 34} 90 {y + 54}", width=2.5)
            s.line(f"M270 {y + 4}V{y + 30}M282 {y + 4}V{y + 30}", t.light if fill == t.base else t.dark, 5)
        return
    s.cord("M62 84H338", s.pick("rail", (STEEL, BRASS, WOOD)), 10)
    with s.mirrored():
        s.oval(62, 84, 12, fill=STEEL)
    low = s.span("low", 318, 338)
    s.path(f"M132 84H284V{low - 60}H132Z", t.deep)
    d = f"M112 96Q112 74 132 74H256Q272 76 272 96V{low}H112Z"
    s.path(d)
    with s.inside(d):
        y = low - 66
        s.flat(f"M100 {y}H290V{y + 14}H100ZM100 {y + 22}H290V{y + 27}H100Z", t.accent)
        s.shade(f"M246 70H280V{low}H256Q262 200 246 70Z", 0.12)
    s.line(f"M144 120Q138 200 146 {low - 80}M222 110Q228 190 220 {low - 90}", width=2.5)
    fringe = "".join(f"M{x} {low}v12" for x in range(118, 272, 10))
    s.line(fringe, t.edge, 4)


@picture("curtain", floor=356, reach=130, woven=True)
def curtain(s: Sketch) -> None:
    """A pair of curtains on a rod."""
    t, low = s.tone, s.span("low", 330, 346)
    s.rect(108, 76, 184, 214, 4, "#dff0f7")
    s.flat("M110 290V246Q160 210 210 240T290 226V290Z", "#a9cf9c")
    s.dot(244, 120, 18, "#fbe6a6")
    s.line("M200 76V290M108 180H292", PAPER, 6)
    s.cord("M40 62H360", s.pick("rod", (BRASS, INK, WOOD)), 6)
    tied = s.pick("tied", (True, False))
    with s.mirrored():
        s.oval(38, 62, 10, fill=BRASS)
        if tied:
            d = f"M56 66H176Q170 180 96 236Q110 290 120 {low}H56Z"
        else:
            d = f"M56 66H150Q142 200 152 {low}H56Z"
        s.path(d)
        with s.inside(d):
            if tied:
                s.line(
                    "M84 66Q84 180 72 236M116 66Q112 180 84 236M146 66Q140 170 92 232M78 250L74 350"
                    "M92 250L98 350"
                )
            else:
                s.line(f"M78 66V{low}M102 66V{low}M128 66Q122 200 130 {low}")
            s.shade(f"M56 66H72V{low}H56ZM92 66H104V{low}H92Z", 0.08)
            if s.pick("hem", (True, False)):
                s.flat(f"M40 {low - 30}H170V{low - 12}H40Z", t.accent)
        if tied:
            s.path("M54 226Q80 240 104 224L106 244Q80 258 54 246Z", t.accent)
        s.line("M64 56v12M88 56v12M112 56v12M136 56v12", t.edge, 4)


@picture("rug", floor=322, reach=150, woven=True)
def rug(s: Sketch) -> None:
    """A rug seen at an angle with fringes and a pattern."""
    t = s.tone
    look = s.pick("look", ("frames", "diamonds", "waves", "round"))
    if look == "round":
        s.oval(200, 214, 160, 98)
        s.oval(200, 212, 132, 79, t.accent)
        s.oval(200, 210, s.span("mid", 96, 112), 62, t.light)
        s.oval(200, 208, 60, 34, t.base)
        return
    fringe = "".join(f"M{90 + n * 10} 112l-2 -14M{46 + n * 14} 306l-3 16" for n in range(23))
    s.line(fringe, t.edge, 3)
    d = "M88 112H312L360 306H40Z"
    s.path(d)
    with s.inside(d):
        if look == "frames":
            s.line("M104 128H296L336 290H64Z", t.accent, 9)
            s.line("M124 148H276L306 270H94Z", t.light, 6)
            s.flat("M200 170L252 208L200 250L148 208Z", t.accent)
            s.flat("M200 188L226 208L200 230L174 208Z", t.deep)
        elif look == "diamonds":
            s.line("M70 112L200 306L330 112M-10 306L144 112L290 306M110 306L256 112L410 306", t.accent, 7)
            s.line("M80 138H320M54 282H346", t.light, 7)
        else:
            for y, k in ((140, 1), (174, 2), (212, 3), (254, 4)):
                a = 14 + k * 2
                s.line(f"M20 {y}" + f"q30 -{a} 60 0t60 0" * 3, t.accent if k % 2 else t.light, 8 + k)
        s.shade("M40 306L46 280H354L360 306Z", 0.1)
