"""Camping and walking."""

from __future__ import annotations

from .palette import FLAME, INK, PAPER, RUBBER, STEEL, STEEL_DARK, WOOD, WOOD_DARK
from .sketch import Sketch, picture


@picture("tent", floor=322, reach=165, woven=True)
def tent(s: Sketch) -> None:
    """A tent: a dome or a pointed one."""
    t = s.tone
    if s.pick("cut", ("dome", "peak")) == "dome":
        s.line("M60 306L34 326M340 306L366 326", t.edge, 3)
        s.path("M44 314Q84 118 200 110Q316 118 356 314Z")
        s.path("M200 110Q316 118 356 314H262Q268 180 200 110Z", t.dark)
        s.path("M200 110Q128 180 136 314H262Q268 180 200 110Z", t.light)
        s.path("M200 150Q152 210 152 314H246Q250 210 200 150Z", t.deep)
        flap = s.span("flap", 0, 30)
        s.path(f"M200 150Q152 210 152 314H{176 + flap}Q178 230 200 150Z", t.accent)
        s.line("M44 314Q84 118 200 110Q316 118 356 314", t.accent, 4)
        s.line("M84 210Q110 200 144 206M316 210Q290 200 256 206", width=2.5)
    else:
        s.line("M96 250L30 322M304 250L370 322", t.edge, 3)
        s.line("M184 82L210 112M216 82L190 112", WOOD_DARK, 7)
        s.path("M200 96L360 318H40Z")
        s.path("M200 96L360 318H270Z", t.dark)
        s.path("M200 134L262 318H138Z", t.deep)
        s.path("M200 134L138 318H112Q170 250 200 134Z", t.accent)
        s.path("M200 134L262 318H288Q230 250 200 134Z", t.accent)
        y = s.span("band", 262, 290)
        with s.inside("M200 96L360 318H40Z"):
            s.line(f"M30 {y}H124M276 {y}H370", t.accent, 7)
    s.line("M30 330l10 -14M370 330l-10 -14", STEEL_DARK, 5)


@picture("sleeping_bag", floor=352, reach=100, title="sleeping bag", woven=True)
def sleeping_bag(s: Sketch) -> None:
    """A mummy-shaped sleeping bag."""
    t = s.tone
    d = (
        "M200 40Q268 44 276 104Q304 150 292 230L262 326Q256 348 232 348H168Q144 348 138 326"
        "L108 230Q96 150 124 104Q132 44 200 40Z"
    )
    with s.placed(f"rotate({s.span('lean', 6, 14)} 200 200)"):
        s.path(d)
        with s.inside(d):
            step = s.span("step", 32, 44)
            for y in range(150, 350, step):
                s.line(f"M90 {y}Q200 {y + 18} 310 {y}")
            s.flat("M90 300Q200 318 310 300V360H90Z", t.accent, 0.9)
            s.shade("M262 70Q330 190 240 350H320V70Z", 0.1)
        s.path("M200 62Q248 66 250 108Q248 140 200 144Q152 140 150 108Q152 66 200 62Z", t.deep)
        s.path("M200 82Q236 84 240 112Q236 140 200 144Q164 140 160 112Q164 84 200 82Z", t.light)
        s.path("M162 116Q200 104 238 116Q240 138 200 143Q160 138 162 116Z", PAPER)
        s.line("M248 126Q262 200 236 296", STEEL, 5)
        s.line("M248 126Q262 200 236 296", t.edge, 2, "2 4")
        s.rect(238, 204, 10, 20, 4, t.accent)


