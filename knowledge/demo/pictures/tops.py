"""Clothes for the upper body."""

from __future__ import annotations

from .palette import PAPER, STEEL, shade
from .sketch import Sketch, picture

SLEEVE = "M118 90Q92 104 84 140L52 290Q51 301 60 304L92 311Q100 311 103 301L130 196L126 110Z"
CUFF = "M55 278L50 298Q50 306 59 308L92 315Q101 315 104 305L109 289Z"
SHORT = "M118 90Q84 106 56 168Q54 177 62 181L103 199Q110 200 114 192L130 158Z"


def sleeves(s: Sketch, d: str, cuff: str | None = None, ribs: bool = False) -> None:
    with s.mirrored():
        s.path(d, shade=0.07)
        if cuff:
            s.path(CUFF, cuff)
        if ribs:
            s.line("M66 284L62 304M78 287L74 307M91 289L87 309", width=2)


def trunk(s: Sketch, hem: int = 326, hip: int = 0, neck: int = 108, sharp: bool = False) -> str:
    """Draw the trunk with its neckline and the inside of its back; gives the outline."""
    low = f"L200 {neck}L" if sharp else f"Q240 {neck} 200 {neck}Q160 {neck} "
    front = f"M246 72{low}154 72"
    s.path(f"{front}Q200 56 246 72Z", s.tone.deep)
    side = f"Q134 82 114 92Q125 130 122 172L{118 - hip} {hem}Q200 {hem + 9} {282 + hip} {hem}"
    d = f"{front}{side}L278 172Q275 130 286 92Q266 82 246 72Z"
    s.path(d)
    s.shade(f"M278 172L{282 + hip} {hem}Q262 {hem + 5} {244 + hip} {hem + 6}Q272 266 278 172Z", 0.1)
    return d


def rib_hem(s: Sketch, hem: int, fill: str) -> None:
    s.path(f"M118 {hem - 22}Q200 {hem - 13} 282 {hem - 22}L281 {hem}Q200 {hem + 10} 119 {hem}Z", fill)
    marks = "".join(f"M{x} {hem - 15}v{15}" for x in range(132, 270, 13))
    s.line(marks, width=2)


def _crew(s: Sketch, fill: str) -> None:
    s.path("M154 72Q159 114 200 114Q241 114 246 72L234 69Q231 99 200 99Q169 99 166 69Z", fill)


@picture("hoodie", reach=115, woven=True)
def hoodie(s: Sketch) -> None:
    """A hooded sweatshirt with a pouch pocket."""
    t = s.tone
    s.path("M138 92Q132 42 200 40Q268 42 262 92Q200 118 138 92Z", shade=0.08)
    sleeves(s, SLEEVE, t.dark, True)
    trunk(s, 326, 0, 112)
    s.path("M154 84Q160 56 200 54Q240 56 246 84Q236 120 200 122Q164 120 154 84Z", t.deep)
    s.path(
        "M138 90Q150 132 200 138Q250 132 262 90Q256 74 246 70Q240 112 200 122Q160 112 154 70Q144 74 138 90Z"
    )
    rib_hem(s, 328, t.dark)
    s.path("M152 232H248L270 284V302H130V284Z", shade=0.05)
    s.stitch("M158 240L138 286M242 240L262 286")
    tips = s.span("cord", 178, 206)
    s.line(f"M180 132Q176 152 178 {tips}M220 132Q224 152 222 {tips + 8}", t.accent, 4)
    if s.pick("front", ("zip", "plain", "band")) == "zip":
        s.line("M200 136V332", STEEL, 5)
        s.line("M200 136V332", t.edge, 2, "2 4")
    elif s.pick("front", ("zip", "plain", "band")) == "band":
        s.flat("M123 176Q200 184 277 176V198Q200 206 122 198Z", t.accent, 0.9)


