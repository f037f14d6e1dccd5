"""Toys and games."""

from __future__ import annotations

from .palette import INK, PAPER, RUBBER, SKIN, STEEL, WOOD, WOOD_DARK
from .sketch import Sketch, picture


@picture("plush", floor=346, reach=110)
def plush(s: Sketch) -> None:
    """A sitting soft animal: bear, rabbit, cat or elephant."""
    t, animal = s.tone, s.pick("animal", ("bear", "rabbit", "cat", "elephant"))
    inner = t.light if not t.mixed else t.parts[4]
    with s.mirrored():
        if animal == "bear":
            s.oval(138, 84, 30)
            s.oval(138, 86, 15, fill=inner)
        elif animal == "rabbit":
            s.path("M158 112Q120 40 140 24Q172 22 184 104Z")
            s.path("M160 100Q138 52 146 38Q164 42 172 98Z", inner)
        elif animal == "cat":
            s.path("M124 124L122 52Q156 60 176 90Z")
            s.path("M134 104L134 72Q150 76 162 92Z", inner)
        else:
            s.path("M150 90Q78 50 66 120Q64 186 130 178Z")
            s.path("M136 106Q90 84 84 126Q84 164 130 160Z", inner)
    with s.mirrored():
        s.path("M144 210Q92 220 92 270Q98 290 118 284Q140 270 152 244Z", t.dark)
    s.path("M200 186Q276 190 278 272Q276 334 200 336Q124 334 122 272Q124 190 200 186Z")
    s.oval(200, 272, 48, 52, inner)
    with s.mirrored():
        s.oval(130, 316, 36, 30, t.dark if not t.mixed else t.parts[1])
        s.oval(126, 318, 19, 16, inner)
    s.path("M200 72Q286 74 286 144Q280 208 200 210Q120 208 114 144Q114 74 200 72Z")
    if animal == "elephant":
        s.path(
            ("M178 142Q200 132 222 142Q228 200 214 234Q198 250 180 240Q176 226 190 222Q180 190 178 142Z"),
            t.light,
        )
        s.line("M184 176h32M186 192h28M190 208h24", width=2.5)
    else:
        s.oval(200, 166, 38, 28, inner)
        s.path("M186 152Q200 144 214 152Q210 166 200 168Q190 166 186 152Z", INK)
        s.line("M200 168V178M184 180Q192 188 200 178Q208 188 216 180", INK, 3)
    if animal == "cat":
        s.line("M134 160h26M136 174l24 -4M266 160h-26M264 174l-24 -4", t.edge, 2.5)
    with s.mirrored():
        s.dot(160, 134, 9, INK if t.deep != INK else "#15161a")
        s.dot(157, 131, 3, "#ffffff")
        s.dot(144, 160, 10, "#f0a2a8", 0.55)
    extra = s.pick("extra", ("bow", "scarf", "none"))
    if extra == "bow" and animal != "elephant":
        with s.mirrored():
            s.path("M199 214Q168 194 164 212Q164 232 199 218Z", t.accent)
        s.oval(200, 215, 8, fill=t.accent)
    elif extra == "scarf" and animal != "elephant":
        s.path("M142 196Q200 222 258 196L260 216Q200 240 140 216Z", t.accent)
        s.path("M226 218L250 212L258 262L234 266Z", t.accent)


@picture("doll", floor=352, reach=85)
def doll(s: Sketch) -> None:
    """A rag doll in a dress of the colour."""
    t = s.tone
    hair = s.pick("hair", ("#6b432c", "#2f2a2e", "#d99a4a", "#b85a3a"))
    skin = s.pick("skin", (SKIN, "#c98d64", "#8f5d3f", "#f4d4b8"))
    style = s.pick("style", ("plaits", "bun", "bob"))
    if style == "bun":
        s.oval(200, 46, 26, fill=hair)
    elif style == "plaits":
        with s.mirrored():
            for y in (136, 158, 180):
                s.oval(124, y, 15, 14, hair)
            s.rect(114, 192, 20, 10, 4, t.accent)
    else:
        s.path("M118 116Q116 44 200 44Q284 44 282 116V178H118Z", hair)
    with s.mirrored():
        s.cord("M176 286V330", skin, 18)
        s.path("M158 336Q160 322 176 322Q190 322 190 338Q190 350 172 350Q156 350 158 336Z", t.dark)
        s.cord("M150 214L104 250", skin, 16)
        s.path("M166 192Q140 196 122 226L144 246L168 228Z", t.light)
    low = s.span("skirt", 286, 304)
    s.path(f"M160 190H240L276 {low}Q200 {low + 22} 124 {low}Z")
    s.line(f"M128 {low - 12}Q200 {low + 8} 272 {low - 12}", t.accent, 6)
    if s.pick("apron", (True, False)):
        s.path("M176 224H224L240 294Q200 302 160 294Z", PAPER)
        s.path("M200 276q-16 -12 -12 -20q6 -6 12 2q6 -8 12 -2q4 8 -12 20Z", "#e2705a")
    else:
        for y in (216, 238, 260):
            s.oval(200, y, 5, fill=t.accent)
    s.oval(200, 128, 70, 68, skin)
    s.path("M130 124Q128 56 200 54Q272 56 270 124Q240 110 226 82Q190 112 130 124Z", hair)
    s.path("M170 188Q200 204 230 188L224 208Q200 218 176 208Z", PAPER)
    with s.mirrored():
        s.dot(176, 140, 7, INK)
        s.dot(160, 158, 10, "#e98a86", 0.6)
    s.line("M186 164Q200 176 214 164", "#b5473f", 4)