@picture("camp_stove", floor=336, reach=110, title="camp stove")
def camp_stove(s: Sketch) -> None:
    """A small gas stove with a flame, some with a pot on it."""
    t, pot = s.tone, s.pick("pot", (True, False))
    s.path("M124 244Q124 228 142 228H258Q276 228 276 244V318Q276 334 258 334H142Q124 334 124 318Z")
    s.shade("M244 228H258Q276 228 276 244V318Q276 334 258 334H240Q254 280 244 228Z", 0.14)
    y = s.span("label", 262, 274)
    s.flat(f"M125 {y}H275V{y + 34}H125Z", t.accent)
    s.path(f"M200 {y + 4}q16 16 8 24q-8 6 -16 0q-8 -8 8 -24Z", PAPER)
    s.rect(178, 206, 44, 26, 4, STEEL)
    s.cord("M222 216H258", STEEL, 5)
    s.rect(254, 204, 34, 24, 8, t.dark)
    s.path("M186 178H214L222 206H178Z", STEEL_DARK)
    for x in (152, 186, 216, 248):
        s.flat(f"M{x} 176q-14 -14 0 -38q14 24 0 38Z", FLAME if x in (186, 216) else "#6fb3e0")
    s.line("M200 190L128 178L118 140M200 190L272 178L282 140M118 140h22M282 140h-22", t.edge, 9)
    s.line("M200 190L128 178L118 140M200 190L272 178L282 140M118 140h22M282 140h-22", STEEL, 5)
    if pot:
        s.cord("M292 88H352", t.dark, 9)
        s.path("M108 64H292V116Q292 136 270 136H130Q108 136 108 116Z", t.light if not t.glassy else STEEL)
        s.shade("M262 64H292V116Q292 136 270 136H250Q270 100 262 64Z", 0.14)
        s.rect(100, 56, 200, 14, 7, t.dark)
    else:
        s.flat("M200 176q-34 -40 0 -96q34 56 0 96Z", FLAME)
        s.flat("M200 176q-16 -24 0 -52q16 28 0 52Z", "#fff3c4")
        s.flat("M166 176q-22 -26 0 -62q22 36 0 62ZM234 176q-22 -26 0 -62q22 36 0 62Z", "#6fb3e0", 0.9)


@picture("trekking_poles", floor=350, reach=120, title="trekking poles")
def trekking_poles(s: Sketch) -> None:
    """A pair of poles with straps and baskets."""
    t, grip = s.tone, s.pick("grip", ("#c99a66", RUBBER, RUBBER))
    for angle in (19, -19):
        with s.placed(f"rotate({angle} 200 204)"):
            s.line("M206 50Q246 60 236 98Q226 124 204 104", t.edge, 9)
            s.line("M206 50Q246 60 236 98Q226 124 204 104", t.accent, 5)
            s.cord("M200 112V236", t.base, 13)
            s.cord("M200 236V318", STEEL, 9)
            s.path("M195 318H205L202 356H198Z", STEEL_DARK)
            s.path("M174 322Q200 306 226 322L216 333H184Z", RUBBER)
            s.path("M185 44Q185 28 202 28Q220 28 218 46L211 116Q211 122 200 122Q190 122 190 116Z", grip)
            s.line("M191 62h20M191 76h20M191 90h20M192 104h18", t.edge, 3)
            s.rect(188, s.span("lock", 222, 240), 25, 22, 5, RUBBER)
            s.line(f"M200 {s.span('ring', 140, 160)}v22", t.accent, 8)


@picture("flashlight", floor=312, reach=140)
def flashlight(s: Sketch) -> None:
    """A torch that shines, or a camping lantern."""
    t = s.tone
    if s.pick("cut", ("torch", "torch", "lantern")) == "lantern":
        s.dot(200, 190, 140, "#fff0b8", 0.5)
        s.line("M136 96Q136 44 200 42Q264 44 264 96", t.edge, 10)
        s.line("M136 96Q136 44 200 42Q264 44 264 96", STEEL, 5)
        s.path("M146 122H254V262H146Z", "#fff3c4")
        s.path("M180 148H220V250H180Z", "#ffdf8a")
        s.line("M164 124V260M236 124V260", t.edge, 5)
        s.path("M130 90H270L262 124H138Z")
        s.path("M138 260H262L280 316H120Z")
        s.oval(200, 290, s.span("key", 10, 15), fill=t.accent)
        return
    with s.placed("translate(20 24) scale(.9) rotate(-24 200 200)"):
        s.flat("M312 160L376 112V288L312 240Z", "#ffe9a0", 0.75)
        s.path("M34 172Q34 164 44 164H214V236H44Q34 236 34 228Z")
        s.shade("M34 214H214V236H44Q34 236 34 228Z", 0.16)
        s.shine("M46 172H206V180H46Z", 0.3)
        s.rect(34, 162, 34, 76, 8, t.dark)
        if s.pick("grip", ("rings", "cross")) == "rings":
            s.line("".join(f"M{x} 166V234" for x in range(86, 140, 13)), t.line, 4)
        else:
            s.line("".join(f"M{x} 190l18 22m0 -22l-18 22" for x in (84, 112)), t.line, 3)
        s.rect(158, 154, s.span("switch", 30, 40), 18, 8, t.accent)
        s.path("M214 164L266 140H304V260H266L214 236Z", t.dark)
        s.shade("M214 214L266 222H304V260H266L214 236Z", 0.16)
        s.line("M236 160V240M252 152V248", t.line, 3)
        s.rect(302, 136, 16, 128, 6, STEEL)
        s.line("M24 188Q10 216 34 232", t.accent, 4)


