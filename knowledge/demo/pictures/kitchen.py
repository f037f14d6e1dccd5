"""Cookware, tableware and boxes."""

from __future__ import annotations

from .palette import PAPER, RUBBER, STEEL, STEEL_DARK, WOOD, WOOD_DARK, tint
from .sketch import Sketch, picture

GLASS = "#e3f1f6"


@picture("pan", floor=300, reach=140)
def pan(s: Sketch) -> None:
    """A frying pan from above, its handle to the lower right."""
    t, deep = s.tone, s.span("deep", 84, 100)
    grip = s.pick("grip", (WOOD, RUBBER, STEEL))
    with s.placed(f"rotate({s.span('turn', 30, 46)} 200 200) translate(-48 0)"):
        s.path("M290 186H318V214H290Z", STEEL)
        s.path("M312 184Q372 176 420 182Q436 186 436 200Q436 214 420 218Q372 224 312 216Z", grip)
        s.oval(418, 200, 7, fill=t.disc)
        s.oval(190, 200, 130)
        s.oval(190, 200, 112, fill=t.dark)
        s.oval(190, 200, deep, fill=t.deep if t.deep[:4] != "#fff" else t.dark)
    inside = s.pick("inside", ("rings", "ribs", "egg"))
    if inside == "rings":
        s.line(
            (
                "M110 194A52 52 0 1 1 214 194A52 52 0 1 1 110 194ZM134 194A28 28 0 1 1 190 194"
                "A28 28 0 1 1 134 194Z"
            ),
            width=2.5,
        )
    elif inside == "ribs":
        s.line("M106 160H222M98 184H228M98 208H226M110 232H214", width=4)
    else:
        s.path(
            ("M120 186Q122 140 164 148Q206 140 208 180Q220 224 180 228Q146 248 128 222Q104 208 120 186Z"),
            "#fdfaf2",
        )
        s.oval(162, 188, 22, fill="#f5b83d")
        s.shine("M150 182q4 -10 14 -10q-8 6 -8 14Z", 0.6)
    s.shine("M70 170Q86 104 150 86Q102 118 86 176Z", 0.3)


@picture("pot", floor=328, reach=135)
def pot(s: Sketch) -> None:
    """A cooking pot with a lid and two handles."""
    t, high = s.tone, s.span("high", 170, 196)
    with s.mirrored():
        s.path(
            (
                f"M88 {high + 18}H62Q44 {high + 18} 44 {high + 34}Q44 {high + 50} 62 {high + 50}H90"
                f"V{high + 36}H66V{high + 32}H88Z"
            ),
            t.dark,
        )
    s.path(f"M82 {high}H318V284Q318 322 280 322H120Q82 322 82 284Z")
    s.shade(f"M286 {high}H318V284Q318 322 280 322H262Q290 290 286 {high}Z", 0.12)
    s.shine(f"M100 {high + 22}H116V280Q116 292 124 300Q100 296 100 274Z", 0.3)
    s.path(
        f"M74 {high}Q82 {high - 62} 200 {high - 66}Q318 {high - 62} 326 {high}Z",
        GLASS if s.pick("lid", (0, 1, 1)) == 0 else t.light,
    )
    s.line(f"M100 {high - 18}Q124 {high - 46} 170 {high - 50}", PAPER, 5)
    s.rect(70, high - 6, 260, 14, 7, t.dark)
    knob = s.pick("knob", (STEEL, "#d9b25c", RUBBER))
    s.path(f"M190 {high - 64}V{high - 76}H210V{high - 64}Z", knob)
    s.rect(174, high - 94, 52, 20, 10, knob)


