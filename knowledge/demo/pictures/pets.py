"""Things for animals."""

from __future__ import annotations

from .palette import INK, PAPER, STEEL, WOOD, WOOD_DARK, shade
from .sketch import Sketch, picture


@picture("pet_bed", floor=320, reach=160, title="pet bed", woven=True)
def pet_bed(s: Sketch) -> None:
    """A padded bed for a dog or a cat."""
    t = s.tone
    s.path("M34 212Q34 128 200 124Q366 128 366 212V252Q362 316 200 318Q38 316 34 252Z", shade=0.08)
    s.path("M34 206Q34 122 200 118Q366 122 366 206Q364 276 200 278Q36 276 34 206Z")
    inner = t.light if not t.mixed else t.parts[4]
    s.path("M74 202Q76 152 200 150Q324 152 326 202Q322 250 200 252Q78 250 74 202Z", inner)
    s.shade("M74 202Q76 152 200 150Q324 152 326 202Q310 172 200 170Q90 172 74 202Z", 0.14)
    look = s.pick("look", ("paw", "bone", "plain"))
    if look == "paw":
        s.flat("M200 208q28 4 24 22q-8 12 -24 6q-16 6 -24 -6q-4 -18 24 -22Z", t.accent)
        for x, y in ((172, 206), (188, 194), (212, 194), (228, 206)):
            s.dot(x, y, 8, t.accent)
    elif look == "bone":
        with s.placed(f"rotate({s.span('turn', -20, 20)} 200 212)"):
            s.path(
                (
                    "M164 204H236Q236 188 250 192Q262 200 254 212Q262 224 250 232Q236 236 236 220H164"
                    "Q164 236 150 232Q138 224 146 212Q138 200 150 192Q164 188 164 204Z"
                ),
                t.accent,
            )
    s.line(
        (
            "M92 140Q102 154 112 160M308 140Q298 154 288 160M60 262Q76 252 96 248M340 262"
            "Q324 252 304 248M200 254V276"
        ),
        width=2.5,
    )
    s.path("M150 260Q200 266 250 260V300Q200 306 150 300Z", t.accent if look == "plain" else t.dark)


@picture("pet_bowl", floor=318, reach=145, title="pet bowl")
def pet_bowl(s: Sketch) -> None:
    """A bowl with food or water and a mark on its front."""
    t, food = s.tone, s.pick("food", ("dry", "water"))
    s.path("M92 190H308L346 296Q348 312 330 312H70Q52 312 54 296Z")
    s.shade("M276 190H308L346 296Q348 312 330 312H292Q300 250 276 190Z", 0.13)
    s.oval(200, 188, 112, 36, t.light)
    s.oval(200, 190, 94, 26, t.deep)
    if food == "dry":
        for x, y in (
            (140, 184),
            (166, 174),
            (194, 168),
            (224, 174),
            (254, 184),
            (156, 194),
            (184, 186),
            (214, 188),
            (240, 198),
            (200, 204),
            (170, 206),
        ):
            s.oval(x, y, 15, 12, s.pick(f"bit {x}", ("#b57b45", "#9c6437", "#c98f57")))
    else:
        s.oval(200, 194, 86, 20, "#9fd0e6")
        s.line("M150 190q20 -8 40 0M206 200q18 -8 36 0", PAPER, 4)
    mark = s.pick("mark", ("paw", "bone", "fish"))
    with s.placed(f"translate(0 {s.span('at', -4, 6)})"):
        if mark == "paw":
            s.flat("M200 258q26 4 22 22q-8 12 -22 6q-14 6 -22 -6q-4 -18 22 -22Z", t.accent)
            for x, y in ((172, 256), (189, 246), (211, 246), (228, 256)):
                s.dot(x, y, 8, t.accent)
        elif mark == "bone":
            s.flat(
                (
                    "M164 260H236Q236 244 250 248Q262 256 254 268Q262 280 250 288Q236 292 236 276H164"
                    "Q164 292 150 288Q138 280 146 268Q138 256 150 248Q164 244 164 260Z"
                ),
                t.accent,
            )
        else:
            s.flat("M150 268Q184 236 226 262L252 246V290L226 274Q184 300 150 268Z", t.accent)
            s.dot(174, 264, 4, t.edge)
    s.line("M58 298H342", t.line, 4)


@picture("leash", floor=336, reach=120)
def leash(s: Sketch) -> None:
    """A dog's lead: a coiled strap or a reel."""
    t = s.tone
    if s.pick("cut", ("strap", "retractable")) == "retractable":
        s.line("M286 226Q344 240 336 300", t.edge, 11)
        s.line("M286 226Q344 240 336 300", t.accent, 7)
        s.path(
            "M118 84H246Q316 88 318 168Q316 250 246 252H208V286Q206 308 184 308H118Q82 304 82 268"
            "V122Q84 86 118 84Z"
        )
        s.path("M124 146Q126 130 142 130H158V262H142Q124 262 124 246Z", t.disc)
        s.oval(232, 168, 52, fill=t.dark)
        s.oval(232, 168, s.span("hub", 18, 30), fill=t.accent)
        s.rect(140, 70, 46, 22, 8, t.accent)
        s.line("M324 300h24v20q-2 18 -18 16", t.edge, 11)
        s.line("M324 300h24v20q-2 18 -18 16", STEEL, 6)
        return
    turns = s.span("turns", 2, 3)
    for n in range(turns):
        wide, high = 112 - n * 24, 92 - n * 20
        ring = f"M{196 - wide} 196A{wide} {high} 0 1 1 {196 + wide} 196A{wide} {high} 0 1 1 {196 - wide} 196Z"
        s.line(ring, t.edge, 21)
        s.line(ring, t.base, 15)
        if s.pick("seam", (True, False)):
            s.stitch(ring, t.light)
        else:
            s.line(ring, t.accent, 4)
    grip = "M146 120Q70 98 92 62Q122 38 168 116"
    s.line(grip, t.edge, 23)
    s.line(grip, t.base, 17)
    s.path("M136 98L180 88L190 128L146 140Z", t.dark)
    s.line("M248 272Q286 286 304 296", t.edge, 21)
    s.line("M248 272Q286 286 304 296", t.base, 15)
    metal = s.pick("metal", (STEEL, "#d9b25c"))
    s.line("M306 296L326 304", t.edge, 17)
    s.line("M306 296L326 304", metal, 12)
    s.line("M330 296Q370 304 362 330Q350 350 326 326Z", t.edge, 13)
    s.line("M330 296Q370 304 362 330Q350 350 326 326Z", metal, 7)


