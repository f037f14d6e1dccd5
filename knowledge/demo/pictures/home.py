"""Light, pictures, plants and other pleasant things for a room."""

from __future__ import annotations

from .palette import BRASS, FLAME, INK, LEAF, LEAF_DARK, PAPER, STEEL, WOOD, shade
from .sketch import Sketch, picture


@picture("lamp", floor=352, reach=95)
def lamp(s: Sketch) -> None:
    """A table lamp with a shade, or a desk lamp with a joint."""
    t, metal = s.tone, s.pick("metal", (BRASS, STEEL, INK))
    if s.pick("cut", ("shade", "desk", "shade")) == "desk":
        s.flat("M196 196L350 216L300 330H150Z", "#fff0b8", 0.4)
        s.path("M84 346Q84 326 134 326Q184 326 184 346Z", t.dark)
        s.cord("M134 326L92 206L206 112", metal, 8)
        s.oval(92, 206, 11, fill=t.dark)
        with s.placed("rotate(-32 230 130)"):
            s.path("M206 88H254L262 110H198Z", t.dark)
            s.path("M198 108H262L296 182H164Z")
            s.shade("M242 108H262L296 182H262Z", 0.14)
            s.path("M206 182Q230 212 254 182Z", "#fff3c4")
        return
    s.dot(200, 140, 150, "#ffeeb0", 0.4)
    body = s.pick("body", ("ball", "stick", "vase"))
    if body == "ball":
        s.oval(200, 262, 56, 54, t.dark if t.mixed else t.accent)
        s.rect(188, 192, 24, 22, 2, metal)
    elif body == "stick":
        s.cord("M200 190V334", metal, 9)
    else:
        s.path("M182 198H218Q216 226 246 262Q256 312 232 332H168Q144 312 154 262Q184 226 182 198Z", t.accent)
    s.path("M140 348Q142 328 200 326Q258 328 260 348Z", metal)
    wide = s.span("wide", 90, 112)
    s.path(f"M{200 - wide * 6 // 10} 62H{200 + wide * 6 // 10}L{200 + wide} 200H{200 - wide}Z")
    s.shine(f"M{214 - wide * 6 // 10} 66H{232 - wide * 6 // 10}L{224 - wide} 196H{206 - wide}Z", 0.35)
    s.shade(f"M{178 + wide * 6 // 10} 64H{200 + wide * 6 // 10}L{200 + wide} 198H{168 + wide}Z", 0.1)
    s.line(f"M{204 - wide} 186H{196 + wide}M{206 - wide * 6 // 10} 76H{194 + wide * 6 // 10}", t.dark, 4)
    if s.pick("chain", (True, False)):
        s.line("M226 202V236", BRASS, 3, "1 6")
        s.oval(226, 242, 6, fill=BRASS)


@picture("candle", floor=340, reach=95)
def candle(s: Sketch) -> None:
    """A candle in a glass with a label, or pillar candles."""
    t = s.tone
    s.dot(200, 92, 74, "#fff0b8", 0.55)
    if s.pick("cut", ("glass", "glass", "pillars")) == "glass":
        s.line("M200 166V118", INK, 4)
        s.path("M200 58Q230 98 218 118Q200 134 182 118Q170 98 200 58Z", FLAME)
        s.flat("M200 90Q214 110 206 120Q200 126 194 120Q186 110 200 90Z", "#fff3c4")
        s.path("M104 146H296V308Q296 334 270 334H130Q104 334 104 308Z")
        s.shade("M264 146H296V308Q296 334 270 334H252Q272 240 264 146Z", 0.12)
        s.shine("M118 176H132V306H118Z", 0.4)
        s.oval(200, 146, 96, 20, t.light)
        s.oval(200, 150, 80, 13, shade(PAPER, 0.06))
        s.line("M200 152V124", INK, 4)
        s.rect(144, 206, 112, 88, s.pick("label", (4, 44)), PAPER)
        s.line("M168 268h64M178 280h44", t.edge, 3)
        s.line("M200 254V224M200 240q-14 -2 -14 -14M200 240q14 -2 14 -14", LEAF_DARK, 4)
        return
    for x, y, w, fill in (
        (94, 190, 72, t.dark),
        (234, s.span("right", 218, 236), 76, t.light),
        (154, 140, 90, t.base),
    ):
        s.line(f"M{x + w / 2:g} {y}V{y - 18}", INK, 4)
        s.path(f"M{x + w / 2:g} {y - 58}q20 28 10 42q-10 10 -20 0q-10 -14 10 -42Z", FLAME)
        s.path(f"M{x} {y}H{x + w}V332H{x}Z", fill)
        s.path(
            (f"M{x} {y}h{w}v34q-6 18 -12 0q-8 -14 -16 8q-8 18 -18 -6q-10 -14 -18 6q-4 6 -{w - 64} -10Z"),
            t.light,
        )
    s.path("M70 330H330Q326 346 306 346H94Q74 346 70 330Z", WOOD)


