"""Things for small children."""

from __future__ import annotations

from .palette import INK, PAPER, RUBBER, SCREEN, STEEL, STEEL_DARK
from .sketch import Sketch, picture


@picture("stroller", floor=344, reach=140)
def stroller(s: Sketch) -> None:
    """A pushchair or a pram with a hood."""
    t = s.tone
    frame = "M76 96Q50 92 52 116M74 98L262 300M262 196L118 304M118 304H262"
    s.line(frame, t.edge, 13)
    s.line(frame, STEEL, 8)
    s.line("M52 92h30", RUBBER, 14)
    if s.pick("cut", ("pram", "seat")) == "pram":
        s.path("M104 176H334Q334 262 250 264H180Q108 262 104 176Z")
        s.path("M210 176Q212 66 314 78Q350 120 340 176Z", t.dark)
        s.line("M214 172Q240 90 314 80M214 172Q290 110 336 118", width=3)
        s.path("M98 166H216V184H98Z", t.accent)
        s.shade("M110 210Q124 262 180 264H250Q320 262 332 210Q230 240 110 210Z", 0.12)
    else:
        s.path("M150 196Q140 110 196 72Q286 66 318 150L240 176L196 252L160 236Z", t.dark)
        s.path("M168 84Q250 46 312 104Q330 132 330 156Q250 120 160 152Z")
        s.line("M196 72Q190 104 186 140M252 66Q250 96 246 130", width=3)
        s.path("M160 160Q180 160 190 216L276 224Q296 226 294 244L290 256H182Q158 256 152 230Z", t.light)
        s.cord("M284 236L316 286", t.accent, 9)
        s.line("M214 190H296", RUBBER, 12)
    for x, r in ((112, 38), (268, s.pick("wheel", (30, 38)))):
        y = 342 - r
        s.oval(x, y, r, fill=RUBBER)
        s.oval(x, y, r - 13, fill=PAPER)
        s.oval(x, y, 7, fill=t.accent)
    s.rect(126, s.span("basket", 276, 284), 116, 26, 8, t.deep)


@picture("baby_bottle", floor=352, reach=75, title="baby bottle")
def baby_bottle(s: Sketch) -> None:
    """A feeding bottle with a teat; ring and print have the colour."""
    t, handles = s.tone, s.pick("handles", (True, False))
    s.path("M174 96Q180 78 188 66Q186 36 200 36Q214 36 212 66Q220 78 226 96Z", "#f3d9b8")
    s.path("M158 114Q160 92 200 90Q240 92 242 114Z", "#f3d9b8")
    if handles:
        with s.mirrored():
            s.line("M150 150Q84 140 88 206Q92 250 140 240", t.edge, 19)
            s.line("M150 150Q84 140 88 206Q92 250 140 240", t.dark, 13)
    d = (
        "M150 146H250Q268 160 266 190Q254 224 266 258V322Q266 348 240 348H160Q134 348 134 322"
        "V258Q146 224 134 190Q132 160 150 146Z"
    )
    s.path(d, "#eef6f8")
    level = s.span("milk", 190, 232)
    with s.inside(d):
        s.flat(f"M120 {level}H280V350H120Z", "#fffdf6")
        s.shade(f"M120 {level}H280V{level + 7}H120Z", 0.07)
        s.shade("M240 140H280V350H230Q254 250 240 140Z", 0.08)
    s.line(d, t.edge, 3)
    s.line("M234 204h16M240 226h12M240 248h12M234 270h16M240 292h12", STEEL_DARK, 3)
    s.rect(138, 110, 124, 40, 10)
    s.line("".join(f"M{x} 118v24" for x in range(154, 256, 13)), width=2.5)
    print_ = s.pick("print", ("stars", "heart", "moon"))
    if print_ == "stars":
        for x, y in ((172, 250), (202, 286), (168, 312)):
            s.flat(
                f"M{x} {y - 14}l4 9l10 1l-7 7l2 10l-9 -5l-9 5l2 -10l-7 -7l10 -1Z",
                t.base if not t.glassy else "#8fc1d4",
            )
    elif print_ == "heart":
        s.flat(
            "M188 312q-40 -28 -30 -50q16 -16 30 4q14 -20 30 -4q10 22 -30 50Z",
            t.base if not t.glassy else "#8fc1d4",
        )
    else:
        s.flat("M196 250a34 34 0 1 0 22 54a38 38 0 0 1 -22 -54Z", t.base if not t.glassy else "#8fc1d4")


@picture("baby_monitor", floor=340, reach=130, title="baby monitor")
def baby_monitor(s: Sketch) -> None:
    """A camera and a screen for listening to a sleeping child."""
    t = s.tone
    s.path("M64 330Q66 300 116 298Q166 300 168 330Z", t.dark)
    s.rect(104, 268, 24, 36, 4, t.dark)
    s.oval(116, 218, 62)
    s.oval(116, 218, 42, fill=SCREEN)
    s.oval(116, 218, 22, fill="#41628a")
    s.dot(108, 208, 7, "#ffffff", 0.8)
    if s.pick("ears", (True, False)):
        with s.placed("translate(0 0)"):
            s.oval(74, 162, 18, fill=t.light)
            s.oval(158, 162, 18, fill=t.light)
    s.cord("M306 108V58", t.dark, 8)
    s.rect(196, 104, 148, 232, 24)
    s.rect(210, 120, 120, 96, 8, SCREEN)
    s.flat("M216 176h108v34h-108z", "#5f7fa6")
    s.oval(s.span("head", 246, 262), 172, 17, 16, "#f0cfae")
    s.path("M266 162Q300 164 318 186V208H252Q250 180 266 162Z", t.accent)
    s.line("M292 136q6 -8 14 0M286 130q12 -14 26 0", PAPER, 3)
    s.oval(270, 258, 24, fill=t.light)
    s.line("M270 244v6M270 266v6M256 258h6M278 258h6", t.edge, 4)
    for n in range(4):
        s.dot(240 + n * 20, 308, 5, "#7be0a0" if n < s.span("sound", 1, 3) else t.line)


@picture("bib", floor=342, reach=105, woven=True)
def bib(s: Sketch) -> None:
    """A bib with an animal, a pattern or a pocket."""
    t = s.tone
    d = (
        "M134 60Q112 84 116 128Q82 150 82 214Q82 330 200 334Q318 330 318 214Q318 150 284 128Q288 84 266 60"
        "Q240 60 244 88Q262 150 200 154Q138 150 156 88Q160 60 134 60Z"
    )
    s.path(d)
    with s.inside(d):
        look = s.pick("look", ("face", "dots", "pocket"))
        if look == "dots":
            for x in range(104, 320, 36):
                for y in range(184 + (x // 36 % 2) * 18, 330, 36):
                    s.dot(x, y, 8, t.accent)
        elif look == "pocket":
            s.path("M70 264Q200 300 330 264V350H70Z", t.accent)
    if look == "face":
        with s.mirrored():
            s.oval(166, 204, 15, fill=t.accent)
        s.oval(200, 238, 46, 42, t.accent)
        with s.mirrored():
            s.dot(184, 230, 5, INK)
        s.path("M192 246h16l-8 8Z", INK)
        s.line("M190 262q10 8 20 0", INK, 3)
    s.line(d, t.accent if look != "face" else t.dark, 7)
    with s.mirrored():
        s.oval(136, s.span("snap", 76, 86), 8, fill=STEEL)
