"""Kitchen things that heat, brew and turn."""

from __future__ import annotations

from .palette import PAPER, RUBBER, SCREEN, STEEL, STEEL_DARK, WOOD
from .sketch import Sketch, picture


@picture("kettle", floor=336, reach=115)
def kettle(s: Sketch) -> None:
    """A kettle on its base, or one for the stove with a hoop handle."""
    t = s.tone
    if s.pick("cut", ("jug", "hoop")) == "hoop":
        grip = s.pick("grip", (WOOD, RUBBER))
        s.cord("M112 196Q96 72 200 70Q304 72 288 196", STEEL, 8)
        s.line("M158 78Q200 64 242 78", t.edge, 23)
        s.line("M158 78Q200 64 242 78", grip, 17)
        s.path("M286 214L346 152L364 166Q338 232 306 276Z", t.dark)
        s.path(
            "M104 186Q120 158 200 156Q280 158 296 186Q336 250 318 310Q314 330 290 330H110"
            "Q86 330 82 310Q64 250 104 186Z"
        )
        s.shade("M284 172Q340 250 318 310Q314 330 290 330H264Q310 260 284 172Z", 0.12)
        s.shine("M112 204Q84 252 98 302Q80 260 98 214Z", 0.4)
        s.path("M138 164Q142 142 200 140Q258 142 262 164Q200 178 138 164Z", t.light)
        s.oval(200, 130, 13, fill=grip)
        return
    s.path("M270 118H304Q336 120 336 154V264Q336 290 310 290H280L276 264H302V150H272Z", RUBBER)
    s.path("M132 108H272L292 304H104Z")
    s.path("M138 108L92 100L78 118L124 190Z", t.dark)
    s.shade("M244 108H272L292 304H252Z", 0.12)
    s.shine("M146 136H160L146 284H130Z", 0.3)
    s.path("M132 108Q140 76 200 74Q262 76 272 108Z", t.dark)
    s.rect(184, 58, 36, 18, 8, RUBBER)
    if s.pick("window", (True, False)):
        s.rect(188, 150, 22, 118, 10, "#cfe6ee")
        low = s.span("water", 186, 230)
        s.flat(f"M190 {low}H208V258Q208 266 199 266Q190 266 190 258Z", "#6fb3d2")
    else:
        s.line("M126 166H276M118 252H284", t.accent, 4)
    s.path("M92 304H304Q312 304 312 314V330H84V314Q84 304 92 304Z", RUBBER)
    s.dot(198, 317, 4, "#7be0a0")


@picture("coffee_machine", floor=344, reach=125, title="coffee machine")
def coffee_machine(s: Sketch) -> None:
    """An espresso machine or a filter machine with its jug."""
    t = s.tone
    if s.pick("cut", ("espresso", "filter")) == "espresso":
        s.rect(80, 302, 240, 40, 10, t.dark)
        s.path("M96 150H304V304H96Z", t.deep)
        s.path("M76 84Q76 64 96 64H304Q324 64 324 84V176H76Z")
        s.shade("M290 64H304Q324 64 324 84V176H290Z", 0.12)
        s.path("M96 64L104 46H296L304 64Z", STEEL)
        for n in range(3):
            s.oval(112 + n * 34, 106, 11, fill=(t.accent, PAPER, PAPER)[n])
        s.oval(272, 110, 26, fill=PAPER)
        s.line(f"M272 110l{s.span('dial', -12, 14)} -14", "#d9534a", 3)
        s.path("M150 176H250L242 200H158Z", STEEL)
        s.cord("M150 188H92", s.pick("grip", (WOOD, RUBBER)), 13)
        s.path("M184 200H216L210 216H190Z", STEEL_DARK)
        s.line("M194 218V246M206 218V246", "#6b432c", 4)
        s.path("M162 246H238V270Q238 298 212 298H188Q162 298 162 270Z", PAPER)
        s.line("M238 256q22 0 20 16t-24 14", t.edge, 4)
        s.line("M304 176v54q0 14 -14 16", STEEL, 7)
        s.line("M100 322H300", t.line, 4, "8 7")
    else:
        s.path("M90 56H296Q310 56 310 70V140H90Z")
        s.path("M90 56H150V320H90Z", t.dark)
        s.rect(80, 306, 240, 34, 10, t.base)
        s.path("M164 140H296L280 186H180Z", t.deep)
        s.line("M238 224Q318 214 316 252Q310 288 286 290", t.edge, 17)
        s.line("M238 224Q318 214 316 252Q310 288 286 290", RUBBER, 11)
        jug = "M176 204H282L296 288Q296 304 280 304H178Q162 304 162 288Z"
        s.path(jug, "#e3f1f6")
        with s.inside(jug):
            s.flat(f"M150 {s.span('level', 236, 262)}H310V310H150Z", "#5e3b28")
        s.rect(172, 194, 114, 14, 6, RUBBER)
        s.shine("M184 220H194L186 290H176Z", 0.5)
        s.rect(180, 78, 76, 34, 7, SCREEN)
        s.line("M192 95h20M222 95h22", "#7be0a0", 6)
        s.oval(282, 96, 11, fill=t.accent)
        s.line("M106 90V280", "#cfe6ee", 9)
        s.line(f"M106 {s.span('tank', 130, 190)}V280", "#6fb3d2", 7)