@picture("sweater", reach=115, woven=True)
def sweater(s: Sketch) -> None:
    """A knitted pullover: crew, roll or V neck, plain, cabled or patterned."""
    t, neck = s.tone, s.pick("neck", ("crew", "roll", "v-neck"))
    sleeves(s, SLEEVE, t.dark, True)
    body = trunk(s, 326, 0, 146 if neck == "v-neck" else 108, neck == "v-neck")
    knit = s.pick("knit", ("cable", "nordic", "bands", "fine"))
    with s.inside(body):
        if knit == "cable":
            for x in (150, 200, 250):
                rows = range(126 if x != 200 or neck != "v-neck" else 164, 300, 28)
                twists = "".join(f"M{x - 9} {y}q18 14 0 28M{x + 9} {y}q-18 14 0 28" for y in rows)
                s.line(twists, width=3)
        elif knit == "nordic":
            zig = "".join(f"l13 {-16 if n % 2 else 16}" for n in range(14))
            s.line(f"M110 168{zig}", t.accent, 6)
            s.line(f"M110 194{zig}", t.light, 4)
            s.line("M110 222h180", t.accent, 5, "1 12")
        elif knit == "bands":
            for y in range(s.span("first", 160, 180), 296, s.span("gap", 38, 50)):
                s.flat(f"M100 {y}h200v16h-200z", t.accent)
        else:
            s.line(
                "".join(f"M{x} {y}l5 6l5 -6" for y in range(160, 296, 26) for x in range(134, 270, 26)),
                width=2,
            )
    rib_hem(s, 328, t.dark)
    if neck == "v-neck":
        s.path("M154 72L200 148L246 72L234 68L200 126L166 68Z", t.dark)
    elif neck == "roll":
        s.path("M158 96L162 50Q200 40 238 50L242 96Q200 112 158 96Z", t.dark)
        s.line("M176 58V96M192 58V100M208 58V100M224 58V96", width=2)
    else:
        _crew(s, t.dark)


@picture("cardigan", reach=115, woven=True)
def cardigan(s: Sketch) -> None:
    """A knitted jacket with a deep neck and buttons."""
    t, deep = s.tone, s.span("neck", 178, 204)
    sleeves(s, SLEEVE, t.dark, True)
    trunk(s, 328, 0, deep, True)
    if s.pick("knit", (True, False)):
        marks = "".join(f"M{x} {y}l5 6l5 -6" for y in range(190, 296, 26) for x in (132, 156, 232, 256))
        s.line(marks, width=2)
    with s.mirrored():
        s.path("M136 258H176V300H136Z", shade=0.05)
        s.line("M136 266h40")
    rib_hem(s, 330, t.dark)
    s.path(f"M154 72L192 {deep - 6}V334H212V{deep}L246 72L234 68L201 {deep - 32}L166 68Z", t.dark)
    for y in range(deep + 16, 326, s.span("gap", 30, 38)):
        s.oval(202, y, 6, fill=t.accent)


@picture("tshirt", reach=110, woven=True, title="T-shirt")
def tshirt(s: Sketch) -> None:
    """A T-shirt: plain, striped, with a pocket or a print."""
    t, front = s.tone, s.pick("front", ("stripes", "pocket", "sun", "hills", "ringer"))
    sleeves(s, SHORT)
    with s.mirrored():
        s.line("M64 160L118 184", t.accent if front == "ringer" else t.line, 5 if front == "ringer" else 2.5)
    body = trunk(s, 332, s.span("hip", -4, 4))
    with s.inside(body):
        if front == "stripes":
            for y in range(142, 330, s.span("gap", 24, 40)):
                s.flat(f"M100 {y}h200v10h-200z", t.accent)
    if front == "pocket":
        s.path("M222 160h42v40l-21 12l-21 -12z", t.accent if s.pick("two", (True, False)) else t.dark)
        s.line("M222 170h42", width=2)
    elif front == "sun":
        s.dot(200, 190, 34, t.accent)
        s.line("M160 206h80M168 220h64", t.base if not t.mixed else t.dark, 6)
    elif front == "hills":
        s.flat("M150 226L184 170L206 204L222 184L250 226Z", t.accent)
        s.dot(228, 166, 11, t.light)
    s.line("M124 322Q200 331 276 322", width=2.5)
    _crew(s, t.accent if front == "ringer" else t.dark)


def _collar(s: Sketch, fill: str) -> None:
    s.path("M154 72Q200 50 246 72L232 84Q200 70 168 84Z", s.tone.deep)
    with s.mirrored():
        s.path("M200 108L176 132L148 88L158 62Z", fill)


