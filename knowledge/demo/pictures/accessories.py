"""Things worn besides clothes."""

from __future__ import annotations

from .palette import BRASS, PAPER, RUBBER, STEEL, tint
from .sketch import Sketch, picture


@picture("hat", floor=308, reach=150, woven=True)
def hat(s: Sketch) -> None:
    """A hat with a brim, or a peaked cap."""
    t, cut = s.tone, s.pick("cut", ("brim", "cap", "bucket"))
    if cut == "cap":
        s.path("M92 244Q84 116 196 108Q304 112 306 244Q200 262 92 244Z")
        s.line("M196 108Q186 180 190 250M196 108Q120 150 116 246M196 108Q276 150 278 248", width=2.5)
        s.oval(197, 106, 9, 6, t.dark)
        s.path(
            ("M178 232Q260 214 306 236Q356 256 366 284Q370 296 352 294Q270 270 186 284Q170 260 178 232Z"),
            t.dark,
        )
        front = s.pick("front", ("patch", "letter", "panel"))
        if front == "patch":
            s.rect(s.span("patch", 112, 130), 172, 46, 34, s.pick("corner", (4, 16)), t.accent)
        elif front == "letter":
            s.line("M136 206L150 168L164 206M141 194H159", t.accent, 6)
        else:
            s.path("M196 108Q120 150 116 246Q154 254 190 252Q186 180 196 108Z", t.accent)
        s.stitch("M196 248Q280 236 346 278")
    elif cut == "bucket":
        crown = s.span("crown", 102, 126)
        s.path(f"M132 {crown}Q200 {crown - 16} 268 {crown}L288 220H112Z")
        s.path("M112 212Q200 228 288 212L334 276Q200 320 66 276Z", shade=0.08)
        s.line("M98 238Q200 258 302 238M84 258Q200 286 316 258", width=2.5)
        s.line(
            f"M126 {crown + 36}Q200 {crown + 50} 274 {crown + 36}",
            t.accent if s.pick("band", (True, False)) else t.line,
            3,
        )
        s.dot(152, 186, 4)
        s.dot(166, 188, 4)
    else:
        wide = s.span("brim", 138, 152)
        s.oval(200, 250, wide, 44)
        s.shade(f"M{200 - wide} 250A{wide} 44 0 0 0 {200 + wide} 250Q200 290 {200 - wide} 250Z", 0.12)
        s.path("M112 250Q116 120 160 108Q180 104 200 116Q220 104 240 108Q284 120 288 250Q200 282 112 250Z")
        s.shade("M240 108Q284 120 288 250Q270 262 248 266Q266 190 240 108Z", 0.1)
        s.line("M200 116Q190 130 180 134", width=2.5)
        s.path("M114 216Q200 246 286 216L288 250Q200 282 112 250Z", t.accent)
        if s.pick("bow", (True, False)):
            s.path("M262 230l26 -12v40l-26 -12z", t.accent)