@picture("cooler", floor=336, reach=140)
def cooler(s: Sketch) -> None:
    """A cool box with a lid and a handle."""
    t, soft = s.tone, s.pick("cut", ("box", "bag"))
    if soft == "bag":
        s.cord("M118 150Q126 66 200 64Q274 66 282 150", t.dark, 13)
        s.path("M70 150Q70 124 98 124H302Q330 124 330 150V306Q330 332 304 332H96Q70 332 70 306Z")
        s.path("M66 150Q66 116 98 116H302Q334 116 334 150V172H66Z", t.light)
        s.line("M70 172H330", STEEL, 6)
        s.line("M70 172H330", t.edge, 2, "2 5")
        s.rect(s.span("pull", 280, 300), 166, 12, 26, 4, t.accent)
        s.path("M108 216H292V312H108Z", t.dark)
        s.line("M108 234H292")
    else:
        s.cord("M78 168V96Q78 74 100 74H300Q322 74 322 96V168", t.accent, 13)
        s.path("M68 160H332L320 310Q318 332 296 332H104Q82 332 80 310Z")
        s.shade("M300 160H332L320 310Q318 332 296 332H280Q300 250 300 160Z", 0.12)
        s.rect(54, 120, 292, 52, 14, t.light if not t.mixed else t.accent)
        s.rect(172, 152, 56, 34, 8, t.dark)
        with s.mirrored():
            s.oval(74, 182, 12, fill=t.dark)
        s.rect(112, 208, 176, 92, 14, t.dark)
    with s.placed(f"rotate({s.span('flake', 0, 30)} 200 258)"):
        for turn in (0, 60, 120):
            with s.placed(f"rotate({turn} 200 258)"):
                s.line("M200 226V290M190 234l10 8l10 -8M190 282l10 -8l10 8", PAPER, 4)


@picture("hammock", floor=330, reach=140, woven=True)
def hammock(s: Sketch) -> None:
    """A hammock between two posts."""
    t, look = s.tone, s.pick("look", ("stripes", "fringe", "pillow"))
    for x in (42, 346):
        s.path(f"M{x - 8} 70H{x + 20}L{x + 22} 334H{x - 10}Z", WOOD)
        s.line(f"M{x + 2} 90Q{x + 8} 200 {x} 320", WOOD_DARK, 2.5)
    s.line(
        ("M50 130L98 176M50 130L110 160M50 130L90 196M350 130L302 176M350 130L290 160M350 130L310 196"),
        INK,
        3,
    )
    s.line("M36 130h26M340 130h26", "#e8d9bc", 10)
    sag = s.span("sag", 300, 330)
    s.path("M88 176Q200 226 312 176Q298 240 200 246Q102 240 88 176Z", t.deep)
    d = f"M88 176Q100 {sag - 20} 200 {sag - 12}Q300 {sag - 20} 312 176Q298 240 200 246Q102 240 88 176Z"
    s.path(d)
    with s.inside(d):
        if look == "stripes":
            for x in (124, 172, 220, 268):
                s.flat(f"M{x} 150Q{x - 6} 250 {x + 4} 340H{x + 22}Q{x + 12} 250 {x + 18} 150Z", t.accent)
        s.shade(f"M120 250Q200 {sag - 10} 280 250L300 {sag}H100Z", 0.1)
    if look == "fringe":
        for n in range(9):
            x = 128 + n * 18
            y = sag - 20 - (abs(n - 4) ** 2) * 2
            s.line(f"M{x} {y}v24", t.accent, 4)
    elif look == "pillow":
        s.path("M110 184Q130 196 156 214Q150 240 136 236Q108 216 100 196Z", PAPER)
