"""Jackets, coats and vests."""

from __future__ import annotations

from .palette import BRASS, STEEL
from .sketch import Sketch, picture
from .tops import SLEEVE, rib_hem, sleeves, trunk


@picture("jacket", reach=120, woven=True)
def jacket(s: Sketch) -> None:
    """A short jacket: a shell with a hood, a quilted one or a bomber."""
    t, cut = s.tone, s.pick("cut", ("shell", "quilted", "bomber"))
    if cut == "shell":
        s.path("M146 86Q140 44 200 42Q260 44 254 86Q200 104 146 86Z", t.dark)
        s.path("M162 86Q160 60 200 58Q240 60 238 86Q200 112 162 86Z", t.deep)
    sleeves(s, SLEEVE, t.dark if cut != "shell" else None)
    body = trunk(s, 322, 4, 100)
    if cut == "quilted":
        with s.inside(body):
            rows = "".join(f"M104 {y}Q152 {y + 12} 200 {y}Q248 {y + 12} 296 {y}" for y in range(118, 320, 34))
            s.line(rows)
        with s.mirrored():
            s.line("M90 150Q110 160 128 156M80 190Q104 202 126 196M72 232Q92 242 112 238")
    elif cut == "shell":
        s.flat(
            (
                "M114 92Q125 116 124 146Q200 162 276 146Q275 116 286 92Q266 82 246 72Q200 122 154 72"
                "Q134 82 114 92Z"
            ),
            t.accent if s.pick("yoke", (True, False)) else t.light,
            0.85,
        )
    collar = t.dark if cut == "bomber" else t.base
    with s.mirrored():
        s.path("M200 104L200 128Q164 118 152 84L158 66Q168 98 200 104Z", collar)
        s.line("M140 246L152 292" if cut != "bomber" else "M142 250L164 286", width=4)
    if cut == "bomber":
        rib_hem(s, 324, t.dark)
    s.line("M200 106V328", STEEL, 5)
    s.line("M200 106V328", t.edge, 2, "2 4")
    s.rect(196, 118, 8, 18, 3, BRASS if s.pick("pull", (True, False)) else t.accent)
    if s.pick("chest", (True, False)):
        s.line("M222 186h36", width=4)


@picture("coat", floor=358, reach=110, woven=True)
def coat(s: Sketch) -> None:
    """A long coat with lapels, single or double breasted, some with a belt."""
    t, hem = s.tone, s.span("hem", 340, 352)
    with s.placed("translate(0 -22)"):
        sleeves(s, SLEEVE)
        with s.mirrored():
            s.line("M62 276L108 286")
        hem += 22
        trunk(s, hem, s.span("flare", 6, 14), 150, True)
        s.line(f"M200 150V{hem + 4}")
        with s.mirrored():
            s.path("M154 72L200 152L188 176L138 136L150 124L134 116Z", t.light if s.tone.mixed else t.dark)
            s.path("M132 246L172 252L170 266L132 260Z", t.dark)
        double = s.pick("breast", (True, False))
        for y in (190, 228, 300) if double else (188, 220, 292):
            for x in (184, 216) if double else (209,):
                s.oval(x, y, 6, fill=t.accent)
        if s.pick("belt", (True, False)):
            s.path("M121 256Q200 266 279 256L280 278Q200 288 120 278Z", t.dark)
            s.rect(184, 256, 34, 30, 5, BRASS)
            s.rect(192, 264, 18, 14, 2, t.dark)


@picture("vest", reach=105, woven=True)
def vest(s: Sketch) -> None:
    """A sleeveless quilted vest with a zip."""
    t, step = s.tone, s.span("step", 28, 38)
    body = trunk(s, 328, 0, 98)
    with s.inside(body):
        s.line("".join(f"M104 {y}Q200 {y + 14} 296 {y}" for y in range(128, 326, step)))
    with s.mirrored():
        s.line("M116 94Q130 132 126 172", t.accent, 5)
        s.path("M200 100L200 126Q164 116 151 84L156 58Q166 94 200 100Z", t.dark)
        s.line("M142 262L158 304" if s.pick("pocket", (True, False)) else "M140 272h40", t.edge, 5)
    s.line("M200 104V334", STEEL, 5)
    s.line("M200 104V334", t.edge, 2, "2 4")
    s.rect(196, 116, 8, 18, 3, BRASS)