@picture("beanie", floor=322, reach=110, woven=True)
def beanie(s: Sketch) -> None:
    """A knitted cap, with or without a bobble."""
    t, bobble = s.tone, s.pick("bobble", (True, False, True))
    if bobble:
        s.path(
            (
                "M200 52q16 -12 26 4q20 0 16 18q14 14 -2 24q0 18 -20 16q-14 14 -28 2q-20 6 -24 -12"
                "q-18 -8 -8 -24q-8 -18 12 -20q8 -18 28 -8Z"
            ),
            t.accent,
        )
    cap = "M96 250Q92 110 200 102Q308 110 304 250Z"
    s.path(cap)
    with s.inside(cap):
        knit = s.pick("knit", ("ribs", "zigzag", "bands"))
        if knit == "ribs":
            for n in (-3, -2, -1, 0, 1, 2, 3):
                s.line(f"M{200 + n * 9} 100Q{200 + n * 34} 170 {200 + n * 30} 252", width=2.5)
        elif knit == "zigzag":
            s.line("M86 206" + "".join(f"l16 {-18 if n % 2 else 18}" for n in range(15)), t.accent, 7)
            s.line("M86 176" + "".join(f"l16 {-18 if n % 2 else 18}" for n in range(15)), t.light, 5)
        else:
            for y in (146, 188):
                s.flat(f"M80 {y}Q200 {y + 10} 320 {y}v18Q200 {y + 28} 80 {y + 18}Z", t.accent)
        s.shade("M240 104Q308 130 304 250H266Q282 160 240 104Z", 0.1)
    fold = s.span("fold", 232, 246)
    s.path(
        (
            f"M90 {fold}Q200 {fold + 14} 310 {fold}Q320 {fold + 34} 310 308Q200 326 90 308"
            f"Q80 {fold + 34} 90 {fold}Z"
        ),
        t.dark,
    )
    s.line("".join(f"M{x} {fold + 18}V{302 - abs(x - 200) // 20}" for x in range(108, 300, 16)), width=2.5)
    if not bobble:
        s.rect(222, 264, 40, 26, 3, t.accent)


@picture("scarf", floor=356, reach=90, woven=True)
def scarf(s: Sketch) -> None:
    """A scarf, looped, with fringes."""
    t = s.tone
    cloth = s.pick("cloth", ("bands", "checks", "plain"))
    long, short = s.span("long", 318, 330), s.span("short", 258, 284)
    for d, low, x, w, dark in (
        (f"M214 150L262 142L286 {short}H222Z", short, 222, 64, 0.12),
        (f"M138 150L196 146L190 {long}H122Z", long, 122, 68, 0.0),
    ):
        s.line("".join(f"M{fx} {low}v22" for fx in range(x + 6, x + w, 11)), t.edge, 6)
        s.line("".join(f"M{fx} {low}v22" for fx in range(x + 6, x + w, 11)), t.light, 3)
        s.path(d, shade=dark)
        with s.inside(d):
            if cloth != "plain":
                for y in (low - 62, low - 36):
                    s.flat(f"M{x - 10} {y}h{w + 20}v14h-{w + 20}z", t.accent)
            if cloth == "checks":
                s.line(f"M{x + 22} 140V{low}M{x + 46} 140V{low}", t.light, 5)
    s.path("M96 116Q100 66 200 62Q300 66 304 116Q306 160 200 172Q94 160 96 116Z")
    s.path("M134 108Q140 88 200 86Q260 88 266 108Q262 128 200 130Q138 128 134 108Z", t.deep)
    s.path("M96 112Q120 150 200 152Q280 150 304 112Q318 170 286 186Q200 212 118 188Q84 166 96 112Z")
    s.line("M106 150Q160 180 240 172M112 170Q170 196 262 182M150 152Q220 160 290 136", width=2.5)
    s.shade("M304 112Q318 170 286 186Q262 194 236 197Q290 170 304 112Z", 0.12)


@picture("gloves", floor=344, reach=130, woven=True)
def gloves(s: Sketch) -> None:
    """A pair of gloves or mittens."""
    t = s.tone
    mitten = s.pick("cut", ("fingers", "mittens")) == "mittens"
    if mitten:
        hand = (
            "M84 270Q74 130 92 100Q118 68 148 96Q164 122 160 190L176 166Q194 154 198 172"
            "Q196 206 166 244L164 270Z"
        )
    else:
        hand = (
            "M86 270Q76 226 78 186L70 112Q72 98 84 102L94 160L94 84Q100 70 112 82L114 156L124 80"
            "Q132 68 142 82L136 160"
            "L152 100Q162 92 170 106L158 190L176 170Q194 160 196 178Q192 210 164 244L162 270Z"
        )
    for transform in (
        "rotate(-7 120 200) translate(2 0)",
        "matrix(-1 0 0 1 400 0) rotate(-7 120 200) translate(2 0)",
    ):
        with s.placed(transform):
            s.path(hand)
            s.line("M96 196Q118 210 146 198" if mitten else "M98 176V204M118 176V210M138 178V204", width=2.5)
            back = s.pick("back", ("bands", "heart", "plain"))
            if back == "bands":
                s.line("M84 228H164M86 244H164", t.accent, 7)
            elif back == "heart":
                s.flat("M122 250q-26 -18 -20 -34q10 -12 20 2q10 -14 20 -2q6 16 -20 34Z", t.accent)
            s.path(f"M80 262H168V{s.span('cuff', 312, 322)}H80Z", t.dark)
            s.line("".join(f"M{x} 270v36" for x in range(92, 166, 12)), width=2.5)