@picture("toaster", floor=326, reach=140)
def toaster(s: Sketch) -> None:
    """A toaster with two slices."""
    t, ready = s.tone, s.span("slices", 0, 26)
    for x in (104, 208):
        with s.placed(f"translate({x} {ready})"):
            s.path("M4 130V66Q-8 36 24 34H64Q96 36 84 66V130Z", "#b87a3f")
            s.flat("M12 130V68Q4 44 26 43H62Q84 44 76 68V130Z", "#f0d29a")
    s.path("M54 176Q54 118 112 118H288Q346 118 346 176V296Q346 312 330 312H70Q54 312 54 296Z")
    s.path("M84 122Q200 138 316 122L306 136Q200 148 94 136Z", t.deep)
    s.shade("M310 122Q346 132 346 176V296Q346 312 330 312H304Q322 210 310 122Z", 0.12)
    s.shine("M70 180Q70 140 104 134Q86 150 86 184V280H70Z", 0.35)
    look = s.pick("look", ("bands", "plate"))
    if look == "bands":
        s.line("M96 176H270M96 262H270", t.light, 5)
    else:
        s.rect(98, 168, 168, 106, 14, t.light)
        s.line("M150 232q32 -44 64 0M150 214q32 -44 64 0", t.dark, 6)
    s.rect(296, 168, 14, 84, 7, t.deep)
    s.rect(286, s.span("lever", 176, 196), 36, 20, 8, RUBBER)
    s.oval(303, 280, 14, fill=t.accent)
    s.line("M303 280l5 -8", t.edge, 3)
    s.rect(76, 310, 40, 12, 5, RUBBER)
    s.rect(284, 310, 40, 12, 5, RUBBER)


@picture("blender", floor=350, reach=95)
def blender(s: Sketch) -> None:
    """A blender with something in its jug."""
    t = s.tone
    fruit = s.pick("fruit", (("#e98fa5", "#c94f6d"), ("#a8cf72", "#6fa044"), ("#f4bf5c", "#df8b3b")))
    s.line("M272 100Q330 96 326 140L310 190Q304 208 268 204", t.edge, 19)
    s.line("M272 100Q330 96 326 140L310 190Q304 208 268 204", RUBBER, 13)
    jug = "M118 80H282L258 238H142Z"
    s.path(jug, "#e6f3f8")
    low = s.span("level", 112, 150)
    with s.inside(jug):
        s.flat(f"M100 {low}Q150 {low - 14} 200 {low}T300 {low}V240H100Z", fruit[0])
        for x, y in ((160, 176), (206, 196), (236, 166), (186, 222), (226, 220)):
            s.dot(x, y, 9, fruit[1])
        s.line("M240 100h30M236 130h30M232 160h28M228 190h26", PAPER, 3)
    s.shine("M134 92H150L166 226H154Z", 0.5)
    s.line("M118 80H282", t.edge, 3)
    s.rect(110, 62, 180, 22, 9, RUBBER)
    s.rect(176, 44, 48, 20, 8, t.accent)
    s.path("M142 238H258L268 262H132Z", STEEL)
    s.path("M128 262H272L296 334Q298 346 284 346H116Q102 346 104 334Z")
    s.shade("M250 262H272L296 334Q298 346 284 346H262Q268 300 250 262Z", 0.12)
    if s.pick("keys", ("dial", "row")) == "dial":
        s.oval(200, 304, 24, fill=STEEL)
        s.line(f"M200 304l{s.span('turn', -12, 12)} -16", "#d9534a", 4)
    else:
        for n in range(4):
            s.rect(142 + n * 31, 294, 23, 18, 5, (t.accent, STEEL, STEEL, STEEL)[n])