@picture("knife", floor=330, reach=120)
def knife(s: Sketch) -> None:
    """A kitchen knife, point up, laid at a slant."""
    wide = s.span("blade", 34, 52)
    with s.placed("rotate(34 200 200)"):
        s.path(f"M186 236V38Q{192 + wide} 90 {190 + wide} 220Q{190 + wide} 236 {182 + wide} 236Z", "#e1e7ec")
        s.flat(
            (
                f"M{170 + wide} 120Q{182 + wide} 170 {180 + wide} 234H{190 + wide}V200"
                f"Q{190 + wide} 150 {176 + wide} 110Z"
            ),
            "#fff",
            0.8,
        )
        s.line("M192 70V226", STEEL_DARK, 2)
        if s.pick("edge", ("plain", "dimples")) == "dimples":
            for y in (120, 150, 180, 210):
                s.oval(206, y, 5, 9, STEEL)
        s.path("M182 236H228V256H182Z", STEEL)
        s.path("M184 256H224Q226 300 230 340Q236 372 212 372Q188 372 186 340Z")
        s.shade("M212 256H224Q226 300 230 340Q236 372 212 372Q222 340 212 256Z", 0.15)
        for y in (280, 310, 340):
            s.oval(206, y, 5, fill=STEEL)


@picture("mug", floor=322, reach=110)
def mug(s: Sketch) -> None:
    """A mug, some with a glazed rim, dots or stripes, some steaming."""
    t, top = s.tone, s.span("top", 112, 130)
    s.line("M276 168Q344 160 340 216Q336 270 268 270", t.edge, 27)
    s.line("M276 168Q344 160 340 216Q336 270 268 270", t.base, 21)
    d = f"M84 {top}H288V270Q288 316 244 316H128Q84 316 84 270Z"
    s.path(d)
    look = s.pick("look", ("dip", "dots", "stripes", "plain", "hills"))
    with s.inside(d):
        if look == "dip":
            s.flat("M80 256Q130 236 180 252T292 244V330H80Z", t.accent)
        elif look == "dots":
            for x, y in (
                (118, 176),
                (164, 176),
                (210, 176),
                (256, 176),
                (140, 214),
                (187, 214),
                (234, 214),
                (118, 252),
                (164, 252),
                (210, 252),
                (256, 252),
            ):
                s.dot(x, y, 9, t.accent)
        elif look == "stripes":
            s.flat("M80 180H292V196H80ZM80 212H292V222H80Z", t.accent)
        elif look == "hills":
            s.flat("M80 280L130 210L164 254L206 192L292 290V330H80Z", t.accent)
        s.shade("M258 100H292V330H230Q266 300 258 100Z", 0.1)
        s.shine("M100 150H114V262Q114 276 120 284Q100 280 100 260Z", 0.3)
    s.oval(186, top, 102, 22, t.light)
    s.oval(186, top + 3, 88, 15, s.pick("drink", ("#5e3b28", "#8a5a3a", "#b98552")))
    s.line("M160 86q-12 -14 0 -28t0 -26M204 90q-12 -14 0 -28t0 -26", "#ffffff", 5)


@picture("plate", floor=344, reach=120)
def plate(s: Sketch) -> None:
    """A plate from above with a rim."""
    t, rim = s.tone, s.pick("rim", ("line", "dots", "leaf", "plain"))
    s.oval(200, 200, 144)
    s.shade("M200 344A144 144 0 0 0 344 200Q330 300 200 344Z", 0.1)
    s.oval(200, 200, s.span("well", 90, 100), fill=t.light)
    s.line("M116 200A84 84 0 0 1 200 116", PAPER, 4)
    if rim == "line":
        s.line("M66 200A134 134 0 1 1 334 200A134 134 0 1 1 66 200Z", t.accent, 6)
    elif rim == "dots":
        s.line("M79 200A121 121 0 1 1 321 200A121 121 0 1 1 79 200Z", t.accent, 13, "0.1 25.24")
    elif rim == "leaf":
        for turn in range(0, 360, 45):
            with s.placed(f"rotate({turn} 200 200)"):
                s.flat("M200 68Q218 78 214 94Q198 90 200 68Z", t.accent)
                s.flat("M196 68Q178 78 182 94Q198 90 196 68Z", t.dark)
    else:
        s.line("M70 200A130 130 0 1 1 330 200A130 130 0 1 1 70 200Z", width=2.5)
    s.shade("M200 284A84 84 0 0 0 284 200Q276 262 200 284Z", 0.08)