@picture("sunglasses", floor=284, reach=150)
def sunglasses(s: Sketch) -> None:
    """Sunglasses seen from the front."""
    t = s.tone
    shape = s.pick("shape", ("round", "square", "cat", "drop"))
    lens = {
        "round": "M66 190A54 54 0 0 1 174 190A54 54 0 0 1 66 190Z",
        "square": "M62 156Q62 142 78 142H166Q180 142 178 160L172 216Q168 236 148 236H92Q72 236 68 216Z",
        "cat": "M48 138Q100 138 164 150Q182 156 178 180Q172 234 122 236Q72 234 64 176Z",
        "drop": "M62 148Q116 132 170 148Q186 166 170 210Q150 246 116 242Q70 234 60 186Z",
    }[shape]
    glass = s.pick("glass", ("#3a3f4d", "#5b4636", "#2f5560"))
    with s.mirrored():
        s.cord("M64 160Q44 156 40 176L50 214", t.dark, 8)
        s.line(lens, t.edge, 19)
        s.path(lens, glass)
        s.line(lens, t.base, 13)
    for move in ("translate(0 0)", "translate(104 0)"):
        with s.placed(move):
            s.shine("M88 162L120 156L92 214Q84 206 82 196Z", 0.3)
            s.shine("M132 156L142 157L110 222L102 218Z", 0.2)
    bridge = s.span("bridge", 146, 164)
    s.cord(f"M176 172Q200 {bridge} 224 172", t.base, 9)
    if s.pick("corner", (True, False)):
        with s.mirrored():
            s.flat("M52 152H74V166H52Z" if shape == "square" else "M60 158h14v10h-14z", t.accent)
    if shape == "drop":
        s.cord("M170 146H230", t.base, 5)
    with s.mirrored():
        s.dot(62, 168, 4, STEEL if t.base != STEEL else t.edge)


@picture("watch", floor=356, reach=60)
def watch(s: Sketch) -> None:
    """A wrist watch with hands."""
    t = s.tone
    strap = s.pick("strap", ("leather", "steel"))
    if strap == "leather":
        s.path("M166 120L170 44Q172 36 182 36H218Q228 36 230 44L234 120Z", t.base)
        s.path("M166 280L172 352Q174 362 184 362H216Q226 362 228 352L234 280Z", t.base)
        s.stitch("M176 116L179 48M224 116L221 48M176 284L181 350M224 284L219 350")
        for y in (316, 332, 346):
            s.dot(200, y, 3.5, t.deep)
    else:
        for y in (38, 60, 82, 104, 276, 298, 320, 342):
            s.rect(168, y, 64, 20, 5, t.base)
        s.line("M188 40V122M212 40V122M188 278V360M212 278V360", width=2.5)
    s.rect(292, 186, 18, 28, 5, t.dark)
    metal = s.pick("case", (STEEL, BRASS, RUBBER)) if strap == "leather" else t.light
    s.oval(200, 200, 96, fill=metal)
    s.oval(200, 200, 80, fill=s.pick("dial", (PAPER, t.deep, tint(t.accent, 0.2))))
    dark = s.pick("dial", (0, 1, 2)) == 1
    ink = PAPER if dark else "#343a44"
    s.line("M200 130v12M270 200h-12M200 270v-12M130 200h12", ink, 5)
    s.line(
        (
            "M235 139l-4 7M261 165l-7 4M261 235l-7 -4M235 261l-4 -7M165 261l4 -7M139 235l7 -4"
            "M139 165l7 4M165 139l4 7"
        ),
        ink,
        3,
    )
    s.line(f"M200 200L{s.span('hour', 160, 172)} 172", ink, 6)
    s.line(f"M200 200L{s.span('minute', 226, 250)} 150", ink, 4)
    s.line("M200 216V146", "#d9534a", 2)
    s.dot(200, 200, 6, "#d9534a")


