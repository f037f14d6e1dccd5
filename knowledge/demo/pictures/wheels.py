"""Cycling, skating and what protects the head."""

from __future__ import annotations

from .palette import INK, PAPER, RUBBER, STEEL, STEEL_DARK, WOOD
from .sketch import Sketch, picture


@picture("bike", floor=322, reach=165)
def bike(s: Sketch) -> None:
    """A bicycle: city, road or with fat tyres."""
    t, cut = s.tone, s.pick("cut", ("city", "road", "mountain"))
    tyre = {"city": 8, "road": 6, "mountain": 13}[cut]
    for x in (104, 298):
        s.line(f"M{x - 66} 246A66 66 0 1 1 {x + 66} 246A66 66 0 1 1 {x - 66} 246Z", RUBBER, tyre)
        s.line(f"M{x - 58} 246A58 58 0 1 1 {x + 58} 246A58 58 0 1 1 {x - 58} 246Z", STEEL, 4)
        for turn in range(0, 180, 30):
            with s.placed(f"rotate({turn + s.span('spoke', 0, 20)} {x} 246)"):
                s.line(f"M{x - 56} 246H{x + 56}", STEEL_DARK, 1.5)
    if cut == "city":
        s.line("M34 238A72 72 0 0 1 150 188M226 236A74 74 0 0 1 352 196", t.dark, 7)
    step = cut == "city" and s.pick("step", (True, False))
    frame = "M104 246L150 150M186 252L104 246M150 150L186 252L274 168M264 138L298 246"
    frame += "M166 198L268 156" if step else "M154 158L266 146"
    s.line(frame, t.edge, 15)
    s.line(frame, t.base, 10)
    s.line("M150 150L142 124", STEEL, 8)
    s.path(
        "M112 116Q140 108 174 116Q178 126 160 128L124 130Q110 126 112 116Z",
        s.pick("saddle", (RUBBER, "#9a6239")),
    )
    if cut == "road":
        s.line("M262 134L258 112L290 106Q318 116 304 142Q294 150 282 144", RUBBER, 9)
    else:
        s.line("M264 138L256 102L226 96" if cut == "city" else "M264 138L258 108L290 100", STEEL, 8)
        s.line("M240 99L222 95" if cut == "city" else "M276 104L294 99", RUBBER, 12)
    s.oval(186, 252, 19, fill=STEEL)
    s.line("M186 252L200 284M190 286h22", INK, 7)
    for x in (104, 298):
        s.oval(x, 246, 9, fill=STEEL)
    if cut == "city":
        s.path("M270 148L340 146L330 194H282Z", WOOD)
        s.line("M276 162H336M279 178H333M292 148L296 192M314 148L314 192", "#a87647", 3)
        s.oval(276, 128, 10, fill="#fff3c4")


@picture("helmet", floor=322, reach=130)
def helmet(s: Sketch) -> None:
    """A helmet with vents, or a smooth one with a visor."""
    t = s.tone
    vents = s.pick("cut", ("vents", "smooth")) == "vents"
    s.line("M112 250Q150 330 190 318M270 254Q232 322 190 318", t.edge, 11)
    s.line("M112 250Q150 330 190 318M270 254Q232 322 190 318", RUBBER, 6)
    s.rect(176, 306, 30, 22, 6, RUBBER)
    shell = "M58 238Q56 92 204 84Q332 88 344 214Q346 240 322 246Q200 214 84 262Q60 262 58 238Z"
    s.path("M66 236Q70 266 96 268Q200 230 316 256Q340 250 342 226Q200 190 66 236Z", RUBBER)
    s.path(shell)
    with s.inside(shell):
        s.shade("M270 96Q350 130 344 214Q346 240 322 250Q330 150 270 96Z", 0.13)
        if vents:
            for d in (
                "M96 200Q104 146 150 118L160 128Q124 156 118 200Z",
                "M148 188Q152 138 190 108L206 114Q172 144 172 186Z",
                "M206 184Q210 138 232 110L252 118Q230 146 230 186Z",
                "M264 190Q264 152 268 126L288 142Q288 166 286 196Z",
            ):
                s.path(d, t.deep if not t.glassy else INK)
            s.line(f"M56 230Q190 {s.span('line', 176, 196)} 346 222", t.accent, 7)
        else:
            s.line("M204 80Q190 150 196 230", t.accent, 22 if s.pick("band", (True, False)) else 9)
            s.shine("M84 200Q92 140 146 114Q112 148 106 200Z", 0.4)
            s.line("M56 216Q190 176 346 204", width=2.5)
    if not vents:
        s.path("M270 230Q322 226 346 236Q366 252 358 266Q318 252 268 256Z", t.dark)


@picture("skateboard", floor=306, reach=165)
def skateboard(s: Sketch) -> None:
    """A skateboard seen from the side and a little below, with its wheels."""
    t = s.tone
    wheel = s.pick("wheel", ("#f2c14e", "#e2705a", PAPER, "#5fb0a8"))
    with s.placed(f"rotate({s.span('lean', -24, -16)} 200 200)"):
        d = "M24 200Q24 148 82 148H318Q376 148 376 200Q376 252 318 252H82Q24 252 24 200Z"
        s.path(d)
        with s.inside(d):
            art = s.pick("art", ("bolt", "stripes", "sun", "waves"))
            if art == "bolt":
                s.path("M176 140L250 140L222 190H262L150 264L178 210H140Z", t.accent)
            elif art == "stripes":
                s.flat(
                    "M170 140H196L166 260H140ZM212 140H226L196 260H182ZM242 140H268L238 260H212Z", t.accent
                )
            elif art == "sun":
                s.dot(200, 200, 32, t.accent)
                s.line(
                    (
                        "M200 152V162M200 238V248M152 200H162M238 200H248M166 166l7 7M234 166l-7 7M166 234"
                        "l7 -7M234 234l-7 -7"
                    ),
                    t.accent,
                    6,
                )
            else:
                for y in (176, 204, 232):
                    s.line(f"M130 {y}q18 -18 35 0t35 0t35 0t35 0", t.accent, 8)
            s.shade("M24 214Q200 226 376 214V260H24Z", 0.12)
        for x in (92, 308):
            s.rect(x - 22, 176, 44, 48, 8, STEEL)
            s.line(f"M{x} 140V260", t.edge, 15)
            s.line(f"M{x} 140V260", STEEL_DARK, 10)
            for y in (134, 242):
                s.rect(x - 18, y, 36, 24, 9, wheel)
            s.line(f"M{x - 12} 184h.1M{x + 12} 184h.1M{x - 12} 216h.1M{x + 12} 216h.1", INK, 5)