@picture("toy_car", floor=318, reach=150, title="toy car")
def toy_car(s: Sketch) -> None:
    """A toy car, a van or a truck."""
    t, cut = s.tone, s.pick("cut", ("car", "van", "truck"))
    if cut == "car":
        s.path("M112 178Q128 112 160 110H236Q268 112 296 178Z", t.dark)
        s.path("M136 176Q146 132 166 130H194V176ZM210 130H232Q254 134 270 176H210Z", "#cfe6f0")
        s.path("M44 214Q46 178 92 176H300Q352 182 360 226V262Q360 276 346 276H58Q44 276 44 262Z")
        s.oval(350, 226, 10, 13, "#fff0b8")
        s.line("M202 180V270M216 200h18", width=3)
        s.flat("M46 238H360V250H46Z", t.accent)
    elif cut == "van":
        s.path("M48 130Q48 104 76 104H270Q304 106 324 170L352 192V262Q352 276 338 276H62Q48 276 48 262Z")
        s.path("M48 190H352V262Q352 276 338 276H62Q48 276 48 262Z", t.accent)
        s.path("M250 126H268Q286 130 302 180H250ZM160 126H232V180H160ZM70 126H142V180H70Z", "#cfe6f0")
        s.line("M240 126V270", width=3)
        s.oval(342, 222, 9, fill="#fff0b8")
        if s.pick("board", (True, False)):
            s.path("M84 86H250Q264 92 250 98H84Q70 92 84 86Z", WOOD)
    else:
        s.path("M40 240H360V274H40Z", t.dark)
        s.path("M250 146H304Q318 148 328 172L352 212V262H250Z")
        s.path("M270 164H300L320 206H270Z", "#cfe6f0")
        s.path("M40 150H234V244H72Z", t.accent if t.accent != PAPER else "#e2a23f")
        s.line("M84 160V236M128 160V236M172 160V236", t.edge, 3)
        s.path("M70 150Q100 104 140 124Q180 96 214 150Z", WOOD_DARK)
        s.oval(346, 238, 8, fill="#fff0b8")
    for x in (112, 290):
        s.oval(x, 276, s.pick("wheel", (38, 42)), fill=RUBBER)
        s.oval(x, 276, 19, fill=s.pick("hub", (STEEL, PAPER, "#f2c14e")))
        s.oval(x, 276, 6, fill=INK)


@picture("train", floor=318, reach=160)
def train(s: Sketch) -> None:
    """A toy engine on rails."""
    t = s.tone
    s.line("M30 318H370", WOOD_DARK, 8)
    s.line("".join(f"M{x} 322v8" for x in range(46, 370, 30)), WOOD, 14)
    for x, y, r in ((276, 64, 16), (s.span("smoke", 236, 256), 48, 22), (206, 56, 15)):
        s.oval(x, y, r, fill="#ffffffcc")
    s.path("M276 96H318L308 150H286Z", t.dark)
    s.rect(268, 84, 58, 16, 6, t.accent)
    s.path("M190 176Q190 148 216 148H316Q350 150 352 200Q350 250 316 252H190Z")
    s.shade("M190 226H346Q338 250 316 252H190Z", 0.13)
    s.line("M226 150V250M312 150V250", t.accent, 7)
    s.path("M60 104H204V262H60Z", t.accent if not t.mixed else t.parts[2])
    s.path("M84 128H180V186H84Z", "#cfe6f0")
    s.line("M132 128V186")
    s.path("M44 84H220L210 108H54Z", t.dark)
    if s.pick("bell", (True, False)):
        s.path("M236 148Q236 122 250 122Q264 122 264 148Z", "#d9b25c")
    else:
        s.path("M232 150V136H266V150Z", t.dark)
    s.path("M48 250H352L376 296H330L320 274H48Z", t.dark)
    for x, r in ((98, 40), (190, 40), (284, 30)):
        s.oval(x, 316 - r, r, fill=s.pick("wheel", ("#c9493f", t.light, INK)))
        s.oval(x, 316 - r, r // 3, fill="#d9b25c")
    s.line("M98 276L190 276L284 282", STEEL, 8)
    s.oval(352, 198, 10, 18, "#fff0b8")