@picture("vase", floor=350, reach=85)
def vase(s: Sketch) -> None:
    """A vase with a few stems."""
    t, cut = s.tone, s.pick("cut", ("belly", "slim", "jug"))
    s.line("M200 190Q196 120 168 74M200 190Q206 110 238 62M200 190Q214 140 276 106", LEAF_DARK, 4)
    bloom = s.pick("bloom", ("#f2a3b5", "#f3c64f", "#f6ead9", "#e2806a"))
    for x, y in ((168, 70), (240, 58), (280, 102)):
        for dx, dy in ((0, -13), (12, -4), (8, 11), (-8, 11), (-12, -4)):
            s.oval(x + dx, y + dy, 9, fill=bloom)
        s.oval(x, y, 8, fill="#d9963a")
    s.path("M196 132Q168 136 156 112Q184 104 196 132ZM212 130Q226 108 248 118Q238 142 212 130Z", LEAF)
    d = {
        "belly": (
            "M168 160H232Q226 188 262 218Q302 262 262 322Q254 346 230 346H170Q146 346 138 322"
            "Q98 262 138 218Q174 188 168 160Z"
        ),
        "slim": "M160 156H240Q226 196 246 236Q262 290 244 346H156Q138 290 154 236Q174 196 160 156Z",
        "jug": "M152 160H248Q238 180 258 206Q286 250 270 346H130Q114 250 142 206Q162 180 152 160Z",
    }[cut]
    s.path(d)
    with s.inside(d):
        look = s.pick("look", ("bands", "dip", "plain", "lines"))
        if look == "bands":
            y = s.span("band", 236, 270)
            s.flat(f"M90 {y}H310V{y + 14}H90ZM90 {y + 22}H310V{y + 28}H90Z", t.accent)
        elif look == "dip":
            s.flat("M90 286Q200 260 310 286V360H90Z", t.accent)
        elif look == "lines":
            s.line(
                "".join(f"M200 150Q{200 + n * 60} 250 {200 + n * 22} 350" for n in (-2, -1, 0, 1, 2)),
                width=2.5,
            )
        s.shade("M232 150Q300 250 240 350H320V150Z", 0.12)
        s.shine("M150 232Q128 264 144 306Q120 270 138 234Z", 0.4)
    s.oval(200, 158, 48 if cut == "jug" else 36, 8, t.dark)


@picture("frame", floor=348, reach=110)
def frame(s: Sketch) -> None:
    """A picture in its frame."""
    wide = s.span("border", 16, 28)
    s.rect(84, 54, 232, 288, 4)
    s.shade("M316 54V342H84L106 320H294V76Z", 0.12)
    s.rect(84 + wide, 54 + wide, 232 - 2 * wide, 288 - 2 * wide, 2, PAPER)
    gap = wide + 24
    x, y, w, h = 84 + gap, 54 + gap, 232 - 2 * gap, 288 - 2 * gap
    s.rect(x, y, w, h, 0, "#dfe9ea")
    with s.inside(f"M{x} {y}h{w}v{h}h-{w}z"):
        art = s.pick("art", ("hills", "leaf", "shapes"))
        if art == "hills":
            s.flat(f"M{x} {y}h{w}v{h}h-{w}z", "#f6dfc0")
            s.dot(x + w * 0.65, y + h * 0.36, 24, "#e58a5c")
            s.flat(f"M{x} {y + h}V220Q180 170 230 216T330 200V{y + h}Z", "#6f9c94")
            s.flat(f"M{x} {y + h}V256Q190 220 330 262V{y + h}Z", "#3f6a73")
        elif art == "leaf":
            s.line("M200 300V120", LEAF_DARK, 4)
            with s.mirrored():
                s.flat(
                    "M200 266Q150 262 148 220Q194 226 200 266ZM200 220Q158 214 158 176Q196 184 200 220Z"
                    "M200 174Q172 166 174 138Q198 146 200 174Z",
                    LEAF,
                )
        else:
            s.flat("M130 230A60 60 0 0 1 250 230V320H130Z", "#e2806a")
            s.dot(232, 162, 32, "#f2c14e")
            s.flat("M180 320A50 50 0 0 1 280 300V330H180Z", "#4f7f8f")
    s.shine("M112 82H170L112 180Z", 0.25)