@picture("shirt", reach=112, woven=True)
def shirt(s: Sketch) -> None:
    """A buttoned shirt with a collar: plain, checked or striped."""
    t, cloth = s.tone, s.pick("cloth", ("plain", "checks", "stripes", "plain"))
    sleeves(s, SLEEVE)
    with s.mirrored():
        s.path(CUFF, t.light)
        s.dot(92, 300, 3)
    body = trunk(s, 332, 2, 108, True)
    with s.inside(body):
        if cloth != "plain":
            step = s.span("step", 22, 30)
            s.line("".join(f"M{x} 70V340" for x in range(200 - 4 * step, 290, step)), t.dark, 5)
        if cloth == "checks":
            s.line("".join(f"M100 {y}H300" for y in range(110, 340, 28)), t.dark, 5)
    s.path("M190 108H210V336H190Z", t.light)
    for y in range(144, 320, 38):
        s.oval(200, y, 4, fill=PAPER if t.light != PAPER else t.line)
    if s.pick("pocket", (True, False, True)):
        s.path("M228 160h38v38l-19 10l-19 -10z", shade=0.06)
    _collar(s, t.light)


@picture("blouse", reach=112, woven=True)
def blouse(s: Sketch) -> None:
    """A light blouse with full sleeves and a bow, a frill or a round collar."""
    t, neck = s.tone, s.pick("neck", ("bow", "frill", "round"))
    with s.mirrored():
        s.path("M118 90Q84 108 70 160Q44 236 60 282L104 292Q124 240 130 190L126 110Z", shade=0.06)
        s.path("M58 280L56 300Q80 312 104 308L106 290Q80 292 58 280Z", t.light)
        s.line("M84 160Q72 220 80 270M104 180Q100 230 94 276", width=2)
    trunk(s, 326, s.span("flare", 8, 16), 112, True)
    s.line("M160 200Q152 270 146 322M240 200Q248 270 254 322", width=2)
    s.line("M200 118V330")
    for y in range(150, 320, 34):
        s.dot(200, y, 5, t.accent)
    if neck == "frill":
        s.path(
            "M154 72Q140 96 158 108Q160 126 178 124Q184 140 200 132Q216 140 222 124Q240 126 242 108"
            "Q260 96 246 72Q236 106 200 112Q164 106 154 72Z",
            t.light,
        )
    elif neck == "round":
        with s.mirrored():
            s.path("M200 112Q196 144 166 138Q140 122 154 70Q166 102 200 112Z", t.accent)
    else:
        with s.mirrored():
            s.path("M196 118L206 124L186 214L160 202Z", t.light)
            s.path("M198 118Q160 88 148 104Q142 122 156 140Q176 140 198 124Z", t.light)
        s.rect(189, 110, 22, 22, 6, t.light)


@picture("polo", reach=110, woven=True)
def polo(s: Sketch) -> None:
    """A polo shirt with a soft collar and a short button tape."""
    t, trim = s.tone, s.pick("trim", (True, False))
    tip = t.accent if trim else t.dark
    sleeves(s, SHORT)
    with s.mirrored():
        s.path("M64 150L55 170Q53 178 61 182L103 200Q110 201 114 193L120 178Z", tip)
    body = trunk(s, 332, 0, 112, True)
    if s.pick("band", (True, False, False)):
        with s.inside(body):
            s.flat("M100 206h200v34h-200z", t.accent, 0.9)
    s.path("M188 108H212V186H188Z", t.dark if not trim else shade(t.accent, 0.04))
    s.spots([(200, y) for y in ((136, 156, 175) if s.pick("three", (True, False)) else (142, 168))], 8, PAPER)
    badge = s.pick("badge", ("shield", "pocket", "none"))
    if badge == "shield":
        s.path("M234 150h22v14q0 10 -11 14q-11 -4 -11 -14z", t.accent)
    elif badge == "pocket":
        s.path("M228 156h40v36l-20 10l-20 -10z", shade=0.06)
    s.path("M154 72Q200 50 246 72L232 84Q200 70 168 84Z", t.deep)
    with s.mirrored():
        s.path("M200 110L174 142L140 96L158 62Z", t.base if not t.mixed else t.light)
        s.line("M174 142L140 96", tip, 5)
    s.line("M124 322Q200 331 276 322", width=2.5)