@picture("glass", floor=346, reach=85)
def glass(s: Sketch) -> None:
    """A drinking glass: a tumbler or a stemmed one, half filled."""
    t = s.tone
    drink = t.base if not t.glassy else s.pick("drink", ("#f0b35ccc", "#c8485acc", "#8fcbe6cc"))
    if s.pick("cut", ("wine", "tumbler")) == "wine":
        bowl = "M126 60H274Q290 190 200 206Q110 190 126 60Z"
        s.path("M194 200H206V326H194Z", GLASS + "cc")
        s.path("M140 340Q142 322 200 320Q258 322 260 340Z", GLASS + "cc")
        s.path(bowl, GLASS + "b0")
        level = s.span("level", 108, 136)
        with s.inside(bowl):
            s.flat(f"M100 {level}Q200 {level + 12} 300 {level}V220H100Z", drink)
            s.shade("M250 60H300V220H200Q260 180 250 60Z", 0.1)
        s.shine("M142 76H154Q150 140 168 176Q142 150 142 76Z", 0.7)
        s.line("M126 60H274", t.edge, 3)
    else:
        body = "M106 72H294L276 322Q274 342 254 342H146Q126 342 124 322Z"
        s.path(body, GLASS + "b0")
        level = s.span("level", 130, 176)
        with s.inside(body):
            s.flat(f"M90 {level}Q200 {level + 14} 310 {level}V316Q200 326 120 316Z", drink)
            if s.pick("facets", (True, False)):
                s.line(
                    "".join(f"M{x} 210L{200 + (x - 200) * 9 // 10} 330" for x in range(140, 280, 20)),
                    PAPER,
                    3,
                )
            s.shade("M270 72H300V342H236Q268 300 270 72Z", 0.1)
        s.shine("M124 90H138L150 296Q142 300 138 292Z", 0.6)
        s.oval(200, 72, 94, 12, GLASS + "80")


@picture("bottle", floor=352, reach=75)
def bottle(s: Sketch) -> None:
    """A drinking bottle with a cap or a loop."""
    t, cap = s.tone, s.pick("cap", ("loop", "wood", "sport"))
    if cap == "loop":
        s.line("M172 84Q170 44 200 42Q230 44 228 84", t.edge, 14)
        s.line("M172 84Q170 44 200 42Q230 44 228 84", RUBBER, 9)
        s.rect(160, 76, 80, 34, 8, RUBBER)
    elif cap == "wood":
        s.rect(164, 54, 72, 56, 10, WOOD)
        s.line("M172 66V100M184 66V100", WOOD_DARK, 2)
    else:
        s.path("M186 40H214V76H186Z", PAPER)
        s.path("M156 110Q158 70 200 68Q242 70 244 110Z", RUBBER)
    d = (
        "M164 108H236Q238 132 254 142Q270 152 270 176V326Q270 348 248 348H152Q130 348 130 326"
        "V176Q130 152 146 142Q162 132 164 108Z"
    )
    s.path(d)
    look = s.pick("look", ("band", "dip", "hill", "plain"))
    with s.inside(d):
        if look == "band":
            y = s.span("band", 204, 250)
            s.flat(f"M120 {y}H280V{y + 46}H120Z", t.accent)
        elif look == "dip":
            s.flat("M120 270L280 236V360H120Z", t.accent)
        elif look == "hill":
            s.line("M150 268l30 -44l20 24l18 -30l34 50", t.light, 6)
        s.shade("M242 120Q256 150 248 348H280V120Z", 0.14)
        s.shine("M146 176Q146 164 158 158V330H146Z", 0.3)
    s.line("M166 124H234", width=2.5)