@picture("jewellery", floor=330, reach=110)
def jewellery(s: Sketch) -> None:
    """A necklace, a ring or a pair of earrings, with a stone."""
    t, what = s.tone, s.pick("what", ("necklace", "ring", "earrings"))
    stone = t.accent if not t.glassy else "#8fd0e0"
    if what == "necklace":
        s.line("M84 70Q92 218 200 248Q308 218 316 70", t.edge, 10)
        s.line("M84 70Q92 218 200 248Q308 218 316 70", t.base, 6)
        s.line("M84 70Q92 218 200 248Q308 218 316 70", t.light, 3, "2 9")
        s.oval(200, 252, 9, fill=t.base)
        if s.pick("drop", (True, False)):
            s.path("M200 258Q240 300 228 324Q200 350 172 324Q160 300 200 258Z", t.base)
            s.oval(200, 310, 16, fill=stone)
        else:
            s.oval(200, 294, 34, fill=t.base)
            s.path("M200 272l7 15l16 2l-12 11l3 16l-14 -8l-14 8l3 -16l-12 -11l16 -2Z", stone)
        s.shine("M184 296q4 -12 12 -14q-6 10 -6 18Z", 0.5)
    elif what == "ring":
        s.line("M200 150A84 84 0 1 1 199.9 150Z", t.edge, 27)
        s.line("M200 150A84 84 0 1 1 199.9 150Z", t.base, 21)
        s.line("M136 190A84 84 0 0 0 140 288", t.light, 6)
        big = s.span("stone", 44, 56)
        s.path("M176 156L168 132H232L224 156Z", t.dark)
        s.path(f"M{200 - big} 102L{200 - big // 2} 72H{200 + big // 2}L{200 + big} 102L200 152Z", stone)
        s.line(
            (f"M{200 - big} 102H{200 + big}M{200 - big // 2} 72L182 102L200 152L218 102L{200 + big // 2} 72"),
            t.edge,
            2,
        )
        s.shine(f"M{200 - big // 2} 74L182 100H{204 - big}Z", 0.5)
    else:
        drop = s.span("drop", 0, 24)
        with s.mirrored():
            s.line("M124 112Q124 80 142 84Q152 92 146 108", t.edge, 4)
            s.oval(124, 124, 17, fill=t.base)
            s.oval(124, 124, 8, fill=stone)
            s.line(f"M124 142V{176 + drop}", t.edge, 5)
            if s.pick("hoop", (True, False)):
                s.line(f"M124 {176 + drop}a48 48 0 1 1 -.1 0Z", t.edge, 17)
                s.line(f"M124 {176 + drop}a48 48 0 1 1 -.1 0Z", t.base, 11)
            else:
                s.path(
                    f"M124 {176 + drop}Q174 {240 + drop} 154 {272 + drop}Q124 {296 + drop} 94 {272 + drop}"
                    f"Q74 {240 + drop} 124 {176 + drop}Z"
                )
                s.path(f"M124 {216 + drop}l24 34l-24 24l-24 -24Z", stone)
                s.shine(f"M104 {236 + drop}l18 -24l-6 28Z", 0.4)