@picture("clock", floor=346, reach=100)
def clock(s: Sketch) -> None:
    """A wall clock or an alarm clock."""
    t, alarm = s.tone, s.pick("alarm", (True, False))
    if alarm:
        s.line("M132 296L108 338M268 296L292 338", t.edge, 17)
        s.line("M132 296L108 338M268 296L292 338", t.dark, 11)
        with s.mirrored():
            s.path("M92 128Q80 76 128 62Q166 56 174 86Z", t.accent)
        s.cord("M170 62Q200 34 230 62", STEEL, 6)
    y, r = (204, 126) if alarm else (196, 142)
    s.oval(200, y, r)
    s.oval(200, y, r - 20, fill=s.pick("dial", (PAPER, "#f3ead8", "#e9f0f2")))
    for n in range(12):
        with s.placed(f"rotate({n * 30} 200 {y})"):
            big = n % 3 == 0
            s.line(f"M200 {y - r + 30}v{14 if big else 7}", INK, 6 if big else 3)
    s.line(f"M200 {y}L{s.span('hour', 146, 164)} {y - 34}", INK, 8)
    s.line(f"M200 {y}L{s.span('minute', 234, 262)} {y - 62}", INK, 6)
    s.line(f"M200 {y + 22}L196 {y - 84}", "#d9534a", 3)
    s.dot(200, y, 8, "#d9534a")
    s.shine(f"M112 {y - 20}Q120 {y - 84} 184 {y - 100}Q138 {y - 76} 124 {y - 16}Z", 0.35)


@picture("plant", floor=350, reach=90)
def plant(s: Sketch) -> None:
    """A potted plant; the pot has the colour."""
    t, what = s.tone, s.pick("what", ("monstera", "snake", "cactus", "trailing"))
    if what == "snake":
        for x, top, lean in ((170, 90, -26), (200, 54, 4), (232, 82, 28), (186, 120, -50), (216, 126, 52)):
            s.path(
                (
                    f"M{x - 14} 240Q{x - 18 + lean // 2} 150 {x + lean} {top}"
                    f"Q{x + 22 + lean // 2} 160 {x + 14} 240Z"
                ),
                LEAF,
            )
            s.line(f"M{x} 236Q{x + lean // 2} 160 {x + lean} {top + 24}", "#cfdc8f", 3)
    elif what == "cactus":
        s.path("M164 250V120Q164 70 200 70Q236 70 236 120V250Z", LEAF)
        s.path(
            ("M166 190H136Q112 190 112 164V144Q112 128 124 128Q136 128 136 144V158Q136 166 146 166H166Z"),
            LEAF,
        )
        s.path(
            ("M234 174H258Q284 174 284 148V126Q284 110 272 110Q260 110 260 126V142Q260 150 250 150H234Z"),
            LEAF,
        )
        s.line("M184 96V240M200 90V240M216 96V240", LEAF_DARK, 2, "8 8")
        s.path("M200 74q-18 -4 -16 -22q12 0 16 10q4 -10 16 -10q2 18 -16 22Z", "#f0a2b7")
    elif what == "monstera":
        stems = ((118, 150, -40), (284, 144, 40), (164, 86, -14), (244, 92, 16))
        for x, y, _ in stems:
            s.line(f"M200 246Q{(x + 200) // 2} 190 {x} {y}", LEAF_DARK, 5)
        for x, y, turn in stems:
            with s.placed(f"translate({x} {y}) rotate({turn})"):
                s.path("M0 44Q-48 30 -44 -12Q-30 -44 0 -48Q30 -44 44 -12Q48 30 0 44Z", LEAF)
                s.line("M0 40V-36M0 20L-26 4M0 20L26 4M0 -2L-24 -20M0 -2L24 -20", LEAF_DARK, 3)
    else:
        for d in (
            "M180 236Q96 180 100 300",
            "M220 236Q304 176 306 316",
            "M200 236Q160 120 130 130",
            "M204 236Q240 110 276 134",
            "M200 236Q196 140 204 84",
        ):
            s.line(d, LEAF_DARK, 4)
        for x, y in (
            (100, 296),
            (106, 250),
            (124, 212),
            (306, 312),
            (302, 262),
            (284, 216),
            (130, 130),
            (158, 158),
            (276, 134),
            (248, 158),
            (204, 84),
            (190, 124),
            (214, 150),
            (176, 196),
            (226, 198),
        ):
            s.path(f"M{x} {y + 14}q-20 -10 -14 -26q14 -4 14 6q2 -10 14 -6q6 16 -14 26Z", LEAF)
    body = "M128 246H272L252 334Q250 346 238 346H162Q150 346 148 334Z"
    s.path(body)
    with s.inside(body):
        if s.pick("pot", (True, False)):
            s.flat(f"M120 {s.span('band', 286, 302)}H280V{s.span('band', 286, 302) + 18}H120Z", t.accent)
        s.shade("M244 246H280V350H226Q248 300 244 246Z", 0.13)
    s.rect(118, 230, 164, 30, 8, t.light)
