"""Dresses and clothes for the legs."""

from __future__ import annotations

from .palette import BRASS, PAPER
from .sketch import Sketch, picture


def spread(x0: int, x1: int, y0: int, y1: int, step: int) -> list[tuple[int, int]]:
    """Places of a staggered spot pattern."""
    return [
        (x + (step // 2 if row % 2 else 0), y)
        for row, y in enumerate(range(y0, y1, step))
        for x in range(x0, x1, step)
    ]


@picture("dress", floor=358, reach=110, woven=True)
def dress(s: Sketch) -> None:
    """A dress with a fitted top and a wide skirt."""
    t, wide = s.tone, s.span("wide", 96, 124)
    left, right = 200 - wide, 200 + wide
    skirt = f"L242 178Q274 260 {right} 334Q200 362 {left} 334Q126 260 158 178L144 130"
    top = s.pick("top", ("straps", "short", "wrap"))
    if top == "straps":
        s.line("M160 92L168 46M240 92L232 46", t.edge, 9)
        s.line("M160 92L168 46M240 92L232 46", t.dark, 5)
        d = f"M158 88Q178 98 200 90Q222 98 242 88Q252 104 256 130{skirt}Q148 104 158 88Z"
    else:
        with s.mirrored():
            s.path("M146 60Q118 70 104 116L134 134L152 112Z", shade=0.07)
        neck = "Q168 94 200 94Q232 94 236 54" if top == "short" else "L200 120L236 54"
        s.path(f"M164 54{neck}Q200 44 164 54Z", t.deep)
        d = f"M142 66Q150 58 164 54{neck}Q250 58 258 66Q252 104 256 130{skirt}Q148 104 142 66Z"
    s.path(d)
    cloth = s.pick("cloth", ("plain", "spots", "border"))
    with s.inside(d):
        if cloth == "spots":
            s.spots(spread(94, 320, 70, 350, 30), 10, t.accent)
        elif cloth == "border":
            s.line(f"M{left - 4} 314Q200 342 {right + 4} 314", t.accent, 9)
        s.shade("M236 190Q252 270 262 360H340Q300 270 242 178Z", 0.1)
    s.line("M180 200Q168 270 158 340M212 200Q216 280 222 348", width=2.5)
    if top == "wrap":
        s.line("M200 120L166 172M236 54L190 140", width=2.5)
    s.path("M157 168Q200 178 243 168L244 188Q200 198 156 188Z", t.accent if cloth == "plain" else t.dark)


@picture("skirt", reach=120, woven=True)
def skirt(s: Sketch) -> None:
    """A skirt: flared, pleated or straight with a slit."""
    t, cut = s.tone, s.pick("cut", ("flared", "pleated", "straight"))
    wide = {"flared": 128, "pleated": 112, "straight": 82}[cut]
    d = f"M136 92Q116 180 {200 - wide} 318Q200 346 {200 + wide} 318Q284 180 264 92Z"
    s.path(d)
    if cut == "pleated":
        for n in (-3, -2, -1, 0, 1, 2, 3):
            x, low = 200 + n * 18, 200 + n * 32
            s.line(f"M{x} 96L{low} {332 - abs(n) * 3}", width=2.5)
            s.shade(f"M{x} 96L{low} {332 - abs(n) * 3}L{low + 13} {331 - abs(n) * 3}Z", 0.16)
    elif cut == "flared":
        s.line("M166 110Q150 220 128 322M200 110V334M234 110Q250 220 272 322", width=2.5)
        s.shade("M246 110Q262 220 290 322L328 318Q284 180 264 92Z", 0.12)
        if s.pick("rim", (True, False)):
            s.line("M78 300Q200 328 322 300", t.accent, 7)
    else:
        s.shade("M220 334L216 248L228 332Z", 0.4)
        s.line("M216 110V250M150 110L146 150M250 110L254 150", width=2.5)
        for y in range(120, 240, s.span("gap", 26, 34)):
            s.oval(206, y, 5, fill=t.accent)
    s.path("M134 70Q200 80 266 70L267 96Q200 106 133 96Z", t.dark)


_LEGS = (
    "M130 68Q200 76 270 68Q282 130 288 {k}L{r} {hem}H{q}L204 156H196L{p} {hem}H{l}L112 {k}Q118 130 130 68Z"
)


def _legs(hem: int, ankle: int, spread: int = 100, knee: int = 180) -> str:
    """Outline of trousers; ankle is the width of a leg at the hem, spread its distance from the middle."""
    left = 200 - spread
    return _LEGS.format(k=knee, hem=hem, l=left, p=left + ankle, r=400 - left, q=400 - left - ankle)


def _waist(s: Sketch, fill: str, loops: bool = True) -> None:
    s.path("M130 58Q200 68 270 58L272 82Q200 92 128 82Z", fill)
    if loops:
        s.line("M152 60v24M176 64v24M224 64v24M248 60v24", width=4)


@picture("trousers", floor=354, reach=110, woven=True)
def trousers(s: Sketch) -> None:
    """Long trousers with a crease, or with cargo pockets."""
    t = s.tone
    d = _legs(346, s.span("ankle", 58, 76), s.span("spread", 88, 98))
    s.path(d)
    s.shade("M270 68Q282 130 288 180L292 346H276Q276 180 262 70Z", 0.1)
    if s.pick("cut", ("crease", "cargo")) == "crease":
        s.line("M156 110L136 342M244 110L264 342", width=2.5)
    else:
        with s.mirrored():
            s.rect(111, 214, 34, 44, 4, t.dark)
            s.path("M109 210h38v14h-38z")
            s.dot(128, 218, 3, t.line)
    s.line("M200 84V150Q196 158 186 158", width=2.5)
    with s.mirrored():
        s.line("M152 88Q150 116 122 124")
    _waist(s, t.dark)
    s.oval(200, 76, 5, fill=t.accent)


@picture("jeans", floor=354, reach=110, woven=True)
def jeans(s: Sketch) -> None:
    """Jeans with contrasting stitches and rivets."""
    t, thread = s.tone, "#e3ab5c"
    ankle = s.span("ankle", 54, 80)
    d = _legs(334, ankle, 98)
    s.path(d)
    with s.inside(d), s.mirrored():
        s.shine("M128 150Q152 130 168 170Q164 240 144 270Q126 220 128 150Z", 0.14)
        s.stitch("M120 120Q112 230 108 330", thread)
    s.line("M200 84V148", width=2.5)
    s.stitch("M208 88V130Q206 148 192 152", thread)
    with s.mirrored():
        s.line("M158 86Q156 118 122 122")
        s.stitch("M164 88Q162 126 122 130", thread)
        s.path(f"M{102 - 4} 328H{102 + ankle - 2}V348H{102 - 4}Z", t.light)
        s.dot(158, 92, 3, BRASS)
    if s.pick("tear", (True, False, False)):
        s.line("M128 226h26M130 234h24M129 242h22", PAPER, 3)
    _waist(s, t.dark)
    s.oval(200, 76, 6, fill=BRASS)


@picture("shorts", floor=322, reach=125, woven=True)
def shorts(s: Sketch) -> None:
    """Shorts with a drawstring or a fly, some with a side stripe."""
    t, hem = s.tone, s.span("hem", 266, 296)
    d = (
        f"M112 98Q200 108 288 98Q302 150 316 {hem}Q262 {hem + 14} 216 {hem + 6}L204 196H196"
        f"L184 {hem + 6}Q138 {hem + 14} 84 {hem}Q98 150 112 98Z"
    )
    s.path(d)
    with s.inside(d), s.mirrored():
        if s.pick("side", (True, False)):
            s.flat(f"M100 90L70 {hem + 16}H96L118 90Z", t.accent)
        s.line(f"M80 {hem - 14}Q138 {hem} 188 {hem - 8}", width=2.5)
        s.line("M146 120Q140 152 104 160")
    s.shade(f"M204 196L216 {hem + 6}Q226 {hem + 8} 236 {hem + 8}Q226 240 204 196Z", 0.14)
    s.path("M112 86Q200 98 288 86L291 114Q200 126 109 114Z", t.dark)
    if s.pick("waist", ("cord", "button")) == "cord":
        s.line("".join(f"M{x} 100v14" for x in range(124, 284, 14)), width=2)
        s.line(
            "M192 112Q180 140 184 166M208 112Q216 138 214 158", PAPER if t.accent == t.base else t.accent, 4
        )
    else:
        s.oval(200, 106, 6, fill=BRASS)
        s.line("M200 122V190", width=2.5)


@picture("leggings", floor=354, reach=85, woven=True)
def leggings(s: Sketch) -> None:
    """Close-fitting leggings with a high waist and panels."""
    t = s.tone
    d = (
        "M144 60Q200 70 256 60Q276 120 268 190Q262 260 250 344H216Q212 240 203 170H197Q188 240 184 344H150"
        "Q138 260 132 190Q124 120 144 60Z"
    )
    s.path(d)
    panel = s.pick("panel", ("side", "calf", "wave"))
    with s.inside(d), s.mirrored():
        if panel == "side":
            s.flat("M140 90Q128 200 154 350H120V90Z", t.accent)
        elif panel == "calf":
            s.flat(f"M130 {s.span('calf', 236, 262)}L196 268V300L130 290Z", t.accent)
            s.line("M130 312L196 322", t.accent, 5)
        else:
            s.line("M120 200Q160 210 168 260Q172 300 190 330", t.accent, 6)
        s.line("M160 200Q164 220 178 226", width=2.5)
    s.shade("M256 60Q276 120 268 190Q262 260 250 344H238Q254 200 244 62Z", 0.12)
    s.path("M144 58Q200 68 256 58L264 98Q200 112 136 98Z", t.dark)
    s.line("M200 110V166", width=2.5)