@picture("cat_tree", floor=350, reach=125, title="cat tree")
def cat_tree(s: Sketch) -> None:
    """A scratching tree with platforms, a cave and a toy."""
    t, rope = s.tone, "#e3c796"
    tall = s.span("tall", 94, 112)
    for x, top, low in ((110, tall + 20, 330), (270, 150, 230)):
        s.rect(x, top, 30, low - top, 2, rope)
        s.line("".join(f"M{x} {y}l30 -6" for y in range(top + 14, low, 10)), WOOD, 2.5)
    s.rect(196, 226, 128, 108, 10)
    s.oval(260, 284, 34, fill=t.deep)
    s.rect(70, tall, 110, 24, 12, t.light)
    s.rect(90, 186, 72, 18, 8, t.light)
    s.rect(212, 136, 124, 22, 10, t.accent)
    s.rect(184, 222, 152, 18, 8, t.dark)
    s.rect(62, 328, 276, 18, 6, t.dark)
    s.line("M322 158V196", t.edge, 3)
    s.oval(322, 206, 11, fill=t.parts[0] if not t.glassy else "#e2705a")
    if s.pick("cat", (True, False)):
        s.path(
            f"M92 {tall}Q88 {tall - 42} 122 {tall - 42}Q164 {tall - 40} 164 {tall}Z",
            INK if t.light != INK else WOOD_DARK,
        )
        s.path(
            (
                f"M86 {tall - 40}L84 {tall - 62}L98 {tall - 52}H108L122 {tall - 62}V{tall - 36}"
                f"Q118 {tall - 18} 102 {tall - 18}Q88 {tall - 20} 86 {tall - 40}Z"
            ),
            INK,
        )
        s.line(f"M96 {tall - 38}h.1M110 {tall - 38}h.1", "#f2c14e", 5)
    else:
        s.path(f"M76 {tall + 4}Q80 {tall - 20} 125 {tall - 20}Q170 {tall - 20} 174 {tall + 4}Z", t.base)


@picture("pet_toy", floor=316, reach=130, title="pet toy")
def pet_toy(s: Sketch) -> None:
    """A toy for pets: a bone, a mouse, or a rope with knots."""
    t, what = s.tone, s.pick("what", ("bone", "mouse", "rope"))
    if what == "bone":
        with s.placed(f"rotate({s.span('turn', -30, -16)} 200 200)"):
            s.path(
                "M120 174H280Q278 128 318 132Q352 142 342 174Q364 190 348 222Q330 250 300 240"
                "Q282 230 280 226H120"
                "Q118 272 82 268Q48 258 58 226Q36 210 52 178Q70 150 100 160Q118 170 120 174Z"
            )
            s.shade(
                (
                    "M52 214Q60 264 86 268Q118 270 120 226H280Q300 250 330 238Q350 226 350 206"
                    "Q320 226 280 208H120Q80 226 52 214Z"
                ),
                0.13,
            )
            s.line("M150 186V214M180 186V214M210 186V214M240 186V214", t.accent, 8)
            s.shine("M76 176q10 -12 24 -6q-14 4 -18 14Z", 0.5)
    elif what == "mouse":
        s.line("M318 268Q380 262 366 210Q352 172 322 186", t.edge, 11)
        s.line("M318 268Q380 262 366 210Q352 172 322 186", t.accent, 6)
        s.path("M40 258Q84 142 210 146Q326 156 332 262Q332 300 300 300H90Q48 296 40 258Z")
        s.shade("M46 276Q60 298 90 300H300Q332 300 332 262Q330 246 326 236Q300 286 46 276Z", 0.13)
        s.oval(168, 158, s.span("ear", 38, 46), fill=t.dark)
        s.oval(168, 160, 24, fill=t.accent)
        s.dot(102, 218, 9, INK)
        s.dot(99, 215, 3, "#ffffff")
        s.oval(44, 256, 11, fill="#e98a96")
        s.line("M66 262l-34 18M70 270l-26 24M64 250l-34 -8", t.edge, 2.5)
        s.stitch("M232 156Q262 220 240 296", t.accent)
    else:
        wave = "M84 262Q140 240 156 200Q190 130 246 174Q288 200 318 144"
        s.line(wave, t.edge, 43)
        s.line(wave, t.base, 37)
        s.line(wave, t.accent, 37, "12 26")
        s.line(wave, shade(PAPER, 0.05), 8, "8 16")
        for x, y, turn in ((84, 262, 160), (318, 144, -60)):
            with s.placed(f"translate({x} {y}) rotate({turn})"):
                s.line("M10 -12L54 -26M14 -4L62 -8M14 6L60 10M8 14L52 30", t.accent, 8)
                s.oval(4, 0, 30, fill=t.dark)
                s.line("M-10 -14Q8 -4 0 22M8 -20Q22 -2 14 18", width=3)