@picture("food_box", floor=312, reach=140, title="food box")
def food_box(s: Sketch) -> None:
    """A lunch box or a jar with a lid that clips."""
    t = s.tone
    if s.pick("cut", ("box", "box", "jar")) == "jar":
        s.path(
            "M112 130Q96 142 96 166V282Q96 308 124 308H276Q304 308 304 282V166Q304 142 288 130Z", GLASS + "cc"
        )
        s.flat(
            f"M100 {s.span('level', 184, 214)}H300V282Q300 304 276 304H124Q100 304 100 282Z",
            s.pick("food", ("#d9a066", "#8fae5c", "#c8674a")),
        )
        s.shine("M112 164H126V286Q116 286 112 278Z", 0.6)
        s.rect(104, 88, 192, 46, 12)
        s.line("".join(f"M{x} 98V124" for x in range(122, 290, 16)), width=2.5)
        s.rect(158, 214, 84, 48, 8, PAPER)
        s.line("M172 232h56M172 246h36", STEEL_DARK, 4)
        return
    s.path("M66 186H334L318 290Q315 306 298 306H102Q85 306 82 290Z", t.light)
    split = s.span("split", 150, 214)
    food = s.pick("fill", (("#8fae5c", "#e2705a", "#f2c76b"), ("#f2b257", "#6bb089", "#c98f57")))
    with s.inside("M78 200H322L308 282Q306 294 294 294H106Q94 294 92 282Z"):
        s.flat("M70 200H330V300H70Z", food[1])
        for x, y in ((202, 226), (234, 250), (270, 222), (292, 256), (214, 276), (258, 278)):
            s.dot(x, y, 11, food[2])
        s.flat(f"M70 200H{split}V300H70Z", food[0])
        s.shine("M84 200H150L110 300H84Z", 0.25)
    s.line(f"M{split} 200V294", t.edge, 3)
    s.path("M56 164Q56 138 82 138H318Q344 138 344 164V190H56Z")
    s.shine("M76 152H240V160H76Z", 0.35)
    with s.mirrored():
        s.rect(88, 168, 44, 44, 8, t.accent)
        s.line("M98 196h24", t.edge, 3)


@picture("cutting_board", floor=350, reach=100, title="cutting board")
def cutting_board(s: Sketch) -> None:
    """A board for cutting, with a handle or a hole."""
    t, cut = s.tone, s.pick("cut", ("handle", "hole", "round"))
    if cut == "round":
        d = "M200 110A118 118 0 1 1 180 112V64Q180 46 200 46Q220 46 220 64V112Z"
        d = "M180 114V66Q180 44 200 44Q220 44 220 66V114A118 118 0 1 1 180 114Z"
    elif cut == "handle":
        d = (
            "M110 140Q110 122 128 122H164Q178 118 178 100V62Q178 42 200 42Q222 42 222 62V100"
            "Q222 118 236 122H272Q290 122 290 140V330Q290 348 272 348H128Q110 348 110 330Z"
        )
    else:
        d = "M100 76Q100 54 122 54H278Q300 54 300 76V324Q300 346 278 346H122Q100 346 100 324Z"
    s.path(d)
    with s.inside(d):
        for n in range(5):
            x = 104 + n * 42 + s.span(f"grain {n}", 0, 14)
            s.line(f"M{x} 40Q{x + s.span(f'bend {n}', -14, 14)} 200 {x + 4} 360", t.dark, 3)
        if s.pick("strip", (True, False)):
            s.flat("M252 30H276V360H252Z", t.dark)
        s.shade("M286 40H330V360H278Q296 240 286 40Z", 0.08)
    if cut == "hole":
        s.rect(166, 74, 68, 20, 10, t.disc)
        s.line("M120 120H280V328H120Z", t.dark, 5)
    else:
        s.oval(200, 68, 9, fill=t.disc)
    s.line("M140 330Q200 340 260 330" if cut == "round" else "M122 336H278", tint("#ffffff", 0.1), 2)
